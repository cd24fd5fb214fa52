package books

import (
	"livebazaar/sim/crowd"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// SettlePayments moves what consumers paid today into escrow, where it stays until the order is kept or returned, and
// settles the shelf, whose sellers pay the same carriers as merchants do for live orders.
func (w *Books) SettlePayments() {
	a, day := &w.Accounts, &w.run.day
	a.Move(state.Buyers, state.Escrow, ledger.Payment, w.apart().paid)
	var parcels int64
	for c, t := range w.crowd.ShelfSales() {
		if worth := state.CostOf(t.Orders, w.crowd.ShelfPrice(c)); worth > ledger.MostADay { // the workers' sums may have wrapped
			panic(state.TooMuch(state.Buyers, state.ShelfSellers, ledger.ShelfSale, worth))
		}
		a.Move(state.Buyers, state.ShelfSellers, ledger.ShelfSale, t.Gross)
		a.Move(state.ShelfSellers, state.Buyers, ledger.ShelfRefund, t.Back)
		day.ShelfGMV += t.Gross
		day.ShelfNet += t.Gross - t.Back
		w.Shelf.Net[c] += t.Gross - t.Back
		w.Shelf.Back[c] += t.Back
		parcels += t.Orders*fixed.Fen(w.p.Platform.Fees.Shipping) + t.Back/w.crowd.ShelfPrice(c)*fixed.Fen(w.p.Platform.Fees.ReturnShipping)
	}
	a.Move(state.ShelfSellers, state.Carriers, ledger.Shipping, parcels)
	a.Move(state.Carriers, state.Outside, ledger.Operation, parcels)
}

// SettleOrders books what became of the orders delivered today, adds up what offers took, and moves the money of the orders delivered
// out of escrow: back to the consumer, or to streamer, platform and merchant.
func (w *Books) SettleOrders() {
	r := &w.run
	w.atTills(func(from, to int, acc *clerk) {
		w.bookOutcomes(from, to, acc)
		w.sumTills(from, to, acc)
	})
	w.bookApart((w.NumHosts()+hostsTogether-1)/hostsTogether, w.sumHosts)
	for i := range r.clerks {
		w.Consumers.Adopters -= r.clerks[i].day.Lapses
		w.Consumers.Unhappy += r.clerks[i].unhappy
	}
	w.recordSpells()
	w.payOut()
	for i := range r.tills {
		r.tills[i].takings = r.tills[i].takings[:0]
	}
}

// bookOutcomes books the outcomes that wait at some tills.
func (w *Books) bookOutcomes(from, to int, acc *clerk) {
	t := &acc.tray
	for i := range w.Consumers.Chunks {
		ch := w.crowd.Group(i)
		for _, k := range ch.Settling.At(from, to) {
			o := &ch.Settled[k]
			t.outcomes[t.n], t.offers[t.n] = o, int32(o.Offer)
			if t.n++; t.n == trayful {
				w.bookTray(acc)
			}
		}
	}
	w.bookTray(acc)
}

// bookTray books the outcomes on a tray, which is then empty.
func (w *Books) bookTray(acc *clerk) {
	t := &acc.tray
	w.fetch(t)
	for _, o := range t.outcomes[:t.n] {
		taken := w.takingsOf(o.Offer)
		taken.deliver(o)
		if o.Flags&crowd.OutcomeKept == 0 {
			w.Goods.Stock[taken.good]++
		}
		if o.SpellDay != 0 {
			w.spell(o, acc)
		}
		acc.day.Lapses += int64(flag(uint32(o.Flags), crowd.OutcomeLapsed))
		acc.unhappy += int64(flag(uint32(o.Flags), crowd.OutcomeUnhappier)) - int64(flag(uint32(o.Flags), crowd.OutcomeHappier))
	}
	t.n = 0
}

// payOut moves the money of the orders that were settled.
func (w *Books) payOut() {
	r, a := &w.run, &w.Accounts
	shipping, back := fixed.Fen(w.p.Platform.Fees.Shipping), fixed.Fen(w.p.Platform.Fees.ReturnShipping)
	var refunds, fees, carried int64
	for i := range r.proceeds {
		refunds += r.proceeds[i].refunds
	}
	a.Move(state.Escrow, state.Buyers, ledger.Refund, refunds)
	w.payOwed()
	for h := range r.commission {
		if r.commission[h] > 0 {
			a.Move(state.Escrow, state.StreamerAccount(h), ledger.Commission, r.commission[h])
			r.commission[h] = 0
		}
		if r.service[h] > 0 {
			a.Move(state.StreamerAccount(h), state.PlatformAccount, ledger.ServiceFee, r.service[h])
			r.service[h] = 0
		}
	}
	for i := range r.proceeds {
		p := &r.proceeds[i]
		if p.delivered == 0 {
			continue
		}
		account := state.MerchantAccount(i)
		a.Move(state.Escrow, account, ledger.Sales, p.sales)
		parcels := p.delivered*shipping + p.returned*back
		a.Move(account, state.Carriers, ledger.Shipping, parcels)
		carried += parcels
		fees += p.fee
		*p = proceeds{}
	}
	a.Move(state.Carriers, state.Outside, ledger.Operation, carried) // carriers compete: carrying costs what they are paid
	a.Move(state.Escrow, state.PlatformAccount, ledger.PlatformFee, fees)
}

// proceeds is what a merchant has coming from today's settlements, and what is paid back to its buyers.
type proceeds struct{ delivered, returned, refunds, sales, fee int64 }

// payOwed moves the commission of returned orders from merchants to streamers where it is not clawed back.
func (w *Books) payOwed() {
	if w.p.Platform.Fees.Clawback {
		return
	}
	for i := range w.run.tills {
		for k := range w.run.tills[i].takings {
			t := &w.run.tills[i].takings[k]
			if x := w.amountsOf(t); x.owed > 0 {
				host := int(w.HostOf(t.offer))
				w.Accounts.Move(state.MerchantAccount(int(t.good/state.GoodsPer)), state.StreamerAccount(host), ledger.Commission, x.owed)
			}
		}
	}
}
