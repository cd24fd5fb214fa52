package venue

// ScoreMerchants moves every merchant's credit by the day's deliveries.
func (w *Venue) ScoreMerchants() {
	p, m := &w.p.Enforcement.Credit, &w.Merchants
	keep := p.Keep(1)
	for i, alive := range m.Alive {
		if alive {
			all := float64(m.Today.Delivered[i])
			bad := min(all, float64(m.Today.Defects[i])) // complaints are of failed orders: they count already
			m.Credit[i] = p.After(m.Credit[i], keep, p.OK(all-bad, all, keep))
		}
	}
}

// ScoreHosts does the same for the hosts that sold the goods.
func (w *Venue) ScoreHosts() {
	p, h, v := &w.p.Enforcement.Credit, &w.Hosts, w.Main()
	keep := p.Keep(1)
	for i, alive := range h.Alive {
		if alive {
			all := float64(h.Today.Kept[i] + h.Today.Returned[i])
			bad := min(all, float64(h.Today.Defects[i]))
			v.Credit[i] = p.After(v.Credit[i], keep, p.OK(all-bad, all, keep))
		}
	}
}
