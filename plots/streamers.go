package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
)

// MetricWindow is the days that metrics cover: the last 365 measured days, or all of them if they are fewer.
func (s *Study) MetricWindow() metric.Window {
	return metric.LastYear(int64(s.number("run.days", 365)), int64(s.Consumers()))
}

// inWindow returns a test of months: whether at least half of a month lies in the window, as the metrics count months.
func (s *Study) inWindow() func(month float64) bool {
	w := s.MetricWindow()
	from, last := float64(w.From), float64(w.To)
	return func(month float64) bool {
		first, end := (month-1)*30+1, math.Min(month*30, last)
		inside := end - math.Max(first, from) + 1
		return inside > 0 && 2*inside >= end-first+1
	}
}

// yearNote says what the size distributions cover.
func (s *Study) yearNote() Label {
	n := s.MetricWindow().Days()
	return Label{
		fmt.Sprintf("Net GMV by months in the last %s, streamers with at least one session. ", param.Count(n, "day")),
		fmt.Sprintf("最后 %d 天内各月的净成交，至少直播一场的主播。", n),
	}
}

// sellers are the streamers of one market in the window, in the order they appear in the table.
type sellers struct {
	at     map[int64]int
	net    []float64
	active []bool // had a session
}

// of returns the position of a streamer.
func (m *sellers) of(streamer int64) int {
	k, known := m.at[streamer]
	if !known {
		k = len(m.net)
		m.at[streamer] = k
		m.net, m.active = append(m.net, 0), append(m.active, false)
	}
	return k
}

// forget empties the market for the next one.
func (m *sellers) forget() {
	clear(m.at)
	m.net, m.active = m.net[:0], m.active[:0]
}

// streamerYears reads the net GMV of every streamer with a session in the window, largest first, market by market. More
// returned than sold counts as nothing sold, as in the metrics.
func (s *Study) streamerYears(each func(scenario int, sizes []float64)) error {
	counts := s.inWindow()
	m := sellers{at: map[int64]int{}}
	var sizes []float64
	return s.EachMarket("streamers", markets.AnyScenario, markets.Visit{
		Columns: []string{"streamer", "month", "gmv_net", "sessions"},
		Begin:   func(int) { m.forget() },
		Piece: func(r *markets.Rows) (func(int), error) {
			streamer, err := r.Whole("streamer")
			if err != nil {
				return nil, err
			}
			c, err := r.Columns("month", "gmv_net", "sessions")
			if err != nil {
				return nil, err
			}
			month, net, sessions := c[0], c[1], c[2]
			return func(i int) {
				if counts(month[i]) {
					k := m.of(streamer[i])
					m.net[k] += net[i]
					m.active[k] = m.active[k] || sessions[i] > 0
				}
			}, nil
		},
		End: func(scenario, _ int) error {
			sizes = sizes[:0]
			for k, net := range m.net {
				if m.active[k] {
					sizes = append(sizes, math.Max(net, 0))
				}
			}
			slices.Sort(sizes)
			slices.Reverse(sizes)
			each(scenario, sizes)
			return nil
		},
	})
}

// sales are how unequally the streamers of a scenario sell, over the replicates.
type sales struct {
	bottom, top    []markets.Moments // shares of the smallest and of the largest, at lorenzPoints
	ranks          []markets.Moments // share of each rank
	gini, exponent markets.Moments
	tail           int // ranks that the exponent is fitted to, at most
}

func (s *Study) readSales() ([]sales, error) {
	out := make([]sales, len(s.Rules))
	p, top := lorenzPoints()
	for sc := range out {
		out[sc].bottom, out[sc].top = make([]markets.Moments, len(p)), make([]markets.Moments, len(p))
	}
	err := s.streamerYears(func(sc int, sizes []float64) {
		of := &out[sc]
		for i := range p {
			of.bottom[i].Add(lorenzShare(sizes, p[i]))
			of.top[i].Add(1 - lorenzShare(sizes, 1-math.Pow(10, top[i])))
		}
		of.gini.Add(metric.Gini(sizes))
		of.exponent.Add(metric.TailExponent(sizes))
		of.tail = max(of.tail, min(len(sizes), max(40, (len(sizes)+9)/10)))
		for len(of.ranks) < len(sizes) {
			of.ranks = append(of.ranks, markets.Moments{})
		}
		sum := total(sizes)
		for i, size := range sizes {
			if size > 0 {
				of.ranks[i].Add(size / sum)
			}
		}
	})
	return out, err
}

func total(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum
}
