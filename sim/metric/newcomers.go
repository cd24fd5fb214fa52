package metric

import (
	"math"
	"sort"
)

// Newcomers: an entrant survives until it gives up or is banned, or falls silent for good. A pause is no exit: whoever holds
// a session after it was there all the time.

const (
	silence  = 90  // days without a session up to the end of the run after which an entrant counts as gone
	newcomer = 180 // days after entry at which survival is read
)

// spellOf returns the age at which an entrant was gone, or up to which it was watched.
func spellOf(m *streamerMonth, end int64) Ended {
	gone := max(m.LastSession, m.Entered) + silence
	if m.Gone != 0 {
		gone = min(gone, m.Left)
	}
	if gone <= end {
		return Ended{Age: gone - m.Entered, Events: 1}
	}
	return Ended{Age: end - m.Entered, Censored: 1}
}

// newcomerSurvival is the Kaplan-Meier share of entrants who are still there on day 180 after entry.
func (v *view) newcomerSurvival() float64 {
	latest := map[int64]*streamerMonth{} // an entrant's latest month on record
	for i := range v.book.Streamers {
		m := &v.book.Streamers[i]
		if m.Entered < 1 || m.Entered+newcomer < v.From || m.Entered > v.To {
			continue
		}
		if known := latest[m.Streamer]; known == nil || known.Month < m.Month {
			latest[m.Streamer] = m
		}
	}
	spells := make([]Ended, 0, len(latest))
	watched := false
	for _, m := range latest {
		spells = append(spells, spellOf(m, v.last))
		watched = watched || m.Entered+newcomer <= v.last
	}
	if !watched { // the run is too short to know, however many are gone
		return math.NaN()
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
			merged[n-1].OfCause += s.OfCause
			merged[n-1].Censored += s.Censored
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

var newcomerMetrics = []Metric{{
	ID: "newcomer_survival", Unit: "share", EN: "newcomer survival", ZH: "新主播存活率", Family: mobility, Headline: true,
	Definition: "Kaplan-Meier share of streamers who entered after warm-up and are still there on day 180. " +
		"Gone is who gave up or was banned, on that day, and who held no session " +
		"from some day to the end of the run, 90 days at least, on the 90th day of the silence, whichever comes first. " +
		"A pause is no exit; who was not gone by the end of the run is censored there. " +
		"Entrants whose 180 days end in the window or later.",
	DefinitionZH: "预热后进入的主播在第 180 天仍在市场的比例（Kaplan-Meier）。放弃或被封禁者自该日起退出；自某日起直至运行结束至少 90 天未开播者，于静默第 90 天退出；两者取先到者。" +
		"中途停播不算退出；到运行结束尚未退出者在该日截尾。只计第 180 天落在计量期内或其后的主播。",
	Formula: "Π_{a ≤ 180} (1 − d_a/n_a)",
	Caveat: "Blank when nobody entered 180 days or more before the end. Who is banned and returns under a new name is gone once and enters " +
		"once: the platform cannot tell.",
	CaveatZH: "没有主播在结束前 180 天或更早进入时为空。被封禁后改名复出者计一次退出、一次进入：平台无从辨认。",
	of:       (*view).newcomerSurvival,
}}
