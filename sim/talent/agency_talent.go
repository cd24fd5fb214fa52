package talent

import "livebazaar/agents/mcn"

// JudgeTalent updates what agencies think of their own streamers, and what the trade thinks of the others, by the week's
// revenue per impression.
func (w *Talent) JudgeTalent() {
	h, p := &w.Hosts, &w.p.MCNs.Talent
	kept, impressions := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			kept += h.WeekSettling.KeptFen[s]
			impressions += h.WeekSettling.Impressions[s]
		}
	}
	if impressions == 0 {
		return
	}
	market := float64(kept) / float64(impressions)
	for s, active := range w.Streamers.Active {
		shown := float64(h.WeekSettling.Impressions[s])
		if !active || shown == 0 {
			continue
		}
		seen := mcn.Seen(float64(h.WeekSettling.KeptFen[s]), shown, market)
		w.MCNs.Belief[s] = p.Learn(w.MCNs.Belief[s], seen, w.Streamers.MCN[s] >= 0)
	}
}

// ReleaseMediocre ends the contracts of streamers who had their chance.
func (w *Talent) ReleaseMediocre() {
	p := &w.p.MCNs.Talent
	for s, a := range w.Streamers.MCN {
		if a >= 0 && float64(w.Day-int64(w.Streamers.SignedOn[s])) >= p.Probation && !p.Keeps(w.MCNs.Belief[s]) {
			w.release(s)
		}
	}
}
