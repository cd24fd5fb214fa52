package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"livebazaar/internal/job"
	"livebazaar/scenarios"
)

// small is a market that runs in a moment.
var small = []string{"--consumers", "800", "--days", "12", "--set", "run.warmup_days=14", "--set", "streamers.count=60",
	"--set", "merchants.count=40", "--quiet"}

// aRun and aComparison make small results; many tests begin with a copy of theirs.
var (
	aRun        = append([]string{"run"}, small...)
	aComparison = append([]string{"compare", "baseline", "uniform", "--replicates", "2"}, small...)
)

// smallSettings are the same for a comparison of two replicates.
var smallSettings = []string{
	"run.replicates=2", "consumers.count=800", "run.days=40", "run.warmup_days=14", "streamers.count=60", "merchants.count=40",
}

// smallStudy is such a comparison with the bundled baseline or the first of several.
func smallStudy(t *testing.T, names ...string) *scenarios.Study {
	t.Helper()
	study, err := scenarios.NewReader(t.Context()).NewStudy(names, smallSettings)
	if err != nil {
		t.Fatal(err)
	}
	return study
}

// tables reads all bytes that must not depend on workers, tracing or resuming.
func tables(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, pattern := range []string{"tables/*", "summary.csv", "contrasts.csv", "scenarios/*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s in %s: %v", pattern, dir, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(dir, f)
			out[name] = data
		}
	}
	return out
}

// sameTables demands the same bytes of every table, and the same digest.
func sameTables(t *testing.T, why, a, b string) {
	t.Helper()
	x, y := tables(t, a), tables(t, b)
	if len(x) != len(y) {
		t.Errorf("%s: %d files, and %d", why, len(x), len(y))
	}
	for name := range x {
		if !bytes.Equal(x[name], y[name]) {
			t.Errorf("%s: %s differs", why, name)
		}
	}
	if manifest(t, a)["digest"] != manifest(t, b)["digest"] {
		t.Errorf("%s: the digests differ", why)
	}
}

func manifest(t *testing.T, dir string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// everything reads all files of a result folder but the manifest, which tells times.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "manifest.json" {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sameBytes demands the same bytes of every file, figures and report included.
func sameBytes(t *testing.T, why, a, b string) {
	t.Helper()
	x, y := everything(t, a), everything(t, b)
	for name := range y {
		if _, ok := x[name]; !ok {
			t.Errorf("%s: %s is too much", why, name)
		}
	}
	for name := range x {
		if x[name] != y[name] {
			t.Errorf("%s: %s differs", why, name)
		}
	}
	if manifest(t, a)["digest"] != manifest(t, b)["digest"] {
		t.Errorf("%s: the digests differ", why)
	}
}

// begins waits until a run has made its folder: from then on it listens to signals.
func begins(t *testing.T, dir string) {
	t.Helper()
	for range 3000 {
		if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s was not begun in half a minute", dir)
}

func TestRunLeavesACompleteFolderThatVerifiesAndReproduces(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := must(t, exitDone, dir, append([]string{"run", "--out", "r"}, small...)...)
	for _, want := range []string{"manifest.json", "scenarios/baseline.toml", "summary.csv", "contrasts.csv", "tables/days.parquet",
		"tables/months.csv", "tables/streamers.parquet", "tables/merchants.parquet", "tables/mcns.csv", "tables/cohorts.csv",
		"tables/flows.csv", "report.html"} {
		if info, err := os.Stat(filepath.Join(dir, "r", want)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", want, err)
		}
	}
	if o.err != "" {
		t.Errorf("--quiet says: %s", o.err)
	}
	if _, err := os.Stat(filepath.Join(dir, "r", "parts")); err == nil {
		t.Error("parts are left in a complete folder")
	}
	if m := manifest(t, filepath.Join(dir, "r")); m["status"] != "complete" || m["replicates"] != 1.0 || m["digest"] == "" {
		t.Errorf("manifest: %v", m)
	}
	must(t, exitDone, dir, "verify", "r")
	must(t, exitDone, dir, "reproduce", "r", "--quiet", "--workers", "3")

	refused := must(t, exitUsage, dir, append([]string{"run", "--out", "r"}, small...)...)
	if !strings.Contains(refused.err, "--force") {
		t.Errorf("refusing says nothing of --force: %s", refused.err)
	}
	resolved, err := os.ReadFile(filepath.Join(dir, "r", "scenarios", "baseline.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "baseline.toml"), resolved, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := manifest(t, filepath.Join(dir, "r"))
	o = must(t, exitDone, dir, "run", "./baseline.toml", "--workers", "1", "--out", "r", "--force", "--json", "--quiet")
	after := manifest(t, filepath.Join(dir, "r"))
	if before["digest"] != after["digest"] {
		t.Error("the resolved scenario gives another digest")
	}
	if after["status"] != "complete" || after["workers"] != 1.0 {
		t.Errorf("--force leaves a folder %v of %v workers", after["status"], after["workers"])
	}
	if !json.Valid([]byte(o.out)) {
		t.Errorf("--json prints %.300s", o.out)
	}
}

func TestVerifyNoticesAChangedByte(t *testing.T) {
	t.Parallel()
	dir := withResults(t, aRun...)
	path := filepath.Join(dir, "r", "tables", "days.parquet")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	o := must(t, exitFailed, dir, "verify", "r")
	if !strings.Contains(o.out, "tables/days.parquet") {
		t.Errorf("verify does not name the file: %s", o.out)
	}
}

func TestTheResultsDoNotDependOnWorkers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	counts := []int{1, 2, 7}
	if long() {
		counts = append(counts, 3, 16)
	}
	at := func(n int) string { return filepath.Join(dir, strconv.Itoa(n)) }
	for _, n := range counts {
		undrawn(t, at(n), smallStudy(t, "baseline", "tiered"), job.Setup{Workers: n, Branches: true, Twin: true})
		if used := manifest(t, at(n))["workers"]; used != float64(n) {
			t.Errorf("%v workers, want %d", used, n)
		}
	}
	for _, n := range counts[1:] {
		sameTables(t, fmt.Sprint(n, " workers"), at(1), at(n))
	}
}

func TestCompareEndsWithTheReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := must(t, exitDone, dir, append(aComparison, "--out", "r")...)
	lines := strings.Split(strings.TrimSpace(o.out), "\n")
	last := lines[len(lines)-1]
	if last != filepath.Join("r", "report.html") {
		t.Errorf("the last line is %q", last)
	}
	if !strings.Contains(o.out, "Reading it: ") || !strings.Contains(o.out, "[") {
		t.Errorf("no sentence or no interval:\n%s", o.out)
	}
	figures, _ := filepath.Glob(filepath.Join(dir, "r", "plots", "*.svg"))
	if len(figures) < 5 {
		t.Errorf("%d figures", len(figures))
	}
	must(t, exitDone, dir, "plot", "r", "--format", "svg", "--quiet")
	must(t, exitDone, dir, "report", "r", "--lang", "zh", "--quiet")
	must(t, exitDone, dir, "verify", "r")
}

// Two scenarios that differ in nothing that acts differ by exactly 0 in everything (V13).
func TestAScenarioThatChangesNothingDiffersByExactlyZero(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "same.toml"), []byte("extends = \"baseline\"\ntitle = \"Same\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	undrawn(t, filepath.Join(dir, "r"), smallStudy(t, "baseline", filepath.Join(dir, "same.toml")), job.Setup{Workers: 2, Branches: true, Twin: true})
	data, err := os.ReadFile(filepath.Join(dir, "r", "contrasts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(data)), "\n")
	column := -1
	for i, name := range strings.Split(rows[0], ",") {
		if name == "diff" {
			column = i
		}
	}
	for _, row := range rows[1:] {
		if diff := strings.Split(row, ",")[column]; diff != "0" && diff != "" {
			t.Errorf("a difference where there is none: %s", row)
		}
	}
}

func TestInitWritesAStudyThatRunsAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, exitDone, dir, "init", "mine")
	files, _ := filepath.Glob(filepath.Join(dir, "mine", "*.toml"))
	if len(files) < 3 {
		t.Fatalf("only %v", files)
	}
	must(t, exitDone, dir, append([]string{"check"}, files...)...)
	must(t, exitUsage, dir, "init", "mine")
	edited := filepath.Join(dir, "mine", "tiered.toml")
	for _, own := range []string{"title = \"mine\"\n", "title = \"mine again\"\n"} {
		if err := os.WriteFile(edited, []byte(own), 0o666); err != nil {
			t.Fatal(err)
		}
		if o := must(t, exitDone, dir, "init", "mine", "--force"); !strings.Contains(o.err, "tiered.toml.bak") || strings.Count(o.err, "notice") != 1 {
			t.Errorf("an edited file is replaced without a word: %s", o.err)
		}
	}
	for name, own := range map[string]string{".bak": "title = \"mine\"\n", ".bak2": "title = \"mine again\"\n"} {
		if data, err := os.ReadFile(edited + name); err != nil || string(data) != own {
			t.Errorf("what was edited is not kept: %q, %v", data, err)
		}
	}
	if long() {
		must(t, exitDone, dir, append([]string{"compare", "mine/ranking-rules.toml", "--replicates", "2", "--out", "r"}, small...)...)
		return
	}
	study, err := scenarios.NewReader(t.Context()).LoadStudy(filepath.Join(dir, "mine", "ranking-rules.toml"), smallSettings)
	if err != nil {
		t.Fatal(err)
	}
	undrawn(t, filepath.Join(dir, "r"), study, job.Setup{Workers: 2, Branches: true, Twin: true})
	if m := manifest(t, filepath.Join(dir, "r")); len(m["scenarios"].([]any)) != 5 || len(m["predictions"].([]any)) == 0 {
		t.Errorf("scenarios %v, predictions %v", m["scenarios"], m["predictions"])
	}
}
