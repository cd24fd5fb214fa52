package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/enforcement"
	"livebazaar/sim/ledger"
)

// enforce is the day's supervision: goods are sampled, complaints audited, verdicts carried out, credit scores updated.
func (w *World) enforce() {
	p, m := &w.p.Enforcement.Inspection, &w.Merchants
	sampled := p.Sampling / Month
	keys := w.On(chance.Sample)
	w.run.guilty = w.run.guilty[:0]
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		audited := enforcement.Detection(p.Audit, float64(m.Today.Complaints[i]))
		key := keys.At(m.ID[i])
		if !key.Chance(0, sampled+float64((1-sampled)*audited)) {
			continue
		}
		good := i*GoodsPer + key.Below(1, GoodsPer)
		violates := p.Violates(w.Goods.Quality[good], w.Goods.Delivered[good])
		if key.Chance(2, p.Guilty(violates)) {
			w.sanction(i, good)
			w.run.guilty = append(w.run.guilty, int32(good))
		}
	}
	w.blameHosts(w.run.guilty)
	w.scoreMerchants()
	w.scoreHosts()
}

// sanction carries out a verdict of guilty: a fine, a suspension, points off the merchant's credit. The merchant
// delivers what it claims until it thinks things over again.
func (w *World) sanction(m, good int) {
	p := &w.p.Enforcement
	price := float64(w.livePrice(good, basisPoints(w.Merchants.Commission[m])))
	fine := int64(p.Sanction.FineFor(price, w.Goods.Demand[good]))
	w.Accounts.Move(merchantAccount(m), ledger.Account{Class: ledger.Government}, ledger.Fine, fine)
	w.Merchants.Suspended[m] = int32(w.Day + p.Sanction.Suspension)
	w.Merchants.Credit[m] = enforcement.Penalised(w.Merchants.Credit[m], p.Credit.Step)
	w.setHonesty(m, true)
}

// blameHosts takes points off the credit of the hosts that show goods found guilty today.
func (w *World) blameHosts(guilty []int32) {
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
