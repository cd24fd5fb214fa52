package experiment

import (
	"io"

	"livebazaar/agents/chance"
	"livebazaar/sim"
	"livebazaar/sim/record"
)

// Market is what an experiment needs of a market. Its record and its later course depend on nothing but its state.
type Market interface {
	// Step simulates one day with that many goroutines.
	Step(workers int) error
	// Today returns the last day simulated; −warm-up days for a new market, 0 at the end of warm-up.
	Today() int64
	// Switch puts other rules in force from the next day on. The sizes of the market must be the same.
	Switch(*sim.Params) error
	// Fork returns an exact copy that shares nothing that changes.
	Fork() (Market, error)
	// Encode writes the state; Markets.Decode reads it.
	Encode(io.Writer) error
	// Close completes the record at the end of a run: the month under way, cohorts and censoring. No day follows.
	Close()
	Book() *record.Book
	// TopStreamers returns the serial numbers of the k streamers with the largest placed GMV over the last days, the best first.
	TopStreamers(days, k int) []int64
	// RandomStreamers returns those of k random streamers active of late; a larger k adds to the same draw.
	RandomStreamers(k int, key chance.Key) []int64
	// Bar removes streamers, by serial number, for the rest of the run.
	Bar(people []int64)
	// Reseed replaces the market's draws from the next day on; the population stays.
	Reseed(market uint64)
	// Consumers returns the number of registered consumers.
	Consumers() int64
}

// Markets makes markets.
type Markets interface {
	New(p *sim.Params, seed uint64, replicate int) (Market, error)
	Decode(p *sim.Params, r io.Reader) (Market, error)
}
