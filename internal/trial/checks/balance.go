package checks

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/internal/trial"
	"livebazaar/sim/state"
)

var balanceExperiments = []trial.Experiment{
	{Name: "balance", Replicates: 20, Quick: 4, Days: 720, Run: balance,
		Title: say("Two measured years of the default market", "默认市场的两个计量年")},
	{Name: "low-start", Replicates: 8, Quick: 2, Days: 2*year + 90, Run: lowStart,
		Title: say("From few adopters", "从少量用户起步")},
}

// stocks are what should not drift, by month.
var stocks = []string{"gmv", "adopters", "streamers", "merchants", "agencies", "top 3"}

// balance is the slope of the log of stocks and flows over 24 measured months, a year.
func balance(b *trial.Bench) trial.Numbers {
	const months = 24
	w := b.Grown(nil, 0)
	series := make([][]float64, len(stocks))
	for range months {
		x := make([]float64, len(stocks))
		sales := map[uint64]int64{}
		aired := map[uint64]bool{}
		w := w
		b.Pass(w, state.Month, func(day int) {
			d := &w.Book().Days[len(w.Book().Days)-1]
			x[0] += float64(d.GMV)
			x[1] += float64(d.Adopters)
			for h := range w.NumStreamers() {
				if id := w.Hosts.ID[h]; w.Hosts.Today.Sessions[h] > 0 {
					aired[id] = true
				}
				if n := w.Hosts.Today.KeptFen[h]; n > 0 {
					sales[w.Hosts.ID[h]] += n
				}
			}
		})
		x[2] = float64(len(aired))
		for _, alive := range w.Merchants.Alive {
			if alive {
				x[3]++
			}
		}
		for _, alive := range w.MCNs.Alive {
			if alive {
				x[4]++
			}
		}
		x[5] = topShare(sales, 3)
		for k := range x {
			series[k] = append(series[k], math.Log(x[k]))
		}
	}
	out := trial.Numbers{}
	for k, name := range stocks {
		out[name] = slope(series[k]) * year / state.Month
		for m, v := range series[k] {
			out[fmt.Sprintf("%s month%02d", name, m)] = v
		}
	}
	return out
}

// topShare is the share of the k largest in a sum.
func topShare(sales map[uint64]int64, k int) float64 {
	var all []int64
	sum := int64(0)
	for _, x := range sales {
		all, sum = append(all, x), sum+x
	}
	slices.Sort(all)
	top := int64(0)
	for _, x := range all[max(0, len(all)-k):] {
		top += x
	}
	return float64(top) / float64(sum)
}

// slope is that of y on 0, 1, 2, … by least squares.
func slope(y []float64) float64 {
	middle := float64(len(y)-1) / 2
	var xx, xy float64
	for i, v := range y {
		x := float64(i) - middle
		xx += x * x
		xy += x * v
	}
	return xy / xx
}

// lowStart begins with a third of the default's adopters and few who have left, and looks whether they become fewer.
func lowStart(b *trial.Bench) trial.Numbers {
	w := b.Market(trial.Settings{"consumers.adoption.initial": .2, "consumers.adoption.left": .1})
	first := float64(w.Consumers.Adopters)
	least := first
	b.Pass(w, int(w.Params().Run.WarmupDays)+2*year, func(int) { least = min(least, float64(w.Consumers.Adopters)) })
	return trial.Numbers{"end": float64(w.Consumers.Adopters) / first, "least": least / first}
}

var equivalence = say("equivalence: the 95 % interval lies in the band (Schuirmann 1987)", "等效检验：95% 区间落在范围内（Schuirmann 1987）")

var balanceChecks = []trial.Check{
	{Name: "trend-gmv", Unit: "%", Experiment: "balance", Of: trial.Mean("gmv"), Expected: between(-.02, .02), Whole: true, Source: equivalence,
		Claim: say("Trend of GMV a year over two measured years", "成交额两年内的年趋势")},
	{Name: "trend-adopters", Unit: "%", Experiment: "balance", Of: trial.Mean("adopters"), Expected: between(-.02, .02), Whole: true,
		Source: equivalence,
		Claim:  say("Trend of adopters", "直播用户数趋势")},
	{Name: "trend-streamers", Unit: "%", Experiment: "balance", Of: trial.Mean("streamers"), Expected: between(-.02, .02), Whole: true,
		Source: equivalence,
		Claim:  say("Trend of active streamers", "活跃主播数趋势")},
	{Name: "trend-merchants", Unit: "%", Experiment: "balance", Of: trial.Mean("merchants"), Expected: between(-.02, .02), Whole: true,
		Source: equivalence,
		Claim:  say("Trend of merchants", "商家数趋势")},
	{Name: "trend-agencies", Unit: "%", Experiment: "balance", Of: trial.Mean("agencies"), Expected: between(-.05, .05), Whole: true,
		Source: equivalence,
		Claim:  say("Trend of agencies", "机构数趋势")},
	{Name: "trend-top3", Unit: "%", Experiment: "balance", Of: trial.Mean("top 3"), Expected: between(-.05, .05), Whole: true, Source: equivalence,
		Claim: say("Trend of the top-3 share", "前三名占比趋势")},
	{Name: "low-start", Experiment: "low-start", Of: trial.Mean("least"), Expected: trial.AtLeast(.98), Source: say("Bass 1969", "Bass 1969"),
		Claim: say("Fewest adopters in the years after a start with a fifth of consumers, over those at the start", "以两成用户起步后各年最少用户数与起步时之比")},
}
