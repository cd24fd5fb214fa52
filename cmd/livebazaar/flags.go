package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

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

// create makes the result folder: the one named, or a new one under results/.
func (m *marketFlags) create(j *job, name string, now time.Time) (*store.Folder, error) {
	if m.out != "" {
		return j.create(m.out, m.force)
	}
	parent := "results"
	_, err := os.Stat(parent)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, fmt.Errorf("%w; --out DIR puts the results elsewhere", err)
	}
	dir, err := reserve(filepath.Join(parent, name+"-"+now.Format("20060102-1504")))
	var folder *store.Folder
	if err == nil {
		if folder, err = j.create(dir, false); err == nil {
			return folder, nil
		}
		os.RemoveAll(dir) // which is this process's own, and holds no results
	}
	if made {
		os.Remove(parent) // if it is empty
	}
	return nil, err
}

// reserve makes a new folder and nobody else's: when others begin within the minute, those who come later get a number.
func reserve(base string) (string, error) {
	dir := base
	for n := 2; ; n++ {
		err := os.Mkdir(dir, 0o777)
		switch {
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrExist):
			return "", fmt.Errorf("%w; --out DIR puts the results elsewhere", err)
		}
		dir = fmt.Sprintf("%s-%d", base, n)
	}
}
