package checks

import (
	"math"
	"testing"

	"livebazaar/internal/trial"
)

// at gives a statistic its numbers by name.
func at(s trial.Statistic, x trial.Numbers) float64 {
	var mean []float64
	for _, name := range s.Needs {
		mean = append(mean, x[name])
	}
	return s.F(mean)
}

// Of a gain of 40 orders, 10 from rivals and 15 from the weeks after, 15 are new.
func TestSourcesOfAGainAddUp(t *testing.T) {
	t.Parallel()
	x := trial.Numbers{"treated.cut.week": 140, "factual.cut.week": 100, "treated.others.week": 890, "factual.others.week": 900,
		"treated.cut.later": 390, "factual.cut.later": 400, "treated.others.later": 3595, "factual.others.later": 3600}
	for part, want := range []float64{.25, .375, .375} {
		if got := at(sourceOfGain(part), x); math.Abs(got-want) > 1e-12 {
			t.Errorf("part %d: %g, want %g", part, got, want)
		}
	}
}

// The least elastic segment is the one that answers least; one without orders says nothing.
func TestTheLeastElasticSegmentIsFound(t *testing.T) {
	t.Parallel()
	x := trial.Numbers{}
	for k, e := range []float64{-2, -.7, -3} {
		x["both.up.tercile"+string(rune('0'+k))] = 100 * math.Pow(up, e)
		x["both.down.tercile"+string(rune('0'+k))] = 100 * math.Pow(down, e)
	}
	if got := at(leastElastic("tercile", 3), x); math.Abs(got+.7) > 1e-12 {
		t.Errorf("%g", got)
	}
	x["both.up.tercile1"] = 0
	if got := at(leastElastic("tercile", 3), x); math.Abs(got+2) > 1e-12 {
		t.Errorf("without the second: %g", got)
	}
}

// A margin of a half and an elasticity of −2 meet Lerner's rule.
func TestLernersRuleIsMetWhereMarginIsOneOverElasticity(t *testing.T) {
	t.Parallel()
	x := trial.Numbers{"revenue.tier1": 200, "cost.tier1": 100, "both.up.tier1": 100 * math.Pow(up, -2), "both.down.tier1": 100 * math.Pow(down, -2)}
	if got := at(lernerOf(1), x); math.Abs(got-1) > 1e-12 {
		t.Errorf("%g", got)
	}
}

// Growth of 2 % a month is a slope of .02 of the logs; a series at rest has none.
func TestATrendIsTheSlopeOfLogs(t *testing.T) {
	t.Parallel()
	var grows, rests []float64
	for m := range 24 {
		grows, rests = append(grows, .02*float64(m)), append(rests, 5)
	}
	if a, b := slope(grows), slope(rests); math.Abs(a-.02) > 1e-12 || b != 0 {
		t.Errorf("%g and %g", a, b)
	}
	if got := topShare(map[uint64]int64{1: 50, 2: 20, 3: 10, 4: 20}, 2); got != .7 {
		t.Errorf("the two largest have %g", got)
	}
}

// Of eight numbers as many are met as lie in their ranges.
func TestNumbersThatAreMetAreCounted(t *testing.T) {
	t.Parallel()
	x := trial.Numbers{"live2017": .0027, "shelf2017": .9973, "live2021": 18, "shelf2021": 82, "live2022": 26.6, "shelf2022": 80,
		"viewers2020-03": 265, "viewers2020-12": 388, "viewers2021-12": 464, "viewers2022-12": 900}
	if got := at(numbersMet(takeOffChecks[:8]), x); got != 7 {
		t.Errorf("%g are met, want all but one", got)
	}
}

// A row is met where all its checks pass; inputs make none.
func TestARowIsMetWhereAllItsChecksPass(t *testing.T) {
	t.Parallel()
	f := func(row string, pass, input bool) trial.Finding {
		return trial.Finding{Check: trial.Check{Row: row, Input: input}, Pass: pass}
	}
	met, rows := trial.Score([]trial.Finding{f("C1", true, false), f("C1", false, false), f("C2", true, false), f("C3", true, true), f("", true, false)})
	if met != 1 || rows != 2 {
		t.Errorf("%d of %d", met, rows)
	}
}

// The calendar of the take-off has a leap year.
func TestTheTakeOffHasALeapYear(t *testing.T) {
	t.Parallel()
	for day, want := range map[int64]int64{1: 2017, 365: 2017, 366: 2018, 1095: 2019, 1096: 2020, 1461: 2020, 1462: 2021, 2191: 2022, 2192: 2023} {
		if got := calendarYear(day); got != want {
			t.Errorf("day %d is in %d", day, got)
		}
	}
}
