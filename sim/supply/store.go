package supply

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// storeHours draws in which slots a store would broadcast: mostly in the evening, often at noon, seldom in the rest of the day.
func storeHours(key chance.Key) (hours [state.NumSlots]bool) {
	for slot, p := range [state.NumSlots]float64{.2, .5, .9} {
		hours[slot] = key.Chance(uint64(20+slot), p)
	}
	if hours == ([state.NumSlots]bool{}) {
		hours[state.NumSlots-1] = true
	}
	return hours
}

// foundStore sets up the host of a merchant's store broadcast. It has moderate content and product power, little hype, and no
// followers yet.
func (w *Supply) foundStore(m int, key chance.Key) {
	p, h, host := &w.p.Merchants.Store, &w.Hosts, w.StoreOf(m)
	h.ID[host] = uint64(w.Serial)
	w.Serial++
	h.Alive[host], h.Born[host] = true, int32(w.Day)
	h.Category[host] = w.Merchants.Category[m]
	h.StyleX[host], h.StyleY[host] = state.Style(key.Normal(24)), state.Style(key.Normal(25))
	h.Content[host] = fixed.Clamp(p.Content+float64(p.Spread*key.Normal(26)), 0, 1)
	h.Product[host] = fixed.Clamp(p.Product+float64(p.Spread*key.Normal(27)), 0, 1)
	h.Hype[host], h.Fresh[host] = p.Hype, .5
	w.Main().Credit[host] = w.p.Enforcement.Credit.Start
}

// ScheduleStores opens today's store broadcasts and pays what they cost to run.
func (w *Supply) ScheduleStores() {
	p, m := &w.p.Merchants.Store, &w.Merchants
	cost := w.Scale.Real(p.Cost)
	keys := w.On(chance.Schedule)
	for i, running := range m.StoreOpen {
		host := w.StoreOf(i)
		w.Hosts.Open[host] = 0
		if !running || !w.SellsLive(i) || w.Hosts.Barred[host] || !keys.At(w.Hosts.ID[host]).Chance(0, p.Days) || !w.HasLineUp(host) {
			continue
		}
		var sessions int64
		for slot, on := range m.StoreHours[i] {
			if on {
				w.Hosts.Open[host] |= 1 << slot
				sessions++
			}
		}
		w.Hosts.Today.Sessions[host] += sessions
		w.Accounts.Move(state.MerchantAccount(i), state.Outside, ledger.Operation, cost*sessions)
		m.StoreCost[w.Edition()*len(m.Alive)+i] += cost * sessions
	}
}

// LearnStores takes in what the store broadcasts of the week before last returned.
func (w *Supply) LearnStores() {
	p, m := &w.p.Merchants, &w.Merchants
	memory := w.run.storeMemory.By(&merchant.Bandit{Memory: p.Store.Memory})
	epsilon := w.deals.Smoothing()
	for i, alive := range m.Alive {
		at := w.Edition()*len(m.Alive) + i
		if !alive || m.StoreCost[at] == 0 {
			continue
		}
		revenue, cost := w.deals.ShowResult(w.StoreOf(i))
		cost += float64(m.StoreCost[at])
		m.StoreArm[i].Learn(memory, merchant.LogReturn(revenue, cost, epsilon), int32(w.WeekNow()))
		m.StoreCost[at] = 0
	}
}

// DecideStores lets every merchant decide, every few weeks, whether its store is worth running. It must be able to pay for it
// twice as long as until the next decision. Who sells on the shelf alone has none.
func (w *Supply) DecideStores() {
	p, m := &w.p.Merchants, &w.Merchants
	store := merchant.Bandit{Memory: p.Store.Memory, Spread: p.Bandit.Spread, Prior: p.Bandit.Prior}
	memory := w.run.storeMemory.By(&store)
	keys := w.On(chance.Thompson)
	for i, alive := range m.Alive {
		if !m.SellsLive[i] {
			m.StoreOpen[i] = false
			continue
		}
		newcomer := w.Day-int64(m.Born[i]) < state.Week
		if !alive || (!newcomer && w.WeekNow() > 0 && (int64(m.ID[i])+w.WeekNow())%p.Store.Review != 0) {
			continue
		}
		sum, n := m.StoreArm[i].Known(memory, int32(w.WeekNow()))
		prior := p.Tiers[m.Tier[i]].StoreBias
		believes := merchant.RunsStore(store.Thompson(prior, sum, n, keys.At(m.ID[i]).Normal(state.MaxArms)))
		m.StoreOpen[i] = believes && w.Accounts.Of(ledger.Merchants, i) > w.storeCost(i)*2*p.Store.Review
	}
}

// storeCost is what a week of the store broadcast costs to run, fen.
func (w *Supply) storeCost(m int) int64 {
	sessions := 0.0
	for _, on := range w.Merchants.StoreHours[m] {
		if on {
			sessions += float64(state.Week * w.p.Merchants.Store.Days)
		}
	}
	return state.Truncated(sessions * float64(w.Scale.Real(w.p.Merchants.Store.Cost)))
}

// StockStores writes the line-ups of store broadcasts: the merchant's own goods at its own discount, without commission.
func (w *Supply) StockStores() {
	w.Crew.Blocks(w.NumMerchants(), func(from, to, _ int) {
		for m := from; m < to; m++ {
			w.stockStore(m)
		}
	})
}

func (w *Supply) stockStore(m int) {
	runs := w.Merchants.StoreOpen[m] && w.SellsLive(m)
	for j := range state.LineUp {
		good := m*state.GoodsPer + j
		if j < state.GoodsPer && runs && w.Goods.Stock[good]+w.Goods.Coming[good] > 0 {
			w.deals.ShowInStore(j, good, w.deals.LivePrice(good, 0))
		} else {
			w.deals.ClearPlace(w.StoreOf(m), j)
		}
	}
}
