package checks

import (
	"fmt"
	"math"
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
	{Name: "price-faced", Replicates: 12, Quick: 4, Days: 9 * 8 * 7, Run: priceFaced,
		Title: say("Merchants dearer or cheaper by a tenth for as long as a trial of theirs, everybody free to answer",
			"商家价格升降一成，持续一次试价的时间，各方自由应对")},
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
	{Name: "prices-too-high", Replicates: 8, Quick: 3, Days: 9 * 182, Run: tooDear,
		Title: say("List prices made a sixth higher", "标价抬高约六分之一")},
	{Name: "discounts-too-deep", Replicates: 8, Quick: 3, Days: 9 * 182, Run: tooDeep,
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
// (1−ρ)(1−c−τ)·p and what the sale brings on the shelf by making the merchant visible, and the kept unit with the parcels of all.
func margins(out trial.Numbers, w *sim.World) {
	fees := &w.Params().Platform.Fees
	var usual, n [state.NumCategories]float64
	for m, alive := range w.Merchants.Alive {
		if alive {
			usual[w.Merchants.Category[m]] += w.Merchants.Visibility[m]
			n[w.Merchants.Category[m]]++
		}
	}
	for c := range usual {
		usual[c] /= max(1, n[c])
	}
	first := w.Offer(w.Edition(), 0, 0)
	for i := first; i < first+w.NumHosts()*state.LineUp; i++ {
		g := w.Offers.Good[i]
		if g < 0 || w.Offers.Paid[i] == 0 {
			continue
		}
		paid, back := float64(w.Offers.Paid[i]), w.Goods.ReturnEst[g]
		m := int(g) / state.GoodsPer
		spills := 0.0 // the shelf is shared by ½ + live sales over the mean
		if mean := usual[w.Merchants.Category[m]]; mean > 0 {
			spills = max(0, w.Merchants.ShelfGain[m]/(mean/2+w.Merchants.Visibility[m]))
		}
		net := ((1-back)*(1-float64(w.Offers.Commission[i])/10000-fees.Commission) + spills) * float64(w.Offers.Price[i])
		cost := (1-back)*float64(w.Goods.Cost[g]) + 100*fees.Shipping +
			back*(100*fees.ReturnShipping+w.Params().Merchants.Stock.Handling*float64(w.Goods.Cost[g]))
		tier := w.Merchants.Tier[m]
		out[fmt.Sprintf("revenue.tier%d", tier)] += paid * net
		out[fmt.Sprintf("cost.tier%d", tier)] += paid * cost
		out["revenue"] += paid * net
		out["cost"] += paid * cost
	}
}

// priceFaced counts what merchants of each tier are asked for at list prices, and live prices with them, a tenth higher and lower, for the
// weeks and after the lag of their own trials, in which line-ups, rivals and all others answer: the elasticity that they measure. In each
// copy one part of the merchants is dearer and another cheaper, so that what is taken from rivals is given back to them; in another copy it is
// the other way round. Margins are those of the factual market in the same weeks.
func priceFaced(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	price := &factual.Params().Merchants.Price
	lag, days := int(price.Lag)*state.Week, int(price.Lag+price.Weeks)*state.Week
	for k := range uint64(parts) {
		w, dearer, cheaper := b.Fork(factual), treatment{k, parts}, treatment{(k + parts/2) % parts, parts}
		listWedge(w, dearer.goodsOf(w), up)
		listWedge(w, cheaper.goodsOf(w), down)
		b.Pass(w, days, func(day int) {
			for g := range w.Goods.Today.Wanted {
				name, m := ".up", g/state.GoodsPer
				switch {
				case day <= lag || !w.Merchants.Alive[m]:
					continue
				case cheaper.has(w, m):
					name = ".down"
				case !dearer.has(w, m):
					continue
				}
				asked := float64(w.Goods.Today.Wanted[g] - w.Goods.Today.Cancelled[g])
				out["faced"+name] += asked
				out[fmt.Sprintf("faced%s.tier%d", name, w.Merchants.Tier[m])] += asked
			}
		})
	}
	b.Pass(factual, days, func(day int) {
		if day > lag && day%state.Week == 0 {
			margins(out, factual)
		}
	})
	return out
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

// tooDear makes the list prices of one part of the merchants after another higher by .15 of a log, as if they had chosen them, and counts
// what is left of it half a year later.
func tooDear(b *trial.Bench) trial.Numbers {
	const days, dearer = 182, .15
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	var copies []*sim.World
	for part := range uint64(parts) {
		w, t := b.Fork(start), treatment{part, parts}
		for g := range w.Goods.List {
			if t.goodsOf(w)(g) {
				w.Goods.List[g], w.Goods.Usual[g] = times(w.Goods.List[g], math.Exp(dearer)), times(w.Goods.Usual[g], math.Exp(dearer))
			}
		}
		b.Pass(w, days, nil)
		copies = append(copies, w)
	}
	b.Pass(start, days, nil)
	for part, w := range copies {
		treated := treatment{uint64(part), parts}.goodsOf(start)
		for g := range w.Goods.Usual {
			if treated(g) && sameMerchant(w, start, g/state.GoodsPer) && start.Merchants.Born[g/state.GoodsPer] < int32(start.Today()-days) {
				out["left"] += math.Log(float64(w.Goods.Usual[g])/float64(start.Goods.Usual[g])) / dearer
				out["goods"]++
			}
		}
	}
	return out
}

// tooDeep makes the discounts of one part of the merchants after another deeper by .15, as if they had chosen them, and counts what is left
// of it half a year later, and what it costs them in the first eight weeks.
func tooDeep(b *trial.Bench) trial.Numbers {
	const deeper, days = 0.15, 182
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	born := start.Today()
	learns := func(w *sim.World, m int, t treatment) bool {
		return t.has(w, m) && w.Merchants.Alive[m] && w.Params().Merchants.Tiers[w.Merchants.Tier[m]].Learns && int64(w.Merchants.Born[m]) <= born
	}
	watch := func(arm string, w *sim.World, t treatment) {
		sum := func(when string) {
			for m := range w.Merchants.Alive {
				if learns(w, m, t) {
					out[arm+when] += w.Merchants.Cut[m]
					out[arm+when+".n"]++
				}
			}
		}
		sum(".begin")
		b.Pass(w, days, func(day int) {
			if day%state.Week != 1 || day == 1 || day > 8*state.Week+1 { // the week that closed on Monday
				return
			}
			for m := range w.Merchants.Alive {
				if learns(w, m, t) {
					out[arm+".profit"] += float64(w.Merchants.LastProfit[m]) / 100
				}
			}
		})
		sum(".end")
	}
	for part := range uint64(parts) {
		w, t := b.Fork(start), treatment{part, parts}
		for m := range w.Merchants.Alive {
			if learns(w, m, t) {
				w.Merchants.Discount[m] += deeper
				w.Merchants.Cut[m] += deeper
			}
		}
		watch("deep", w, t)
	}
	watch("same", start, everybody) // every merchant is in one of the parts
	return out
}
