package rank

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "proportional", Stage: Allocate, Order: 30,
		EN: "in proportion to the score", ZH: "按得分比例",
		Formula: "x ∝ score^γ",
		Source:  "Luce 1959; equity of attention at γ = 1: Biega, Gummadi & Weikum 2018 (SIGIR)",
		New: func(set *param.Set) Step {
			r := &proportional{}
			set.Float(&r.gamma, "proportional.gamma", 1, param.Spec{Min: 0, Max: 3, Source: param.Assumption,
				EN: "steepness γ of proportional exposure", ZH: "比例曝光的陡度 γ",
				Doc: "0 shows all alike, 1 in proportion to the score, larger values favour the best.", DocZH: "0 为一律均等，1 为与得分成比例，越大越偏向得分最高者。"})
			return r
		}})
}

// proportional gives exposure in proportion to a power of the score.
type proportional struct{ gamma float64 }

func (r *proportional) Apply(_ *View, s *Scratch) {
	best := largest(s.Score)
	if best == 0 {
		return
	}
	for i, score := range s.Score {
		x := score / best // in [0,1]: no power overflows
		switch r.gamma {
		case 1:
		case 2:
			x *= x
		default:
			x = chance.Pow(x, r.gamma)
		}
		s.Share[i] = x
	}
}
