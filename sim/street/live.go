package street

// ListLive lists who is live in some slot of today, in order of serial number.
func (w *Street) ListLive() {
	r, h := w, &w.Hosts
	r.live = r.live[:0]
	for _, host := range w.Roll.Order {
		if h.Open[host] != 0 && h.Alive[host] && !h.Barred[host] {
			r.live = append(r.live, host)
		}
	}
}
