//go:build long

package validity

import (
	"math"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// year is the length of a year in days.
const year = 365

// course is what is watched of ten years, by year.
type course struct {
	gmv, consumers, streamers, agencies, merchants, correlation []float64
}

// docs/model.md, section 7.7: the market stays alive and does not grow for ever. Ten years under each ranking rule.
// From year 6 GMV moves less than 2 % a year. Those in the market stay within half and one and a half times year 2: in every single run,
// but for agencies, of which a market has a dozen, in the mean of the runs. The ranks of streamers neither freeze nor are thrown anew
// from month to month.
func TestTenYearsAreStable(t *testing.T) {
	const replicates = 8
	rule := names(ranking)
	courses := make([]course, len(rule)*replicates)
	each(t, len(courses), func(t *testing.T, i int) {
		set := map[string]any{"run.days": int64(10 * year)}
		for key, value := range ranking[rule[i/replicates]] {
			set[key] = value
		}
		w := small.Made(t, small.Params(t, set), 1, i%replicates)
		pass(t, w, int(w.Params().Run.WarmupDays)+10*year, nil)
		w.Close()
		courses[i] = yearly(w)
	})
	for k, name := range rule {
		var trends []float64
		for _, c := range courses[k*replicates : (k+1)*replicates] {
			late := make([]float64, 0, 5)
			for _, g := range c.gmv[5:] {
				late = append(late, math.Log(g))
			}
			trends = append(trends, slope(late))
			for y, r := range c.correlation {
				if r < 0.5 || r > 0.95 {
					t.Errorf("%s: mean correlation of streamers' ranks from month to month %.2f in year %d", name, r, y+1)
				}
			}
		}
		runs := courses[k*replicates : (k+1)*replicates]
		within(t, name, "active consumers", runs, func(c *course) []float64 { return c.consumers })
		within(t, name, "streamers", runs, func(c *course) []float64 { return c.streamers })
		inTheMean(t, name, "MCN agencies", runs, func(c *course) []float64 { return c.agencies })
		within(t, name, "merchants", runs, func(c *course) []float64 { return c.merchants })
		m, half := mean(trends)
		t.Logf("%-12s trend of GMV from year 6: %+.2f ± %.2f %% a year; rank correlation %.2f", name, 100*m, 100*half,
			courses[k*replicates].correlation)
		if math.Abs(m) >= 0.02 {
			t.Errorf("%s: GMV still moves by %.1f %% a year", name, 100*m)
		}
	}
}

// inTheMean checks the mean of the runs.
func inTheMean(t *testing.T, name, what string, runs []course, of func(*course) []float64) {
	t.Helper()
	total := make([]float64, len(of(&runs[0])))
	for i := range runs {
		for y, n := range of(&runs[i]) {
			total[y] += n / float64(len(runs))
		}
	}
	lowest, highest := span(total)
	t.Logf("%-12s %-16s %.1f in year 2, then %.2f to %.2f of that in the mean", name, what, total[1], lowest, highest)
	if lowest < 0.5 || highest > 1.5 {
		t.Errorf("%s: %s leave 50-150 %% of year 2 in the mean of the runs: %.2f to %.2f", name, what, lowest, highest)
	}
}

// within checks every single run.
func within(t *testing.T, name, what string, runs []course, of func(*course) []float64) {
	t.Helper()
	total := make([]float64, len(of(&runs[0])))
	least, most := math.Inf(1), 0.0
	for i := range runs {
		byYear := of(&runs[i])
		for y, n := range byYear {
			total[y] += n / float64(len(runs))
		}
		lowest, highest := span(byYear)
		least, most = min(least, lowest), max(most, highest)
		if lowest < 0.5 || highest > 1.5 {
			t.Errorf("%s: %s leave 50-150 %% of year 2 in replicate %d: %.2f to %.2f", name, what, i, lowest, highest)
		}
	}
	lowest, highest := span(total)
	t.Logf("%-12s %-16s %.1f in year 2, then %.2f to %.2f of that; single runs %.2f to %.2f", name, what, total[1], lowest, highest, least, most)
}

// span returns the least and the greatest count after year 2, as parts of that of year 2.
func span(byYear []float64) (lowest, highest float64) {
	lowest = math.Inf(1)
	for _, n := range byYear[2:] {
		lowest, highest = min(lowest, n/byYear[1]), max(highest, n/byYear[1])
	}
	return lowest, highest
}

// yearly reads the course of a market from its closed record.
func yearly(w *sim.World) (c course) {
	book := w.Book()
	years := int(w.Today() / year)
	c.gmv, c.consumers = make([]float64, years), make([]float64, years)
	c.streamers, c.agencies, c.merchants = make([]float64, years), make([]float64, years), make([]float64, years)
	for i := range book.Days {
		if d := &book.Days[i]; d.Day >= 1 {
			y := (d.Day - 1) / year
			c.gmv[y] += float64(d.GMV) / 100
			c.consumers[y] += float64(d.ActiveConsumers) / year
		}
	}
	// A year has the whole months that lie in it.
	of := func(month int64) (y int64, in bool) {
		y = (month - 1) * state.Month / year
		return y, month >= 1 && month*state.Month <= (y+1)*year
	}
	count := make([]map[int64]bool, years)
	for y := range count {
		count[y] = map[int64]bool{}
	}
	mark := func(month int64, into []float64) {
		if y, in := of(month); in {
			count[y][month] = true
			into[y]++
		}
	}
	for i := range book.Streamers {
		if row := &book.Streamers[i]; row.Sessions > 0 {
			mark(row.Month, c.streamers)
		}
	}
	for i := range book.MCNs {
		mark(book.MCNs[i].Month, c.agencies)
	}
	for i := range book.Merchants {
		mark(book.Merchants[i].Month, c.merchants)
	}
	c.correlation = make([]float64, years)
	for y := range count {
		n := float64(len(count[y]))
		c.streamers[y] /= n
		c.agencies[y] /= n
		c.merchants[y] /= n
		part := record.Book{Days: book.Days, Streamers: book.Streamers}
		window := metric.Window{From: int64(y)*year + 1, To: int64(y+1) * year, Consumers: 1}
		for _, v := range metric.Compute(&part, window) {
			if v.Metric == "rank_mobility" {
				c.correlation[y] = 1 - v.Value
			}
		}
	}
	return c
}
