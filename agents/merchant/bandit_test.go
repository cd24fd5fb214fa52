package merchant

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

func TestLogReturnIsZeroWhenAShowPaysItsCost(t *testing.T) {
	if got := LogReturn(500, 500, 100); got != 0 {
		t.Errorf("log return of a show that earns its cost is %v", got)
	}
	if LogReturn(0, 500, 100) >= 0 || LogReturn(500, 0, 100) <= 0 {
		t.Error("log return has the wrong sign")
	}
	if got := LogReturn(0, 0, 100); got != 0 {
		t.Errorf("a show without sales and cost returns %v", got)
	}
}

// Conjugate Gaussian updating with known variance: the posterior mean is the weighted mean, the variance σ²/(n₀+n).
func TestPosteriorIsTheWeightedMean(t *testing.T) {
	b := Bandit{Spread: .6, Prior: 2}
	mean, sd := b.Posterior(.5, 7*.1, 7)
	if want := (2*.5 + 7*.1) / 9; math.Abs(mean-want) > 1e-12 {
		t.Errorf("mean %v, want %v", mean, want)
	}
	if math.Abs(sd-.2) > 1e-12 {
		t.Errorf("sd %v, want .6/√9", sd)
	}
}

// Raj & Kalyani 2017: discounting keeps the effective sample at 1/(1−γ), so the learner never stops exploring and
// follows a change.
func TestDiscountedLearnerFollowsAChange(t *testing.T) {
	b := Bandit{Memory: .9, Spread: .3, Prior: 1}
	play := func(returns func(week, arm int) float64, weeks int) (best [2]int) {
		var sum, n [2]float64
		key := chance.Root(1)
		for week := 0; week < weeks; week++ {
			pick, top := 0, math.Inf(-1)
			for arm := range sum {
				sum[arm], n[arm] = b.Discounted(sum[arm], 1), b.Discounted(n[arm], 1)
				if draw := b.Thompson(0, sum[arm], n[arm], key.At(uint64(week)).Normal(uint64(arm))); draw > top {
					pick, top = arm, draw
				}
			}
			sum[pick] += returns(week, pick)
			n[pick]++
			if week >= weeks/2 {
				best[pick]++
			}
		}
		return best
	}
	second := play(func(week, arm int) float64 {
		if (arm == 0) == (week < 150) {
			return .5
		}
		return 0
	}, 300)
	if share := float64(second[1]) / 150; share < .7 {
		t.Errorf("after arm 1 became the better one it was played in %.2f of weeks", share)
	}
	if second[0] == 0 {
		t.Error("the other arm was never tried again")
	}
}

// Who knows how bad its data are expects the right sales in the mean, and the worse they are, the less streamers differ to it (Bayes).
func TestBadDataMakeStreamersLookAlike(t *testing.T) {
	among := Sales{Mean: 8, Variance: 1}
	last := math.Inf(1)
	for _, noise := range []float64{0, .4, 1.2, 5} {
		b := Bandit{DataNoise: noise}
		const streamers = 40000
		truth, seen, logs, square := 0.0, 0.0, 0.0, 0.0
		for i := range uint64(streamers) {
			key := chance.Root(i)
			sales := math.Exp(among.Mean + key.Normal(0))
			expected := b.PublicFigure(sales, among, key.Normal(1))
			x := math.Log(expected) - among.Mean
			truth, seen, logs, square = truth+sales, seen+expected, logs+x, square+x*x
		}
		if math.Abs(seen/truth-1) > .03 {
			t.Errorf("with an error of %v merchants expect %.2f times what streamers sell", noise, seen/truth)
		}
		spread := square/streamers - math.Pow(logs/streamers, 2)
		if spread >= last {
			t.Errorf("with an error of %v log sales look spread by a variance of %v, with less by %v", noise, spread, last)
		}
		last = spread
	}
}
