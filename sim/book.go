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
		d.Collect(&r.workers[i].day)
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
			d.TrustCount++
			d.Sessions += sessions
		}
	}
	for _, worth := range w.Goods.Worth {
		d.StockAtCost += worth
	}
	w.noteSilence()
	w.Rec.Days = append(w.Rec.Days, *d)
	w.Accounts.EachFlow(func(from, to ledger.Class, why ledger.Purpose, amount int64) {
		w.Rec.Flows = append(w.Rec.Flows, record.FlowDay{Day: w.Day, Flow: record.Flow{From: from.String(), To: to.String(), For: why.String(), Amount: amount}})
	})
	if floorDiv(w.Day-1, Month) != floorDiv(w.Day, Month) {
		w.recordMonth()
	}
	return nil
}

// noteSilence notes the first day by which a streamer has held no session for four weeks.
func (w *World) noteSilence() {
	s := &w.Streamers
	for i, active := range s.Active {
		if active && s.Silent[i] == 0 && w.Day-max(int64(s.LastSession[i]), int64(w.Hosts.Born[i])) >= lately {
			s.Silent[i] = int32(w.Day)
		}
	}
}

// recordMonth writes the agents' rows of the month that ends today and starts the next.
func (w *World) recordMonth() {
	month := w.monthOf(uint32(w.number(w.Day)))
	w.recordStreamers(month)
	w.recordMerchants(month)
	w.recordMCNs(month)
	zero(&w.Hosts.Month)
	w.startStreamerMonth()
	w.startMCNMonth()
}

func (w *World) recordStreamers(month int64) {
	h, s, m := &w.Hosts, &w.Streamers, &w.Hosts.Month
	for i := range s.Active {
		if !s.Active[i] && m.Sessions[i] == 0 && m.Kept[i] == 0 {
			continue
		}
		row := record.StreamerMonth{
			Streamer: int64(h.ID[i]), Month: month, Category: int64(h.Category[i]), Tier: int64(h.Tier[i]), MCN: -1,
			Entered: int64(h.Born[i]), GMV: m.GMV[i], GMVPaid: m.PaidFen[i], GMVNet: m.KeptFen[i], Orders: m.Orders[i], OrdersKept: m.Kept[i],
			Sessions: m.Sessions[i], Viewers: m.Visits[i], Impressions: m.Impressions[i], Followers: h.Followers[i],
			Income: s.MonthIncome[i], Hype: h.Hype[i], Content: h.Content[i], Product: h.Product[i], Trust: w.publicTrust(i),
			Credit: h.Credit[i], LastSession: int64(s.LastSession[i]), Silent: int64(s.Silent[i]),
		}
		if a := s.MCN[i]; a >= 0 {
			row.MCN = int64(w.MCNs.ID[a])
		}
		if !s.Active[i] {
			row.Left = int64(s.LastSession[i])
		}
		w.Rec.Streamers = append(w.Rec.Streamers, row)
	}
}

func (w *World) recordMCNs(month int64) {
	a := &w.MCNs
	rows := make([]record.MCNMonth, len(a.Alive))
	for s, active := range w.Streamers.Active {
		if i := w.Streamers.MCN[s]; active && i >= 0 {
			rows[i].Roster++
			rows[i].GMVNet += w.Hosts.Month.KeptFen[s]
			rows[i].TopGMVNet = max(rows[i].TopGMVNet, w.Hosts.Month.KeptFen[s])
		}
	}
	for i, alive := range a.Alive {
		if alive {
			row := rows[i]
			row.MCN, row.Month, row.Cash = int64(a.ID[i]), month, w.Accounts.Of(ledger.MCNs, i)
			row.Income, row.Traffic, row.Signed, row.Lost, row.Trained = a.MonthIncome[i], a.Traffic[i], a.Signed[i], a.Lost[i], a.Trained[i]
			w.Rec.MCNs = append(w.Rec.MCNs, row)
		}
	}
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
		w.recordMonth()
	}
}
