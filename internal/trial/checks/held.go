package checks

import (
	"math"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

var heldExperiments = []trial.Experiment{
	{Name: "years", Replicates: 2, Quick: 1, Days: 5 * 5 * year, Run: years,
		Title: say("Five years under each rule of the bundled study", "内置研究各规则下五年")},
	{Name: "twice-the-size", Replicates: 8, Quick: 2, Days: 3 * 365, Run: twice,
		Title: say("A market of twice the size", "两倍规模的市场")},
	{Name: "social-signal", Replicates: 3, Quick: 1, Days: 42, Run: socialSignal,
		Title: say("Four rooms and a social signal of strength ½", "四个直播间与强度 ½ 的社会信号")},
	{Name: "nothing-changed", Replicates: 2, Quick: 1, Days: 2 * 60, Run: nothingChanged,
		Title: say("A policy that changes nothing", "不改变任何事的政策")},
}

// studied are the rules of the bundled study of ranking rules.
var studied = []trial.Settings{nil,
	{"platform.ranking.weights.gmv": 0.0, "platform.ranking.weights.enter": 0.3, "platform.ranking.weights.stay": 0.5,
		"platform.ranking.weights.follow": 0.2},
	{"platform.ranking.weights.gmv": 0.0, "platform.ranking.weights.repurchase": 1.0},
	{"platform.ranking.allocate": "tier-quota"}, {"platform.ranking.allocate": "uniform"}}

// years lets five years pass under each rule, two in a quick trial, and compares who is in the market, year by year from the third on,
// with the second year.
func years(b *trial.Bench) trial.Numbers {
	rules, span := studied, int64(5)
	if b.Quick {
		rules, span = studied[:2], 4
	}
	least, most := math.Inf(1), 0.0
	var correlation []float64
	start := b.Grown(nil, 0)
	for _, rule := range rules {
		w := b.Switch(b.Fork(start), rule)
		var base [4]float64
		for y := int64(1); y <= span; y++ {
			b.Pass(w, year, nil)
			now := present(w)
			for k := range now {
				if y == 2 {
					base = now
				} else if y > 2 {
					least, most = min(least, now[k]/base[k]), max(most, now[k]/base[k])
				}
			}
		}
		correlation = append(correlation, 1-b.Metrics(w, w.Today()-year+1)["rank_mobility"])
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range correlation {
		low, high = min(low, r), max(high, r)
	}
	return trial.Numbers{"least": least, "most": most, "lowest correlation": low, "highest correlation": high}
}

// present counts who is in the market: adopters, streamers, merchants, agencies.
func present(w *sim.World) (n [4]float64) {
	n[0] = float64(w.Consumers.Adopters)
	for k, list := range [][]bool{w.Streamers.Active, w.Merchants.Alive, w.MCNs.Alive} {
		for _, alive := range list {
			if alive {
				n[k+1]++
			}
		}
	}
	return n
}

// intensive are metrics that the size of the simulated market must not move, and whether they are totals over consumers.
var intensive = []struct {
	id    string
	total bool
}{{"gmv", true}, {"orders", true}, {"order_value", false}, {"return_rate", false}, {"complaint_rate", false}, {"gini", false}, {"penetration",
	false},
	{"repurchase_90", false}, {"private_share", false}, {"trust", false}, {"surplus_experienced", false}, {"profit_streamers", true}}

// twice measures a year of the default market, and of one of twice as many of everybody, with seeds of its own.
func twice(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	small := b.Params()
	for k, name := range []string{"once.", "twice."} {
		times := int64(k + 1)
		p := b.Params(trial.Settings{"consumers.count": times * small.Consumers.Count, "streamers.count": times * small.Streamers.Count,
			"merchants.count": times * small.Merchants.Count, "mcns.count": times * small.MCNs.Count})
		w, err := sim.New(p, b.Seed(), 2*b.Replicate+1000+k)
		b.Must(err)
		b.Pass(w, int(p.Run.WarmupDays)+year, nil)
		of := b.Metrics(w, 0)
		for _, m := range intensive {
			x := of[m.id]
			if m.total {
				x /= float64(p.Consumers.Count)
			}
			out[name+m.id] = x
		}
	}
	return out
}

// largestMove is the largest relative difference between two sizes over the intensive metrics.
var largestMove = func() trial.Statistic {
	s := trial.Statistic{F: func(x []float64) float64 {
		worst := 0.0
		for k := 0; k < len(x); k += 2 {
			worst = max(worst, math.Abs(x[k+1]/x[k]-1))
		}
		return worst
	}}
	for _, m := range intensive {
		s.Needs = append(s.Needs, "once."+m.id, "twice."+m.id)
	}
	return s
}()

// socialSignal shows four rooms of fixed appeal to everybody, in the fast loop of the market, under a social signal of strength ½. The
// least attractive begins far ahead. Shares of visits settle at (e^u)^(1/(1−r)), whatever the history (Maldonado et al.,
// arXiv 1512.07251).
func socialSignal(b *trial.Bench) trial.Numbers {
	const rooms, r, outside, content, days, watched = 4, .5, 2.0, 4.0, 42, 14
	excess := [rooms]float64{.3, -.2, .6, -.5}
	p := b.Params(trial.Settings{"consumers.count": int64(20_000), "streamers.count": int64(100), "merchants.count": int64(60), "mcns.count": int64(5),
		"consumers.adoption.initial": 1.0, "consumers.adoption.left": 0.0, "consumers.taste.category": 0.0, "consumers.taste.style": 0.0,
		"consumers.room.outside": outside, "consumers.room.content": content, "consumers.room.product": 0.0, "consumers.room.hype": 0.0,
		"consumers.room.position": 0.0, "consumers.room.social": r, "consumers.room.newcomer": 0.001, "consumers.room.need": 0.0,
		"consumers.room.trust": 0.0, "consumers.room.follow": 0.0, "consumers.room.bond": 0.0, "consumers.room.capital": 0.0, "consumers.room.match": 0.0,
		"consumers.activity.appointment": 0.0, "merchants.live.decide": false,
		"streamers.accident.illness": 0.0, "streamers.accident.scandal": 0.0, "streamers.viability.moves_on": 0.0,
		"merchants.stock.unlimited": true, "platform.ranking.allocate": "uniform", "platform.flow.content.private": 0.0,
		"platform.recommend.personalisation": 0.0, "platform.recommend.places": int64(rooms), "platform.recommend.popularity_half_life": 2.0})
	w := b.Under(p)
	var hosts []int
	w.Before("list who is live", func() {
		if len(hosts) == 0 {
			for h := range w.NumStreamers() {
				if w.Streamers.Active[h] && len(hosts) < rooms && w.HasLineUp(h) {
					hosts = append(hosts, h)
				}
			}
			w.Main().Popular[hosts[3]] = 1000
		}
		clear(w.Hosts.Open)
		for k, h := range hosts {
			w.Hosts.Open[h], w.Hosts.Fresh[h] = 1<<state.NumSlots-1, 1
			w.Hosts.Content[h], w.Streamers.Viability[h] = (outside+excess[k])/content, 1000
		}
	})
	var visits [rooms]float64
	b.Pass(w, days, func(day int) {
		for k, h := range hosts {
			if day > days-watched {
				visits[k] += float64(w.Hosts.Today.Visits[h])
			}
		}
	})
	sum, want := 0.0, 0.0
	for k := range visits {
		sum += visits[k]
		want += math.Exp(excess[k] / (1 - r))
	}
	worst := 0.0
	for k := range visits {
		worst = max(worst, math.Abs(visits[k]/sum-math.Exp(excess[k]/(1-r))/want))
	}
	return trial.Numbers{"off": worst}
}

// nothingChanged puts the rules that are in force in force once more, and compares all that is recorded; and it adds up all accounts.
func nothingChanged(b *trial.Bench) trial.Numbers {
	w := b.Grown(nil, settled)
	c := b.Switch(b.Fork(w), nil)
	b.Pass(w, 60, nil)
	b.Pass(c, 60, nil)
	other := 0.0
	for i := range w.Book().Days {
		if w.Book().Days[i] != c.Book().Days[i] {
			other++
		}
	}
	return trial.Numbers{"days": other, "accounts": float64(w.Accounts.Sum())}
}

var maldonado = say("Maldonado, Van Hentenryck et al., arXiv 1512.07251", "Maldonado 等，arXiv 1512.07251")

var heldChecks = []trial.Check{
	{Name: "alive-least", Experiment: "years", Of: trial.Mean("least"), Expected: between(.5, 1), Source: say("model.md §14", "model.md §14"),
		Claim: say("Adopters, streamers, merchants, agencies over five years under each rule, against year 2: the least", "各规则五年内用户、主播、商家、机构相对第 2 年：最低")},
	{Name: "alive-most", Experiment: "years", Of: trial.Mean("most"), Expected: between(1, 1.5), Source: say("model.md §14", "model.md §14"),
		Claim: say("The same: the most", "同上：最高")},
	{Name: "ranks-move", Experiment: "years", Of: trial.Mean("highest correlation"), Expected: between(.5, .95),
		Source: say("ranks do not freeze", "排名不冻结"),
		Claim:  say("Correlation of monthly ranks in the last year, the highest of the rules", "末年月度排名相关，各规则中最高")},
	{Name: "twice-the-size", Unit: "%", Experiment: "twice-the-size", Of: largestMove, Expected: between(0, .12),
		Source: say("model.md §15", "model.md §15"),
		Claim:  say("Largest difference of twelve intensive metrics at twice the size", "规模加倍时十二项强度指标的最大差异")},
}

var theoryChecks = []trial.Check{
	{Name: "V2", Experiment: "social-signal", Of: trial.Mean("off"), Expected: between(0, .02), Source: maldonado,
		Claim: say("Shares of four rooms under a social signal of strength ½, in the fast loop, the worst starting far ahead: largest distance from "+
			"theory", "强度 ½ 社会信号下四个直播间份额（快速循环，最差者领先起步）：与理论的最大差")},
	{Name: "V8", Experiment: "nothing-changed", Of: trial.Mean("accounts"), Expected: between(0, 0), Source: say("double entry", "复式记账"),
		Claim: say("Sum of all accounts, fen", "全部账户之和（分）")},
	{Name: "V13", Experiment: "nothing-changed", Of: trial.Mean("days"), Expected: between(0, 0), Source: say("common random numbers", "共同随机数"),
		Claim: say("Days that a policy without effect makes different, of sixty", "无效政策使之不同的天数（共六十天）")},
}
