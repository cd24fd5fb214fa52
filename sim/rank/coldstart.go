package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "cold-start", Stage: Adjust, Order: 10,
		EN: "cold start", ZH: "冷启动扶持",
		Formula: "x ← (1−ε)·x + ε/M for the M rooms younger than d days, (1−ε)·x for the others; unchanged if M = 0",
		Source:  "ε-greedy exploration: Sutton & Barto 2018, §2.2",
		New: func(set *param.Set) Step {
			r := &coldStart{}
			set = set.Under("cold_start")
			set.Float(&r.share, "share", 0.05, param.Spec{Unit: "share of impressions", Min: 0, Max: 1, Source: param.Assumption,
				EN: "impressions set aside for newcomers", ZH: "新人流量占比",
				Doc: "Newcomers divide them alike, beside what their scores give them; 0 is no cold start.", DocZH: "由新人均分，另加其得分应得的流量；0 为不设冷启动。"})
			set.WhenAbove("share", 0.0).Int(&r.days, "days", 30, param.Spec{Unit: "day", Min: 1, Max: 365, Source: param.Assumption,
				EN: "age up to which a host is a newcomer", ZH: "新人期天数"})
			return r
		}})
}

// coldStart sets impressions aside for rooms that had no time to collect signals.
type coldStart struct {
	share float64
	days  int64
}

func (r *coldStart) newcomer(v *View, s *Scratch, i int) bool {
	return int64(v.AgeDays[i]) < r.days && !s.Barred[i]
}

func (r *coldStart) Apply(v *View, s *Scratch) {
	if r.share == 0 {
		return
	}
	newcomers := 0
	for i := range s.Share {
		if r.newcomer(v, s, i) {
			newcomers++
		}
	}
	if newcomers == 0 {
		return
	}
	each := r.share / float64(newcomers)
	for i := range s.Share {
		x := float64(s.Share[i] * (1 - r.share))
		if r.newcomer(v, s, i) {
			x += each
		}
		s.Share[i] = x
	}
}
