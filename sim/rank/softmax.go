package rank

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "softmax", Stage: Allocate, Order: 40,
		EN: "softmax of the score", ZH: "得分的 softmax",
		Formula: "x ∝ exp(score/τ)",
		Source:  "Luce 1959, Plackett 1975: the chance to be ranked first",
		New: func(set *param.Set) Step {
			r := &softmax{}
			set.Float(&r.tau, "softmax.tau", 0.5, param.Spec{Unit: "multiple of the mean score", Min: 0.001, Max: 1000,
				Source: param.Assumption, EN: "temperature τ of softmax exposure", ZH: "softmax 温度 τ",
				Doc: "Small values show only the best, large values show all alike.", DocZH: "值小则只展示得分最高者，值大则趋于均等。"})
			return r
		}})
}

// softmax gives a room the probability that it is placed first in a Plackett-Luce ranking.
type softmax struct{ tau float64 }

func (r *softmax) Apply(_ *View, s *Scratch) {
	best := largest(s.Score)
	for i, score := range s.Score {
		s.Share[i] = chance.Exp((score - best) / r.tau)
	}
}
