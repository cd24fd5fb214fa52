package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
)

// commitSlot takes in what the chunks decided in a slot: counters of the workers are added up, and the orders are
// placed against the stock one by one, in the order of consumers. An order that finds no stock is refused.
func (w *World) commitSlot() {
	r := &w.run
	for i := range r.workers {
		for k, t := range r.workers[i].rooms {
			r.tally[k].add(&t)
			r.tally[k].impressions += r.workers[i].impressions[k]
		}
	}
	h := &w.Hosts.Today
	var delivered int64
	for k := range r.rooms {
		t, host := &r.tally[k], r.rooms[k].host
		h.Impressions[host] += t.impressions
		h.Shown[host] += t.impressions + t.followed
		h.Visits[host] += t.visits
		h.PrivateVisits[host] += t.private
		h.Stay[host] += t.stay >> 4
		h.Follows[host] += t.follows
		w.Hosts.Followers[host] += t.follows
		r.day.FollowedShown += t.followed
		r.day.Visits += t.visits
		r.day.PrivateVisits += t.private
		r.day.Follows += t.follows
		delivered += t.impressions
		if len(r.scratch.Paid) > 0 && r.impressions[k] > 0 {
			r.paidToday[host] += partOf(t.impressions, r.scratch.Paid[k], r.impressions[k])
		}
	}
	r.day.Impressions += delivered
	r.day.Rooms += int64(len(r.rooms))
	for i := range w.Consumers.Chunks {
		ch := &w.Consumers.Chunks[i]
		from, _ := w.Consumers.chunkOf(i)
		for k := range ch.orders {
			w.place(ch, from, &ch.orders[k])
		}
	}
}

func (t *roomTally) add(o *roomTally) {
	t.followed += o.followed
	t.visits += o.visits
	t.private += o.private
	t.stay += o.stay
	t.follows += o.follows
}

// place books one order: stock, counters, and for a paid order the day of delivery, 2-5 days on.
func (w *World) place(ch *Chunk, from int, o *Order) {
	oi := o.Offer & orderIndex
	day, hosts, goods, offers := &w.run.day, &w.Hosts.Today, &w.Goods.Today, &w.Offers
	g, host, price := offers.Good[oi], w.hostOf(oi), offers.Price[oi]
	m := g / GoodsPer
	goods.Wanted[g]++
	if w.Goods.Stock[g] <= 0 {
		day.Stockouts++
		w.Merchants.Today.Stockouts[m]++
		w.refuse(&w.Consumers.Rec[from+int(o.Local)], o, int(w.Goods.Category[g]), price)
		return
	}
	w.Goods.Stock[g]--
	goods.Ordered[g]++
	day.Orders++
	if day.GMV += price; day.GMV > ledger.MostADay { // all that is counted of a day's orders is a part of this sum
		panic(tooMuch(consumers, escrow, ledger.Payment, day.GMV))
	}
	hosts.Orders[host]++
	hosts.GMV[host] += price
	w.Merchants.Today.Orders[m]++
	w.Merchants.Today.GMV[m] += price
	offers.Orders[oi]++
	if int(host) >= w.NumStreamers() {
		day.StoreGMV += price
		w.Merchants.Today.StoreGMV[m] += price
	}
	if o.Offer&orderPrivate != 0 {
		day.PrivateGMV += price
	}
	if o.Offer&orderPurposive != 0 {
		day.PurposiveOrders++
	}
	if o.Offer&orderRepeat != 0 {
		hosts.Repeat[host]++
	}
	if o.Offer&orderPaid == 0 {
		w.Goods.Stock[g]++
		goods.Cancelled[g]++
		return
	}
	goods.Sold[g]++
	day.OrdersPaid++
	if o.Offer&orderAgain != 0 {
		day.RepeatOrders++
	}
	day.GMVPaid += price
	hosts.Paid[host]++
	hosts.PaidFen[host] += price
	w.Merchants.Today.Paid[m] += price
	offers.Paid[oi]++
	w.run.paidFen += price
	arrival := (uint32(o.Day) + 2 + uint32(chance.Key(o.Seed).For(chance.Deliver).Below(0, 4))) & 7
	ch.Due[arrival] = append(ch.Due[arrival], *o)
}

// refuse undoes what an order did to its consumer.
func (w *World) refuse(c *Consumer, o *Order, category int, price int64) {
	if o.Offer&orderPurposive != 0 {
		c.setDue(category, o.Day)
	}
	if o.Offer&orderPaid != 0 {
		c.Spent -= uint16(min(int64(c.Spent), w.t.spending(price, c.Budget)))
		w.run.day.SurplusGap -= o.worth(w.t, c)
	}
}
