package consumer

import "livebazaar/agents/param"

// Satisfaction (Oliver 1980; Anderson & Sullivan 1993): with D = performance − expectation of what should be (Expectation),
//
//	S = quality·(performance − reference) + gain·max(D,0) − loss·max(−D,0),  loss/gain ≈ 2
//
// centred at 0 by the reference. Expectation has no direct effect.
type Satisfaction struct{ Quality, Gain, Loss, Reference, Memory float64 }

// Declare binds the parameters to the set.
func (s *Satisfaction) Declare(set *param.Set) {
	set.Float(&s.Quality, "quality", 1.0, param.Spec{Min: 0, Max: 5,
		Source: "Anderson & Sullivan 1993 (perceived quality); size an assumption",
		EN:     "weight of performance (b_q)", ZH: "表现权重 b_q"})
	set.Float(&s.Gain, "gain", 1.0, param.Spec{Min: 0, Max: 5, Source: "Anderson & Sullivan 1993",
		EN: "weight of a positive surprise (b⁺)", ZH: "正向失验权重 b⁺"})
	set.Float(&s.Loss, "loss", 2.0, param.Spec{Min: 0, Max: 10, Source: "b⁻/b⁺ ≈ 2: Anderson & Sullivan 1993",
		EN: "weight of a disappointment (b⁻)", ZH: "负向失验权重 b⁻"})
	set.Float(&s.Reference, "reference", 0.6, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "performance that satisfies nobody and disappoints nobody", ZH: "满意度参照表现"})
	set.Float(&s.Memory, "memory", 0.8, param.Spec{Min: 0, Max: 0.99, Source: param.Assumption,
		EN: "weight of earlier purchases in the consumer's mood", ZH: "以往购买在心情中的权重"})
}

// Of returns S for a performance and an expectation.
func (s *Satisfaction) Of(performance, expectation float64) float64 {
	d := performance - expectation
	v := float64(s.Quality * (performance - s.Reference))
	if d > 0 {
		return v + float64(s.Gain*d)
	}
	return v + float64(s.Loss*d)
}
