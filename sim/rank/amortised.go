package rank

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "amortised", Stage: Score, Order: 30, Memory: []string{"owed"},
		EN: "amortised exposure", ZH: "跨时段补偿曝光",
		Formula: "x_i ← max(0, x_i + α·owed_i·Σx); after the slot owed_i ← κ·owed_i + x_i/Σx − y_i/Σy, κ = 2^(−1/(3·half-life)); " +
			"a room that a gate bars deserves nothing",
		Source: "equity of attention over a series of rankings: Biega, Gummadi & Weikum 2018 (SIGIR)",
		New: func(set *param.Set) Step {
			r := &amortised{}
			set.Float(&r.speed, "amortised.speed", 0, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
				EN: "how fast a room is given what it is owed", ZH: "补偿速度",
				Doc: "A room is owed the exposure that its score deserved in earlier slots and that it did not get. " +
					"This part of it is added to its score; 0 is none.",
				DocZH: "某直播间在此前时段按得分应得而未得的曝光记为欠额；得分中加上欠额的这一比例；0 为不补偿。"})
			set.WhenAbove("amortised.speed", 0.0).Float(&r.halfLife, "amortised.half_life", 7, param.Spec{Unit: "day", Min: 1, Max: 365,
				Source: param.Assumption, EN: "half-life of what a room is owed", ZH: "欠额半衰期",
				Doc: "After so many days on the air what a room is owed counts half.", DocZH: "开播累计经过这些天后，欠额减半。"})
			return r
		}})
}

// amortised lets rooms that a rule leaves out in one slot have their turn in another. Owed is in shares of a slot's exposure. What
// a gate bars deserves none: it does not come back with arrears.
type amortised struct {
	speed, halfLife float64
	owed            int // column of the memory
}

func (r *amortised) place(first int) { r.owed = first }

func (r *amortised) Apply(v *View, s *Scratch) {
	if r.speed == 0 {
		return
	}
	all := total(s.Score)
	s.deserved = resize(s.deserved, v.N)
	clear(s.deserved)
	if all == 0 {
		return
	}
	for i, owed := range v.Memory[r.owed] {
		x := s.Score[i]
		s.deserved[i] = x / all
		s.Score[i] = bounded(x + float64(r.speed*owed*all))
	}
}

func (r *amortised) remember(v *View, s *Scratch, given *Allocation) {
	if v.Impressions == 0 || len(s.deserved) != v.N {
		return // not applied
	}
	for i, barred := range s.Barred {
		if barred {
			s.deserved[i] = 0
		}
	}
	all := total(s.deserved)
	if all == 0 {
		all = 1 // and nobody deserves anything
	}
	keep := chance.Exp(-math.Ln2 / (slotsADay * r.halfLife))
	for i, owed := range v.Memory[r.owed] {
		had := float64(given.Impressions[i]) / float64(v.Impressions)
		v.Memory[r.owed][i] = float64(keep*owed) + s.deserved[i]/all - had
	}
}

// slotsADay is how often a day the rules of a venue rank.
const slotsADay = 3
