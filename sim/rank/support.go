package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "support", Stage: Score, Order: 20,
		EN: "support multipliers", ZH: "扶持系数",
		Formula: "score ← score·Π_g m_g over the groups g the room belongs to (waist, tail, niche, store, micro)",
		Source:  "relevance against fairness to suppliers: Mehrotra et al. 2018 (CIKM)",
		New: func(set *param.Set) Step {
			r := &support{}
			set = set.Under("support")
			declare := func(dst *float64, key, en, zh string) {
				set.Float(dst, key, 1, param.Spec{Min: 0, Max: 10, Source: param.Assumption,
					EN: "support of " + en, ZH: zh + "扶持系数",
					Doc: "The score of these rooms is multiplied by this number; 1 is no support.", DocZH: "此类直播间的得分乘以该数；1 为不扶持。"})
			}
			declare(&r.waist, "waist", "waist streamers", "腰部主播")
			declare(&r.tail, "tail", "tail streamers", "尾部主播")
			declare(&r.niche, "niche", "niche rooms", "小众直播间")
			declare(&r.store, "store", "store broadcasts", "店播")
			declare(&r.micro, "micro", "micro sources", "小微货源")
			return r
		}})
}

// support multiplies the scores of rooms the platform wants to help.
type support struct{ waist, tail, niche, store, micro float64 }

func (r *support) Apply(v *View, s *Scratch) {
	if r.waist != 1 || r.tail != 1 {
		by := [NumTiers]float64{Head: 1, Waist: r.waist, Tail: r.tail}
		for i, tier := range v.Tier[:v.N] {
			s.Score[i] *= by[tier]
		}
	}
	multiply(s.Score, v.Niche, r.niche)
	multiply(s.Score, v.Store, r.store)
	multiply(s.Score, v.Micro, r.micro)
}

func multiply(score []float64, member []bool, by float64) {
	if by == 1 {
		return
	}
	for i := range score {
		if member[i] {
			score[i] *= by
		}
	}
}
