package sim

import (
	"fmt"

	"livebazaar/agents/param"
)

// feasible reports sizes the packed state cannot hold.
func (p *Params) feasible() error {
	hosts := p.Streamers.Capacity() + p.Merchants.Capacity()
	if hosts > MaxHosts {
		return fmt.Errorf("streamers.count and merchants.count need %d rooms, more than %d", hosts, MaxHosts)
	}
	if days := p.Run.Days + p.Run.WarmupDays; days > maxDays {
		return fmt.Errorf("run.days and run.warmup_days add up to %d days, more than %d", days, maxDays)
	}
	return nil
}

// maxDays is what 14 bits of day number hold.
const maxDays = 1<<14 - 2

// declareFeasible declares the limits of the packed state as checks over several parameters.
func (p *Params) declareFeasible(set *param.Set) {
	set.Check(func() string {
		if err := p.feasible(); err != nil {
			return err.Error()
		}
		return ""
	}, "streamers.count", "merchants.count", "run.days", "run.warmup_days")
}
