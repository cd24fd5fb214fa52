package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/internal/readback"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// brief makes a trial answer in a moment.
var brief = []string{"--days", "20", "--replicates", "3", "--set", "run.warmup_days=14"}

// tried runs a trial with a folder for temporary files of its own, and demands that nothing is left there.
func tried(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	temporary := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temporary)
	}
	o := said(t, dir, append([]string{"try"}, args...)...)
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("try %v leaves %v behind, %v", args, left, err)
	}
	return o
}

// A trial says what was changed from what to what, sorts all metrics by whether they moved, and says what it would take.
func TestATrialSaysWhatMoved(t *testing.T) {
	dir := t.TempDir()
	o := tried(t, dir, append([]string{"small", "platform.ranking.allocate=uniform", "--quiet"}, brief...)...)
	if o.code != exitDone || o.err != "" {
		t.Fatalf("exit code %d\n%s", o.code, o.err)
	}
	for _, want := range []string{
		"small with platform.ranking.allocate proportional (default) → uniform: 3 replicates × 20 days, ",
		"Not clearly: ", "the clearest first", "a single comparison",
		"Means over the last 20 days; ± half the width of the 95 % interval of the mean over 3 replicates",
		"after Holm's adjustment", "of the headline metrics, which are primary, over all of them; ", " within each group",
		"How many replicates would show a true difference of 1 % in GMV (placed), 3 pairs cannot tell: take 6 or more."} {
		if !strings.Contains(o.out, want) {
			t.Errorf("no %q in\n%s", want, o.out)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("a trial leaves %v", files)
	}
	zh := tried(t, dir, append([]string{"small", "platform.ranking.allocate=uniform", "--quiet", "--lang", "zh"}, brief...)...)
	for _, want := range []string{
		"small，platform.ranking.allocate proportional（默认） → uniform：3 次重复 × 20 天",
		"不明显：", "± 为 3 次重复均值的 95% 区间的半宽",
		" Holm 校正后", "主要指标，一并校正；", "按各指标组校正",
		"仅凭 3 对，无法判断需多少次重复才能看出成交总额 1% 的真实差异：请取 6 次或更多。",
	} {
		if !strings.Contains(zh.out, want) {
			t.Errorf("no %q in\n%s", want, zh.out)
		}
	}
}

// The table and the JSON of a trial are the same numbers; every metric has one verdict, by Holm's adjustment within its family, and
// the clearest stand first.
func TestATrialReadsTheSameAsJSON(t *testing.T) {
	dir := t.TempDir()
	args := append([]string{"small", "platform.ranking.allocate=uniform", "--quiet"}, brief...)
	table := tried(t, dir, args...).out
	var got answer.Trial
	if o := tried(t, dir, append(args, "--json")...); json.Unmarshal([]byte(o.out), &got) != nil {
		t.Fatalf("no JSON: %s%s", o.out, o.err)
	}
	if got.Scenario != "small" || got.Replicates != 3 || got.Days != 20 || got.Level != 0.95 || len(got.Changes) != 1 ||
		got.Changes[0].To != "uniform" || got.Dir != "" || got.Needed != nil || len(got.Metrics) < 30 {
		t.Fatalf("%+v", got)
	}
	c := newConsole(&strings.Builder{}, &strings.Builder{})
	last := -1.0
	for _, row := range got.Metrics {
		m, _ := metric.Find(row.Metric)
		same := *row.Diff == 0 && *row.DiffLo == 0 && *row.DiffHi == 0
		if want := map[bool]string{true: "same", false: map[bool]string{true: "moved", false: "unclear"}[*row.PHolm < 0.05]}[same]; row.Verdict != want {
			t.Errorf("%s is %s, want %s", row.Metric, row.Verdict, want)
		}
		if same {
			continue
		}
		if *row.P < last && row.Verdict != "unclear" {
			t.Errorf("%s, p = %g, stands after p = %g", row.Metric, *row.P, last)
		}
		last = *row.P
		cells := readback.Row(t, table, c.Label(m))
		numbers, decimals := readback.Numbers(t, cells[2])
		scale := map[metric.Reading]float64{metric.Points: 100, metric.InUnit: 1, metric.OfBaseline: 100 / *row.BaselineMean}[m.Reading()]
		want := []float64{scale * *row.Diff, scale * *row.DiffLo, scale * *row.DiffHi}
		if m.Reading() == metric.OfBaseline && row.RelLo != nil && (want[1] > 0 || want[2] < 0) == (*row.RelLo > 0 || *row.RelHi < 0) {
			want = []float64{100 * *row.RelDiff, 100 * *row.RelLo, 100 * *row.RelHi}
		}
		readback.Near(t, m.ID, numbers, decimals, want...)
		readback.Near(t, m.ID+" as shown", []float64{*row.Shown, *row.ShownLo, *row.ShownHi}, 9, want...)
		if unit := map[metric.Reading]string{metric.Points: "pp", metric.InUnit: m.Unit, metric.OfBaseline: "%"}[m.Reading()]; row.ReadIn != unit {
			t.Errorf("%s is read in %q, want %q", m.ID, row.ReadIn, unit)
		}
	}
}

// What acts only under another setting moves nothing: the trial says
// so, instead of a table of zeros.
func TestATrialInWhichNothingCanMoveSaysWhy(t *testing.T) {
	for change, wants := range map[string][2]string{
		"platform.ranking.top_k.k=7": {`platform.ranking.top_k.k acts only when platform.ranking.allocate = "top-k"`,
			`platform.ranking.top_k.k 仅在 platform.ranking.allocate = "top-k" 时生效`},
	} {
		for i, lang := range []string{"en", "zh"} {
			o := tried(t, t.TempDir(), append([]string{"small", change, "--quiet", "--lang", lang}, brief...)...)
			nothing := []string{"Nothing moved: each of the ", "没有任何变化："}[i]
			if o.code != exitDone || !strings.Contains(o.out, nothing) || !strings.Contains(o.out, wants[i]) || strings.Contains(o.out, "0.0") {
				t.Errorf("%s, %s: exit code %d, want %q and %q in\n%s%s", change, lang, o.code, nothing, wants[i], o.out, o.err)
			}
		}
	}
}

// With --out a trial is a comparison like any other.
func TestAKeptTrialIsAComparison(t *testing.T) {
	dir := t.TempDir()
	o := tried(t, dir, append([]string{"small", "consumers.trust.memory=0.8", "consumers.trust.failure=0.9", "--out", "kept", "--quiet"}, brief...)...)
	if o.code != exitDone || !strings.HasSuffix(o.out, filepath.Join("kept", "report.html")+"\n") {
		t.Fatalf("exit code %d\n%s%s", o.code, o.out, o.err)
	}
	here(t, exitDone, dir, "verify", "kept")
	here(t, exitDone, dir, "reproduce", "kept", "--quiet")
	report, err := os.ReadFile(filepath.Join(dir, "kept", "report.html"))
	if err != nil || !strings.Contains(string(report), "consumers.trust.memory = 0.8, consumers.trust.failure = 0.9") {
		t.Errorf("the report does not name the changes: %v", err)
	}
}

// A scenario's own length is for its own runs: the trial takes the usual one and says so, unless a flag settles it.
func TestATrialSaysWhatItDoesNotFollow(t *testing.T) {
	dir := t.TempDir()
	file := "extends = \"small\"\n[run]\ndays = 25\nreplicates = 3\nwarmup_days = 14\n"
	if err := os.WriteFile(filepath.Join(dir, "own.toml"), []byte(file), 0o666); err != nil {
		t.Fatal(err)
	}
	o := tried(t, dir, "own.toml", "platform.ranking.allocate=uniform", "--days", "20", "--consumers", "600", "--set", "streamers.count=50")
	want := "notice: own says run.replicates = 3; a trial takes 8 (--replicates 3 for the same)"
	if !strings.Contains(o.err, want) || strings.Contains(o.err, "own says run.days") {
		t.Errorf("no %q alone in\n%s", want, o.err)
	}
	if !strings.Contains(o.out, ": 8 replicates × 20 days") {
		t.Errorf("another size:\n%s", o.out)
	}
}

// A signal ends a trial with nothing left behind, and without a hint to a folder that is gone.
func TestAStoppedTrialLeavesNothing(t *testing.T) {
	t.Parallel()
	if os.PathSeparator == '\\' {
		t.Skip("no signals")
	}
	temporary := t.TempDir()
	cmd := exec.Command(program, "try", "baseline", "platform.ranking.allocate=uniform", "--days", "3000", "--quiet")
	cmd.Dir, cmd.Env = t.TempDir(), append(os.Environ(), "TMPDIR="+temporary)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if made, _ := filepath.Glob(filepath.Join(temporary, "*", "results", "manifest.json")); len(made) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	code := cmd.ProcessState.ExitCode()
	if code != exitStopped || !strings.Contains(said.String(), "nothing is kept without --out") || strings.Contains(said.String(), "resume") {
		t.Errorf("exit code %d: %s", code, said.String())
	}
	if left, _ := os.ReadDir(temporary); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A trial that is kept judges as its own table of contrasts does: one adjusted p-value per metric, on the console and in the folder.
func TestATrialJudgesAsItsFolderDoes(t *testing.T) {
	dir := t.TempDir()
	o := tried(t, dir, append([]string{"small", "platform.ranking.allocate=uniform", "--quiet", "--json", "--out", "kept"}, brief...)...)
	var got answer.Trial
	if err := json.Unmarshal([]byte(o.out), &got); err != nil {
		t.Fatalf("%v\n%s%s", err, o.out, o.err)
	}
	stored, err := store.Open(filepath.Join(dir, "kept"))
	if err != nil {
		t.Fatal(err)
	}
	contrasts, err := stored.Contrasts()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]float64{}
	for _, row := range contrasts {
		of[row.Metric] = row.PHolm
	}
	for _, row := range got.Metrics {
		if row.PHolm == nil != math.IsNaN(of[row.Metric]) || row.PHolm != nil && math.Abs(*row.PHolm-of[row.Metric]) > 1e-12 {
			t.Errorf("%s: p_holm is %v in the trial and %g in contrasts.csv", row.Metric, row.PHolm, of[row.Metric])
		}
	}
	if len(got.Metrics) < 30 {
		t.Errorf("%d metrics", len(got.Metrics))
	}
}

// A trial says which of its changes act only at the start, and which on later entrants: to people in both languages, and to programs.
func TestATrialSaysWhenItsChangesAct(t *testing.T) {
	moved := record.Contrast{Metric: "gmv", Unit: "yuan", Replicates: 2, BaselineMean: 100, Diff: 1, DiffLo: 0.5, DiffHi: 1.5, RelDiff: 0.01,
		RelLo: 0.005, RelHi: 0.015, Level: 0.95, P: 0.01, PHolm: 0.02}
	for _, c := range []struct {
		change, en, zh string
		own, entry     []string
	}{
		{"mcns.traffic.head_bias=0.9", "warm-up of its own, by the same seeds, for what acts at the start, or as agencies enter: mcns.traffic.head_bias.",
			"因以下参数在初始或机构进入时起作用：mcns.traffic.head_bias。", []string{"mcns.traffic.head_bias"}, []string{}},
		{"mcns.count=3", "with other numbers of agents fewer people are the same", "主体数量不同", []string{"mcns.count"}, []string{}},
		{"streamers.talent.hype=0.3", "acts on those who enter after day 0, while those there at the start keep what they have: streamers.talent.hype.",
			"只对第 0 天之后的进入者起作用，初始时已在场者不受影响：streamers.talent.hype。", []string{}, []string{"streamers.talent.hype"}},
		{"categories.food.price=50", "acts in part only on those who enter after day 0: categories.food.price.",
			"有一部分只对第 0 天之后的进入者起作用：categories.food.price。", []string{}, []string{"categories.food.price"}},
		{"platform.ranking.allocate=uniform", "", "", []string{}, []string{}},
	} {
		trial, err := scenarios.NewReader(t.Context()).NewTrial("small", []string{c.change}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := &job.Results{Job: job.OfStudy(trial.Study, job.Setup{}), Contrasts: []record.Contrast{moved}}
		var out strings.Builder
		con := newConsole(&out, &strings.Builder{})
		con.json = true
		var got answer.Trial
		if err := con.showTried(trial, r, 0, ""); err != nil || json.Unmarshal([]byte(out.String()), &got) != nil ||
			!slices.Equal(got.OwnStart, c.own) || !slices.Equal(got.OnEntry, c.entry) {
			t.Errorf("%s: %v, own start %v, on entry %v", c.change, err, got.OwnStart, got.OnEntry)
		}
	}
}

// One scenario with --set is compared with a baseline that gets the same: who wants to know what the setting does is told how, before
// anything is run. Here nothing is, for want of memory.
func TestCompareWithASettingPointsToTry(t *testing.T) {
	dir := t.TempDir()
	sizes := append([]string{"--branches=false", "--twin=false"}, small...)
	sizes = append(sizes[:len(sizes)-1:len(sizes)-1], "--replicates", "2", "--memory", "1MB") // not quiet
	hint := "livebazaar try tiered consumers.trust.memory=0.9\n"
	o := here(t, exitUsage, dir, append([]string{"compare", "tiered", "--set", "consumers.trust.memory=0.9", "--out", "one"}, sizes...)...)
	if !strings.Contains(o.err, hint) || !strings.Contains(o.err, "given with --memory") {
		t.Errorf("no %q in\n%s", hint, o.err)
	}
	for _, args := range [][]string{
		{"compare", "baseline", "tiered", "--set", "consumers.trust.memory=0.9", "--out", "two"},
		{"compare", "tiered", "--out", "three"},
	} {
		o := here(t, exitUsage, dir, append(args, sizes...)...)
		if strings.Contains(o.err, "livebazaar try") || !strings.Contains(o.err, "given with --memory") {
			t.Errorf("%v points to try: %s", args, o.err)
		}
	}
}

// Also where the comparison itself is refused: small has other sizes than the baseline, and the baseline is not compared with itself.
func TestARefusedComparisonWithASettingPointsToTry(t *testing.T) {
	const change = "platform.ranking.allocate=uniform"
	for _, name := range []string{"small", "baseline"} {
		hint := "to see what the settings do in " + name + ": livebazaar try " + name + " " + change + "\n"
		for _, args := range [][]string{{"--set", change, "--days", "30"}, {"--set", change, "--set", "consumers.count=3000"}} {
			args = append([]string{"compare", name}, args...)
			if o := here(t, exitUsage, t.TempDir(), args...); !strings.Contains(o.err, hint) {
				t.Errorf("%v: no %q in\n%s", args, hint, o.err)
			}
		}
		for _, args := range [][]string{{"--days", "30"}, {"--set", "platform.ranking.alocate=uniform"}, {"--set", "platform.ranking.cap=7"}} {
			args = append([]string{"compare", name}, args...)
			if o := here(t, exitUsage, t.TempDir(), args...); strings.Contains(o.err, "livebazaar try") {
				t.Errorf("%v points to a trial that is refused too:\n%s", args, o.err)
			}
		}
	}
}

// The JSON of a comparison has the levels beside the contrasts, and they agree.
func TestJSONHasLevelsWithIntervals(t *testing.T) {
	t.Parallel()
	dir := withResults(t, aRun...)
	var got answer.Result
	o := must(t, exitDone, dir, append([]string{"compare", "tiered", "--replicates", "3", "--branches=false", "--twin=false", "--level", "0.8", "--json",
		"--out", "r", "--force"}, small...)...)
	if err := json.Unmarshal([]byte(o.out), &got); err != nil {
		t.Fatal(err)
	}
	if m := manifest(t, filepath.Join(dir, "r")); got.Digest == "" || got.Digest != m["digest"] || m["study"] == "" {
		t.Errorf("digest %q, the manifest has %v", got.Digest, m["digest"])
	}
	if len(got.Levels) != 2*len(metric.Names()) {
		t.Fatalf("%d levels", len(got.Levels))
	}
	seen := 0
	for _, d := range got.Contrasts {
		for _, l := range got.Levels {
			if l.Metric != d.Metric || l.Scenario != d.Scenario || d.ScenarioMean == nil {
				continue
			}
			seen++
			if math.Abs(*l.Mean-*d.ScenarioMean) > 1e-9*math.Abs(*l.Mean) || l.Level != 0.8 || l.Unit != d.Unit ||
				l.Replicates > 1 && !(*l.Lo <= *l.Mean && *l.Mean <= *l.Hi) {
				t.Errorf("%s: level %+v, contrast mean %g", d.Metric, l, *d.ScenarioMean)
			}
		}
	}
	if seen < 50 {
		t.Errorf("%d levels were compared", seen)
	}
}
