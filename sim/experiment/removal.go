package experiment

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// Removals: the market is run again from the same state and with the same draws, without the best sellers of the 90 days
// before, or, as a placebo, without as many random active streamers.

const (
	memory = 90  // days before a removal over which the best are looked for
	settle = 90  // days after the switch of rules before the first of two removals, at least
	apart  = 180 // days between two of them, at least
)

// removal is one branch.
type removal struct {
	group string // metric.Top or metric.Random
	k     int
	long  bool // goes on to the last day, for the loss of later days
}

// removalDates are the last days before the removals, month ends, so that who is top can be read from the months' tables: the
// last one with 90 days after it, and before that one a year from the end, but 90 days after the switch of rules at least, if
// that is 180 days earlier. Two dates so far apart share a factual run and little else; a run too short for two has one, and
// one too short for a month before and 90 days after has none. The 90 days before the first may reach into the warm-up.
func removalDates(days int64) []int64 {
	last := monthEnd(days - metric.Watch)
	if last < state.Month {
		return nil
	}
	if first := monthEnd(max(days-365, settle)); last-first >= apart {
		return []int64{first, last}
	}
	return []int64{last}
}

// monthEnd is the last end of a month on or before a day.
func monthEnd(day int64) int64 { return day / state.Month * state.Month }

// removalsOn lists the branches of a replicate from a date, by the date's place among them.
func removalsOn(date, dates, replicate int) []removal {
	switch {
	case date > 0 || replicate >= metric.Fully:
		return []removal{{group: metric.Top, k: 3}}
	default:
		return []removal{{group: metric.Top, k: 1}, {group: metric.Top, k: 3, long: dates > 1}, {group: metric.Top, k: 10},
			{group: metric.Random, k: 1}, {group: metric.Random, k: 3}, {group: metric.Random, k: 10}}
	}
}

// people are the streamers that a branch goes without, by serial number. The placebo is one draw per replicate, the same for
// all scenarios as far as the same people are there, and so is what a larger k adds to a smaller one.
func (r removal) people(m Market, seed uint64, replicate int) []int64 {
	if r.group == metric.Top {
		return m.TopStreamers(memory, r.k)
	}
	return m.RandomStreamers(r.k, chance.Root(seed).At(uint64(replicate)).For(chance.Control))
}

// branchOf reads what a branch sold from its record.
func branchOf(st *stage, removed []int64, book *record.Book) metric.Branch {
	b := metric.Branch{Date: st.from, Group: st.removed.group, K: st.removed.k, Removed: removed,
		Placed: make([]int64, st.days()), Net: make([]int64, st.days())}
	for i := range book.Days {
		if d := &book.Days[i]; d.Day > st.from {
			b.Placed[d.Day-st.from-1] += d.GMV
			b.Net[d.Day-st.from-1] += d.GMVNet
		}
	}
	return b
}

// set stores a value of the summary.
func set(part *record.Part, id string, v float64) {
	for i := range part.Summary {
		if part.Summary[i].Metric == id {
			part.Summary[i].Value = v + 0 // no negative zero
			return
		}
	}
	panic("experiment: no metric " + id)
}
