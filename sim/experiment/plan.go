package experiment

import (
	"fmt"
	"io"
	"slices"
	"time"

	"livebazaar/sim"
	"livebazaar/sim/record"
)

// Plan says which markets to run. All scenarios of a replicate share the population, the market's draws and the warm-up
// under the baseline's rules, and switch to their own rules at its end.
type Plan struct {
	Study, Baseline string
	Scenarios       []Scenario
	Warmup          *sim.Params // the baseline's rules, in force until the end of day 0
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
type Scenario struct {
	Name   string
	Params *sim.Params
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

// Reruns cost more days than all else, so only the first replicates are run again: eight for head dependence, a headline
// of the comparison, and four for unpredictability, whose twin runs over all measured days. The replicates beyond serve the
// metrics of the run itself.
const (
	branchReplicates = 8
	twinReplicates   = 4
)

// branchDay returns the last day before the reruns: a year before the end, but never before half of the measured days
// have passed, so that the rules have had time to shape the head.
func branchDay(s Scenario) int64 {
	days := s.Params.Run.Days
	return max(days-365, days/2)
}

// branches reports whether a replicate of a scenario is run again without streamers. Runs of fewer than 120 days are not.
func (p *Plan) branches(s Scenario, replicate int) bool {
	return p.Branches && replicate < branchReplicates && s.Params.Run.Days >= fewestDaysToRerun
}

// twin reports whether a replicate of a scenario is run again with other market draws; short runs are not.
func (p *Plan) twin(s Scenario, replicate int) bool {
	return p.Twin && replicate < twinReplicates && s.Params.Run.Days >= fewestDaysToRerun
}

// twins reports whether any scenario of a replicate goes back to the end of the warm-up.
func (p *Plan) twins(replicate int) bool {
	return slices.ContainsFunc(p.Scenarios, func(s Scenario) bool { return p.twin(s, replicate) })
}
