package books

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// CommitSlot takes in what the chunks decided in a slot: the visits of rooms are counted, of which the ranking rules gave out what is
// given, and the orders are placed against the stock, those for a good one by one in the order of consumers. An order that finds no
// stock is refused.
//
// A visitor enters one room in a slot and orders at most one good there, so that no two orders of a slot are of one consumer,
// and the tills may work side by side.
func (w *Books) CommitSlot(slot int, given *rank.Allocation) {
	w.countRooms(slot, given)
	w.atTills(w.placeOrders)
	w.bookChunks(w.sendOff)
	if placed := w.apart().placed; placed > ledger.MostADay { // all that is counted of a day's orders is a part of this sum
		panic(state.TooMuch(state.Buyers, state.Escrow, ledger.Payment, placed))
	}
}

// placeOrders places the orders that wait at some tills.
func (w *Books) placeOrders(from, to int, acc *clerk) {
	t := &acc.tray
	for i := range w.Consumers.Chunks {
		ch := w.crowd.Group(i)
		first, _ := w.Consumers.ChunkOf(i)
		for _, k := range ch.Placing.At(from, to) {
			o := &ch.Orders[k]
			t.orders[t.n], t.offers[t.n] = order{o, first + int(o.Local)}, int32(o.Offer&state.OrderIndex)
			if t.n++; t.n == trayful {
				w.placeTray(acc)
			}
		}
	}
	w.placeTray(acc)
}

// placeTray places the orders on a tray, which is then empty.
func (w *Books) placeTray(acc *clerk) {
	stock, t := w.Goods.Stock, &acc.tray
	w.fetch(t)
	for k, o := range t.orders[:t.n] {
		taken := w.takingsOf(uint32(t.offers[k]))
		switch {
		case stock[taken.good] <= 0:
			taken.refused++
			surplus, shelf := w.crowd.Refuse(o.by, o.Order, int(taken.good))
			acc.day.SurplusGap -= surplus
			acc.day.SurplusForgone -= shelf
			o.Offer |= state.OrderRefused
		default:
			taken.order(o.Order)
			stock[taken.good] -= int64(flag(o.Offer, state.OrderPaid)) // what is not paid for is back at once
		}
	}
	t.n = 0
}

// sendOff puts a chunk's paid orders on their way for 2 to 5 days and leaves nothing to commit. It counts, apart from the tills, what was
// asked for, placed and paid.
func (w *Books) sendOff(chunk int, acc *clerk) {
	ch, due, sum := w.crowd.Group(chunk), &w.Consumers.Chunks[chunk].Due, &acc.apart
	for k := range ch.Orders {
		o := &ch.Orders[k]
		sum.orders++
		if o.Offer&state.OrderRefused != 0 {
			continue
		}
		price := w.Offers.Price[o.Offer&state.OrderIndex]
		sum.placed = min(state.Beyond, sum.placed+price) // does not wrap, whatever prices are
		if o.Offer&state.OrderPaid == 0 {
			continue
		}
		sum.paid = min(state.Beyond, sum.paid+price)
		arrival := (uint32(o.Day) + 2 + uint32(chance.Key(o.Seed).For(chance.Deliver).Below(0, 4))) & 7
		due[arrival] = append(due[arrival], *o)
	}
	ch.Orders = ch.Orders[:0]
	ch.Placing.Empty()
}
