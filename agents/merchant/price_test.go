package merchant

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// Lerner 1934: contribution (left·p − cost)·p^−η is greatest where (left·p − cost)/(left·p) = 1/η.
func TestBestPriceMeetsLernersRule(t *testing.T) {
	for _, eta := range []float64{1.3, 2.6, 6} {
		const cost, left = 3300, .78
		best := Best(cost, left, eta)
		if margin := (left*best - cost) / (left * best); math.Abs(margin-1/eta) > 1e-12 {
			t.Errorf("at elasticity %v the margin is %v", eta, margin)
		}
		leaves := func(p float64) float64 { return (left*p - cost) * math.Pow(p, -eta) }
		if leaves(best*1.01) >= leaves(best) || leaves(best*.99) >= leaves(best) {
			t.Errorf("at elasticity %v another price than %v leaves more", eta, best)
		}
	}
	if !math.IsInf(Best(3300, 0, 2.6), 1) {
		t.Error("a price of which nothing is left is thought to pay a cost")
	}
}

// learned is what trials of a good show of an elasticity after so many, and its standard error by the sums. Demand comes in clusters,
// at a rate that is gamma with mean 1 and variance 1/lumps.
func learned(seed uint64, r *Response, eta, mean, wrong float64, trials int) (e Evidence) {
	p := Price{Trial: .06}
	key := chance.Root(seed)
	for i := range uint64(trials) {
		at := key.At(i)
		price := p.TrialOf(1, at.Chance(0, .5))
		gamma := 0.0
		for k := range uint64(r.Lumps) { // a sum of exponentials, so lumps must be whole
			gamma += at.Exponential(10+k) / r.Lumps
		}
		mean := mean / r.Clusters // clusters that come, all of one size
		mu := mean * gamma * math.Pow(price, -eta)
		units := -1.0
		for sum, k := 0.0, uint64(100); sum < mu; k++ { // Poisson
			sum += at.Exponential(k)
			units++
		}
		r.Add(&e, math.Log(price), wrong*mean*r.Clusters, r.Clusters*max(0, units))
	}
	return e
}

// The sums show the elasticity without bias, however wrong the forecast of demand is, and weight is their precision where it is right.
func TestTrialsShowTheElasticity(t *testing.T) {
	r := declared().Price.Response
	const trials, seeds, eta = 400, 60, 2.6
	for _, wrong := range []float64{.5, 1, 2} {
		sum, square, precision := 0.0, 0.0, 0.0
		for seed := range uint64(seeds) {
			e := learned(seed, &r, eta, 90, wrong, trials)
			got := e.Score / e.Weight
			sum, square, precision = sum+got, square+got*got, precision+e.Weight
		}
		mean := sum / seeds
		sd := math.Sqrt(square/seeds - mean*mean)
		if math.Abs(mean-eta) > 3*sd/math.Sqrt(seeds)+.03 {
			t.Errorf("with forecasts %v times the truth trials show %.2f ± %.2f, the truth is %v", wrong, mean, sd/math.Sqrt(seeds), eta)
		}
		if said := 1 / math.Sqrt(precision/seeds); wrong == 1 && math.Abs(said/sd-1) > .25 {
			t.Errorf("estimates spread by %.3f, the weights say %.3f", sd, said)
		}
	}
}

// Two fifths of all units are sold out and never counted as sold. Units asked for show the elasticity all the same; units sold would not.
func TestSellingOutDoesNotLookLikeLowDemand(t *testing.T) {
	r := declared().Price.Response
	var asked, sold Evidence
	p := Price{Trial: .06}
	for i := range uint64(4000) {
		price := p.TrialOf(1, chance.Root(i).Chance(0, .5))
		demand := 10 * math.Pow(price, -2.6)
		r.Add(&asked, math.Log(price), 10, demand)
		r.Add(&sold, math.Log(price), 10, min(demand, 6))
	}
	if got := asked.Score / asked.Weight; math.Abs(got-2.6) > .15 {
		t.Errorf("units asked for show an elasticity of %.2f", got)
	}
	if got := sold.Score / sold.Weight; math.Abs(got) > .5 {
		t.Errorf("units sold show an elasticity of %.2f: the test shows nothing", got)
	}
}

// What a merchant believes lies between what the trade knows and its own trials, the nearer to its own the more there are of them.
func TestLittleEvidenceMovesABeliefLittle(t *testing.T) {
	r := Response{Usual: 2.6, Known: .4, Differ: .4}
	if none := r.Believed(3, Evidence{}); none != 3 {
		t.Errorf("without trials of its own a merchant believes %v, the trade 3", none)
	}
	some, much := r.Believed(3, Evidence{Score: 1.8, Weight: 1}), r.Believed(3, Evidence{Score: 180, Weight: 100})
	if !(3 > some && some > much && math.Abs(much-1.8) < .1) {
		t.Errorf("trials that show 1.8 move a belief of 3 to %v where there are few, to %v where there are many", some, much)
	}
	if low := r.Believed(1.2, Evidence{Score: -1000, Weight: 100}); low != LeastElasticity {
		t.Errorf("a belief falls to %v", low)
	}
}

// List prices reach the best one, by steps, from above as from below.
func TestListPricesReachTheBest(t *testing.T) {
	p := declared().Price
	for _, start := range []float64{5000, 14000} {
		list := start
		for range 80 {
			next := p.Moved(list, 9000)
			if move := math.Abs(math.Log(next / list)); move > p.Step+1e-12 {
				t.Fatalf("from %v the list price moves by %.3f", list, move)
			}
			list = next
		}
		if math.Abs(list-9000) > 1 {
			t.Errorf("from %v the list price ends at %v, the best is 9000", start, list)
		}
	}
}
