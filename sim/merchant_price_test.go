package sim

import (
	"math"
	"testing"

	"livebazaar/sim/state"
)

// Merchants learn demand from its answer to their trials: where consumers mind prices more, list prices end lower against comparable goods
// than where they mind them little, from the same start. Where nobody learns, they stay where they were.
func TestListPricesFollowDemand(t *testing.T) {
	t.Parallel()
	level := func(learn bool, sensitivity float64) float64 {
		w := small(t, map[string]any{"merchants.price.learn": learn, "consumers.purchase.sensitivity": sensitivity,
			"merchants.price.memory": .99, "merchants.price.differ": .05})
		run(t, w, 600, 1)
		sum, n := 0.0, 0.0
		for g, usual := range w.Goods.Usual {
			if w.Merchants.Alive[g/state.GoodsPer] {
				sum += math.Log(float64(usual) / float64(w.Goods.Comparable[g]))
				n++
			}
		}
		return math.Exp(sum / n)
	}
	if low, high := level(true, 12), level(true, .5); high < 1.05*low {
		t.Errorf("list prices are %.3f times those of comparable goods where consumers mind prices, %.3f where they do not", low, high)
	}
	if still := level(false, 12); math.Abs(still-1) > 1e-9 {
		t.Errorf("where nobody learns list prices are %.4f times those of comparable goods", still)
	}
}

// Costs that rise are passed on: no good is offered below what a kept unit of it costs, however dear it was at birth.
func TestListPricesCoverCostsThatRise(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 35, 1)
	for g := range w.Goods.Base {
		w.Goods.Base[g] *= 3
		w.Goods.Cost[g] *= 3
	}
	seen := 0
	w.watch(func(event string, let func()) {
		if let(); event != "set prices" {
			return
		}
		seen++
		for g, list := range w.Goods.List {
			if w.Merchants.Alive[g/state.GoodsPer] && float64(list)*(1-w.p.Platform.Fees.Commission) < w.deals.KeptCost(g) {
				t.Errorf("good %d costs %.0f fen a kept unit, and its list price is %d", g, w.deals.KeptCost(g), list)
			}
		}
	})
	run(t, w, 2*state.Week, 1)
	if seen != 2 {
		t.Errorf("prices were set %d times in two weeks", seen)
	}
}

// A merchant that sells on the shelf alone sells nothing live, runs no store, and pays for no shows. It sells on the shelf, less than with live
// sales that made it visible.
func TestShelfAlone(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"merchants.live.decide": false, "merchants.entry.retire": 0.0, "merchants.entry.patience": 100.0})
	run(t, w, 35, 1)
	best := 0
	for m, seen := range w.Merchants.Visibility {
		if w.Merchants.Alive[m] && seen > w.Merchants.Visibility[best] {
			best = m
		}
	}
	id := w.Merchants.ID[best]
	with, without := fork(t, w), fork(t, w)
	without.Merchants.SellsLive[best] = false
	sales := func(w *World) (live, shelf float64) {
		for day := range 182 {
			before := w.Merchants.Month.ShelfNet[best]
			run(t, w, 1, 1)
			if w.Merchants.ID[best] != id || !w.Merchants.Alive[best] {
				t.Fatal("the merchant has left")
			}
			if day < 8*state.Week { // what was on show when it stopped is being sold, and what made it visible fades
				continue
			}
			live += float64(w.Merchants.Today.Orders[best])
			shelf += max(0, float64(w.Merchants.Month.ShelfNet[best]-before))
		}
		return live, shelf
	}
	live, shelf := sales(with)
	none, alone := sales(without)
	if live == 0 || none > 0 || without.Merchants.StoreOpen[best] || without.Merchants.Asked[best] != 0 {
		t.Errorf("with live selling it has %.0f live orders, without %.0f", live, none)
	}
	if alone <= 0 || alone > .9*shelf {
		t.Errorf("with live selling it sells %.0f fen on the shelf, without %.0f", shelf, alone)
	}
}

// Live selling that loses is given up, and taken up again when what was lost is forgotten.
func TestLiveSellingIsGivenUpAndTakenUpAgain(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"merchants.live.review": int64(4), "merchants.live.memory": .5})
	run(t, w, 140, 1)
	var losers []int
	for m, alive := range w.Merchants.Alive {
		if alive && w.Merchants.SellsLive[m] && len(losers) < 10 {
			losers = append(losers, m)
			w.Merchants.LiveGain[m] = -1e8
		}
	}
	stopped, back := map[int]bool{}, 0
	for range 200 {
		run(t, w, 1, 1)
		for _, m := range losers {
			if !w.Merchants.SellsLive[m] {
				stopped[m] = true
			} else if stopped[m] {
				back++
				stopped[m] = false
			}
		}
	}
	if len(stopped) < 8 || back == 0 {
		t.Errorf("of %d that lost with live selling %d gave it up, and %d began again", len(losers), len(stopped), back)
	}
}

// Free entry: half of the merchants are taken out of a market, the others earn more, and two years later the places are filled again.
// Where opening costs ten times as much they are not.
func TestProfitBringsMerchantsIn(t *testing.T) {
	t.Parallel()
	share := func(cost float64) float64 {
		w := small(t, map[string]any{"merchants.entry.cost": cost})
		run(t, w, 140, 1)
		before, gone := 0, 0
		for m, alive := range w.Merchants.Alive {
			if alive {
				if before++; before%2 == 0 {
					w.Merchants.WeeksInRed[m] = 1000
					gone++
				}
			}
		}
		run(t, w, 730, 1)
		after := 0
		for _, alive := range w.Merchants.Alive {
			after += one(alive)
		}
		return float64(after) / float64(before)
	}
	if full := share(300000); full < .75 || full > 1.3 {
		t.Errorf("two years after half of them left there are %.2f times as many merchants", full)
	}
	if few := share(3e6); few > .65 {
		t.Errorf("where opening costs ten times as much there are %.2f times as many", few)
	}
}
