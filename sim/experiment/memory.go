package experiment

import (
	"unsafe"

	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Memory is how much memory a plan takes, in bytes, from the sizes of what its markets are made of.
//
// Live is what is in use at a time at most: without it the plan cannot be carried out. Garbage comes on top, what was in use
// and is not collected yet; it can be kept small at the price of time.
type Memory struct {
	Simulating int64 // live while markets run
	Assembling int64 // live while the tables are put together
}

// Live is the larger of what is in use while markets run and while their tables are put together.
func (m Memory) Live() int64 { return max(m.Simulating, m.Assembling) }

// Shape is what the memory of a plan hangs on.
type Shape struct {
	Market                         sim.Sizes // what is largest in any scenario
	Scenarios, Replicates, Workers int
	Branched                       bool // the runs are run again without their best sellers
}

// Shape returns the plan's.
func (p *Plan) Shape() Shape {
	s := Shape{Scenarios: len(p.Scenarios), Replicates: p.Replicates, Workers: p.Workers, Market: sim.SizesOf(p.Warmup, 1)}
	for i, scenario := range p.Scenarios {
		for _, params := range []*sim.Params{scenario.Params, p.warmup(i)} {
			s.Market = larger(s.Market, sim.SizesOf(params, 1))
		}
		s.Branched = s.Branched || len(p.dates(scenario)) > 0
	}
	return s
}

// larger returns the sizes of a market that takes at least as much memory as either; a smaller circle takes more.
func larger(a, b sim.Sizes) sim.Sizes {
	return sim.Sizes{
		Consumers: max(a.Consumers, b.Consumers), Streamers: max(a.Streamers, b.Streamers), Merchants: max(a.Merchants, b.Merchants),
		MCNs: max(a.MCNs, b.MCNs), Circle: min(a.Circle, b.Circle), Places: max(a.Places, b.Places), Looks: max(a.Looks, b.Looks),
		Partners: max(a.Partners, b.Partners), Active: max(a.Active, b.Active),
		Days: max(a.Days, b.Days), Warmup: max(a.Warmup, b.Warmup), Workers: max(a.Workers, b.Workers),
	}
}

// Memory returns what a plan of this shape takes.
func (s Shape) Memory() Memory {
	runs := s.Scenarios * s.Replicates
	atOnce := max(1, min(s.Workers, runs))
	market := s.Market
	market.Workers = max(1, s.Workers/atOnce)
	state, part := market.State(), market.Record() // a part's tables have the numbers of the record, by column

	// A run holds its market, the columns twice while they are laid out, and its part once it is measured. One that is run
	// again without its best sellers waits at each date of a removal while one branch at a time goes on from its state: two
	// markets, however many dates and branches there are. What the branches sold by day is kept, some thousand numbers.
	each := state + market.Columns() + part
	if s.Branched {
		each = max(each, 2*state+part)
	}
	m := Memory{Simulating: int64(atOnce) * each}

	// What is kept of every run: its summary, its place in the folder and in the queue.
	perRun := int64(len(metric.Names()))*int64(unsafe.Sizeof(record.Value{})) + 4096
	m.Simulating += int64(runs) * 512
	// Parts are read some at a time, and every table of one is there as bytes and as columns.
	const ahead = 5
	m.Assembling = int64(runs)*perRun + int64(min(ahead, runs))*2*part
	return m
}
