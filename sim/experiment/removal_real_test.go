package experiment

import (
	"slices"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/metric"
)

func smallParams(t *testing.T, days int64, allocate string) *sim.Params {
	t.Helper()
	return small.Params(t, small.Settings{"consumers.count": int64(1200), "streamers.count": int64(50), "merchants.count": int64(40),
		"mcns.count": int64(2), "run.days": days, "run.warmup_days": int64(60), "platform.ranking.allocate": allocate})
}

// In a real market, from the tables alone: the best are those with the highest GMV of the three months before among those who
// are still there, what they sell themselves is what the streamers' rows say, and that is more than random ones sell; random
// ones are active and the same under both rules; and a branch sells as the run does before its date, and otherwise after it.
func TestRemovalsFromARealMarketCanBeReckonedFromTheTables(t *testing.T) {
	plan := Plan{Study: "real", Baseline: "one", Warmup: smallParams(t, 120, "softmax"), Replicates: 2, Seed: 5, Level: 0.95, Workers: 2,
		Scenarios: []Scenario{{Name: "one", Params: smallParams(t, 120, "softmax")}, {Name: "other", Params: smallParams(t, 120, "uniform")}},
		Branches:  true, Twin: true}
	parts := partsOf(t, plan)
	const date = 30
	random := map[string][][]int64{}
	for scenario, both := range parts {
		for _, p := range both {
			streamers, removed := tableOf(t, p, "streamers"), tableOf(t, p, "removed")
			id, month := streamers.Ints[streamers.Index("streamer")], numbersOf(t, streamers, "month")
			gmv, sessions := numbersOf(t, streamers, "gmv"), numbersOf(t, streamers, "sessions")
			before, after, last, active := map[int64]float64{}, map[int64]float64{}, map[int64]float64{}, map[int64]bool{}
			for i := range id {
				last[id[i]] = max(last[id[i]], month[i])
				if month[i] > date/30-3 && month[i] <= date/30 {
					before[id[i]] += gmv[i]
				}
				if month[i] > date/30 && month[i] <= date/30+3 {
					after[id[i]] += gmv[i]
				}
				active[id[i]] = active[id[i]] || month[i] == date/30 && sessions[i] > 0
			}
			own, n := map[string]float64{}, map[string]int{}
			var top, drawn []int64
			for i, group := range textsOf(removed, "group") {
				who := removed.Ints[removed.Index("streamer")][i]
				own[group] += after[who]
				n[group]++
				near(t, "GMV before", numbersOf(t, removed, "gmv_before")[i], before[who], 1e-6)
				near(t, "GMV after", numbersOf(t, removed, "gmv_after")[i], after[who], 1e-6)
				if group == metric.Top {
					top = append(top, who)
				} else {
					drawn = append(drawn, who)
				}
			}
			if n[metric.Top] != 10 || n[metric.Random] != 10 || own[metric.Top] < 1.5*own[metric.Random] || slices.Equal(top, drawn) {
				t.Errorf("%s: %v removed, who sold %v after", scenario, n, own)
			}
			for who, sold := range before {
				if sold > before[top[9]] && !slices.Contains(top, who) && last[who] > date/30+1 {
					t.Errorf("%s: streamer %d sold %v and stayed, and is not among the best, of whom the last sold %v", scenario, who, sold, before[top[9]])
				}
			}
			for i, who := range top[1:] {
				if before[who] > before[top[i]] || before[who] == before[top[i]] && who < top[i] {
					t.Errorf("%s: the best are not in order: %v", scenario, top)
				}
			}
			for _, who := range drawn {
				if !active[who] {
					t.Errorf("%s: streamer %d was drawn and held no session", scenario, who)
				}
			}
			random[scenario] = append(random[scenario], drawn)

			removals, courses, days := tableOf(t, p, "removals"), tableOf(t, p, "courses"), tableOf(t, p, "days")
			run := map[float64]float64{}
			total := 0.0
			for i, day := range numbersOf(t, days, "day") {
				run[day] = numbersOf(t, days, "gmv")[i]
				if day > date && day <= date+90 {
					total += run[day]
				}
			}
			v := valuesOf(p)
			near(t, "own share", v["head_own_10"], own[metric.Top]/total, 1e-9)
			if removals.Rows != 6 || courses.Rows != 6*90 {
				t.Errorf("%s: %d removals, %d days of branches", scenario, removals.Rows, courses.Rows)
			}
			same := 0
			for i, day := range numbersOf(t, courses, "day") {
				if day <= date || day > date+90 {
					t.Fatalf("%s: a branch has day %v", scenario, day)
				}
				people := map[string][]int64{metric.Top: top, metric.Random: drawn}[textsOf(courses, "group")[i]]
				sold := 0.0 // later, in the run, by those who are removed: who leaves the market at once is missed by nobody
				for _, who := range people[:int(numbersOf(t, courses, "k")[i])] {
					sold += after[who]
				}
				if sold > 0 && numbersOf(t, courses, "gmv")[i] == run[day] {
					same++
				}
			}
			if same > courses.Rows/20 {
				t.Errorf("%s: %d of %d days of branches are those of the run", scenario, same, courses.Rows)
			}
			if u := v["unpredictability"]; !(u > 0) {
				t.Errorf("%s: unpredictability %v: the twin is the run itself", scenario, u)
			}
		}
	}
	for replicate := range 2 {
		shared := 0
		for _, who := range random["one"][replicate] {
			if slices.Contains(random["other"][replicate], who) {
				shared++
			}
		}
		if shared < 7 {
			t.Errorf("replicate %d: the placebos of both rules share %d of ten", replicate, shared)
		}
	}
	if slices.Equal(random["one"][0], random["one"][1]) {
		t.Error("both replicates have one placebo")
	}
}
