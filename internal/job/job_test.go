package job_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"context"

	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/internal/memory"
	"livebazaar/scenarios"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
)

// tiny are the settings of markets that take milliseconds.
var tiny = []string{"consumers.count=200", "streamers.count=12", "merchants.count=8", "mcns.count=2", "run.warmup_days=7",
	"run.replicates=2", "run.days=3"}

// tinyStudy compares scenarios in such markets.
func tinyStudy(t *testing.T, names []string, sets ...string) *scenarios.Study {
	t.Helper()
	study, err := scenarios.NewReader(t.Context()).NewStudy(names, append(append([]string{}, tiny...), sets...))
	if err != nil {
		t.Fatal(err)
	}
	return study
}

// A job is described, run, judged, drawn and reported by values alone, as a screen does it, and what is described is what happens.
func TestAScreenCanRunAJob(t *testing.T) {
	t.Parallel()
	study := tinyStudy(t, []string{"small", "uniform"})
	study.Predictions = []string{"H1: more is sold [uniform: gmv higher]"}
	j := job.OfStudy(study, job.Setup{Workers: 2, Language: "zh", Program: job.Program{Version: "a screen"}})
	said := j.Describe()
	if said.Name != "small-and-uniform" || said.Scenarios != 2 || said.Replicates != 2 || said.Consumers != 200 || said.MarketDays != 2*(7+2*3) ||
		said.ConsumerDays != 200*said.MarketDays || said.Memory < 1<<20 || said.Takes(200).Seconds() != float64(said.MarketDays) || said.Takes(0) != 0 {
		t.Errorf("described as %+v", said)
	}
	folder, err := j.Create(filepath.Join(t.TempDir(), "r"), false)
	if err != nil {
		t.Fatal(err)
	}
	var last experiment.Progress
	ended := 0
	r, err := j.Run(t.Context(), folder, job.Watch{Progress: func(p experiment.Progress) { last = p }, Simulated: func() { ended++ }})
	if err != nil {
		t.Fatal(err)
	}
	if last.TotalDays != said.MarketDays || last.Days != last.TotalDays || fmt.Sprint(last.Finished) != "[2 2]" || ended != 1 {
		t.Errorf("it ran %+v, ended %d times", last, ended)
	}
	if err := errors.Join(r.Draw(t.Context(), job.Drawing{Language: "zh", Report: true}), r.Close()); err != nil {
		t.Fatal(err)
	}
	k := r.Comparison("en")
	if row, ok := k.Find("uniform", "gmv"); !ok || !metric.Known(row) {
		t.Errorf("the contrast in GMV is %+v, %v", row, ok)
	}
	if got := (&metric.Prediction{Claims: k.Predictions[0].Claims}).Judge(k.Contrasts); len(got.Verdicts) != 1 || got.Verdicts[0] == metric.NotJudged {
		t.Errorf("the prediction is judged %+v", got)
	}
	out, err := answer.Of(r, job.ReportPath(r.Dir()))
	if err != nil || len(out.Predictions) != 1 || len(out.Levels) != 2*len(metric.Names()) || out.Digest == "" {
		t.Errorf("the answer for programs has %d predictions, %d levels, digest %q: %v", len(out.Predictions), len(out.Levels), out.Digest, err)
	}
	if page, err := os.ReadFile(out.Report); err != nil || !strings.Contains(string(page), "<html") {
		t.Errorf("no report: %v", err)
	}
	if problems, err := store.Verify(r.Dir()); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	p, unread, err := job.Pilot(r.Dir(), wish(k.Level))
	if err != nil || unread != nil || len(p.Needs()) != 3 {
		t.Errorf("as a pilot: %v, %v", unread, err)
	} else if days, _ := p.Cost(4); days != 2*said.MarketDays {
		t.Errorf("twice the replicates take %d market days", days)
	}
}

// Whoever cancels the context is told how far the run came; taken up again it gives the same digest as one that was not stopped.
func TestAStoppedJobIsTakenUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	begin := func(name string) (*job.Job, *store.Folder) {
		j := job.OfStudy(tinyStudy(t, []string{"small", "uniform"}), job.Setup{Workers: 1})
		folder, err := j.Create(filepath.Join(dir, name), false)
		if err != nil {
			t.Fatal(err)
		}
		return j, folder
	}
	finish := func(j *job.Job, folder *store.Folder) store.Manifest {
		r, err := j.Run(t.Context(), folder, job.Watch{})
		if err != nil {
			t.Fatal(err)
		}
		m := folder.Manifest()
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		return m
	}
	whole := finish(begin("whole"))

	ctx, stop := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	j, folder := begin("stopped")
	stop(enough)
	_, err := j.Run(ctx, folder, job.Watch{})
	var ended job.Ended
	if !errors.As(err, &ended) || !ended.Stopped || ended.Whole || ended.Done != 0 || ended.Total != 4 || ended.Dir != folder.Dir() {
		t.Fatalf("ended as %+v, %v", ended, err)
	}
	if m, err := store.ReadManifest(folder.Dir()); err != nil || m.Status != store.Stopped {
		t.Errorf("the folder says %s, %v", m.Status, err)
	}
	if needed, err := job.FitRest(folder.Dir(), 1, memory.Bound{}); err != nil || needed != j.Describe().Memory {
		t.Errorf("the rest needs %d bytes, %v", needed, err)
	}
	j, folder, err = job.Resume(folder.Dir(), 2, func(s string) { t.Error(s) })
	if err != nil {
		t.Fatal(err)
	}
	resumed := finish(j, folder)
	if r := job.Reproduced(whole, resumed); !r.Same || len(r.Differ) > 0 || len(r.Version) > 0 {
		t.Errorf("%+v", r)
	}
	resumed.Digest, resumed.Version = "another", "2"
	resumed.Tables = resumed.Tables[1:]
	if r := job.Reproduced(whole, resumed); r.Same || len(r.Differ) != 1 || len(r.Version) != 1 {
		t.Errorf("%+v", r)
	}
	if _, _, err := job.Resume(filepath.Join(dir, "nowhere"), 1, nil); !errors.Is(err, store.ErrNotResults) {
		t.Errorf("nothing is taken up: %v", err)
	}
}

// A place that holds something else, a run of one scenario as a pilot and the run of another model are refused by kind.
func TestRefusalsHaveTheirKind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := scenarios.Load("small", tiny)
	if err != nil {
		t.Fatal(err)
	}
	j := job.OfScenario(s, job.Setup{Workers: 1})
	var refusal job.Refusal
	if _, err := j.Create(dir, false); !errors.As(err, &refusal) || !errors.Is(err, store.ErrNotResults) {
		t.Errorf("another's folder: %v", err)
	}
	one := filepath.Join(dir, "one")
	folder, err := j.Create(one, false)
	if err != nil {
		t.Fatal(err)
	}
	r, err := j.Run(t.Context(), folder, job.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := job.Pilot(one, wish(0)); !errors.As(err, &refusal) {
		t.Errorf("one scenario as a pilot: %v", err)
	}
	j.Manifest.ModelVersion--
	old := filepath.Join(dir, "old")
	if folder, err = j.Create(old, false); err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	var other job.OtherModel
	if _, err := job.FitRest(old, 1, memory.Bound{}); !errors.As(err, &other) || other.Begun != other.Here-1 {
		t.Errorf("another model: %v", err)
	}
}
