package checks

import (
	"math"
	"slices"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/ledger"
)

// founding adds up for five years what owners put into agencies, what they are paid, and what cash is left to them where one closes,
// each at its worth on the day on which that agency was founded, and divides it by the foundings. In a market that stands still that is
// the expected value of an entrant: every age counts as often as entrants reach it, as in a life table of a period, so that no life is
// cut off, and old agencies tell as much as young ones. In the end it looks at who is there.
func founding(b *trial.Bench) trial.Numbers {
	const days, interest = 5 * year, .15 // not the setting, which founders may get wrong
	w := b.Grown(nil, settled)
	p := &w.Params().MCNs.Firm
	out := trial.Numbers{"value": 0, "founded": 0}
	office := float64(w.Scale.Real(p.Office)) * 52
	worth := func(a int, fen int64) float64 {
		age := float64(w.Today()-int64(w.MCNs.Founded[a])) / year
		return float64(fen) / office * math.Pow(1+interest, -age)
	}
	balance := make([]int64, len(w.MCNs.Alive))
	var alive []bool
	note := func() {
		alive = slices.Clone(w.MCNs.Alive)
		for a := range balance {
			balance[a] = w.Accounts.Of(ledger.MCNs, a)
		}
	}
	w.Before("pay owners", note)
	w.After("pay owners", func() {
		for a := range balance {
			out["value"] += worth(a, balance[a]-w.Accounts.Of(ledger.MCNs, a))
		}
	})
	w.Before("close agencies", note)
	w.After("close agencies", func() {
		for a, was := range alive {
			if was && !w.MCNs.Alive[a] {
				out["value"] += worth(a, max(0, balance[a]))
			}
		}
	})
	w.Before("found agencies", note)
	w.After("found agencies", func() {
		for a, was := range alive {
			if !was && w.MCNs.Alive[a] {
				out["value"] -= float64(w.MCNs.Cash[a]) / office
				out["founded"]++
			}
		}
	})
	b.Pass(w, days, nil)
	profitsNow(w, office, out)
	return out
}

// profitsNow looks at the agencies that are there: the median, mean and largest profit of a year in years of office.
func profitsNow(w *sim.World, office float64, out trial.Numbers) {
	var profits []float64
	sum := 0.0
	for a, now := range w.MCNs.Alive {
		if now {
			profit := (w.MCNs.Income[a] - w.MCNs.Cost[a]) * 52 / office
			profits = append(profits, profit)
			sum += profit
		}
	}
	slices.Sort(profits)
	if n := len(profits); n > 0 {
		out["median"], out["largest"], out["mean"] = profits[n/2], profits[n-1], sum/float64(n)
	}
	out["agencies"] = float64(len(profits))
}
