package sim

import "livebazaar/agents/chance"

// strikeAccidents draws the week's illnesses and scandals of streamers that are on the air, in the order of their
// serial numbers, since one scandal spills over to the others.
func (w *World) strikeAccidents() {
	p, h := &w.p.Streamers.Accident, &w.Hosts
	keys := w.On(chance.Accident)
	visits := w.weekVisits()
	for _, host := range w.run.order {
		s := int(host)
		if s >= w.NumStreamers() || !w.Streamers.Active[s] || h.Barred[s] || int64(w.Streamers.Absent[s]) >= w.Day {
			continue
		}
		key := keys.At(h.ID[s])
		defects := float64(h.Past.Defects[s]) / float64(max(1, h.Past.Kept[s]+h.Past.Returned[s]))
		if !key.Chance(0, p.Hazard(h.Hype[s], defects)) {
			continue
		}
		w.Streamers.Absent[s] = int32(w.Day) + 1 + int32(float64(p.Absence*key.Exponential(1)))
		rate := p.ScandalRate(h.Hype[s], defects)
		if key.Chance(2, rate/(rate+p.Illness)) {
			w.shockTrust(s, p.Severity, visits)
			if key.Chance(3, p.Bans) {
				w.ban(s, key)
			}
		}
	}
}

// shockTrust adds bad experiences to the public record of a host, as a share of all those on record, and spills a
// part of the shock over to the merchants on show and, by the host's share of the week's visits, to every other room:
// what happens to a star happens to the platform (H25).
func (w *World) shockTrust(host int, severity float64, visits int64) {
	h, m := &w.Hosts, &w.Merchants
	h.TrustNeg[host] += float64(severity * w.experiences(h.TrustPos[host], h.TrustNeg[host]))
	spilt := float64(severity * w.p.Streamers.Accident.SpillOver)
	first := w.offer(w.Edition(), host, 0)
	for _, good := range w.Offers.Good[first : first+LineUp] {
		if good >= 0 {
			owner := good / GoodsPer
			m.TrustNeg[owner] += float64(spilt / LineUp * w.experiences(m.TrustPos[owner], m.TrustNeg[owner]))
		}
	}
	if visits == 0 {
		return
	}
	share := float64(spilt*float64(h.Past.Visits[host])) / float64(visits)
	for other, alive := range h.Alive {
		if alive && other != host {
			h.TrustNeg[other] += float64(share * w.experiences(h.TrustPos[other], h.TrustNeg[other]))
		}
	}
}

// weekVisits is how many visits all rooms had in the week.
func (w *World) weekVisits() (sum int64) {
	for _, n := range w.Hosts.Past.Visits {
		sum += n
	}
	return sum
}

// experiences is how many experiences public trust rests on, its prior included.
func (w *World) experiences(positive, negative float64) float64 {
	return positive + negative + w.p.Consumers.Trust.PublicWeight
}
