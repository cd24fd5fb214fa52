package metric

import "math"

// Concentration of net sales among streamers (store broadcasts are not streamers). Comparable only between markets
// with equal numbers of streamers and similar numbers of orders; gini_null says what chance alone would give.

// TopShare returns the share of the k largest in the total of x, sorted from the largest down (CR_k, a fraction). It is
// undefined when the total is 0 or fewer than k took part.
func TopShare(x []float64, k int) float64 {
	total := sum(x)
	if total <= 0 || k < 1 || k > len(x) {
		return math.NaN()
	}
	return sum(x[:k]) / total
}

// TopFraction returns the share of the top fraction f of sellers, rounded up to whole sellers.
func TopFraction(x []float64, f float64) float64 {
	return TopShare(x, int(math.Ceil(float64(f*float64(len(x))))))
}

// HHI returns the Herfindahl-Hirschman index Σ share², from 1/n (equal) to 1 (one seller).
func HHI(x []float64) float64 {
	total := sum(x)
	if total <= 0 {
		return math.NaN()
	}
	var h float64
	for _, v := range x {
		s := v / total
		h += float64(s * s)
	}
	return h
}

// Gini returns the Gini coefficient of x, sorted from the largest down, with the correction n/(n−1) that makes it
// unbiased in small samples (Deltas 2003, Review of Economics and Statistics 85:226): Σ(n+1−2i)·x_(i) / ((n−1)·Σx).
func Gini(x []float64) float64 {
	n := len(x)
	total := sum(x)
	if n < 2 || total <= 0 {
		return math.NaN()
	}
	var g float64
	for i, v := range x {
		g += float64(float64(n-1-2*i) * v)
	}
	return g / float64(float64(n-1)*total)
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}

const (
	sameCounts   = "Compare only markets with equal numbers of streamers. " + byMonth
	sameCountsZH = "只宜在主播数量相同的市场之间比较。" + byMonthZH
	byMonth      = "Streamers are recorded by month: covers the months of 30 days of which at least half lies in the window (days 361-730 of two years)."
	byMonthZH    = "主播按月记录：统计至少一半天数落在计量期内的各月（每月 30 天；两年时为第 361-730 天）。"
)

var concentrationMetrics = []Metric{
	topShareMetric(1, "top1_share", "top-1 share", "头部第 1 名份额", true),
	topShareMetric(3, "top3_share", "top-3 share", "前 3 名份额", true),
	topShareMetric(10, "top10_share", "top-10 share", "前 10 名份额", false),
	{
		ID: "top1pct_share", Unit: "share", EN: "share of the top 1 %", ZH: "前 1% 份额", Family: concentration, First90: true,
		Definition:   "Share of streamers' net GMV sold by the best 1 % of streamers, rounded up to whole streamers.",
		DefinitionZH: "净成交最高的 1% 主播（向上取整）占主播净成交的比例。",
		Formula:      "Σ_{i ≤ ⌈n/100⌉} G_(i) / Σ G", Caveat: sameCounts,
		CaveatZH: sameCountsZH,
		of:       func(v *view) float64 { return TopFraction(netSales(v.sellers), 0.01) },
	},
	{
		ID: "hhi", Unit: "index", EN: "HHI", ZH: "赫芬达尔指数", Family: concentration, First90: true,
		Definition:   "Herfindahl-Hirschman index of streamers' net GMV, from 1/n (equal) to 1.",
		DefinitionZH: "主播净成交的赫芬达尔-赫希曼指数，从 1/n（均等）到 1。",
		Formula:      "Σ (G_i / Σ G)²", Caveat: sameCounts,
		CaveatZH: sameCountsZH,
		of:       func(v *view) float64 { return HHI(netSales(v.sellers)) },
	},
	{
		ID: "gini", Unit: "index", EN: "Gini coefficient", ZH: "基尼系数", Family: concentration, Headline: true, First90: true,
		Definition:   "Gini coefficient of streamers' net GMV, corrected for small samples.",
		DefinitionZH: "主播净成交的基尼系数（小样本修正）。",
		Formula:      "Σ (n+1−2i)·G_(i) / ((n−1)·Σ G), G_(1) the largest",
		FormulaZH:    "Σ (n+1−2i)·G_(i) / ((n−1)·Σ G)，G_(1) 为最大者",
		Caveat:       "Few orders alone make it large: compare gini_null. " + byMonth,
		CaveatZH:     "订单少本身就会使其偏大：应与 gini_null 比较。" + byMonthZH,
		of:           func(v *view) float64 { return Gini(netSales(v.sellers)) },
	},
	{
		ID: "gini_null", Unit: "index", EN: "Gini by chance alone", ZH: "随机基准基尼系数", Family: concentration, First90: true,
		Definition:   "Expected Gini coefficient of equal streamers sharing as many kept orders by chance (multinomial).",
		DefinitionZH: "同样多的保留订单随机分给同等主播时基尼系数的期望（多项分布）。",
		Formula:      "E|X₁ − X₂| / (2·orders/n), X multinomial(orders; 1/n, …)",
		FormulaZH:    "E|X₁ − X₂| / (2·订单数/n)，X 服从多项分布（订单数；1/n, …）",
		Caveat:       byMonth,
		CaveatZH:     byMonthZH,
		of: func(v *view) float64 {
			var orders int64
			for _, s := range v.sellers {
				orders += s.kept
			}
			return GiniNull(orders, len(v.sellers))
		},
	},
}

func topShareMetric(k int, id, en, zh string, headline bool) Metric {
	return Metric{
		ID: id, Unit: "share", EN: en, ZH: zh, Family: concentration, Headline: headline, First90: true,
		Definition:   "Share of streamers' net GMV sold by the best sellers: " + en + ".",
		DefinitionZH: "净成交最高的主播占全部主播净成交的比例：" + zh + "。",
		Formula:      "Σ_{i ≤ k} G_(i) / Σ G", Caveat: sameCounts,
		CaveatZH: sameCountsZH,
		of:       func(v *view) float64 { return TopShare(netSales(v.sellers), k) },
	}
}
