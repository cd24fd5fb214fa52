package sim

import (
	"math"
	"testing"

	"livebazaar/agents/consumer"
	"livebazaar/sim/slates"
)

// Deliveries against the equations of package consumer: every order on its way is worked out in advance on plain
// numbers, without looking at the fast code's roundings, and must come out within them.
func TestDeliveriesFollowTheEquations(t *testing.T) {
	w := small(t, map[string]any{"consumers.count": int64(8000)})
	run(t, w, 60, 1)
	p := &w.p.Consumers
	w.Day++
	w.morning()
	w.prepareAdoption()
	w.preparePopularity()
	w.prepareShelf()
	w.prepareGoods()
	day := uint32(w.number(w.Day))
	checked, kept, failures := 0, 0, 0
	for chunk := range w.Consumers.Chunks {
		ch := &w.Consumers.Chunks[chunk]
		from, _ := w.Consumers.chunkOf(chunk)
		orders := append([]Order(nil), ch.Due[day&7]...)
		before := make([]Consumer, len(orders))
		parcels := map[uint16]int{}
		for k, o := range orders {
			parcels[o.Local]++
			before[k] = w.Consumers.Rec[from+int(o.Local)]
		}
		w.deliver(chunk, &w.run.workers[0])
		if len(ch.settled) != len(orders) || len(ch.Due[day&7]) != 0 {
			t.Fatalf("%d of %d orders settled, %d left", len(ch.settled), len(orders), len(ch.Due[day&7]))
		}
		for k, o := range orders {
			out, oi := &ch.settled[k], o.Offer&orderIndex
			if parcels[o.Local] > 1 {
				continue // of two parcels on one day the second meets a consumer changed by the first
			}
			if out.offer != oi {
				t.Fatalf("order %d of offer %d comes out as one of offer %d", k, oi, out.offer)
			}
			checked++
			c, was := &w.Consumers.Rec[from+int(o.Local)], &before[k]
			// performance follows from satisfaction, which is linear in it above and below the expectation
			s, expected := float64(out.satisfaction)/One, float64(o.Expected)/One
			performance := invert(&p.Satisfaction, s, expected)
			if q := w.Goods.Delivered[w.Offers.Good[oi]]; math.Abs(performance-q) > 5*p.Return.Noise+0.01 && performance > 0.01 && performance < 0.99 {
				t.Errorf("a good of quality %.3f performs at %.3f", q, performance)
			}
			if failed := out.flags&outcomeFailed != 0; math.Abs(performance-p.Trust.Failure) > 0.005 && failed != (performance < p.Trust.Failure) {
				t.Errorf("performance %.3f, failed: %t", performance, failed)
			} else if failed {
				failures++
			}
			calm := float64(o.Calm)/256 + p.Purchase.Quality*performance + w.unseenFit(o)
			isKept := out.flags&outcomeKept != 0
			if math.Abs(calm+p.Return.Hassle) > 0.03 && isKept != (calm > -p.Return.Hassle) {
				t.Errorf("worth %.3f against a hassle of %.3f, kept: %t", calm, p.Return.Hassle, isKept)
			}
			regret := max(0, float64(o.Forgone)/256-max(calm, -p.Return.Hassle))
			days := float64(day) - float64(was.Touched)
			caution := p.Caution.After(float64(was.Caution)/65535*p.Caution.Keep(days), regret)
			if got := float64(c.Caution) / 65535; math.Abs(got-caution) > 0.01 {
				t.Errorf("caution %.3f after a regret of %.3f, want %.3f", got, regret, caution)
			}
			mood := p.Satisfaction.Memory*float64(was.Mood)/64 + (1-p.Satisfaction.Memory)*min(2, max(-2, s))
			if got := float64(c.Mood) / 64; math.Abs(got-mood) > 0.02 {
				t.Errorf("mood %.3f, want %.3f", got, mood)
			}
			if isKept {
				kept++
				if uint32(c.LastKept) != day || slates.Due(&c.Due, uint64(day))>>w.Goods.Category[w.Offers.Good[oi]]&1 != 0 && o.Offer&orderPurposive != 0 {
					t.Errorf("a kept order is not remembered, or its need is still open")
				}
			} else if o.Offer&orderPurposive != 0 && slates.Due(&c.Due, uint64(day))>>w.Goods.Category[w.Offers.Good[oi]]&1 == 0 {
				t.Error("a returned order has met its need")
			}
		}
	}
	if checked < 100 || kept == 0 || kept == checked {
		t.Errorf("%d orders checked, %d kept, %d failed", checked, kept, failures)
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
func (w *World) unseenFit(o Order) float64 {
	of := &w.p.Categories.Of[w.Goods.Category[w.Offers.Good[o.Offer&orderIndex]]]
	return w.p.Consumers.Fit.Unseen(of.FitSD, of.LiveFit) * normalOf(uint64(o.Seed), 12) / One
}

// Drop-out is per relation: buyers who are disappointed leave a store broadcast with its own probability.
func TestStoresAreLeftByTheirOwnRate(t *testing.T) {
	followers := func(drop float64) (stores, streamers int64) {
		w := small(t, map[string]any{"consumers.dropout.store": drop})
		run(t, w, 200, 1)
		for h, n := range w.Hosts.Followers {
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
