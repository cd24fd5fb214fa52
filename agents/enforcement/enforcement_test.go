package enforcement

import (
	"math"
	"testing"

	"livebazaar/agents/param"
)

func declared() *Params {
	var p Params
	p.Declare(param.NewSet().Under("platform.enforcement"))
	return &p
}

// Becker 1968: what counts is the chance to be caught at least once. Two inspections that each catch half catch three
// quarters.
func TestDetectionIsTheComplementOfNeverBeingCaught(t *testing.T) {
	for _, c := range []struct {
		s    float64
		n    int64
		want float64
	}{{.5, 2, .75}, {.5, 0, 0}, {.3, 1, .3}, {1, 3, 1}} {
		if got := Detection(c.s, c.n); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Detection(%v, %v) = %v, want %v", c.s, c.n, got, c.want)
		}
	}
}

// Inspections are rare events: whatever one of them finds, they are Poisson, 1 − e^(−n·s), and never find more than the
// n·s expected. Where none errs, rare inspections still do not find all.
func TestRareInspectionsCatchRarely(t *testing.T) {
	for _, sampling := range []float64{.001, .05, .15, .3} {
		for _, falseNegative := range []float64{0, .15, .5} {
			p := Inspection{Sampling: sampling, FalseNegative: falseNegative}
			const days = 91
			expected := sampling * days / Month * (1 - falseNegative)
			got, poisson := p.Caught(true, days), 1-math.Exp(-expected)
			if got > expected || math.Abs(got-poisson) > .004 {
				t.Errorf("sampling %v, false negatives %v: caught with probability %.4f, expected verdicts %.4f, Poisson %.4f",
					sampling, falseNegative, got, expected, poisson)
			}
		}
	}
}

func TestGuiltyGoodsAreFoundGuiltyMoreOften(t *testing.T) {
	p := declared().Inspection
	if cheat, honest := p.Guilty(true), p.Guilty(false); cheat-honest < .5 {
		t.Errorf("an inspection finds guilty %.2f of violations and %.2f of the rest", cheat, honest)
	}
	if p.Violates(.7, .7) || !p.Violates(.7, .5) || !p.Violates(.3, .3) {
		t.Error("a violation is a good below standard or below its claim, nothing else")
	}
}

func TestCreditHalvesItsDistanceToConductInAHalfLife(t *testing.T) {
	c := declared().Credit
	start, ok := 40.0, .9
	after := c.After(start, c.Keep(c.HalfLife), ok)
	if want := (start + 100*ok) / 2; math.Abs(after-want) > 1e-9 {
		t.Errorf("after one half-life the score is %v, want %v", after, want)
	}
	stepwise := start
	for day := 0; day < int(c.HalfLife); day++ {
		stepwise = c.After(stepwise, c.Keep(1), ok)
	}
	if math.Abs(stepwise-after) > 1e-9 {
		t.Errorf("day by day the score is %v, at once %v", stepwise, after)
	}
}

func TestOneBadOrderDoesNotRuinANewcomersCredit(t *testing.T) {
	c := declared().Credit
	keep := c.Keep(1)
	if after := c.After(c.Start, keep, c.OK(0, 1, keep)); after < c.Start-1.5 {
		t.Errorf("one bad order takes the credit from %v to %v", c.Start, after)
	}
}

// Shrinkage: conduct seen over n₀ orders within the memory of the score counts as much as the prior.
func TestPriorCountsForItsOrders(t *testing.T) {
	c := declared().Credit
	keep := c.Keep(1)
	daily := c.Weight * (1 - keep)
	if got, want := c.OK(0, daily, keep), c.Prior/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("n₀ bad orders leave a share of %v, want half the prior, %v", got, want)
	}
	if got := c.OK(0, 0, keep); got != c.Prior {
		t.Errorf("without orders the share is %v, want the prior", got)
	}
}

func TestFineIsAMultipleOfTheBatch(t *testing.T) {
	s := Sanction{Fine: 3, Batch: 7}
	if got := s.FineFor(7900, 2); got != 3*7*2*7900 {
		t.Errorf("fine = %v", got)
	}
}

// Credit worked out by hand: the prior counts for n₀(1−keep) orders of a period, and alone where there are none.
func TestTheShareOfGoodOrdersIsShrunkToThePrior(t *testing.T) {
	c := Credit{Prior: .9, Weight: 40}
	for _, k := range []struct{ good, all, keep, want float64 }{
		{3, 4, .75, (10*.9 + 3) / 14}, {0, 0, .75, .9}, {0, 0, 1, .9}, {5, 20, 1, .25},
	} {
		if got := c.OK(k.good, k.all, k.keep); !(math.Abs(got-k.want) <= 1e-12) {
			t.Errorf("%v good of %v, keep %v: %v, want %v", k.good, k.all, k.keep, got, k.want)
		}
	}
	if got := c.After(80, .75, .5); !(math.Abs(got-(.75*80+.25*50)) <= 1e-12) {
		t.Errorf("the score after is %v", got)
	}
	if a, b := Penalised(20, 15), Penalised(10, 15); a != 5 || b != 0 {
		t.Errorf("20 and 10 points less 15 are %v and %v", a, b)
	}
}
