package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/internal/terminal"
	"livebazaar/scenarios"
)

// printing says for every command how it is made to print, given a complete folder r, one that can be resumed (again), and
// a file s.toml. A new command has to be added here.
func printing() map[string][]string {
	return map[string][]string{
		"livebazaar":     {},
		"livebazaar run": append([]string{"run", "--out", "full", "--force"}, small...),
		"livebazaar compare": append([]string{
			"compare", "baseline", "uniform", "--replicates", "2", "--branches=false", "--twin=false", "--out", "both",
		}, small...),
		"livebazaar try":                   append([]string{"try", "small", "platform.ranking.allocate=uniform", "--replicates", "2"}, small...),
		"livebazaar list":                  {"list"},
		"livebazaar show":                  {"show", "ranking-rules"},
		"livebazaar init":                  {"init", "copy", "--force"},
		"livebazaar check":                 {"check", "s.toml"},
		"livebazaar migrate":               {"migrate", "s.toml", "--json"},
		"livebazaar schema":                {"schema"},
		"livebazaar params":                {"params", "run.days"},
		"livebazaar metrics":               {"metrics", "gmv"},
		"livebazaar plot":                  {"plot", "r", "--format", "svg"},
		"livebazaar report":                {"report", "r"},
		"livebazaar export":                {"export", "r", "--csv"},
		"livebazaar replicates":            {"replicates", "both"},
		"livebazaar resume":                {"resume", "again"},
		"livebazaar reproduce":             {"reproduce", "r", "--quiet"},
		"livebazaar validate":              {"validate", "--list", "--only", "price"},
		"livebazaar verify":                {"verify", "r"},
		"livebazaar help":                  {"help", "run"},
		"livebazaar completion":            {"completion", "--help"},
		"livebazaar completion bash":       {"completion", "bash"},
		"livebazaar completion zsh":        {"completion", "zsh"},
		"livebazaar completion fish":       {"completion", "fish"},
		"livebazaar completion powershell": {"completion", "powershell"},
	}
}

// begin makes a folder of a run of which nothing has been simulated.
func begin(t *testing.T, dir string) {
	t.Helper()
	s, err := scenarios.Load("small", []string{"consumers.count=800", "run.days=12", "run.warmup_days=14", "streamers.count=60"})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := job.OfScenario(s, job.Setup{Workers: 1}).Create(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
}

// walk visits every command.
func walk(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, sub := range cmd.Commands() {
		walk(sub, visit)
	}
}

// Without a place for its output a command fails, whichever it is; it does not say that all is well. The program itself says the same.
func TestAFullStandardOutputIsAFailureOfEveryCommand(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	dir := withResults(t, aRun...)
	begin(t, filepath.Join(dir, "again"))
	if err := os.WriteFile(filepath.Join(dir, "s.toml"), []byte("extends = \"baseline\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	inProcess := func(said io.Writer, args ...string) int { return perform(t, dir, full, said, args...) }
	asProgram := func(said io.Writer, args ...string) int {
		cmd := command(dir, args...)
		cmd.Stdout, cmd.Stderr = full, said
		_ = cmd.Run()
		return cmd.ProcessState.ExitCode()
	}
	into := func(run func(io.Writer, ...string) int, args ...string) {
		t.Helper()
		var complaint bytes.Buffer
		code := run(&complaint, args...)
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		last := lines[len(lines)-1]
		if code != exitFailed || !strings.HasPrefix(last, "livebazaar: cannot write to standard output: ") {
			t.Errorf("livebazaar %s: exit code %d, %s", strings.Join(args, " "), code, complaint.String())
		}
		if slices.Contains(args, "full") && !strings.Contains(complaint.String(), "the results are complete in full") {
			t.Errorf("nothing said of the results: %s", complaint.String())
		}
		if strings.Count(complaint.String(), "standard output") != 1 {
			t.Errorf("livebazaar %s says it more than once: %s", strings.Join(args, " "), complaint.String())
		}
	}
	known := printing()
	into(asProgram, "--version")
	into(asProgram, "list", "--json")
	walk(newRoot(newConsole(&strings.Builder{}, &strings.Builder{})), func(cmd *cobra.Command) {
		args, ok := known[cmd.CommandPath()]
		if !ok {
			t.Errorf("%s: this test does not know how it prints", cmd.CommandPath())
			return
		}
		help := append(strings.Fields(cmd.CommandPath())[1:], "--help")
		into(inProcess, help...)
		into(inProcess, args...)
		switch cmd.Name() {
		case "list", "show", "check", "params", "metrics", "validate", "verify": // the quick ones that print otherwise with --json
			into(inProcess, append(args, "--json")...)
		}
	})
	here(t, exitDone, dir, "verify", "full") // what a run has done is done
}

// closedPipe is a pipe that nobody reads any more.
func closedPipe(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	t.Cleanup(func() { w.Close() })
	return w
}

// A reader that has seen enough ends the command without a message, but not with success.
func TestAReaderThatStopsReadingIsNoSuccess(t *testing.T) {
	for _, args := range [][]string{{"list"}, {"schema"}, {"--help"}, {"metrics", "gmv"}} {
		cmd := command(t.TempDir(), args...)
		var complaint bytes.Buffer
		cmd.Stdout, cmd.Stderr = closedPipe(t), &complaint
		_ = cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != exitPipe || complaint.Len() > 0 {
			t.Errorf("%v: exit code %d, %s", args, code, complaint.String())
		}
	}
}

// Messages that nobody can read do not end a run.
func TestALostStandardErrorDoesNotEndARun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	loud := append([]string{"run", "--out", "r"}, small[:len(small)-1]...) // not --quiet
	cmd := command(dir, loud...)
	cmd.Stderr = closedPipe(t)
	if out, err := cmd.Output(); err != nil || len(out) == 0 {
		t.Errorf("a closed standard error: %v", err)
	}
	must(t, exitDone, dir, "verify", "r")
	wrong := command(dir, "run", "absent.toml")
	wrong.Stderr = closedPipe(t)
	_ = wrong.Run()
	if code := wrong.ProcessState.ExitCode(); code != exitUsage {
		t.Errorf("a mistake without a reader: exit code %d", code)
	}
}

func TestOnlyTheFirstErrorOfOutputCounts(t *testing.T) {
	for _, test := range []struct {
		lost, failed error
		code         int
		says         string
	}{
		{nil, nil, exitDone, ""},
		{syscall.EPIPE, nil, exitPipe, ""},
		{syscall.EPIPE, told(exitFailed), exitFailed, ""},
		{syscall.ENOSPC, nil, exitFailed, "cannot write to standard output"},
		{syscall.ENOSPC, told(exitUsage), exitUsage, "cannot write to standard output"},
		{syscall.ENOSPC, usagef("wrong"), exitUsage, "wrong"},
		{nil, errors.New("broken"), exitFailed, "broken"},
	} {
		c := newConsole(failing{test.lost}, &strings.Builder{})
		fmt.Fprintln(c.Out, "anything")
		var said strings.Builder
		code := explain(c.settle(test.failed), &said)
		if code != test.code || !strings.Contains(said.String(), test.says) || test.says == "" && said.Len() > 0 {
			t.Errorf("output %v, command %v: exit code %d, %s", test.lost, test.failed, code, said.String())
		}
	}
}

// What a name or an argument holds is shown on the terminal and never obeyed by it.
func TestArgumentsAreShownNotObeyed(t *testing.T) {
	const evil = "\x1b[2Jx\r\x07\x7f\u009b5m\u202egpj\u2066" + "\u2028"
	dir := t.TempDir()
	for _, args := range [][]string{
		{evil}, {"help", evil}, {"metrics", evil}, {"params", evil}, {"show", evil}, {"report", evil}, {"list", "--lang", evil},
		{"check", evil + ".toml"}, {"run", evil}, {"run", evil + ".toml"}, {"run", "--" + evil}, {"run", "--set", evil + "=1"},
		{"run", "--out", evil + "/" + evil, "--workers", "0"},
	} {
		if o := here(t, exitUsage, dir, args...); strings.ContainsFunc(o.out+o.err, terminal.Controls) || o.err == "" {
			t.Errorf("%q: %q", args, o.err)
		}
	}
}

func TestColoursFollowTheEnvironment(t *testing.T) {
	for setting, want := range map[string]bool{"FORCE_COLOR=1": true, "CLICOLOR_FORCE=1": true, "NO_COLOR=": false} {
		cmd := command(t.TempDir(), "list")
		cmd.Env = append(cmd.Env, setting)
		if o := finish(t, cmd); strings.Contains(o.out, "\x1b[1m") != want || strings.Contains(o.err, "\x1b") {
			t.Errorf("%s: coloured is not %t", setting, want)
		}
	}
}

// failing is a stream that cannot be written; nil: that can.
type failing struct{ err error }

func (f failing) Write(b []byte) (int, error) { return len(b), f.err }
