package sim_test

import (
	"fmt"
	"testing"

	"livebazaar/internal/small"
)

// BenchmarkDay is the full market, by consumers and workers, the other sizes at their defaults.
func BenchmarkDay(b *testing.B) {
	for _, size := range []struct {
		consumers int64
		workers   int
	}{{10_000, 1}, {100_000, 1}, {1_000_000, 1}, {1_000_000, 2}} {
		b.Run(fmt.Sprintf("consumers=%d/workers=%d", size.consumers, size.workers), func(b *testing.B) {
			w := small.Made(b, small.Params(b, map[string]any{"consumers.count": size.consumers}), 1, 0)
			small.Run(b, w, 40, size.workers)
			b.ResetTimer()
			for range b.N {
				small.Run(b, w, 1, size.workers)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size.consumers), "ns/consumer-day")
		})
	}
}
