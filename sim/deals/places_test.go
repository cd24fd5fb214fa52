package deals

import (
	"testing"

	"livebazaar/agents/chance"
)

// Who gives back judges a good at the price its buyers pay and the commission that is left, as if it had been offered so.
func TestGoodsAreJudgedAfterGivingBack(t *testing.T) {
	t.Parallel()
	d := fair(t, nil)
	judged := func(share float64, price int64, rate float64) float64 {
		d.Streamers.Giveback[0], d.Goods.Delivered[0] = share, .8
		c := d.choosing(0, 1e6, d.On(chance.LineUp), d.On(chance.LineUp))
		p := place{good: 0, price: price, rate: rate}
		d.judgePlace(&c, &p)
		return p.value
	}
	list := d.Goods.List[0]
	d.Streamers.Giveback[0] = .5
	price, points := d.giveBack(0, 0, list, 2000)
	with, plain, without := judged(.5, list, .2), judged(0, price, float64(points)/10000), judged(0, list, .2)
	if with != plain || with >= without {
		t.Errorf("giving back half of a fifth the good is worth %g, offered on those terms %g, without giving back %g", with, plain, without)
	}
}

// The exclusive pool is never dearer than the open list. For an agency that obtains a discount it is cheaper exactly where the
// merchant has a margin left, and it leaves the merchant the cost of the unit. For an agency without one it is the open list.
func TestPoolIsCheaperThanTheOpenList(t *testing.T) {
	t.Parallel()
	for _, discount := range []float64{0, .04, .3} {
		d := fair(t, map[string]any{"merchants.discount.floor": 0.05})
		d.Streamers.MCN[0], d.MCNs.PoolPrice[0] = 0, discount
		c := d.choosing(0, 1000, 1, 2)
		cheaper := 0
		for g := range d.Goods.List {
			open := d.listingOf(g)
			var p place
			d.openPlace(&p, &c, int32(g), &open, false)
			left := 1 - open.rate - d.p.Platform.Fees.Commission
			margin := float64(open.price) - float64(d.Goods.Cost[g])/left
			switch lower := p.price < open.price; {
			case p.price > open.price:
				t.Fatalf("good %d: open %d fen, through the pool %d fen", g, open.price, p.price)
			case lower != (discount > 0 && margin > 0):
				t.Errorf("good %d with a margin of %.0f fen: open %d fen, through the pool %d", g, margin, open.price, p.price)
			case lower:
				cheaper++
				if float64(p.price)*left < float64(d.Goods.Cost[g])-1 {
					t.Errorf("good %d at %d fen through the pool does not pay its cost of %d", g, p.price, d.Goods.Cost[g])
				}
			}
		}
		if discount > 0 && cheaper < len(d.Goods.List)/4 {
			t.Errorf("the pool is cheaper for %d of %d goods", cheaper, len(d.Goods.List))
		}
	}
}
