package venue

import "livebazaar/sim/state"

// ShockTrust adds bad experiences to the public record of a host: severity times all experiences on record, its prior included. A part of
// the shock spills over to the merchants on show and, by the host's share of all the visits of the week, to every other room: what
// happens to a star happens to the platform (H25).
func (w *Venue) ShockTrust(host int, severity float64, visits int64) {
	h, m := &w.Hosts, &w.Merchants
	h.TrustNeg[host] += float64(severity * w.experiences(h.TrustPos[host], h.TrustNeg[host]))
	spilt := float64(severity * w.p.Streamers.Accident.SpillOver)
	first := w.Offer(w.Edition(), host, 0)
	for _, good := range w.Offers.Good[first : first+state.LineUp] {
		if good >= 0 {
			owner := good / state.GoodsPer
			m.TrustNeg[owner] += float64(spilt / state.LineUp * w.experiences(m.TrustPos[owner], m.TrustNeg[owner]))
		}
	}
	if visits == 0 {
		return
	}
	share := float64(spilt*float64(h.WeekSettling.Visits[host])) / float64(visits)
	w.Crew.Blocks(len(h.Alive), func(from, to, _ int) {
		for other := from; other < to; other++ {
			if h.Alive[other] && other != host {
				h.TrustNeg[other] += float64(share * w.experiences(h.TrustPos[other], h.TrustNeg[other]))
			}
		}
	})
}

// WeekVisits is how many visits all rooms had in the week before last, of which all orders are settled.
func (w *Venue) WeekVisits() (sum int64) {
	for _, n := range w.Hosts.WeekSettling.Visits {
		sum += n
	}
	return sum
}

// experiences is how many experiences public trust rests on, its prior included.
func (w *Venue) experiences(positive, negative float64) float64 {
	return positive + negative + w.p.Consumers.Trust.PublicWeight
}
