package rank

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func init() {
	register(Rule{Name: "weights", Stage: Score, Order: 10,
		EN: "weighted sum of signals", ZH: "信号加权求和",
		Formula: "score = max(0, Σ_k w_k·P̂_k − w_negative·P̂_negative), P̂_satisfaction to the power of the contrast",
		Source:  "additive value of predicted actions, as disclosed by Douyin in 2025",
		New: func(set *param.Set) Step {
			r := &weights{}
			labels := [NumSignals][2]string{
				{"entries", "进房"}, {"minutes watched", "停留时长"}, {"new followers", "新增关注"}, {"orders", "下单"},
				{"gross sales", "成交额"}, {"repeat orders", "复购"}, {"satisfaction", "满意度"},
				{"negative feedback (subtracted)", "负反馈（扣分）"},
			}
			for k := range r.of {
				def := 0.0
				if Signal(k) == GMV {
					def = 1
				}
				set.Float(&r.of[k], "weights."+Signal(k).String(), def, param.Spec{Min: 0, Max: 100, Source: param.Assumption,
					EN: "weight of " + labels[k][0], ZH: labels[k][1] + "的权重",
					Doc: "Weight of this signal in the ranking score; each signal is a multiple of the platform's mean.", DocZH: "该信号在排序得分中的权重；各信号均为平台均值的倍数。"})
			}
			set.WhenAbove("weights.satisfaction", 0.0).Float(&r.contrast, "weights.satisfaction_contrast", 20, param.Spec{Min: 1, Max: 100,
				Source: "experience scores of platforms are ranks within the trade, not mean ratings, which all lie close together; size an assumption",
				EN:     "contrast of satisfaction in the score", ZH: "得分中满意度的对比度",
				Doc:   "The satisfaction signal is raised to this power; 1 weighs the bare rating.",
				DocZH: "满意度信号以此为指数；1 表示直接采用评分。"})
			return r
		}})
}

// weights is the platform's objective: the weight of each signal, all ≥ 0. Mean ratings of hosts differ by a few per cent where
// their sales per impression differ by factors (ln P̂ has a standard deviation of about .04 against .8). Added to a score as it
// is, a rating would be the same for all: a larger weight would level exposure, not raise quality. Its contrast gives it their spread.
type weights struct {
	of       [NumSignals]float64
	contrast float64
}

// Scores are multiples of an average room's, so these bounds are never met; they keep powers, sums and quotients of
// scores finite. A score below the smaller one is none.
const minScore, maxScore = 1e-12, 1e12

func (w *weights) reads(k Signal) bool { return w.of[k] != 0 }

func (w *weights) Apply(v *View, s *Scratch) {
	for k, weight := range w.of {
		if weight == 0 {
			continue
		}
		if Signal(k) == Negative {
			weight = -weight
		}
		for i, p := range v.Signals[k][:v.N] {
			if Signal(k) == Satisfaction {
				p = chance.Pow(p, w.contrast)
			}
			s.Score[i] += float64(weight * p)
		}
	}
	for i, x := range s.Score {
		s.Score[i] = bounded(x)
	}
}

// bounded keeps a score between the bounds; what is not above the smaller one is 0.
func bounded(x float64) float64 {
	if !(x >= minScore) {
		return 0
	}
	return min(x, maxScore)
}
