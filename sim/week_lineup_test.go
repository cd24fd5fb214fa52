package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/agents/merchant"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// An offered is a good with its terms, as a merchant proposes it to a streamer or lists it for all.
type offered struct {
	merchant, good, host      int
	price, points, fee, extra int64 // live price, commission in basis points, slot fee, handling
	proposed, pooled, known   bool
	value                     float64
}

// commissionOn is what a merchant offers a streamer of a tier on a good, at most what the good bears.
func commissionOn(w *World, g int, tier uint8) float64 {
	p, m := &w.p.Merchants, g/state.GoodsPer
	c := (w.Merchants.Commission[m] + p.Fees.Head*[...]float64{1, .5, 0}[tier]) / paidFor(w, g)
	listed := float64(w.Goods.List[g]) * (1 - discountOf(w, m))
	return merchant.Affordable(c, costKept(w, g)/listed, w.p.Platform.Fees.Commission, p.Discount.Floor, paidFor(w, g))
}

func inStock(w *World, g int) bool { return w.Goods.Stock[g]+w.Goods.Coming[g] > 0 }

// elsewhere draws an entry of the lists of all categories but one.
func elsewhere(own uint8, key chance.Key, draw uint64, list func(c uint8) []int) int {
	var all []int
	for c := range uint8(state.NumCategories) {
		if c != own {
			all = append(all, list(c)...)
		}
	}
	if len(all) == 0 {
		return -1
	}
	return all[key.Below(draw, len(all))]
}

// among are the streamers of a circle that merchants can look up, by category and tier, oldest name first.
func among(w *World, circle int, category, tier uint8) (list []int) {
	for _, s := range bySerialNumber(w) {
		if !w.Hosts.Barred[s] && w.CircleOf(w.Hosts.ID[s]) == circle &&
			w.Hosts.Category[s] == category && w.Main().Tier[s] == tier {
			list = append(list, s)
		}
	}
	return list
}

// usualSales is how the published sales of a place are spread over streamers of a tier.
func usualSales(w *World, tier uint8) merchant.Sales {
	var logs []float64
	for s := range w.NumStreamers() {
		published := w.Streamers.Sales[s][(w.WeekNow()-w.p.Merchants.Bandit.DataDelay+state.FigureWeeks)%state.FigureWeeks]
		if w.Hosts.Alive[s] && w.Main().Tier[s] == tier && published > 0 {
			logs = append(logs, math.Log(float64(published)/4))
		}
	}
	mean, variance := 0.0, 0.0
	for _, x := range logs {
		mean += x / float64(len(logs))
	}
	for _, x := range logs {
		variance += (x - mean) * (x - mean) / float64(len(logs))
	}
	return merchant.Sales{Mean: mean, Variance: variance}
}

// proposalsOf is a merchant's choice of streamers: whom it knows and whom it looks up, by what it draws of their return.
func proposalsOf(w *World, m int) (proposals []offered) {
	p, id := &w.p.Merchants, w.Merchants.ID[m]
	strategy, own, circle := &p.Tiers[w.Merchants.Tier[m]], w.Merchants.Category[m], w.CircleOf(w.Merchants.ID[m])
	if !maySellLive(w, m) || strategy.Partners == 0 {
		return nil
	}
	type known struct {
		host         int
		sum, n, draw float64
		sales        float64
	}
	var pool []known
	add := func(k known) {
		if k.host >= 0 && !slices.ContainsFunc(pool, func(other known) bool { return other.host == k.host }) {
			pool = append(pool, k)
		}
	}
	for _, a := range w.Merchants.Arms[m*state.MaxArms : (m+1)*state.MaxArms] {
		if a.Host >= 0 && w.Hosts.Alive[a.Host] && w.Hosts.Born[a.Host] == a.Born && !w.Hosts.Barred[a.Host] {
			left := math.Pow(p.Bandit.Memory, float64(w.WeekNow()-int64(a.LastWeek)))
			add(known{host: int(a.Host), sum: a.Sum * left, n: a.N * left})
		}
	}
	match, browse := w.On(chance.Match).At(id), w.On(chance.Browse).At(id)
	for c := range uint64(p.Bandit.Candidates) {
		u, tier := match.Uniform(2*c), uint8(0)
		for u *= strategy.Reach[0] + strategy.Reach[1] + strategy.Reach[2]; tier < 2 && u >= strategy.Reach[tier]; tier++ {
			u -= strategy.Reach[tier]
		}
		if browse.Chance(2*c, p.Bandit.Outside) {
			add(known{host: elsewhere(own, browse, 2*c+1, func(k uint8) []int { return among(w, circle, k, tier) })})
		} else if list := among(w, circle, own, tier); len(list) > 0 {
			add(known{host: list[match.Below(2*c+1, len(list))]})
		}
	}
	platform, handling := w.p.Platform.Fees.Commission, w.Scale.Real(p.Fees.Handling)
	terms := func(k *known, g int) (price, points, fee int64, left float64) {
		tier := w.Main().Tier[k.host]
		c := commissionOn(w, g, tier)
		points = nearest(c)
		price = priceAt(w, g, points)
		left = k.sales*(1-paidFor(w, g)*c-platform) - k.sales/float64(price)*costKept(w, g)
		if int64(tier) <= p.Fees.SlotTier {
			fee = int64(min(max(0, p.Fees.SlotPart*left), float64(w.Scale.Real(p.Fees.SlotMax))))
		}
		return price, points, fee, left
	}
	for i := range pool {
		k := &pool[i]
		key := w.On(chance.Thompson).At(id).At(w.Hosts.ID[k.host])
		published := w.Streamers.Sales[k.host][(w.WeekNow()-p.Bandit.DataDelay+state.FigureWeeks)%state.FigureWeeks]
		if published > 0 {
			k.sales = p.Bandit.PublicFigure(float64(published)/4, usualSales(w, w.Main().Tier[k.host]), key.Normal(0))
			if w.Hosts.Category[k.host] != own {
				happened["looks outside"]++
				k.sales *= w.p.Streamers.LineUp.OffCategory
			}
		}
		_, _, fee, left := terms(k, m*state.GoodsPer)
		revenue := k.sales * (1 - platform)
		prior := merchant.LogReturn(revenue, revenue-left+float64(fee+handling), smallSum(w))
		weight := p.Bandit.Prior + k.n
		k.draw = (p.Bandit.Prior*prior+k.sum)/weight + p.Bandit.Spread/math.Sqrt(weight)*key.Normal(1)
	}
	slices.SortStableFunc(pool, func(a, b known) int {
		switch {
		case a.draw > b.draw:
			return -1
		case a.draw < b.draw:
			return 1
		}
		return 0
	})
	budget := min(w.Merchants.Budget[m], w.Accounts.Of(ledger.Merchants, m))
	for i := range pool {
		k := &pool[i]
		if int64(len(proposals)) == strategy.Partners || k.draw < 0 {
			break
		}
		choice := -1
		for d := range uint64(2) {
			g := m*state.GoodsPer + w.On(chance.LineUp).At(id).At(w.Hosts.ID[k.host]).Below(d, state.GoodsPer)
			if inStock(w, g) && (choice < 0 || w.Merchants.Tier[m] == merchant.Mature && w.Goods.Demand[g] > w.Goods.Demand[choice]) {
				choice = g
			}
		}
		if choice < 0 {
			break
		}
		price, points, fee, _ := terms(k, choice)
		if fee+handling > budget {
			happened["spent budgets"]++
			continue
		}
		budget -= fee + handling
		proposals = append(proposals, offered{merchant: m, good: choice, host: k.host, price: price, points: points, fee: fee,
			extra: handling, proposed: true})
	}
	return proposals
}

// judged is what a streamer expects of a place.
func judged(w *World, s int, o *offered, market float64) float64 {
	p, share := &w.p.Streamers.LineUp, w.Streamers.Giveback[s]
	sales := (float64(w.Hosts.WeekSettling.KeptFen[s]) + .25*market) / 5
	z := w.Keys.Market.For(chance.LineUp).At(w.Hosts.ID[s]).At(uint64(o.good)).Normal(0)
	price, points := o.price, o.points
	if share > 0 {
		price, points = returned(w, s, o)
	}
	const meanOfGumbel = .57721566490153286
	whim := w.On(chance.LineUp).At(w.Hosts.ID[s]).At(uint64(o.good)).Gumbel(0) - meanOfGumbel
	seen := p.Seen(w.Goods.Quality[o.good], w.Goods.Delivered[o.good], w.Hosts.Product[s], z, o.known)
	return p.Value(float64(points)/10000*paidFor(w, o.good), sales, seen,
		float64(price)/float64(w.Goods.Comparable[o.good]), whim, float64(o.fee), w.Goods.Category[o.good] == w.Hosts.Category[s])
}

// returned are price and commission after what a streamer gives back to buyers.
func returned(w *World, s int, o *offered) (price, points int64) {
	units := paidFor(w, o.good)
	lower, left := streamer.GiveBack(w.Streamers.Giveback[s], float64(o.price), units*float64(o.points)/10000, w.p.Platform.Fees.Commission)
	return int64(math.Ceil(lower)), int64(10000 * left / units)
}

// The line-ups of the week: what merchants propose to whom, and what streamers make of it and of the open list.
func retellLineUps(w *World) func(*testing.T) {
	accounts, fees, partners := holdings(w, ledger.Merchants), slices.Clone(w.Streamers.SlotFees), slices.Clone(w.Merchants.Month.Partners)
	g := copied(w.Goods)
	asked, accepted := make([]int32, len(w.Merchants.Alive)), make([]int32, len(w.Merchants.Alive))
	proposals := map[int][]offered{}
	for m := range w.Merchants.Alive {
		for _, o := range proposalsOf(w, m) {
			happened["proposals"]++
			asked[m]++
			proposals[o.host] = append(proposals[o.host], o)
		}
	}
	open := make([]*offered, len(g.List)) // the open list
	for i := range open {
		if maySellLive(w, i/state.GoodsPer) && inStock(w, i) {
			points := nearest(commissionOn(w, i, rank.Tail))
			open[i] = &offered{merchant: i / state.GoodsPer, good: i, points: points, price: priceAt(w, i, points)}
		}
	}
	onSale := func(circle int) func(c uint8) []int {
		return func(c uint8) (list []int) {
			for i, of := range g.Category {
				if m := i / state.GoodsPer; of == c && maySellLive(w, m) && w.CircleOf(w.Merchants.ID[m]) == circle {
					list = append(list, i)
				}
			}
			return list
		}
	}
	market, n := 0.0, 0.0
	for s, active := range w.Streamers.Active {
		if active {
			market, n = market+float64(w.Hosts.WeekSettling.KeptFen[s]), n+1
		}
	}
	market /= max(1, n)
	lineUps := map[int][]offered{}
	for _, s := range bySerialNumber(w) {
		lineUps[s] = nil
		if w.Hosts.Barred[s] {
			continue
		}
		var choice []offered
		for _, o := range proposals[s] {
			if whole := w.p.Streamers.LineUp.MinSessionsForFee; w.Streamers.Sessions[s] < whole {
				o.fee = int64(float64(o.fee) * (w.Streamers.Sessions[s] / whole))
			}
			choice = append(choice, o)
		}
		look := func(good int, known bool) {
			if good < 0 || open[good] == nil {
				return
			}
			o := *open[good]
			o.known = known
			if a := w.Streamers.MCN[s]; a >= 0 && w.MCNs.PoolPrice[a] > 0 {
				lower := int64(mcn.Price(float64(o.price), costKept(w, good), w.MCNs.PoolPrice[a], paidFor(w, good)*float64(o.points)/10000,
					w.p.Platform.Fees.Commission))
				if lower < o.price {
					o.price, o.pooled = lower, true
				}
			}
			choice = append(choice, o)
		}
		for j := range state.LineUp {
			look(int(w.Offers.Good[w.Offer(1-w.Edition(), s, j)]), true)
		}
		id, sale := w.Hosts.ID[s], onSale(w.CircleOf(w.Hosts.ID[s]))
		for i := range uint64(w.p.Streamers.LineUp.Candidates) {
			if browse := w.On(chance.Browse).At(id); browse.Chance(2*i, w.p.Streamers.LineUp.Outside) {
				look(elsewhere(w.Hosts.Category[s], browse, 2*i+1, sale), false)
			} else if own := sale(w.Hosts.Category[s]); len(own) > 0 {
				look(own[w.On(chance.LineUp).At(id).Below(i, len(own))], false)
			}
		}
		var best []offered
		for _, o := range choice {
			o.value = judged(w, s, &o, market)
			if len(best) == state.LineUp && o.value <= best[state.LineUp-1].value ||
				slices.ContainsFunc(best, func(other offered) bool { return other.good == o.good }) {
				continue
			}
			at := len(best)
			for at > 0 && best[at-1].value < o.value {
				at--
			}
			best = slices.Insert(best, at, o)
			best = best[:min(len(best), state.LineUp)]
		}
		for k := range best {
			o := &best[k]
			if o.proposed {
				happened["line up shows"]++
				accounts[o.merchant] -= o.fee + o.extra
				fees[s] += o.fee
				accepted[o.merchant]++
				happened["slot fees"] += one(o.fee > 0)
			} else {
				o.fee = 0
			}
			happened["goods of a pool"] += one(o.pooled)
			if w.Streamers.Giveback[s] > 0 {
				o.price, o.points = returned(w, s, o)
			}
			g.Shown[o.good]++
			g.Placed[o.good]++
			g.Cut[o.good] += nearest(max(0, 1-float64(o.price)/float64(g.List[o.good])))
			partners[o.merchant]++
		}
		lineUps[s] = best
	}
	return func(t *testing.T) {
		for s, lineUp := range lineUps {
			for j := range state.LineUp {
				at := w.Offer(w.Edition(), s, j)
				if j >= len(lineUp) {
					alike(t, "good on an empty place of", s, w.Offers.Good[at], -1)
					continue
				}
				o := &lineUp[j]
				alike(t, "good on show with", s, w.Offers.Good[at], int32(o.good))
				alike(t, "price with", s, w.Offers.Price[at], o.price)
				alike(t, "commission with", s, w.Offers.Commission[at], o.points)
				alike(t, "slot fee with", s, w.Offers.SlotFee[at], o.fee)
				alike(t, "results of", s, w.Offers.Paid[at]+w.Offers.Kept[at]+w.Offers.KeptFen[at]+w.Offers.ReturnedUnits[at]+
					w.Offers.CommissionFen[at], 0)
			}
			alike(t, "slot fees of", s, w.Streamers.SlotFees[s], fees[s])
		}
		for m := range asked {
			alike(t, "streamers asked by", m, w.Merchants.Asked[m], asked[m])
			alike(t, "streamers won by", m, w.Merchants.Accepted[m], accepted[m])
			alike(t, "partners of the month of", m, w.Merchants.Month.Partners[m], partners[m])
			if accepted[m] > 0 && accounts[m] < 0 {
				t.Errorf("merchant %d promised more than it had: %d fen are missing", m, -accounts[m])
			}
		}
		for i := range g.List {
			alike(t, "places of good", i, w.Goods.Shown[i], g.Shown[i])
			alike(t, "places with streamers of good", i, w.Goods.Placed[i], g.Placed[i])
			alike(t, "cuts of good", i, w.Goods.Cut[i], g.Cut[i])
		}
		cash(t, w, ledger.Merchants, accounts)
	}
}
