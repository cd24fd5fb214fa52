package main

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/internal/readback"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
	"livebazaar/sim/store"
)

// handmade writes a finished comparison with the values given, by metric and scenario, and returns its folder.
func handmade(t *testing.T, values map[string]map[string][]float64, declared []string) string {
	t.Helper()
	study, err := scenarios.NewReader(t.Context()).NewStudy([]string{"gmv-ranking", "tiered", "uniform"}, []string{"run.replicates=4", "run.days=30"})
	if err != nil {
		t.Fatal(err)
	}
	study.Metrics = declared
	j := job.OfStudy(study, job.Setup{Workers: 1})
	j.Manifest.Study = "pilot"
	dir := filepath.Join(t.TempDir(), "pilot")
	folder, err := store.Create(dir, j.Manifest, j.Files(), false)
	if err != nil {
		t.Fatal(err)
	}
	var all []record.Value
	for _, s := range j.Names() {
		for r := range 4 {
			part := &record.Part{Scenario: s, Replicate: r}
			for _, id := range metric.Names() {
				if x := values[id][s]; x != nil {
					m, _ := metric.Find(id)
					part.Summary = append(part.Summary, record.Value{Scenario: s, Replicate: r, Metric: id, Unit: m.Unit, Value: x[r]})
				}
			}
			all = append(all, part.Summary...)
			if err := folder.Commit(part); err != nil {
				t.Fatal(err)
			}
		}
	}
	m := j.Manifest
	if err := folder.Finish(all, experiment.Contrasts(all, m.Study, m.Baseline, m.Level, m.Metrics), store.RunStats{Wall: 1e9, Workers: 1}); err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// known is a pilot whose answers are known: GMV differs by 1 % more or less of 100 under tiered (a spread of 1.1547 %) and by three
// times that under uniform; the share of the top three by 2 pp more or less under tiered (2.3094 pp), and by one number under uniform.
func known(t *testing.T) string {
	return handmade(t, map[string]map[string][]float64{
		"gmv":        {"gmv-ranking": {100, 100, 100, 100}, "tiered": {99, 101, 99, 101}, "uniform": {97, 103, 97, 103}},
		"top3_share": {"gmv-ranking": {0.3, 0.4, 0.3, 0.4}, "tiered": {0.32, 0.38, 0.32, 0.38}, "uniform": {0.31, 0.41, 0.31, 0.41}},
		"trust":      {"gmv-ranking": {0.5, 0.5, 0.5, 0.5}, "tiered": {0.5, 0.5, 0.5, 0.5}, "uniform": {0.5, 0.5, 0.5, 0.5}},
		"orders":     {"gmv-ranking": {10, 10, 10, 10}, "tiered": {10, 11, 10, 12}, "uniform": {10, 11, 10, 12}},
	}, []string{"gmv", "top3_share"})
}

// The command answers with the widest contrast of each metric, by the sizes that are asked, and the table and the JSON agree.
func TestAPilotSaysHowManyReplicates(t *testing.T) {
	dir := known(t)
	sd := math.Sqrt(4.0 / 3)
	for _, c := range []struct {
		args           []string
		width, detect  float64 // of GMV, %
		level          float64
		assured, power float64
	}{
		{nil, 2, 2, 0.95, 0.8, 0.8},
		{[]string{"--half-width", "gmv=3%", "--detect", "gmv=4 %"}, 3, 4, 0.95, 0.8, 0.8},
		{[]string{"--half-width", "gmv=3", "--detect", "gmv=4"}, 3, 4, 0.95, 0.8, 0.8}, // of 100 yuan it is the same
		{[]string{"--level", "0.9", "--assurance", ".95", "--power", "0.9"}, 2, 2, 0.9, 0.95, 0.9},
	} {
		args := append([]string{"replicates", dir}, c.args...)
		o := here(t, exitDone, t.TempDir(), append(args, "--json")...)
		var got answer.Pilot
		if err := json.Unmarshal([]byte(o.out), &got); err != nil {
			t.Fatalf("%v\n%s", err, o.out)
		}
		rows := map[string]answer.Row{}
		for _, r := range got.Design.Metrics {
			rows[r.Metric] = r
		}
		gmv, top := rows["gmv"], rows["top3_share"]
		if _, there := rows["trust"]; there || len(rows) != 3 || fmt.Sprint(got.Shown) != "[gmv top3_share]" {
			t.Fatalf("rows %v, shown %v", rows, got.Shown)
		}
		if gmv.Scenario != "uniform" || top.Scenario != "tiered" || gmv.Pairs != 4 || gmv.Family != record.Primary || gmv.Tests != 4 ||
			rows["orders"].Family != "volume" {
			t.Errorf("%+v\n%+v", gmv, top)
		}
		readback.Near(t, "spread", []float64{*gmv.SD, *top.SD, *gmv.ForHalfWidth, *gmv.ForDifference, *top.ForHalfWidth}, 9,
			3*sd, 2*sd, c.width, c.detect, 1)
		want := [][]int{
			{design.ForWidth(3*sd, c.width, c.level, c.assured), design.ForWidth(2*sd, 1, c.level, c.assured)},
			{design.ForPower(3*sd, c.detect, c.level, c.power), design.ForPower(2*sd, 1, c.level, c.power)},
			{design.ForPower(3*sd, c.detect, 1-(1-c.level)/4, c.power), design.ForPower(2*sd, 1, 1-(1-c.level)/4, c.power)},
		}
		have := [][]int{
			{*gmv.ReplicatesWidth, *top.ReplicatesWidth},
			{*gmv.ReplicatesPower, *top.ReplicatesPower},
			{*gmv.ReplicatesPowerHolm, *top.ReplicatesPowerHolm},
		}
		if fmt.Sprint(have) != fmt.Sprint(want) {
			t.Errorf("%v: %v, want %v", c.args, have, want)
		}
		for i, n := range got.Needs {
			if *n.Replicates != max(want[i][0], want[i][1]) || *n.MarketDays != *got.Pilot.MarketDays/4*int64(*n.Replicates) ||
				math.Abs(*n.WallS-*got.Pilot.WallS/4*float64(*n.Replicates)) > 1e-9 {
				t.Errorf("%v: need %+v of %v", c.args, n, want[i])
			}
		}
		if *got.Pilot.Replicates != 4 || *got.Pilot.WallS != 1 || got.Design.Level != c.level || got.Design.Power != c.power ||
			got.Design.Assurance != c.assured {
			t.Errorf("%v: %+v", c.args, got)
		}
		for lang, label := range map[string]string{"en": "GMV (placed), yuan", "zh": "成交总额，元"} {
			cells := readback.Row(t, here(t, exitDone, t.TempDir(), append(args, "--lang", lang)...).out, label)
			for i, n := range map[int]int{3: have[0][0], 5: have[1][0], 6: have[2][0]} {
				if cells[i] != metric.Decimal(float64(n), 0) {
					t.Errorf("%v: column %d is %s, want %d: %v", c.args, i, cells[i], n, cells)
				}
			}
			if !strings.HasSuffix(cells[1], metric.Percent(lang)+" (4)") || !strings.HasSuffix(cells[2], metric.Percent(lang)) ||
				strings.HasSuffix(cells[2], " %") != (lang == "en") {
				t.Errorf("cells %v", cells)
			}
		}
	}
}

// What the pilot's warm-up and scenarios take is counted for as many replicates as are needed.
func TestTheCostOfADesignIsThatOfItsMarketDays(t *testing.T) {
	var got answer.Pilot
	o := here(t, exitDone, t.TempDir(), "replicates", known(t), "--json")
	if err := json.Unmarshal([]byte(o.out), &got); err != nil {
		t.Fatal(err)
	}
	p, _ := sim.NewParams()
	if want := 4 * (p.Run.WarmupDays + 3*30); *got.Pilot.MarketDays != want {
		t.Errorf("%d market days, want %d: four warm-ups, and three scenarios of 30 days each", *got.Pilot.MarketDays, want)
	}
}

// A metric that is named and not primary is shown too, and called secondary.
func TestANamedMetricIsShownAndCalledSecondary(t *testing.T) {
	dir := known(t)
	for lang, word := range map[string]string{"en": "(secondary)", "zh": "（次要）"} {
		m, _ := metric.Find("orders")
		label := newConsole(&strings.Builder{}, &strings.Builder{})
		label.Lang = lang
		out := here(t, exitDone, t.TempDir(), "replicates", dir, "--half-width", "orders=2%", "--lang", lang).out
		if !strings.Contains(out, label.Label(m)+" "+word) && !strings.Contains(out, label.Label(m)+word) {
			t.Errorf("%s: no %s in\n%s", lang, word, out)
		}
	}
}

// Wrong sizes, metrics and folders are refused with what is allowed, and the nearest name.
func TestReplicatesRefusesWhatItCannotRead(t *testing.T) {
	dir := known(t)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{dir, "--half-width", "gmv"}, "write METRIC=SIZE, as in --half-width gmv=2%"},
		{[]string{dir, "--half-width", "=2%"}, "write METRIC=SIZE"},
		{[]string{dir, "--detect", "gvm=2%"}, "unknown metric gvm: did you mean gmv?"},
		{[]string{dir, "--half-width", "gmv=two"},
			`"two" is no size; allowed for gmv: a number above 0 with % (of the baseline's mean), or in its own unit, yuan`},
		{[]string{dir, "--half-width", "gmv=-2%"}, "is no size"},
		{[]string{dir, "--half-width", "gmv=0%"}, "0 is no size"},
		{[]string{dir, "--half-width", "gmv=1e999"}, "is no size"},
		{[]string{dir, "--half-width", "gmv=1pp"}, "gmv is no share"},
		{[]string{dir, "--detect", "top3_share=1%"},
			"top3_share is a share; allowed: a number above 0 with pp (percentage points), or a fraction (0.01 is 1pp)"},
		{[]string{dir, "--detect", "gmv=2%", "--detect", "gmv=3%"}, "gmv is given twice"},
		{[]string{dir, "--detect", "conversion=1pp"}, "conversion: the pilot does not measure it"},
		{[]string{dir, "--detect", "trust=1pp"}, "trust: the pilot tells no spread of it"},
		{[]string{dir, "--power", "1"}, "--power 1: allowed 0.5 to 0.9999"},
		{[]string{dir, "--assurance", "0.2"}, "--assurance 0.2: allowed 0.5 to 0.9999"},
		{[]string{dir, "--level", "95"}, "--level 95: allowed 0.5 to 0.9999"},
		{[]string{t.TempDir()}, "no"},
		{[]string{filepath.Join(dir, "nowhere")}, "no such folder"},
		{nil, "needs an argument"},
	} {
		o := here(t, exitUsage, t.TempDir(), append([]string{"replicates"}, c.args...)...)
		if !strings.Contains(o.err, c.says) || o.out != "" {
			t.Errorf("%v: %s%s, want %q", c.args, o.out, o.err, c.says)
		}
	}
}

// No comparison may have more replicates than there are searched for.
func TestTheSearchEndsWhereComparisonsDo(t *testing.T) {
	if design.Most != rules.MostReplicates {
		t.Errorf("designs end at %d replicates, comparisons at %d", design.Most, rules.MostReplicates)
	}
}

// A small study, run, is a pilot: the table at its end, its JSON and the command agree.
func TestAFinishedStudyIsAPilot(t *testing.T) {
	dir := t.TempDir()
	o := must(t, exitDone, dir, "compare", "small", "uniform", "engagement", "--set", "consumers.count=500", "--set", "streamers.count=40",
		"--set", "mcns.count=3", "--set", "merchants.count=25", "--set", "run.warmup_days=14", "--days", "20", "--replicates", "3",
		"--branches=false", "--twin=false", "--out", "r", "--json", "--quiet")
	var run answer.Result
	if err := json.Unmarshal([]byte(o.out), &run); err != nil {
		t.Fatal(err)
	}
	var design answer.Pilot
	if err := json.Unmarshal([]byte(here(t, exitDone, dir, "replicates", "r", "--json").out), &design); err != nil {
		t.Fatal(err)
	}
	if a, b := fmt.Sprint(mustJSON(t, run.Design)), fmt.Sprint(mustJSON(t, design.Design)); a != b || len(run.Design.Metrics) < 30 {
		t.Errorf("compare designs\n%.600s\nreplicates\n%.600s", a, b)
	}
	if len(run.Pairs) != 3*len(run.SharedBaseline) || len(run.SharedBaseline) == 0 || *design.Pilot.MarketDays != 3*(14+3*20) {
		t.Errorf("%d pairs, %d shared, %d market days", len(run.Pairs), len(run.SharedBaseline), *design.Pilot.MarketDays)
	}
	families := map[string]int{}
	for _, c := range run.Contrasts {
		families[c.Family]++
		if c.Baseline != "small" {
			t.Errorf("baseline %q", c.Baseline)
		}
	}
	if families[record.Primary] != 2*len(metric.Primary(nil)) || families["volume"] == 0 {
		t.Errorf("families %v", families)
	}
	must(t, exitDone, dir, "run", "small", "--days", "2", "--set", "run.warmup_days=7", "--consumers", "300", "--out", "one", "--quiet")
	if o := here(t, exitUsage, dir, "replicates", "one"); !strings.Contains(o.err, "a pilot is a comparison of at least two") {
		t.Error(o.err)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
