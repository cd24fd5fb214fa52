package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "entry-standard", Stage: Gate, Order: 10,
		EN: "entry standard", ZH: "准入标准",
		Formula: "x = 0 if credit < bar_c or P̂_satisfaction < bar_s",
		Source:  "minimum quality standards: Leland 1979 (JPE)",
		New: func(set *param.Set) Step {
			r := &entryStandard{}
			set.Float(&r.credit, "gate.entry_credit", 0, param.Spec{Unit: "point", Min: 0, Max: 100, Source: param.Assumption,
				EN: "credit a room needs to be shown", ZH: "上架推荐所需信用分",
				Doc: "Rooms with less credit get no impressions; 0 is no bar.", DocZH: "信用分更低的直播间得不到推荐流量；0 为不设门槛。"})
			set.Float(&r.satisfaction, "gate.entry_satisfaction", 0, param.Spec{Unit: "multiple of the mean", Min: 0, Max: 2,
				Source: param.Assumption,
				EN:     "satisfaction a room needs to be shown", ZH: "上架推荐所需满意度",
				Doc:   "Rooms with a lower estimated rating, relative to the platform's mean, get no impressions; 0 is no bar.",
				DocZH: "估计满意度（相对平台均值）更低的直播间得不到推荐流量；0 为不设门槛。"})
			return r
		}})
}

// entryStandard keeps rooms below a bar from any exposure.
type entryStandard struct{ credit, satisfaction float64 }

func (r *entryStandard) reads(k Signal) bool { return k == Satisfaction && r.satisfaction > 0 }

func (r *entryStandard) Apply(v *View, s *Scratch) {
	if r.credit > 0 {
		bar(s, v.Credit[:v.N], r.credit)
	}
	if r.satisfaction > 0 {
		bar(s, v.Signals[Satisfaction][:v.N], r.satisfaction)
	}
}

func bar(s *Scratch, x []float64, least float64) {
	for i, have := range x {
		if have < least {
			s.Bar(i)
		}
	}
}
