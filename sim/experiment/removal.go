package experiment

import (
	"fmt"
	"strings"

	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Removals: the market is run again from the same state and with the same seeds, without the best sellers of the 90
// days before, or, as a control, without as many random active streamers.

// removal is one branch.
type removal struct {
	group string // "top" or "random"
	k     int
}

var removals = []removal{{"top", 1}, {"top", 3}, {"random", 1}, {"random", 3}}

// memory is how far back the best sellers are looked for, in days.
const memory = 90

// bar removes the branch's streamers. The control is one draw per replicate, shared by all scenarios.
func (r removal) bar(m Market, seed uint64, replicate int) {
	if r.group == "top" {
		m.Bar(m.TopStreamers(memory, r.k))
		return
	}
	m.Bar(m.RandomStreamers(r.k, chance.Root(seed).At(uint64(replicate)).For(chance.Control)))
}

// course is a platform's daily sales after the branching day, in fen.
type course struct{ Placed, Net []int64 }

// courseOf reads the sales of the days after a day from the record.
func courseOf(book *record.Book, after, until int64) course {
	c := course{make([]int64, until-after), make([]int64, until-after)}
	for i := range book.Days {
		if d := &book.Days[i]; d.Day > after {
			c.Placed[d.Day-after-1] += d.GMV
			c.Net[d.Day-after-1] += d.GMVNet
		}
	}
	return c
}

func (c course) net() int64 {
	var total int64
	for _, fen := range c.Net {
		total += fen
	}
	return total
}

// netOf returns the net GMV of a streamer over all months of a closed record, fen.
func netOf(book *record.Book, streamer int64) int64 {
	var total int64
	for i := range book.Streamers {
		if book.Streamers[i].Streamer == streamer {
			total += book.Streamers[i].GMVNet
		}
	}
	return total
}

// measureRemovals fills head dependence, its control, substitution and half-life into the part.
func measureRemovals(part *record.Part, factual course, branches []course, own int64) {
	rows := make([]metric.Removal, 0, len(branches))
	for i, b := range branches {
		r := removals[i]
		row := metric.Removal{K: r.k, Group: r.group, Loss: metric.HeadDependence(factual.net(), b.net())}
		row.HalfLife, row.Halved = metric.HalfLife(factual.Placed, b.Placed)
		rows = append(rows, row)
		set(part, strings.Replace(r.group, "top", "head", 1)+fmt.Sprintf("_dependence_%d", r.k), row.Loss)
		if i == 0 {
			set(part, "head_half_life_1", row.HalfLife)
			set(part, "head_halved_1", row.Halved)
			set(part, "head_substitution_1", metric.HeadSubstitution(factual.net(), b.net(), own))
		}
	}
	part.Tables = append(part.Tables, metric.RemovalTable(rows, part.Scenario, part.Replicate))
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
