package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
)

// chooser is a streamer at its choice of goods.
type chooser struct {
	host     int
	errors   chance.Key // of judgement, by good
	sales    float64    // kept sales it expects of an average place in a week, fen
	product  float64    // product power
	category uint8
	agency   int32   // −1 for none
	discount float64 // of the agency's exclusive pool
}

// choosing returns a streamer at its choice; market is what the average one kept as sales.
func (w *World) choosing(s int, market float64, errors chance.Key) chooser {
	c := chooser{host: s, errors: errors, product: w.Hosts.Product[s], category: w.Hosts.Category[s], agency: w.Streamers.MCN[s],
		sales: (float64(w.Hosts.Past.KeptFen[s]) + float64(0.25*market)) / (1.25 * LineUp)}
	if c.agency >= 0 {
		c.discount = w.MCNs.PoolPrice[c.agency]
	}
	return c
}

// listing is a good on the open commission list, with what any streamer sees of it.
type listing struct {
	price, points int64   // fen, commission in basis points
	rate          float64 // the commission
	discount      float64 // share off the list price
	offered       bool
}

// listGoods makes the open commission list of the week and the lists of goods on sale by circle and category.
func (w *World) listGoods() {
	r := &w.run
	r.listings = resize(r.listings, len(w.Goods.Category))
	for k := range r.onSale {
		for c := range r.onSale[k] {
			r.onSale[k][c] = r.onSale[k][c][:0]
		}
	}
	for g, c := range w.Goods.Category {
		r.listings[g] = w.listing(g)
		if w.sells(g / GoodsPer) {
			own := &r.onSale[w.circleOf(w.Merchants.ID[g/GoodsPer])][c]
			*own = append(*own, int32(g))
		}
	}
}

// listing returns the open terms of a good and what follows from them.
func (w *World) listing(good int) listing {
	price, points, ok := w.openTerms(good)
	if !ok {
		return listing{}
	}
	return listing{price: price, points: points, rate: float64(points) / 10000, discount: w.priceCut(good, price),
		offered: true}
}

// priceCut is the share of the list price that a price leaves off.
func (w *World) priceCut(good int, price int64) float64 {
	return 1 - float64(price)/float64(w.Goods.List[good])
}

// place is one good a streamer might show: a merchant's proposal, or a good of the open pool on open terms.
type place struct {
	value    float64
	rate     float64 // commission
	discount float64 // share off the list price
	fee      int64   // slot fee, fen
	price    int64
	proposal int32 // index into the proposals, −1 for the open pool
	good     int32
	pool     int32
	familiar bool // shown before
}

// acceptOffers writes the line-up of every streamer for the week that begins today. Each judges the proposals made to
// it, the goods it shows already and some goods that its circle has in the open pool, most of them of its category, and
// gives its places to the best. Proposals come from sortByHost. Streamers choose in the order of their serial numbers: a merchant may run out of money for fees.
func (w *World) acceptOffers(proposals []proposal) {
	w.listGoods()
	market := w.meanSales()
	first, keys, draws := w.run.firstOf, w.keys.Market.For(chance.LineUp), w.On(chance.LineUp)
	for _, host := range w.run.order {
		if s := int(host); s < w.NumStreamers() && w.Streamers.Active[s] {
			if w.Hosts.Barred[s] {
				w.takeOff(s)
				continue
			}
			id := w.Hosts.ID[s]
			w.lineUp(s, proposals[first[s]:first[s+1]], market, keys.At(id), draws.At(id))
		}
	}
}

// lineUp chooses the goods of one streamer.
func (w *World) lineUp(s int, proposals []proposal, market float64, errors, draws chance.Key) {
	r, looks := &w.run, int(w.p.Streamers.LineUp.Candidates)
	c := w.choosing(s, market, errors)
	r.places = resize(r.places, len(proposals)+LineUp+looks)
	n := 0
	for i := range proposals {
		o := &proposals[i]
		fee := w.feeFor(s, o.SlotFee)
		if w.Accounts.Of(ledger.Merchants, int(o.Merchant)) >= fee+o.Handling {
			p := &r.places[n]
			p.good, p.price, p.pool, p.proposal, p.familiar = o.Good, o.Price, -1, int32(i), false
			p.rate, p.discount, p.fee = float64(o.Commission)/10000, w.priceCut(int(o.Good), o.Price), fee
			n++
		}
	}
	last := w.offer(1-w.Edition(), s, 0)
	for _, good := range w.Offers.Good[last : last+LineUp] {
		if good >= 0 && r.listings[good].offered {
			w.openPlace(&r.places[n], &c, good, &r.listings[good], true)
			n++
		}
	}
	onSale, main := &r.onSale[w.circleOf(w.Hosts.ID[s])], int(c.category)
	browse := w.On(chance.Browse).At(w.Hosts.ID[s])
	for i := range uint64(looks) {
		good := int32(-1)
		if browse.Chance(2*i, w.p.Streamers.LineUp.Outside) {
			good = another(main, browse, 2*i+1, func(k int) []int32 { return onSale[k] })
		} else if own := onSale[main]; len(own) > 0 {
			good = own[draws.Below(i, len(own))]
		}
		if good >= 0 && r.listings[good].offered {
			w.openPlace(&r.places[n], &c, good, &r.listings[good], false)
			n++
		}
	}
	places := r.places[:n]
	for i := range places { // apart from the choice, so that the processor can judge several at once
		w.judge(&c, &places[i])
	}
	best, n := bestPlaces(places)
	for j := range LineUp {
		if j < n {
			w.putOn(s, j, &places[best[j]], proposals)
		} else {
			w.clearPlace(s, j)
		}
	}
}

// takeOff empties the line-up of a host.
func (w *World) takeOff(host int) {
	for j := range LineUp {
		w.clearPlace(host, j)
	}
}

// putOn puts the good of a place on show at place j of a streamer's line-up.
func (w *World) putOn(s, j int, p *place, proposals []proposal) {
	if p.proposal >= 0 {
		o := proposals[p.proposal]
		o.SlotFee = p.fee
		w.accept(o, j)
		return
	}
	w.show(s, j, int(p.good), p.price, w.run.listings[p.good].points, 0)
	w.Offers.Pool[w.offer(w.Edition(), s, j)] = p.pool
}

// openPlace makes the place of a good on the open commission list, at the price of the agency's exclusive pool where
// that is lower.
func (w *World) openPlace(p *place, c *chooser, good int32, open *listing, familiar bool) {
	p.good, p.price, p.pool, p.proposal, p.familiar = good, open.price, -1, -1, familiar
	p.rate, p.discount, p.fee = open.rate, open.discount, 0
	if c.agency >= 0 && c.discount > 0 {
		lower := truncated(mcn.Price(float64(p.price), float64(w.Goods.Cost[good]), c.discount, float64(w.paidUnits(int(good))*open.rate),
			w.p.Platform.Fees.Commission))
		if lower < p.price {
			p.price, p.discount, p.pool = lower, w.priceCut(int(good), lower), c.agency
		}
	}
}

// judge sets what a streamer expects of a place. The error of judgement is the streamer's and the good's own, so that a
// second look sees the same and a line-up does not change for no reason. Where commission on returned orders is not clawed
// back, a good that comes back often pays it for more units than are kept. What the streamer gives back of its commission it
// does not have, and its buyers see the lower price.
func (w *World) judge(c *chooser, a *place) {
	p := &w.p.Streamers.LineUp
	seen := p.Seen(w.Goods.Delivered[a.good], c.product, c.errors.At(uint64(a.good)).Normal(0), a.familiar)
	rate, discount := a.rate, a.discount
	if w.Streamers.Giveback[c.host] > 0 {
		price, points := w.giveBack(c.host, int(a.good), a.price, basisPoints(a.rate))
		rate, discount = float64(points)/10000, w.priceCut(int(a.good), price)
	}
	a.value = p.Value(rate*w.paidUnits(int(a.good)), c.sales, seen, discount, float64(a.fee), w.Goods.Category[a.good] == c.category)
}

// feeFor is the slot fee that a streamer is paid of one offered: in proportion to its sessions where they are few.
func (w *World) feeFor(s int, offered int64) int64 {
	whole := w.p.Streamers.LineUp.MinSessionsForFee
	if aim := w.Streamers.Sessions[s]; aim < whole {
		return truncated(float64(offered) * (aim / whole))
	}
	return offered
}

// bestPlaces returns which places are the best, highest value first, as many as a line-up has; of equal ones, and of
// the same good, the earlier stays.
func bestPlaces(places []place) (best [LineUp]int, n int) {
next:
	for i := range places {
		p := &places[i]
		if n == LineUp && p.value <= places[best[n-1]].value {
			continue
		}
		for _, b := range best[:n] {
			if places[b].good == p.good {
				continue next
			}
		}
		n = min(n+1, LineUp)
		at := n - 1
		for ; at > 0 && places[best[at-1]].value < p.value; at-- {
			best[at] = best[at-1]
		}
		best[at] = i
	}
	return best, n
}

// meanSales is what the average streamer kept as sales in the last week, fen.
func (w *World) meanSales() float64 {
	sum, n := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			sum += w.Hosts.Past.KeptFen[s]
			n++
		}
	}
	return float64(sum) / float64(max(1, n))
}
