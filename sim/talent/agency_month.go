package talent

import (
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
)

// RecordMCNs writes a month's row for every agency. One that closes has its last row on that day, with the roster it loses.
func (w *Talent) RecordMCNs() {
	rowOf := make([]int, len(w.MCNs.Alive))
	for a, alive := range w.MCNs.Alive {
		if alive {
			rowOf[a] = len(w.Rec.MCNs)
			w.Rec.MCNs = append(w.Rec.MCNs, w.mcnMonth(a))
		}
	}
	for s, a := range w.Streamers.MCN {
		if a >= 0 && w.Streamers.Active[s] {
			w.onRoster(&w.Rec.MCNs[rowOf[a]], s)
		}
	}
}

// recordClosing writes the last row of an agency.
func (w *Talent) recordClosing(agency int) {
	row := w.mcnMonth(agency)
	for s, a := range w.Streamers.MCN {
		if int(a) == agency && w.Streamers.Active[s] {
			w.onRoster(&row, s)
		}
	}
	w.Rec.MCNs = append(w.Rec.MCNs, row)
}

// mcnMonth is the month's row of an agency but for its roster.
func (w *Talent) mcnMonth(a int) record.MCNMonth {
	m := &w.MCNs
	return record.MCNMonth{
		MCN: int64(m.ID[a]), Month: w.MonthNow(), Cash: w.Accounts.Of(ledger.MCNs, a), Income: m.MonthIncome[a],
		Traffic: m.Traffic[a], Signed: m.Signed[a], Lost: m.Lost[a], Trained: m.Trained[a],
	}
}

// onRoster counts a streamer in the row of its agency.
func (w *Talent) onRoster(row *record.MCNMonth, s int) {
	row.Roster++
	row.GMVNet += w.Hosts.Month.KeptFen[s]
	row.TopGMVNet = max(row.TopGMVNet, w.Hosts.Month.KeptFen[s])
}
