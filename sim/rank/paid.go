package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "paid", Stage: Adjust, Order: 50,
		EN: "bought exposure", ZH: "付费流量",
		Formula: "y = b if Σb ≤ A, else A·b/Σb in whole impressions, A = ⌊load·impressions⌋; the rest is organic",
		Source:  param.Assumption,
		New: func(set *param.Set) Step {
			r := &paid{}
			set.Float(&r.load, "paid.ad_load", 0.05, param.Spec{Unit: "share of impressions", Min: 0, Max: 1, Source: param.Assumption,
				EN: "most impressions sold", ZH: "付费流量上限",
				Doc:   "Bought impressions are honoured up to this share of the supply, beyond it in proportion to what was bought.",
				DocZH: "付费流量至多兑现到供给的这一比例，超出时按购买量同比例兑现。"})
			return r
		}})
}

// paid honours bought impressions before the organic ones are given out. Barred rooms cannot buy their way in.
type paid struct{ load float64 }

func (r *paid) Apply(v *View, s *Scratch) {
	supply := int64(r.load * float64(v.Impressions))
	if supply == 0 {
		return
	}
	bought := int64(0)
	s.Paid, s.work = resize(s.Paid, v.N), resize(s.work, v.N)
	for i, n := range v.Paid[:v.N] {
		if s.Barred[i] {
			n = 0
		}
		s.Paid[i], s.work[i] = n, float64(n)
		bought += n
	}
	if bought > supply {
		s.apportion(v, supply, s.work, s.Paid)
	}
}
