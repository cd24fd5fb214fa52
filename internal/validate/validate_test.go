package validate

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// small is a quick trial of a market so small that it takes a moment.
func small(only ...string) Trial {
	return Trial{ModelVersion: 1, Seed: 1, Quick: true, Only: only, Settings: []Setting{{"consumers.count", int64(400)}, {"streamers.count",
		int64(40)},
		{"merchants.count", int64(30)}, {"mcns.count", int64(2)}, {"run.warmup_days", int64(14)}}}
}

func open(t *testing.T, dir string, what Trial) *Folder {
	t.Helper()
	f, err := Open(dir, what)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func now() time.Time { return time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC) }

// What was found is kept, and used again: of a run whose file was cut short in its last line all others. Under another seed nothing is.
func TestWhatWasFoundIsUsedAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := open(t, dir, small())
	for r, x := range []float64{1, math.NaN(), math.Inf(-1)} {
		if err := f.Keep("e", r, trial.Numbers{"x": x}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(dir, small()); !errors.Is(err, ErrBusy) {
		t.Errorf("a second process may write: %v", err)
	}
	f.Close()
	path := filepath.Join(dir, cellsName)
	content, _ := os.ReadFile(path)
	if err := os.WriteFile(path, content[:len(content)-5], 0o666); err != nil {
		t.Fatal(err)
	}
	f = open(t, dir, small())
	if x, ok := f.Find("e", 0); !ok || x["x"] != 1 {
		t.Errorf("the first line is %v", x)
	}
	if x, ok := f.Find("e", 1); !ok || !math.IsNaN(x["x"]) {
		t.Errorf("the second line is %v", x)
	}
	if _, ok := f.Find("e", 2); ok {
		t.Error("a line that was cut short is used")
	}
	if err := f.Keep("e", 2, trial.Numbers{"x": 3}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	f = open(t, dir, small())
	if x, ok := f.Find("e", 2); !ok || x["x"] != 3 {
		t.Errorf("the line that was written again is %v", x)
	}
	f.Close()
	other := small()
	other.Seed = 2
	f = open(t, dir, other)
	defer f.Close()
	if _, ok := f.Find("e", 0); ok {
		t.Error("what was found under another seed is used")
	}
}

// A trial that is stopped and one that is not find the same, and so do one worker and two; the second run of a trial runs nothing.
func TestAStoppedTrialGoesOn(t *testing.T) {
	t.Parallel()
	what := small("nothing-changed", "appointments")
	run := func(dir string, ctx context.Context, workers int, tell func(trial.Progress)) (*Outcome, error) {
		f := open(t, dir, what)
		defer f.Close()
		return Run(ctx, f, what, Options{Workers: workers, Now: now, Progress: tell})
	}
	whole, err := run(t.TempDir(), t.Context(), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("enough")
	if _, err = run(dir, ctx, 1, func(p trial.Progress) {
		if p.Done == 1 {
			cancel(stop)
		}
	}); !errors.Is(err, stop) {
		t.Fatalf("the trial ends with %v", err)
	}
	again, err := run(dir, t.Context(), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(whole.Records())
	b, _ := json.Marshal(again.Records())
	if string(a) != string(b) || len(whole.Findings) < 3 {
		t.Errorf("in one go %s\nstopped %s", a, b)
	}
	days := int64(0)
	if _, err = run(dir, t.Context(), 1, func(p trial.Progress) { days = max(days, p.TotalDays-p.Days) }); err != nil || days != 0 {
		t.Errorf("a finished trial has %d days left (%v)", days, err)
	}
}

// A name picks a check, a group, an experiment or a row; one that is none of these is told, with what may be meant.
func TestNamesPickChecks(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]int{"own-price": 1, "price": 10, "price-held": 5, "C26": 5, "all-below-own": 1} {
		chosen, experiments, err := Select([]string{name})
		if err != nil || len(chosen) < least || len(experiments) == 0 || len(chosen) == len(checks.Checks()) {
			t.Errorf("%s picks %d checks and %d experiments (%v)", name, len(chosen), len(experiments), err)
		}
	}
	if chosen, _, _ := Select([]string{"hype-gmv"}); len(chosen) != 3 {
		t.Errorf("one of a family that is tested together brings %d checks", len(chosen))
	}
	if _, experiments, _ := Select([]string{"all-below-own"}); len(experiments) != 2 {
		t.Errorf("a check that rests on two experiments gets %d", len(experiments))
	}
	_, _, err := Select([]string{"own-pric"})
	if u := (Unknown{}); !errors.As(err, &u) || !strings.Contains(err.Error(), "own-price") {
		t.Errorf("a name that is none: %v", err)
	}
}

// The page and the report show misses as misses, and what was not measured as not measured.
func TestMissesAreShownAsMisses(t *testing.T) {
	t.Parallel()
	all := checks.Checks()[:3]
	rows := []trial.Numbers{{"both.up": 90, "both.down": 130, "live.up": 100, "live.down": 100}, {"both.up": 91, "both.down": 131, "live.up": 100,
		"live.down": 101}}
	o := &Outcome{Trial: small(), Day: "2026-01-31", Findings: trial.Judge(all, map[string][]trial.Numbers{"price-held": rows}, false)}
	page := o.Page()
	for _, want := range []string{"`own-price` | C24", "| pass |", "| **miss** |", "not measured", "1 of 3 checks pass", "0 of 1 are met"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, lang := range []string{"en", "zh"} {
		html, err := o.HTML(lang)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"en": "Own-price elasticity", "zh": "商家自身价格弹性"}[lang]
		if !strings.Contains(string(html), want) || !strings.Contains(string(html), "<svg class=\"strip\"") || !strings.Contains(string(html),
			"class=\"miss\"") {
			t.Errorf("the report in %s lacks the claim, a picture or a miss", lang)
		}
	}
}
