package metric

import (
	"math"
	"sort"

	"livebazaar/sim/record"
)

// Unpredictability: how much success differs between two markets that begin with the same population under the same
// rules and differ in chance alone (Salganik, Dodds & Watts 2006, Science 311:854).

// A twin runs to the end of a month and no further than day 300: no other metric gains from its days. Sales are compared over the
// six whole months at the end of that, when the first months under new rules are over.
const (
	twinDays   = 300
	twinWindow = 180
)

// TwinWindow returns the days over which a market of so many measured days and its twin are compared. The twin need not run
// longer.
func TwinWindow(days int64) Window {
	to := min(days, twinDays) / daysInMonth * daysInMonth
	return Window{From: max(1, to-twinWindow+1), To: to}
}

// Holding is the sales of one streamer who was there when the rules switched.
type Holding struct{ Streamer, Net, Kept int64 }

// Holdings returns the sales in the window of the streamers who entered before the first measured day, in order of
// serial number. Later entrants are left out: two markets do not share them.
func Holdings(book *record.Book, window Window) []Holding {
	v := look(book, window)
	net := map[int64]seller{}
	for _, s := range v.sellers {
		net[s.streamer] = s
	}
	var all []Holding
	for i := range book.Streamers {
		m := &book.Streamers[i]
		if s, ok := net[m.Streamer]; ok && m.Entered < 1 {
			all = append(all, Holding{m.Streamer, max(s.net, 0), s.kept})
			delete(net, m.Streamer)
		}
	}
	sort.Slice(all, func(a, b int) bool { return all[a].Streamer < all[b].Streamer })
	return all
}

// Unpredictability returns ½Σ|share − share'| of two sets of holdings sorted by streamer, less what chance alone would
// give had every order gone to its streamer by the shares of both markets together (each streamer's orders split
// between the markets binomially).
func Unpredictability(a, b []Holding) float64 {
	var netA, netB, keptA, keptB int64
	for _, h := range a {
		netA += h.Net
		keptA += h.Kept
	}
	for _, h := range b {
		netB += h.Net
		keptB += h.Kept
	}
	if netA <= 0 || netB <= 0 || keptA <= 0 || keptB <= 0 {
		return math.NaN()
	}
	p := float64(keptA) / float64(keptA+keptB)
	var distance, null float64
	for i, j := 0, 0; i < len(a) || j < len(b); {
		var x, y Holding
		switch {
		case j == len(b) || i < len(a) && a[i].Streamer < b[j].Streamer:
			x = a[i]
			i++
		case i == len(a) || b[j].Streamer < a[i].Streamer:
			y = b[j]
			j++
		default:
			x, y = a[i], b[j]
			i++
			j++
		}
		distance += math.Abs(float64(x.Net)/float64(netA) - float64(y.Net)/float64(netB))
		null += BinomialMAD(x.Kept+y.Kept, p)
	}
	null = float64(null * (1/float64(keptA) + 1/float64(keptB)))
	return (distance - null) / 2
}

var unpredictabilityMetrics = []Metric{{
	ID: "unpredictability", Unit: "index", Signed: true, EN: "unpredictability, months to day 300", ZH: "成败不可预测性（至第 300 天的各月）", Family: mobility,
	Definition: "Half the summed difference of streamers' shares of net GMV between two markets with one initial population and different " +
		"market draws from the switch of rules on, " +
		"less its expectation by chance alone; streamers of the initial population. Sales are those of the six months up to day 300, " +
		"or to the last end of a month of a shorter run.",
	DefinitionZH: "同一初始人群、规则切换后随机过程不同的两个市场之间主播份额差异之和的一半，减去纯随机基准。统计截至第 300 天（较短的运行为最后一个月末）的六个月。",
	Formula:      "½Σ|s_i − s'_i| − ½Σ E|X_i/n − X'_i/n'|",
	Caveat: "Needs the twin runs, of the first four replicates (on in comparisons, off by default in single runs); " +
		"blank without them or when fewer than 120 days are measured.",
	CaveatZH: "需要孪生市场重跑（比较时默认开启，单个情景默认关闭）；未开启或测量不足 120 天时为空。",
}}
