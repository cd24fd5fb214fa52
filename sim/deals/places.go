package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// place is one good that a streamer might show: what a merchant proposed, or a good on the open list.
type place struct {
	value    float64
	rate     float64 // commission
	fee      int64   // slot fee, fen
	price    int64
	proposal int32 // index into the proposals, −1 for the open list
	good     int32
	familiar bool // shown before
}

// chooser is a streamer at its choice of goods.
type chooser struct {
	host     int
	errors   chance.Key // of judgement, by good
	whims    chance.Key // of the week, by good
	sales    float64    // kept sales it expects of an average place in a week, fen
	product  float64    // product power
	category uint8
	discount float64 // of its agency's exclusive pool, 0 without an agency
}

// choosing returns a streamer at its choice; market is what the average one kept as sales.
func (w *Deals) choosing(s int, market float64, errors, whims chance.Key) chooser {
	c := chooser{host: s, errors: errors, whims: whims, product: w.Hosts.Product[s], category: w.Hosts.Category[s],
		sales: (float64(w.Hosts.WeekSettling.KeptFen[s]) + float64(0.25*market)) / (1.25 * state.LineUp)}
	if agency := w.Streamers.MCN[s]; agency >= 0 {
		c.discount = w.MCNs.PoolPrice[agency]
	}
	return c
}

// look lists the places that a streamer looks at and judges them. It returns how many there are.
func (w *Deals) look(c *chooser, places []place, proposals []Proposal, draws, browse chance.Key) (n int) {
	r, s := &w.run, c.host
	for i := r.firstOf[s]; i < r.firstOf[s+1]; i++ {
		o, p := &proposals[i], &places[n]
		p.good, p.price, p.proposal, p.familiar = o.Good, o.Price, i, false
		p.rate, p.fee = float64(o.Commission)/10000, w.feeFor(s, o.SlotFee)
		n++
	}
	last := w.Offer(1-w.Edition(), s, 0)
	for _, good := range w.Offers.Good[last : last+state.LineUp] {
		if good >= 0 && r.listings[good].offered {
			w.openPlace(&places[n], c, good, &r.listings[good], true)
			n++
		}
	}
	onSale, main := &r.onSale[w.CircleOf(w.Hosts.ID[s])], int(c.category)
	for i := range uint64(w.p.Streamers.LineUp.Candidates) {
		good := int32(-1)
		if browse.Chance(2*i, w.p.Streamers.LineUp.Outside) {
			good = another(main, browse, 2*i+1, func(k int) []int32 { return onSale[k] })
		} else if own := onSale[main]; len(own) > 0 {
			good = own[draws.Below(i, len(own))]
		}
		if good >= 0 && r.listings[good].offered {
			w.openPlace(&places[n], c, good, &r.listings[good], false)
			n++
		}
	}
	for i := range places[:n] { // apart from the choice, so that the processor can judge several at once
		w.judgePlace(c, &places[i])
	}
	return n
}

// openPlace makes the place of a good on the open commission list. Its price is that of the agency's exclusive pool where that
// is lower.
func (w *Deals) openPlace(p *place, c *chooser, good int32, open *listing, familiar bool) {
	p.good, p.price, p.proposal, p.familiar = good, open.price, -1, familiar
	p.rate, p.fee = open.rate, 0
	if c.discount > 0 {
		commission := float64(w.PaidUnits(int(good)) * open.rate)
		pooled := mcn.Price(float64(p.price), w.KeptCost(int(good)), c.discount, commission, w.p.Platform.Fees.Commission)
		p.price = min(p.price, state.Truncated(pooled))
	}
}

// judgePlace sets what a streamer expects of a place. What it sees of a good's quality is its own for good: a second look sees the
// same. What it thinks of the good this week is drawn anew. Where commission on returned orders is not clawed back, a
// good that comes back often pays it for more units than are kept. The streamer does not have what it gives back of its
// commission, and its buyers see the lower price.
func (w *Deals) judgePlace(c *chooser, a *place) {
	p := &w.p.Streamers.LineUp
	z := c.errors.At(uint64(a.good)).Normal(0)
	seen := p.Seen(w.Goods.Quality[a.good], w.Goods.Delivered[a.good], c.product, z, a.familiar)
	rate, price := a.rate, a.price
	if w.Streamers.Giveback[c.host] > 0 {
		var points int64
		price, points = w.giveBack(c.host, int(a.good), a.price, fixed.BasisPoints(a.rate))
		rate = float64(points) / 10000
	}
	relative := float64(price) / float64(w.Goods.Comparable[a.good])
	whim := c.whims.At(uint64(a.good)).Gumbel(0) - chance.EulerGamma
	a.value = p.Value(rate*w.PaidUnits(int(a.good)), c.sales, seen, relative, whim, float64(a.fee), w.Goods.Category[a.good] == c.category)
}

// feeFor is what a streamer is paid of a slot fee that is offered: a part, in proportion to its sessions, where they are few.
func (w *Deals) feeFor(s int, offered int64) int64 {
	whole := w.p.Streamers.LineUp.MinSessionsForFee
	if aim := w.Streamers.Sessions[s]; aim < whole {
		return state.Truncated(float64(offered) * (aim / whole))
	}
	return offered
}

// bestPlaces returns which places are the best, the highest value first, as many as a line-up has. Of equal ones, and of those
// of one good, the earlier stays.
func bestPlaces(places []place) (best [state.LineUp]int, n int) {
next:
	for i := range places {
		p := &places[i]
		if n == state.LineUp && p.value <= places[best[n-1]].value {
			continue
		}
		for _, b := range best[:n] {
			if places[b].good == p.good {
				continue next
			}
		}
		n = min(n+1, state.LineUp)
		at := n - 1
		for ; at > 0 && places[best[at-1]].value < p.value; at-- {
			best[at] = best[at-1]
		}
		best[at] = i
	}
	return best, n
}
