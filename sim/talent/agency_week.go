package talent

import (
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// ReviewWeeks says that contracts are reviewed, owners paid, the bankrupt closed and agencies founded every four weeks.
const ReviewWeeks = 4

// PayAgencyCosts pays offices and the managers of the rosters, and smooths income and cost. How agencies fared becomes known.
func (w *Talent) PayAgencyCosts() {
	m, p := &w.MCNs, &w.p.MCNs
	office, manage := w.Scale.Real(p.Firm.Office), w.Scale.Real(p.Scouting.Manage)
	for a, alive := range m.Alive {
		if !alive {
			continue
		}
		w.agencySpends(a, ledger.Operation, office)
	}
	for s, a := range w.Streamers.MCN {
		if a >= 0 && w.Streamers.Active[s] {
			w.agencySpends(int(a), ledger.Operation, manage)
		}
	}
	const weight = 0.15 // of the last week: a memory of about a quarter
	earned := int64(0)  // whole fen add up to the same in any order
	for a, alive := range m.Alive {
		if alive {
			m.Income[a] += float64(weight * (float64(m.WeekIncome[a]) - m.Income[a]))
			m.Cost[a] += float64(weight * (float64(m.WeekCost[a]) - m.Cost[a]))
			profit := p.Firm.Venture.Earned(float64(m.WeekIncome[a]-m.WeekCost[a]), float64(m.Cash[a]))
			earned += int64(p.Firm.Venture.Worth(profit, float64(w.agencyAge(a))))
		}
		if w.Accounts.Of(ledger.MCNs, a) < 0 {
			m.WeeksInRed[a]++
		} else {
			m.WeeksInRed[a] = 0
		}
		m.WeekIncome[a], m.WeekCost[a] = 0, 0
	}
	w.Fortunes = p.Firm.Venture.After(w.Fortunes, float64(earned))
}

// agencySpends pays a cost of an agency to the outside.
func (w *Talent) agencySpends(a int, why ledger.Purpose, amount int64) {
	w.Accounts.Move(state.AgencyAccount(a), state.Outside, why, amount)
	w.MCNs.WeekCost[a] += amount
}

// StartMCNMonth clears what is counted by month, after it was recorded.
func (w *Talent) StartMCNMonth() {
	clear(w.MCNs.Signed)
	clear(w.MCNs.Lost)
	clear(w.MCNs.Trained)
	clear(w.MCNs.Traffic)
	clear(w.MCNs.MonthIncome)
}
