package metric

import (
	"math"
	"sort"
)

// Mobility: do ranks move from month to month, and how many streamers are there.

// Spearman returns the rank correlation of two series of equal length, tied values sharing their mean rank. It is
// undefined for fewer than three pairs or when one series is constant.
func Spearman(a, b []float64) float64 {
	n := len(a)
	if n < 3 {
		return math.NaN()
	}
	ra, rb := ranks(a), ranks(b)
	mean := float64(float64(n+1) / 2)
	var aa, bb, ab float64
	for i := range ra {
		da, db := ra[i]-mean, rb[i]-mean
		aa += float64(da * da)
		bb += float64(db * db)
		ab += float64(da * db)
	}
	if aa == 0 || bb == 0 {
		return math.NaN()
	}
	return ab / math.Sqrt(float64(aa*bb))
}

// ranks returns the ranks of x from 1 for the smallest, ties at their mean.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return x[order[a]] < x[order[b]] })
	r := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			r[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return r
}

// rankCorrelation returns Spearman's correlation of net GMV between a month and the month before, among streamers
// with a session in both.
func (v *view) rankCorrelation(month int64) float64 {
	before, now := v.sellersIn(month-1), v.sellersIn(month)
	at := make(map[int64]int, len(before))
	for i, s := range before {
		at[s.streamer] = i
	}
	var a, b []float64
	for _, s := range now {
		if i, ok := at[s.streamer]; ok {
			a, b = append(a, float64(before[i].net)), append(b, float64(s.net))
		}
	}
	return Spearman(a, b)
}

// months returns the months of the window, only whole ones if there are any.
func (v *view) months() []int64 {
	var whole, all []int64
	for m := MonthOf(v.From); m <= MonthOf(v.To); m++ {
		if v.inWindow(m) {
			all = append(all, m)
			if v.whole(m) {
				whole = append(whole, m)
			}
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return all
}

// rankMobility returns 1 − the mean of Spearman's correlation over consecutive whole months of the window.
func (v *view) rankMobility() float64 {
	var total float64
	var n int
	months := v.months()
	for _, m := range months {
		if m == months[0] || !v.whole(m) {
			continue
		}
		if r := v.rankCorrelation(m); r == r {
			total += r
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return 1 - total/float64(n)
}

// activeStreamers returns the mean number of streamers with a session in a month.
func (v *view) activeStreamers() float64 {
	var total, n int64
	for _, month := range v.months() {
		total += int64(len(v.sellersIn(month)))
		n++
	}
	return share(total, n)
}

var mobilityMetrics = []Metric{
	{
		ID: "active_streamers", Unit: "count", EN: "active streamers", ZH: "活跃主播数", Family: mobility, First90: true,
		Definition:   "Streamers with at least one session in a month of 30 days, mean over the whole months of the window.",
		DefinitionZH: "每 30 天内至少开播一次的主播数，按整月平均。",
		Formula:      "mean_month #{streamers with a session}",
		FormulaZH:    "按月平均 #{有开播的主播}",
		of:           (*view).activeStreamers,
	},
	{
		ID: "rank_mobility", Unit: "index", Signed: true, EN: "rank mobility", ZH: "排名流动性", Family: mobility, Headline: true,
		Definition: "One minus the mean rank correlation of streamers' net GMV between consecutive months, among those active in both; " +
			"0 is a frozen ranking.",
		DefinitionZH: "1 减去相邻两月均活跃主播净成交排名相关系数的均值；0 表示排名固化。",
		Formula:      "1 − mean_m Spearman(G_m, G_{m+1})",
		FormulaZH:    "1 − 按月平均 Spearman(G_m, G_{m+1})",
		of:           (*view).rankMobility,
	},
}
