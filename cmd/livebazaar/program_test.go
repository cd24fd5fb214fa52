package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// update rewrites the golden files and the generated pages: go test ./cmd/livebazaar -update
var update = flag.Bool("update", false, "rewrite golden files and generated pages")

// program is the built command that the end-to-end tests run.
var program string

// long reports whether the long end-to-end tests are asked for, as .ci/run does.
func long() bool { return os.Getenv("LIVEBAZAAR_LONG") != "" }

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := buildAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func buildAndRun(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "livebazaar-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "livebazaar")
	if os.PathSeparator == '\\' {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		return 1, fmt.Errorf("building the command: %w\n%s", err, out)
	}
	return m.Run(), nil
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
	o := livebazaar(t, dir, args...)
	if o.code != code {
		t.Fatalf("livebazaar %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), o.code, code, o.out, o.err)
	}
	return o
}

// made are the result folders that tests begin with, by the command that makes them: each is made once for all of them.
var made struct {
	sync.Mutex
	by map[string]func() (string, error)
}

// withResults gives a test a folder of its own with a copy of the results that a command leaves in r.
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
			return filepath.Join(top, "r"), nil
		})
		made.by[line] = make
	}
	made.Unlock()
	folder, err := make()
	if err != nil {
		t.Fatal(err)
	}
	dir, _ = copied(t, folder)
	return dir
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
