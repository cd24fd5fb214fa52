package rank

import (
	"slices"

	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "cap", Stage: Adjust, Order: 30,
		EN: "cap on exposure", ZH: "曝光上限",
		Formula: "x ← min(x_max, c·x) with c such that Σx = 1; x_max is at least 1/N",
		Source:  param.Assumption,
		New: func(set *param.Set) Step {
			r := &exposureCap{}
			set.Float(&r.most, "cap", 1, param.Spec{Unit: "share of impressions", Min: 0.0001, Max: 1, Source: param.Assumption,
				EN: "largest exposure of one room", ZH: "单个直播间曝光上限",
				Doc: "What a room would get above it goes to the others in proportion to theirs. If fewer rooms are open than the " +
					"cap needs, all get the same. Bought impressions do not count. 1 is no cap.",
				DocZH: "超出部分按比例分给其他直播间；在播直播间过少、上限无法满足时一律均分。付费流量不计。1 为不设上限。"})
			return r
		}})
}

// exposureCap limits the share of one room.
type exposureCap struct{ most float64 }

func (r *exposureCap) Apply(v *View, s *Scratch) {
	most := max(r.most, 1/float64(s.Open))
	if r.most == 1 || largest(s.Share) <= most {
		return
	}
	s.items = s.items[:0]
	for i, x := range s.Share {
		if !s.Barred[i] {
			s.items = append(s.items, newItem(v.Key, v.ID[i], i, scoreKey(x)))
		}
	}
	slices.SortFunc(s.items, order)
	// rest[m] is the sum of all but the m largest shares. Added up from the smallest, it is the same for any labels.
	s.work = resize(s.work, s.Open+1)
	rest := s.work
	rest[s.Open] = 0
	for m := s.Open - 1; m >= 0; m-- {
		rest[m] = rest[m+1] + s.Share[s.items[m].i]
	}
	// The m largest are held at the cap, for the least m at which the next one, scaled up, stays below it.
	m, left := 0, 1.0
	for m < s.Open && rest[m] > 0 && left*(s.Share[s.items[m].i]/rest[m]) > most {
		m++
		left = max(0, 1-float64(float64(m)*most))
	}
	for n, it := range s.items {
		switch {
		case n < m:
			s.Share[it.i] = most
		case rest[m] > 0:
			s.Share[it.i] = left * (s.Share[it.i] / rest[m])
		default:
			s.Share[it.i] = left / float64(s.Open-m)
		}
	}
}
