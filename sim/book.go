package sim

import (
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
)

// ahead is the room that the book needs for the rest of the run, of which a year at most: who simulates decades need not
// have their memory at once.
func (w *World) ahead() record.Room {
	const year, flows = 366, 18 // flows of a day
	days := int(min(max(0, w.p.Run.Days-w.Day), year))
	months := days/Month + 2
	return record.Room{Days: days, Flows: days * flows, Cohorts: months * (maxAge + 1),
		Streamers: months * w.NumStreamers(), Merchants: months * w.NumMerchants(), MCNs: months * len(w.MCNs.Alive)}
}

// record writes the day, and at the end of a month the agents' rows, into the book. It draws nothing and changes
// nothing but the book and the counters of the month.
func (w *World) record() error {
	r := &w.run
	d := &r.day
	for i := range r.workers {
		d.Add(&r.workers[i].day)
	}
	for _, sum := range [...]struct {
		what string
		fen  int64
	}{{"consumers' surplus", d.SurplusDecision}, {"what consumers' surplus differs by on delivery", d.SurplusGap}, {"regret", d.RegretSum}} {
		if err := held(sum.what, sum.fen); err != nil {
			return err
		}
	}
	d.Adopters = w.Consumers.Adopters
	for i, active := range w.Streamers.Active {
		if sessions := w.Hosts.Today.Sessions[i]; active && sessions > 0 {
			d.LiveStreamers++
			d.TrustSum += int64(fixed(w.publicTrust(i)))
			d.Sessions += sessions
		}
	}
	for _, worth := range w.Goods.Worth {
		d.StockAtCost += worth
	}
	w.Rec.Days = append(w.Rec.Days, *d)
	w.Accounts.EachFlow(func(from, to ledger.Class, why ledger.Purpose, amount int64) {
		w.Rec.Flows = append(w.Rec.Flows, record.FlowDay{Day: w.Day, Flow: record.Flow{From: from.String(), To: to.String(), For: why.String(), Amount: amount}})
	})
	if floorDiv(w.Day-1, Month) != floorDiv(w.Day, Month) {
		w.happen(onMonthEnd)
	}
	return nil
}

// onMonthEnd writes the agents' rows of the month that ends today and starts the next.
var onMonthEnd = []event{
	{"record streamers", (*World).recordStreamers},
	{"record merchants", (*World).recordMerchants},
	{"record agencies", (*World).recordMCNs},
	{"start the hosts' month", func(w *World) { zero(&w.Hosts.Month) }},
	{"start the streamers' month", (*World).startStreamerMonth},
	{"start the merchants' month", (*World).startMerchantMonth},
	{"start the agencies' month", (*World).startMCNMonth},
}

// recordStreamers writes a row for every streamer that was in the market this month or whose orders were settled in it.
func (w *World) recordStreamers() {
	month := w.month()
	for i, active := range w.Streamers.Active {
		if active || w.leftAMark(i) {
			w.Rec.Streamers = append(w.Rec.Streamers, w.streamerMonth(i, month))
		}
	}
}

// leftAMark reports whether the last occupant of an empty slot left this month, or had a session or an order kept in it.
func (w *World) leftAMark(slot int) bool {
	m := &w.Hosts.Month
	return w.thisMonth(int64(w.Streamers.Left[slot])) || m.Sessions[slot] != 0 || m.Kept[slot] != 0
}

func (w *World) streamerMonth(i int, month int64) record.StreamerMonth {
	h, s, m := &w.Hosts, &w.Streamers, &w.Hosts.Month
	row := record.StreamerMonth{
		Streamer: int64(h.ID[i]), Month: month, Category: int64(h.Category[i]), Tier: int64(h.Tier[i]), MCN: -1,
		Entered: int64(h.Born[i]), GMV: m.GMV[i], GMVPaid: m.PaidFen[i], GMVNet: m.KeptFen[i], Orders: m.Orders[i], OrdersKept: m.Kept[i],
		Sessions: m.Sessions[i], Viewers: m.Visits[i], Impressions: m.Impressions[i], Followers: h.Followers[i],
		Income: s.MonthIncome[i], Hype: h.Hype[i], Content: h.Content[i], Product: h.Product[i], Trust: w.publicTrust(i),
		Credit: h.Credit[i], LastSession: int64(s.LastSession[i]),
	}
	if a := s.MCN[i]; a >= 0 {
		row.MCN = int64(w.MCNs.ID[a])
	}
	if !s.Active[i] {
		row.Gone, row.Left = 1, int64(s.Left[i])
	}
	return row
}

// recordMCNs writes a row for every agency; one that closes has its last row on that day, with the roster that it loses.
func (w *World) recordMCNs() {
	month := w.month()
	for a, alive := range w.MCNs.Alive {
		if alive {
			w.Rec.MCNs = append(w.Rec.MCNs, w.mcnMonth(a, month))
		}
	}
}

func (w *World) mcnMonth(a int, month int64) record.MCNMonth {
	m := &w.MCNs
	row := record.MCNMonth{MCN: int64(m.ID[a]), Month: month, Cash: w.Accounts.Of(ledger.MCNs, a), Income: m.MonthIncome[a],
		Traffic: m.Traffic[a], Signed: m.Signed[a], Lost: m.Lost[a], Trained: m.Trained[a]}
	for s, active := range w.Streamers.Active {
		if active && w.Streamers.MCN[s] == int32(a) {
			row.Roster++
			row.GMVNet += w.Hosts.Month.KeptFen[s]
			row.TopGMVNet = max(row.TopGMVNet, w.Hosts.Month.KeptFen[s])
		}
	}
	return row
}

// Close ends the run's record: repeat-purchase spells still open are censored at the age they have reached, and the
// agents of a month cut short get their rows.
func (w *World) Close() {
	today := w.number(w.Day)
	for i := range w.Consumers.Rec {
		if c := &w.Consumers.Rec[i]; c.Spell != 0 {
			w.cohort(uint32(c.Spell), min(maxAge, today-int64(c.Spell))).Censored++
		}
	}
	if floorDiv(w.Day-1, Month) == floorDiv(w.Day, Month) {
		w.happen(onMonthEnd)
	}
}
