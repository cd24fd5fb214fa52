package consumer

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// A trialMarket is the one of Maldonado et al. (arXiv 1512.07251): visitors choose one of a few items by a logit with
// position, appeal and the social signal m^r of what was bought before, and buy the item tried with its quality. The
// choice is drawn as in the market: the best of utility plus Gumbel shock.
type trialMarket struct {
	room    Room
	utility []float64 // appeal, position included
	quality []float64
	bought  []float64
}

func (m *trialMarket) visit(key chance.Key) {
	mean := 0.0
	for _, n := range m.bought {
		mean += n / float64(len(m.bought))
	}
	best, choice := math.Inf(-1), 0
	for s, n := range m.bought {
		if u := m.utility[s] + m.room.Popularity(n, mean) + key.Gumbel(uint64(s)); u > best {
			best, choice = u, s
		}
	}
	if key.Chance(100, m.quality[choice]) {
		m.bought[choice]++
	}
}

func (m *trialMarket) shares() []float64 {
	sum := 0.0
	for _, n := range m.bought {
		sum += n
	}
	shares := make([]float64, len(m.bought))
	for s, n := range m.bought {
		shares[s] = n / sum
	}
	return shares
}

func signal(r float64) Room {
	return Room{Social: r, Newcomer: 1e-9, Position: 0.8} // nobody is helped to start
}

// V2 (docs/model.md, section 8; Maldonado et al., arXiv 1512.07251): with a social signal of strength 0 < r < 1 the shares of sales settle at
// (v·e^u·q)^(1/(1−r)), normalised, whatever the history. Check value of the paper: q = (.1, .2, .3, .4), r = .5.
func TestSharesSettleWhateverTheHistory(t *testing.T) {
	room := signal(0.5)
	for _, c := range []struct {
		what            string
		utility         []float64
		quality, bought []float64
		want            []float64
	}{
		{"the paper's check value", []float64{0, 0, 0, 0}, []float64{.1, .2, .3, .4}, []float64{1, 1, 1, 1}, []float64{.033, .133, .300, .533}},
		{"the worst item starts far ahead", []float64{0, 0, 0, 0}, []float64{.1, .2, .3, .4}, []float64{400, 1, 1, 1}, []float64{.033, .133, .300, .533}},
		{"positions and appeals", []float64{room.PositionLog(1), room.PositionLog(2) + 0.5, room.PositionLog(3) + 1.2},
			[]float64{.3, .5, .2}, []float64{1, 1, 1},
			powers([]float64{.3, math.Exp(0.5) * math.Pow(2, -0.8) * .5, math.Exp(1.2) * math.Pow(3, -0.8) * .2}, 2)},
	} {
		m := &trialMarket{room: room, utility: c.utility, quality: c.quality, bought: c.bought}
		for i := range uint64(800_000) {
			m.visit(chance.Root(11).At(i))
		}
		for s, share := range m.shares() {
			if math.Abs(share-c.want[s]) > 0.02 { // history fades as n^(r−1): 20 of the 400 in the first case are still felt
				t.Errorf("%s: shares %.3f, want %.3f", c.what, m.shares(), c.want)
				break
			}
		}
	}
}

// powers returns x^k, normalised.
func powers(x []float64, k float64) []float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Pow(v, k)
	}
	for i, v := range x {
		x[i] = math.Pow(v, k) / sum
	}
	return x
}

// V3 (docs/model.md, section 8): with r = 1 and items alike the market is Pólya's urn (Eggenberger & Pólya
// 1923). From one sale each, after n more, every division of the n among k items is equally likely, so that the share of
// one is anything (Dirichlet with parameters 1): luck, not merit, and it stays.
func TestAtFullSignalSharesAreLuck(t *testing.T) {
	const items, visits, markets = 3, 150, 3000
	var counts [5]float64 // of the first item's sales, in fifths of all divisions of equal weight
	for k := range uint64(markets) {
		m := &trialMarket{room: signal(1), utility: make([]float64, items), quality: []float64{1, 1, 1}, bought: []float64{1, 1, 1}}
		for i := range uint64(visits) {
			m.visit(chance.Root(12).At(k).At(i))
		}
		// P(first < x) = 1 − (1−x)² for the share of one of three
		x := (m.bought[0] - 0.5) / (visits + 1.5)
		counts[int(5*(1-(1-x)*(1-x)))]++
	}
	chi := 0.0
	for _, n := range counts {
		chi += (n - markets/5) * (n - markets/5) / (markets / 5)
	}
	if chi > 23.5 { // 4 degrees of freedom, 1 in 10,000
		t.Errorf("fifths of the distribution hold %v of %d markets: chi-square %.1f", counts, markets, chi)
	}
}

// With r = 1 and items that differ the best one wins; with r = 0 shares are v·e^u·q and no more.
func TestSignalDecidesBetweenMeritAndRichGetRicher(t *testing.T) {
	end := func(r float64) []float64 {
		m := &trialMarket{room: signal(r), utility: make([]float64, 2), quality: []float64{.2, .4}, bought: []float64{10, 10}}
		for i := range uint64(300_000) {
			m.visit(chance.Root(13).At(i))
		}
		return m.shares()
	}
	if none := end(0); math.Abs(none[1]-2.0/3) > 0.01 {
		t.Errorf("without a signal the better item has %.3f, want .667", none[1])
	}
	if full := end(1); full[1] < 0.95 {
		t.Errorf("with a full signal the better item has %.3f", full[1])
	}
}

// A newcomer without viewers is granted the popularity ε, so that the signal never bars anybody, and a room with the
// mean number of viewers is neither helped nor hurt (docs/model.md, section 7.1).
func TestPopularityIsRelativeAndNeverBars(t *testing.T) {
	r := Room{Social: 0.4, Newcomer: 0.3}
	if u := r.Popularity(120, 120); math.Abs(u) > 1e-12 {
		t.Errorf("the average room gains %g", u)
	}
	if u := r.Popularity(0, 120); math.IsInf(u, 0) || math.Abs(u-0.4*math.Log(0.3/1.3)) > 1e-12 {
		t.Errorf("a room without viewers gets %g", u)
	}
	if a, b := r.Popularity(30, 120), r.Popularity(3000, 12000); math.Abs(a-b) > 1e-12 {
		t.Errorf("the same relative popularity counts %g in a small market and %g in a large one", a, b)
	}
	if u := r.Popularity(5, 0); u != 0 {
		t.Errorf("in a market without viewers popularity counts %g", u)
	}
}
