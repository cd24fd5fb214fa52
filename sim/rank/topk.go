package rank

import (
	"math"

	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "top-k", Stage: Allocate, Order: 20,
		EN: "the best k rooms", ZH: "前 k 名",
		Formula: "x ∝ 1 (or score) for the k largest scores, 0 else",
		Source:  "ranking by popularity: Germano, Gómez & Le Mens 2019 (WWW)",
		New: func(set *param.Set) Step {
			r := &topK{}
			set = set.Under("top_k")
			set.Float(&r.k, "k", 0.2, param.Spec{Unit: "share below 1, else rooms", Min: 0.001, Max: 1e6, Source: param.Assumption,
				EN: "rooms shown under top-k", ZH: "展示的直播间数",
				Doc: "Below 1: this share of the open rooms, at least one. From 1: so many rooms.", DocZH: "小于 1：按在播直播间的比例，至少一个；1 及以上：直播间个数。"})
			set.Choice(&r.split, "split", "equal", param.Spec{Choices: []string{"equal", "score"}, Source: param.Assumption,
				EN: "division among the best", ZH: "前 k 名之间的分配",
				Doc: "Whether the rooms shown share alike or in proportion to their scores.", DocZH: "展示的直播间是均分流量，还是按得分比例分配。"})
			return r
		}})
}

// topK shows only the rooms with the largest scores.
type topK struct {
	k     float64
	split string
}

// count returns how many of the open rooms are shown.
func (r *topK) count(open int) int {
	k := r.k
	if k < 1 {
		k *= float64(open)
	}
	return int(min(max(math.Floor(k+0.5), 1), float64(open)))
}

func (r *topK) Apply(v *View, s *Scratch) {
	s.items = s.items[:0]
	for i, score := range s.Score {
		if !s.Barred[i] {
			s.items = append(s.items, newItem(v.Key, v.ID[i], i, scoreKey(score)))
		}
	}
	k := r.count(s.Open)
	first(s.items, k)
	best := 0.0
	for _, it := range s.items[:k] {
		best = max(best, s.Score[it.i])
	}
	for _, it := range s.items[:k] {
		s.Share[it.i] = 1
		if r.split == "score" && best > 0 {
			s.Share[it.i] = s.Score[it.i]
		}
	}
}
