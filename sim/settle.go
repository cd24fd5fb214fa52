package sim

import "livebazaar/sim/ledger"

var (
	consumers   = ledger.Account{Class: ledger.Consumers}
	escrow      = ledger.Account{Class: ledger.Escrow}
	logistics   = ledger.Account{Class: ledger.Logistics}
	shelfSide   = ledger.Account{Class: ledger.Shelf}
	thePlatform = ledger.Account{Class: ledger.Platforms}
)

// settlePayments moves what consumers paid today into escrow, where it stays until the order is kept or returned, and
// settles the shelf, whose sellers pay the same carriers as merchants do for live orders.
func (w *World) settlePayments() {
	a, day := &w.Accounts, &w.run.day
	a.Move(consumers, escrow, ledger.Payment, w.run.paidFen)
	var shelf [NumCategories]shelfTally
	for i := range w.run.workers {
		for c, t := range w.run.workers[i].shelf {
			shelf[c].orders += t.orders
			shelf[c].gross += t.gross
			shelf[c].back += t.back
		}
	}
	var parcels int64
	for c, t := range shelf {
		if worth := costOf(t.orders, w.run.shelfPrice[c]); worth > ledger.MostADay { // the workers' sums may have wrapped
			panic(tooMuch(consumers, shelfSide, ledger.ShelfSale, worth))
		}
		a.Move(consumers, shelfSide, ledger.ShelfSale, t.gross)
		a.Move(shelfSide, consumers, ledger.ShelfRefund, t.back)
		day.ShelfGMV += t.gross
		day.ShelfNet += t.gross - t.back
		w.Shelf.Net[c] += t.gross - t.back
		w.Shelf.Back[c] += t.back
		parcels += t.orders*fen(w.p.Platform.Fees.Shipping) + t.back/w.run.shelfPrice[c]*fen(w.p.Platform.Fees.ReturnShipping)
	}
	a.Move(shelfSide, logistics, ledger.Shipping, parcels)
	a.Move(logistics, outside, ledger.Operation, parcels)
}

// settleOrders books what became of the orders delivered today, in the order of consumers, and moves their money out
// of escrow: back to the consumer, or to streamer, platform and merchant.
func (w *World) settleOrders() {
	r := &w.run
	for i := range w.Consumers.Chunks {
		for k := range w.Consumers.Chunks[i].settled {
			w.settleOne(&w.Consumers.Chunks[i].settled[k])
		}
	}
	shipping, back := fen(w.p.Platform.Fees.Shipping), fen(w.p.Platform.Fees.ReturnShipping)
	a, m := &w.Accounts, &w.Merchants
	a.Move(escrow, consumers, ledger.Refund, r.refundFen)
	for h := range r.commission {
		if r.commission[h] > 0 {
			a.Move(escrow, streamerAccount(h), ledger.Commission, r.commission[h])
			r.commission[h] = 0
		}
		if r.service[h] > 0 {
			a.Move(streamerAccount(h), thePlatform, ledger.ServiceFee, r.service[h])
			r.service[h] = 0
		}
	}
	var fees, carried int64
	for i := range r.proceeds {
		p := &r.proceeds[i]
		if p.delivered == 0 {
			continue
		}
		account := merchantAccount(i)
		a.Move(escrow, account, ledger.Sales, p.sales)
		parcels := p.delivered*shipping + p.returned*back
		a.Move(account, logistics, ledger.Shipping, parcels)
		carried += parcels
		fees += p.fee
		m.Today.Delivered[i] += p.delivered
		*p = proceeds{}
	}
	a.Move(logistics, outside, ledger.Operation, carried) // carriers compete: carrying costs what they are paid
	a.Move(escrow, thePlatform, ledger.PlatformFee, fees)
}

// proceeds is what a merchant has coming from today's settlements.
type proceeds struct{ delivered, returned, sales, fee int64 }

// settleOne books one outcome.
func (w *World) settleOne(o *outcome) {
	r := &w.run
	day, hosts, offers := &r.day, &w.Hosts.Today, &w.Offers
	late := w.weekOf(o.offer)
	g, host, price := offers.Good[o.offer], w.hostOf(o.offer), offers.Price[o.offer]
	m := g / GoodsPer
	p := &r.proceeds[m]
	p.delivered++
	r.escrowOut += price
	if w.run.below[g] {
		day.BelowStandard++
		w.Merchants.Today.BelowStandard[m]++
	}
	hosts.Satisfaction[host] += int64(o.satisfaction)
	late.Satisfaction[host] += int64(o.satisfaction)
	if o.flags&outcomeFailed != 0 {
		day.Defects++
		hosts.Defects[host]++
		late.Defects[host]++
		w.Merchants.Today.Defects[m]++
	}
	if o.flags&outcomeComplained != 0 {
		day.Complaints++
		hosts.Complaints[host]++
		late.Complaints[host]++
		w.Merchants.Today.Complaints[m]++
		w.Goods.Today.Complaints[g]++
	}
	if o.flags&outcomeKept != 0 {
		commission := price * offers.Commission[o.offer] / 10000
		fee := price * r.feeBasis / 10000
		if int(host) < w.NumStreamers() {
			r.commission[host] += commission
			w.earn(o.offer, host, commission, late)
		} else {
			commission = 0
		}
		p.sales += price - commission - fee
		p.fee += fee
		day.OrdersKept++
		day.GMVNet += price
		hosts.Kept[host]++
		if o.flags&outcomeFailed == 0 {
			hosts.Pleased[host]++
			w.Merchants.Today.Pleased[m]++
		}
		hosts.KeptFen[host] += price
		late.Kept[host]++
		late.KeptFen[host] += price
		offers.Kept[o.offer]++
		offers.KeptFen[o.offer] += price
		w.Merchants.Today.Kept[m] += price
		w.spell(o, price)
	} else {
		p.returned++
		r.refundFen += price
		day.Returns++
		hosts.Returned[host]++
		late.Returned[host]++
		offers.ReturnedUnits[o.offer]++
		w.Merchants.Today.Returned[m]++
		w.Goods.Stock[g]++
		w.Goods.Today.Returned[g]++
		if !w.p.Platform.Fees.Clawback && int(host) < w.NumStreamers() {
			commission := price * offers.Commission[o.offer] / 10000
			w.Accounts.Move(merchantAccount(int(m)), streamerAccount(int(host)), ledger.Commission, commission)
			w.earn(o.offer, host, commission, late)
		}
	}
	w.settleRelation(o, host, m)
}

// earn books a streamer's commission on an order, which costs the merchant all of it and leaves the streamer what the
// platform's service fee does not take.
func (w *World) earn(offer uint32, host int32, commission int64, late *HostCounts) {
	fee := commission * w.run.serviceBasis / 10000
	w.run.service[host] += fee
	w.Hosts.Today.Commission[host] += commission - fee
	late.Commission[host] += commission - fee
	w.Offers.CommissionFen[offer] += commission
}

// weekOf returns the counters of the week in which an offer is or was on show: this one or the last.
func (w *World) weekOf(offer uint32) *HostCounts {
	if second := int(offer) >= w.NumHosts()*LineUp; second == (w.Edition() == 1) {
		return &w.Hosts.Recent
	}
	return &w.Hosts.Past
}
