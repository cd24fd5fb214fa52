package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// storeHours draws in which slots a store would broadcast: the evening mostly, noon often, the rest of the day seldom.
func storeHours(key chance.Key) (hours [NumSlots]bool) {
	for slot, p := range [NumSlots]float64{.2, .5, .9} {
		hours[slot] = key.Chance(uint64(20+slot), p)
	}
	if hours == ([NumSlots]bool{}) {
		hours[NumSlots-1] = true
	}
	return hours
}

// foundStore sets up the host of a merchant's store broadcast: moderate content and product power, no hype to speak
// of, no followers yet.
func (w *World) foundStore(m int, key chance.Key) {
	p, h, host := &w.p.Merchants.Store, &w.Hosts, w.StoreOf(m)
	h.ID[host] = uint64(w.Serial)
	w.Serial++
	h.Alive[host], h.Born[host] = true, int32(w.Day)
	h.Category[host] = w.Merchants.Category[m]
	h.StyleX[host], h.StyleY[host] = style(key.Normal(24)), style(key.Normal(25))
	h.Content[host] = clampShare(p.Content+float64(p.Spread*key.Normal(26)), 0, 1)
	h.Product[host] = clampShare(p.Product+float64(p.Spread*key.Normal(27)), 0, 1)
	h.Hype[host], h.Fresh[host] = p.Hype, .5
	h.Open[host], h.Barred[host], h.Bought[host] = 0, false, 0
	h.Tier[host] = 2
	h.TrustPos[host], h.TrustNeg[host], h.Popular[host], h.Followers[host] = 0, 0, 0, 0
	h.Aired[host] = longAgo
	h.Credit[host], h.Boost[host] = w.p.Enforcement.Credit.Start, 1
	w.platform().Log.Forget(host)
	w.closeLineUp(host)
}

// closeLineUp empties both editions of a host's line-up.
func (w *World) closeLineUp(host int) {
	for edition := range 2 {
		for j := range LineUp {
			w.Offers.Good[w.offer(edition, host, j)] = -1
		}
	}
}

// scheduleStores opens today's store broadcasts and pays what they cost to run.
func (w *World) scheduleStores() {
	p, m := &w.p.Merchants.Store, &w.Merchants
	cost := w.Scale.Real(p.Cost)
	keys := w.On(chance.Schedule)
	for i, running := range m.StoreOpen {
		host := w.StoreOf(i)
		w.Hosts.Open[host] = 0
		if !running || !w.sells(i) || w.Hosts.Barred[host] || !keys.At(w.Hosts.ID[host]).Chance(0, p.Days) || !w.hasLineUp(host) {
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
		w.Accounts.Move(merchantAccount(i), outside, ledger.Operation, cost*sessions)
		m.StoreCost[w.Edition()*len(m.Alive)+i] += cost * sessions
	}
}

// learnStores takes in what the store broadcasts of the week before last returned.
func (w *World) learnStores() {
	p, m := &w.p.Merchants, &w.Merchants
	memory := w.run.storeMemory.by(&merchant.Bandit{Memory: p.Store.Memory})
	epsilon := w.smoothing()
	for i, alive := range m.Alive {
		at := w.Edition()*len(m.Alive) + i
		if !alive || m.StoreCost[at] == 0 {
			continue
		}
		revenue, cost := w.showResult(w.StoreOf(i))
		cost += float64(m.StoreCost[at])
		m.StoreArm[i].learn(memory, merchant.LogReturn(revenue, cost, epsilon), int32(w.week()))
		m.StoreCost[at] = 0
	}
}

// decideStores lets every merchant decide, every few weeks, whether its store is worth running. It must be able to pay
// for it twice as long as until the next decision.
func (w *World) decideStores() {
	p, m := &w.p.Merchants, &w.Merchants
	store := merchant.Bandit{Memory: p.Store.Memory, Spread: p.Bandit.Spread, Prior: p.Bandit.Prior}
	memory := w.run.storeMemory.by(&store)
	keys := w.On(chance.Thompson)
	for i, alive := range m.Alive {
		newcomer := w.Day-int64(m.Born[i]) < Week
		if !alive || (!newcomer && w.week() > 0 && (int64(m.ID[i])+w.week())%p.Store.Review != 0) {
			continue
		}
		sum, n := m.StoreArm[i].known(memory, int32(w.week()))
		prior := p.Tiers[m.Tier[i]].StoreBias
		believes := merchant.RunsStore(store.Thompson(prior, sum, n, keys.At(m.ID[i]).Normal(MaxArms)))
		m.StoreOpen[i] = believes && w.Accounts.Of(ledger.Merchants, i) > w.storeCost(i)*2*p.Store.Review
	}
}

// storeCost is what a week of the store broadcast costs to run, fen.
func (w *World) storeCost(m int) int64 {
	sessions := 0.0
	for _, on := range w.Merchants.StoreHours[m] {
		if on {
			sessions += float64(Week * w.p.Merchants.Store.Days)
		}
	}
	return truncated(sessions * float64(w.Scale.Real(w.p.Merchants.Store.Cost)))
}

// stockStores writes the line-ups of store broadcasts: the merchant's own goods at its own discount, no commission.
func (w *World) stockStores() {
	for i, running := range w.Merchants.StoreOpen {
		host := w.StoreOf(i)
		for j := range LineUp {
			good := i*GoodsPer + j
			if j < GoodsPer && running && w.sells(i) && w.Goods.Stock[good]+w.Goods.Coming[good] > 0 {
				w.show(host, j, good, w.livePrice(good, 0), 0, 0)
			} else {
				w.clearPlace(host, j)
			}
		}
	}
}
