package sim

// foldMerchants adds the merchants' day to their month, after the last settlement.
func (w *World) foldMerchants() {
	m := &w.Merchants
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		var list int64
		for _, price := range w.Goods.List[i*GoodsPer : (i+1)*GoodsPer] {
			list += price
		}
		t := &m.Today
		t.Days[i], t.List[i], t.Discount[i], t.Commission[i] = 1, list/GoodsPer, basisPoints(m.Discount[i]), basisPoints(m.Commission[i])
	}
	fold(&m.Month, &m.Today, nil)
}
