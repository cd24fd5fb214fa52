package checks

import (
	"fmt"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// How the price experiments are laid out: on the evening of about day settled every market is copied; prices of one merchant in parts
// go up and down by a tenth.
const (
	settled  = 360
	parts    = 8
	up, down = 1.1, 0.9
	held     = 28
)

var priceExperiments = []trial.Experiment{
	{Name: "price-held", Replicates: 8, Quick: 3, Days: 60 + (4*8+1)*held*2, Run: priceHeld,
		Title: say("One merchant in eight dearer or cheaper by a tenth, line-ups and rivals held", "八分之一商家价格升降一成，选品与对手不变")},
	{Name: "price-free", Replicates: 12, Quick: 3, Days: 5 * 365, Run: priceFree,
		Title: say("One merchant in eight dearer or cheaper by a tenth for a year, everybody free to answer", "八分之一商家价格升降一成，为期一年，各方自由应对")},
	{Name: "price-all", Replicates: 8, Quick: 3, Days: 2 * 365, Run: priceAll,
		Title: say("All live prices up by 40 % for a year, the shelf as it was", "全部直播价上调 40%，为期一年，货架不变")},
	{Name: "price-cut", Replicates: 12, Quick: 4, Days: 9 * 8 * 35, Run: priceCut,
		Title: say("A good's live price cut by a tenth for a week", "单个商品直播价下调一成，为期一周")},
	{Name: "price-often", Replicates: 8, Quick: 3, Days: 13 * 7 * 9, Run: priceOften,
		Title: say("Cuts every other week", "隔周降价")},
	{Name: "price-lineup", Replicates: 8, Quick: 3, Days: 13 * 35, Run: priceLineUp,
		Title: say("What streamers show when a merchant's prices change", "商家调价后主播选品的变化")},
	{Name: "discounts-too-deep", Replicates: 8, Quick: 3, Days: 3 * 365, Run: tooDeep,
		Title: say("Discounts made .15 deeper", "折扣加深 0.15")},
}

// goodsOf picks the goods of the treated merchants.
func (t treatment) goodsOf(w *sim.World) func(good int) bool {
	return func(good int) bool { return t.has(w, good/state.GoodsPer) }
}

// oneGood picks single goods: part k of n, by merchant and place.
func (t treatment) oneGood(w *sim.World) func(good int) bool {
	return func(good int) bool {
		return chance.Mix(w.Merchants.ID[good/state.GoodsPer]*0x9e3779b97f4a7c15+uint64(good%state.GoodsPer+1)*0xd6e8feb86659fd93)%t.parts == t.part
	}
}

// beside lets a factual market and copies of it pass days in step, the factual one first; evening looks at each of them.
func beside(b *trial.Bench, factual *sim.World, copies []*sim.World, days int, evening func(arm int, w *sim.World, day int)) {
	for day := 1; day <= days; day++ {
		b.Pass(factual, 1, nil)
		evening(-1, factual, day)
		for arm, w := range copies {
			b.Pass(w, 1, nil)
			evening(arm, w, day)
		}
	}
}

// segments says which price tercile a good is in, by its list price against that of its category.
func segments(w *sim.World) (tercile []int) {
	tercile = make([]int, len(w.Goods.List))
	var all []float64
	relative := func(g int) float64 {
		return float64(w.Goods.List[g]) / (100 * w.Params().Categories.Of[w.Goods.Category[g]].Price)
	}
	for g := range w.Goods.List {
		if w.Merchants.Alive[g/state.GoodsPer] {
			all = append(all, relative(g))
		}
	}
	slices.Sort(all)
	for g := range tercile {
		tercile[g] = -1
		if w.Merchants.Alive[g/state.GoodsPer] {
			k, _ := slices.BinarySearch(all, relative(g))
			tercile[g] = min(2, 3*k/len(all))
		}
	}
	return tercile
}

// priceHeld counts the orders of treated merchants under prices a tenth higher and lower, of all, by category, tercile and tier; under
// the rules as they are, and with the weights of reference and depth at 0.
func priceHeld(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	kinds := []struct {
		name string
		of   func(factor float64) prices
	}{
		{"both", func(f float64) prices { return prices{f, f} }},
		{"live", func(f float64) prices { return prices{1, f} }},
	}
	for _, kind := range kinds {
		countHeld(b, out, kind.name, kind.of, nil)
	}
	if b.Knows(arousalOfPrice...) {
		plain := trial.Settings{}
		for _, key := range arousalOfPrice {
			plain[key] = 0.0
		}
		countHeld(b, out, "plain", kinds[1].of, plain)
	}
	return out
}

// arousalOfPrice are the weights by which a price acts beyond what it costs.
var arousalOfPrice = []string{"consumers.purchase.reference", "consumers.purchase.discount"}

// countHeld runs copies under prices a tenth higher and lower for each of some parts of the merchants.
func countHeld(b *trial.Bench, out trial.Numbers, name string, of func(factor float64) prices, rules trial.Settings) {
	factual := b.GrownToSunday(nil, settled)
	if rules != nil {
		b.Switch(factual, rules)
	}
	tercile := segments(factual)
	groups := uint64(4)
	if b.Quick || rules != nil {
		groups = 2
	}
	type side struct {
		name   string
		factor float64
	}
	sides := []side{{"up", up}, {"down", down}}
	var copies []*sim.World
	var arms []treatment
	var which []side
	for part := range groups {
		for _, s := range sides {
			w := b.Fork(factual)
			t := treatment{part, parts}
			hold(w, factual, t.goodsOf(w), func() prices { return of(s.factor) })
			copies, arms, which = append(copies, w), append(arms, t), append(which, s)
		}
	}
	add := func(key string, x float64) { out[key] += x }
	for _, s := range sides {
		for c := range state.NumCategories {
			add(fmt.Sprintf("%s.%s.category%d", name, s.name, c), 0) // a category may sell nothing
		}
	}
	beside(b, factual, copies, held, func(arm int, w *sim.World, day int) {
		if arm < 0 {
			if name == "both" && day%state.Week == 0 {
				margins(out, w)
			}
			return
		}
		for g, wanted := range w.Goods.Today.Wanted {
			m := g / state.GoodsPer
			if wanted == 0 || !arms[arm].has(w, m) {
				continue
			}
			n, at := float64(wanted), name+"."+which[arm].name
			add(at, n)
			if day <= state.Week {
				add(at+".week", n)
			}
			if name != "both" {
				continue
			}
			add(fmt.Sprintf("%s.category%d", at, w.Goods.Category[g]), n)
			add(fmt.Sprintf("%s.tier%d", at, w.Merchants.Tier[m]), n)
			if t := tercile[g]; t >= 0 {
				add(fmt.Sprintf("%s.tercile%d", at, t), n)
			}
			d := &w.Goods.Today
			add(at+".sold", float64(d.Sold[g]))
			add(at+".back", float64(d.Returned[g]))
		}
	})
}

// margins adds up, over the offers of the week that ends, what paid orders leave their merchants and what they cost, by tier:
// (1−ρ)(1−c−τ)·p, and the kept unit with the parcels of all.
func margins(out trial.Numbers, w *sim.World) {
	fees := &w.Params().Platform.Fees
	first := w.Offer(w.Edition(), 0, 0)
	for i := first; i < first+w.NumHosts()*state.LineUp; i++ {
		g := w.Offers.Good[i]
		if g < 0 || w.Offers.Paid[i] == 0 {
			continue
		}
		n, back := float64(w.Offers.Paid[i]), w.Goods.ReturnEst[g]
		net := (1 - back) * (1 - float64(w.Offers.Commission[i])/10000 - fees.Commission) * float64(w.Offers.Price[i])
		cost := (1-back)*float64(w.Goods.Cost[g]) + 100*fees.Shipping +
			back*(100*fees.ReturnShipping+w.Params().Merchants.Stock.Handling*float64(w.Goods.Cost[g]))
		tier := w.Merchants.Tier[g/state.GoodsPer]
		out[fmt.Sprintf("revenue.tier%d", tier)] += n * net
		out[fmt.Sprintf("cost.tier%d", tier)] += n * cost
		out["revenue"] += n * net
		out["cost"] += n * cost
	}
}

// priceFree counts the orders of merchants whose prices, list and live, have a wedge of a tenth in them for a year, in which line-ups,
// rivals and they themselves answer.
func priceFree(b *trial.Bench) trial.Numbers {
	const days = 365
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for part := range uint64(2) {
		for _, s := range []struct {
			name   string
			factor float64
		}{{"up", up}, {"down", down}} {
			w, t := b.Fork(start), treatment{part, parts}
			listWedge(w, t.goodsOf(w), s.factor)
			b.Pass(w, days, func(int) {
				for m := range w.Merchants.Alive {
					if t.has(w, m) {
						out[s.name] += float64(w.Merchants.Today.Orders[m] + w.Merchants.Today.Stockouts[m])
					}
				}
			})
		}
	}
	return out
}

// priceAll counts orders and sales with all list prices, and live prices with them, up by 40 % for a year, while the shelf is what it
// would have been.
func priceAll(b *trial.Bench) trial.Numbers {
	const days, from = 365, 181
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	w := b.Fork(factual)
	listWedge(w, everybody.goodsOf(w), 1.4)
	w.After("mark the shelf", func() { sameShelf(w, factual) })
	beside(b, factual, []*sim.World{w}, days, func(arm int, w *sim.World, day int) {
		d := &w.Book().Days[len(w.Book().Days)-1]
		at := map[int]string{-1: "before", 0: "after"}[arm]
		switch {
		case day >= from:
			out["orders."+at] += float64(d.Orders + d.Stockouts)
			out["gmv."+at] += float64(d.GMV) / 100
		case day <= held:
			out["orders.first."+at] += float64(d.Orders + d.Stockouts)
		}
	})
	return out
}

// priceCut cuts the live price of single goods by a tenth for a week, list prices and line-ups as they are, and counts what the goods
// sell then, what others lose, and what is missing in the four weeks after.
func priceCut(b *trial.Bench) trial.Numbers {
	const weeks = 5
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	var copies []*sim.World
	var arms []treatment
	all := uint64(parts)
	if b.Quick {
		all = 4
	}
	for part := range all {
		w, t := b.Fork(factual), treatment{part, parts}
		week := 0
		hold(w, factual, t.oneGood(w), func() prices {
			week++
			if week == 1 {
				return prices{1, down}
			}
			return prices{1, 1}
		})
		copies, arms = append(copies, w), append(arms, t)
	}
	beside(b, factual, copies, weeks*state.Week, func(arm int, w *sim.World, day int) {
		for g, wanted := range w.Goods.Today.Wanted {
			if wanted == 0 {
				continue
			}
			n := float64(wanted)
			for k, t := range arms { // the factual market is compared with each of the copies
				if arm >= 0 && arm != k {
					continue
				}
				which := "others"
				if t.oneGood(w)(g) {
					which = "cut"
				}
				when, what := ".later", "factual."
				if day <= state.Week {
					when = ".week"
				}
				if arm >= 0 {
					what = "treated."
				}
				out[what+which+when] += n
			}
		}
	})
	return out
}

// priceOften cuts live prices of some merchants by a tenth in the ninth week, after cuts in every other week before or after none.
func priceOften(b *trial.Bench) trial.Numbers {
	const weeks = 9
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	var copies []*sim.World
	var names []string
	var arms []treatment
	for part := range uint64(4) {
		for _, s := range []struct {
			name string
			cut  func(week int) bool
		}{
			{"often", func(week int) bool { return week%2 == 1 }},
			{"before", func(week int) bool { return week%2 == 1 && week < weeks }}, // the same without the last
			{"once", func(week int) bool { return week == weeks }},
		} {
			w, t := b.Fork(factual), treatment{part, parts}
			week := 0
			hold(w, factual, t.goodsOf(w), func() prices {
				if week++; s.cut(week) {
					return prices{1, down}
				}
				return prices{1, 1}
			})
			copies, names, arms = append(copies, w), append(names, s.name), append(arms, t)
		}
	}
	beside(b, factual, copies, weeks*state.Week, func(arm int, w *sim.World, day int) {
		if day <= (weeks-1)*state.Week {
			return
		}
		for g, wanted := range w.Goods.Today.Wanted {
			if wanted == 0 {
				continue
			}
			if arm >= 0 && arms[arm].has(w, g/state.GoodsPer) {
				out[names[arm]] += float64(wanted)
			}
			for part := range uint64(4) {
				if arm < 0 && (treatment{part, parts}).has(w, g/state.GoodsPer) {
					out["never"] += float64(wanted)
				}
			}
		}
	})
	return out
}

// priceLineUp counts places in line-ups, and orders, of merchants whose prices have a wedge in them for four weeks: of list and live
// price together, and of the live price alone.
func priceLineUp(b *trial.Bench) trial.Numbers {
	const weeks = 5 // the first is for what was agreed before
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for part := range uint64(2) {
		t := treatment{part, parts}
		for _, s := range []struct {
			name  string
			treat func(*sim.World)
		}{
			{"same", func(*sim.World) {}},
			{"level.up", func(w *sim.World) { listWedge(w, t.goodsOf(w), up) }},
			{"level.down", func(w *sim.World) { listWedge(w, t.goodsOf(w), down) }},
			{"depth.down", func(w *sim.World) { discountWedge(w, t.goodsOf(w), down) }},
		} {
			w := b.Fork(start)
			s.treat(w)
			b.Pass(w, weeks*state.Week, func(day int) {
				if day <= state.Week {
					return
				}
				for m := range w.Merchants.Alive {
					if !t.has(w, m) {
						continue
					}
					out["orders."+s.name] += float64(w.Merchants.Today.Orders[m] + w.Merchants.Today.Stockouts[m])
					for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
						out["places."+s.name] += float64(w.Goods.Placed[g]) / state.Week
					}
				}
			})
		}
	}
	return out
}

// tooDeep makes the discounts of some merchants deeper by .15, as if they had chosen them, and counts what is left of it half a year
// later, and what it costs them in the first four weeks.
func tooDeep(b *trial.Bench) trial.Numbers {
	const deeper, days = 0.15, 182
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for part := range uint64(3) {
		t := treatment{part, parts}
		for _, arm := range []string{"same", "deep"} {
			w := b.Fork(start)
			learns := func(m int) bool {
				return t.has(w, m) && w.Merchants.Alive[m] && w.Params().Merchants.Tiers[w.Merchants.Tier[m]].Learns &&
					int64(w.Merchants.Born[m]) <= start.Today()
			}
			if arm == "deep" {
				for m := range w.Merchants.Alive {
					if learns(m) {
						w.Merchants.Discount[m] += deeper
						w.Merchants.Cut[m] += deeper
					}
				}
			}
			sum := func(when string) {
				for m := range w.Merchants.Alive {
					if learns(m) {
						out[arm+when] += w.Merchants.Cut[m]
						out[arm+when+".n"]++
					}
				}
			}
			sum(".begin")
			b.Pass(w, days, func(day int) {
				if day%state.Week != 1 || day > 8*state.Week { // the week that closed on Monday
					return
				}
				for m := range w.Merchants.Alive {
					if learns(m) {
						out[arm+".profit"] += float64(w.Merchants.LastProfit[m]) / 100
					}
				}
			})
			sum(".end")
		}
	}
	return out
}
