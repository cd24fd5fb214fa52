package state

import (
	"livebazaar/agents/merchant"
	"livebazaar/agents/streamer"
)

// Streamers are the columns only streamers have; index = host index.
type Streamers struct {
	Active      []bool
	MCN         []int32             `vacant:"-1"` // index of the agency, −1 for none
	Split       []float64           // agency's share of commission and slot fees
	Ceiling     []float64           // the most training can make of content power
	ProductTop  []float64           // the most training can make of product power
	Wage        []float64           // reservation wage, fen an hour
	Sessions    []float64           // sessions a week aimed at
	Slots       [][NumSlots]float64 // shares of sessions by slot
	Viability   []float64           // log-saturated viability; leaves below 0
	Income      []float64           // smoothed weekly income, fen
	WeekIncome  []int64             // tips this week; at its end all that was received, net of split, fen
	Absent      []int32             `vacant:"long ago"` // absent through this day (accident)
	LastSession []int32
	SlotFees    []int64                  // slot fees agreed for this week, fen, before split
	AdBudget    []int64                  // the agency's traffic budget for a session of this streamer, fen
	SignedOn    []int32                  `vacant:"long ago"` // day the contract with the agency began, or on which the streamer broke away
	Left        []int32                  `vacant:"long ago"` // day the last occupant of an inactive slot left
	MonthIncome []int64                  // received this month, net of split, fen
	Giveback    []float64                // share of commission given back to buyers
	Sales       [][FigureWeeks]int64     // kept sales in settled weeks, fen, ring by week of publication
	Learner     []Learner                // hill-climb of hype, sessions and giveback
	Earned      [][NumCategories]float64 // commission of places by category, fen, with forgetting
	Shown       [][NumCategories]float64 // these places
}

// Learner is a streamer's noisy hill-climb over hype, sessions and giveback.
type Learner = streamer.Learner

// An Exile is a streamer that was banned and will be back under a new name: what it is and can do, which goes with it.
type Exile struct {
	ID                       uint64 // its serial number when it was banned
	Back                     int64  // first day it may be back
	Content, Product         float64
	ContentTop, ProductTop   float64
	Wage                     float64
	Choice                   streamer.Choice
	Slots                    [NumSlots]float64
	Category, StyleX, StyleY int64
}

// FigureWeeks is how many weeks of sales are remembered for the public figures.
const FigureWeeks = merchant.MaxDataDelay + 1
