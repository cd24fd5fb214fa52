package talent

import "livebazaar/sim/state"

// ChooseCategories lets every streamer take in what the places of its line-up of two weeks ago brought, by category. Those that
// earn less than elsewhere move to a category in which they sold better.
func (w *Talent) ChooseCategories() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.Streamers.Field
	for i, active := range s.Active {
		if !active || !w.hasResults(i) {
			continue
		}
		earned, shown := &s.Earned[i], &s.Shown[i]
		for k := range earned {
			earned[k] *= p.Memory
			shown[k] *= p.Memory
		}
		first := w.Offer(w.Edition(), i, 0)
		for j := first; j < first+state.LineUp; j++ {
			if good := w.Offers.Good[j]; good >= 0 {
				k := w.Goods.Category[good]
				earned[k] += float64(w.Offers.CommissionFen[j])
				shown[k]++
			}
		}
		if s.Income[i] < w.reservation(i) {
			h.Category[i] = uint8(p.Better(earned, shown, int(h.Category[i])))
		}
	}
}
