package books

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// Record writes the day's row and its flows into the book. It draws nothing and changes nothing else. It fails where a sum in fen is
// more than the record can hold.
func (w *Books) Record() error {
	d := w.counted()
	for _, sum := range [...]struct {
		what string
		fen  int64
	}{
		{"consumers' surplus", d.SurplusDecision},
		{"what consumers' surplus differs by on delivery", d.SurplusGap},
		{"regret", d.RegretSum},
	} {
		if err := state.Held(sum.what, sum.fen); err != nil {
			return err
		}
	}
	d.Adopters = w.Consumers.Adopters
	for i, active := range w.Streamers.Active {
		if sessions := w.Hosts.Today.Sessions[i]; active && sessions > 0 {
			d.LiveStreamers++
			d.TrustSum += int64(fixed.Of(w.p.HostTrust(w.Market, i)))
			d.Sessions += sessions
		}
	}
	for _, worth := range w.Goods.Worth {
		d.StockAtCost += worth
	}
	w.Rec.Days = append(w.Rec.Days, d)
	w.Accounts.EachFlow(func(from, to ledger.Class, why ledger.Purpose, amount int64) {
		flow := record.Flow{From: from.String(), To: to.String(), For: why.String(), Amount: amount}
		w.Rec.Flows = append(w.Rec.Flows, record.FlowDay{Day: w.Day, Flow: flow})
	})
	return nil
}

// counted returns what has been counted today: by the workers, and where one hand is enough.
func (w *Books) counted() record.Day {
	day := w.run.day
	w.crowd.CrowdCounted(&day)
	for i := range w.run.clerks {
		day.Add(&w.run.clerks[i].day)
	}
	return day
}
