package experiment

import (
	"fmt"
	"io"
	"time"

	"livebazaar/sim"
	"livebazaar/sim/record"
)

// Plan says which markets to run. All scenarios of a replicate share the market's draws, and but for those that are warmed
// up by themselves the population and the warm-up under the baseline's rules; they switch to their own rules at its end.
type Plan struct {
	Study, Baseline string
	Scenarios       []Scenario
	Warmup          *sim.Params // the baseline's rules, in force until the end of day 0 unless a scenario has its own
	Replicates      int         // numbered from 0
	Seed            uint64
	Level           float64 // of intervals
	Branches        bool    // run again without the best sellers (head dependence)
	Twin            bool    // run again with other market draws (unpredictability)
	Workers         int     // goroutines that simulate; results do not depend on it

	Markets Markets          // how a market is made; nil: the market of package sim
	Clock   func() time.Time // wall time, for checkpoints and speed only; nil: time.Now
	Notice  func(string)     // told what the user should know (a state that cannot be read); nil: nobody is
}

// Scenario is one set of rules.
//
// One that differs from the baseline in what acts only where a market is made has a population and a warm-up of its own, by
// the same seeds: Warmup is in force until the end of day 0, the baseline's rules but for those parameters. Scenarios whose
// Warmup is equal share one. Sizes and the length of warm-up are those of Params.
type Scenario struct {
	Name   string
	Params *sim.Params
	Warmup *sim.Params // nil: the plan's
}

// Keeper keeps what must outlive the process: finished parts and saved states. Its methods are called from several
// goroutines.
type Keeper interface {
	// Finished reports whether the part was committed, now or before.
	Finished(scenario string, replicate int) bool
	// Commit keeps a finished part for good.
	Commit(*record.Part) error
	// SaveState keeps what write produces under the name, replacing the former state at once or not at all.
	SaveState(name string, write func(io.Writer) error) error
	// LoadState opens a saved state; nil, nil if there is none.
	LoadState(name string) (io.ReadCloser, error)
	// DropState forgets a saved state; it is no error if there is none.
	DropState(name string) error
}

func (p *Plan) check() error {
	seen := map[string]bool{}
	for _, s := range p.Scenarios {
		if seen[s.Name] {
			return fmt.Errorf("experiment: scenario %q twice in one study", s.Name)
		}
		seen[s.Name] = true
	}
	if p.Workers < 1 || p.Replicates < 1 || len(p.Scenarios) == 0 {
		return fmt.Errorf("experiment: %d scenarios, %d replicates, %d workers: at least one of each is needed",
			len(p.Scenarios), p.Replicates, p.Workers)
	}
	return nil
}

// fewestDaysToRerun is the shortest measured run that is run again.
const fewestDaysToRerun = 120

// twinReplicates is how many replicates, the first ones, have a twin: unpredictability is no headline of a comparison.
const twinReplicates = 4

// dates returns the last days before the removals from a scenario, none where there are no branches.
func (p *Plan) dates(s Scenario) []int64 {
	if !p.Branches {
		return nil
	}
	return removalDates(s.Params.Run.Days)
}

// twin reports whether a replicate of a scenario is run again with other market draws; short runs are not.
func (p *Plan) twin(s Scenario, replicate int) bool {
	return p.Twin && replicate < twinReplicates && s.Params.Run.Days >= fewestDaysToRerun
}

// MarketDays returns how many market days the plan simulates: warm-ups, the runs themselves, branches and twins.
func (p *Plan) MarketDays() int64 {
	var days int64
	starts := p.starts()
	for replicate := range p.Replicates {
		for _, start := range starts {
			days += start.params.Run.WarmupDays
		}
		for _, s := range p.Scenarios {
			for _, st := range p.stages(s, replicate) {
				days += st.days()
			}
		}
	}
	return days
}
