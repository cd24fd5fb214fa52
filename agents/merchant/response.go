package merchant

import "livebazaar/agents/param"

// Response is how merchants learn by how many per cent a good is asked for less when it costs 1 % more: its elasticity η. They try
// prices a little above and a little below the usual one, as a fair coin says, and count the units asked for. With x the log of the
// trial's price over the usual one, ±h, and μ the units expected at x = 0, a trial brings units with mean μ·e^(−ηx) and variance φμ + μ²/k:
// orders come in clusters, and line-ups have whims. A trial adds to two sums
//
//	score  −= w·x·(units − μ),   weight += w·x²·units,   w = 1/(φ + μ/k).
//
// Over the coin score/weight is tanh(ηh)/h ≈ η whatever μ is taken to be, so that a wrong forecast biases nothing, and where μ is right weight
// is the precision of score/weight. Units asked for are counted, not those sold: who sells out has not seen demand fall.
//
// One merchant's trials say little. The trade knows all of them: it holds usual ± known before the first trial and takes the precision-weighted
// mean with all merchants' sums. A category differs from the trade, and a merchant from its category, by so much, so each takes the mean of
// what is known above it with its own sums (normal learning, normal shrinkage: Efron & Morris 1975). A cut is a lower price first of all: what
// is known of list prices is what is thought of cuts, from which they may differ by as much again.
type Response struct{ Usual, Known, Differ, Memory, Clusters, Lumps float64 }

func (r *Response) declare(set *param.Set) {
	set.Float(&r.Usual, "usual", 2.6, param.Spec{Min: 1.2, Max: 10,
		Source: "-2.6 in the mean of 1,851 estimates: Bijmolt, van Heerde & Pieters 2005",
		EN:     "price elasticity taken for granted", ZH: "行业惯用的价格弹性",
		Doc:   "What the trade believes before the first trial. First list prices of merchants are set by it.",
		DocZH: "首次试价之前行业所信的弹性。"})
	set.Float(&r.Known, "known", .4, param.Spec{Min: .01, Max: 10, Source: param.Assumption,
		EN: "standard error of the usual elasticity", ZH: "惯用弹性的标准误"})
	set.Float(&r.Differ, "differ", .4, param.Spec{Min: .01, Max: 10, Source: param.Assumption,
		EN: "spread of elasticities between categories, within one, and between cuts and list prices", ZH: "品类间、品类内以及降价与标价之间弹性的离散"})
	set.Float(&r.Memory, "memory", .95, param.Spec{Unit: "per trial", Min: 0, Max: 1, Source: param.Assumption,
		EN: "memory of former trials", ZH: "对以往试价的记忆"})
	set.Float(&r.Clusters, "clusters", 15, param.Spec{Unit: "unit", Min: .1, Max: 1e4,
		Source: "measured in the default market: forecast errors of six weeks' demand", EN: "units that come together", ZH: "成簇到来的订单数",
		Doc:   "Demand of a good comes in clusters: a streamer shows it or not. Its variance is clusters·μ + μ²/lumps.",
		DocZH: "单品需求成簇出现：主播上架与否。其方差取为 clusters·μ + μ²/lumps。"})
	set.Float(&r.Lumps, "lumps", 8, param.Spec{Min: .01, Max: 1e6, Source: "as clusters",
		EN: "inverse square of the lasting part of a forecast's relative error", ZH: "预期相对误差持久部分平方的倒数"})
}

// LeastElasticity and MostElasticity bound what a merchant believes: at 1 no price would be high enough.
const LeastElasticity, MostElasticity = 1.2, 10

// Evidence is what trials have shown: the two sums.
type Evidence struct{ Score, Weight float64 }

// With adds what others' trials have shown.
func (e *Evidence) With(o Evidence) { e.Score, e.Weight = e.Score+o.Score, e.Weight+o.Weight }

// Add takes in a good's trial: x is the log of its price over the usual one, expected the units expected at the usual price, asked the
// units asked for.
func (r *Response) Add(e *Evidence, x, expected, asked float64) {
	w := 1 / (r.Clusters + max(0, expected)/r.Lumps)
	e.Score -= float64(w * x * (asked - float64(expected)))
	e.Weight += float64(w * x * x * asked)
}

// Fade forgets a part of what former trials have shown.
func (r *Response) Fade(e *Evidence) {
	e.Score *= r.Memory
	e.Weight *= r.Memory
}

// Trade is the elasticity that everybody in the trade knows of, from the sums of all merchants.
func (r *Response) Trade(all Evidence) float64 { return shrunk(r.Usual, r.Known, all) }

// Believed is the elasticity of a category, a merchant, or of cuts, from what is known above it and its own sums.
func (r *Response) Believed(usual float64, own Evidence) float64 { return shrunk(usual, r.Differ, own) }

// shrunk is the mean of a normal prior and what trials have shown, within bounds.
func shrunk(prior, sd float64, e Evidence) float64 {
	precision := 1 / (sd * sd)
	mean := (float64(precision*prior) + e.Score) / (precision + e.Weight)
	return max(LeastElasticity, min(mean, MostElasticity))
}
