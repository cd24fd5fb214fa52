package rules

import (
	"fmt"

	"livebazaar/agents/param"
	"livebazaar/sim/state"
)

// Feasible reports sizes that the packed state cannot hold in a market of one venue.
func (p *Params) Feasible() error { return p.FeasibleOn(1) }

// FeasibleOn reports sizes that the packed state cannot hold in a market of several venues: every host may have a channel on each.
func (p *Params) FeasibleOn(venues int) error {
	channels := venues * (p.Streamers.Capacity() + p.Merchants.Capacity())
	if channels > state.MaxChannels {
		return fmt.Errorf("streamers.count and merchants.count need %d rooms, more than %d", channels, state.MaxChannels)
	}
	if days := p.Run.Days + p.Run.WarmupDays; days > MaxDays {
		return fmt.Errorf("run.days and run.warmup_days add up to %d days, more than %d", days, MaxDays)
	}
	return nil
}

// MaxDays is what 14 bits of day number hold.
const MaxDays = 1<<14 - 2

// declareFeasible declares the limits of the packed state as checks over several parameters.
func (p *Params) declareFeasible(set *param.Set) {
	set.Check(func() string {
		if err := p.Feasible(); err != nil {
			return err.Error()
		}
		return ""
	}, "streamers.count", "merchants.count", "run.days", "run.warmup_days")
}
