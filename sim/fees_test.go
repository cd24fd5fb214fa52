package sim

import (
	"math"
	"testing"

	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// moved adds up the recorded flows of a purpose between two classes of accounts, fen.
func moved(w *World, from, to ledger.Class, why ledger.Purpose) (sum int64) {
	for _, f := range w.Rec.Flows {
		if f.From == from.String() && f.To == to.String() && f.For == why.String() {
			sum += f.Amount
		}
	}
	return sum
}

// Streamers pay the platform the service fee of the commission they get, order by order; what is left is what they share
// with their agencies.
func TestServiceFeeIsTakenFromCommission(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"platform.fees.service": .1})
	var earned int64
	for range 120 {
		run(t, w, 1, 1)
		for _, fen := range w.Hosts.Today.Commission {
			earned += fen
		}
	}
	commission := moved(w, ledger.Escrow, ledger.Streamers, ledger.Commission)
	fee := moved(w, ledger.Streamers, ledger.Platforms, ledger.ServiceFee)
	if earned != commission-fee {
		t.Errorf("streamers are credited with %d fen of a commission of %d less a fee of %d", earned, commission, fee)
	}
	if share := float64(fee) / float64(commission); math.Abs(share-.1) > .001 { // whole fen, rounded down for each order
		t.Errorf("a service fee of a tenth takes %.4f of the commission", share)
	}
}

// docs/model.md, section 7.4: whether the commission of a returned order is clawed back is a rule. Without it merchants pay
// commission on what comes back too, and offer less of it.
func TestClawbackIsARule(t *testing.T) {
	t.Parallel()
	market := func(clawback bool) (onReturns, onKept int64, offered float64) {
		w := town(t, map[string]any{"platform.fees.clawback": clawback})
		run(t, w, 150, 1)
		return moved(w, ledger.Merchants, ledger.Streamers, ledger.Commission), moved(w, ledger.Escrow, ledger.Streamers, ledger.Commission),
			meanPoints(w)
	}
	none, _, usual := market(true)
	onReturns, onKept, less := market(false)
	if none != 0 {
		t.Errorf("merchants pay %d fen of commission on returned orders that are clawed back", none)
	}
	if share := float64(onReturns) / float64(onReturns+onKept); share < .2 || share > .5 {
		t.Errorf("%.2f of the commission is paid on returned orders, a third of all", share)
	}
	if less >= usual {
		t.Errorf("merchants offer %.0f points where returns cost commission, %.0f where they do not", less, usual)
	}
}

// meanPoints is the mean commission of the places on show, basis points.
func meanPoints(w *World) float64 {
	sum, n := 0.0, 0.0
	for s, in := range w.Streamers.Active {
		for j := range state.LineUp {
			if at := w.Offer(w.Edition(), s, j); in && w.Offers.Good[at] >= 0 {
				sum += float64(w.Offers.Commission[at])
				n++
			}
		}
	}
	return sum / n
}
