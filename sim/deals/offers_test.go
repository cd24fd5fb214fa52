package deals

import "testing"

// What a streamer gives back of its commission costs the merchant nothing: after commission and fee as much is left of the lower
// price as of the one agreed, and no more than the rounding of price and commission can leave.
func TestGivebackCostsTheMerchantNothing(t *testing.T) {
	t.Parallel()
	for _, clawback := range []bool{true, false} {
		d := fair(t, map[string]any{"platform.fees.clawback": clawback})
		fee := d.p.Platform.Fees.Commission
		lowered := 0
		for s := range d.Streamers.Active {
			d.Streamers.Giveback[s] = float64(s) / 12
			for good := range d.Goods.List {
				price, points, _ := d.openTerms(good)
				units := d.PaidUnits(good)
				lower, left := d.giveBack(s, good, price, points)
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
		if goods := len(d.Goods.List); lowered < 10*goods {
			t.Errorf("eleven streamers who give back lower %d prices of %d goods each", lowered, goods)
		}
	}
}
