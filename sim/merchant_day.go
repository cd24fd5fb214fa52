package sim

// closeMerchantDay is the merchants' evening, after the last settlement: the day is added to the month, the books of the
// goods are closed.
func (w *World) closeMerchantDay() {
	m := &w.Merchants
	month := m.Month.columns()
	for c, today := range m.Today.columns() {
		sums := (*month[c])[:len(*today)]
		for i, n := range *today {
			sums[i] += n
		}
	}
	w.closeGoods()
}
