package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
)

// mostBought is the most impressions that are asked for, more than a day of any market has.
const mostBought = 1 << 40

// scheduleStreamers decides which rooms open in which slots of today, and what that does at once: sessions are counted
// and paid for, freshness decays by a day and is renewed by the session, the agency's traffic is asked for.
func (w *World) scheduleStreamers() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.Streamers
	decay := p.Freshness.DailyDecay()
	cost := w.Scale.Real(p.Show.Cost)
	price := w.p.MCNs.Traffic.Price / 10 // fen an impression
	keys := w.On(chance.Schedule)
	for i := range s.Active {
		h.Open[i], h.Bought[i] = 0, 0
		if !s.Active[i] {
			continue
		}
		h.Fresh[i] *= decay
		if h.Barred[i] || int64(s.Absent[i]) >= w.Day || !w.hasLineUp(i) {
			continue
		}
		key, sessions := keys.At(h.ID[i]), int64(0)
		for j := range NumSlots {
			if key.Chance(uint64(j), streamer.Opens(s.Sessions[i], s.Slots[i][j])) {
				h.Open[i] |= 1 << j
				sessions++
			}
		}
		if sessions == 0 {
			continue
		}
		h.Today.Sessions[i] += sessions
		s.LastSession[i] = int32(w.Day)
		h.Fresh[i] = p.Freshness.Renew(h.Fresh[i], h.Content[i], h.Product[i])
		w.Accounts.Move(streamerAccount(i), outside, ledger.Operation, cost*sessions)
		if price > 0 {
			h.Bought[i] = min(mostBought, truncated(float64(s.AdBudget[i]*sessions)/price))
		}
	}
}

// hasLineUp reports whether a host shows any good today.
func (w *World) hasLineUp(host int) bool {
	first := w.offer(w.Edition(), host, 0)
	for _, good := range w.Offers.Good[first : first+LineUp] {
		if good >= 0 {
			return true
		}
	}
	return false
}
