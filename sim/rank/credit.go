package rank

import (
	"strconv"

	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "credit-gate", Stage: Gate, Order: 20,
		EN: "exposure by credit", ZH: "信用分流量门槛",
		Formula: "score ← score·g(credit), g = 0 up to low, 1 from high, linear between; x = 0 where g = 0",
		Source:  param.Assumption,
		New: func(set *param.Set) Step {
			r := &creditGate{}
			set = set.Under("gate")
			set.Float(&r.low, "credit_low", 0, param.Spec{Unit: "point", Min: 0, Max: 100, Source: param.Assumption,
				EN: "credit that gives no exposure", ZH: "无流量信用分",
				Doc:   "At or below this credit a room is not shown; exposure rises linearly up to credit_high.",
				DocZH: "信用分不高于此值的直播间不展示；曝光随信用分线性上升，至 credit_high 为满。"})
			set.Float(&r.high, "credit_high", 0, param.Spec{Unit: "point", Min: 0, Max: 100, Source: param.Assumption,
				EN: "credit that gives full exposure", ZH: "满流量信用分",
				Doc: "From this credit on the score counts in full; 0 switches the gate off.", DocZH: "信用分达到此值后得分全额计入；0 为关闭该门槛。"})
			set.Check(func() string {
				if r.low <= r.high {
					return ""
				}
				return "gate.credit_low must not be above gate.credit_high (now " + number(r.low) + " and " + number(r.high) + ")"
			}, "credit_low", "credit_high")
			return r
		}})
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// creditGate lets exposure depend on conduct.
type creditGate struct{ low, high float64 }

// g returns the factor on the score at a credit.
func (r *creditGate) g(credit float64) float64 {
	switch {
	case credit >= r.high:
		return 1
	case credit > r.low:
		return (credit - r.low) / (r.high - r.low)
	}
	return 0
}

func (r *creditGate) Apply(v *View, s *Scratch) {
	if r.high == 0 {
		return
	}
	for i, credit := range v.Credit[:v.N] {
		if g := r.g(credit); g > 0 {
			s.Score[i] *= g
		} else {
			s.Bar(i)
		}
	}
}
