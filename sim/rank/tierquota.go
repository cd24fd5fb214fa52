package rank

import (
	"math"

	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "tier-quota", Stage: Allocate, Order: 50,
		EN: "quotas for tiers", ZH: "分层配额",
		Formula: "Σ_{tier j} x = Q_j, inside a tier x ∝ score; quotas of tiers without a room go to the others in proportion",
		Source:  "tiered competition as practised by live-streaming platforms; the values are assumptions",
		New: func(set *param.Set) Step {
			r := &tierQuota{}
			set = set.Under("tier_quota")
			declare := func(tier uint8, key string, def float64, zh string) {
				set.Float(&r.quota[tier], "quotas."+key, def, param.Spec{Unit: "share of impressions", Min: 0, Max: 1,
					Source: param.Assumption,
					EN:     "impressions for the " + key, ZH: zh + "流量配额",
					Doc:   "Share of a slot's impressions that rooms of this tier compete for. The three quotas add up to 1.",
					DocZH: "每个时段的推荐流量中由该层直播间竞争的份额；三层配额之和为 1。"})
			}
			declare(Head, "head", 0.35, "头部")
			declare(Waist, "waist", 0.40, "腰部")
			declare(Tail, "tail", 0.25, "尾部")
			set.Check(r.check, "quotas.head", "quotas.waist", "quotas.tail")
			return r
		}})
}

// tierQuota lets rooms compete inside their tier only.
type tierQuota struct{ quota [NumTiers]float64 }

func (r *tierQuota) check() string {
	all := r.quota[Head] + r.quota[Waist] + r.quota[Tail]
	if math.Abs(all-1) < 1e-9 {
		return ""
	}
	return "tier_quota.quotas must add up to 1 (now " + number(math.Round(all*1e6)/1e6) + "): head " + number(r.quota[Head]) +
		" + waist " + number(r.quota[Waist]) + " + tail " + number(r.quota[Tail])
}

func (r *tierQuota) Apply(v *View, s *Scratch) {
	var rooms [NumTiers]int
	var best [NumTiers]float64
	for i, tier := range v.Tier[:v.N] {
		if !s.Barred[i] {
			rooms[tier]++
			best[tier] = max(best[tier], s.Score[i])
		}
	}
	var scores [NumTiers]sum
	for j := range scores {
		scores[j] = newSum(best[j])
	}
	for i, tier := range v.Tier[:v.N] {
		if !s.Barred[i] {
			scores[tier].add(s.Score[i])
		}
	}
	var all [NumTiers]float64
	for j := range all {
		all[j] = scores[j].value()
	}
	for i, tier := range v.Tier[:v.N] {
		switch {
		case s.Barred[i]:
		case all[tier] > 0:
			s.Share[i] = r.quota[tier] * (s.Score[i] / all[tier])
		default:
			s.Share[i] = r.quota[tier] / float64(rooms[tier])
		}
	}
}
