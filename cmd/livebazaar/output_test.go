package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOutputsReadAsWritten(t *testing.T) {
	dir := t.TempDir()
	for name, args := range map[string][]string{
		"list.txt":               {"list"},
		"list-zh.txt":            {"list", "--lang", "zh"},
		"show-study.txt":         {"show", "ranking-rules"},
		"show-scenario.txt":      {"show", "tiered"},
		"params-table.txt":       {"params", "run"},
		"params-key-zh.txt":      {"params", "run.warmup_days", "--lang", "zh"},
		"metrics.txt":            {"metrics"},
		"metrics-top3_share.txt": {"metrics", "top3_share"},
		"help.txt":               {"--help"},
	} {
		golden(t, name, here(t, exitDone, dir, args...).out)
	}
}

func TestMistakesAreAnsweredAndNothingIsRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("wrong.toml", "extends = \"baseline\"\ntitle = \"Wrong\"\n\n[platform.ranking]\nallocate = \"tier_quota\"\n"+
		"[consumers]\ncuont = 5\n[consumers.trust]\nmemory = 1.5\n")
	write("syntax.toml", "title = \n")
	write("a-file", "title = \"A file without an ending\"\n")
	for _, folder := range []string{"folder", "results"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write("folder/notes.txt", "the user's own\n")
	write("results/manifest.json", "{}\n")
	var all strings.Builder
	for _, args := range [][]string{
		{"run", "wrong.toml", "--out", "r"},
		{"run", "syntax.toml", "--out", "r"},
		{"run", "absent.toml", "--out", "r"},
		{"run", "tierd", "--out", "r"},
		{"run", "ranking-rules", "--out", "r"},
		{"run", "--set", "consumers.count=many", "--out", "r"},
		{"run", "--consumers", "-5", "--out", "r"},
		{"run", "--workers", "0", "--out", "r"},
		{"run", "baseline", "tiered", "--out", "r"},
		{"run", "--nonsense", "--out", "r"},
		{"compare", "baseline", "tierd", "--out", "r"},
		{"compare", "--replicates", "1", "--out", "r"},
		{"compare", "--level", "1", "--out", "r"},
		{"compare", "ranking-rules", "tiered", "--out", "r"},
		{"try"},
		{"try", "baseline"},
		{"try", "consumers.trust.memory=0.9"},
		{"try", "ranking-rules", "consumers.trust.memory=0.9"},
		{"try", "small", "tiered"},
		{"try", "small", "consumers.trust.memory", "=", "0.9"},
		{"try", "small", "--set", "consumers.trust.memory=0.9"},
		{"try", "small", "consumers.trust.memroy=0.9", "consumers.trust.failure=1000"},
		{"try", "small", "consumers.trust.memory=0.8,0.9"},
		{"try", "small", "consumers.trust.memory=0.985"},
		{"try", "small", "consumers.trust.memory=0.8", "consumers.trust.memory=0.9"},
		{"try", "small", "run.days=30", "streamers.count=90"},
		{"try", "small", "consumers.trust.memory=0.9", "--replicates", "1"},
		{"try", "small", "consumers.trust.memory=0.9", "--level", "2"},
		{"check", "wrong.toml"},
		{"params", "consumers.trsut"},
		{"metrics", "top3share"},
		{"show", "nobody"},
		{"verify", "."},
		{"resume", "."},
		{"reproduce", "nowhere"},
		{"plot", "."},
		{"list", "--lang", "fr"},
		{"simulate"},
		{"check"},
		{"check", "folder"},
		{"check", "a-file"},
		{"check", "results"},
		{"run", "baseline", "--out", "a-file"},
		{"run", "baseline", "--out", "a-file/r"},
		{"compare", "tiered", "--out", "folder"},
		{"compare", "baseline"},
		{"report", "a-file"},
		{"run", "--trace", "folder", "--out", "r"},
		{"run", "--trace", "nowhere/events", "--out", "r"},
		{"init", "a-file"},
		{"migrate", "folder"},
		{"migrate", "absent.toml"},
	} {
		o := here(t, exitUsage, dir, args...)
		if o.out != "" {
			t.Errorf("%v prints on standard output: %s", args, o.out)
		}
		all.WriteString("$ livebazaar " + strings.Join(args, " ") + "\n" + o.err)
	}
	golden(t, "mistakes.txt", all.String())
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 5 {
		t.Errorf("mistakes left something behind: %v %v", entries, err)
	}
}

func TestJSONIsWellFormedEverywhere(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"list"}, {"show", "tiered"}, {"show", "ranking-rules"}, {"params"}, {"params", "run"}, {"metrics"}, {"schema"}} {
		o := here(t, exitDone, dir, append(args, "--json")...)
		if !json.Valid([]byte(o.out)) {
			t.Errorf("%v --json is not JSON: %.200s", args, o.out)
		}
	}
}

// A terminal may be coloured; a pipe, a file, and a reader who asks for none may not.
func TestNoColourInAPipe(t *testing.T) {
	for _, env := range []string{"NO_COLOR=1", "TERM=xterm-256color"} {
		cmd := command(t.TempDir(), "list")
		cmd.Env = append(os.Environ(), env)
		if o := finish(t, cmd); strings.Contains(o.out+o.err, "\x1b") {
			t.Errorf("%s: escape sequences in a pipe", env)
		}
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	root := newRoot(newConsole(&strings.Builder{}, &strings.Builder{}))
	for _, name := range []string{"try", "run", "compare", "plot", "report", "export", "list", "show", "init", "check", "migrate", "schema", "params",
		"metrics", "resume", "reproduce", "verify"} {
		cmd, _, err := root.Find([]string{name})
		if err != nil || cmd.Name() != name || cmd.Short == "" {
			t.Errorf("no command %s: %v", name, err)
		}
	}
}

func TestWordsForTheShell(t *testing.T) {
	for s, want := range map[string]string{"results/a-1": "results/a-1", "my results": "'my results'", "it's": `'it'\''s'`, "": "''"} {
		if got := shellWord(s); got != want {
			t.Errorf("%q is quoted as %s, want %s", s, got, want)
		}
	}
}
