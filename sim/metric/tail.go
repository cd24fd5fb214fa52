package metric

import (
	"math"

	"livebazaar/agents/chance"
)

// The upper tail of streamers' sales: how fast sales fall with rank. Unlike shares it can be compared between markets
// of different size. Under 2 the variance of sales is carried by the few largest.

// tailSize returns how many of n sellers make up the tail: the top 10 %, at least 40.
func tailSize(n int) int { return min(n, max(40, (n+9)/10)) }

// fewestInTail is the smallest tail an exponent is estimated from.
const fewestInTail = 10

// TailExponent returns the exponent of the upper tail of x, sorted from the largest down. It is the slope of ln(rank − ½) on −ln x
// by least squares (Gabaix & Ibragimov 2011, Journal of Business & Economic Statistics 29:24). The tail is the top max(10 %, 40)
// of the positive values. Fewer than 10 of them, or all equal, leave it undefined.
func TailExponent(x []float64) float64 {
	tail := positive(x[:tailSize(len(x))])
	n := float64(len(tail))
	if n < fewestInTail {
		return math.NaN()
	}
	var meanX, meanY float64
	for i, v := range tail {
		meanX -= chance.Log(v)
		meanY += chance.Log(float64(i+1) - 0.5)
	}
	meanX /= n
	meanY /= n
	var xx, xy float64
	for i, v := range tail {
		dx := -chance.Log(v) - meanX
		dy := chance.Log(float64(i+1)-0.5) - meanY
		xx += float64(dx * dx)
		xy += float64(dx * dy)
	}
	if xx == 0 {
		return math.NaN()
	}
	return xy / xx
}

// Hill returns Hill's estimator of the same exponent (Hill 1975, Annals of Statistics 3:1163) over the same tail:
// k / Σ_{i ≤ k} ln(x_(i)/x_(k+1)). The threshold x_(k+1) is the next value, or the last one when all are in the tail.
func Hill(x []float64) float64 {
	k := tailSize(len(x))
	known := positive(x[:min(len(x), k+1)])
	if k = min(k, len(known)-1); k < fewestInTail {
		return math.NaN()
	}
	var s float64
	for _, v := range known[:k] {
		s += chance.Log(v / known[k])
	}
	if s == 0 {
		return math.NaN()
	}
	return float64(k) / s
}

// positive cuts x, sorted from the largest down, before the first value that is not positive.
func positive(x []float64) []float64 {
	for i, v := range x {
		if v <= 0 {
			return x[:i]
		}
	}
	return x
}

var tailMetrics = []Metric{
	{
		ID: "tail_exponent", Unit: "index", EN: "tail exponent", ZH: "尾部指数", Family: concentration,
		Definition:   "Power-law exponent of the upper tail of streamers' net GMV; the lower, the heavier the head.",
		DefinitionZH: "主播净成交上尾的幂律指数，越小头部越重。",
		Formula:      "slope of ln(rank − ½) on −ln G over the top max(10 %, 40)",
		FormulaZH:    "在前 max(10%, 40) 名上，ln(名次 − ½) 对 −ln G 的斜率",
		Caveat:       "A fit, not a proof of a power law; a lognormal tail of this length looks much the same. " + byMonth,
		CaveatZH:     "只是拟合，不证明幂律；同样长度的对数正态尾看上去几乎相同。" + byMonthZH,
		of:           func(v *view) float64 { return TailExponent(netSales(v.sellers)) },
	},
	{
		ID: "tail_exponent_hill", Unit: "index", EN: "tail exponent (Hill)", ZH: "尾部指数（Hill）", Family: concentration,
		Definition:   "Hill's estimator of the tail exponent over the same tail.",
		DefinitionZH: "同一上尾的 Hill 估计量。",
		Formula:      "k / Σ_{i ≤ k} ln(G_(i)/G_(k+1))",
		Caveat:       byMonth,
		CaveatZH:     byMonthZH,
		of:           func(v *view) float64 { return Hill(netSales(v.sellers)) },
	},
}
