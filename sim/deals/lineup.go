package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/state"
)

// AcceptOffers writes the line-up of every streamer for the week that begins today. The proposals are those of ProposeShows.
// A streamer judges the proposals made to it, the goods it shows already, and some goods that its circle has on the open
// list, most of them of its category. It gives its places to the best. What a streamer thinks of a place hangs on no other's
// choice, so the workers share the judging of many streamers at a time. Then they choose in the order of their serial
// numbers, since a merchant may run out of money for fees.
func (w *Deals) AcceptOffers(proposals []Proposal) {
	r, s := &w.run, &w.Streamers
	w.listGoods()
	r.choosers = r.choosers[:0]
	for _, host := range w.Roll.Order {
		if int(host) < w.NumStreamers() && s.Active[host] {
			if w.Hosts.Barred[host] {
				w.takeOff(int(host))
			} else {
				r.choosers = append(r.choosers, host)
			}
		}
	}
	market := w.meanSales()
	for rest := r.choosers; len(rest) > 0; {
		n := min(len(rest), JudgedAtOnce)
		w.lineUp(rest[:n], proposals, market)
		rest = rest[n:]
	}
}

// JudgedAtOnce is how many streamers judge goods before they choose, judgesAtOnce how many of these a worker takes at a time.
const JudgedAtOnce, judgesAtOnce = 1024, 64

// lineUp chooses the goods of some streamers.
func (w *Deals) lineUp(streamers []int32, proposals []Proposal, market float64) {
	r := &w.run
	looks := state.LineUp + int(w.p.Streamers.LineUp.Candidates)
	r.judgements = column.Resize(r.judgements, len(streamers))
	n := 0
	for k, s := range streamers {
		most := int(r.firstOf[s+1]-r.firstOf[s]) + looks
		r.judgements[k] = judgement{from: n}
		n += most
	}
	r.places = column.Resize(r.places, n)
	errors, draws, browse := w.Keys.Market.For(chance.LineUp), w.On(chance.LineUp), w.On(chance.Browse)
	w.Crew.Each((len(streamers)+judgesAtOnce-1)/judgesAtOnce, func(i, _ int) {
		for k := i * judgesAtOnce; k < min(len(streamers), (i+1)*judgesAtOnce); k++ {
			s := int(streamers[k])
			id, j := w.Hosts.ID[s], &r.judgements[k]
			c := w.choosing(s, market, errors.At(id))
			j.n = w.look(&c, r.places[j.from:], proposals, draws.At(id), browse.At(id))
		}
	})
	for k, s := range streamers {
		j := &r.judgements[k]
		w.choosePlaces(int(s), r.places[j.from:][:j.n], proposals)
	}
}

// judgement is the places that a streamer has judged: n of them, from one on.
type judgement struct{ from, n int }

// choosePlaces puts the best of the places that a streamer has judged on show.
func (w *Deals) choosePlaces(s int, places []place, proposals []Proposal) {
	best, n := w.bestPlaces(places, proposals)
	for j := range state.LineUp {
		if j < n {
			w.putOn(s, j, &places[best[j]], proposals)
		} else {
			w.ClearPlace(s, j)
		}
	}
}

// takeOff empties the line-up of a host.
func (w *Deals) takeOff(host int) {
	for j := range state.LineUp {
		w.ClearPlace(host, j)
	}
}

// putOn puts the good of a place on show at place j of a streamer's line-up.
func (w *Deals) putOn(s, j int, p *place, proposals []Proposal) {
	if p.proposal >= 0 {
		o := proposals[p.proposal]
		o.SlotFee = p.fee
		w.accept(o, j)
		return
	}
	w.Show(s, j, int(p.good), p.price, w.run.listings[p.good].points, 0)
	w.Offers.Pool[w.Offer(w.Edition(), s, j)] = p.pool
}

// meanSales is what the average streamer sold in the week before last and buyers kept, fen.
func (w *Deals) meanSales() float64 {
	sum, n := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			sum += w.Hosts.Past.KeptFen[s]
			n++
		}
	}
	return float64(sum) / float64(max(1, n))
}
