package experiment

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
)

// Every number that reaches summary.csv or contrasts.csv by floating point must have the same bits with and without
// fused multiply-add (GOAMD64=v1 and v3, GODEBUG=cpu.fma=off, arm64). The sum below was taken with GOAMD64=v1; a build
// on which it differs fuses an operation somewhere.
func TestStatisticsHaveTheSameBitsOnEveryBuild(t *testing.T) {
	h := fnv.New64a()
	add := func(values ...float64) {
		for _, v := range values {
			_ = binary.Write(h, binary.LittleEndian, math.Float64bits(v))
		}
	}
	key := chance.Root(1)
	for round := uint64(0); round < 200; round++ {
		var b, s, sales []float64
		for i := uint64(0); i < 8; i++ {
			b = append(b, 100+key.At(round).Normal(i))
			s = append(s, 101+key.At(round).Normal(i+8))
		}
		d := Paired(b, s, 0.95)
		add(d.BaselineLo, d.BaselineHi, d.ScenarioLo, d.ScenarioHi, d.Diff, d.Lo, d.Hi, d.P, d.RelDiff, d.RelLo, d.RelHi)
		r := PairedRatios(b, s, s, repeated(b, 8), 0.95)
		add(r.BaselineMean, r.BaselineLo, r.BaselineHi, r.Diff, r.Lo, r.Hi, r.P, r.RelDiff, r.RelLo, r.RelHi)
		for i := uint64(0); i < 400; i++ {
			sales = append(sales, 1000/(float64(i+1)+key.At(round).Uniform(i)))
		}
		add(metric.Gini(sales), metric.HHI(sales), metric.TailExponent(sales), metric.Hill(sales), metric.TopFraction(sales, 0.01),
			metric.Spearman(sales[:50], repeated(b, 50)), metric.GiniNull(int64(100+round*97), 30), metric.BinomialMAD(int64(50+round), 0.37))
	}
	const want = "a067657b741cfe1f"
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want {
		t.Errorf("sum of bits %s, want %s", got, want)
	}
}

// repeated repeats a short series to n values.
func repeated(x []float64, n int) []float64 {
	r := make([]float64, n)
	for i := range r {
		r[i] = x[i%len(x)] + float64(i%3)
	}
	return r
}
