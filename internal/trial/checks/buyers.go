package checks

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

const months = 12

var buyerExperiments = []trial.Experiment{
	{Name: "buyers", Replicates: 8, Quick: 2, Days: months * state.Month, Run: buyers,
		Title: say("Who buys how often in a settled year", "稳定年份中各人的购买频次")},
	{Name: "strangers", Replicates: 8, Quick: 2, Days: months * state.Month, Run: strangers,
		Title: say("The same year without relations to hosts", "同一年份，消费者与主播无任何关系")},
	{Name: "trusted-hosts", Replicates: 8, Quick: 2, Days: 4 * 60, Run: trustedHosts,
		Title: say("One streamer in eight trusted by all", "八分之一主播获全体信任")},
}

// history is what one consumer did in the watched year.
type history struct {
	user       bool // of live shopping on the first and on the last evening
	kept       [months]int
	hosts      []int64 // of kept orders, in their order
	merchants  []int
	live, shop int64 // kept spending, live and on the shelf, fen
}

// uses reports whether a consumer uses live shopping.
func uses(w *sim.World, i int) bool { return w.Consumers.Habit[i]&state.UseMask == state.Adopter }

// buyers watches the kept orders of a settled year.
func buyers(b *trial.Bench) trial.Numbers {
	w := b.Grown(nil, settled)
	all := make([]history, len(w.Consumers.Rec))
	for i := range all {
		all[i].user = uses(w, i)
	}
	begun := w.Today()
	out := trial.Numbers{"returns of buyers": 0, "kept of buyers": 0, "returns of strangers": 0, "kept of strangers": 0}
	known := map[[2]int64]bool{} // consumer and host of a kept order
	w.TraceKinds(append([]string{"return"}, outlays...), func(e sim.Event) {
		if e.Kind == "keep" || e.Kind == "return" {
			what, pair := map[string]string{"keep": "kept", "return": "returns"}[e.Kind], [2]int64{int64(e.Consumer), e.Host}
			out[what+map[bool]string{true: " of buyers", false: " of strangers"}[known[pair]]]++
			known[pair] = known[pair] || e.Kind == "keep"
		}
		h := &all[e.Consumer]
		h.outlay(e)
		if e.Kind == "keep" {
			h.kept[min(months-1, (e.Day-begun-1)/state.Month)]++
			h.hosts, h.merchants = append(h.hosts, e.Host), append(h.merchants, e.Good/state.GoodsPer)
		}
	})
	tenure := newTenures(w)
	b.Pass(w, months*state.Month, func(int) { tenure.look(w) })
	tenure.count(out)
	for i := range all {
		all[i].user = all[i].user && uses(w, i)
	}
	everBought(out, w)
	frequencies(out, all)
	loyalty(out, all)
	spending(out, all)
	return out
}

// noRelations are settings under which nothing ties a consumer to a host.
var noRelations = trial.Settings{"consumers.room.follow": 0.0, "consumers.room.bond": 0.0, "consumers.room.match": 0.0, "consumers.room.capital": 0.0,
	"consumers.room.trust": 0.0, "consumers.purchase.bond": 0.0, "consumers.known.comfort": 0.0, "consumers.known.trust": 0.0,
	"consumers.known.match": 0.0, "consumers.activity.appointment": 0.0}

// strangers watches from which hosts a year's kept orders come where nothing but tastes and what is shown ties consumers to them.
func strangers(b *trial.Bench) trial.Numbers {
	w := b.Switch(b.Fork(b.Grown(nil, settled)), noRelations)
	all := make([]history, len(w.Consumers.Rec))
	w.TraceKinds([]string{"keep"}, func(e sim.Event) {
		h := &all[e.Consumer]
		h.hosts, h.merchants = append(h.hosts, e.Host), append(h.merchants, e.Good/state.GoodsPer)
	})
	b.Pass(w, months*state.Month, nil)
	out := trial.Numbers{}
	loyalty(out, all)
	return out
}

// outlays are the events in which consumers spend or get back.
var outlays = []string{"keep", "shelf", "shelf-return"}

// outlay adds what an event spends.
func (h *history) outlay(e sim.Event) {
	switch e.Kind {
	case "keep":
		h.live += e.Fen
	case "shelf":
		h.shop += e.Fen
	case "shelf-return":
		h.shop -= e.Fen
	}
}

// everBought is the share of users who have ever kept an order.
func everBought(out trial.Numbers, w *sim.World) {
	ever, users := 0.0, 0.0
	for i := range w.Consumers.Rec {
		if uses(w, i) {
			users++
			if w.Consumers.Rec[i].LastKept != 0 {
				ever++
			}
		}
	}
	out["ever bought"] = ever / users
}

// frequencies fits the negative binomial with people who never buy to the purchases of a year, and its shape to those of one, three
// and six months.
func frequencies(out trial.Numbers, all []history) {
	count := func(span int) (f Frequencies) {
		for i := range all {
			if !all[i].user {
				continue
			}
			for from := 0; from+span <= months; from += span {
				n := 0
				for _, k := range all[i].kept[from : from+span] {
					n += k
				}
				f.Note(n)
			}
		}
		return f
	}
	year := count(months)
	fit := year.Fit(math.NaN())
	out["never"], out["shape"], out["mean"], out["gap"] = fit.Never, fit.Shape, fit.Mean, year.Gap(fit)
	least, most := fit.Shape, fit.Shape
	for _, span := range []int{1, 3, 6} {
		f := count(span)
		h := f.Fit(fit.Never)
		out[fmt.Sprintf("shape%d", span)] = h.Shape
		least, most = min(least, h.Shape), max(most, h.Shape)
		out["gap"] = max(out["gap"], f.Gap(h))
	}
	out["shapes"] = most / least
	for n := range 40 {
		if n < len(year) {
			out[fmt.Sprintf("people%02d", n)] = year[n]
		} else {
			out[fmt.Sprintf("people%02d", n)] = 0
		}
		people := 0.0
		for _, x := range year {
			people += x
		}
		out[fmt.Sprintf("fitted%02d", n)] = people * fit.P(n)
	}
	zero, people := 0.0, 0.0
	for n, x := range year {
		people += x
		if n == 0 {
			zero = x
		}
	}
	out["none in a year"] = zero / people
	bought, again := 0.0, 0.0
	for i := range all {
		for m := range months - 1 {
			if all[i].user && all[i].kept[m] > 0 {
				bought++
				if all[i].kept[m+1] > 0 {
					again++
				}
			}
		}
	}
	out["again next month"] = again / bought
}

// loyalty compares orders after orders from the same host with what the hosts' popularity predicts, and penetration with purchases per
// buyer over hosts and merchants.
func loyalty(out trial.Numbers, all []history) {
	same, pairs := 0.0, 0.0
	hosts, merchants := brands{}, brands{}
	for i := range all {
		h := &all[i]
		for k, host := range h.hosts {
			hosts.note(int(host), i)
			merchants.note(h.merchants[k], i)
			if k > 0 {
				pairs++
				if host == h.hosts[k-1] {
					same++
				}
			}
		}
	}
	out["same host"], out["popularity"] = same/pairs, hosts.concentration()
	out["jeopardy hosts"], out["jeopardy merchants"] = hosts.jeopardy(), merchants.jeopardy()
}

// brands counts the orders of each brand by buyer.
type brands map[int]map[int]int

func (b brands) note(brand, buyer int) {
	if b[brand] == nil {
		b[brand] = map[int]int{}
	}
	b[brand][buyer]++
}

// orders are those of each brand and its buyers, in order of brand.
func (b brands) orders() (orders, buyers []float64) {
	var names []int
	for brand := range b {
		names = append(names, brand)
	}
	slices.Sort(names)
	for _, brand := range names {
		n := 0
		for _, k := range b[brand] {
			n += k
		}
		orders, buyers = append(orders, float64(n)), append(buyers, float64(len(b[brand])))
	}
	return orders, buyers
}

// concentration is Σ share²: how often two orders are of one brand if popularity is all there is (the Dirichlet model of Goodhardt,
// Ehrenberg & Chatfield 1984 with an endless switching parameter).
func (b brands) concentration() float64 {
	orders, _ := b.orders()
	total, sum := 0.0, 0.0
	for _, n := range orders {
		total += n
	}
	for _, n := range orders {
		sum += n / total * (n / total)
	}
	return sum
}

// fewBuyers is how many a brand must have to be looked at.
const fewBuyers = 20

// jeopardy is the correlation, over brands, of log penetration and purchases per buyer.
func (b brands) jeopardy() float64 {
	orders, buyers := b.orders()
	var x, y []float64
	for k := range orders {
		if buyers[k] >= fewBuyers {
			x, y = append(x, math.Log(buyers[k])), append(y, orders[k]/buyers[k])
		}
	}
	return correlation(x, y)
}

func correlation(x, y []float64) float64 {
	n := float64(len(x))
	var mx, my float64
	for k := range x {
		mx, my = mx+x[k]/n, my+y[k]/n
	}
	var xx, yy, xy float64
	for k := range x {
		a, b := x[k]-mx, y[k]-my
		xx, yy, xy = xx+a*a, yy+b*b, xy+a*b
	}
	return xy / math.Sqrt(xx*yy)
}

// spending is the share of the top fifth of live buyers in their spending, and how many of them spend more than 30 % live.
func spending(out trial.Numbers, all []history) {
	var live []float64
	much := 0.0
	for i := range all {
		h := &all[i]
		if h.live <= 0 {
			continue
		}
		live = append(live, float64(h.live))
		if float64(h.live) > .3*float64(h.live+max(0, h.shop)) {
			much++
		}
	}
	out["mostly live"] = much / float64(len(live))
	out["top fifth"] = topFifth(live)
}

// topFifth is the share of the largest fifth of amounts in their sum.
func topFifth(x []float64) float64 {
	slices.Sort(x)
	sum, top := 0.0, 0.0
	for i, v := range x {
		sum += v
		if i >= len(x)-len(x)/5 {
			top += v
		}
	}
	return top / sum
}

// tenures watches who leaves live shopping, by how long they have used it. Who used it when the watch began has for long.
type tenures struct {
	since  []int // day of the watch on which it was taken up, 0 for earlier, −1 for who does not use it
	day    int
	at     [2]float64 // user-days of the young and of the old
	leaves [2]float64
}

// young is for how many days a user is new.
const young = 120

func newTenures(w *sim.World) *tenures {
	t := &tenures{since: make([]int, len(w.Consumers.Habit))}
	for i := range t.since {
		if !uses(w, i) {
			t.since[i] = -1
		}
	}
	return t
}

func (t *tenures) look(w *sim.World) {
	t.day++
	for i, since := range t.since {
		now := uses(w, i)
		if since >= 0 {
			band := 1
			if since > 0 && t.day-since <= young {
				band = 0
			}
			t.at[band]++
			if !now {
				t.leaves[band]++
				t.since[i] = -1
			}
		} else if now {
			t.since[i] = t.day
		}
	}
}

func (t *tenures) count(out trial.Numbers) {
	out["hazard young"], out["hazard old"] = t.leaves[0]/t.at[0], t.leaves[1]/t.at[1]
}

// trustedHosts lets everybody trust some streamers and distrust them in another copy, and counts how many of those who bought from them
// before do so again.
func trustedHosts(b *trial.Bench) trial.Numbers {
	const known, days = 60, 60
	out := trial.Numbers{}
	w := b.Grown(nil, settled-known)
	bought := map[int64]map[int]bool{}
	w.TraceKinds([]string{"keep"}, func(e sim.Event) {
		if bought[e.Host] == nil {
			bought[e.Host] = map[int]bool{}
		}
		bought[e.Host][e.Consumer] = true
	})
	b.Pass(w, known, nil)
	for _, arm := range []string{"trusted", "distrusted"} {
		c := b.Fork(w)
		chosen := map[int64]int{} // serial number to host
		for h := range c.NumStreamers() {
			if c.Streamers.Active[h] && c.Hosts.ID[h]%8 == 3 {
				chosen[int64(c.Hosts.ID[h])] = h
			}
		}
		back := map[int64]map[int]bool{}
		c.TraceKinds([]string{"order"}, func(e sim.Event) {
			if _, treated := chosen[e.Host]; treated && bought[e.Host][e.Consumer] {
				if back[e.Host] == nil {
					back[e.Host] = map[int]bool{}
				}
				back[e.Host][e.Consumer] = true
			}
		})
		believe := func() {
			for id, h := range chosen {
				if c.Hosts.ID[h] == uint64(id) {
					c.Hosts.TrustPos[h], c.Hosts.TrustNeg[h] = 1e6, 0
					if arm == "distrusted" {
						c.Hosts.TrustPos[h], c.Hosts.TrustNeg[h] = 1e6, 1e6
					}
				}
			}
		}
		believe()
		b.Pass(c, days, func(int) { believe() })
		n, all := 0.0, 0.0
		for id := range chosen {
			n, all = n+float64(len(back[id])), all+float64(len(bought[id]))
		}
		out[arm] = n / all
	}
	return out
}

var (
	ehrenberg = say("Ehrenberg 1959, Applied Statistics 8:26; Goodhardt, Ehrenberg & Chatfield 1984, JRSS A 147:621",
		"Ehrenberg 1959；Goodhardt, Ehrenberg & Chatfield 1984")
	cnnic = say("CNNIC, December 2020", "CNNIC，2020 年 12 月")
)

var buyerChecks = []trial.Check{
	{Name: "nbd-gap", Row: "C28", Unit: "%", Experiment: "buyers", Of: trial.Mean("gap"), Expected: trial.AtMost(.02), Source: ehrenberg,
		Claim: say("Purchases per person follow the negative binomial with people who never buy: largest gap between a class of frequency and the fit, "+
			"1 to 12 months", "人均购买次数服从含从不购买者的负二项分布：各频次与拟合的最大差（1 至 12 个月）")},
	{Name: "nbd-shape", Row: "C28", Experiment: "buyers", Of: trial.Mean("shapes"), Expected: between(1, 1.3), Source: ehrenberg,
		Claim: say("Its shape over 1, 3, 6 and 12 months: largest over smallest", "1、3、6、12 个月形状参数的最大值与最小值之比")},
	{Name: "never-buy", Unit: "%", Experiment: "buyers", Of: trial.Mean("never"), Expected: between(.25, .30), Source: cnnic,
		Claim: say("Users of live shopping who never buy: share of the hard core", "从不购买的直播用户占比（硬核）")},
	{Name: "ever-bought", Unit: "%", Experiment: "buyers", Of: trial.Mean("ever bought"), Expected: between(.70, .85),
		Source: say("CNNIC: 66.2 % in December 2020, when most were new; more in a settled market", "CNNIC：2020 年 12 月 66.2%（多数为新用户），成熟市场更高"),
		Claim:  say("Users of live shopping who have ever bought", "买过的直播用户占比")},
	{Name: "top-fifth", Row: "C29", Unit: "%", Experiment: "buyers", Of: trial.Mean("top fifth"), Expected: between(.50, .75),
		Source: say("McCarthy & Winer 2019 (.67 over 339 firms); Kim et al. 2017; Sharp, Romaniuk & Graham 2019", "McCarthy & Winer 2019（339 家企业 .67）等"),
		Claim:  say("Share of spending by the top fifth of buyers in a year", "年消费额前五分之一买家的占比")},
	{Name: "buy-next-month", Row: "C16", Unit: "%", Experiment: "buyers", Of: trial.Mean("again next month"), Expected: between(.75, .85),
		Source: say("Kuaishou 2021: 70 % at 1.2 kept orders a month; .75-.85 at this market's frequency", "快手 2021：70%（月均 1.2 单）；按本市场频次为 75%-85%"),
		Claim:  say("Buyers of a month who buy in the next", "当月买家次月再购的占比")},
	{Name: "same-host", Experiment: "buyers", Of: trial.Ratio("same host", "popularity"), Expected: trial.AtLeast(2), Source: ehrenberg,
		Claim: say("Orders from the host of the order before, against what popularity alone predicts", "连续两单来自同一主播的比例，相对仅由人气预测者")},
	{Name: "relations-repeat", Experiment: "buyers", Expected: trial.AtLeast(1), Whole: true, Source: ehrenberg,
		Of: of([]string{"same host", "popularity", "strangers/same host", "strangers/popularity"},
			func(x []float64) float64 { return x[0] / x[1] / (x[2] / x[3]) }),
		Claim: say("That, over the same in a year without relations to hosts, in which tastes alone bring buyers back",
			"上一项相对无主播关系年份（仅偏好带来重复）之比")},
	{Name: "same-host-trust", Unit: "%", Experiment: "trusted-hosts", Of: trial.Change("trusted", "distrusted"), Expected: trial.Rises, Whole: true,
		Source: say("H29", "H29"),
		Claim: say("Earlier buyers of a streamer who buy from it again within 60 days, trusted against distrusted by all",
			"老买家 60 天内复购同一主播的比例：全体信任相对全体不信任")},
	{Name: "buyers-return", Experiment: "buyers", Expected: between(0, 1), Source: say("who knows what to expect returns less: Bauer 1960; "+
		"Roselius 1971", "了解预期者退货更少：Bauer 1960；Roselius 1971"), Whole: true,
		Of: of([]string{"returns of buyers", "kept of buyers", "returns of strangers", "kept of strangers"},
			func(x []float64) float64 { return x[0] / (x[0] + x[1]) / (x[2] / (x[2] + x[3])) }),
		Claim: say("Return rate of orders from a host that one has kept orders from in the year, over that of others",
			"年内曾留货于该主播者的退货率，相对其他订单")},
	{Name: "jeopardy-hosts", Row: "C30", Experiment: "buyers", Of: trial.Mean("jeopardy hosts"), Expected: trial.AtLeast(.5), Source: ehrenberg,
		Claim: say("Double jeopardy over hosts: correlation of log penetration and purchases per buyer", "主播间双重危害：渗透率对数与人均购买次数的相关系数")},
	{Name: "jeopardy-merchants", Row: "C30", Experiment: "buyers", Of: trial.Mean("jeopardy merchants"), Expected: trial.AtLeast(.5),
		Source: ehrenberg,
		Claim:  say("Double jeopardy over merchants", "商家间双重危害")},
	{Name: "leaving-with-tenure", Row: "C31", Experiment: "buyers", Of: trial.Ratio("hazard old", "hazard young"), Expected: between(0, 1),
		Whole:  true,
		Source: say("Fader & Hardie 2007, J. Interactive Marketing 21:76", "Fader & Hardie 2007"),
		Claim:  say("Hazard of leaving live shopping, of old users over those of the last 120 days", "流失风险率：老用户相对近 120 天新用户")},
}
