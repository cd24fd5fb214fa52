package sim

import "testing"

// BenchmarkDay is the full market at the embedded default size.
func BenchmarkDay(b *testing.B) {
	for _, n := range []int64{10_000, 100_000} {
		b.Run(map[int64]string{10_000: "10k", 100_000: "100k"}[n], func(b *testing.B) {
			w := market(b, map[string]any{"consumers.count": n})
			run(b, w, 120, 1)
			b.ResetTimer()
			for range b.N {
				run(b, w, 1, 1)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/consumer-day")
		})
	}
}
