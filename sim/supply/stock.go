package supply

import (
	"fmt"

	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// unlimitedStock is the stock of every good when stock never runs out.
const unlimitedStock = 1 << 40

// ReceiveStock opens the day for goods and merchants: counters are cleared, units are counted, and those due today arrive.
func (w *Supply) ReceiveStock() {
	g := &w.Goods
	column.Zero(&g.Today, w.Crew)
	column.Zero(&w.Merchants.Today, w.Crew)
	due := (w.Day + 1<<20) % 16
	w.Crew.Blocks(len(g.Stock), func(from, to, _ int) {
		for i := from; i < to; i++ {
			g.Opening[i] = g.Stock[i] + g.Coming[i]
			if g.Coming[i] == 0 {
				continue // and nobody looks up when what is on its way is due
			}
			if units := g.Pipeline[i][due]; units > 0 {
				g.Pipeline[i][due] = 0
				w.arrive(i, units)
			}
		}
	})
	if w.p.Merchants.Stock.Unlimited {
		for i := range g.Stock {
			if w.Merchants.Alive[i/state.GoodsPer] {
				w.fill(i)
			}
		}
	}
}

// arrive takes units under way into stock.
func (w *Supply) arrive(g int, units int64) {
	w.Goods.Coming[g] -= units
	w.Goods.Stock[g] += units
}

// produce buys units from production at the unit cost of today; they are under way.
func (w *Supply) produce(g int, units int64) {
	cost := state.CostOf(units, w.Goods.Cost[g])
	w.Accounts.Move(state.MerchantAccount(g/state.GoodsPer), state.Outside, ledger.Goods, cost)
	w.Goods.Today.Spent[g] += cost
	w.Goods.Worth[g] += cost
	w.Goods.Coming[g] += units
	w.Goods.Today.Produced[g] += units
}

// layIn buys units that are in stock at once: the first stock of a new merchant.
func (w *Supply) layIn(g int, units int64) {
	w.produce(g, units)
	w.arrive(g, units)
}

// fill keeps the stock of a good unlimited: what was sold is made and paid for, and is worth nothing in the books.
func (w *Supply) fill(good int) {
	g := &w.Goods
	if missing := unlimitedStock - g.Stock[good]; missing > unlimitedStock/2 {
		g.Today.Produced[good] += missing
		g.Coming[good] += missing
		w.arrive(good, missing)
	} else if missing > 0 {
		w.layIn(good, missing)
	}
	g.Worth[good] = 0
}

// scrap writes off everything on hand and under way.
func (w *Supply) scrap(good int) {
	g := &w.Goods
	w.arrive(good, g.Coming[good])
	g.Pipeline[good] = [16]int64{}
	g.Today.Scrapped[good] += g.Stock[good]
	g.Stock[good], g.Worth[good] = 0, 0
}

// CloseGoods ends the day for goods. Demand and returns are smoothed, the book value follows the units at average cost, and
// what returned units cost to handle is paid.
func (w *Supply) CloseGoods() {
	g := &w.Goods
	w.Crew.Blocks(len(g.Stock), func(from, to, _ int) {
		for i := from; i < to; i++ {
			w.closeGood(i)
		}
	})
	for i, back := range g.Today.Returned {
		if m := i / state.GoodsPer; back > 0 && w.Merchants.Alive[m] {
			fen := state.Truncated(float64(w.p.Merchants.Stock.Handling*float64(state.CostOf(back, g.Cost[i]))) + 0.5)
			w.Accounts.Move(state.MerchantAccount(m), state.Outside, ledger.Operation, fen)
		}
	}
}

// closeGood does so for one good, but for the payment.
func (w *Supply) closeGood(i int) {
	p, g := &w.p.Merchants.Stock, &w.Goods
	before := g.Opening[i] + g.Today.Produced[i] - g.Today.Shelved[i] - g.Today.Scrapped[i]
	if now := g.Stock[i] + g.Coming[i]; before > 0 {
		g.Worth[i] = state.Truncated(float64(float64(g.Worth[i])*(float64(now)/float64(before))) + 0.5)
	} else {
		g.Worth[i] = state.CostOf(now, g.Cost[i])
	}
	if !w.Merchants.Alive[i/state.GoodsPer] {
		g.Worth[i] = 0
		return
	}
	g.ReturnEst[i] = merchant.ReturnShare(g.ReturnEst[i], float64(g.Today.Returned[i]), float64(g.Today.Sold[i]))
	asked := g.Today.Wanted[i] - g.Today.Cancelled[i]
	if w.couldBeHad(i) {
		g.Asked[i] += asked
		g.OnSale[i]++
	} else if w.Merchants.SellsLive[i/state.GoodsPer] {
		return // nobody could ask for it: that is no sign of demand
	}
	demand := float64(asked)
	g.Demand[i] = merchant.Smoothed(g.Demand[i], demand, p.Memory)
	g.DemandSq[i] = merchant.Smoothed(g.DemandSq[i], demand*demand, p.Memory)
}

// couldBeHad reports whether a good was in stock at some time of the day, with a merchant that may sell it live. What was sent back or not
// paid for came in at night.
func (w *Supply) couldBeHad(good int) bool {
	t := &w.Goods.Today
	return w.SellsLive(good/state.GoodsPer) && (t.Wanted[good] > 0 || w.Goods.Stock[good]-t.Returned[good]-t.Cancelled[good] > 0)
}

// CheckStock reconciles the day's units and money after its last event. Opening + produced − ordered + unpaid + returned −
// sold on the shelf − written off must be what is on hand and under way, and production must have been paid for. It tells the first
// good that does not.
func (w *Supply) CheckStock() error {
	n := len(w.Goods.Stock)
	type found struct {
		paid  int64
		fault error
	}
	blocks := make([]found, crew.BlocksOf(n))
	w.Crew.Blocks(n, func(from, to, _ int) {
		var b found
		for g := from; g < to && b.fault == nil; g++ {
			b.fault = w.checkGood(g)
			b.paid += w.Goods.Today.Spent[g]
		}
		blocks[from/crew.Block] = b
	})
	var paid int64
	for i := range blocks {
		if blocks[i].fault != nil {
			return blocks[i].fault
		}
		paid += blocks[i].paid
	}
	if moved := w.Accounts.Moved(ledger.Merchants, ledger.Outside, ledger.Goods); moved != paid {
		return fmt.Errorf("merchants paid %d fen for goods, their counters say %d", moved, paid)
	}
	return nil
}

// checkGood reconciles the units of one good.
func (w *Supply) checkGood(i int) error {
	g, t := &w.Goods, &w.Goods.Today
	expected := g.Opening[i] + t.Produced[i] - t.Ordered[i] + t.Cancelled[i] + t.Returned[i] - t.Shelved[i] - t.Scrapped[i]
	if now := g.Stock[i] + g.Coming[i]; now != expected {
		return fmt.Errorf("good %d has %d units, its counters say %d", i, now, expected)
	}
	var coming int64
	for d := 0; d < len(g.Pipeline[i]); d += 4 { // four days a turn: Go unrolls no loop
		days := g.Pipeline[i][d : d+4 : d+4]
		coming += days[0] + days[1] + (days[2] + days[3])
	}
	if coming != g.Coming[i] || g.Stock[i] < 0 {
		return fmt.Errorf("good %d has %d units under way by counter, %d by date, and %d in stock", i, g.Coming[i], coming, g.Stock[i])
	}
	return nil
}
