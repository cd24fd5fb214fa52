package books

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// sumTills adds up the takings of some tills for their goods, their merchants and the stores of these, and for the day.
func (w *Books) sumTills(from, to int, acc *clerk) {
	for number := from; number < to; number++ {
		taken := w.run.tills[number].takings
		for i := range taken {
			t := &taken[i]
			x, merchant, below := w.amountsOf(t), int(t.good/state.GoodsPer), int64(0)
			if w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[t.good]) {
				below = int64(t.delivered)
			}
			w.sumGood(t)
			w.sumMerchant(merchant, t, &x, below)
			sumDay(&acc.day, t, &x, below)
			store := w.StoreOf(merchant)
			w.Hosts.Today.Follows[store] += int64(t.storesFollowers)
			w.Main().Followers[store] += int64(t.storesFollowers)
		}
	}
}

func (w *Books) sumGood(t *takings) {
	g := &w.Goods.Today
	g.Wanted[t.good] += int64(t.placed) + int64(t.refused)
	g.Ordered[t.good] += int64(t.placed)
	g.Cancelled[t.good] += int64(t.placed - t.paid)
	g.Sold[t.good] += int64(t.paid)
	g.Returned[t.good] += int64(t.delivered - t.kept)
	g.Complaints[t.good] += int64(t.complained)
}

func (w *Books) sumMerchant(merchant int, t *takings, x *amounts, below int64) {
	m, p := &w.Merchants.Today, &w.run.proceeds[merchant]
	m.Stockouts[merchant] += int64(t.refused)
	m.Orders[merchant] += int64(t.placed)
	m.GMV[merchant] += x.placed
	m.Paid[merchant] += x.paid
	if t.ofStore {
		m.StoreGMV[merchant] += x.placed
	}
	m.Delivered[merchant] += int64(t.delivered)
	m.BelowStandard[merchant] += below
	m.Defects[merchant] += int64(t.failed)
	m.Kept[merchant] += x.kept
	m.Pleased[merchant] += int64(t.pleased)
	m.Returned[merchant] += int64(t.delivered - t.kept)
	p.delivered += int64(t.delivered)
	p.returned += int64(t.delivered - t.kept)
	p.refunds += x.returned
	p.sales += x.kept - x.commission - x.fee
	p.fee += x.fee
}

func sumDay(d *record.Day, t *takings, x *amounts, below int64) {
	d.Stockouts += int64(t.refused)
	d.Orders += int64(t.placed)
	d.GMV += x.placed
	d.PrivateGMV += x.private
	if t.ofStore {
		d.StoreGMV += x.placed
	}
	d.PurposiveOrders += int64(t.purposive)
	d.OrdersPaid += int64(t.paid)
	d.GMVPaid += x.paid
	d.RepeatOrders += int64(t.again)
	d.BelowStandard += below
	d.Defects += int64(t.failed)
	d.Complaints += int64(t.complained)
	d.OrdersKept += int64(t.kept)
	d.GMVNet += x.kept
	d.Returns += int64(t.delivered - t.kept)
	d.Follows += int64(t.followed) + int64(t.storesFollowers)
	d.Unfollows += int64(t.unfollowed)
}

// hostsTogether are the hosts whose takings are added up by one worker without asking for more.
const hostsTogether = 256

// sumHosts adds up the takings of some hosts: for their offers, for the day and for the week in which these were on show, and what
// streamers among them have coming.
func (w *Books) sumHosts(block int, acc *clerk) {
	t, from, to := &acc.tray, block*hostsTogether, min(w.NumHosts(), (block+1)*hostsTogether)
	for edition := range 2 {
		for offer, end := w.Offer(edition, from, 0), w.Offer(edition, to, 0); offer < end; offer++ {
			if w.run.place[offer] == 0 {
				continue
			}
			t.offers[t.n] = int32(offer)
			if t.n++; t.n == trayful {
				w.sumTray(edition, t)
			}
		}
		w.sumTray(edition, t)
	}
}

// sumTray adds up the takings of offers on a tray, all of one edition, and forgets where they were. The tray is then empty.
func (w *Books) sumTray(edition int, tray *tray) {
	w.fetchTakings(tray)
	week := w.weekOf(edition)
	for _, offer := range tray.offers[:tray.n] {
		t := w.takingsAt(w.run.place[offer])
		x := w.amountsOf(t)
		w.sumOffer(int(offer), t, &x)
		w.sumHost(int(w.HostOf(t.offer)), week, t, &x)
		w.run.place[offer] = 0
	}
	tray.n = 0
}

// weekOf returns the counters of the week in which an edition is or was on show: this one or the last.
func (w *Books) weekOf(edition int) *state.HostsWeek {
	if edition == w.Edition() {
		return &w.Hosts.WeekOnShow
	}
	return &w.Hosts.WeekSettling
}

func (w *Books) sumOffer(offer int, t *takings, x *amounts) {
	o := &w.Offers
	o.Paid[offer] += int64(t.paid)
	o.Kept[offer] += int64(t.kept)
	o.KeptFen[offer] += x.kept
	o.ReturnedUnits[offer] += int64(t.delivered - t.kept)
	o.CommissionFen[offer] += x.commission + x.owed
}

func (w *Books) sumHost(host int, week *state.HostsWeek, t *takings, x *amounts) {
	r, today := &w.run, &w.Hosts.Today
	today.Orders[host] += int64(t.placed)
	today.GMV[host] += x.placed
	today.PaidFen[host] += x.paid
	today.Pleased[host] += int64(t.pleased)
	today.Follows[host] += int64(t.followed)
	w.Main().Followers[host] += int64(t.followed) - int64(t.unfollowed)
	kept, returned, earned := int64(t.kept), int64(t.delivered-t.kept), x.commission+x.owed-x.service
	today.Satisfaction[host] += t.satisfaction
	today.Short[host] += w.claimed(t.good, host)*int64(t.delivered) - t.performance
	today.Broken[host] += t.broken
	today.Complaints[host] += int64(t.complained)
	today.Defects[host] += int64(t.failed)
	today.Kept[host] += kept
	today.First[host] += kept - int64(t.repeats)
	today.Repeat[host] += int64(t.repeats)
	today.KeptFen[host] += x.kept
	today.Returned[host] += returned
	today.Commission[host] += earned
	week.Defects[host] += int64(t.failed)
	week.Kept[host] += kept
	week.KeptFen[host] += x.kept
	week.Returned[host] += returned
	week.Commission[host] += earned
	r.commission[host] += x.commission
	r.service[host] += x.service
}

// claimed is the quality that a host claims for a good now, in 1/1024.
func (w *Books) claimed(good int32, host int) int64 {
	return int64(fixed.Of(w.Goods.Quality[good] + w.Hosts.Hype[host]))
}
