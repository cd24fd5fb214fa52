package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/memory"
	"livebazaar/sim/store"
)

// What a run is said to need is what it takes: the peak of its resident memory while markets run is never more than was
// said, and never less than half of it.
func TestMemoryIsWhatWasSaid(t *testing.T) {
	if memory.Peak() == 0 {
		t.Skip("the peak is not known on this system")
	}
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		name string
		long bool
		args []string
	}{
		{"2,000 consumers", false, []string{"--set", "consumers.count=2000", "--days", "40", "--workers", "1"}},
		{"10,000 consumers, 2 workers on 2 markets", true, []string{"--days", "120", "--replicates", "2", "--workers", "2"}},
		{"10,000 consumers for two years", true, []string{"--days", "730", "--workers", "1"}},
		{"100,000 consumers", true, []string{"--consumers", "100000", "--days", "20", "--workers", "1"}},
		{"100,000 consumers, 2 workers on 2 markets", true, []string{"--consumers", "100000", "--days", "20", "--replicates", "2", "--workers", "2"}},
		{"a million consumers", true, []string{"--consumers", "1000000", "--days", "7", "--workers", "2"}},
		{"40,000 streamers", true, []string{"--set", "streamers.count=40000", "--days", "10", "--workers", "2"}},
		{"40,000 streamers, 120 days", true, []string{"--set", "streamers.count=40000", "--days", "120", "--workers", "2"}},
		{"40,000 merchants", true, []string{"--set", "merchants.count=40000", "--days", "10", "--workers", "2"}},
		{"20,000 agencies", true, []string{"--set", "mcns.count=20000", "--days", "60", "--workers", "2"}},
		{"40,000 streamers, three one after the other", true,
			[]string{"--set", "streamers.count=40000", "--days", "10", "--workers", "1", "--replicates", "3"}},
		{"again without the best, two at a time", true, []string{"--days", "300", "--branches", "--twin", "--workers", "2", "--replicates", "3"}},
		{"again without the best", true, []string{"--days", "150", "--branches", "--twin", "--workers", "1"}},
		{"again without the best, 40,000 streamers", true, []string{"--set", "streamers.count=40000", "--days", "120", "--branches", "--workers", "1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.long && !long() {
				t.Skip("LIVEBAZAAR_LONG")
			}
			dir := t.TempDir()
			args := append([]string{"run", "--set", "run.warmup_days=14", "--quiet", "--out", "r"}, c.args...)
			// Linux counts the memory of whoever starts a process towards its peak: a shell starts it here, which is smaller than these tests.
			cmd := command(dir)
			cmd.Path, cmd.Args = shell, append([]string{"sh", "-c", `"$0" "$@"; exit`, program}, args...)
			finish(t, cmd)
			m, err := store.ReadManifest(filepath.Join(dir, "r"))
			if err != nil {
				t.Fatal(err)
			}
			j, err := job.Stored(filepath.Join(dir, "r"), m, m.Workers)
			if err != nil {
				t.Fatal(err)
			}
			plan := j.Plan()
			said, peak := job.NeedFor(plan.Shape().Memory().Simulating), m.PeakRSSBytes
			ratio := float64(said) / float64(peak)
			t.Logf("| %s | %s | %s | %.2f |", c.name, memory.Text(said), memory.Text(peak), ratio)
			if ratio < 1 || ratio > 2 {
				t.Errorf("said %d, took %d", said, peak)
			}
		})
	}
}

// What cannot fit is refused before anything is made, in a line that says what is needed, what there is, which limit that
// is and what to change; the largest value of every parameter that sizes something is among it, or runs.
func TestWhatCannotFitIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"run", "--memory", "8GB", "--set", "consumers.count=1000000000"},
			"needs about .* GB of memory, and 8.0 GB are given with --memory: lower consumers.count .* fit"},
		{[]string{"run", "--memory", "8GB", "--set", "streamers.count=600000"}, "lower streamers.count"},
		{[]string{"run", "--memory", "8GB", "--set", "merchants.count=700000"}, "lower merchants.count"},
		{[]string{"run", "--memory", "300MB", "--set", "mcns.count=100000"}, "lower mcns.count"},
		{[]string{"run", "--memory", "300MB", "--set", "streamers.count=2000", "--set", "run.days=12000"}, "lower run.days"},
		{[]string{"run", "--memory", "200MB", "--set", "run.replicates=100000"}, "out of range|replicates fit"},
		{[]string{"compare", "--memory", "900MB", "--consumers", "1000000", "--workers", "8"}, "--workers [1-7] fits"},
		{[]string{"run", "small", "--memory", "8XB"}, "--memory \"8XB\": a size is a number and a unit"},
	} {
		o := livebazaar(t, dir, append(c.args, "--out", "r")...)
		if o.code != exitUsage || !regexp.MustCompile(c.says).MatchString(o.err) || strings.Contains(o.err, "goroutine") || o.out != "" {
			t.Errorf("%v: exit code %d, want %d and %q:\n%s", c.args, o.code, exitUsage, c.says, o.err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Fatalf("%v: %v was made (%v)", c.args, left, err)
		}
	}
}

// More scenarios than there is memory to read are refused before they are read, named or listed by a study, and it is said how many
// fit. None of these files holds a scenario.
func TestMoreScenariosThanMemoryAreRefusedUnread(t *testing.T) {
	dir := t.TempDir()
	var list []string
	for i := range 70 {
		name := fmt.Sprintf("s%d.toml", i)
		list = append(list, strconv.Quote("./"+name))
		if err := os.WriteFile(filepath.Join(dir, name), []byte("?"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	study := filepath.Join(dir, "study.toml")
	if err := os.WriteFile(study, []byte("[study]\nscenarios = ["+strings.Join(list, ", ")+"]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(dir, "s*.toml"), study} {
		o := here(t, exitUsage, dir, "compare", name, "--memory", "62MB")
		if !regexp.MustCompile(`needs about 8\d MB of memory, and 62 MB are given with --memory: \d\d scenarios fit`).MatchString(o.err) {
			t.Errorf("%s: %s", name, o.err)
		}
	}
	if o := here(t, exitUsage, dir, "compare", study, "--memory", "20MB"); !strings.Contains(o.err, "compare fewer scenarios") {
		t.Error(o.err)
	}
}

// Resuming and reproducing are judged like running, and leave the folder as it is.
func TestLargerMachinesResultsAreRefusedToo(t *testing.T) {
	t.Parallel()
	dir := withResults(t, aRun...)
	before := contents(t, filepath.Join(dir, "r"))
	if o := must(t, exitUsage, dir, "reproduce", "r", "--memory", "10MB"); !strings.Contains(o.err, "given with --memory") {
		t.Error(o.err)
	}
	begin(t, filepath.Join(dir, "begun"))
	begun := contents(t, filepath.Join(dir, "begun"))
	if o := must(t, exitUsage, dir, "resume", "begun", "--memory", "10MB"); !strings.Contains(o.err, "given with --memory") {
		t.Error(o.err)
	}
	if after := contents(t, filepath.Join(dir, "r")); after != before {
		t.Error("the folder was changed")
	}
	if after := contents(t, filepath.Join(dir, "begun")); after != begun {
		t.Error("the folder that was begun was changed")
	}
}

// contents lists the files of a folder with what is in them.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %x\n", path, sha256.Sum256(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Under a limit on the address space or the data of the process the answer is one line too. Below some limit Go itself
// cannot begin, which no program can answer for.
func TestLimitsOfTheProcessAreToldInALine(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("limits are set by a shell of Linux")
	}
	for limit, says := range map[string]string{"ulimit -v 4000000": "address space \\(ulimit -v\\)", "ulimit -d 1500000": "data \\(ulimit -d\\)"} {
		dir := t.TempDir()
		cmd := exec.Command("sh", "-c", limit+` && exec "$0" run --set consumers.count=40000000 --memory 1TB --out r`, program)
		cmd.Dir = dir
		if o := finish(t, cmd); o.code != exitUsage || !regexp.MustCompile(says).MatchString(o.err) {
			t.Errorf("%s: exit code %d\n%s", limit, o.code, o.err)
		}
		cmd = exec.Command("sh", "-c", limit+` && exec "$0" run --consumers 800 --days 3 --set run.warmup_days=7 --workers 2 --quiet --out r`, program)
		cmd.Dir = dir
		if o := finish(t, cmd); o.code != exitDone {
			t.Errorf("%s: exit code %d of what fits\n%s", limit, o.code, o.err)
		}
	}
}
