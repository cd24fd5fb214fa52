package checks

import (
	"math"
	"slices"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

const year = 365

var factExperiments = []trial.Experiment{
	{Name: "baseline", Replicates: 12, Quick: 4, Days: 2*year - settled, Run: baseline,
		Title: say("The default market, its second measured year", "默认市场的第二个计量年")},
}

// baseline measures the second year of the default market: all metrics, and what the rows of the calibration ask for besides.
func baseline(b *trial.Bench) trial.Numbers {
	w := b.Grown(nil, year)
	p := w.Params()
	parcels := make([]float64, len(w.Consumers.Rec))
	w.TraceKinds([]string{"keep", "return"}, func(e sim.Event) { parcels[e.Consumer]++ })
	var seen evenings
	cohort := newShops(w)
	b.Pass(w, year, func(day int) {
		if day%(4*state.Week) == 0 {
			seen.look(w)
		}
	})
	cast := castOf(w)
	shops := cohort.gone(w)
	out := b.Metrics(w, w.Today()-year+1)
	var d record.Day
	adopters := 0.0
	for i := range w.Book().Days {
		if day := &w.Book().Days[i]; day.Day > w.Today()-year {
			adopters += float64(day.Adopters) / year
			d.Add(day)
		}
	}
	failure, met, buyers := float64(d.Defects)/float64(d.Delivered), 0.0, 0.0
	for _, n := range parcels {
		if n > 0 {
			buyers++
			met += 1 - math.Pow(1-failure, n)
		}
	}
	searched := p.Platform.Flow().Purposive
	for name, x := range map[string]float64{
		"viewers": adopters / float64(p.Consumers.Count) * p.Consumers.Real / 1e6, "spend": float64(d.GMV) / 100 / adopters,
		"shelf returns": float64(d.ShelfReturns) / float64(d.ShelfOrders), "met a problem": met / buyers,
		"complained": float64(d.Complaints) / float64(d.Defects), "without purpose": 1 - seen.needy/seen.users,
		"vague purpose": seen.needy / seen.users * (1 - searched), "below standard": float64(d.BelowStandard) / float64(d.Delivered),
		"top commission": seen.commission / seen.kept, "live discount": seen.cut / seen.list, "shops gone": shops,
		"slots": float64(d.ActiveSlots) / adopters / year,
	} {
		out[name] = x
	}
	cast.into(out)
	newcomersGone(out, w)
	return out
}

// evenings is what is looked at on some evenings: live shoppers with an open need, discounts and commissions.
type evenings struct{ users, needy, cut, list, commission, kept float64 }

func (s *evenings) look(w *sim.World) {
	today := w.Today() - w.First + 1
	for i := range w.Consumers.Rec {
		if !uses(w, i) {
			continue
		}
		s.users++
		for c := range state.NumCategories {
			if int64(w.Consumers.Rec[i].DueDay(c)) <= today {
				s.needy++
				break
			}
		}
	}
	for offer, good := range w.Offers.Good {
		if good >= 0 {
			n, list := float64(w.Offers.Paid[offer]), float64(w.Goods.List[good])
			s.cut += n * (list - float64(w.Offers.Price[offer]))
			s.list += n * list
		}
	}
	hosts := bySales(w)
	for _, h := range hosts[:min(10, len(hosts))] {
		s.commission += float64(w.Hosts.WeekSettling.Commission[h])
		s.kept += float64(w.Hosts.WeekSettling.KeptFen[h])
	}
}

// bySales returns the streamers in the market, the best seller of the last 90 days, by orders placed, first.
func bySales(w *sim.World) (hosts []int) {
	slot := map[int64]int{}
	for h := range w.NumStreamers() {
		slot[int64(w.Hosts.ID[h])] = h
	}
	for _, id := range w.TopStreamers(90, w.NumStreamers()) {
		if h, there := slot[id]; there && w.Streamers.Active[h] {
			hosts = append(hosts, h)
		}
	}
	return hosts
}

// cast is what the streamers' rows of the last twelve months say.
type cast struct {
	shown, entered, medianShown, medianEntered, sessions, signed, head, largest float64
	rosterTop3, rosterSmall                                                     float64 // of the largest agency
}

// into adds what the cast says to numbers.
func (c *cast) into(out trial.Numbers) {
	for name, x := range map[string]float64{"shown": c.shown, "entered": c.entered, "median shown": c.medianShown, "median entered": c.medianEntered,
		"sessions": c.sessions, "large signed": c.signed, "top 10 over 100": c.head, "largest": c.largest, "roster top 3": c.rosterTop3,
		"roster small": c.rosterSmall} {
		out[name] = x
	}
}

// smallSeller is what a streamer sells who is small, yuan a year, of a real streamer.
const smallSeller = 30e6

func castOf(w *sim.World) (c cast) {
	rows := w.Book().Streamers
	last := rows[len(rows)-1].Month
	net, agency := map[int64]int64{}, map[int64]int64{}
	var sessions, shown, entered, active float64
	var mediansShown, mediansEntered []float64
	for i := range rows {
		row := &rows[i]
		if row.Month <= last-12 {
			continue
		}
		net[row.Streamer] += row.GMVNet
		if row.Month == last {
			agency[row.Streamer] = row.MCN
		}
		if n := float64(row.Sessions); n > 0 {
			active++
			sessions += n
			shown += float64(row.Impressions)
			entered += float64(row.Viewers)
			mediansShown = append(mediansShown, float64(row.Impressions)/n)
			mediansEntered = append(mediansEntered, float64(row.Viewers)/n)
		}
	}
	var best []int64
	for streamer := range net {
		best = append(best, streamer)
	}
	slices.SortFunc(best, func(a, b int64) int {
		if net[a] != net[b] {
			return int(min(1, max(-1, net[b]-net[a])))
		}
		return int(a - b)
	})
	var ten, hundred, all, large, signed float64
	for i, streamer := range best {
		x := float64(max(0, net[streamer]))
		all += x
		if i < 10 {
			ten += x
		}
		if i < 100 {
			hundred += x
		}
		if mcn, here := agency[streamer]; here && large < float64(len(agency)/20) {
			large++
			if mcn >= 0 {
				signed++
			}
		}
	}
	slices.Sort(mediansShown)
	slices.Sort(mediansEntered)
	real := w.Scale.Ratio
	c = cast{shown: shown / sessions * real, entered: entered / sessions * real, medianShown: mediansShown[len(mediansShown)/2] * real,
		medianEntered: mediansEntered[len(mediansEntered)/2] * real, sessions: sessions / active * 365 / 30, signed: signed / large,
		head: ten / hundred, largest: float64(net[best[0]]) / all}
	c.rosterTop3, c.rosterSmall = rosterOf(w, best, net, agency)
	return c
}

// rosterOf looks at the streamers of the agency that sells most, as the listed one did of which the filings tell: the share of the three
// best in their sales, and the share of them that sell little.
func rosterOf(w *sim.World, best []int64, net, agency map[int64]int64) (top3, small float64) {
	rosters, sums := map[int64][]float64{}, map[int64]float64{}
	largest := int64(-1)
	for _, s := range best { // the best first
		mcn, here := agency[s]
		if !here || mcn < 0 {
			continue
		}
		x := float64(max(0, net[s])) / 100 * w.Scale.Ratio // of a real streamer
		rosters[mcn] = append(rosters[mcn], x)
		sums[mcn] += x
	}
	for _, s := range best {
		if mcn, here := agency[s]; here && mcn >= 0 && (largest < 0 || sums[mcn] > sums[largest]) {
			largest = mcn
		}
	}
	sales := rosters[largest]
	if len(sales) < 5 {
		return math.NaN(), math.NaN()
	}
	for _, x := range sales {
		if x < smallSeller {
			small += 1 / float64(len(sales))
		}
	}
	return (sales[0] + sales[1] + sales[2]) / sums[largest], small
}

// shops are the merchants that entered in a year, watched from their entry.
type shops struct{ begun int64 }

func newShops(w *sim.World) *shops { return &shops{w.Today()} }

// gone is the share of new merchants gone within two years, by the product of yearly survival over merchants' ages (Kaplan & Meier
// 1958) in the monthly rows: a merchant's rows end when it is gone.
func (s *shops) gone(w *sim.World) float64 {
	first, last := map[int64]int64{}, map[int64]int64{}
	now := int64(0)
	for i := range w.Book().Merchants {
		r := &w.Book().Merchants[i]
		if _, seen := first[r.Merchant]; !seen {
			first[r.Merchant] = r.Month
		}
		last[r.Merchant] = r.Month
		now = max(now, r.Month)
	}
	begun := w.Book().Merchants[0].Month
	var atRisk, exits [24]float64
	for m, from := range first {
		if from == begun {
			continue // of unknown age
		}
		for age := int64(0); age < 24 && from+age <= last[m] && from+age < now; age++ {
			atRisk[age]++
			if from+age == last[m] {
				exits[age]++
			}
		}
	}
	stay := 1.0
	for age := range atRisk {
		if atRisk[age] > 0 {
			stay *= 1 - exits[age]/atRisk[age]
		}
	}
	return 1 - stay
}

// newcomersGone adds the share of new streamers gone within two years, in the same way.
func newcomersGone(out trial.Numbers, w *sim.World) {
	type life struct{ from, to int64 }
	lives := map[int64]life{}
	for i := range w.Book().Streamers {
		r := &w.Book().Streamers[i]
		if r.Entered <= w.First {
			continue
		}
		to := int64(math.MaxInt64)
		if r.Gone == 1 {
			to = r.Left
		}
		lives[r.Streamer] = life{r.Entered, to}
	}
	const step, steps = 30, 24
	var atRisk, exits [steps]float64
	for _, l := range lives {
		for age := range int64(steps) {
			day := l.from + age*step
			if day+step > w.Today() || l.to < day {
				break
			}
			atRisk[age]++
			if l.to < day+step {
				exits[age]++
			}
		}
	}
	stay := 1.0
	for age := range atRisk {
		if atRisk[age] > 0 {
			stay *= 1 - exits[age]/atRisk[age]
		}
	}
	out["streamers gone"] = 1 - stay
}

// factChecks are the rows of the calibration that the default market answers. Rows of other experiments are with their subjects.
var factChecks = []trial.Check{
	{Name: "views", Row: "C6", Experiment: "baseline", Of: trial.Mean("shown"), Expected: between(6875, 11459),
		Source: say("Ministry of Commerce, 2022H1", "商务部，2022 上半年"),
		Claim:  say("Mean places shown per session, real scale", "场均展示人次（真实规模）")},
	{Name: "views-median", Row: "C7", Experiment: "baseline", Of: trial.Mean("median entered"), Expected: between(300, 3000), Source: say("S0", "S0"),
		Claim: say("Median rooms entered per session of an ordinary room, real scale", "普通直播间场均进房人次中位数（真实规模）")},
	{Name: "sessions", Row: "C8", Experiment: "baseline", Of: trial.Mean("sessions"), Expected: between(35, 142),
		Source: say("Ministry of Commerce, 2020 and 2022: 50, 109, ± 30 %", "商务部 2020、2022：50、109，±30%"),
		Claim:  say("Sessions per active streamer and year", "活跃主播年均场次")},
	{Name: "roster-top3", Row: "C9", Unit: "%", Experiment: "baseline", Of: trial.Mean("roster top 3"), Expected: between(.48, .72),
		Source: say("Ruhnn, 2017-18", "如涵 2017-18"),
		Claim: say("Share of the top 3 in the sales of the largest agency's streamers: some 18 here, 113 in the filings",
			"最大机构前三名主播销售占比（模型约 18 人，年报 113 人）")},
	{Name: "roster-small", Row: "C10", Unit: "%", Experiment: "baseline", Of: trial.Mean("roster small"), Expected: between(.87, .95),
		Source: say("Ruhnn, 2018", "如涵 2018"),
		Claim:  say("Of these, streamers under 30 million yuan a year", "其中年销售低于 3000 万元者占比")},
	{Name: "large-signed", Row: "C11", Unit: "%", Experiment: "baseline", Of: trial.Mean("large signed"), Expected: between(.88, .98),
		Source: say("S0, 2018", "S0，2018"),
		Claim:  say("Large influencers signed to an agency", "大主播签约机构占比")},
	{Name: "ten-over-hundred", Row: "C12", Unit: "%", Experiment: "baseline", Of: trial.Mean("top 10 over 100"), Expected: between(.44, 1),
		Source: say("Nancai/Xiaohulu 2020", "南财/小葫芦 2020"),
		Claim:  say("Sales of the top 10 streamers over the top 100", "前 10 名主播销售占前 100 名之比")},
	{Name: "zipf", Row: "C12", Experiment: "baseline", Expected: between(.9, 1.06), Source: say("the same: Zipf exponent", "同上：Zipf 指数"),
		Of:    of([]string{"tail_exponent"}, func(x []float64) float64 { return 1 / x[0] }),
		Claim: say("Zipf exponent of streamers' sales", "主播销售的 Zipf 指数")},
	{Name: "largest", Row: "C13", Unit: "%", Experiment: "baseline", Of: trial.Mean("largest"), Expected: between(.007, .118),
		Source: say("Taobao Live 2018, 2020: 2.7 %, 7.8-9.7 %, ± 2 pp", "淘宝直播 2018、2020"),
		Claim:  say("Largest streamer's share of streamers' sales", "第一名主播销售占比")},
	{Name: "order-value", Row: "C14", Unit: "yuan", Experiment: "baseline", Of: trial.Mean("order_value"), Expected: between(59.2, 98.8),
		Source: say("East Buy, FY24: 79 ± 25 %", "东方甄选 FY24"),
		Claim:  say("Order value", "客单价")},
	{Name: "returns-live", Row: "C15", Unit: "%", Experiment: "baseline", Of: trial.Mean("return_rate"), Expected: between(.29, .45),
		Source: say("POM 2024: 37 ± 8 %", "POM 2024"),
		Claim:  say("Return rate, live", "直播退货率")},
	{Name: "returns-shelf", Row: "C15", Unit: "%", Experiment: "baseline", Of: trial.Mean("shelf returns"), Expected: between(.095, .155),
		Source: say("trade press: 12.5 ± 3 %", "行业报道"),
		Claim:  say("Return rate, shelf", "货架退货率")},
	{Name: "met-a-problem", Row: "C17", Unit: "%", Experiment: "baseline", Of: trial.Mean("met a problem"), Expected: between(.313, .433),
		Source: say("CCA 2020", "中消协 2020"),
		Claim:  say("Buyers who met a problem in a year", "一年内遇到问题的买家占比")},
	{Name: "complained", Row: "C17", Unit: "%", Input: true, Experiment: "baseline", Of: trial.Mean("complained"), Expected: between(.096, .176),
		Source: say("CCA 2020; an input", "中消协 2020；为输入"),
		Claim:  say("Of these complained", "其中投诉占比")},
	{Name: "without-purpose", Row: "C18", Unit: "%", Experiment: "baseline", Of: trial.Mean("without purpose"), Expected: between(.105, .205),
		Source: say("CCA 2020", "中消协 2020"),
		Claim:  say("Shoppers without purpose", "无目的购物者占比")},
	{Name: "vague-purpose", Row: "C18", Unit: "%", Experiment: "baseline", Of: trial.Mean("vague purpose"), Expected: between(.475, .575),
		Source: say("CCA 2020", "中消协 2020"),
		Claim:  say("Shoppers with a vague purpose", "目的模糊的购物者占比")},
	{Name: "below-standard", Row: "C19", Unit: "%", Experiment: "baseline", Of: trial.Mean("below standard"), Expected: between(0, .46),
		Source: say("Zhejiang 2021: upper bound, inspectors pick suspects", "浙江 2021（上限）"),
		Claim:  say("Goods below standard, of orders delivered", "不合格商品占比（按送达订单）")},
	{Name: "top-commission", Row: "C20", Unit: "%", Input: true, Experiment: "baseline", Of: trial.Mean("top commission"), Expected: between(.20, .40),
		Source: say("press; an input", "媒体报道；为输入"),
		Claim:  say("Commission of the top 10 streamers", "前 10 名主播佣金率")},
	{Name: "live-discount", Row: "C21", Unit: "%", Experiment: "baseline", Of: trial.Mean("live discount"), Expected: between(.046, .106),
		Source: say("SSRN 4318978: 7.6 ± 3 pp", "SSRN 4318978"),
		Claim:  say("Live discount against the list price", "直播相对标价的折扣")},
	{Name: "comments", Row: "C22", Unit: "%", Experiment: "baseline", Of: trial.Mean("comments per click"), Expected: between(.02, .08),
		Source: say("KuaiLive 2025", "KuaiLive 2025"),
		Claim:  say("Comments per click: the model has no comments", "每次点击的评论数：模型无评论")},
	{Name: "shelf-conversion", Row: "C23", Unit: "%", Experiment: "baseline", Of: trial.Mean("conversion of shelf visits"),
		Expected: between(.02, .05), Source: say("S0", "S0"),
		Claim: say("Conversion of shelf commerce: a search of the model begins with a need, which a visit to a shop does not",
			"货架转化率：模型中的搜索始于需求，与店铺访问不可比")},
	{Name: "shops-gone", Row: "C33", Unit: "%", Experiment: "baseline", Of: trial.Mean("shops gone"), Expected: between(.2, .4),
		Source: say("Bartelsman, Scarpetta & Schivardi 2005", "Bartelsman, Scarpetta & Schivardi 2005"),
		Claim:  say("New merchants gone within two years", "新商家两年内退出占比")},
	{Name: "streamers-gone", Row: "C33", Unit: "%", Experiment: "baseline", Of: trial.Mean("streamers gone"), Expected: between(.3, .7),
		Source: say("assumption", "假设"),
		Claim:  say("New streamers gone within two years", "新主播两年内退出占比")},
	{Name: "tail-exponent", Experiment: "baseline", Of: trial.Mean("tail_exponent"), Expected: between(.9, 1.6),
		Source: say("C12; Xiaohulu 2020", "C12；小葫芦 2020"),
		Claim:  say("Tail exponent of streamers' sales", "主播销售尾部指数")},
	{Name: "rank-correlation", Row: "C40", Experiment: "baseline", Of: of([]string{"rank_mobility"}, func(x []float64) float64 { return 1 - x[0] }),
		Expected: between(.5, .95),
		Source:   say("ranks neither freeze nor are thrown anew", "排名既不冻结也不随机"),
		Claim:    say("Correlation of monthly ranks of streamers' sales", "主播月度销售排名相关")},
}
