package sim

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkEvents times each event of the day with one worker, and says which share of the day the events are whose work is not
// divided among workers: with very many of them the day gets no shorter than that. Of all days an event's shortest counts.
func BenchmarkEvents(b *testing.B) {
	divided := []string{"wake consumers", "attend", "commit", "deliver", "settle orders", "reconcile"}
	w := market(b, map[string]any{"consumers.count": int64(1_000_000)})
	run(b, w, 40, 1)
	shortest, today, within := map[string]time.Duration{}, map[string]time.Duration{}, 0
	w.watch(func(event string, let func()) {
		within++ // some events are lists of others
		start := time.Now()
		let()
		if within--; within == 0 {
			today[event] += time.Since(start)
		}
	})
	b.ResetTimer()
	for range b.N {
		clear(today)
		run(b, w, 1, 1)
		for event, took := range today {
			if before, known := shortest[event]; !known || took < before {
				shortest[event] = took
			}
		}
	}
	var all, undivided time.Duration
	for event, took := range shortest {
		all += took
		if !slices.Contains(divided, event) {
			undivided += took
		}
	}
	for _, event := range divided {
		b.ReportMetric(100*float64(shortest[event])/float64(all), "%-"+strings.ReplaceAll(event, " ", "-"))
	}
	b.ReportMetric(100*float64(undivided)/float64(all), "%-undivided")
}
