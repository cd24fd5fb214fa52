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
		{"what was given up on the shelf", d.SurplusForgone},
		{"consumers' surplus on the shelf", d.SurplusShelf},
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
			d.Effort += w.effort(i, sessions)
		}
	}
	if err := state.Held("streamers' hours", d.Effort); err != nil {
		return err
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

// effort is what the hours of a streamer's sessions today are worth elsewhere, fen: each a part of the week's effort at the sessions it
// aims at, at its own wage.
func (w *Books) effort(s int, sessions int64) int64 {
	aim := w.Streamers.Sessions[s]
	return state.Truncated(float64(w.p.Streamers.Show.Effort(w.Streamers.Wage[s], aim)/aim*float64(sessions)) + .5)
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
