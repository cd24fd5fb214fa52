package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/metric"
)

// complete asks as a shell does.
func complete(t *testing.T, dir string, words ...string) string {
	t.Helper()
	t.Chdir(dir)
	var out, err strings.Builder
	root := newRoot(newConsole(&out, &err))
	root.SetArgs(append([]string{"__complete"}, words...))
	if failed := root.Execute(); failed != nil {
		t.Fatal(failed)
	}
	return out.String()
}

// completions returns what is offered, without descriptions, and the directive.
func completions(t *testing.T, dir string, words ...string) (offered []string, directive string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(complete(t, dir, words...)), "\n")
	for _, line := range lines[:len(lines)-1] {
		name, _, _ := strings.Cut(line, "\t")
		offered = append(offered, name)
	}
	return offered, lines[len(lines)-1]
}

// Directives of the protocol: files are offered by default; a space follows a word unless nospace.
const (
	anyFile = ":0"
	noFiles = ":4"
	noSpace = ":6" // and no files
	folders = ":16"
)

func TestNamesAndKeysComplete(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"studies", "empty", "results/unfinished", ".hidden"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"mine.toml", "tiered.TOML", "notes.txt", "studies/a.toml", "studies/b.toml", "studies/b.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(withResults(t, aRun...), "r"), filepath.Join(dir, "results", "whole")); err != nil {
		t.Fatal(err)
	}
	begin(t, filepath.Join(dir, "results", "unfinished"))
	for _, test := range []struct {
		words     string // the last one is being typed
		offers    string // among others
		not       string
		directive string
	}{
		{"run |", "baseline tiered mine.toml studies/ tiered.TOML", "ranking-rules notes.txt .hidden/", noFiles},
		{"run tie|", "tiered tiered.TOML tiers-for-the-head", "baseline mine.toml", noFiles},
		{"run stud|", "studies/", "studies/a.toml", noSpace},
		{"run studies/|", "studies/a.toml studies/b.toml", "studies/b.csv baseline", noFiles},
		{"run baseline |", "", "baseline mine.toml", noFiles},
		{"compare |", "ranking-rules baseline mine.toml", "notes.txt", noFiles},
		{"compare baseline |", "tiered mine.toml", "baseline", noFiles},
		{"check |", "ranking-rules mine.toml studies/", "notes.txt", noFiles},
		{"show |", "ranking-rules tiered mine.toml", "notes.txt", noFiles},
		{"migrate |", "mine.toml studies/", "baseline", noFiles},
		{"params |", "consumers consumers. run", "run.days", noSpace},
		{"params run.|", "run.days run.warmup_days", "consumers", noFiles},
		{"params consumers.tr|", "consumers.trust consumers.trust.", "run.days", noSpace},
		{"metrics |", "gmv top3_share", "run.days", noFiles},
		{"metrics top3|", "top3_share", "gmv", noFiles},
		{"run --set |", "consumers. run. platform.", "mine.toml", noSpace},
		{"run --set run.|", "run.days= run.warmup_days=", "run.days", noSpace},
		{"compare --set platform.ranking.allocate=|", "platform.ranking.allocate=tier-quota platform.ranking.allocate=uniform", "", noFiles},
		{"show --set platform.ranking.allocate=ti|", "platform.ranking.allocate=tier-quota", "platform.ranking.allocate=uniform", noFiles},
		{"run --set run.days=|", "run.days=730", "", noFiles},
		{"run --set nobody=|", "", "mine.toml", noFiles},
		{"run --lang |", "en zh", "mine.toml", noFiles},
		{"--lang |", "en zh", "", noFiles},
		{"plot --format |", "svg png", "mine.toml", noFiles},
		{"init --from |", "ranking-rules tiered", "mine.toml", noFiles},
		{"init |", "", "baseline", folders},
		{"run --out |", "", "baseline", folders},
		{"run --trace |", "", "baseline", anyFile},
		{"run --days |", "", "mine.toml", noFiles},
		{"run --workers |", "", "mine.toml", noFiles},
		{"list |", "", "mine.toml", noFiles},
		{"schema |", "", "mine.toml", noFiles},
		{"verify |", "results/whole results/unfinished empty/ results/", "mine.toml baseline", noFiles},
		{"report results/|", "results/whole results/unfinished", "results/whole/", noFiles},
		{"plot results/w|", "results/whole", "results/unfinished", noFiles},
		{"reproduce |", "results/whole", "mine.toml", noFiles},
		{"resume |", "results/unfinished", "results/whole", noFiles},
		{"resume results/|", "results/unfinished results/whole/", "results/whole", noFiles},
		{"resume emp|", "empty/", "results/unfinished", noSpace},
		{"comp|", "compare completion", "run", noFiles},
		{"completion |", "bash zsh fish powershell", "", noFiles},
		{"help r|", "run resume report reproduce", "", noFiles},
	} {
		words := strings.Split(strings.TrimSuffix(test.words, "|"), " ")
		got, directive := completions(t, dir, words...)
		for _, want := range strings.Fields(test.offers) {
			if !slices.Contains(got, want) {
				t.Errorf("%s does not offer %s: %.300v", test.words, want, got)
			}
		}
		for _, unwanted := range strings.Fields(test.not) {
			if slices.Contains(got, unwanted) {
				t.Errorf("%s offers %s", test.words, unwanted)
			}
		}
		if directive != test.directive {
			t.Errorf("%s: directive %s, want %s", test.words, directive, test.directive)
		}
	}
	if got, _ := completions(t, dir, "metrics", ""); len(got) != len(metric.All()) {
		t.Errorf("%d of %d metrics are offered", len(got), len(metric.All()))
	}
	if out := complete(t, dir, "--lang", "zh", "params", "run.warm"); !strings.Contains(out, "预热") {
		t.Errorf("descriptions are not in the language asked for: %s", out)
	}
	if o := must(t, exitDone, dir, "__complete", "run", "tier"); !strings.HasPrefix(o.out, "tiered\t") {
		t.Errorf("the program offers %s", o.out)
	}
}

// Every command and flag says what it completes: nothing falls back to any file by accident.
func TestEveryFlagSaysWhatItCompletes(t *testing.T) {
	dir := t.TempDir()
	for _, cmd := range newRoot(newConsole(&strings.Builder{}, &strings.Builder{})).Commands() {
		if cmd.ValidArgsFunction == nil && !cmd.HasSubCommands() {
			t.Errorf("%s completes any file", cmd.Name())
		}
	}
	for _, flag := range []string{"--days", "--replicates", "--consumers", "--seed", "--workers", "--trace-consumers", "--trace-streamers"} {
		if _, directive := completions(t, dir, "run", flag, ""); directive != noFiles {
			t.Errorf("run %s completes files: %s", flag, directive)
		}
	}
}

func TestTheScriptsForShellsAreSound(t *testing.T) {
	dir := t.TempDir()
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		script := here(t, exitDone, dir, "completion", shell).out
		if !strings.Contains(script, "__complete") {
			t.Errorf("%s: no script: %.100s", shell, script)
		}
		if _, err := exec.LookPath(shell); err != nil || shell == "powershell" {
			continue // not on this machine
		}
		cmd := exec.Command(shell, "-n")
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s -n: %v %s", shell, err, out)
		}
	}
}
