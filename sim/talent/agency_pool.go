package talent

// BargainForPools lets the agencies' sales of the week move the price of their exclusive pools.
func (w *Talent) BargainForPools() {
	m, p := &w.MCNs, &w.p.MCNs.Pool
	kept := make([]int64, len(m.Alive))
	for s, a := range w.Streamers.MCN {
		if a >= 0 {
			kept[a] += w.Hosts.WeekSettling.KeptFen[s]
		}
	}
	half := float64(w.Scale.Real(p.Half))
	for a, alive := range m.Alive {
		if alive {
			m.Volume[a] = p.After(m.Volume[a], float64(kept[a]))
			m.PoolPrice[a] = p.Discount(m.Volume[a], half)
		}
	}
}
