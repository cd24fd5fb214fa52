package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/scenarios"
	"livebazaar/sim/store"
)

// marketFlags are the flags of the commands that simulate.
type marketFlags struct {
	cmd *cobra.Command

	days, replicates, consumers, seed int64
	workers                           int
	sets                              []string
	out, memory                       string
	force                             bool
	branches, twin                    bool
	level                             float64
}

// simulationFlags declares them; reruns says whether what takes further runs is measured by default.
func simulationFlags(cmd *cobra.Command, reruns bool) *marketFlags {
	m := &marketFlags{cmd: cmd}
	f := cmd.Flags()
	f.Int64Var(&m.days, "days", 0, "days simulated after warm-up")
	f.Int64Var(&m.replicates, "replicates", 0, "markets per scenario, with seeds of their own")
	f.Int64Var(&m.consumers, "consumers", 0, "simulated consumers")
	f.Int64Var(&m.seed, "seed", 0, "seed of all random draws")
	f.StringVar(&m.out, "out", "", "result folder (default results/NAME-date-time)")
	f.BoolVar(&m.force, "force", false, "replace the results in --out, and the file of --trace")
	f.BoolVar(&m.branches, "branches", reruns, "measure head dependence: run again without the top streamers")
	f.BoolVar(&m.twin, "twin", reruns, "measure unpredictability: run again with other market draws")
	workersFlag(cmd, &m.workers)
	memoryFlag(cmd, &m.memory)
	setFlag(cmd, &m.sets)
	return m
}

func workersFlag(cmd *cobra.Command, to *int) {
	cmd.Flags().IntVar(to, "workers", runtime.GOMAXPROCS(0), "goroutines; the results do not depend on it")
}

func setFlag(cmd *cobra.Command, to *[]string) {
	cmd.Flags().StringArrayVar(to, "set", nil, "change a parameter: key=value (repeatable)")
}

// givenFlag is a flag that stands for a parameter, as it was written and as a setting key=value.
type givenFlag struct{ flag, setting string }

func (m *marketFlags) given() []givenFlag {
	var out []givenFlag
	for _, f := range []struct {
		flag, key string
		value     int64
	}{
		{"days", "run.days", m.days}, {"replicates", "run.replicates", m.replicates},
		{"consumers", "consumers.count", m.consumers}, {"seed", "run.seed", m.seed},
	} {
		if m.cmd.Flags().Changed(f.flag) {
			value := strconv.FormatInt(f.value, 10)
			out = append(out, givenFlag{"--" + f.flag + " " + value, f.key + "=" + value})
		}
	}
	return out
}

// settings are the overrides of the command line, in the form key=value.
func (m *marketFlags) settings() []string {
	var out []string
	for _, g := range m.given() {
		out = append(out, g.setting)
	}
	return append(out, m.sets...)
}

// refused names the flags of these settings as the user wrote them: --consumers -5, not --set consumers.count=-5.
func (m *marketFlags) refused(err error) error {
	var problems scenarios.Problems
	if errors.As(err, &problems) {
		given := m.given()
		for i := range problems {
			for _, g := range given {
				if problems[i].Source == "--set "+g.setting {
					problems[i].Source = g.flag
				}
			}
		}
	}
	return notRun{err}
}

// language is that of figures and report.
func (m *marketFlags) language() string {
	if m.cmd == nil || m.cmd.Flag("lang") == nil {
		return "en"
	}
	return m.cmd.Flag("lang").Value.String()
}

// check refuses values of flags that no parameter declares.
func (m *marketFlags) check() error {
	if err := checkOut(m.cmd, m.out); err != nil {
		return err
	}
	return checkWorkers(m.workers)
}

// checkOut refuses what --out cannot mean; absent it is "".
func checkOut(cmd *cobra.Command, out string) error {
	switch {
	case out == "" && cmd.Flags().Changed("out"):
		return usagef("--out '': name a folder")
	case out == "-":
		return usagef("--out -: results are a folder, not a stream; name one (./- for a folder of that name)")
	case out != "":
		if err := newFolder(out); err != nil {
			return usageError{fmt.Errorf("--out %w", err)}
		}
	}
	return nil
}

// checkLevel refuses a level of intervals that says nothing.
func (m *marketFlags) checkLevel() error {
	if m.cmd.Flags().Changed("level") && !(m.level >= 0.5 && m.level <= 0.9999) {
		return usagef("--level %g: allowed 0.5 to 0.9999", m.level)
	}
	return nil
}

func checkWorkers(n int) error {
	if n < 1 || n > 4096 {
		return usagef("--workers %d: allowed 1 to 4096", n)
	}
	return nil
}

// setup is how the job is run that they ask for.
func (m *marketFlags) setup() job.Setup {
	return job.Setup{Command: append([]string{"livebazaar"}, os.Args[1:]...), Program: thisProgram(), Workers: m.workers,
		Branches: m.branches, Twin: m.twin, Language: m.language()}
}

// create makes the result folder: the one named, or a new one under results/.
func (m *marketFlags) create(j *job.Job, name string, now time.Time) (*store.Folder, error) {
	if m.out != "" {
		return createIn(j, m.out, m.force)
	}
	folder, err := j.CreateUnder("results", name, now)
	if nowhere := (job.NoPlace{}); errors.As(err, &nowhere) {
		return nil, fmt.Errorf("%w; --out DIR puts the results elsewhere", err)
	}
	return folder, refusedPlace(err)
}

// createIn makes the result folder of a new job.
func createIn(j *job.Job, dir string, force bool) (*store.Folder, error) {
	folder, err := j.Create(dir, force)
	return folder, refusedPlace(err)
}

// refusedPlace makes a usage error of a place where results cannot go.
func refusedPlace(err error) error {
	if errors.Is(err, store.ErrNotResults) {
		return usagef("--out %w", err)
	}
	return refused(err)
}
