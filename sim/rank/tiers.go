package rank

import (
	"math"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// The tiers of hosts.
const (
	Head uint8 = iota
	Waist
	Tail
	NumTiers
)

// Tiers sorts hosts into head, waist and tail by rank of recent performance, with hysteresis. There are H places in a tier and all
// above it. Ranks up to H·(1−h) always get one, then those who had one and still rank up to H·(1+h), then the next in rank. So
// sizes are exact and nobody is moved up and down by noise at the border.
type Tiers struct {
	ReviewDays int64
	HeadSize   float64 // share of hosts
	WaistSize  float64 // share of hosts
	Hysteresis float64 // h
}

func (t *Tiers) declare(set *param.Set) {
	set.Int(&t.ReviewDays, "review", 30, param.Spec{Unit: "day", Min: 1, Max: 365, Source: param.Assumption,
		EN: "days between promotion and demotion", ZH: "升降级周期"})
	set.Float(&t.HeadSize, "head_size", 0.05, param.Spec{Unit: "share of hosts", Min: 0, Max: 1, Source: param.Assumption,
		EN: "size of the head", ZH: "头部规模"})
	set.Float(&t.WaistSize, "waist_size", 0.25, param.Spec{Unit: "share of hosts", Min: 0, Max: 1, Source: param.Assumption,
		EN: "size of the waist", ZH: "腰部规模"})
	set.Float(&t.Hysteresis, "hysteresis", 0.1, param.Spec{Unit: "share of the border's rank", Min: 0, Max: 1,
		Source: param.Assumption, EN: "leeway at the border of a tier", ZH: "升降级缓冲",
		Doc: "A host keeps its tier while its rank is worse than the border by no more than this share.", DocZH: "排名落后于层级界线不超过这一比例时，主播保持原层级。"})
	set.Check(func() string {
		if t.HeadSize+t.WaistSize <= 1+1e-9 {
			return ""
		}
		return "head_size and waist_size must not exceed 1 together (now " + number(t.HeadSize) + " + " + number(t.WaistSize) + ")"
	}, "head_size", "waist_size")
}

// Due reports whether tiers are reviewed on this day.
func (t *Tiers) Due(day int64) bool { return day%t.ReviewDays == 0 }

// Review updates tier. Performance is a number ≥ 0 for each host; NaN marks a host that does not take part (it left, or
// has not begun): it goes to the tail and takes no place. Ties are broken by a draw keyed by ID.
func (t *Tiers) Review(performance []float64, id []uint64, tier []uint8, key chance.Key, s *Scratch) {
	s.items = s.items[:0]
	for h, p := range performance {
		if math.IsNaN(p) {
			tier[h] = Tail
		} else {
			s.items = append(s.items, newItem(key, id[h], h, scoreKey(max(p, 0))))
		}
	}
	slices.SortFunc(s.items, order)
	s.Barred = resize(s.Barred, len(s.items)) // by rank: has a place in the tier under review or above
	placed := s.Barred
	clear(placed)
	s.ranked = resize(s.ranked, len(s.items))
	for r := range s.ranked {
		s.ranked[r] = Tail
	}
	taken := 0
	for level, size := range [...]float64{Head: t.HeadSize, Waist: t.HeadSize + t.WaistSize} {
		places := int(float64(min(size, 1)*float64(len(s.items))) + 0.5)
		sure, leeway := float64(places)*(1-t.Hysteresis), float64(places)*(1+t.Hysteresis)
		for pass := 0; pass < 3; pass++ {
			for r, it := range s.items {
				if taken >= places {
					break
				}
				rank := float64(r + 1)
				fits := pass == 0 && rank <= sure || pass == 1 && rank <= leeway && tier[it.i] <= uint8(level) || pass == 2
				if fits && !placed[r] {
					placed[r] = true
					s.ranked[r] = uint8(level)
					taken++
				}
			}
		}
	}
	for r, it := range s.items {
		tier[it.i] = s.ranked[r]
	}
}
