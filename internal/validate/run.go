package validate

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"livebazaar/internal/trial"
	"livebazaar/sim"
)

// Setting is a value of a parameter on top of the defaults.
type Setting struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
}

// Trial says what is put on trial.
type Trial struct {
	ModelVersion int       `json:"model_version"`
	Version      string    `json:"version"` // of the program
	Seed         uint64    `json:"seed"`
	Quick        bool      `json:"quick"`
	Settings     []Setting `json:"settings"`
	Only         []string  `json:"only"`
}

// Outcome is what a trial found.
type Outcome struct {
	Trial    Trial
	Day      string // on which it was written, as 2026-01-31
	Findings []trial.Finding
	Found    map[string][]trial.Numbers // by experiment and replicate: figures are drawn of them
}

// Options say how a trial is run.
type Options struct {
	Workers   int
	Scenarios map[string]*sim.Params
	Progress  func(trial.Progress)
	Now       func() time.Time
}

// Run runs what is left of a trial in its folder and judges it.
func Run(ctx context.Context, folder *Folder, what Trial, how Options) (*Outcome, error) {
	chosen, experiments, err := Select(what.Only)
	if err != nil {
		return nil, err
	}
	plan := trial.Plan{Experiments: experiments, Quick: what.Quick, Seed: what.Seed, Workers: how.Workers, Settings: trial.Settings{},
		Scenarios: how.Scenarios}
	for _, s := range what.Settings {
		plan.Settings[s.Key] = s.Value
	}
	found, err := trial.Run(ctx, plan, folder, how.Progress)
	if err != nil {
		return nil, err
	}
	return &Outcome{Trial: what, Day: how.Now().Format(time.DateOnly), Findings: trial.Judge(chosen, found, what.Quick), Found: found}, nil
}

// Write puts records, table and page into the folder, and returns the path of the page.
func (o *Outcome) Write(folder *Folder, lang string) (page string, err error) {
	records, err := json.MarshalIndent(o.Records(), "", "  ")
	if err == nil {
		err = folder.put("checks.json", append(records, '\n'))
	}
	if err == nil {
		err = folder.put("calibration.md", []byte(o.Page()))
	}
	if err != nil {
		return "", err
	}
	html, err := o.HTML(lang)
	if err == nil {
		err = folder.put("report.html", html)
	}
	return folder.path("report.html"), err
}

// A Record is a finding for programs. Numbers that do not exist are null: the ends of a range that is open, an interval of one
// replicate, what was not measured.
type Record struct {
	Name       string   `json:"name"`
	Group      string   `json:"group"`
	Row        string   `json:"row"` // of the calibration, "" for none
	Claim      string   `json:"claim"`
	ClaimZH    string   `json:"claim_zh"`
	Source     string   `json:"source"`
	SourceZH   string   `json:"source_zh"`
	Unit       string   `json:"unit"`
	Expected   string   `json:"expected"`
	ExpectedLo *float64 `json:"expected_lo"`
	ExpectedHi *float64 `json:"expected_hi"`
	Found      *float64 `json:"found"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Pass       bool     `json:"pass"`
	Measured   bool     `json:"measured"`
	Whole      bool     `json:"whole_interval"` // it is the whole interval that must lie in the range
	Input      bool     `json:"input"`          // follows from a setting, and is no hit
	Shown      bool     `json:"shown"`          // reported only, and is no hit
	P          *float64 `json:"p"`              // two-sided, of 0; within a family after Holm
	Replicates int      `json:"replicates"`
	Experiment string   `json:"experiment"`
}

// Records are the findings for programs. Shares and changes are fractions.
func (o *Outcome) Records() []Record {
	out := make([]Record, len(o.Findings))
	for i := range o.Findings {
		f := &o.Findings[i]
		c := &f.Check
		out[i] = Record{Name: c.Name, Group: c.Group, Row: c.Row, Claim: c.Claim.EN, ClaimZH: c.Claim.ZH, Source: c.Source.EN, SourceZH: c.Source.ZH,
			Unit: c.Unit, Expected: f.ExpectedIn("en"), ExpectedLo: finite(f.Expected.Lo), ExpectedHi: finite(f.Expected.Hi),
			Found: finite(f.Value), Lo: finite(f.Lo), Hi: finite(f.Hi), Pass: f.Pass, Measured: f.Measured, Whole: c.Whole, Input: c.Input, Shown: c.Shown,
			P: finite(f.P), Replicates: f.Replicates, Experiment: c.Experiment}
	}
	return out
}

func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
