package supply

import (
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// FoldMerchants adds the merchants' day to their month, after the last settlement.
func (w *Supply) FoldMerchants() {
	m := &w.Merchants
	w.Crew.Blocks(len(m.Alive), func(from, to, _ int) {
		for i := from; i < to; i++ {
			if !m.Alive[i] {
				continue
			}
			var list int64
			for _, price := range w.Goods.List[i*state.GoodsPer : (i+1)*state.GoodsPer] {
				list += price
			}
			t := &m.Today
			t.Days[i], t.List[i] = 1, list/state.GoodsPer
			t.Discount[i], t.Commission[i] = fixed.BasisPoints(m.Discount[i]), fixed.BasisPoints(m.Commission[i])
		}
	})
	column.Fold(&m.Month, &m.Today, w.Crew)
}
