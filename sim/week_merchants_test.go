package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/enforcement"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// What a merchant reckons with, on plain numbers (docs/model.md, section 7.4).

// paidFor is for how many units commission is paid for each one kept.
func paidFor(w *World, g int) float64 {
	if w.p.Platform.Fees.Clawback {
		return 1
	}
	return 1 / (1 - w.Goods.ReturnEst[g])
}

// costKept is what a kept unit costs: itself, its parcel, and its part of what came back.
func costKept(w *World, g int) float64 {
	f, cost, back := &w.p.Platform.Fees, float64(w.Goods.Cost[g]), w.Goods.ReturnEst[g]
	return cost + (100*f.Shipping+back*(100*f.ReturnShipping+w.p.Merchants.Stock.Handling*cost))/(1-back)
}

func discountOf(w *World, m int) float64 {
	d := &w.p.Merchants.Discount
	return min(d.Max, max(0, d.Depth*w.Merchants.Discount[m]))
}

// priceAt is the live price of a good at a commission in basis points.
func priceAt(w *World, g int, points int64) int64 {
	p := w.p.Merchants.Discount.LivePrice(float64(w.Goods.List[g]), costKept(w, g), discountOf(w, g/state.GoodsPer), paidFor(w, g)*float64(points)/10000,
		w.p.Platform.Fees.Commission)
	return int64(p + .5)
}

func nearest(share float64) int64 { return int64(share*10000 + .5) }

func worth(w *World, m int) (fen int64) {
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		fen += w.Goods.Worth[g]
	}
	return fen
}

// expectedSales are those of a week at live prices.
func expectedSales(w *World, m int) (fen float64) {
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		fen += 7 * w.Goods.Demand[g] * float64(priceAt(w, g, nearest(w.Merchants.Commission[m])))
	}
	return fen
}

// fixedCosts are those of a week, liveCosts what of them only live sellers have.
func fixedCosts(w *World, m int) int64 {
	all := w.Scale.Real(w.p.Merchants.Entry.Overhead*w.p.Merchants.Tiers[w.Merchants.Tier[m]].Size + w.p.Merchants.Live.Cost)
	if !w.Merchants.SellsLive[m] {
		all -= liveCosts(w, m)
	}
	return all
}

func liveCosts(w *World, m int) int64 {
	p := &w.p.Merchants
	return w.Scale.Real(p.Live.Cost + p.Live.Team*p.Entry.Overhead*p.Tiers[w.Merchants.Tier[m]].Size)
}

// meansByTier are the means of something over merchants in business by tier, of some of them, and over all of these.
func meansByTier(w *World, of func(m int) (x float64, counts bool)) (mean, n [merchant.NumTiers]float64, all float64) {
	count := 0.0
	for m, alive := range w.Merchants.Alive {
		if x, counts := of(m); alive && counts {
			k := w.Merchants.Tier[m]
			mean[k], n[k], all, count = mean[k]+x, n[k]+1, all+x, count+1
		}
	}
	for k := range mean {
		mean[k] /= max(1, n[k])
	}
	return mean, n, all / max(1, count)
}

func retellLateOrders(w *World) func(*testing.T) {
	accounts, paid, month := holdings(w, ledger.Merchants), slices.Clone(w.Merchants.PaidIn), slices.Clone(w.Merchants.PaidInMonth)
	for m, alive := range w.Merchants.Alive {
		if !alive {
			happened["settle late orders"] += one(accounts[m] != 0)
			paid[m], month[m], accounts[m] = paid[m]-accounts[m], month[m]-accounts[m], 0
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for m := range paid {
			alike(t, "capital paid in in the week", m, w.Merchants.PaidIn[m], paid[m])
			alike(t, "capital paid in in the month", m, w.Merchants.PaidInMonth[m], month[m])
		}
	}
}

// soldLive is what a merchant sold in the rooms of the week that is over and was paid, fen.
func soldLive(w *World, m int) (fen float64) {
	for h := range w.NumHosts() {
		for j := range state.LineUp {
			if at := w.Offer(1-w.Edition(), h, j); w.Offers.Good[at] >= 0 && int(w.Offers.Good[at])/state.GoodsPer == m {
				fen += float64(w.Offers.Paid[at] * w.Offers.Price[at])
			}
		}
	}
	return fen
}

// usualLive is what the merchants of a category expect to sell live in a week in the mean, fen.
func usualLive(w *World, c uint8) float64 {
	fen, n := 0.0, 0.0
	for k, there := range w.Merchants.Alive {
		if there && w.Merchants.Category[k] == c {
			fen, n = fen+expectedSales(w, k), n+1
		}
	}
	return fen / n
}

func retellShelf(w *World) func(*testing.T) {
	m, g, accounts := copied(w.Merchants), copied(w.Goods), holdings(w, ledger.Merchants)
	fees, stock := &w.p.Platform.Fees, &w.p.Merchants.Stock
	var sold, weights, n [state.NumCategories]float64
	for i, alive := range m.Alive {
		if alive {
			m.Visibility[i] = .09*m.Visibility[i] + .91*soldLive(w, i)
			sold[m.Category[i]] += m.Visibility[i]
			n[m.Category[i]]++
		}
	}
	weight := func(i int) float64 {
		appeal := 0.0
		for k := 3 * i; k < 3*i+3; k++ {
			appeal += math.Pow(float64(g.List[k])/float64(g.Comparable[k]), 1-w.p.Merchants.ShelfPrice) / 3
		}
		if sold[m.Category[i]] == 0 {
			return appeal
		}
		return (.5 + m.Visibility[i]/(sold[m.Category[i]]/n[m.Category[i]])) * appeal
	}
	for i, alive := range m.Alive {
		if alive {
			weights[m.Category[i]] += weight(i)
		}
	}
	var ofMerchants, backOfMerchants [state.NumCategories]int64
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		c := m.Category[i]
		share := w.p.Merchants.ShelfShare * (weight(i) / weights[c])
		part, back := int64(share*float64(max(0, w.Shelf.Net[c]))), int64(share*float64(w.Shelf.Back[c]))
		ofMerchants[c], backOfMerchants[c] = ofMerchants[c]+part, backOfMerchants[c]+back
		good := i*state.GoodsPer + int((w.WeekNow()+int64(m.ID[i]))%state.GoodsPer)
		list, cost := float64(g.List[good]), float64(g.Cost[good])
		units := (m.ShelfDue[i] + part) / g.List[good]
		m.ShelfDue[i] += part - units*g.List[good]
		returned := float64(back) / list
		parcels := (float64(units)+returned)*math.Round(100*fees.Shipping) + returned*math.Round(100*fees.ReturnShipping) // fees in whole fen
		earned := units*(g.List[good]-g.Cost[good]) - int64(parcels+.5) - int64(stock.Handling*returned*cost+.5)
		accounts[i] += earned
		m.ShelfGain[i] = w.p.Merchants.Entry.Income*m.ShelfGain[i] + (1-w.p.Merchants.Entry.Income)*float64(earned)
		g.Today.Produced[good] += units
		g.Today.Shelved[good] += units
		g.Today.Spent[good] += units * g.Cost[good]
		m.Month.ShelfNet[i] += units * g.List[good]
		happened["share the shelf"] += one(units > 0)
	}
	var goods, handling int64 // of the sellers outside the market
	for c := range state.NumCategories {
		cost := w.p.Categories.Of[c].CostShare * merchant.CostFactor(usualGoods(w))
		goods += int64(cost*float64(max(0, w.Shelf.Net[c]-ofMerchants[c])) + .5)
		handling += int64(cost*stock.Handling*float64(w.Shelf.Back[c]-backOfMerchants[c]) + .5)
	}
	a := &w.Accounts
	goodsBefore, handlingBefore := a.Moved(ledger.Shelf, ledger.Outside, ledger.Goods), a.Moved(ledger.Shelf, ledger.Outside, ledger.Operation)
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		alike(t, "paid for goods on the shelf", 0, a.Moved(ledger.Shelf, ledger.Outside, ledger.Goods)-goodsBefore, goods)
		alike(t, "paid for handling on the shelf", 0, a.Moved(ledger.Shelf, ledger.Outside, ledger.Operation)-handlingBefore, handling)
		for i := range m.Alive {
			alike(t, "visibility", i, w.Merchants.Visibility[i], m.Visibility[i])
			alike(t, "gain of the shelf", i, w.Merchants.ShelfGain[i], m.ShelfGain[i])
			alike(t, "due of the shelf", i, w.Merchants.ShelfDue[i], m.ShelfDue[i])
			alike(t, "shelf sales", i, w.Merchants.Month.ShelfNet[i], m.Month.ShelfNet[i])
		}
		for i := range g.List {
			alike(t, "units made", i, w.Goods.Today.Produced[i], g.Today.Produced[i])
			alike(t, "units sold on the shelf", i, w.Goods.Today.Shelved[i], g.Today.Shelved[i])
			alike(t, "spent on units", i, w.Goods.Today.Spent[i], g.Today.Spent[i])
		}
		for c := range state.NumCategories {
			alike(t, "left to share", c, w.Shelf.Net[c]+w.Shelf.Back[c], 0)
		}
	}
}

func retellBooks(w *World) func(*testing.T) {
	m, p, accounts := copied(w.Merchants), &w.p.Merchants, holdings(w, ledger.Merchants)
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		stock, fixed := worth(w, i), fixedCosts(w, i)
		accounts[i] -= fixed + int64(7*p.Stock.Holding*float64(stock))
		m.LastProfit[i] = accounts[i] + stock - m.WeekOpen[i] - m.PaidIn[i]
		m.Income[i] = p.Entry.Income*m.Income[i] + (1-p.Entry.Income)*float64(m.LastProfit[i])
		m.Budget[i] = max(w.Scale.Real(p.Bandit.MinBudget), int64(p.Bandit.Budget*m.Income[i]))
		if spare := accounts[i] - int64(p.Entry.Reserve*(expectedSales(w, i)+float64(fixed))); spare > 0 {
			happened["close merchants' week"]++
			accounts[i] -= spare
			m.PaidInMonth[i] -= spare
		}
		m.WeekOpen[i], m.PaidIn[i] = accounts[i]+stock, 0
		m.WeeksInRed[i]++
		if accounts[i] >= 0 {
			m.WeeksInRed[i] = 0
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range m.Alive {
			alike(t, "profit", i, w.Merchants.LastProfit[i], m.LastProfit[i])
			alike(t, "income", i, w.Merchants.Income[i], m.Income[i])
			alike(t, "budget", i, w.Merchants.Budget[i], m.Budget[i])
			alike(t, "week's opening", i, w.Merchants.WeekOpen[i], m.WeekOpen[i])
			alike(t, "capital paid in", i, w.Merchants.PaidIn[i], m.PaidIn[i])
			alike(t, "capital paid in in the month", i, w.Merchants.PaidInMonth[i], m.PaidInMonth[i])
			alike(t, "weeks in red", i, w.Merchants.WeeksInRed[i], m.WeeksInRed[i])
		}
	}
}

// brought is what a place of a line-up brought its merchant, and cost it.
func brought(w *World, at int) (revenue, cost float64) {
	o, f := &w.Offers, &w.p.Platform.Fees
	unit, back := float64(w.Goods.Cost[o.Good[at]]), float64(o.ReturnedUnits[at])
	revenue = (1 - f.Commission) * float64(o.KeptFen[at])
	cost = float64(o.CommissionFen[at]) + float64(o.SlotFee[at]) + float64(o.Kept[at])*unit + float64(o.Paid[at])*100*f.Shipping +
		back*(100*f.ReturnShipping+w.p.Merchants.Stock.Handling*unit)
	return revenue, cost
}

func smallSum(w *World) float64 { return w.p.Merchants.Bandit.Smoothing * 100 / w.Scale.Ratio }

// wiser is an arm that has learned a return.
func wiser(a state.Arm, memory, x float64, week int64) state.Arm {
	left := math.Pow(memory, float64(week-int64(a.LastWeek)))
	a.Sum, a.N, a.LastWeek = a.Sum*left+x, a.N*left+1, int32(week)
	return a
}

func sameArm(t *testing.T, what string, i int, got, want state.Arm) {
	t.Helper()
	alike(t, what, i, got.Host, want.Host)
	alike(t, what+"'s entry", i, got.Born, want.Born)
	alike(t, what+"'s returns", i, got.Sum, want.Sum)
	alike(t, what+"'s weeks", i, got.N, want.N)
	alike(t, what+"'s last week", i, got.LastWeek, want.LastWeek)
}

func retellShows(w *World) func(*testing.T) {
	arms, p := slices.Clone(w.Merchants.Arms), &w.p.Merchants
	for _, s := range lastWeek { // with those who have left this morning
		if w.Day-int64(w.Hosts.Born[s]) < 14 {
			continue
		}
		for j := range state.LineUp {
			at := w.Offer(w.Edition(), s, j)
			if w.Offers.Good[at] < 0 {
				continue
			}
			m := int(w.Offers.Good[at]) / state.GoodsPer
			if !w.Merchants.Alive[m] || !p.Tiers[w.Merchants.Tier[m]].Learns {
				continue
			}
			revenue, cost := brought(w, at)
			x := merchant.LogReturn(revenue, cost+float64(w.Scale.Real(p.Fees.Handling)), smallSum(w))
			own := arms[m*state.MaxArms : (m+1)*state.MaxArms]
			best, weakest, least := -1, -1, math.Inf(1)
			for k, a := range own {
				if a.Host == int32(s) && a.Born == w.Hosts.Born[s] {
					best = k
				}
				counts := -1.0
				if a.Host >= 0 && w.Hosts.Alive[a.Host] && w.Hosts.Born[a.Host] == a.Born {
					counts = a.N * math.Pow(p.Bandit.Memory, float64(w.WeekNow()-int64(a.LastWeek)))
				}
				if counts < least {
					weakest, least = k, counts
				}
			}
			if best < 0 {
				happened["learn from shows"]++
				best = weakest
				own[best] = state.Arm{Host: int32(s), Born: w.Hosts.Born[s], LastWeek: int32(w.WeekNow())}
			}
			own[best] = wiser(own[best], p.Bandit.Memory, x, w.WeekNow())
		}
	}
	return func(t *testing.T) {
		for i := range arms {
			sameArm(t, "belief", i, w.Merchants.Arms[i], arms[i])
		}
	}
}

func retellStores(w *World) func(*testing.T) {
	m := copied(w.Merchants)
	for i, alive := range m.Alive {
		at := w.Edition()*len(m.Alive) + i
		if !alive || m.StoreCost[at] == 0 {
			continue
		}
		happened["learn from stores"]++
		revenue, cost := 0.0, float64(m.StoreCost[at])
		for j := range state.LineUp {
			if place := w.Offer(w.Edition(), w.StoreOf(i), j); w.Offers.Good[place] >= 0 {
				r, c := brought(w, place)
				revenue, cost = revenue+r, cost+c
			}
		}
		m.StoreArm[i] = wiser(m.StoreArm[i], w.p.Merchants.Store.Memory, merchant.LogReturn(revenue, cost, smallSum(w)), w.WeekNow())
		m.StoreCost[at] = 0
	}
	return func(t *testing.T) {
		for i := range m.Alive {
			sameArm(t, "belief in the store", i, w.Merchants.StoreArm[i], m.StoreArm[i])
		}
		for i, fen := range m.StoreCost {
			alike(t, "cost of the store", i, w.Merchants.StoreCost[i], fen)
		}
	}
}

func retellLiveGains(w *World) func(*testing.T) {
	gains, p := slices.Clone(w.Merchants.LiveGain), &w.p.Merchants
	for i, alive := range w.Merchants.Alive {
		if !alive || !w.Merchants.SellsLive[i] {
			continue
		}
		gain := -float64(w.Merchants.StoreCost[w.Edition()*len(gains)+i]) - float64(w.Merchants.Accepted[i])*float64(w.Scale.Real(p.Fees.Handling))
		for h := range w.NumHosts() {
			for j := range state.LineUp {
				if at := w.Offer(w.Edition(), h, j); int(w.Offers.Good[at])/state.GoodsPer == i && w.Offers.Good[at] >= 0 {
					revenue, cost := brought(w, at)
					gain += revenue - cost
					happened["learn from live selling"]++
				}
			}
		}
		gains[i] = p.Entry.Income*gains[i] + (1-p.Entry.Income)*gain
	}
	return func(t *testing.T) {
		for i := range gains {
			alike(t, "gain of live selling of", i, w.Merchants.LiveGain[i], gains[i])
		}
	}
}

func retellLiveDecisions(w *World) func(*testing.T) {
	m, p, accounts := copied(w.Merchants), &w.p.Merchants.Live, holdings(w, ledger.Merchants)
	equals, _, _ := meansByTier(w, func(i int) (float64, bool) { return m.LiveGain[i], m.SellsLive[i] })
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		if !m.SellsLive[i] {
			m.LiveGain[i] = p.Memory*m.LiveGain[i] + (1-p.Memory)*equals[m.Tier[i]]
		}
		if (int64(m.ID[i]/2)+w.WeekNow())%p.Review != 0 || w.Day-int64(m.LiveSince[i]) < 7*p.Trial {
			continue
		}
		reach := 0.0
		if usual := usualLive(w, m.Category[i]); usual > 0 {
			reach = m.ShelfGain[i] * (1 - .5/(.5+expectedSales(w, i)/usual))
		}
		gain, cost := m.LiveGain[i]+reach, float64(liveCosts(w, i))
		if m.SellsLive[i] && (cost-gain)*p.Horizon > p.SetUp*cost {
			happened["live selling given up"]++
			m.SellsLive[i] = false
		} else if !m.SellsLive[i] && (gain-cost)*p.Horizon > p.SetUp*cost {
			happened["decide on live selling"]++
			m.SellsLive[i], m.LiveSince[i] = true, int32(w.Day)
			accounts[i] -= int64(p.SetUp * cost)
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range m.Alive {
			alike(t, "live selling of", i, w.Merchants.SellsLive[i], m.SellsLive[i])
			alike(t, "live selling since of", i, w.Merchants.LiveSince[i], m.LiveSince[i])
			alike(t, "gain of live selling of", i, w.Merchants.LiveGain[i], m.LiveGain[i])
		}
	}
}

func retellExits(w *World) func(*testing.T) {
	profits, _, _ := meansByTier(w, func(m int) (float64, bool) { return w.Merchants.Income[m], true })
	m, p, accounts, due := copied(w.Merchants), &w.p.Merchants.Entry, holdings(w, ledger.Merchants), slices.Clone(w.Shelf.Net)
	gone := map[int]bool{}
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		weeks := float64(w.Day-int64(m.Born[i])) / 7
		forecast := (weeks*m.Income[i] + p.Settled*profits[m.Tier[i]]) / (weeks + p.Settled)
		givesUp := weeks > 6 && w.On(chance.Exit).At(m.ID[i]).Chance(0, p.GivesUp(forecast, float64(fixedCosts(w, i))))
		if int64(m.WeeksInRed[i]) >= p.Weeks || givesUp {
			happened["merchants leave"]++
			gone[i], accounts[i] = true, 0
			due[m.Category[i]] += m.ShelfDue[i]
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i, alive := range m.Alive {
			alike(t, "merchant in business", i, w.Merchants.Alive[i], alive && !gone[i])
			if gone[i] {
				store := w.StoreOf(i)
				if w.Hosts.Alive[store] || w.Hosts.Open[store] != 0 || w.Merchants.StoreOpen[i] || int64(w.Merchants.Left[i]) != w.Day ||
					w.Merchants.ShelfDue[i] != 0 {
					t.Errorf("merchant %d has left and is not gone", i)
				}
				for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
					alike(t, "units left behind", g, w.Goods.Stock[g]+w.Goods.Coming[g]+w.Goods.Worth[g], 0)
				}
			}
		}
		for c := range due {
			alike(t, "left to others", c, w.Shelf.Net[c], due[c])
		}
	}
}

func retellBusinesses(w *World) func(*testing.T) {
	p, m := &w.p.Merchants, copied(w.Merchants)
	profit, n, all := meansByTier(w, func(i int) (float64, bool) { return m.Income[i], true })
	demand, _, _ := meansByTier(w, func(i int) (float64, bool) {
		return (w.Goods.Demand[3*i] + w.Goods.Demand[3*i+1] + w.Goods.Demand[3*i+2]) / 3, true
	})
	gains, _, _ := meansByTier(w, func(i int) (float64, bool) { return m.LiveGain[i], m.SellsLive[i] })
	for k := range n {
		if demand[k] /= 2; n[k] == 0 {
			profit[k] = all
			demand[k] = p.Tiers[k].Volume * p.Stock.Guess * float64(w.p.Consumers.Count) / float64(p.Count*state.GoodsPer)
		}
	}
	keys, serial, slot := w.On(chance.Business), uint64(w.Serial), 0
	type entrant struct {
		slot   int
		serial uint64
	}
	var entrants []entrant
	for c := range int(p.Entry.Candidates*float64(p.Count) + keys.Uniform(0)) {
		key := w.Keys.Population.For(chance.Business).At(serial)
		tier := 0
		for u := key.Uniform(0); tier < merchant.NumTiers-1 && u >= p.Tiers[tier].Share; tier++ {
			u -= p.Tiers[tier].Share
		}
		if !p.Entry.Enters(profit[tier], float64(w.Scale.Real(p.Entry.Cost*p.Tiers[tier].Opening)), keys.At(uint64(c)).Normal(0)) {
			serial++
			continue
		}
		for slot < len(m.Alive) && (m.Alive[slot] || w.Day-int64(m.Left[slot]) <= p.Entry.Rest) {
			slot++
		}
		if slot == len(m.Alive) {
			break
		}
		happened["merchants enter"]++
		entrants = append(entrants, entrant{slot, serial})
		m.Alive[slot] = true
		serial += 2 // its own and its store's
	}
	return func(t *testing.T) {
		alike(t, "next serial number", 0, uint64(w.Serial), serial)
		for i, alive := range m.Alive {
			alike(t, "merchant in business", i, w.Merchants.Alive[i], alive)
		}
		for _, e := range entrants {
			demandMerchant(t, w, e.slot, e.serial, &demand, &gains)
		}
	}
}

// demandMerchant demands that a newcomer among merchants has the traits its draws give it, and its store too.
func demandMerchant(t *testing.T, w *World, m int, serial uint64, demands, gains *[merchant.NumTiers]float64) {
	t.Helper()
	p, key, tier := &w.p.Merchants, w.Keys.Population.For(chance.Business).At(serial), int(w.Merchants.Tier[m])
	strategy, category := &p.Tiers[tier], int(w.Merchants.Category[m])
	of := &w.p.Categories.Of[category]
	values := w.p.Categories.ValueShares(&w.Origin.Cares)
	before, u := 0.0, key.Uniform(1)
	for c := range category {
		before += values[c]
	}
	if u < before-1e-9 || u > before+values[category]+1e-9 {
		t.Errorf("merchant %d is of category %d at a draw of %v", m, category, u)
	}
	s := p.Discount.Spread
	discount := min(p.Discount.Max, max(0, strategy.Discount*chance.Exp(s*key.Normal(5)-s*s/2)))
	commission := min(.4, max(.01, of.Commission+strategy.Extra+p.Fees.Spread*key.Normal(7)))
	store := w.StoreOf(m)
	gain, cost := gains[tier], float64(liveCosts(w, m))
	if gain > 0 {
		gain *= chance.Exp(p.Entry.Noise * key.Normal(9))
	}
	alike(t, "live selling of newcomer", m, w.Merchants.SellsLive[m], !p.Live.Decide || (gain-cost)*p.Live.Horizon > p.Live.SetUp*cost)
	alike(t, "live selling of newcomer since", m, int64(w.Merchants.LiveSince[m]), w.Day)
	alike(t, "gain that a newcomer expects", m, w.Merchants.LiveGain[m], gain)
	limited := func(x float64) float64 { return min(1, max(0, x)) }
	for what, pair := range map[string][2]float64{
		"serial number": {float64(w.Merchants.ID[m]), float64(serial)}, "store's serial number": {float64(w.Hosts.ID[store]), float64(serial + 1)},
		"discount": {w.Merchants.Discount[m], discount}, "accepted discount": {w.Merchants.Cut[m], discount},
		"commission": {w.Merchants.Commission[m], commission}, "scruple": {w.Merchants.Scruple[m], p.Honesty.Scruple * key.Exponential(4)},
		"credit": {w.Merchants.Credit[m], w.p.Enforcement.Credit.Start}, "day of entry": {float64(w.Merchants.Born[m]), float64(w.Day)},
		"good experiences": {w.Merchants.TrustPos[m], 0}, "bad experiences": {w.Merchants.TrustNeg[m], 0},
		"left":         {float64(w.Merchants.Left[m]), state.LongAgo},
		"weeks in red": {float64(w.Merchants.WeeksInRed[m]), 0}, "visibility": {w.Merchants.Visibility[m], 0},
		"budget":          {float64(w.Merchants.Budget[m]), float64(w.Scale.Real(p.Bandit.MinBudget))},
		"store's content": {w.Hosts.Content[store], limited(p.Store.Content + p.Store.Spread*key.Normal(26))},
		"store's product": {w.Hosts.Product[store], limited(p.Store.Product + p.Store.Spread*key.Normal(27))},
		"store's hype":    {w.Hosts.Hype[store], p.Store.Hype}, "store's freshness": {w.Hosts.Fresh[store], .5},
		"store's category": {float64(w.Hosts.Category[store]), float64(category)}, "store's entry": {float64(w.Hosts.Born[store]), float64(w.Day)},
		"store's style": {float64(w.Hosts.StyleX[store]), float64(state.Style(key.Normal(24)))}, "store's tier": {float64(w.Main().Tier[store]), 2},
		"store's other style": {float64(w.Hosts.StyleY[store]), float64(state.Style(key.Normal(25)))},
		"store's followers":   {float64(w.Main().Followers[store]), 0},
		"store's credit":      {w.Main().Credit[store], w.p.Enforcement.Credit.Start}, "store's weeks": {w.Merchants.StoreArm[m].N, 0},
		"month's orders": {float64(w.Merchants.Month.Orders[m]), 0}, "month's shelf sales": {float64(w.Merchants.Month.ShelfNet[m]), 0},
	} {
		alike(t, what+" of merchant", m, pair[0], pair[1])
	}
	nothingLogged(t, w, store)
	hours, any := [state.NumSlots]bool{}, false
	for slot, often := range [state.NumSlots]float64{.2, .5, .9} {
		hours[slot] = key.Chance(uint64(20+slot), often)
		any = any || hours[slot]
	}
	if !any {
		hours[state.NumSlots-1] = true
	}
	if w.Merchants.StoreHours[m] != hours || w.Merchants.StoreOpen[m] || !w.Hosts.Alive[store] || w.HasLineUp(store) {
		t.Errorf("the store of merchant %d does not begin as others do", m)
	}
	for k := range state.MaxArms {
		alike(t, "streamer known to merchant", m, w.Merchants.Arms[m*state.MaxArms+k].Host, -1)
	}
	sales, stock := 0.0, int64(0)
	for j := range state.GoodsPer {
		g, draw := m*state.GoodsPer+j, key.At(uint64(j))
		quality := strategy.Quality + p.Quality.Spread*(.6*key.Normal(8)+.8*draw.Normal(0))
		quality = min(.97, max(w.p.Enforcement.Inspection.Standard+p.Quality.Least, quality))
		list := int64(100*max(1, of.Price*strategy.Price*chance.Exp(of.PriceSpread*draw.Normal(1))) + .5)
		base := float64(list) * min(.8, of.CostShare*strategy.Cost*chance.Exp(.08*draw.Normal(2)))
		unit := base * (.75 + .5*quality)
		if !w.Merchants.Honest[m] {
			unit *= 1 - p.Honesty.Saving
		}
		first := max(p.Stock.Least, int64(math.Ceil(demands[tier]*p.Stock.Initial)))
		for what, pair := range map[string][2]float64{
			"quality": {w.Goods.Quality[g], quality}, "first quality": {w.Goods.Start[g], quality},
			"list price": {float64(w.Goods.List[g]), float64(list)}, "usual list price": {float64(w.Goods.Usual[g]), float64(list)},
			"price of comparable goods": {float64(w.Goods.Comparable[g]), float64(list)},
			"base cost":                 {w.Goods.Base[g], base}, "unit cost": {float64(w.Goods.Cost[g]), math.Floor(unit + .5)},
			"reference": {w.Goods.Reference[g], 1},
			"demand":    {w.Goods.Demand[g], demands[tier]}, "square of demand": {w.Goods.DemandSq[g], demands[tier] * (1 + demands[tier])},
			"returns": {w.Goods.ReturnEst[g], .3}, "stock": {float64(w.Goods.Stock[g]), float64(first)},
			"category": {float64(w.Goods.Category[g]), float64(category)},
			"lead":     {float64(w.Goods.Lead[g]), float64(p.Stock.LeadMin) + float64(draw.Below(3, int(p.Stock.LeadMax-p.Stock.LeadMin)+1))},
		} {
			alike(t, what+" of good", g, pair[0], pair[1])
		}
		sales += 7 * demands[tier] * float64(list)
		stock += first * w.Goods.Cost[g]
	}
	alike(t, "income of merchant", m, w.Merchants.Income[m], .1*sales)
	alike(t, "stock of merchant at cost", m, worth(w, m), stock)
	// the first stock is reckoned at an honest unit's cost when the capital is paid in
	capital := float64(w.Accounts.Of(ledger.Merchants, m)) / (p.Entry.Capital * (sales + float64(fixedCosts(w, m))))
	if capital < .999 || w.Merchants.Honest[m] && capital > 1.001 {
		t.Errorf("merchant %d begins with %.4f of its capital", m, capital)
	}
	alike(t, "equity of merchant", m, w.Merchants.WeekOpen[m], w.Accounts.Of(ledger.Merchants, m)+worth(w, m))
}

// honestNow weighs whether honesty pays a merchant: what cheating saves against what it may cost.
func honestNow(w *World, m int) bool {
	p, e, gain, fine := &w.p.Merchants, &w.p.Enforcement, 0.0, 0.0
	sold := math.Exp(-p.Honesty.Esteem * max(0, (foreseen(w, m, 0)-foreseen(w, m, p.Honesty.Drop))/2))
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		saved := p.Honesty.Saving * w.Goods.Base[g] * (.75 + .5*w.Goods.Quality[g])
		price := float64(priceAt(w, g, nearest(w.Merchants.Commission[m])))
		left := price*(1-paidFor(w, g)*w.Merchants.Commission[m]-w.p.Platform.Fees.Commission) - costKept(w, g)
		units := 7 * w.Goods.Demand[g] * (1 - w.Goods.ReturnEst[g]) // of one as honest as it is; what a cheat would sell, were it honest:
		if !w.Merchants.Honest[m] {
			units, left = units/sold, left-saved
		}
		gain += p.Honesty.Horizon * units * (sold*saved - (1-sold)*max(0, left))
		fine += e.Sanction.Fine * e.Sanction.Batch * w.Goods.Demand[g] * price / state.GoodsPer
	}
	lost := max(0, w.Merchants.Income[m]) * (p.Tiers[w.Merchants.Tier[m]].Loyalty + float64(e.Sanction.Suspension)/7)
	days := int64(7*p.Honesty.Horizon + .5)
	caught := e.Inspection.Caught(true, days) - e.Inspection.Caught(false, days)
	return gain < caught*(fine+lost)+w.Merchants.Scruple[m]*expectedSales(w, m)*p.Honesty.Horizon
}

// foreseen is public trust in a merchant at the end of the horizon, if its goods are delivered so much below what is claimed.
func foreseen(w *World, m int, drop float64) float64 {
	p := &w.p.Consumers
	pleased, failed := 0.0, 0.0
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		short := (p.Trust.Failure - max(0, w.Goods.Quality[g]-drop)) / p.Return.Noise
		fails := (1 + math.Erf(short/math.Sqrt2)) / 2
		pleased += w.Goods.Demand[g] * (1 - w.Goods.ReturnEst[g]) * (1 - fails)
		failed += w.Goods.Demand[g] * fails
	}
	keep := math.Pow(p.Trust.Public, 1./7)
	good, bad := w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m]
	for range int(7 * w.p.Merchants.Honesty.Horizon) {
		good, bad = keep*good+pleased, keep*bad+p.Trust.Negative*failed
	}
	return (good + .7*p.Trust.PublicWeight) / (good + bad + p.Trust.PublicWeight)
}

// goodsOf demands cost and delivered quality of all goods of merchants that are honest or not.
func goodsOf(t *testing.T, w *World, honest []bool, quality []float64) {
	t.Helper()
	for g := range quality {
		if m := g / state.GoodsPer; w.Merchants.Alive[m] {
			cost, delivered := w.Goods.Base[g]*(.75+.5*quality[g]), quality[g]
			if !honest[m] {
				cost, delivered = cost*(1-w.p.Merchants.Honesty.Saving), max(0, delivered-w.p.Merchants.Honesty.Drop)
			}
			alike(t, "quality", g, w.Goods.Quality[g], quality[g])
			alike(t, "quality delivered", g, w.Goods.Delivered[g], delivered)
			alike(t, "unit cost", g, w.Goods.Cost[g], int64(cost+.5))
		}
	}
}

func retellHonesty(w *World) func(*testing.T) {
	honest := slices.Clone(w.Merchants.Honest)
	for m, alive := range w.Merchants.Alive {
		if alive && w.On(chance.Cheat).At(w.Merchants.ID[m]).Chance(0, w.p.Merchants.Honesty.Review) {
			was := honest[m]
			honest[m] = honestNow(w, m)
			happened["review honesty"] += one(honest[m] != was)
		}
	}
	quality := slices.Clone(w.Goods.Quality)
	return func(t *testing.T) {
		for m := range honest {
			alike(t, "honesty", m, w.Merchants.Honest[m], honest[m])
		}
		goodsOf(t, w, honest, quality)
	}
}

func retellQuality(w *World) func(*testing.T) {
	quality, p := slices.Clone(w.Goods.Quality), &w.p.Merchants.Quality
	for g := range quality {
		if m := g / state.GoodsPer; w.Merchants.Alive[m] && w.Merchants.Tier[m] == merchant.Emerging {
			happened["improve goods"]++
			quality[g] = p.Improved(quality[g], w.Goods.Start[g], 7*w.Goods.Demand[g])
		}
	}
	return func(t *testing.T) { goodsOf(t, w, w.Merchants.Honest, quality) }
}

func retellPrices(w *World) func(*testing.T) {
	m, g, p := copied(w.Merchants), copied(w.Goods), &w.p.Merchants
	response, fee := &p.Price.Response, w.p.Platform.Fees.Commission
	mean := func(usual, sd, score, weight float64) float64 {
		return max(1.2, min(10, (usual/(sd*sd)+score)/(1/(sd*sd)+weight)))
	}
	var lists, cuts state.Evidence
	var known [state.NumCategories]state.Evidence
	for i, alive := range m.Alive {
		if alive {
			k := &known[m.Category[i]]
			k.Score, k.Weight = k.Score+m.ListTrials[i].Score, k.Weight+m.ListTrials[i].Weight
			lists.Score, lists.Weight = lists.Score+m.ListTrials[i].Score, lists.Weight+m.ListTrials[i].Weight
			cuts.Score, cuts.Weight = cuts.Score+m.CutTrials[i].Score, cuts.Weight+m.CutTrials[i].Weight
		}
	}
	usual := mean(response.Usual, response.Known, lists.Score, lists.Weight)
	var ofCategory [state.NumCategories]float64
	for c, k := range known {
		ofCategory[c] = mean(usual, response.Differ, k.Score, k.Weight)
	}
	more := mean(usual, response.Differ, cuts.Score, cuts.Weight) - usual
	depth := func(discount float64) float64 { return min(p.Discount.Max, max(0, p.Discount.Depth*discount)) }
	days := float64(7 * p.Price.Weeks)
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		phase := (int64(m.ID[i]/2) + w.WeekNow()) % (p.Price.Weeks + p.Price.Lag)
		goods := [...]int{3 * i, 3*i + 1, 3*i + 2}
		learns, coin := p.Tiers[m.Tier[i]].Learns, w.On(chance.Learn).At(m.ID[i])
		if phase == 0 && learns {
			l, c := &m.ListTrials[i], &m.CutTrials[i]
			l.Score, l.Weight, c.Score, c.Weight = l.Score*response.Memory, l.Weight*response.Memory, c.Score*response.Memory, c.Weight*response.Memory
			for _, k := range goods {
				if g.OnSale[k] > 0 {
					asked, expected := max(0, float64(g.Asked[k])/float64(g.OnSale[k])*days), g.Expected[k]*days
					for e, x := range map[*state.Evidence]float64{
						l: math.Log(float64(g.List[k]) / float64(g.Usual[k])), c: math.Log((1 - depth(m.Discount[i])) / (1 - depth(m.Cut[i]))),
					} {
						e.Score -= x * (asked - expected) / (response.Clusters + expected/response.Lumps)
						e.Weight += x * x * asked / (response.Clusters + expected/response.Lumps)
					}
				}
			}
		}
		left := func(k int) float64 { return 1 - paidFor(w, k)*m.Commission[i] - fee }
		spills := 0.0
		if usual := usualLive(w, m.Category[i]); usual > 0 {
			spills = max(0, m.ShelfGain[i]/(.5+expectedSales(w, i)/usual)/usual)
		}
		own := mean(ofCategory[m.Category[i]], response.Differ, m.ListTrials[i].Score, m.ListTrials[i].Weight)
		bestLive := func(k int, elasticity float64) float64 {
			if brings := left(k) + spills/(1-g.ReturnEst[k]); brings > 0 {
				return costKept(w, k) / (brings * (1 - 1/elasticity))
			}
			return math.Inf(1)
		}
		setFor := m.Cut[i] // a depth other than 1 comes on top
		if phase == 0 && learns && p.Discount.Learn {
			ofCuts := mean(own+more, response.Differ, m.CutTrials[i].Score, m.CutTrials[i].Weight)
			best, list := 0.0, 0.0
			for _, k := range goods {
				places := float64(g.Shown[k])
				ofCuts -= (mean(own+more, response.Differ, m.CutTrials[i].Score, m.CutTrials[i].Weight) - own) * places / (places + 2) / 3
			}
			for _, k := range goods {
				kept := max(1e-9, g.Demand[k]*(1-g.ReturnEst[k]))
				best, list = best+kept*bestLive(k, ofCuts), list+kept*float64(g.Usual[k])
			}
			target, now := max(1-p.Discount.Max, min(1, best/list)), 1-m.Cut[i]
			m.Cut[i] = min(p.Discount.Max, max(0, 1-now*math.Pow(target/now, p.Discount.Speed)))
			setFor = min(p.Discount.Max, p.Tiers[m.Tier[i]].Discount)
			way := min(p.Discount.Trial, m.Cut[i], p.Discount.Max-m.Cut[i])
			if !coin.Chance(3, .5) {
				way = -way
			}
			m.Discount[i] = m.Cut[i] + way
			happened["set prices"]++
		}
		for j, k := range goods {
			if phase == 0 && p.Price.Learn {
				way := math.Log(bestLive(k, own) / (1 - setFor) / float64(g.Usual[k]))
				way = max(-p.Price.Step, min(p.Price.Step, p.Price.Speed*way))
				g.Usual[k] = int64(float64(g.Usual[k])*math.Exp(way) + .5)
				if g.List[k] = g.Usual[k]; learns {
					x := -p.Price.Trial
					if coin.Chance(uint64(j), .5) {
						x = p.Price.Trial
					}
					g.List[k] = int64(float64(g.Usual[k])*math.Exp(x) + .5)
				}
			}
			if phase == 0 {
				g.Expected[k] = g.Demand[k]
			}
			if phase == 0 || phase == p.Price.Lag {
				g.Asked[k], g.OnSale[k] = 0, 0
			}
			if least := costKept(w, k) / (1 - paidFor(w, k)*.01 - fee - p.Discount.Floor); p.Price.Learn && float64(g.List[k]) < least {
				happened["list price raised to its cost"]++
				g.Usual[k], g.List[k] = int64(float64(g.Usual[k])*(least/float64(g.List[k]))+.5), int64(least+.5)+1
			}
		}
	}
	return func(t *testing.T) {
		for i := range m.Alive {
			alike(t, "discount", i, w.Merchants.Discount[i], m.Discount[i])
			alike(t, "accepted discount", i, w.Merchants.Cut[i], m.Cut[i])
			alike(t, "score of list prices", i, w.Merchants.ListTrials[i].Score, m.ListTrials[i].Score)
			alike(t, "weight of list prices", i, w.Merchants.ListTrials[i].Weight, m.ListTrials[i].Weight)
			alike(t, "score of cuts", i, w.Merchants.CutTrials[i].Score, m.CutTrials[i].Score)
			alike(t, "weight of cuts", i, w.Merchants.CutTrials[i].Weight, m.CutTrials[i].Weight)
		}
		for k := range g.List {
			alike(t, "list price", k, w.Goods.List[k], g.List[k])
			alike(t, "usual list price", k, w.Goods.Usual[k], g.Usual[k])
			alike(t, "units expected", k, w.Goods.Expected[k], g.Expected[k])
			alike(t, "units asked for", k, w.Goods.Asked[k], g.Asked[k])
			alike(t, "days on sale", k, w.Goods.OnSale[k], g.OnSale[k])
		}
	}
}

func retellReferences(w *World) func(*testing.T) {
	reference := slices.Clone(w.Goods.Reference)
	for g := range reference {
		if w.Merchants.Alive[g/state.GoodsPer] {
			places, price := float64(w.Goods.Shown[g]), 1.0
			if places > 0 {
				happened["mark reference prices"]++
				price -= float64(w.Goods.Cut[g]) / 10000 / places
			}
			reference[g] = w.p.Merchants.Discount.ReferenceAfter(reference[g], merchant.Seen(places/(places+2), price))
		}
	}
	return func(t *testing.T) {
		for g := range reference {
			alike(t, "reference price", g, w.Goods.Reference[g], reference[g])
			if w.Merchants.Alive[g/state.GoodsPer] {
				alike(t, "places", g, w.Goods.Shown[g]+w.Goods.Placed[g], 0)
				alike(t, "cuts", g, w.Goods.Cut[g], 0)
			}
		}
	}
}

func retellSearch(w *World) func(*testing.T) {
	var price, comparable, n [state.NumCategories]float64
	for g, c := range w.Goods.Category {
		if w.Merchants.Alive[g/state.GoodsPer] {
			comparable[c] += float64(w.Goods.Comparable[g])
			price[c], n[c] = price[c]+float64(w.Goods.List[g]), n[c]+1
		}
	}
	quality := found(w)
	others := 6 * float64(w.p.Merchants.Count) / 250
	for c := range n {
		happened["mark the shelf"]++
		of := &w.p.Categories.Of[c]
		memory := w.p.Consumers.Expectation.Memory
		quality[c] = memory*w.Shelf.Quality[c] + (1-memory)*quality[c]
		price[c] = (price[c] + others*100*of.MeanPrice()) / (n[c] + others) / (100 * of.Price)
		comparable[c] = (comparable[c] + others*100*of.MeanPrice()) / (n[c] + others) / (100 * of.Price)
	}
	return func(t *testing.T) {
		for c := range n {
			alike(t, "quality on the shelf", c, w.Shelf.Quality[c], quality[c])
			alike(t, "price on the shelf", c, w.Shelf.Price[c], price[c])
			alike(t, "price of comparable goods", c, w.Shelf.Comparable[c], comparable[c])
		}
	}
}

// found is the quality that buyers on the shelf find: of merchants.shelf_share that of the merchants, each by its visibility and
// by what its list prices sell, of the rest what is usual.
func found(w *World) (quality [state.NumCategories]float64) {
	var sold, n, weights [state.NumCategories]float64
	m := &w.Merchants
	for i, alive := range m.Alive {
		if alive {
			sold[m.Category[i]] += m.Visibility[i]
			n[m.Category[i]]++
		}
	}
	for i, alive := range m.Alive {
		if c := m.Category[i]; alive {
			appeal := 0.0
			for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
				appeal += merchant.ShelfAppeal(float64(w.Goods.List[g]), float64(w.Goods.Comparable[g]), w.p.Merchants.ShelfPrice) / state.GoodsPer
			}
			weight := merchant.Visibility(m.Visibility[i], sold[c]/n[c]) * appeal
			goods := w.Goods.Delivered[i*state.GoodsPer : (i+1)*state.GoodsPer]
			quality[c], weights[c] = quality[c]+weight*(goods[0]+goods[1]+goods[2])/3, weights[c]+weight
		}
	}
	for c := range quality {
		share := w.p.Merchants.ShelfShare
		if weights[c] == 0 {
			share, weights[c] = 0, 1
		}
		quality[c] = share*quality[c]/weights[c] + (1-share)*usualGoods(w)
	}
	return quality
}

// usualGoods is the mean quality over the tiers.
func usualGoods(w *World) float64 {
	usual, shares := 0.0, 0.0
	for _, tier := range w.p.Merchants.Tiers {
		usual, shares = usual+tier.Share*tier.Quality, shares+tier.Share
	}
	return usual / shares
}

func retellStoreDecisions(w *World) func(*testing.T) {
	open, p := slices.Clone(w.Merchants.StoreOpen), &w.p.Merchants
	for m, alive := range w.Merchants.Alive {
		turn := (int64(w.Merchants.ID[m])+w.WeekNow())%p.Store.Review == 0 || w.WeekNow() == 0 || w.Day-int64(w.Merchants.Born[m]) < 7
		if !w.Merchants.SellsLive[m] {
			open[m] = false
		}
		if !alive || !turn || !w.Merchants.SellsLive[m] {
			continue
		}
		arm := &w.Merchants.StoreArm[m]
		left := math.Pow(p.Store.Memory, float64(w.WeekNow()-int64(arm.LastWeek)))
		weight := p.Bandit.Prior + arm.N*left
		mean := (p.Bandit.Prior*p.Tiers[w.Merchants.Tier[m]].StoreBias + arm.Sum*left) / weight
		draw := mean + p.Bandit.Spread/math.Sqrt(weight)*w.On(chance.Thompson).At(w.Merchants.ID[m]).Normal(state.MaxArms)
		sessions := 0.0
		for _, on := range w.Merchants.StoreHours[m] {
			sessions += float64(one(on)) * 7 * p.Store.Days
		}
		was := open[m]
		open[m] = draw > 0 && w.Accounts.Of(ledger.Merchants, m) > 2*p.Store.Review*int64(sessions*float64(w.Scale.Real(p.Store.Cost)))
		happened["decide on stores"] += one(open[m] != was)
	}
	return func(t *testing.T) {
		for m := range open {
			alike(t, "store in business", m, w.Merchants.StoreOpen[m], open[m])
		}
	}
}

// maySell reports whether a merchant is in business and not suspended.
func maySell(w *World, m int) bool {
	return w.Merchants.Alive[m] && w.Day > int64(w.Merchants.Suspended[m])
}

func maySellLive(w *World, m int) bool { return maySell(w, m) && w.Merchants.SellsLive[m] }

func retellStoreGoods(w *World) func(*testing.T) {
	goods := map[int]int32{} // by offer
	shown := slices.Clone(w.Goods.Shown)
	for m, open := range w.Merchants.StoreOpen {
		for j := range state.LineUp {
			at, g := w.Offer(w.Edition(), w.StoreOf(m), j), m*state.GoodsPer+j
			goods[at] = -1
			if open && j < state.GoodsPer && maySellLive(w, m) && w.Goods.Stock[g]+w.Goods.Coming[g] > 0 {
				happened["stock stores"]++
				goods[at] = int32(g)
				shown[g]++
			}
		}
	}
	return func(t *testing.T) {
		o := &w.Offers
		for at, g := range goods {
			alike(t, "good in a store at", at, o.Good[at], g)
			if g >= 0 {
				alike(t, "price in a store at", at, o.Price[at], priceAt(w, int(g), 0))
				alike(t, "commission and results at", at, o.Commission[at]+o.SlotFee[at]+o.Paid[at]+o.Kept[at]+o.KeptFen[at]+
					o.ReturnedUnits[at]+o.CommissionFen[at], 0)
			}
		}
		for g := range shown {
			alike(t, "places of good", g, w.Goods.Shown[g], shown[g])
		}
	}
}

func retellFigures(w *World) func(*testing.T) {
	sales, at := slices.Clone(w.Streamers.Sales), w.WeekNow()%state.FigureWeeks
	for s := range sales {
		sales[s][at] = w.Hosts.WeekSettling.KeptFen[s]
		happened["publish sales"] += one(sales[s][at] > 0)
	}
	return func(t *testing.T) {
		for s := range sales {
			alike(t, "figures published of", s, w.Streamers.Sales[s] == sales[s], true)
		}
	}
}

func retellCommissions(w *World) func(*testing.T) {
	commission, p := slices.Clone(w.Merchants.Commission), &w.p.Merchants
	for m, alive := range w.Merchants.Alive {
		tier := &p.Tiers[w.Merchants.Tier[m]]
		asked, accepted := float64(w.Merchants.Asked[m]), float64(w.Merchants.Accepted[m])
		if tier.Partners == 0 {
			asked, accepted = state.GoodsPer, 0
			for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
				accepted += float64(one(w.Goods.Placed[g] > 0))
			}
		}
		if alive && asked > 0 {
			happened["adjust commissions"]++
			c, typical := commission[m], w.p.Categories.Of[w.Merchants.Category[m]].Commission+tier.Extra
			c += p.Fees.Step*(4*(1-accepted/asked)-1)/3 + .02*(typical-c)
			commission[m] = min(.4, max(.01, c))
		}
	}
	return func(t *testing.T) {
		for m := range commission {
			alike(t, "commission", m, w.Merchants.Commission[m], commission[m])
		}
	}
}

func retellStoreSchedules(w *World) func(*testing.T) {
	m, p := copied(w.Merchants), &w.p.Merchants.Store
	open, accounts, sessions := make([]uint8, len(m.Alive)), holdings(w, ledger.Merchants), make([]int64, len(m.Alive))
	for i, running := range m.StoreOpen {
		store, shows := w.StoreOf(i), false
		for j := range state.LineUp {
			shows = shows || w.Offers.Good[w.Offer(w.Edition(), store, j)] >= 0
		}
		if !running || !shows || !maySellLive(w, i) || w.Hosts.Barred[store] || !w.On(chance.Schedule).At(w.Hosts.ID[store]).Chance(0, p.Days) {
			continue
		}
		happened["stores' schedules"]++
		for slot, on := range m.StoreHours[i] {
			if on {
				open[i] += 1 << slot
				sessions[i]++
			}
		}
		accounts[i] -= sessions[i] * w.Scale.Real(p.Cost)
		m.StoreCost[w.Edition()*len(m.Alive)+i] += sessions[i] * w.Scale.Real(p.Cost)
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range open {
			alike(t, "open slots of store", i, w.Hosts.Open[w.StoreOf(i)], open[i])
			alike(t, "sessions of store", i, w.Hosts.Today.Sessions[w.StoreOf(i)], sessions[i])
		}
		for i, fen := range m.StoreCost {
			alike(t, "cost of store", i, w.Merchants.StoreCost[i], fen)
		}
	}
}

func retellRestocking(w *World) func(*testing.T) {
	g, p, accounts := copied(w.Goods), &w.p.Merchants, holdings(w, ledger.Merchants)
	usual := p.Stock.Guess * float64(w.p.Consumers.Count) / float64(p.Count*state.GoodsPer)
	for m := range w.Merchants.Alive {
		if !maySell(w, m) || int64(w.Merchants.ID[m])%p.Stock.Review != (w.Day+1<<20)%p.Stock.Review {
			continue
		}
		for i := m * state.GoodsPer; i < (m+1)*state.GoodsPer; i++ {
			commission, cost := w.Merchants.Commission[m], float64(g.Cost[i])
			under := float64(priceAt(w, i, nearest(commission)))*(1-paidFor(w, i)*commission-w.p.Platform.Fees.Commission) - costKept(w, i)
			days := float64(g.Lead[i]) + float64(p.Stock.Review)
			mean, sd := merchant.NetDemand(g.Demand[i], g.DemandSq[i], g.ReturnEst[i], days)
			best := math.Ceil(merchant.OrderUpTo(mean, sd, merchant.Critical(under, cost*p.Stock.Holding*days)))
			most := p.Tiers[w.Merchants.Tier[m]].Supply * usual * days
			target := max(p.Stock.Least, int64(min(best, most)))
			units := min(target-g.Stock[i]-g.Coming[i], max(0, accounts[m])/max(1, g.Cost[i]))
			if units > 0 {
				happened["restock"]++
				accounts[m] -= units * g.Cost[i]
				g.Coming[i] += units
				g.Worth[i] += units * g.Cost[i]
				g.Pipeline[i][(w.Day+int64(g.Lead[i])+1<<20)%16] += units
			}
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range g.Stock {
			alike(t, "units under way", i, w.Goods.Coming[i], g.Coming[i])
			alike(t, "units by date", i, w.Goods.Pipeline[i] == g.Pipeline[i], true)
			alike(t, "worth", i, w.Goods.Worth[i], g.Worth[i])
		}
	}
}

func retellGoods(w *World) func(*testing.T) {
	g, p, accounts := copied(w.Goods), &w.p.Merchants.Stock, holdings(w, ledger.Merchants)
	for i := range g.Stock {
		t := &g.Today
		before, now := g.Opening[i]+t.Produced[i]-t.Shelved[i]-t.Scrapped[i], g.Stock[i]+g.Coming[i]
		switch {
		case !w.Merchants.Alive[i/state.GoodsPer]:
			g.Worth[i] = 0
			continue
		case before > 0:
			g.Worth[i] = int64(float64(g.Worth[i])*(float64(now)/float64(before)) + .5)
		default:
			g.Worth[i] = now * g.Cost[i]
		}
		happened["close goods' books"]++
		asked, m := t.Wanted[i]-t.Cancelled[i], i/state.GoodsPer
		inStock := t.Wanted[i] > 0 || g.Stock[i] > t.Returned[i]+t.Cancelled[i]
		if inStock && maySellLive(w, m) {
			g.Asked[i] += asked
			g.OnSale[i]++
		} else {
			happened["days without a sign of demand"]++
		}
		if inStock && maySell(w, m) || !w.Merchants.SellsLive[m] {
			g.Demand[i] = p.Memory*g.Demand[i] + (1-p.Memory)*float64(asked)
			g.DemandSq[i] = p.Memory*g.DemandSq[i] + (1-p.Memory)*float64(asked*asked)
		}
		g.ReturnEst[i] = merchant.ReturnShare(g.ReturnEst[i], float64(t.Returned[i]), float64(t.Sold[i]))
		accounts[i/state.GoodsPer] -= int64(p.Handling*float64(t.Returned[i]*g.Cost[i]) + .5)
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range g.Stock {
			alike(t, "worth", i, w.Goods.Worth[i], g.Worth[i])
			alike(t, "demand", i, w.Goods.Demand[i], g.Demand[i])
			alike(t, "units asked for in the trial", i, w.Goods.Asked[i], g.Asked[i])
			alike(t, "days on sale in the trial", i, w.Goods.OnSale[i], g.OnSale[i])
			alike(t, "square of demand", i, w.Goods.DemandSq[i], g.DemandSq[i])
			alike(t, "returns", i, w.Goods.ReturnEst[i], g.ReturnEst[i])
		}
	}
}

// scored is a credit score a day on: it moves to the share of good orders, shrunk to the prior.
func scored(w *World, score, all, bad float64) float64 {
	p := &w.p.Enforcement.Credit
	keep := math.Pow(.5, 1/p.HalfLife)
	n := p.Weight * (1 - keep)
	good := p.Prior
	if n+all > 0 {
		good = (n*p.Prior + all - min(all, bad)) / (n + all)
	}
	return keep*score + (1-keep)*100*good
}

func retellMerchantCredit(w *World) func(*testing.T) {
	credit := slices.Clone(w.Merchants.Credit)
	for m, alive := range w.Merchants.Alive {
		if alive {
			happened["score merchants"]++
			credit[m] = scored(w, credit[m], float64(w.Merchants.Today.Delivered[m]), float64(w.Merchants.Today.Defects[m]))
		}
	}
	return func(t *testing.T) {
		for m := range credit {
			alike(t, "credit of merchant", m, w.Merchants.Credit[m], credit[m])
		}
	}
}

func retellHostCredit(w *World) func(*testing.T) {
	credit, today := slices.Clone(w.Main().Credit), &w.Hosts.Today
	for h, alive := range w.Hosts.Alive {
		if alive {
			happened["score hosts"]++
			credit[h] = scored(w, credit[h], float64(today.Kept[h]+today.Returned[h]), float64(today.Defects[h]))
		}
	}
	return func(t *testing.T) {
		for h := range credit {
			alike(t, "credit of host", h, w.Main().Credit[h], credit[h])
		}
	}
}

func retellPopularity(w *World) func(*testing.T) {
	popular, aired := slices.Clone(w.Main().Popular), slices.Clone(w.Main().Aired)
	for h, slots := range w.Hosts.Open {
		n := 0.0
		for slot := range state.NumSlots {
			n += float64(slots >> slot & 1)
		}
		if n > 0 {
			happened["learn popularity"]++
			viewers, days := float64(w.Hosts.Today.Visits[h])/n, float64(w.Day)-float64(aired[h])
			keep := math.Pow(.5, min(2048, days)/w.p.Platform.Social)
			popular[h] = keep*popular[h] + (1-keep)*viewers
			aired[h] = int32(w.Day)
		}
	}
	return func(t *testing.T) {
		for h := range popular {
			alike(t, "popularity", h, w.Main().Popular[h], popular[h])
			alike(t, "day last on the air", h, w.Main().Aired[h], aired[h])
		}
	}
}

func retellTips(w *World) func(*testing.T) {
	income, accounts := slices.Clone(w.Streamers.WeekIncome), holdings(w, ledger.Streamers)
	for s := range income {
		if w.Hosts.Open[s] != 0 {
			fen := int64(100*w.p.Streamers.Show.Tip*float64(w.Hosts.Today.Visits[s]) + .5)
			income[s] += fen
			accounts[s] += fen
			happened["pay tips"] += one(fen > 0)
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.Streamers, accounts)
		for s := range income {
			alike(t, "week's income", s, w.Streamers.WeekIncome[s], income[s])
		}
	}
}

func retellInspections(w *World) func(*testing.T) {
	p, m, accounts := &w.p.Enforcement, copied(w.Merchants), holdings(w, ledger.Merchants)
	var guilty []int32
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		key := w.On(chance.Sample).At(m.ID[i])
		found := -1
		inspect := func(g int, key chance.Key) {
			if key.Chance(2, p.Inspection.Guilty(p.Inspection.Violates(w.Goods.Quality[g], w.Goods.Delivered[g]))) {
				found = g
			}
		}
		if key.Chance(0, p.Inspection.Sampling/30) {
			inspect(i*state.GoodsPer+key.Below(1, state.GoodsPer), key)
		}
		for j := range state.GoodsPer {
			g, audit := i*state.GoodsPer+j, key.At(uint64(j))
			if n := w.Goods.Today.Complaints[g]; found < 0 && n > 0 && audit.Chance(0, enforcement.Detection(p.Inspection.Audit, n)) {
				happened["audits"]++
				inspect(g, audit)
			}
		}
		if found < 0 {
			continue
		}
		happened["inspect goods"]++
		guilty = append(guilty, int32(found))
		price := float64(priceAt(w, found, nearest(m.Commission[i])))
		accounts[i] -= int64(p.Sanction.Fine * p.Sanction.Batch * w.Goods.Demand[found] * price)
		m.Suspended[i] = int32(w.Day + p.Sanction.Suspension)
		m.Credit[i] = max(0, m.Credit[i]-p.Credit.Step)
		m.Honest[i] = true
	}
	verdicts = guilty
	quality := slices.Clone(w.Goods.Quality)
	return func(t *testing.T) {
		cash(t, w, ledger.Merchants, accounts)
		for i := range m.Alive {
			alike(t, "suspension", i, w.Merchants.Suspended[i], m.Suspended[i])
			alike(t, "credit", i, w.Merchants.Credit[i], m.Credit[i])
			alike(t, "honesty", i, w.Merchants.Honest[i], m.Honest[i])
		}
		goodsOf(t, w, m.Honest, quality)
	}
}

func retellBlame(w *World) func(*testing.T) {
	credit := slices.Clone(w.Main().Credit)
	for h, alive := range w.Hosts.Alive {
		for j := range state.LineUp {
			if good := w.Offers.Good[w.Offer(w.Edition(), h, j)]; alive && good >= 0 && slices.Contains(verdicts, good) {
				happened["blame hosts"]++
				credit[h] = max(0, credit[h]-w.p.Enforcement.Credit.HostStep)
			}
		}
	}
	return func(t *testing.T) {
		for h := range credit {
			alike(t, "credit of host", h, w.Main().Credit[h], credit[h])
		}
	}
}
