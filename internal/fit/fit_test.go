package fit

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// toy is a model of three weights and four numbers, known and noisy.
func toy(noise float64) (Problem, Model) {
	p := Problem{Weights: []Weight{{"a", 0, 2}, {"b", -1, 1}, {"idle", 0, 1}}, Seed: 3,
		Targets: []Target{{"sum", 1.45, 1.55}, {"product", .2, .3}, {"square", .95, 1.05}, {"line", 2.9, 3.1}}}
	calls := uint64(0)
	return p, func(x []float64) ([]float64, error) {
		calls++
		key := chance.Root(calls)
		a, b := x[0], x[1]
		out := []float64{a + b, a * b / 2, a * a, 2*a + 2*b}
		for k := range out {
			out[k] += noise * key.Normal(uint64(k))
		}
		return out, nil
	}
}

// Weights from which the numbers were made are found again from the numbers, noise and all.
func TestKnownWeightsAreRecovered(t *testing.T) {
	t.Parallel()
	p, model := toy(.01)
	r, err := Run(&p, model, []float64{.2, .2, .5}, 120, nil)
	if err != nil {
		t.Fatal(err)
	}
	if x := r.Values; math.Abs(x[0]-1) > .06 || math.Abs(x[1]-.5) > .06 {
		t.Errorf("found %v, the numbers were made with 1 and .5", x)
	}
	if cost := max(p.Cost(r.Emulated), p.Cost(r.Found)); cost > .1 {
		t.Errorf("misses of %v remain", cost)
	}
	values, directions := r.Singular, r.Directions
	if last := len(values) - 1; values[last] > .05*values[0] || math.Abs(directions[last][2]) < .9 {
		t.Errorf("singular values %v, directions %v: the idle weight is not told", values, directions)
	}
	for weight, pinned := range []bool{true, true, false} {
		if got := min(r.Profiles[weight][0], r.Profiles[weight][1]) > .5; got != pinned {
			t.Errorf("weight %d: costs %v a tenth of the range away", weight, r.Profiles[weight])
		}
	}
}

// Every part of every weight's range has one point.
func TestDesignIsALatinHypercube(t *testing.T) {
	t.Parallel()
	p, _ := toy(0)
	points := p.Design(50)
	for k := range p.Weights {
		seen := map[int]bool{}
		for _, unit := range points {
			seen[int(unit[k]*50)] = true
		}
		if len(seen) != 50 {
			t.Errorf("weight %d: %d of 50 parts have a point", k, len(seen))
		}
	}
}

// Within its range a number misses nothing; outside it misses by the distance in half-ranges.
func TestMissesAreInHalfRanges(t *testing.T) {
	t.Parallel()
	of := Target{"x", 2, 4}
	for x, want := range map[float64]float64{2: 0, 3: 0, 4: 0, 5: 1, 0: -2} {
		if got := of.miss(x); got != want {
			t.Errorf("%v misses by %v, want %v", x, got, want)
		}
	}
	p, _ := toy(0)
	if cost := p.Cost([]float64{math.NaN(), .25, 1, 3}); cost != 0 {
		t.Errorf("what was not measured costs %v", cost)
	}
}
