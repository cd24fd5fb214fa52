package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/enforcement"
	"livebazaar/sim/ledger"
)

// inspectGoods is the day's supervision: goods are sampled, complaints audited, verdicts carried out.
func (w *World) inspectGoods() {
	keys := w.On(chance.Sample)
	w.run.guilty = w.run.guilty[:0]
	for i, alive := range w.Merchants.Alive {
		if alive {
			w.supervise(i, keys.At(w.Merchants.ID[i]))
		}
	}
}

// supervise samples one of a merchant's goods, and of those that buyers complained of today audits some: the good that was
// complained of, each complaint leading to an audit with its own chance. One verdict a day is enough.
func (w *World) supervise(m int, key chance.Key) {
	p := &w.p.Enforcement.Inspection
	if key.Chance(0, p.Daily()) && w.inspect(m*GoodsPer+key.Below(1, GoodsPer), key) {
		return
	}
	for j := range GoodsPer {
		good, audit := m*GoodsPer+j, key.At(uint64(j))
		complaints := w.Goods.Today.Complaints[good]
		if complaints > 0 && audit.Chance(0, enforcement.Detection(p.Audit, complaints)) && w.inspect(good, audit) {
			return
		}
	}
}

// inspect inspects a good and carries out a verdict of guilty. Draw 2 of the key is the verdict.
func (w *World) inspect(good int, key chance.Key) (guilty bool) {
	p, g := &w.p.Enforcement.Inspection, &w.Goods
	if !key.Chance(2, p.Guilty(p.Violates(g.Quality[good], g.Delivered[good]))) {
		return false
	}
	w.sanction(good/GoodsPer, good)
	w.run.guilty = append(w.run.guilty, int32(good))
	return true
}

// sanction carries out a verdict of guilty: a fine, a suspension, points off the merchant's credit. The merchant
// delivers what it claims until it thinks things over again.
func (w *World) sanction(m, good int) {
	p := &w.p.Enforcement
	price := float64(w.livePrice(good, basisPoints(w.Merchants.Commission[m])))
	fine := truncated(p.Sanction.FineFor(price, w.Goods.Demand[good]))
	w.Accounts.Move(merchantAccount(m), ledger.Account{Class: ledger.Government}, ledger.Fine, fine)
	w.Merchants.Suspended[m] = int32(w.Day + p.Sanction.Suspension)
	w.Merchants.Credit[m] = enforcement.Penalised(w.Merchants.Credit[m], p.Credit.Step)
	w.setHonesty(m, true)
}

// blameHosts takes points off the credit of the hosts that show goods found guilty today.
func (w *World) blameHosts() {
	guilty := w.run.guilty
	if len(guilty) == 0 {
		return
	}
	blamed := w.run.blamed // by good
	for _, good := range guilty {
		blamed[good] = true
	}
	from := w.offer(w.Edition(), 0, 0)
	for i, good := range w.Offers.Good[from : from+w.NumHosts()*LineUp] {
		if host := i / LineUp; good >= 0 && blamed[good] && w.Hosts.Alive[host] {
			w.Hosts.Credit[host] = enforcement.Penalised(w.Hosts.Credit[host], w.p.Enforcement.Credit.HostStep)
		}
	}
	for _, good := range guilty {
		blamed[good] = false
	}
}
