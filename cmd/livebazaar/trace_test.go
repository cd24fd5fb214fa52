//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// traced runs a small market of so few days that only its trace matters.
func traced(more ...string) []string {
	return append([]string{"run", "--consumers", "300", "--days", "3", "--set", "run.warmup_days=7", "--set", "streamers.count=40",
		"--set", "merchants.count=30", "--quiet"}, more...)
}

// nothingBegun demands that a refusal has left no file behind that was not there before.
func nothingBegun(t *testing.T, dir string, before []os.DirEntry) {
	t.Helper()
	after, err := os.ReadDir(dir)
	if err != nil || len(after) != len(before) {
		t.Errorf("something is left behind: %v %v", after, err)
	}
}

// A trace has no place where the results go.
func TestATraceIsNotWhereTheResultsGo(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"--trace", "x", "--out", "x"}, {"--trace", "x", "--out", "x/y"}, {"--trace", "results"}} {
		if o := here(t, exitUsage, dir, append(append([]string{"run"}, args...), small...)...); !strings.Contains(o.err, "the results go there") {
			t.Errorf("%v: %s", args, o.err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("made: %v %v", left, err)
	}
}

// A trace touches nothing that exists, unless it is an ordinary file and --force says so.
func TestATraceReplacesNothingUnasked(t *testing.T) {
	dir := withResults(t, traced("--trace", "events")...)
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(at(name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("mine.txt", "the user's own\n")
	write("base.toml", "extends = \"baseline\"\n")
	write("scenario.toml", "extends = \"./base.toml\"\n")
	for link, target := range map[string]string{"link": "mine.txt", "dangling": "nowhere", "inside": "r"} {
		if err := os.Symlink(target, at(link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(at("folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadDir(dir)
	for _, test := range []struct {
		file   string
		forced bool // is it refused with --force too?
		says   string
	}{
		{"mine.txt", false, "--force replaces it"},
		{"events", false, "--force replaces it"},
		{"link", true, "symbolic link"},
		{"dangling", true, "symbolic link"},
		{"folder", true, "is a folder"},
		{"folder/", true, "is a folder"},
		{"new/", true, "there is no folder"},
		{"nowhere/events", true, "there is no folder"},
		{"scenario.toml", true, "is a scenario of this run"},
		{"./folder/../base.toml", true, "is a scenario of this run"},
		{"r/summary.csv", true, "lies in the result folder"},
		{"r/tables/events", true, "lies in the result folder"},
		{"inside/events", true, "lies in the result folder"},
		{"folder/events", true, "lies in the result folder"}, // that of the run to come
		{"", true, "name a file"},
	} {
		for _, force := range []bool{false, true} {
			if force && !test.forced {
				continue
			}
			args := traced("./scenario.toml", "--out", "folder", "--trace", test.file)
			if force {
				args = append(args, "--force")
			}
			if o := here(t, exitUsage, dir, args...); !strings.Contains(o.err, test.says) {
				t.Errorf("--trace %s, --force %t: %s", test.file, force, o.err)
			}
		}
	}
	nothingBegun(t, dir, before)
	if got, _ := os.ReadFile(at("mine.txt")); string(got) != "the user's own\n" {
		t.Errorf("the user's file says %q", got)
	}

	// A file of that name with the usual ending of half-written ones stays as well.
	write("mine.txt.tmp", "the user's own\n")
	here(t, exitDone, dir, traced("--out", "b", "--trace", "mine.txt", "--force")...)
	events, _ := os.ReadFile(at("events"))
	forced, _ := os.ReadFile(at("mine.txt"))
	if len(events) == 0 || !bytes.Equal(events, forced) {
		t.Errorf("%d bytes of events, and %d with --force", len(events), len(forced))
	}
	if left, _ := os.ReadFile(at("mine.txt.tmp")); string(left) != "the user's own\n" {
		t.Errorf("a temporary file hit the user's: %.80s", left)
	}
	if hidden, _ := filepath.Glob(at(".*")); len(hidden) > 0 {
		t.Errorf("left behind: %v", hidden)
	}
}

func TestATraceStreamsIntoPipesAndDevices(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := withResults(t, traced("--trace", "events")...)
	want, err := os.ReadFile(filepath.Join(dir, "events"))
	if err != nil {
		t.Fatal(err)
	}
	for n, name := range []string{"-", "/dev/stdout"} {
		o := must(t, exitDone, dir, traced("--out", "stdout"+string(rune('0'+n)), "--trace", name)...)
		if !strings.HasPrefix(o.out, string(want)) {
			t.Errorf("--trace %s: standard output does not begin with the events: %.200s", name, o.out)
		}
		must(t, exitUsage, dir, traced("--out", "c", "--json", "--trace", name)...)
	}
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o666); err != nil {
		t.Skip(err)
	}
	read := make(chan []byte)
	go func() {
		f, err := os.Open(fifo)
		if err != nil {
			close(read)
			return
		}
		defer f.Close()
		all, _ := io.ReadAll(f)
		read <- all
	}()
	must(t, exitDone, dir, traced("--out", "d", "--trace", "fifo")...)
	if got := <-read; !bytes.Equal(got, want) {
		t.Errorf("%d bytes through the pipe, want %d", len(got), len(want))
	}
	if info, err := os.Lstat(fifo); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is no pipe any more: %v %v", info, err)
	}

	// A reader that leaves is an error of the trace, not of the results.
	go func() {
		if f, err := os.Open(fifo); err == nil {
			f.Close()
		}
	}()
	o := must(t, exitFailed, dir, traced("--out", "e", "--trace", "fifo")...)
	if !strings.Contains(o.err, "--trace fifo is not whole") || !strings.Contains(o.err, "the results are in e") {
		t.Errorf("a broken pipe: %s", o.err)
	}
	must(t, exitDone, dir, "verify", "e")
	if _, err := os.Stat("/dev/full"); err == nil {
		must(t, exitFailed, dir, traced("--out", "f", "--trace", "/dev/full")...)
	}

	// Nobody reads: refused before anything is run.
	o = must(t, exitUsage, dir, traced("--out", "g", "--trace", "fifo")...)
	if _, err := os.Stat(filepath.Join(dir, "g")); err == nil || !strings.Contains(o.err, "nobody reads") {
		t.Errorf("a pipe without a reader: %s", o.err)
	}
}

// A reader that sleeps does not keep the first signal from stopping the run.
func TestASleepingReaderOfATraceDoesNotHoldTheRun(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o666); err != nil {
		t.Skip(err)
	}
	cmd := command(dir, traced("--days", "3000", "--consumers", "300", "--out", "r", "--trace", "fifo", "--trace-consumers", everybody(300))...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(fifo)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	begins(t, filepath.Join(dir, "r"))
	time.Sleep(500 * time.Millisecond) // until the pipe is full
	ends(t, cmd, syscall.SIGTERM)
	if code := cmd.ProcessState.ExitCode(); code != exitStopped || !strings.Contains(said.String(), "go on with: livebazaar resume r") {
		t.Errorf("exit code %d, %s", code, said.String())
	}
}

// everybody lists the numbers below n.
func everybody(n int) string {
	var words []string
	for i := range n {
		words = append(words, strconv.Itoa(i))
	}
	return strings.Join(words, ",")
}

func TestAnEmptyTraceIsToldOf(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	args := append(traced("--out", "r", "--trace", "events", "--trace-streamers", "99999999"), "--quiet=false")
	o := must(t, exitDone, dir, args...)
	if !strings.Contains(o.err, "--trace events is empty") || !strings.Contains(o.err, "streamers 99999999") ||
		!strings.Contains(o.err, "streamers.parquet") {
		t.Errorf("nothing is said of an empty trace: %s", o.err)
	}
	if info, err := os.Stat(filepath.Join(dir, "events")); err != nil || info.Size() != 0 {
		t.Errorf("the empty trace: %v %v", info, err)
	}
}

// A run that does not start or does not end leaves no half of a trace.
func TestAFailedRunLeavesNoTrace(t *testing.T) {
	t.Parallel()
	dir := withResults(t, traced()...)
	before, _ := os.ReadDir(dir)
	must(t, exitUsage, dir, traced("--out", "r", "--trace", "events")...)
	nothingBegun(t, dir, before)
	cmd := command(dir, traced("--out", "s", "--days", "3000", "--trace", "events")...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	begins(t, filepath.Join(dir, "s"))
	ends(t, cmd, os.Interrupt)
	if code := cmd.ProcessState.ExitCode(); code != exitStopped {
		t.Errorf("exit code %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*events*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
