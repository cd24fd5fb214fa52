package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/internal/terminal"
	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
	"livebazaar/internal/validate"
	"livebazaar/scenarios"
	"livebazaar/sim"
)

// validateFlags are those of the command.
type validateFlags struct {
	quick, strict, list bool
	only, sets          []string
	out, calibration    string
	seed                int64
	workers             int
}

func validateCommand(c *console) *cobra.Command {
	var v validateFlags
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Put the model on trial: what theory and facts say should come out, and what comes out",
		Long: "Put the model on trial: what theory and facts say should come out, and what comes out. Experiments are run on grown markets and copies " +
			"of them; each check says what it claims, after whom, within which range, and what was found with its 95 % interval. Misses are shown " +
			"as misses.\nAll takes about 20 minutes on two cores; --quick about 3, with few replicates and wider ranges. What an experiment found " +
			"is kept in the folder at once and used again, also after a stop, as long as model version, seed and settings are the same.\n" +
			"The folder holds checks.json, report.html and calibration.md.",
		Example: "  livebazaar validate --quick\n  livebazaar validate --only price --only C28",
		Args:    arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkWorkers(v.workers); err != nil {
				return err
			}
			if err := checkOut(cmd, v.out); err != nil {
				return err
			}
			return c.validate(cmd.Context(), &v)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&v.quick, "quick", false, fmt.Sprintf("few replicates; the ends of ranges moved out by %.0f %% of their size", 100*trial.QuickTolerance))
	f.BoolVar(&v.strict, "strict", false, "end with exit code 1 where a check is missed")
	f.BoolVar(&v.list, "list", false, "list the checks and run none")
	f.StringArrayVar(&v.only, "only", nil, "run only this check, group, experiment or row of the calibration (repeatable)")
	f.StringVar(&v.out, "out", "", "folder of the results (default results/validate, with --quick results/validate-quick)")
	f.StringVar(&v.calibration, "calibration", "", "write the page docs/calibration.md to this file")
	f.Int64Var(&v.seed, "seed", 1, "seed of all random draws")
	workersFlag(cmd, &v.workers)
	setFlag(cmd, &v.sets)
	return cmd
}

// validate runs a trial and shows what it found.
func (c *console) validate(ctx context.Context, v *validateFlags) error {
	chosen, _, err := validate.Select(v.only)
	if err != nil {
		return usageError{err}
	}
	if v.list {
		return c.listChecks(chosen)
	}
	what, err := v.trial()
	if err != nil {
		return err
	}
	bundled, err := bundledForTrial(v.sets)
	if err != nil {
		return err
	}
	dir := v.folder()
	folder, err := validate.Open(dir, what)
	switch {
	case errors.Is(err, validate.ErrBusy):
		return usageError{err}
	case err != nil:
		return err
	}
	defer folder.Close()
	gauge := terminal.NewGauge(c.Console)
	heard := listens(ctx, "")
	found, err := validate.Run(ctx, folder, what,
		validate.Options{Workers: v.workers, Scenarios: bundled, Progress: gauge.Update, Now: time.Now})
	heard()
	gauge.Finish()
	if errors.Is(err, errStopped) {
		return fmt.Errorf("%w; what was found is kept in %s, the same command goes on", err, dir)
	}
	if err != nil {
		return err
	}
	page, err := found.Write(folder, c.Lang)
	if err == nil && v.calibration != "" {
		err = validate.Put(v.calibration, []byte(found.Page()))
	}
	if err != nil {
		return err
	}
	return c.showTrialOf(found, page, v.strict)
}

func (c *console) listChecks(list []trial.Check) error {
	if !c.json {
		return c.ListChecks(list)
	}
	o := validate.Outcome{Findings: trial.Judge(list, nil, false)}
	return c.WriteJSON(o.Records())
}

// showTrialOf prints what was found.
func (c *console) showTrialOf(found *validate.Outcome, page string, strict bool) error {
	passed, of := found.Passed()
	var err error
	if c.json {
		err = c.WriteJSON(found.Records())
	} else if err = c.ShowFindings(found.Findings, passed, of); err == nil {
		_, err = fmt.Fprintln(c.Out, page)
	}
	if err == nil && strict && passed < of {
		return told(exitFailed)
	}
	return err
}

// trial is what the flags put on trial.
func (v *validateFlags) trial() (validate.Trial, error) {
	what := validate.Trial{ModelVersion: sim.ModelVersion, Version: thisProgram().Version, Seed: uint64(v.seed), Quick: v.quick, Only: v.only}
	if v.seed < 0 {
		return what, usagef("--seed %d: allowed 0 and above", v.seed)
	}
	if len(v.sets) == 0 {
		return what, nil
	}
	changed, err := scenarios.Load("baseline", v.sets)
	if err != nil {
		return what, err
	}
	for _, p := range changed.Set.Params() {
		if p.Value() != p.Default {
			what.Settings = append(what.Settings, validate.Setting{Key: p.Key, Value: p.Value()})
		}
	}
	return what, nil
}

// folder is where the results are.
func (v *validateFlags) folder() string {
	switch {
	case v.out != "":
		return v.out
	case v.quick:
		return filepath.Join("results", "validate-quick")
	}
	return filepath.Join("results", "validate")
}

// bundledForTrial are the bundled scenarios that experiments ask for, changed as the rest of the trial.
func bundledForTrial(sets []string) (map[string]*sim.Params, error) {
	out := map[string]*sim.Params{}
	for _, name := range checks.Scenarios() {
		s, err := scenarios.Load(name, sets)
		if err != nil {
			return nil, err
		}
		out[name] = s.Params
	}
	return out, nil
}
