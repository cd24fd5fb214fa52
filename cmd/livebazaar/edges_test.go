package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"livebazaar/internal/job"
)

// Runs that begin in the same minute, without --out, each have a folder of their own.
func TestRunsOfOneMinuteDoNotCollide(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const runs = 3
	outcomes := make([]outcome, runs)
	var all sync.WaitGroup
	for i := range runs {
		all.Go(func() {
			var out, err bytes.Buffer
			cmd := command(dir, "run", "--consumers", "300", "--days", "2", "--set", "run.warmup_days=7", "--set", "streamers.count=40",
				"--set", "merchants.count=30", "--quiet", "--workers", "1")
			cmd.Stdout, cmd.Stderr = &out, &err
			_ = cmd.Run()
			outcomes[i] = outcome{out.String(), err.String(), cmd.ProcessState.ExitCode()}
		})
	}
	all.Wait()
	reports := map[string]bool{}
	for _, o := range outcomes {
		if o.code != exitDone {
			t.Errorf("exit code %d: %s", o.code, o.err)
		}
		words := strings.Fields("none " + o.out)
		reports[words[len(words)-1]] = true
	}
	made, _ := filepath.Glob(filepath.Join(dir, "results", "*"))
	if len(reports) != runs || len(made) != runs {
		t.Errorf("%d reports in %d folders of %d runs: %v", len(reports), len(made), runs, made)
	}
}

// A run that does not start leaves no folder.
func TestARunThatDoesNotStartLeavesNoFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	m := marketFlags{}
	if _, err := m.create(&job.Job{}, "nothing", time.Now()); err == nil { // without scenarios the store refuses
		t.Fatal("a job without scenarios was begun")
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
	if err := os.WriteFile("results", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	o := must(t, exitFailed, dir, append([]string{"run"}, small...)...)
	if !strings.Contains(o.err, "--out DIR puts the results elsewhere") {
		t.Errorf("it does not say what to do: %s", o.err)
	}
}

var oneMessage = regexp.MustCompile(`^(livebazaar: [^\n]+|[^\n]+\n1 problem(; nothing was run)?\.)\n$`)

// Whatever is wrong with a place or the surroundings, one clear line says so.
func TestOddPlacesGetOneLine(t *testing.T) {
	dir := withResults(t, aRun...)
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "s.toml"), []byte("extends = \"baseline\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadDir(dir)
	long := strings.Repeat("x", 300)
	run := func(args ...string) []string { return append(append([]string{"run"}, small...), args...) }
	for _, test := range []struct {
		code int
		env  string
		args []string
	}{
		{exitUsage, "", run("--out", "")},
		{exitUsage, "", run("--out", "-")},
		{exitUsage, "", run("--out", ".")}, // not empty
		{exitUsage, "", run("--out", long)},
		{exitUsage, "", run("--out", filepath.Join("file", "r"))},
		{exitUsage, "", run("--trace", long, "--out", "new")},
		{exitUsage, "", run("--trace", filepath.Join("file", "x"), "--out", "new")},
		{exitUsage, "", run(long)},
		{exitUsage, "", []string{"check", long + ".toml"}},
		{exitUsage, "", []string{"migrate", long + ".toml"}},
		{exitUsage, "", []string{"init", long}},
		{exitUsage, "", []string{"init", filepath.Join("file", "x")}},
		{exitUsage, "", []string{"verify", long}},
		{exitUsage, "", []string{"resume", long}},
		{exitUsage, "", []string{"reproduce", long}},
		{exitUsage, "", []string{"plot", ""}},
		{exitUsage, "", []string{"report", "file"}},
		{exitFailed, "TMPDIR=" + filepath.Join(dir, "absent"), []string{"reproduce", "r"}},
		{exitUsage, "", []string{"completion"}},
		{exitUsage, "", []string{"completion", "tcsh"}},
		{exitUsage, "", []string{"completion", "bash", "zsh"}},
		{exitUsage, "", []string{"completion", "bash", "--lang", "fr"}},
		{exitUsage, "", []string{"help", "nobody"}},
		{exitUsage, "", []string{"help", "run", "nobody"}},
		{exitUsage, "", []string{"help", "--lang", "fr"}},
	} {
		if test.env != "" && os.PathSeparator == '\\' {
			continue
		}
		var o outcome
		if test.env == "" {
			o = said(t, dir, test.args...)
		} else {
			cmd := command(dir, test.args...)
			cmd.Env = append(cmd.Env, test.env)
			o = finish(t, cmd)
		}
		if o.code != test.code || o.out != "" || !oneMessage.MatchString(o.err) {
			t.Errorf("%.60q: exit code %d, want %d: %.200s%.200s", test.args, o.code, test.code, o.out, o.err)
		}
	}
	after, _ := os.ReadDir(dir)
	if len(after) != len(before) {
		t.Errorf("something is left behind: %v", after)
	}

	// Without a home, with an unknown language or a bare environment all works.
	for _, env := range [][]string{{}, {"HOME="}, {"LC_ALL=xx_YY", "LANG=tlh"}, {"LANG=zh_CN.UTF-8"}, {"TERM="}} {
		cmd := command(dir, "show", "s.toml")
		cmd.Env = append([]string{"SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}, env...)
		if o := finish(t, cmd); o.code != exitDone {
			t.Errorf("%v: exit code %d: %s", env, o.code, o.err)
		}
	}
}

// What is rewritten is rewritten whole, in place of an ordinary file only, and beside no file of the user's.
func TestRewritingTouchesNothingElse(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	mine := "the user's own\n"
	if err := os.WriteFile(at("f.tmp"), []byte(mine), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(at("f"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(at("folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(at("folder"), []byte("new")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := os.Symlink("f.tmp", at("link")); err == nil {
		if err := replaceFile(at("link"), []byte("new")); err == nil {
			t.Error("a symbolic link was replaced")
		}
	}
	if got, _ := os.ReadFile(at("f.tmp")); string(got) != mine {
		t.Errorf("the user's file says %q", got)
	}
	if got, _ := os.ReadFile(at("f")); string(got) != "new" {
		t.Errorf("the file says %q", got)
	}
	fresh := at("fresh")
	if err := os.WriteFile(fresh, []byte("fresh"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := publish(fresh, at("f"), false); err == nil {
		t.Error("a file that came to exist was replaced")
	}
	if err := publish(fresh, at("f"), true); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(at(".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat("/dev/null"); err == nil { // also for those who may do everything
		if err := replaceFile("/dev/null", nil); err == nil {
			t.Error("a device was replaced")
		}
	}
}
