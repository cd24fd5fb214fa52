package metric

import "sort"

// Newcomers: an entrant survives as long as it has never been silent for 28 days in a row.

const (
	silence  = 28  // days without a session after which an entrant counts as gone
	newcomer = 180 // days after entry at which survival is read
)

// spellOf returns the age at which an entrant had been silent for 28 days, or the age at which it was last watched.
func spellOf(entered, silent, left, lastSession, end int64) Ended {
	gone := silent
	if gone == 0 && left > 0 {
		gone = max(left, entered) + silence
	}
	if gone == 0 && end-max(lastSession, entered) >= silence {
		gone = max(lastSession, entered) + silence
	}
	if gone > 0 && gone <= end {
		return Ended{Age: gone - entered, Events: 1}
	}
	return Ended{Age: end - entered, Censored: 1}
}

// newcomerSurvival is the Kaplan-Meier share of entrants not yet silent for 28 days by day 180 after entry.
func (v *view) newcomerSurvival() float64 {
	last := map[int64]int{} // an entrant's latest month on record
	for i := range v.book.Streamers {
		m := &v.book.Streamers[i]
		if m.Entered < 1 || m.Entered+newcomer < v.From || m.Entered > v.To {
			continue
		}
		if k, ok := last[m.Streamer]; !ok || v.book.Streamers[k].Month < m.Month {
			last[m.Streamer] = i
		}
	}
	spells := make([]Ended, 0, len(last))
	for _, i := range last {
		m := &v.book.Streamers[i]
		spells = append(spells, spellOf(m.Entered, m.Silent, m.Left, m.LastSession, v.last))
	}
	return KaplanMeier(byAge(spells), newcomer)
}

// byAge merges spells of equal age and sorts them, so that their order on arrival does not matter.
func byAge(spells []Ended) []Ended {
	sort.Slice(spells, func(a, b int) bool { return spells[a].Age < spells[b].Age })
	merged := spells[:0]
	for _, s := range spells {
		if n := len(merged); n > 0 && merged[n-1].Age == s.Age {
			merged[n-1].Events += s.Events
			merged[n-1].Censored += s.Censored
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

var newcomerMetrics = []Metric{{
	ID: "newcomer_survival", Unit: "share", EN: "newcomer survival", ZH: "新主播存活率", Family: mobility, Headline: true,
	Definition:   "Kaplan-Meier share of streamers who entered after warm-up and have not yet been silent for 28 days by day 180; entrants whose 180 days end in the window or later.",
	DefinitionZH: "预热后进入的主播在第 180 天仍未连续静默 28 天的比例（Kaplan-Meier）；只计第 180 天落在计量期内或其后的主播。",
	Formula:      "Π_{a ≤ 180} (1 − d_a/n_a)",
	Caveat:       "Blank when no entrant was watched for 180 days.",
	CaveatZH:     "没有新主播观察满 180 天时为空。",
	of:           (*view).newcomerSurvival,
}}
