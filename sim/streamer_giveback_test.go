package sim

import (
	"testing"

	"livebazaar/agents/chance"
)

// What a streamer gives back of its commission lowers its prices, costs the merchant nothing, and sells.
func TestGivebackIsTheStreamersDiscount(t *testing.T) {
	const share = .5
	orders := func(gives bool) (sum int64) {
		w := town(t, nil)
		run(t, w, 60, 1)
		for (w.Day+1-w.First)%Week != 0 {
			run(t, w, 1, 1)
		}
		var half []int
		for s, in := range w.Streamers.Active {
			if in && w.Hosts.ID[s]%2 == 0 {
				half = append(half, s)
				w.Streamers.Learner[s].Weeks = -10 // chooses nothing else meanwhile
				if gives {
					w.Streamers.Learner[s].Accepted.Giveback, w.Streamers.Learner[s].Trial.Giveback = share, share
				}
			}
		}
		for range 4 * Week {
			run(t, w, 1, 1)
			for _, s := range half {
				sum += w.Hosts.Today.Orders[s]
			}
		}
		return sum
	}
	if without, with := orders(false), orders(true); with < without*11/10 {
		t.Errorf("those who give half of their commission back get %d orders, else %d", with, without)
	}
}

func TestGivebackCostsTheMerchantNothing(t *testing.T) {
	for _, clawback := range []bool{true, false} {
		w := town(t, map[string]any{"platform.fees.clawback": clawback})
		run(t, w, 60, 1)
		fee := w.p.Platform.Fees.Commission
		lowered := 0
		for s := range w.Streamers.Active {
			w.Streamers.Giveback[s] = .3
			for good := range w.Goods.List {
				price, points, ok := w.openTerms(good)
				if !ok {
					continue
				}
				units := w.paidUnits(good)
				lower, left := w.giveBack(s, good, price, points)
				before := float64(price) * (1 - units*float64(points)/10000 - fee)
				after := float64(lower) * (1 - units*float64(left)/10000 - fee)
				if after < before-.01 || after > before+1+float64(price)*units/5000 || lower > price || left > points || left < 0 {
					t.Fatalf("good %d: %d fen at %d points leave the merchant %.1f, given back %d fen at %d points %.1f",
						good, price, points, before, lower, left, after)
				}
				if lower < price {
					lowered++
				}
			}
		}
		if lowered == 0 {
			t.Error("no price is lowered")
		}
	}
}

// A bound that new rules bring holds at once, also for who had chosen more: at 0 the price is the merchant's alone, whatever
// was accepted before and whoever comes back.
func TestANewBoundHoldsForOldChoices(t *testing.T) {
	w := small(t, nil)
	run(t, w, 60, 1)
	gave := 0
	for i, active := range w.Streamers.Active {
		if active && w.Streamers.Giveback[i] > 0 {
			gave++
		}
	}
	if gave == 0 {
		t.Fatal("nobody gives back: the test sees nothing")
	}
	if err := w.Switch(rules(t, map[string]any{"streamers.giveback.most": 0.0, "streamers.schedule.most": 5.0})); err != nil {
		t.Fatal(err)
	}
	for range 150 {
		run(t, w, 1, 1)
		for i, active := range w.Streamers.Active {
			if active && (w.Streamers.Giveback[i] > 0 || w.Streamers.Sessions[i] > 5) {
				t.Fatalf("day %d: streamer %d gives back %g and aims at %g sessions", w.Day, i, w.Streamers.Giveback[i], w.Streamers.Sessions[i])
			}
		}
	}
}

// Who gives back judges a good at the price its buyers pay and the commission that is left, as if it had been offered so.
func TestGoodsAreJudgedAfterGivingBack(t *testing.T) {
	w := small(t, nil)
	judged := func(share float64, price int64, rate float64) float64 {
		w.Streamers.Giveback[0] = share
		c := w.choosing(0, 1e6, w.On(chance.LineUp))
		p := place{good: 0, price: price, rate: rate, discount: w.priceCut(0, price)}
		w.judge(&c, &p)
		return p.value
	}
	list := w.Goods.List[0]
	w.Streamers.Giveback[0] = .5
	price, points := w.giveBack(0, 0, list, 2000)
	with, plain, without := judged(.5, list, .2), judged(0, price, float64(points)/10000), judged(0, list, .2)
	if with != plain || with >= without {
		t.Errorf("giving back half of a fifth the good is worth %g, offered on those terms %g, without giving back %g", with, plain, without)
	}
}
