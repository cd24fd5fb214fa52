package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/terminal"
	"livebazaar/scenarios"
)

// update rewrites the golden files and the generated pages: go test ./cmd/livebazaar -update
var update = flag.Bool("update", false, "rewrite golden files and generated pages")

// program is the command that the end-to-end tests run.
var program string

// long reports whether the long end-to-end tests are asked for, as .ci/run does.
func long() bool { return os.Getenv("LIVEBAZAAR_LONG") != "" }

func TestMain(m *testing.M) {
	if calledLivebazaar(os.Args[0]) { // by a test
		main()
		return
	}
	flag.Parse()
	code, err := prepareAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func calledLivebazaar(path string) bool {
	return strings.TrimSuffix(filepath.Base(path), ".exe") == "livebazaar"
}

func prepareAndRun(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "livebazaar-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "livebazaar")
	if os.PathSeparator == '\\' {
		program += ".exe"
	}
	if err := provide(program); err != nil {
		return 1, err
	}
	return m.Run(), nil
}

// provide puts the program at a path: the long tests build it as a user does. Otherwise it is this very test binary, which holds all
// of it and under that name does what main does; to link it once more takes longer than most tests.
func provide(path string) error {
	if self, err := os.Executable(); err == nil && !long() && os.Symlink(self, path) == nil {
		return nil
	}
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("building the command: %w\n%s", err, out)
	}
	return nil
}

// outcome is what a command left behind.
type outcome struct {
	out, err string
	code     int
}

// command prepares the program in a directory, with the environment of a plain pipe.
func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "FORCE_COLOR=") && !strings.HasPrefix(setting, "CLICOLOR") {
			cmd.Env = append(cmd.Env, setting)
		}
	}
	return cmd
}

// livebazaar runs the program in a directory.
func livebazaar(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	return finish(t, command(dir, args...))
}

func finish(t *testing.T, cmd *exec.Cmd) outcome {
	t.Helper()
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	failed := cmd.Run()
	var exit *exec.ExitError
	if failed != nil && !errors.As(failed, &exit) {
		t.Fatal(failed)
	}
	return outcome{out.String(), err.String(), cmd.ProcessState.ExitCode()}
}

// must runs the program and demands the exit code.
func must(t *testing.T, code int, dir string, args ...string) outcome {
	t.Helper()
	return demand(t, code, livebazaar(t, dir, args...), args)
}

// demand fails the test at once where a command line ended with another exit code.
func demand(t *testing.T, code int, o outcome, args []string) outcome {
	t.Helper()
	if o.code != code {
		t.Fatalf("livebazaar %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), o.code, code, o.out, o.err)
	}
	return o
}

// here does in this process and in a directory what main does with a command line, and demands the exit code: for the hundreds
// of commands of which it matters what they say, where to start a process takes longer than to answer. Not in a parallel test:
// the directory is that of the process. (The command line that such a run quotes in its manifest is that of the tests.)
func here(t *testing.T, code int, dir string, args ...string) outcome {
	t.Helper()
	return demand(t, code, said(t, dir, args...), args)
}

// said is here with any exit code.
func said(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	code := perform(t, dir, &out, &err, args...)
	return outcome{out.String(), err.String(), code}
}

// perform is answer with streams of the test's own.
func perform(t *testing.T, dir string, out, err io.Writer, args ...string) (code int) {
	t.Helper()
	t.Setenv("FORCE_COLOR", "") // as command does; it also fails a test that is parallel
	t.Setenv("CLICOLOR_FORCE", "")
	back, failed := os.Getwd()
	if failed == nil {
		failed = os.Chdir(dir)
	}
	if failed != nil {
		t.Fatal(failed)
	}
	defer func() {
		if err := os.Chdir(back); err != nil {
			t.Fatal(err)
		}
	}()
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(-1) // a command sets the collector for itself
	debug.SetGCPercent(percent)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	c := newConsole(out, err)
	root := newRoot(c)
	root.SetArgs(args)
	return explain(c.settle(root.ExecuteContext(t.Context())), terminal.NewPrinter(err))
}

// made are the result folders that tests begin with, by the command that makes them: each is made once for all of them.
var made struct {
	sync.Mutex
	by map[string]func() (string, error)
}

// withResults gives a test a folder of its own with a copy of what a command leaves, the results in r.
func withResults(t *testing.T, args ...string) (dir string) {
	t.Helper()
	made.Lock()
	if made.by == nil {
		made.by = map[string]func() (string, error){}
	}
	line := strings.Join(args, " ")
	make, known := made.by[line]
	if !known {
		make = sync.OnceValues(func() (string, error) {
			top, err := os.MkdirTemp(filepath.Dir(program), "made-")
			if err != nil {
				return "", err
			}
			if out, err := command(top, append(args, "--out", "r")...).CombinedOutput(); err != nil {
				return "", fmt.Errorf("livebazaar %s: %w\n%s", line, err, out)
			}
			return top, nil
		})
		made.by[line] = make
	}
	made.Unlock()
	folder, err := make()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// undrawn simulates a comparison into a folder and draws nothing, which takes longer than a small market. Its results are whole.
func undrawn(t *testing.T, dir string, study *scenarios.Study, how job.Setup) {
	t.Helper()
	j := job.OfStudy(study, how)
	folder, err := j.Create(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	c := newConsole(io.Discard, io.Discard)
	c.Quiet = true
	_, err = c.simulate(t.Context(), j, folder)
	if err = errors.Join(err, folder.Close()); err != nil {
		t.Fatal(err)
	}
}

// golden compares a text with testdata/NAME.
func golden(t *testing.T, name, got string) {
	t.Helper()
	same(t, filepath.Join("testdata", name), got)
}

// same compares a text with a file, or rewrites the file under -update.
func same(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what the program says (go test ./cmd/livebazaar -update rewrites it)\n%s", path, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
