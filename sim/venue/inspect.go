package venue

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/enforcement"
	"livebazaar/sim/state"
)

// InspectGoods is the day's supervision: goods are sampled, complaints audited. It returns the goods found guilty, one of a merchant at
// most, in the order of merchants. The list is good until the next inspection.
func (w *Venue) InspectGoods() []int32 {
	keys := w.On(chance.Sample)
	w.run.guilty = w.run.guilty[:0]
	for i, alive := range w.Merchants.Alive {
		if alive {
			w.supervise(i, keys.At(w.Merchants.ID[i]))
		}
	}
	return w.run.guilty
}

// supervise samples one of a merchant's goods, and of those that buyers complained of today audits some: the good that was
// complained of, each complaint leading to an audit with its own chance. One verdict a day is enough.
func (w *Venue) supervise(m int, key chance.Key) {
	p := &w.p.Enforcement.Inspection
	if key.Chance(0, p.Daily()) && w.inspect(m*state.GoodsPer+key.Below(1, state.GoodsPer), key) {
		return
	}
	for j := range state.GoodsPer {
		good, audit := m*state.GoodsPer+j, key.At(uint64(j))
		complaints := w.Goods.Today.Complaints[good]
		if complaints > 0 && audit.Chance(0, enforcement.Detection(p.Audit, complaints)) && w.inspect(good, audit) {
			return
		}
	}
}

// inspect inspects a good, notes a verdict of guilty and takes points off the merchant's credit. Draw 2 of the key is the verdict.
func (w *Venue) inspect(good int, key chance.Key) (guilty bool) {
	p, g := &w.p.Enforcement.Inspection, &w.Goods
	if !key.Chance(2, p.Guilty(p.Violates(g.Quality[good], g.Delivered[good]))) {
		return false
	}
	w.run.guilty = append(w.run.guilty, int32(good))
	credit := &w.Merchants.Credit[good/state.GoodsPer]
	*credit = enforcement.Penalised(*credit, w.p.Enforcement.Credit.Step)
	return true
}

// BlameHosts takes points off the credit of the hosts that show goods found guilty today.
func (w *Venue) BlameHosts(guilty []int32) {
	if len(guilty) == 0 {
		return
	}
	blamed := w.run.blamed // by good
	for _, good := range guilty {
		blamed[good] = true
	}
	w.Crew.Blocks(w.NumHosts(), func(from, to, _ int) {
		first := w.Offer(w.Edition(), from, 0)
		for i, good := range w.Offers.Good[first : first+(to-from)*state.LineUp] {
			if host := from + i/state.LineUp; good >= 0 && blamed[good] && w.Hosts.Alive[host] {
				w.Main().Credit[host] = enforcement.Penalised(w.Main().Credit[host], w.p.Enforcement.Credit.HostStep)
			}
		}
	})
	for _, good := range guilty {
		blamed[good] = false
	}
}
