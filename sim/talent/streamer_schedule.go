package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// mostBought is the most impressions that are asked for, more than a day of any market has.
const mostBought = 1 << 40

// ScheduleStreamers decides which rooms open in which slots of today. Sessions are counted and paid for, freshness decays by a
// day and is renewed by a session, and the agency's traffic is asked for.
func (w *Talent) ScheduleStreamers() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.Streamers
	decay := p.Freshness.DailyDecay()
	cost := w.Scale.Real(p.Show.Cost)
	price := w.p.MCNs.Traffic.Price / 10 // fen an impression
	keys := w.On(chance.Schedule)
	w.Crew.Blocks(len(s.Active), func(from, to, _ int) {
		for i := from; i < to; i++ {
			h.Open[i], w.Main().Bought[i] = 0, 0
			if !s.Active[i] {
				continue
			}
			h.Fresh[i] *= decay
			if h.Barred[i] || int64(s.Absent[i]) >= w.Day || !w.HasLineUp(i) {
				continue
			}
			key, sessions := keys.At(h.ID[i]), int64(0)
			for j := range state.NumSlots {
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
			if price > 0 {
				w.Main().Bought[i] = min(mostBought, state.Truncated(float64(s.AdBudget[i]*sessions)/price))
			}
		}
	})
	for i, open := range h.Open[:len(s.Active)] {
		if open != 0 {
			w.Accounts.Move(state.StreamerAccount(i), state.Outside, ledger.Operation, cost*int64(state.OnesCount(open)))
		}
	}
}
