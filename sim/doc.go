// Package sim is the market: its days, and what runs, saves and copies it. It knows no file, flag or clock.
//
// World.Step (file day.go) is one day as lists of named events, with those of the week (week.go) and of the month (month.go). They
// are the one place where time passes: an event calls a step of one of the parts below, and what one part needs of another is handed
// over there as a value.
//
//	state    the columns of all agents, the calendar, who occupies a slot, the accounts' names; saved, copied
//	rules    the parameters of a market, and what must hold of them together
//	street   one slot, frozen: the open rooms, the terms of their offers, the wheels by which they come on slates
//	crowd    consumers: who comes when, chooses which room, buys what, and what they make of it when it arrives
//	venue    the platform: ranking, its log, tiers, popularity, reputation, inspection, credit
//	deals    terms, proposals to streamers, line-ups, what merchants learn of streamers
//	supply   merchants and their goods: entry, exit, stock, prices, honesty, stores, the shelf
//	talent   streamers and agencies: entry, exit, learning, schedules, contracts, training, traffic
//	books    orders and deliveries booked and settled, counters added up, everything reconciled and recorded
//
// Of the parts above state and rules, crowd calls street, supply calls deals, and books calls crowd and street; no other knows
// another. That is one table in cmd/livebazaar/arrows_test.go. Each part is a struct with the market's state, the rules in force
// and its own scratch, which is never saved. Package rank has the ranking rules, slates the loops over sixteen visitors at a time,
// ledger the accounts, record the rows, column what works on all columns alike, crew the workers, fixed the whole numbers that
// things are counted in.
//
// What holds from which day is in rules.go; the equations are in the packages below agents, on float64, each with its source.
package sim
