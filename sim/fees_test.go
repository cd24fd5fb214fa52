package sim

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
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

// Model description, section 9: whether the commission of a returned order is clawed back is a rule. Without it merchants pay
// commission on what comes back too, and offer less of it.
func TestClawbackIsARule(t *testing.T) {
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
		for j := range LineUp {
			if at := w.offer(w.Edition(), s, j); in && w.Offers.Good[at] >= 0 {
				sum += float64(w.Offers.Commission[at])
				n++
			}
		}
	}
	return sum / n
}

// Where returned orders earn commission too, a good of which half comes back pays a streamer for two units of each one that is
// kept, and the merchant offers half the rate for it, so that a kept unit costs it the same.
func TestWithoutClawbackReturnedUnitsCountOnBothSides(t *testing.T) {
	const good = 0
	terms := func(clawback bool, returns float64) (value, offered float64) {
		w := small(t, map[string]any{"platform.fees.clawback": clawback})
		w.Goods.ReturnEst[good], w.Streamers.Giveback[0] = returns, 0
		c := w.choosing(0, 1e6, w.On(chance.LineUp))
		place := place{good: good, rate: .1, price: w.Goods.List[good]}
		w.judge(&c, &place)
		w.Merchants.Commission[0] = .1
		return place.value, w.commissionFor(0, good, rank.Tail) // a good that costs nothing can bear any commission
	}
	value, offered := terms(true, .5)
	if same, kept := terms(true, 0); same != value || kept != offered {
		t.Errorf("with clawback returns change a value from %g to %g, an offer from %g to %g", same, value, kept, offered)
	}
	twice, half := terms(false, .5)
	if math.Abs(twice/value-2) > 1e-9 || math.Abs(half/offered-.5) > 1e-9 {
		t.Errorf("without clawback a good that comes back half the time is worth %.3f times as much and offered at %.3f times the rate", twice/value, half/offered)
	}
}
