//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// piped is a folder with a named pipe in it, and a scenario that extends the pipe.
func piped(t *testing.T) (dir, path string) {
	t.Helper()
	dir = t.TempDir()
	path = filepath.Join(dir, "pipe.toml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "own.toml"), []byte("extends = \"pipe.toml\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, path
}

// A scenario may come through a pipe; the first signal stops a command that waits for one, and it has made nothing.
func TestTheFirstSignalStopsACommandThatWaitsForAPipe(t *testing.T) {
	t.Parallel()
	dir, path := piped(t)
	writer, err := os.OpenFile(path, os.O_RDWR, 0) // opened by somebody who never writes
	if err != nil {
		t.Skip("a named pipe cannot be opened both ways here: ", err)
	}
	defer writer.Close()
	heard := 0
	for _, args := range [][]string{{"run", "pipe.toml", "--out", "r"}, {"compare", "own.toml", "--out", "r"},
		{"check", "own.toml"}, {"show", "pipe.toml"}} {
		for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
			cmd := command(dir, args...)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			guard := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
			time.Sleep(300 * time.Millisecond) // it has begun to wait, or will stop before
			_ = cmd.Process.Signal(signal)
			_ = cmd.Wait()
			if !guard.Stop() {
				t.Fatalf("%v goes on after %v", args, signal)
			}
			code := cmd.ProcessState.ExitCode()
			if code == -1 && stderr.Len() == 0 { // the signal came before the program listened
				t.Logf("%v: ended by the signal itself", args)
				continue
			}
			heard++
			if code != exitStopped || !strings.Contains(stderr.String(), "stopped") {
				t.Errorf("%v after %v: exit code %d, %s", args, signal, code, stderr.String())
			}
		}
	}
	if heard == 0 {
		t.Error("no command listened to a signal")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestScenariosComeThroughPipes(t *testing.T) {
	t.Parallel()
	dir, path := piped(t)
	const text = "extends = \"small\"\ntitle = \"Piped\"\n"
	done := make(chan error, 1)
	go func() { done <- os.WriteFile(path, []byte(text), 0o600) }()
	if o := must(t, exitDone, dir, "show", "own.toml"); !strings.Contains(o.out, `extends = "baseline"`) {
		t.Error(o.out)
	}
	<-done
	if _, err := os.Stat("/dev/stdin"); err != nil {
		t.Skip("no /dev/stdin here")
	}
	for _, args := range [][]string{{"show", "/dev/stdin"}, {"check", "/dev/stdin"},
		{"run", "/dev/stdin", "--consumers", "500", "--days", "2", "--set", "run.warmup_days=7", "--out", "r", "--quiet"}} {
		cmd := command(dir, args...)
		cmd.Stdin = strings.NewReader(text) // through an anonymous pipe
		if o := finish(t, cmd); o.code != exitDone || args[0] == "show" && !strings.Contains(o.out, "Piped") {
			t.Errorf("%v: exit code %d\n%s%s", args, o.code, o.out, o.err)
		}
	}
	cmd := command(dir, "check", "/dev/stdin")
	cmd.Stdin = strings.NewReader("")
	if o := finish(t, cmd); o.code != exitUsage || !strings.Contains(o.err, "gave nothing") {
		t.Errorf("an empty pipe: exit code %d, %s", o.code, o.err)
	}
}

func TestAPipeNobodyWritesToIsAMistakeOfTheCommandLine(t *testing.T) {
	t.Parallel()
	dir, _ := piped(t)
	o := must(t, exitUsage, dir, "compare", "own.toml", "pipe.toml", "--out", "r")
	if !strings.Contains(o.err, "own.toml:1:11: extends = \"pipe.toml\": is a pipe, and nobody opened it for writing within 4 seconds") ||
		!strings.Contains(o.err, "\npipe.toml: is a pipe") {
		t.Error(o.err)
	}
}
