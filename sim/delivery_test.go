package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/consumer"
	"livebazaar/sim/crowd"
	"livebazaar/sim/fixed"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// Deliveries against the equations of package consumer: every order on its way is worked out in advance on plain
// numbers, without looking at the fast code's roundings, and must come out within them.
func TestDeliveriesFollowTheEquations(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"consumers.count": int64(8000), "platform.enforcement.sampling": 0.0, "merchants.honesty.esteem": 0.0})
	run(t, w, 60, 1)
	everybody := make([]int, len(w.Consumers.Rec))
	for i := range everybody {
		everybody[i] = i
	}
	var told []crowd.Event
	w.Trace(everybody, nil, func(e crowd.Event) { told = append(told, e) })
	orders := map[int][]state.Order{} // due today, by consumer
	var before []state.Consumer
	w.watch(func(event string, let func()) {
		switch event {
		case "deliver":
			before, told = slices.Clone(w.Consumers.Rec), nil
			for chunk := range w.Consumers.Chunks {
				from, _ := w.Consumers.ChunkOf(chunk)
				for _, o := range w.Consumers.Chunks[chunk].Due[w.Number(w.Day)&7] {
					orders[from+int(o.Local)] = append(orders[from+int(o.Local)], o)
				}
			}
			let()
		case "settle orders":
			let()
			followsTheEquations(t, w, orders, before, told)
		default:
			let()
		}
	})
	run(t, w, 1, 1)
	if told == nil {
		t.Error("nothing was delivered")
	}
}

// followsTheEquations holds the deliveries that were told against the orders that were due and the consumers before and after.
func followsTheEquations(t *testing.T, w *World, orders map[int][]state.Order, before []state.Consumer, told []crowd.Event) {
	p, day := &w.p.Consumers, uint32(w.Number(w.Day))
	var due, checked, kept, harmed int
	for _, parcels := range orders {
		due += len(parcels)
	}
	if due != len(told) {
		t.Fatalf("%d of %d orders are delivered", len(told), due)
	}
	var failures, doubtful int64
	parcel := map[int]int{}
	for _, e := range told {
		o := orders[e.Consumer][parcel[e.Consumer]]
		parcel[e.Consumer]++
		// performance follows from satisfaction, which is linear in it above and below the expectation
		s, expected, harm := e.Value, float64(o.Expected)/fixed.One, 0.0
		expected += p.Expectation.Promised(w.p.Shortfall(w.Market, int(w.HostOf(o.Offer&state.OrderIndex))))
		good := w.Offers.Good[o.Offer&state.OrderIndex]
		felt := s
		if w.Goods.Delivered[good] < w.p.Enforcement.Inspection.Standard {
			harmed++
			harm = p.Harm.Utility
			felt += p.Harm.Satisfaction
		}
		performance := invert(&p.Satisfaction, felt, expected)
		if math.Abs(performance-p.Trust.Failure) < 0.005 {
			doubtful++
		} else if performance < p.Trust.Failure {
			failures++
		}
		if int32(e.Good) != good || e.Host != int64(w.Hosts.ID[w.HostOf(o.Offer&state.OrderIndex)]) {
			t.Fatalf("an order of good %d comes as good %d of host %d", good, e.Good, e.Host)
		}
		if q := w.Goods.Delivered[good]; math.Abs(performance-q) > 5*p.Return.Noise+0.01 && performance > 0.01 && performance < 0.99 {
			t.Errorf("a good of quality %.3f performs at %.3f", q, performance)
		}
		calm := float64(o.Calm)/256 + p.Purchase.Quality*performance + w.unseenFit(o) + float64(o.Match)/256
		isKept := e.Kind == "keep"
		if math.Abs(calm+p.Return.Hassle) > 0.03 && isKept != (calm > -p.Return.Hassle) {
			t.Errorf("worth %.3f against a hassle of %.3f, kept: %t", calm, p.Return.Hassle, isKept)
		}
		if len(orders[e.Consumer]) > 1 {
			continue // of two parcels on one day the second meets a consumer changed by the first
		}
		checked++
		c, was := &w.Consumers.Rec[e.Consumer], &before[e.Consumer]
		regret := max(0, float64(o.Forgone)/256+harm-max(calm, -p.Return.Hassle))
		days := float64(day) - float64(was.Touched)
		caution := p.Caution.After(float64(was.Caution)/65535*p.Caution.Keep(days), regret)
		if got := float64(c.Caution) / 65535; math.Abs(got-caution) > 0.01 {
			t.Errorf("caution %.3f after a regret of %.3f, want %.3f", got, regret, caution)
		}
		mood := p.Satisfaction.Memory*float64(was.Mood)/64 + (1-p.Satisfaction.Memory)*min(2, max(-2, s))
		if got := float64(c.Mood) / 64; math.Abs(got-mood) > 0.02 {
			t.Errorf("mood %.3f, want %.3f", got, mood)
		}
		open := slates.Due(&c.Due, uint64(day))>>w.Goods.Category[good]&1 != 0
		if isKept {
			kept++
			if uint32(c.LastKept) != day || open && o.Offer&state.OrderPurposive != 0 {
				t.Errorf("a kept order is not remembered, or its need is still open")
			}
		} else if o.Offer&state.OrderPurposive != 0 && !open {
			t.Error("a returned order has met its need")
		}
	}
	var failed int64
	for _, n := range w.Merchants.Today.Defects {
		failed += n
	}
	if failed < failures || failed > failures+doubtful || failures == 0 {
		t.Errorf("%d orders failed, by what they were worth %d and perhaps %d more", failed, failures, doubtful)
	}
	if checked < 100 || kept == 0 || kept == checked || harmed == 0 {
		t.Errorf("%d orders checked, %d kept, %d failed, %d harmed", checked, kept, failed, harmed)
	}
}

// invert returns the performance that gives satisfaction s where so much was expected: bisection, since satisfaction
// grows with performance.
func invert(p *consumer.Satisfaction, s, expected float64) float64 {
	lo, hi := 0.0, 1.0
	for range 40 {
		if mid := (lo + hi) / 2; p.Of(mid, expected) < s {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// unseenFit is the part of the fit that shows after delivery.
func (w *World) unseenFit(o state.Order) float64 {
	of := &w.p.Categories.Of[w.Goods.Category[w.Offers.Good[o.Offer&state.OrderIndex]]]
	return w.p.Consumers.Fit.Unseen(of.FitSD, of.LiveFit) * normalOf(uint64(o.Seed), 12) / fixed.One
}

// Drop-out is per relation: buyers who are disappointed leave a store broadcast with its own probability.
func TestStoresAreLeftByTheirOwnRate(t *testing.T) {
	t.Parallel()
	followers := func(drop float64) (stores, streamers int64) {
		w := small(t, map[string]any{"consumers.dropout.store": drop})
		run(t, w, 200, 1)
		for h, n := range w.Main().Followers {
			if h >= w.NumStreamers() {
				stores += n
			} else {
				streamers += n
			}
		}
		return stores, streamers
	}
	stores, streamers := followers(0)
	left, others := followers(.6)
	if float64(left) > .9*float64(stores) || float64(others) < .9*float64(streamers) {
		t.Errorf("stores keep %d followers where nobody leaves them, %d where most do; streamers %d and %d", stores, left, streamers, others)
	}
}
