package experiment

import (
	"unsafe"

	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// A Demand is how much memory a plan takes, in bytes, from the sizes of what its markets are made of.
//
// Live is what is in use at a time at most: without it the plan cannot be carried out. Garbage comes on top, what was in use
// and is not collected yet; it can be kept small at the price of time.
type Demand struct {
	Simulating int64 // live while markets run
	Assembling int64 // live while the tables are put together
}

// Live is the larger of what is in use while markets run and while their tables are put together.
func (d Demand) Live() int64 { return max(d.Simulating, d.Assembling) }

// Shape is what the memory of a plan hangs on.
type Shape struct {
	Market                         sim.Sizes // what is largest in any scenario
	Scenarios, Replicates, Workers int
	Branched                       bool // some runs are run again without their best sellers
}

// Shape returns the plan's.
func (p *Plan) Shape() Shape {
	s := Shape{Scenarios: len(p.Scenarios), Replicates: p.Replicates, Workers: p.Workers, Market: p.Warmup.Sizes(1)}
	for _, scenario := range p.Scenarios {
		m := scenario.Params.Sizes(1)
		s.Market.Days, s.Market.Active = max(s.Market.Days, m.Days), max(s.Market.Active, m.Active)
		s.Market.Partners, s.Market.Circle = max(s.Market.Partners, m.Partners), min(s.Market.Circle, m.Circle)
		s.Branched = s.Branched || p.branches(scenario, 0)
	}
	return s
}

// Demand returns the memory that the plan takes.
func (p *Plan) Demand() Demand { return p.Shape().Demand() }

// Demand returns the memory that a plan of this shape takes.
func (s Shape) Demand() Demand {
	runs := s.Scenarios * s.Replicates
	atOnce := max(1, min(s.Workers, runs))
	market := s.Market
	market.Workers = max(1, s.Workers/atOnce)
	state, part := market.State(), market.Record() // a part's tables have the numbers of the record, by column

	// A run holds its market, the columns twice while they are laid out, and its part once it is measured. One that is run
	// again without its best sellers holds the state of the branching day beside it, and for a moment a third one.
	plain, branched := state+market.Columns()+part, 3*state+part
	var again int
	if s.Branched {
		again = min(atOnce, branchReplicates*s.Scenarios)
	}
	d := Demand{Simulating: int64(again)*max(plain, branched) + int64(atOnce-again)*plain}

	// What is kept of every run: its summary, its place in the folder and in the queue.
	perRun := int64(len(metric.Names()))*int64(unsafe.Sizeof(record.Value{})) + 4096
	d.Simulating += int64(runs) * 512
	// Parts are read some at a time, and every table of one is there as bytes and as columns.
	const ahead = 5
	d.Assembling = int64(runs)*perRun + int64(min(ahead, runs))*2*part
	return d
}
