package street

// ListLive lists who is live in some slot of today, in order of serial number, and announces it.
func (w *Street) ListLive() {
	r, h := w, &w.Hosts
	for _, host := range r.live {
		r.Announced[w.Channel(host)] = 0
	}
	r.live = r.live[:0]
	for _, host := range w.Roll.Order {
		if h.Open[host] != 0 && h.Alive[host] && !h.Barred[host] {
			r.live = append(r.live, host)
			r.Announced[w.Channel(host)] = h.Open[host]
		}
	}
}
