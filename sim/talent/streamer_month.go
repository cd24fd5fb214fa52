package talent

import (
	"livebazaar/sim/crew"
	"livebazaar/sim/record"
)

// RecordStreamers writes a month's row for every streamer that was in the market in it or whose orders were settled in it.
func (w *Talent) RecordStreamers() {
	month := w.MonthNow()
	w.Rec.Streamers = crew.Gather(w.Crew, w.Rec.Streamers, w.NumStreamers(),
		func(i int) bool { return w.Streamers.Active[i] || w.leftAMark(i) },
		func(i int) record.StreamerMonth { return w.streamerMonth(i, month) })
}

// leftAMark reports whether the last occupant of an empty slot left this month, or had a session or an order kept in it.
func (w *Talent) leftAMark(slot int) bool {
	m := &w.Hosts.Month
	return w.ThisMonth(int64(w.Streamers.Left[slot])) || m.Sessions[slot] != 0 || m.Kept[slot] != 0
}

// streamerMonth is the month's row of a streamer.
func (w *Talent) streamerMonth(i int, month int64) record.StreamerMonth {
	h, s, m := &w.Hosts, &w.Streamers, &w.Hosts.Month
	row := record.StreamerMonth{
		Streamer: int64(h.ID[i]), Month: month, Category: int64(h.Category[i]), Tier: int64(w.Main().Tier[i]), MCN: -1,
		Entered: int64(h.Born[i]), GMV: m.GMV[i], GMVPaid: m.PaidFen[i], GMVNet: m.KeptFen[i], Orders: m.Orders[i], OrdersKept: m.Kept[i],
		Sessions: m.Sessions[i], Viewers: m.Visits[i], Impressions: m.Impressions[i], Followers: w.Main().Followers[i],
		Income: s.MonthIncome[i], Hype: h.Hype[i], Content: h.Content[i], Product: h.Product[i], Trust: w.p.HostTrust(w.Market, i),
		Credit: w.Main().Credit[i], LastSession: int64(s.LastSession[i]),
	}
	if a := s.MCN[i]; a >= 0 {
		row.MCN = int64(w.MCNs.ID[a])
	}
	if !s.Active[i] {
		row.Gone, row.Left = 1, int64(s.Left[i])
	}
	return row
}
