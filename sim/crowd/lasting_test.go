package crowd

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// crowdOf is a crowd of so many consumers and no street to go to, whose population hangs on a seed.
func crowdOf(t *testing.T, n int, population, market uint64, set map[string]any) *Crowd {
	t.Helper()
	p, declared := rules.NewParams()
	for key, v := range set {
		if err := declared.Lookup(key).Set(v); err != nil {
			t.Fatal(err)
		}
	}
	p.Consumers.Count = int64(n)
	m := state.New(state.Sizes{Streamers: 4, Merchants: 2, MCNs: 1, Venues: 1},
		state.Keys{Population: chance.Root(population), Market: chance.Root(market)}, -34)
	m.Prepare(1)
	w := New(m, p, Compile(p), street.New(m, p))
	w.Populate()
	w.Morning()
	return w
}

// visitorOf is a consumer who has opened the platform.
func (w *Crowd) visitorOf(i int) *slate {
	chunk := i / state.ChunkSize
	from, to := w.Consumers.ChunkOf(chunk)
	s := &slate{w: w, t: w.t, r: &w.run, street: w.street, from: from, rec: w.Consumers.Rec[from:to], day: 40}
	s.turnTo(0, 0, 0, uint32(i-from))
	return s
}

// moments are the mean and the standard deviation of numbers, and how far the mean of as many may be off (five standard errors).
func moments(x []float64) (mean, sd, off float64) {
	var sum, squares float64
	for _, v := range x {
		sum, squares = sum+v, squares+v*v
	}
	n := float64(len(x))
	mean = sum / n
	sd = math.Sqrt(squares/n - mean*mean)
	return mean, sd, 5 * sd / math.Sqrt(n)
}

// Likings and sensitivities are drawn class by class, all as likely, and one tells nothing of the other, nor of how much somebody
// watches or has to spend.
func TestLastingTraitsAreDrawnIndependently(t *testing.T) {
	t.Parallel()
	const n = 40_000
	w := crowdOf(t, n, 1, 2, map[string]any{"consumers.liking.never": 0.3, "consumers.budget.spread": 0.0, "consumers.purchase.sensitivity_income": 0.0})
	var never, liking, kappa, active, likingToKappa, likingToActive, neverToActive []float64
	classes := map[int32]int{}
	for i := range n {
		s := w.visitorOf(i)
		a := float64(w.Consumers.Habit[i]&15)/7.5 - 1
		active = append(active, a)
		isNever := float64(one(s.neverBuys())) - .3
		never, neverToActive = append(never, isNever), append(neverToActive, isNever*a)
		if s.neverBuys() {
			continue
		}
		classes[s.liking()]++
		l, k := float64(s.liking())/fixed.One, math.Log(float64(s.kappa()))
		liking, kappa = append(liking, l), append(kappa, k)
	}
	meanLiking, _, _ := moments(liking)
	meanKappa, spread, _ := moments(kappa)
	for j := range liking {
		likingToKappa = append(likingToKappa, (liking[j]-meanLiking)*(kappa[j]-meanKappa))
	}
	for i, j := 0, 0; i < n; i++ {
		if never[i] < 0 {
			likingToActive = append(likingToActive, (liking[j]-meanLiking)*active[i])
			j++
		}
	}
	for what, of := range map[string][]float64{"who never buys, against .3": never, "likings with sensitivities": likingToKappa,
		"likings with activity": likingToActive, "who never buys with activity": neverToActive} {
		if mean, _, off := moments(of); math.Abs(mean) > off {
			t.Errorf("%s: %.4f, within chance %.4f", what, mean, off)
		}
	}
	if want := w.p.Consumers.Purchase.Price.Spread; math.Abs(spread-want) > .03 {
		t.Errorf("sensitivities have a log spread of %.3f, want %.3f", spread, want)
	}
	if len(classes) != consumer.LikingClasses {
		t.Errorf("%d classes of liking are met, want %d", len(classes), consumer.LikingClasses)
	}
	for class, members := range classes {
		if want := float64(len(liking)) / consumer.LikingClasses; math.Abs(float64(members)-want) > 5*math.Sqrt(want) {
			t.Errorf("the class of liking %d has %d members, want about %.0f", class, members, want)
		}
	}
}

// Hosts suit consumers as normal draws, for every pair by itself: who suits one does not suit another for that, and who is suited by one
// host is not for that suited by the next.
func TestHostsSuitConsumersPairByPair(t *testing.T) {
	t.Parallel()
	const consumers, hosts = 3000, 60
	w := crowdOf(t, consumers, 1, 2, map[string]any{"consumers.known.match": 2.0})
	self := make([]*street.Room, hosts)
	for h := range self {
		self[h] = &street.Room{Self: uint32(w.Keys.Population.For(chance.Lasting).At(uint64(h))>>32) | 1}
	}
	all, byHost := []float64{}, make([][]float64, hosts)
	for i := range consumers {
		s := w.visitorOf(i)
		for h, room := range self {
			m := float64(s.suits(room)) / fixed.One
			all, byHost[h] = append(all, m), append(byHost[h], m)
		}
	}
	mean, sd, off := moments(all)
	if math.Abs(mean) > off || math.Abs(sd-2) > .02 {
		t.Errorf("how hosts suit has the mean %.4f and the deviation %.4f, want 0 and 2", mean, sd)
	}
	for h := range byHost {
		for other := range h {
			var both float64
			for i := range consumers {
				both += byHost[h][i] * byHost[other][i] / consumers
			}
			if both /= sd * sd; math.Abs(both) > 5/math.Sqrt(consumers) {
				t.Errorf("hosts %d and %d suit the same people: %.3f", h, other, both)
			}
		}
	}
	for i := 1; i < 100; i++ {
		var both float64
		for h := range hosts {
			both += byHost[h][i] * byHost[h][i-1] / hosts
		}
		if both /= sd * sd; math.Abs(both) > 5/math.Sqrt(hosts) {
			t.Errorf("the same hosts suit consumers %d and %d: %.3f", i, i-1, both)
		}
	}
}

// What lasts of a consumer hangs on the population alone: another day and other draws of the market change nothing.
func TestWhatLastsIsTheSameUnderOtherDraws(t *testing.T) {
	t.Parallel()
	one, other, strangers := crowdOf(t, 300, 1, 2, nil), crowdOf(t, 300, 1, 3, nil), crowdOf(t, 300, 4, 2, nil)
	other.Day += 9
	other.Morning()
	differ := 0
	for i := range 300 {
		if a, b := one.visitorOf(i), other.visitorOf(i); a.lasting != b.lasting || a.kappa() != b.kappa() || a.liking() != b.liking() {
			t.Errorf("consumer %d is somebody else under other draws", i)
		}
		if one.visitorOf(i).lasting != strangers.visitorOf(i).lasting {
			differ++
		}
	}
	if differ < 300 {
		t.Errorf("of 300 consumers %d differ from those of another population", differ)
	}
}
