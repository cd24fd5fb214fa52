package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
)

// FoundAgencies lets some of those who could run an agency and run none look at what agencies earn, and open one. Some copy the
// strategy of the agency that earns most.
func (w *Talent) FoundAgencies() {
	m, p := &w.MCNs, &w.p.MCNs.Firm
	income, cost, agencies := w.agencyBusiness()
	richest := w.richestAgency()
	keys := w.On(chance.Entry).For(chance.Scout)
	founders := int(float64(p.Founders*float64(len(m.Alive)-agencies)) + keys.Uniform(0))
	if agencies == 0 && w.p.MCNs.Count > 0 {
		founders = max(1, founders)
	}
	slot := 0
	for f := range founders {
		key := keys.At(uint64(f))
		if !key.Chance(2, p.Founds(income, cost, agencies)) {
			continue
		}
		for slot < len(m.Alive) && m.Alive[slot] {
			slot++
		}
		if slot == len(m.Alive) {
			return
		}
		w.foundMCN(slot, key)
		if richest >= 0 && key.Chance(3, p.Imitation) {
			m.HeadBias[slot] = p.Copied(m.HeadBias[richest], key.Normal(4))
		}
	}
}

// agencyBusiness is what people think an agency earns and costs in a week, fen, and how many agencies there are. They go by the
// certainty equivalent of the agencies' incomes, and by their mean cost.
func (w *Talent) agencyBusiness() (income, cost float64, agencies int) {
	const unit = 1 << 20 // of a log: whole numbers add up to the same in any order
	m := &w.MCNs
	office := max(1, float64(w.Scale.Real(w.p.MCNs.Firm.Office)))
	var logs, costs int64
	for a, alive := range m.Alive {
		if alive {
			logs += int64(unit * mcn.Utility(m.Income[a], office))
			costs += int64(m.Cost[a])
			agencies++
		}
	}
	if agencies == 0 {
		return 0, 0, 0
	}
	n := float64(agencies)
	return mcn.Equivalent(float64(logs)/unit/n, office), float64(costs) / n, agencies
}

// richestAgency is the one that earns most, −1 where there is none.
func (w *Talent) richestAgency() int {
	m, richest := &w.MCNs, -1
	for a, alive := range m.Alive {
		if alive && (richest < 0 || m.Income[a]-m.Cost[a] > m.Income[richest]-m.Cost[richest]) {
			richest = a
		}
	}
	return richest
}
