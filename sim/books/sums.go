package books

import (
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// sumTills adds up the takings of some tills for their goods, their merchants and the stores of these, for the offers themselves and
// the day.
func (w *Books) sumTills(from, to int, acc *clerk) {
	for number := from; number < to; number++ {
		taken := w.run.tills[number].takings
		for i := range taken {
			x := w.results(&taken[i])
			w.sumGood(&x)
			w.sumMerchant(&x)
			w.sumOffer(taken[i].offer, &x)
			w.sumDay(&acc.day, &x)
			store := w.StoreOf(x.merchant)
			w.Hosts.Today.Follows[store] += x.storesFollowers
			w.Main().Followers[store] += x.storesFollowers
		}
	}
}

func (w *Books) sumGood(x *results) {
	g := &w.Goods.Today
	g.Wanted[x.good] += x.wanted
	g.Ordered[x.good] += x.orders
	g.Cancelled[x.good] += x.unpaid
	g.Sold[x.good] += x.paid
	g.Returned[x.good] += x.returned
	g.Complaints[x.good] += x.complained
}

func (w *Books) sumMerchant(x *results) {
	m, p := &w.Merchants.Today, &w.run.proceeds[x.merchant]
	m.Stockouts[x.merchant] += x.refused
	m.Orders[x.merchant] += x.orders
	m.GMV[x.merchant] += x.gmv
	m.Paid[x.merchant] += x.paidFen
	if x.ofStore {
		m.StoreGMV[x.merchant] += x.gmv
	}
	m.Delivered[x.merchant] += x.delivered
	m.BelowStandard[x.merchant] += x.below
	m.Defects[x.merchant] += x.failed
	m.Complaints[x.merchant] += x.complained
	m.Kept[x.merchant] += x.keptFen
	m.Pleased[x.merchant] += x.pleased
	m.Returned[x.merchant] += x.returned
	p.delivered += x.delivered
	p.returned += x.returned
	p.refunds += x.returnedFen
	p.sales += x.keptFen - x.commission - x.fee
	p.fee += x.fee
}

func (w *Books) sumOffer(offer uint32, x *results) {
	o := &w.Offers
	o.Orders[offer] += x.orders
	o.Paid[offer] += x.paid
	o.Kept[offer] += x.kept
	o.KeptFen[offer] += x.keptFen
	o.ReturnedUnits[offer] += x.returned
	o.CommissionFen[offer] += x.commission + x.owed
}

func (w *Books) sumDay(d *record.Day, x *results) {
	d.Stockouts += x.refused
	d.Orders += x.orders
	d.GMV += x.gmv
	d.PrivateGMV += x.privateFen
	if x.ofStore {
		d.StoreGMV += x.gmv
	}
	d.PurposiveOrders += x.purposive
	d.OrdersPaid += x.paid
	d.GMVPaid += x.paidFen
	d.RepeatOrders += x.again
	d.BelowStandard += x.below
	d.Defects += x.failed
	d.Complaints += x.complained
	d.OrdersKept += x.kept
	d.GMVNet += x.keptFen
	d.Returns += x.returned
	d.Follows += x.followed + x.storesFollowers
	d.Unfollows += x.unfollowed
}

// hostsTogether are the hosts whose takings are added up by one worker without asking for more.
const hostsTogether = 256

// sumHosts adds up the takings of some hosts, on the day and in the week in which their offers were on show, and what streamers
// among them have coming.
func (w *Books) sumHosts(block int, _ *clerk) {
	r, hosts := &w.run, w.NumHosts()
	for host := block * hostsTogether; host < min(hosts, (block+1)*hostsTogether); host++ {
		for edition := range 2 {
			first := w.Offer(edition, host, 0)
			for offer := first; offer < first+state.LineUp; offer++ {
				if place := r.place[offer]; place != 0 {
					r.place[offer] = 0
					x := w.results(w.takingsAt(place))
					w.sumHost(&x)
				}
			}
		}
	}
}

func (w *Books) sumHost(x *results) {
	r, today, week, host := &w.run, &w.Hosts.Today, x.week, x.host
	today.Orders[host] += x.orders
	today.GMV[host] += x.gmv
	today.Repeat[host] += x.repeats
	today.Paid[host] += x.paid
	today.PaidFen[host] += x.paidFen
	today.Pleased[host] += x.pleased
	today.Follows[host] += x.followed
	today.Unfollows[host] += x.unfollowed
	w.Main().Followers[host] += x.followed - x.unfollowed
	earned := x.commission + x.owed - x.service
	for _, of := range [...]*state.HostCounts{today, week} {
		of.Satisfaction[host] += x.satisfaction
		of.Defects[host] += x.failed
		of.Complaints[host] += x.complained
		of.Kept[host] += x.kept
		of.KeptFen[host] += x.keptFen
		of.Returned[host] += x.returned
		of.Commission[host] += earned
	}
	r.commission[host] += x.commission
	r.service[host] += x.service
}
