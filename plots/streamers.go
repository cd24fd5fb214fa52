package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/agents/param"
	"livebazaar/sim/metric"
)

// window is the days that metrics cover: the last 365 measured days, or all of them if they are fewer.
func (s *study) window() metric.Window {
	return metric.LastYear(int64(s.number("run.days", 365)), int64(s.consumers()), 0, 0)
}

// inWindow returns a test of months: whether at least half of a month lies in the window, as the metrics count months.
func (s *study) inWindow() func(month float64) bool {
	w := s.window()
	from, last := float64(w.From), float64(w.To)
	return func(month float64) bool {
		first, end := (month-1)*30+1, math.Min(month*30, last)
		inside := end - math.Max(first, from) + 1
		return inside > 0 && 2*inside >= end-first+1
	}
}

// yearNote says what the size distributions cover.
func (s *study) yearNote() Label {
	n := s.window().Days()
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

func newSellers() *sellers { return &sellers{at: map[int64]int{}} }

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

// readStreamerYears returns the net GMV of every streamer with a session in the window, by scenario and replicate,
// largest first. More returned than sold counts as nothing sold, as in the metrics.
func (s *study) readStreamerYears() ([][][]float64, error) {
	counts := s.inWindow()
	found, err := gather(s, "streamers", []string{"streamer", "month", "gmv_net", "sessions"}, newSellers,
		func(r *rows) (func(*sellers, int), error) {
			streamer, err := r.whole("streamer")
			if err != nil {
				return nil, err
			}
			var columns [3][]float64
			for i, name := range []string{"month", "gmv_net", "sessions"} {
				if columns[i], err = r.numbers(name); err != nil {
					return nil, err
				}
			}
			month, net, sessions := columns[0], columns[1], columns[2]
			return func(m *sellers, i int) {
				if counts(month[i]) {
					k := m.of(streamer[i])
					m.net[k] += net[i]
					m.active[k] = m.active[k] || sessions[i] > 0
				}
			}, nil
		})
	if err != nil {
		return nil, err
	}
	var out [][][]float64
	for _, markets := range found.markets(newSellers) {
		var years [][]float64
		for _, m := range markets {
			var sizes []float64
			for k, net := range m.net {
				if m.active[k] {
					sizes = append(sizes, math.Max(net, 0))
				}
			}
			slices.Sort(sizes)
			slices.Reverse(sizes)
			years = append(years, sizes)
		}
		out = append(out, years)
	}
	return out, nil
}

func total(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum
}
