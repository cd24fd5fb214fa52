package sim

import (
	"math"
	"slices"
	"testing"
)

// V4 (docs/model.md, section 8): without lapses, dissatisfied users, stores and people who never will, adoption in the market —
// consumers who meet everybody, each with a chance a week — follows Bass (1969),
//
//	F(t) = (1 − e^−(p+q)t) / (1 + (q/p)·e^−(p+q)t)
//
// with p and q a year. Only waking acts here: nobody buys, so nobody is disappointed.
func TestAdoptionFollowsTheBassCurve(t *testing.T) {
	t.Parallel()
	const p, q, n = 0.03, 0.38, 20_000
	w := market(t, map[string]any{"consumers.count": int64(n), "streamers.count": int64(10), "merchants.count": int64(5), "mcns.count": int64(1),
		"consumers.adoption.initial": 0.0, "consumers.adoption.innovation": p, "consumers.adoption.imitation": q,
		"consumers.adoption.stores": 0.0, "consumers.dropout.wane": 0.0, "consumers.adoption.ceiling": 1.0})
	if w.Consumers.Adopters != 0 {
		t.Fatalf("%d have adopted before the start", w.Consumers.Adopters)
	}
	worst, at := 0.0, 0.0
	w.watch(func(event string, let func()) {
		if slices.Contains([]string{"morning", "hazards of adoption", "wake consumers", "count who is awake"}, event) {
			let()
		}
	})
	for day := 1; day <= 14*365; day++ {
		run(t, w, 1, 1)
		years := float64(day) / 365
		e := math.Exp(-(p + q) * years)
		if d := math.Abs(float64(w.Consumers.Adopters)/n - (1-e)/(1+q/p*e)); d > worst {
			worst, at = d, years
		}
	}
	// chance moves the early growth, and with it the whole curve, by some thousandths; a q of .36 would be off by .04
	if worst > 0.02 {
		t.Errorf("after %.1f years adoption is off the Bass curve by %.3f", at, worst)
	}
	if got, want := float64(w.Consumers.Adopters)/n, 0.93; got < want {
		t.Errorf("after 14 years %.2f have adopted", got)
	}
}
