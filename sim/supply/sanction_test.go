package supply

import (
	"math"
	"slices"
	"testing"

	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
	"livebazaar/sim/venue"
)

// What a merchant believes of its chance to be caught is how often the market's own daily inspections catch it within the horizon:
// with a verdict every inspection, rare ones must not make detection certain.
func TestBelievedDetectionIsWhatInspectionsDo(t *testing.T) {
	t.Parallel()
	for _, set := range []map[string]any{
		{}, {"platform.enforcement.false_negative": 0.0}, {"platform.enforcement.sampling": 2.0},
	} {
		set["merchants.count"], set["merchants.honesty.review"] = int64(2000), 0.0
		w := made(t, set)
		inspectors := venue.New(w.Market, w.p)
		p, h := &w.p.Enforcement.Inspection, &w.p.Merchants.Honesty
		days := int64(state.Week * h.Horizon)
		var caught, wrongly, cheats, honest float64
		guilty := make([]bool, 2000)
		for range days {
			dawn(w)
			for m := range guilty {
				w.setHonesty(m, m%4 == 0) // a verdict makes honest; here conduct stays what it is
			}
			w.BearSanctions(inspectors.InspectGoods())
			for m := range guilty {
				guilty[m] = guilty[m] || int64(w.Merchants.Suspended[m]) == w.Day+w.p.Enforcement.Sanction.Suspension
			}
		}
		for m, found := range guilty {
			of, n := &caught, &cheats
			if m%4 == 0 {
				of, n = &wrongly, &honest
			}
			if *n++; found {
				*of++
			}
		}
		for _, c := range []struct {
			what            string
			believed, found float64
			n               float64
		}{
			{"a cheat", p.Caught(true, days), caught / cheats, cheats},
			{"an honest merchant", p.Caught(false, days), wrongly / honest, honest},
		} {
			if noise := math.Sqrt(c.believed * (1 - c.believed) / c.n); math.Abs(c.found-c.believed) > 3.5*noise {
				t.Errorf("%v: %s believes to be found guilty with %.3f, was in %.3f ± %.3f of cases", set, c.what, c.believed, c.found, noise)
			}
		}
	}
}

func TestVerdictFinesSuspendsAndCostsCredit(t *testing.T) {
	t.Parallel()
	w := made(t, map[string]any{"platform.enforcement.sampling": 30.0, "platform.enforcement.false_negative": 0.0})
	dawn(w)
	const m = 0
	cash, credit := w.Accounts.Of(ledger.Merchants, m), w.Merchants.Credit[m]
	w.setHonesty(m, false)
	w.BearSanctions(venue.New(w.Market, w.p).InspectGoods())
	fine, received := cash-w.Accounts.Of(ledger.Merchants, m), w.Accounts.Of(ledger.Government, 0)
	if fine <= 0 || received < fine {
		t.Errorf("the merchant paid %d fen, the government received %d", fine, received)
	}
	if w.Sells(m) || w.Merchants.Credit[m] >= credit || !w.Merchants.Honest[m] {
		t.Error("a verdict should suspend sales, cost credit and end the cheating")
	}
	w.Day += w.p.Enforcement.Sanction.Suspension
	if w.Sells(m) {
		t.Error("the suspension ends early")
	}
	if w.Day++; !w.Sells(m) {
		t.Error("the suspension does not end")
	}
}

// With inspections every day and no errors, cheats are found out on the spot and nobody else is.
func TestInspectionsFindCheatsAndOnlyCheats(t *testing.T) {
	t.Parallel()
	w := made(t, map[string]any{"platform.enforcement.sampling": 30.0, "platform.enforcement.false_positive": 0.0,
		"platform.enforcement.false_negative": 0.0})
	dawn(w)
	for m, alive := range w.Merchants.Alive {
		if alive {
			w.setHonesty(m, m%2 == 0)
		}
	}
	w.BearSanctions(venue.New(w.Market, w.p).InspectGoods())
	for m, alive := range w.Merchants.Alive {
		if alive && w.Sells(m) != (m%2 == 0) {
			t.Errorf("merchant %d, honest %v, sells on: %v", m, m%2 == 0, w.Sells(m))
		}
	}
}

// Who complains of a good has that good inspected: of merchants whose first good alone breaches, and is alone complained of, the
// audits find every one. Complaints of its sound goods find nothing.
func TestAuditsInspectTheGoodComplainedOf(t *testing.T) {
	t.Parallel()
	for _, at := range []int{0, 1} {
		w := made(t, map[string]any{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 1.0,
			"platform.enforcement.false_positive": 0.0, "platform.enforcement.false_negative": 0.0})
		dawn(w)
		for m, alive := range w.Merchants.Alive {
			if !alive {
				continue
			}
			first := m * state.GoodsPer
			w.setHonesty(m, true)
			w.Goods.Delivered[first] = w.Goods.Quality[first] / 2
			w.Goods.Today.Complaints[first+at] = 1
			copy(w.Goods.Demand[first:], []float64{1, 0, 0}) // the fine is by the demand for the good found guilty
		}
		before := slices.Clone(w.Accounts.Balance[ledger.Merchants])
		w.BearSanctions(venue.New(w.Market, w.p).InspectGoods())
		for m, alive := range w.Merchants.Alive {
			if alive && w.Sells(m) != (at != 0) {
				t.Errorf("good %d complained of, good 0 in breach: merchant %d sells on: %v", at, m, w.Sells(m))
			}
			if fine := before[m] - w.Accounts.Of(ledger.Merchants, m); alive && (fine > 0) != (at == 0) {
				t.Errorf("good %d complained of, good 0 in breach: merchant %d is fined %d fen", at, m, fine)
			}
		}
	}
}
