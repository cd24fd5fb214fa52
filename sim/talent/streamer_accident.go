package talent

import "livebazaar/agents/chance"

// Accident is a scandal that struck a streamer.
type Accident struct {
	Host   int
	Banned bool
	Key    chance.Key // of the accident's draws
}

// StrikeAccidents draws the week's illnesses and scandals of streamers that are on the air. It returns the scandals in the order
// of serial numbers, since one scandal spills over to the others.
func (w *Talent) StrikeAccidents() (scandals []Accident) {
	p, h := &w.p.Streamers.Accident, &w.Hosts
	keys := w.On(chance.Accident)
	for _, host := range w.Roll.Order {
		s := int(host)
		if s >= w.NumStreamers() || !w.Streamers.Active[s] || h.Barred[s] || int64(w.Streamers.Absent[s]) >= w.Day {
			continue
		}
		key := keys.At(h.ID[s])
		defects := float64(h.WeekSettling.Defects[s]) / float64(max(1, h.WeekSettling.Kept[s]+h.WeekSettling.Returned[s]))
		if !key.Chance(0, p.Hazard(h.Hype[s], defects)) {
			continue
		}
		w.Streamers.Absent[s] = int32(w.Day) + 1 + int32(float64(p.Absence*key.Exponential(1)))
		rate := p.ScandalRate(h.Hype[s], defects)
		if key.Chance(2, rate/(rate+p.Illness)) {
			scandals = append(scandals, Accident{s, key.Chance(3, p.Bans), key})
		}
	}
	return scandals
}
