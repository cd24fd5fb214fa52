//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// stopping is a run of several markets that takes long enough to be stopped, and where the long tests are asked for a study, of
// which drawing takes the longer part.
func stopping(out string) []string {
	args := []string{"run", "--replicates", "3", "--days", "6"} // too few days for most figures
	if long() {
		args = []string{"compare", "baseline", "uniform", "--replicates", "2", "--days", "130"}
	}
	return append(args, "--consumers", "800", "--set", "run.warmup_days=30", "--set", "streamers.count=60", "--set", "merchants.count=40",
		"--out", out, "--quiet", "--workers", "2")
}

// interrupt starts it, sends it a signal when it has come so far or has ended, and returns how it ended.
func interrupt(t *testing.T, dir, out string, far func() bool, signal os.Signal) outcome {
	t.Helper()
	cmd := command(dir, stopping(out)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait()
	}()
	for running := true; running && !far(); {
		select {
		case <-ended:
			running = false
		case <-time.After(2 * time.Millisecond):
		}
	}
	_ = cmd.Process.Signal(signal) // it may be done already
	<-ended
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// there reports whether a file of a name, or one that matches a pattern, is there.
func there(pattern ...string) bool {
	found, _ := filepath.Glob(filepath.Join(pattern...))
	return len(found) > 0
}

// Stopped when it has begun, killed when a market is done, while it draws and at random moments, a run says complete only when its
// report is there, and goes on to the same bytes, those of figures and report included. (By default it is the run of one small
// market, and random moments are left out; the long tests stop a comparison.)
func TestResumedRunsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	dir, reference := filepath.Join(top, "cut"), filepath.Join(top, "whole") // of one name below: the report quotes the command
	for _, d := range []string{dir, reference} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	begun := time.Now()
	must(t, exitDone, reference, stopping("r")...)
	whole := time.Since(begun)
	moments := 3
	if long() {
		moments = 25
	}
	if n, err := strconv.Atoi(os.Getenv("LIVEBAZAAR_KILLS")); err == nil {
		moments = n
	}
	chance := rand.New(rand.NewPCG(1, uint64(moments)))
	completed, drawing := 0, 0
	cut := filepath.Join(dir, "r")
	for n := range moments {
		signal := os.Signal(syscall.SIGKILL)
		var at string
		var far func() bool
		switch n {
		case 0:
			signal, at, far = syscall.SIGTERM, "when it has begun", func() bool { return there(cut, "manifest.json") }
		case 1:
			at, far = "when a market is done", func() bool { return there(cut, "parts", "*.part") }
		case 2:
			at, far = "while it draws", func() bool { return there(cut, "plots", "*") }
		case 3:
			at, far = "when it gives figures their names", func() bool { return there(cut, "plots", "*.svg") }
		default:
			after := time.Duration(chance.Int64N(int64(whole)))
			if n%3 == 2 { // the end, when tables are put together and figures drawn
				after = whole*3/4 + time.Duration(chance.Int64N(int64(whole/4)))
			}
			begun := time.Now()
			at, far = "after "+after.String(), func() bool { return time.Since(begun) >= after }
		}
		o := interrupt(t, dir, "r", far, signal)
		if n == 0 && o.code != exitDone && (o.code != exitStopped || !strings.Contains(o.err, "go on with: livebazaar resume r")) {
			t.Errorf("SIGTERM: exit code %d, %s", o.code, o.err)
		}
		if isComplete(cut) {
			completed++
			must(t, exitDone, dir, "verify", "r")
			if _, err := os.Stat(filepath.Join(cut, "report.html")); err != nil {
				t.Errorf("killed %s: complete without a report", at)
			}
		} else if m, err := os.ReadFile(filepath.Join(cut, "manifest.json")); err == nil && !bytes.Contains(m, []byte(`"digest": "",`)) {
			drawing++
		}
		r := livebazaar(t, dir, "resume", "r", "--quiet")
		if r.code == exitUsage { // killed before the folder said anything
			must(t, exitDone, dir, stopping("r")...)
		} else if r.code != exitDone {
			t.Fatalf("resume of what was killed %s: %d %s", at, r.code, r.err)
		}
		must(t, exitDone, dir, "verify", "r")
		sameBytes(t, "stopped "+at, filepath.Join(reference, "r"), cut)
		if err := os.RemoveAll(cut); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d moments: %d runs were complete, %d were cut short while drawing", moments, completed, drawing)
	if moments == 3 && (completed > 1 || drawing == 0) {
		t.Error("they were not stopped where they should have been")
	}
}

// A report that is killed leaves the old one, or says that it is not complete; resume ends with all of it drawn.
func TestAKilledReportLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	dir := withResults(t, aRun...)
	if long() {
		dir = withResults(t, aComparison...)
	}
	folder := filepath.Join(dir, "r")
	reports := map[string]string{"en": everything(t, folder)["report.html"]}
	begun := time.Now()
	must(t, exitDone, dir, "report", "r", "--lang", "zh")
	whole := time.Since(begun)
	reports["zh"] = everything(t, folder)["report.html"]
	moments, old, fresh := 2, "zh", "en"
	if long() {
		moments = 15
	}
	for n := range moments {
		cmd := command(dir, "report", "r", "--lang", fresh)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		at := whole/4 + time.Duration(rand.Int64N(int64(whole)))
		time.Sleep(at)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if now := everything(t, folder)["report.html"]; now != reports[old] && now != reports[fresh] {
			t.Fatalf("moment %d: the report is neither the old nor the new one", n)
		}
		if isComplete(folder) {
			must(t, exitDone, dir, "verify", "r")
		} else {
			must(t, exitUsage, dir, "verify", "r")
		}
		must(t, exitDone, dir, "resume", "r")
		must(t, exitDone, dir, "verify", "r")
		switch everything(t, folder)["report.html"] {
		case reports[old]:
		case reports[fresh]:
			old, fresh = fresh, old
		default:
			t.Fatalf("moment %d: resume leaves neither the old report nor the new one", n)
		}
	}
}

// A single long run goes on from its checkpoint, also when it is stopped again and again.
func TestALoneRunGoesOnFromItsCheckpoint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lone := func(out string) []string {
		return []string{"run", "--consumers", "800", "--days", "500", "--out", out, "--quiet", "--set", "run.warmup_days=30",
			"--set", "streamers.count=60", "--set", "merchants.count=40"}
	}
	begun := time.Now()
	must(t, exitDone, dir, lone("whole")...)
	whole := time.Since(begun)
	args, stops := lone("cut"), 0
	for range 3 {
		cmd := command(dir, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		begins(t, filepath.Join(dir, "cut"))
		time.Sleep(whole / 8)
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		if cmd.ProcessState.ExitCode() == exitStopped {
			stops++
		}
		args = []string{"resume", "cut", "--quiet"}
	}
	if stops == 0 {
		t.Error("no signal came in time to stop anything")
	}
	must(t, exitDone, dir, "resume", "cut", "--quiet")
	sameTables(t, "stopped again and again", filepath.Join(dir, "whole"), filepath.Join(dir, "cut"))
}

func isComplete(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	return err == nil && bytes.Contains(data, []byte(`"status": "complete"`))
}

// The second Ctrl-C does not wait for anything: a command that nobody reads, which the first one ends after a moment and with a
// word, ends without one.
func TestTheSecondSignalLeavesAtOnce(t *testing.T) {
	t.Parallel()
	for range 3 { // a machine that is busy may let the moment pass before the second one is sent
		unread, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer unread.Close()
		cmd := command(t.TempDir(), "params", "--markdown")
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = w, &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		if _, err := unread.Read(make([]byte, 1)); err != nil { // it has begun to print
			t.Fatal(err)
		}
		_ = cmd.Process.Signal(os.Interrupt)
		time.Sleep(sameStop + 50*time.Millisecond)
		ends(t, cmd, os.Interrupt)
		if code := cmd.ProcessState.ExitCode(); code != exitStopped {
			t.Errorf("exit code %d", code)
		}
		if said.Len() == 0 {
			return
		}
	}
	t.Error("the second signal is waited with as with the first")
}

// ends sends a signal and demands that the program ends soon.
func ends(t *testing.T, cmd *exec.Cmd, signal os.Signal) {
	t.Helper()
	_ = cmd.Process.Signal(signal)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = cmd.Wait()
	}()
	select {
	case <-done:
	case <-time.After(time.Minute): // a guard: seconds are meant
		_ = cmd.Process.Kill()
		t.Errorf("%v did not end %s", signal, strings.Join(cmd.Args[1:], " "))
		<-done
	}
}

// A closed terminal stops a run as SIGTERM does: nothing is lost. Under nohup the run goes on.
func TestAClosedTerminalStopsARunUnlessItIsToGoOn(t *testing.T) {
	t.Parallel()
	if signal.Ignored(syscall.SIGHUP) {
		t.Skip("the tests themselves run under nohup")
	}
	dir := t.TempDir()
	lone := []string{"run", "--consumers", "1000", "--days", "3000", "--quiet", "--set", "run.warmup_days=30"}
	cmd := command(dir, append(lone, "--out", "cut")...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	begins(t, filepath.Join(dir, "cut"))
	ends(t, cmd, syscall.SIGHUP)
	if code := cmd.ProcessState.ExitCode(); code != exitStopped || !strings.Contains(said.String(), "go on with: livebazaar resume cut") {
		t.Errorf("SIGHUP: exit code %d, %s", code, said.String())
	}

	args := append([]string{"-c", `trap "" HUP; exec "$@"`, "sh", program}, small...)
	args = append(append(args[:4:4], "run", "--out", "on"), small...)
	cmd = exec.Command("sh", args...)
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		t.Skip(err)
	}
	begins(t, filepath.Join(dir, "on"))
	_ = cmd.Process.Signal(syscall.SIGHUP)
	if err := cmd.Wait(); err != nil {
		t.Errorf("under nohup: %v", err)
	}
	must(t, exitDone, dir, "verify", "on")
}

// The first signal ends what does not listen to it, too: here a command that waits for its input, and one that waits for
// somebody to read its output.
func TestTheFirstSignalEndsWhateverTheCommandIsDoing(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo.toml")
	if err := syscall.Mkfifo(fifo, 0o666); err != nil {
		t.Skip(err)
	}
	stops := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		stops = append(stops, syscall.SIGHUP)
	}
	for i, args := range [][]string{{"check", "fifo.toml"}, {"run", "fifo.toml", "--out", "r"}, {"show", "fifo.toml"}} {
		cmd := command(dir, args...)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		writer, err := os.OpenFile(fifo, os.O_WRONLY, 0) // when this returns, the command is reading
		if err != nil {
			t.Fatal(err)
		}
		ends(t, cmd, stops[i%len(stops)])
		writer.Close()
		if code := cmd.ProcessState.ExitCode(); code != exitStopped || !strings.Contains(said.String(), "stopped") {
			t.Errorf("%v while reading: exit code %d, %s", args, code, said.String())
		}
	}

	unread, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer unread.Close()
	cmd := command(dir, "params", "--markdown")
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, err := unread.Read(make([]byte, 1)); err != nil { // it has begun to print
		t.Fatal(err)
	}
	ends(t, cmd, syscall.SIGTERM)
	if code := cmd.ProcessState.ExitCode(); code != exitStopped {
		t.Errorf("while printing to nobody: exit code %d", code)
	}
}

// A reproduction that is stopped leaves nothing in the folder for temporary files.
func TestAStoppedReproductionLeavesNothing(t *testing.T) {
	t.Parallel()
	dir, scratch := withResults(t, aRun...), t.TempDir()
	cmd := command(dir, "reproduce", "r", "--quiet")
	cmd.Env = append(cmd.Env, "TMPDIR="+scratch)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 3000 {
		if made, _ := os.ReadDir(scratch); len(made) > 0 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	ends(t, cmd, os.Interrupt)
	if left, _ := os.ReadDir(scratch); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// stopperOf gives the stopper of a context whose exits are counted.
func stopperOf(t *testing.T, exited chan<- int) (context.Context, *stopper) {
	t.Helper()
	s := &stopper{complain: io.Discard, exit: func(code int) { exited <- code }, leftovers: map[string]struct{}{}}
	return context.WithValue(context.Background(), stopperKey{}, s), s
}

func TestWhatListensIsWaitedForAndWhatDoesNotIsLeft(t *testing.T) {
	t.Parallel() // it mostly waits
	exited := make(chan int, 1)
	ctx, s := stopperOf(t, exited)
	heard := listens(ctx, filepath.Join("scratch", "again"))
	file := filepath.Join(t.TempDir(), "half")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	kept := file + "-whole"
	if err := os.WriteFile(kept, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	_ = leftover(ctx, file)
	leftover(ctx, kept)()
	if got := s.farewell(); got != "stopped; go on with: livebazaar resume "+filepath.Join("scratch", "again") {
		t.Errorf("it says %q", got)
	}
	unkeep := leftover(ctx, "scratch")
	if got := s.farewell(); got != "stopped" {
		t.Errorf("of a folder that is removed it says %q", got)
	}
	unkeep()
	s.begin()
	s.impatient() // as the timer does
	select {
	case <-exited:
		t.Fatal("left although the work listens")
	default:
	}
	heard()
	if code := <-exited; code != exitStopped {
		t.Errorf("exit code %d", code)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a leftover is left")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error("what is whole was removed")
	}
}
