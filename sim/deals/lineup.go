package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/state"
)

// AcceptOffers writes the line-up of every streamer for the week that begins today. The proposals are those of ProposeShows.
// A streamer judges the proposals made to it, the goods it shows already, and some goods that its circle has on the open
// list, most of them of its category. It gives its places to the best. What a streamer thinks of a place hangs on no other's
// choice, so that streamers choose and write side by side, many at a time. A merchant's proposals together cost no more than it has
// (ProposeShows), so that it can pay for any of them. It pays in the order of the streamers' serial numbers.
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
	w.countPlaces(r.choosers)
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
	w.eachOf(streamers, func(k, s int) {
		id, j := w.Hosts.ID[s], &r.judgements[k]
		c := w.choosing(s, market, errors.At(id), draws.At(id))
		j.n = w.look(&c, r.places[j.from:], proposals, draws.At(id), browse.At(id))
		j.best, j.chosen = bestPlaces(r.places[j.from:][:j.n])
	})
	for k := range r.judgements {
		w.acceptOf(&r.judgements[k], proposals)
	}
	w.eachOf(streamers, func(k, s int) { w.putOn(s, &r.judgements[k], proposals) })
}

// eachOf calls f for the numbers and indices of some streamers, side by side.
func (w *Deals) eachOf(streamers []int32, f func(k, s int)) {
	w.Crew.Each((len(streamers)+judgesAtOnce-1)/judgesAtOnce, func(i, _ int) {
		for k := i * judgesAtOnce; k < min(len(streamers), (i+1)*judgesAtOnce); k++ {
			f(k, int(streamers[k]))
		}
	})
}

// judgement is the places that a streamer has judged, n of them from one on, and which of these it chose, the best first.
type judgement struct {
	from, n int
	best    [state.LineUp]int
	chosen  int
}

// acceptOf accepts what a streamer chose of the proposals.
func (w *Deals) acceptOf(j *judgement, proposals []Proposal) {
	for _, b := range j.best[:j.chosen] {
		if p := &w.run.places[j.from+b]; p.proposal >= 0 {
			w.accept(&proposals[p.proposal], p.fee)
		}
	}
}

// takeOff empties the line-up of a host.
func (w *Deals) takeOff(host int) {
	for j := range state.LineUp {
		w.ClearPlace(host, j)
	}
}

// putOn puts the places that a streamer has chosen on show.
func (w *Deals) putOn(s int, chosen *judgement, proposals []Proposal) {
	for j := range state.LineUp {
		if j >= chosen.chosen {
			w.ClearPlace(s, j)
			continue
		}
		p := &w.run.places[chosen.from+chosen.best[j]]
		commission := w.run.listings[p.good].points
		if p.proposal >= 0 {
			commission = proposals[p.proposal].Commission
		}
		w.show(s, j, int(p.good), p.price, commission, p.fee)
	}
}

// meanSales is what the average streamer sold in the week before last and buyers kept, fen.
func (w *Deals) meanSales() float64 {
	sum, n := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			sum += w.Hosts.WeekSettling.KeptFen[s]
			n++
		}
	}
	return float64(sum) / float64(max(1, n))
}
