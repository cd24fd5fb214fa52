// Package sim is the market: its state, the day, and what agents and platform do in it. It knows no file, flag or clock.
//
// World (file state.go) is plain columns by agent; World.Step (file day.go) is one day as lists of named events, and the one
// place where time passes. A file holds one mechanism. What a file is about is in its name:
//
//	streamer_ mcn_ merchant_ goods_   what these agents decide, pay and learn
//	consumer_ attend slate visit shop shelf needs   what consumers do in a slot
//	deliver_ settle_ trust spells     what becomes of their orders
//	rooms terms exposure platform_ enforce_   the rooms, what is seen of them, and the platform
//	tables                            the parameters as whole numbers, for the fast loop
//	book                              what is recorded; counters only
//	snapshot stretch pages runtime    the state saved, forked and laid out; scratch of the day
//
// The equations are in the packages below agents, on float64, each with its source; this package applies them to the columns.
// The platform's ranking rules are in package rank, the accounts in package ledger.
package sim
