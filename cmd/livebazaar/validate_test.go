package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tiny are settings under which a quick trial of one check takes a moment.
var tiny = []string{"--quick", "--workers", "1", "--set", "consumers.count=400", "--set", "streamers.count=40", "--set", "merchants.count=30",
	"--set", "mcns.count=2", "--set", "run.warmup_days=14"}

func validateArgs(more ...string) []string {
	return append(append([]string{"validate"}, tiny...), more...)
}

// Records for programs have the firm keys; numbers that do not exist are null.
func TestValidateTellsProgramsWhatWasFound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := must(t, exitDone, dir, validateArgs("--only", "theory", "--only", "C22", "--json", "--quiet")...)
	var records []map[string]any
	if err := json.Unmarshal([]byte(o.out), &records); err != nil {
		t.Fatalf("%v\n%s", err, o.out)
	}
	byName := map[string]map[string]any{}
	for _, r := range records {
		for _, key := range []string{"name", "claim", "source", "expected", "found", "lo", "hi", "pass", "unit", "group"} {
			if _, there := r[key]; !there {
				t.Errorf("%v has no %s", r["name"], key)
			}
		}
		byName[r["name"].(string)] = r
	}
	if r := byName["V13"]; r["pass"] != true || r["found"] != 0.0 {
		t.Errorf("a policy without effect: %v", r)
	}
	if r := byName["comments"]; r["pass"] != false || r["found"] != nil || r["lo"] != nil || r["measured"] != false {
		t.Errorf("what is not measured: %v", r)
	}
	for _, name := range []string{"checks.json", "report.html", "calibration.md"} {
		if _, err := os.Stat(filepath.Join(dir, "results", "validate-quick", name)); err != nil {
			t.Error(err)
		}
	}
}

// The table says what passes and what does not, in either language; a miss ends with 1 only if that is asked for.
func TestValidateShowsMisses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	args := validateArgs("--only", "V13", "--only", "comments", "--out", "trial", "--quiet")
	page := filepath.Join(dir, "page.md")
	o := must(t, exitDone, dir, append(args, "--calibration", page)...)
	for _, want := range []string{"V13", "pass", "miss", "not measured", "1 of 2 checks pass", filepath.Join("trial", "report.html")} {
		if !strings.Contains(o.out, want) {
			t.Errorf("the table does not say %q:\n%s", want, o.out)
		}
	}
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "**miss**") {
		t.Errorf("the page for the documentation: %v", err)
	}
	if o := must(t, exitFailed, dir, append(args, "--strict", "--lang",
		"zh")...); !strings.Contains(o.out, "未达") || !strings.Contains(o.out, "1 / 2 项检验通过") {
		t.Errorf("in Chinese:\n%s", o.out)
	}
}

// Checks are listed without being run; a name that is none is told with what may be meant.
func TestValidateKnowsItsChecks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if o := must(t, exitDone, dir, "validate", "--list", "--only", "C24"); !strings.Contains(o.out, "own-price") || strings.Contains(o.out, "nbd") {
		t.Errorf("the list of C24:\n%s", o.out)
	}
	if o := must(t, exitUsage, dir, "validate", "--only", "own-pric"); !strings.Contains(o.err, "did you mean own-price") {
		t.Errorf("a name that is none: %s", o.err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("%d things were made", len(entries))
	}
}

// Tab completes the names of groups and checks.
func TestChecksAreCompleted(t *testing.T) {
	t.Parallel()
	if o := must(t, exitDone, t.TempDir(), "__complete", "validate", "--only", "own-price-t"); !strings.HasPrefix(o.out, "own-price-terciles\t") {
		t.Errorf("own-price-t is completed as %s", o.out)
	}
}
