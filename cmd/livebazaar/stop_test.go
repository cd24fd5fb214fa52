//go:build unix

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// stopping is a study that takes long enough to be stopped.
func stopping(out string) []string {
	args := []string{"compare", "baseline", "uniform", "--consumers", "3000", "--days", "150", "--replicates", "3",
		"--set", "run.warmup_days=30", "--set", "streamers.count=100", "--set", "merchants.count=60", "--out", out, "--quiet", "--workers", "2"}
	return args
}

// interrupt starts the study, sends it a signal after a while, and returns how it ended.
func interrupt(t *testing.T, dir, out string, after time.Duration, signal os.Signal) outcome {
	t.Helper()
	cmd := command(dir, stopping(out)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Signal(signal) // it may be done already
	_ = cmd.Wait()
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func TestResumedRunsGiveTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	begun := time.Now()
	must(t, exitDone, dir, stopping("whole")...)
	whole := time.Since(begun)
	moments := 3
	if long() {
		moments = 25
	}
	for n := range moments {
		at := time.Duration(rand.Int64N(int64(whole)))
		signal := os.Signal(syscall.SIGKILL)
		if n == 0 {
			at, signal = whole/2, syscall.SIGTERM
		}
		o := interrupt(t, dir, "cut", at, signal)
		if n == 0 && o.code != exitDone && (o.code != exitStopped || !strings.Contains(o.err, "go on with: livebazaar resume cut")) {
			t.Errorf("SIGTERM: exit code %d, %s", o.code, o.err)
		}
		if complete(filepath.Join(dir, "cut")) && o.code != exitDone && o.code != -1 {
			t.Errorf("a stopped folder looks complete")
		}
		r := livebazaar(t, dir, "resume", "cut", "--quiet")
		if r.code == exitUsage { // killed before the folder said anything
			must(t, exitDone, dir, stopping("cut")...)
		} else if r.code != exitDone {
			t.Fatalf("resume after %v: %d %s", at, r.code, r.err)
		}
		sameTables(t, "stopped after "+at.String(), filepath.Join(dir, "whole"), filepath.Join(dir, "cut"))
		must(t, exitDone, dir, "verify", "cut")
		if err := os.RemoveAll(filepath.Join(dir, "cut")); err != nil {
			t.Fatal(err)
		}
	}
}

// A single long run goes on from its checkpoint, also when it is stopped again and again.
func TestALoneRunGoesOnFromItsCheckpoint(t *testing.T) {
	dir := t.TempDir()
	lone := func(out string) []string {
		return []string{"run", "--consumers", "3000", "--days", "1500", "--out", out, "--quiet", "--set", "run.warmup_days=30"}
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

func complete(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	return err == nil && bytes.Contains(data, []byte(`"status": "complete"`))
}

// The second Ctrl-C does not wait for anything.
func TestTheSecondSignalLeavesAtOnce(t *testing.T) {
	dir := t.TempDir()
	cmd := command(dir, "compare", "--consumers", "20000", "--out", "r", "--quiet", "--branches=false")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	begins(t, filepath.Join(dir, "r"))
	_ = cmd.Process.Signal(os.Interrupt)
	time.Sleep(sameStop + 50*time.Millisecond)
	_ = cmd.Process.Signal(os.Interrupt)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitStopped {
		t.Errorf("exit code %d", code)
	}
}

// Without a place for its output a command fails; it does not say that all is well.
func TestAFullStandardOutputIsAFailure(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	cmd := command(t.TempDir(), "list")
	cmd.Stdout = full
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
}
