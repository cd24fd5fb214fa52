package sim

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// BenchmarkNaive is what the market is measured against: a far smaller model written the plain way, an object per
// consumer, a map of trust per object, an interface for the rule of choice, floating-point logits. It has no needs,
// budget, delivery, returns, agents that decide, money or platform: attendance, a logit over six rooms, a purchase
// and trust, nothing else.
func BenchmarkNaive(b *testing.B) {
	const consumers, rooms = 100_000, 200
	market := newNaive(consumers, rooms)
	b.ResetTimer()
	for range b.N {
		market.day()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/consumers, "ns/consumer-day")
}

type naiveConsumer struct {
	tastes []float64
	trust  map[int]float64
	bought int
}

type naiveRoom struct {
	category int
	appeal   float64
	quality  float64
	viewers  int
}

type naiveRule interface {
	utility(*naiveConsumer, *naiveRoom, int) float64
}

type naiveLogit struct{}

func (naiveLogit) utility(c *naiveConsumer, r *naiveRoom, id int) float64 {
	return r.appeal + c.tastes[r.category] + c.trust[id]
}

type naiveMarket struct {
	consumers []*naiveConsumer
	rooms     []*naiveRoom
	rule      naiveRule
	random    interface{ Float64() float64 }
}

func newNaive(consumers, rooms int) *naiveMarket {
	random := chance.Root(1).Stream()
	m := &naiveMarket{rule: naiveLogit{}, random: random}
	for range consumers {
		c := &naiveConsumer{tastes: make([]float64, state.NumCategories), trust: map[int]float64{}}
		for k := range c.tastes {
			c.tastes[k] = random.Float64()
		}
		m.consumers = append(m.consumers, c)
	}
	for i := range rooms {
		m.rooms = append(m.rooms, &naiveRoom{category: i % state.NumCategories, appeal: random.Float64(), quality: random.Float64()})
	}
	return m
}

func (m *naiveMarket) day() {
	for _, c := range m.consumers {
		for range 2 {
			if m.random.Float64() < 0.31 { // as busy as the market: .62 active slots a day
				m.visit(c)
			}
		}
	}
}

func (m *naiveMarket) visit(c *naiveConsumer) {
	weights := make(map[int]float64)
	sum := math.Exp(1.5)
	for range 6 {
		id := int(m.random.Float64() * float64(len(m.rooms)))
		if _, seen := weights[id]; !seen {
			weights[id] = math.Exp(m.rule.utility(c, m.rooms[id], id))
			sum += weights[id]
		}
	}
	draw := m.random.Float64() * sum
	for id, weight := range weights {
		if draw -= weight; draw < 0 {
			r := m.rooms[id]
			r.viewers++
			if m.random.Float64() < 1/(1+math.Exp(2-c.trust[id])) {
				c.bought++
				c.trust[id] = 0.8*c.trust[id] + r.quality - 0.5
			}
			return
		}
	}
}
