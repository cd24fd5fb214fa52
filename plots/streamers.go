package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/sim/metric"
)

// window is the days that metrics cover: the last 365 measured days, or all of them if they are fewer.
func (s *study) window() metric.Window {
	return metric.LastYear(int64(s.number("run.days", 365)), int64(s.consumers()), 0)
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
		fmt.Sprintf("Net GMV by months in the last %d days, streamers with at least one session. ", n),
		fmt.Sprintf("最后 %d 天内各月的净成交，至少直播一场的主播。", n),
	}
}

// streamerYears returns the net GMV of every streamer with a session in the window, by scenario and replicate, largest
// first. More returned than sold counts as nothing sold, as in the metrics.
func (s *study) streamerYears() ([][][]float64, error) {
	r, err := s.open("streamers", "streamer", "month", "gmv_net", "sessions")
	if err != nil {
		return nil, err
	}
	var columns [4][]float64
	for i, name := range []string{"streamer", "month", "gmv_net", "sessions"} {
		if columns[i], err = r.numbers(name); err != nil {
			return nil, err
		}
	}
	id, month, net, sessions := columns[0], columns[1], columns[2], columns[3]
	type who struct {
		scenario, replicate int
		streamer            float64
	}
	type sold struct {
		who
		net    float64
		active bool
	}
	at := map[who]int{}
	var all []sold
	counts := s.inWindow()
	for i := range id {
		if !counts(month[i]) {
			continue
		}
		w := who{r.scenario[i], r.replicate[i], id[i]}
		k, ok := at[w]
		if !ok {
			k = len(all)
			at[w] = k
			all = append(all, sold{who: w})
		}
		all[k].net += net[i]
		all[k].active = all[k].active || sessions[i] > 0
	}
	out := make([][][]float64, len(s.scenarios))
	for i := range out {
		out[i] = make([][]float64, len(r.replicates))
	}
	for _, a := range all {
		if a.active {
			out[a.scenario][a.replicate] = append(out[a.scenario][a.replicate], math.Max(a.net, 0))
		}
	}
	for _, runs := range out {
		for _, run := range runs {
			slices.Sort(run)
			slices.Reverse(run)
		}
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
