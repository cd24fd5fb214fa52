package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
)

// FoundAgencies lets some of those who could run an agency and run none look at how agencies fared, and open one. Some copy the
// strategy of the agency that earns most.
func (w *Talent) FoundAgencies() {
	m, p := &w.MCNs, &w.p.MCNs.Firm
	value := p.Venture.Value(w.Fortunes, float64(w.Scale.Real(p.Venture.Cost)))
	office := float64(w.Scale.Real(p.Office))
	richest := w.richestAgency()
	keys := w.On(chance.Entry).For(chance.Scout)
	founders := int(float64(p.Venture.Founders*float64(w.withoutAgency())) + keys.Uniform(0))
	slot := 0
	for f := range founders {
		key := keys.At(uint64(f))
		if !key.Chance(2, p.Venture.Founds(value, office)) {
			continue
		}
		for slot < len(m.Alive) && m.Alive[slot] {
			slot++
		}
		if slot == len(m.Alive) {
			return
		}
		w.foundMCN(slot, key)
		w.agencySpends(slot, ledger.Operation, w.Scale.Real(p.Venture.Cost))
		w.MCNs.WeekCost[slot] = 0 // sunk: no cost of going on
		w.Fortunes.Founded++
		if richest >= 0 && key.Chance(3, p.Imitation) {
			m.HeadBias[slot] = p.Copied(m.HeadBias[richest], key.Normal(4))
		}
	}
}

// withoutAgency is how many of those who could run an agency run none.
func (w *Talent) withoutAgency() (n int) {
	for _, alive := range w.MCNs.Alive {
		if !alive {
			n++
		}
	}
	return n
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
