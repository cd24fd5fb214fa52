package state

import (
	"livebazaar/agents/mcn"
)

// MCNs are the agencies' columns.
type MCNs struct {
	ID                    []uint64
	Alive                 []bool
	Founded               []int32   // day it was founded
	Cash                  []int64   // opening capital, fen (the present balance is in the ledger)
	Skill                 []float64 // quality of training and scouting, 0..1
	HeadBias              []float64 // share of the traffic budget put on the best streamer: bet on the head or cultivate the waist and tail
	PoolPrice             []float64 // discount on the live price that the exclusive pool obtains by volume, 0..0.3
	Volume                []float64 // decayed kept sales of the roster, fen a week
	Belief                []Belief  `per:"streamer"` // by streamer (host index): what its agency, or without one the trade, thinks of it
	WeekIncome            []int64
	WeekCost              []int64
	Income, Cost          []float64 // smoothed weekly income and cost, fen
	WeeksInRed            []int32
	Signed, Lost, Trained []int64 // this month
	Traffic, MonthIncome  []int64 // spent on traffic, received this month, fen
}

// Fortunes are what is known of how agencies fared.
type Fortunes = mcn.Fortunes

// Belief is the Kalman posterior of a streamer's talent (log revenue per impression relative to the market).
type Belief = mcn.Belief
