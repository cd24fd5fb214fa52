package sim

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/crowd"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// A claim says what an event of the day, the week or the month is there for: a number that is another one when the event
// does not happen, in the same market with the same draws.
type claim struct {
	event string // as on its list
	what  string // is measured

	rules  rulesFor                         // other than usual
	before func(w *World)                   // done to both markets before they part, on the evening of a week's first day
	days   int                              // that they go on for; 6 stay within the week, 7 take in the next first day
	number func(b *branch) float64          // measured in the end
	holds  func(with, without float64) bool // of it
	fault  string                           // or: the error with which a day ends that lacks the event
}

type rulesFor map[string]any

// A branch is a market that has parted from another one.
type branch struct {
	*World
	parted, days, flows int   // the day, and how long the record was, when it parted
	serial              int64 // of whoever came next then
	events              []crowd.Event
}

// What can hold of the number with the event and without it.
func onlyWith(with, without float64) bool    { return with > 0 && without == 0 }
func onlyWithout(with, without float64) bool { return with == 0 && without > 0 }
func moreWith(with, without float64) bool    { return with > 1.1*without && without >= 0 }
func lessWith(with, without float64) bool    { return with < .9*without }

// daily adds up a counter of the days since the branch parted.
func daily(of func(d *record.Day) int64) func(b *branch) float64 {
	return func(b *branch) (all float64) {
		for i := b.days; i < len(b.Rec.Days); i++ {
			all += float64(of(&b.Rec.Days[i]))
		}
		return all
	}
}

// flow is what was moved since the branch parted, from one class of accounts to another for a purpose.
func flow(from, to ledger.Class, why ledger.Purpose) func(b *branch) float64 {
	return func(b *branch) (fen float64) {
		for _, f := range b.Rec.Flows[b.flows:] {
			if f.From == from.String() && f.To == to.String() && f.For == why.String() {
				fen += float64(f.Amount)
			}
		}
		return fen
	}
}

// streamers counts those with a property that were in the market before it parted and are still; merchants likewise.
func streamers(with func(b *branch, s int) bool) func(b *branch) float64 {
	return func(b *branch) (n float64) {
		for s, active := range b.Streamers.Active {
			if active && int(b.Hosts.Born[s]) < b.parted && with(b, s) {
				n++
			}
		}
		return n
	}
}

func merchants(with func(b *branch, m int) bool) func(b *branch) float64 {
	return func(b *branch) (n float64) {
		for m, alive := range b.Merchants.Alive {
			if alive && int(b.Merchants.Born[m]) < b.parted && with(b, m) {
				n++
			}
		}
		return n
	}
}

func anybody(*branch, int) bool { return true }

// newcomers counts those who have come in since the branch parted.
func newcomers(alive []bool, born []int32, parted int) (n float64) {
	for i, in := range alive {
		if in && int(born[i]) > parted {
			n++
		}
	}
	return n
}

func total[T int64 | int32 | float64](column []T) (all float64) {
	for _, x := range column {
		all += float64(x)
	}
	return all
}

func fill[T any](column []T, x T) {
	for i := range column {
		column[i] = x
	}
}

// drain leaves an account of a class in debt.
func drain(w *World, class ledger.Class) {
	for i := range w.Accounts.Balance[class] {
		a := ledger.Account{Class: class, Index: i}
		w.Accounts.Move(a, state.Outside, ledger.Operation, max(0, w.Accounts.Of(class, i))+w.Scale.Real(1e8))
	}
}

// release lets the streamers of an agency go.
func release(w *World, agency int32) {
	s := &w.Streamers
	for i, a := range s.MCN {
		if a >= 0 && (a == agency || agency == anyAgency) {
			s.MCN[i], s.Split[i], s.AdBudget[i], s.SignedOn[i] = -1, 0, 0, state.LongAgo
		}
	}
}

// anyAgency is every one of them.
const anyAgency = -1

// markLineUps marks all that is on show with a slot fee that nobody pays. Only what merchants learn from the shows depends on it.
func markLineUps(w *World) { fill(w.Offers.SlotFee, marked) }

const marked = 77 // fen

// newLineUp reports whether the first place of a host's line-up was written since.
func newLineUp(b *branch, host int) bool {
	first := b.Offer(b.Edition(), host, 0)
	return b.Offers.Good[first] >= 0 && b.Offers.SlotFee[first] != marked
}

// claims are those of all events, in the order of the lists.
var claims = []claim{
	// the day: at dawn
	{event: "enact", what: "service fees under rules of half the commission that begin on the third day", days: 6, holds: moreWith,
		before: func(w *World) {
			later, set := w.p.WithStartOf(w.p)
			if err := set.Lookup("platform.fees.service").Set(.5); err != nil {
				panic(err)
			}
			var err error
			if w.rules, err = w.rules.Then(w.Day+3, later); err != nil {
				panic(err)
			}
		},
		number: flow(ledger.Streamers, ledger.Platforms, ledger.ServiceFee)},
	{event: "morning", days: 2, fault: "fen"},
	{event: "receive stock", what: "units due today that are still under way", days: 6, holds: onlyWithout,
		number: func(b *branch) (n float64) {
			for _, due := range b.Goods.Pipeline {
				n += float64(due[(b.Day+1<<20)%16])
			}
			return n
		}},
	{event: "adapt for the week", what: "the week's counters of the hosts that moved on", days: 7, holds: onlyWith,
		before: func(w *World) { column.Zero(&w.Hosts.WeekSettling, w.Crew) },
		number: func(b *branch) float64 { return total(b.Hosts.WeekSettling.Visits) }},
	{event: "let needs lapse", what: "needs that nothing has met for months, all of which were open on the eve", days: 7, holds: lessWith,
		rules: rulesFor{"consumers.need.lapse": 0.5},
		before: func(w *World) {
			for i := range w.Consumers.Rec {
				for k := range state.NumCategories {
					w.Consumers.Rec[i].SetDue(k, 0)
				}
			}
		},
		number: func(b *branch) (open float64) {
			for i := range b.Consumers.Rec {
				for k := range state.NumCategories {
					open += float64(one(b.Consumers.Rec[i].DueDay(k) == 0))
				}
			}
			return open
		}},
	{event: "hazards of adoption", what: "people who take up live shopping after the example of users, of whom there are none any more",
		days: 6, holds: onlyWithout,
		rules: rulesFor{"consumers.adoption.innovation": 0.0, "consumers.adoption.imitation": 3.0, "consumers.adoption.dissatisfied": 0.0},
		before: func(w *World) {
			for i := range w.Consumers.Habit {
				w.Consumers.Habit[i] &^= state.UseMask
			}
			w.Consumers.Adopters, w.Consumers.Unhappy = 0, 0
		},
		number: daily(func(d *record.Day) int64 { return d.Adoptions })},
	{event: "mean popularity", what: "visits when all rooms become a hundred times as popular, which is no more than the others",
		days: 1, holds: lessWith,
		rules: rulesFor{"consumers.room.social": 1.0},
		before: func(w *World) {
			for h := range w.Main().Popular {
				w.Main().Popular[h] *= 100
			}
		},
		number: daily(func(d *record.Day) int64 { return d.Visits })},
	{event: "prices on the shelf", what: "paid for an order on the shelf when all prices there double", days: 6, holds: moreWith,
		before: func(w *World) {
			for c := range w.Shelf.Price {
				w.Shelf.Price[c] *= 2
			}
		},
		number: func(b *branch) float64 {
			return daily(func(d *record.Day) int64 { return d.ShelfGMV })(b) / daily(func(d *record.Day) int64 { return d.ShelfOrders })(b)
		}},
	{event: "quality delivered today", what: "failed orders when all goods turn worthless", days: 3, holds: moreWith,
		before: func(w *World) { clear(w.Goods.Delivered) },
		number: daily(func(d *record.Day) int64 { return d.Defects })},
	{event: "streamers' schedules", what: "sessions of streamers",
		days: 6, holds: onlyWith, number: daily(func(d *record.Day) int64 { return d.Sessions })},
	{event: "streamers' schedules", what: "freshness lost since all was fresh", days: 6, holds: onlyWith,
		before: func(w *World) { fill(w.Hosts.Fresh, 1) },
		number: func(b *branch) float64 { return float64(b.NumStreamers()) - total(b.Hosts.Fresh[:b.NumStreamers()]) }},
	{event: "stores' schedules", what: "sessions of stores", days: 1, holds: onlyWith,
		number: func(b *branch) float64 { return total(b.Hosts.Today.Sessions[b.NumStreamers():]) }},
	{event: "list who is live", what: "rooms", days: 6, holds: moreWith, number: daily(func(d *record.Day) int64 { return d.Rooms })},
	{event: "estimate signals", what: "impressions of those whose sales in the log are a hundred times as large", days: 3, holds: moreWith,
		before: func(w *World) {
			for _, h := range hostsOf(w, w.TopStreamers(30, 5)) {
				w.Main().Log.Sums[rank.Sales][h] *= 100
			}
		},
		number: func(b *branch) (n float64) {
			for h := range b.Streamers.Active {
				if sales := b.Main().Log.Sums[rank.Sales]; sales[h] > 20*slices.Max(sales)/100 {
					n += float64(b.Hosts.WeekOnShow.Impressions[h])
				}
			}
			return n
		}},
	{event: "wake consumers", what: "consumers who open the platform",
		days: 6, holds: onlyWith, number: daily(func(d *record.Day) int64 { return d.ActiveConsumers })},
	{event: "wake consumers", what: "people who take up live shopping",
		days: 6, holds: onlyWith, number: daily(func(d *record.Day) int64 { return d.Adoptions })},
	{event: "count who is awake", days: 2, fault: "impressions were delivered"},
	// in a slot
	{event: "open rooms", days: 1, fault: "impressions"},
	{event: "attend", days: 1, fault: "impressions were delivered"},
	{event: "commit", days: 1, fault: "impressions were delivered"},
	{event: "hand over the slot's trace", what: "events of an evening told before one of the morning", days: 2, holds: onlyWithout,
		number: func(b *branch) (n float64) {
			for i, e := range b.events {
				if i > 0 && e.Slot >= 0 && e.Slot < b.events[i-1].Slot && e.Day == b.events[i-1].Day {
					n++
				}
			}
			return n
		}},
	// at night
	{event: "settle payments", days: 1, fault: "escrow"},
	{event: "deliver", days: 1, fault: "escrow"},
	{event: "hand over the deliveries' trace", what: "deliveries told the day after", days: 3, holds: onlyWithout,
		number: func(b *branch) (n float64) {
			for i, e := range b.events {
				if i > 0 && e.Day < b.events[i-1].Day {
					n++
				}
			}
			return n
		}},
	{event: "settle orders", days: 1, fault: "escrow"},
	{event: "settle traffic", what: "paid by agencies for traffic",
		days: 6, holds: onlyWith, number: flow(ledger.MCNs, ledger.Platforms, ledger.Traffic)},
	{event: "inspect goods", what: "fines", days: 28, holds: onlyWith, rules: rulesFor{"platform.enforcement.false_positive": 0.5},
		number: flow(ledger.Merchants, ledger.Government, ledger.Fine)},
	{event: "blame hosts", what: "credit of hosts whose goods are found guilty every day", days: 6, holds: lessWith,
		rules: rulesFor{"platform.enforcement.sampling": 10.0, "platform.enforcement.false_positive": 0.5, "platform.enforcement.suspension": int64(0),
			"platform.enforcement.credit.host_step": 60.0},
		number: func(b *branch) float64 { return total(b.Main().Credit[:b.NumStreamers()]) }},
	{event: "score merchants", what: "credit regained by merchants who had lost it", days: 6, holds: onlyWith,
		rules:  rulesFor{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 0.0},
		before: func(w *World) { clear(w.Merchants.Credit) },
		number: func(b *branch) float64 { return total(b.Merchants.Credit) }},
	{event: "score hosts", what: "credit regained by hosts who had lost it", days: 6, holds: onlyWith,
		rules:  rulesFor{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 0.0},
		before: func(w *World) { clear(w.Main().Credit) },
		number: func(b *branch) float64 { return total(b.Main().Credit) }},
	{event: "feed the platform's log", what: "sales in a log that was empty", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Main().Log.Sums[rank.Sales]) },
		number: func(b *branch) float64 { return total(b.Main().Log.Sums[rank.Sales]) }},
	{event: "fold counters", what: "visits of the month", days: 6, holds: onlyWith,
		before: func(w *World) { column.Zero(&w.Hosts.Month, w.Crew) },
		number: func(b *branch) float64 { return total(b.Hosts.Month.Visits) }},
	{event: "learn trust", what: "good experiences with hosts", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Hosts.TrustPos) },
		number: func(b *branch) float64 { return total(b.Hosts.TrustPos) }},
	{event: "learn trust", what: "bad experiences with merchants", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Merchants.TrustNeg) },
		number: func(b *branch) float64 { return total(b.Merchants.TrustNeg) }},
	{event: "learn shortfalls", what: "orders that hosts are known by", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Hosts.ShortOf) },
		number: func(b *branch) float64 { return total(b.Hosts.ShortOf) }},
	{event: "learn shortfalls", what: "orders that the trade is known by", days: 6, holds: onlyWith,
		before: func(w *World) { w.Claims = state.Claims{} },
		number: func(b *branch) float64 { return b.Claims.Of }},
	{event: "learn popularity", what: "viewers known of rooms", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Main().Popular) },
		number: func(b *branch) float64 { return total(b.Main().Popular) }},
	{event: "pay tips", what: "tips", days: 6, holds: onlyWith, number: flow(ledger.Consumers, ledger.Streamers, ledger.Tips)},
	{event: "fold merchants' counters", what: "orders of the month", days: 6, holds: onlyWith,
		before: func(w *World) { column.Zero(&w.Merchants.Month, w.Crew) },
		number: func(b *branch) float64 { return total(b.Merchants.Month.Orders) }},
	{event: "close goods' books", what: "demand that merchants have seen", days: 6, holds: onlyWith,
		before: func(w *World) { clear(w.Goods.Demand) },
		number: func(b *branch) float64 { return total(b.Goods.Demand) }},
	{event: "close goods' books", what: "paid for handling returns",
		days: 1, holds: moreWith, number: flow(ledger.Merchants, ledger.Outside, ledger.Operation)},
	{event: "restock", what: "paid for goods within the week",
		days: 6, holds: onlyWith, number: flow(ledger.Merchants, ledger.Outside, ledger.Goods)},
	{event: "review tiers", what: "hosts above the tail, where all had been put into it", days: 30, holds: onlyWith,
		before: func(w *World) { fill(w.Main().Tier, rank.Tail) },
		number: streamers(func(b *branch, s int) bool { return b.Main().Tier[s] != rank.Tail })},
	{event: "reconcile", what: "days begun after a fen was stolen", days: 2, holds: lessWith,
		before: func(w *World) { w.Accounts.Balance[ledger.Escrow][0]-- },
		number: func(b *branch) float64 { return float64(len(b.Rec.Days) - b.days) }},
	{event: "reconcile stock", what: "days begun after a unit was stolen", days: 2, holds: lessWith,
		before: func(w *World) { w.Goods.Coming[4]++ },
		number: func(b *branch) float64 { return float64(len(b.Rec.Days) - b.days) }},
	{event: "record", what: "days on record",
		days: 3, holds: onlyWith, number: func(b *branch) float64 { return float64(len(b.Rec.Days) - b.days) }},
	{event: "month's end", what: "months of agencies on record", days: toMonthEnd, holds: moreWith,
		number: func(b *branch) float64 { return float64(len(b.Rec.MCNs)) }},
	{event: "hand over hosts' trace", what: "sessions told", days: 3, holds: onlyWith,
		number: func(b *branch) (n float64) {
			for _, e := range b.events {
				n += float64(one(e.Kind == "session"))
			}
			return n
		}},

	// the week
	{event: "streamers adapt", what: "income of streamers without any", days: 7, holds: onlyWith,
		before: func(w *World) { clear(w.Streamers.Income) },
		number: func(b *branch) float64 { return total(b.Streamers.Income) }},
	{event: "agencies adapt", what: "paid for offices",
		days: 7, holds: onlyWith, number: flow(ledger.MCNs, ledger.Outside, ledger.Operation)},
	{event: "merchants adapt", what: "merchants that reckon up the week", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.LastProfit, -1) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.LastProfit[m] != -1 })},
	{event: "turn the week", what: "visits of the week before", days: 7, holds: onlyWith,
		before: func(w *World) { column.Zero(&w.Hosts.WeekSettling, w.Crew) },
		number: func(b *branch) float64 { return total(b.Hosts.WeekSettling.Visits) }},
	// of streamers
	{event: "share with agencies", what: "agencies' part of streamers' income",
		days: 7, holds: onlyWith, number: flow(ledger.Streamers, ledger.MCNs, ledger.Split)},
	{event: "learn from the week", what: "income of streamers without any", days: 7, holds: onlyWith,
		before: func(w *World) { clear(w.Streamers.Income) },
		number: streamers(func(b *branch, s int) bool { return b.Streamers.Income[s] != 0 })},
	{event: "learn from the week", what: "skill gained by practice", days: 7, holds: onlyWith,
		rules:  rulesFor{"mcns.count": int64(0)},
		before: func(w *World) { clear(w.Hosts.Content[:w.NumStreamers()]) },
		number: streamers(func(b *branch, s int) bool { return b.Hosts.Content[s] > 0 })},
	{event: "learn from the week", what: "streamers whose hill-climb goes on", days: 7, holds: onlyWith,
		rules: rulesFor{"streamers.imitation.rate": 0.0},
		before: func(w *World) {
			for s := range w.Streamers.Learner {
				w.Streamers.Learner[s].Weeks = 1000
			}
		},
		number: streamers(func(b *branch, s int) bool { return b.Streamers.Learner[s].Weeks != 1000 })},
	{event: "copy equals", what: "honest streamers who find that those who claim more earn more", days: 7, holds: lessWith,
		rules: rulesFor{"streamers.imitation.range": 0.1, "streamers.imitation.rate": 1.0},
		before: func(w *World) {
			for s := range w.Streamers.Learner {
				l := &w.Streamers.Learner[s]
				l.Weeks, l.Trying, l.Accepted.Hype = -100, false, 0
				if s%2 == 0 {
					l.Accepted.Hype, w.Streamers.Income[s] = .5, 1e9
				}
			}
		},
		number: streamers(func(b *branch, s int) bool { return b.Streamers.Learner[s].Accepted.Hype == 0 })},
	{event: "choose categories", what: "poor streamers that go where they sold better", days: 7, holds: onlyWith,
		before: func(w *World) {
			for s := range w.Streamers.Active {
				w.Hosts.Category[s], w.Streamers.Income[s], w.Streamers.Wage[s] = 0, 0, 1e9
				w.Streamers.Earned[s] = [state.NumCategories]float64{1: 1e12}
				w.Streamers.Shown[s] = [state.NumCategories]float64{0: 100, 1: 100}
			}
		},
		number: streamers(func(b *branch, s int) bool { return b.Hosts.Category[s] == 1 })},
	{event: "accidents", what: "absent streamers", days: 7, holds: onlyWith,
		rules:  rulesFor{"streamers.accident.illness": 0.5},
		before: func(w *World) { fill(w.Streamers.Absent, state.LongAgo) },
		number: streamers(func(b *branch, s int) bool { return int(b.Streamers.Absent[s]) > b.parted })},
	{event: "streamers leave", what: "streamers who have lost all patience and stay", days: 7, holds: onlyWithout,
		before: func(w *World) { fill(w.Streamers.Viability, -5) },
		number: streamers(anybody)},
	{event: "streamers enter", what: "new streamers", days: 28, holds: onlyWith, rules: rulesFor{"streamers.entry.rate": 0.1},
		number: func(b *branch) float64 { return newcomers(b.Streamers.Active, b.Hosts.Born, b.parted) }},
	{event: "streamers enter", what: "banned streamers who are back", days: 28, holds: onlyWith,
		rules: rulesFor{"streamers.entry.rate": 0.0},
		before: func(w *World) {
			w.Exiles = append(w.Exiles, state.Exile{
				ID: w.Hosts.ID[0], Back: w.Day, Content: .7, ContentTop: .8, Wage: 1, Choice: w.Streamers.Learner[0].Accepted,
			})
		},
		number: func(b *branch) float64 { return newcomers(b.Streamers.Active, b.Hosts.Born, b.parted) }},
	// of agencies
	{event: "judge talent", what: "streamers of whom the trade thinks something", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.MCNs.Belief, w.p.MCNs.Talent.Prior()) },
		number: streamers(func(b *branch, s int) bool { return b.MCNs.Belief[s] != b.p.MCNs.Talent.Prior() })},
	{event: "pay agencies' costs", what: "paid for offices and managers",
		days: 7, holds: onlyWith, number: flow(ledger.MCNs, ledger.Outside, ledger.Operation)},
	{event: "bargain for pools", what: "discount of the exclusive pools", days: 7, holds: onlyWith,
		before: func(w *World) { clear(w.MCNs.PoolPrice); clear(w.MCNs.Volume) },
		number: func(b *branch) float64 { return total(b.MCNs.PoolPrice) }},
	{event: "train streamers", what: "streamers trained", days: 7, holds: onlyWith,
		rules:  rulesFor{"streamers.practice.rate": 0.0},
		before: func(w *World) { clear(w.Hosts.Content[:w.NumStreamers()]) },
		number: streamers(func(b *branch, s int) bool { return b.Hosts.Content[s] > 0 && b.Streamers.MCN[s] >= 0 })},
	{event: "release the mediocre", what: "signed streamers who are thought hopeless", days: 7, holds: onlyWithout,
		before: func(w *World) {
			fill(w.MCNs.Belief, state.Belief{Mean: -20, Var: .01})
			fill(w.Streamers.SignedOn, int32(w.Day)-100) // beyond probation, within the term
		},
		number: streamers(func(b *branch, s int) bool { return b.Streamers.MCN[s] >= 0 })},
	{event: "scout", what: "streamers under contract, where none had been", days: 28, holds: onlyWith,
		before: func(w *World) { release(w, anyAgency) },
		number: streamers(func(b *branch, s int) bool { return b.Streamers.MCN[s] >= 0 })},
	{event: "plan traffic", what: "budgets for traffic", days: 7, holds: onlyWith,
		before: func(w *World) { clear(w.Streamers.AdBudget) },
		number: func(b *branch) float64 { return total(b.Streamers.AdBudget) }},
	{event: "review contracts", what: "streamers who have broken away", days: 28, holds: onlyWith,
		rules: rulesFor{"mcns.breakaway.base": 3.0},
		before: func(w *World) {
			for s, a := range w.Streamers.MCN {
				if a < 0 {
					w.Streamers.SignedOn[s] = state.LongAgo
				}
			}
		},
		number: streamers(func(b *branch, s int) bool { return b.Streamers.MCN[s] < 0 && int(b.Streamers.SignedOn[s]) > b.parted })},
	{event: "pay owners", what: "cash of agencies that have a fortune", days: 28, holds: lessWith,
		before: func(w *World) {
			for a := range w.MCNs.Alive {
				w.Accounts.Move(state.Outside, state.AgencyAccount(a), ledger.Capital, 1e10)
			}
		},
		number: func(b *branch) float64 { return float64(b.Accounts.Total(ledger.MCNs)) }},
	{event: "close agencies", what: "old agencies that earn nothing", days: 28, holds: onlyWithout,
		rules:  rulesFor{"mcns.firm.trial": int64(16), "mcns.firm.patience": int64(520), "mcns.scouting.notice": 0.0},
		before: func(w *World) { release(w, anyAgency); clear(w.MCNs.Income) },
		number: func(b *branch) (n float64) {
			for a, alive := range b.MCNs.Alive {
				n += float64(one(alive && int64(b.MCNs.ID[a]) < b.serial))
			}
			return n
		}},
	{event: "close agencies", what: "old agencies that have long been without cash", days: 28, holds: onlyWithout,
		before: func(w *World) { fill(w.MCNs.WeeksInRed, 100); drain(w, ledger.MCNs) },
		number: func(b *branch) (n float64) {
			for a, alive := range b.MCNs.Alive {
				n += float64(one(alive && int64(b.MCNs.ID[a]) < b.serial))
			}
			return n
		}},
	{event: "found agencies", what: "new agencies", days: 56, holds: onlyWith,
		rules: rulesFor{"mcns.firm.founders": 1.0},
		before: func(w *World) {
			release(w, 0)
			w.MCNs.Alive[0] = false
			w.Fortunes = state.Fortunes{Earned: 1e12, Founded: 1}
		},
		number: func(b *branch) (n float64) {
			for a, alive := range b.MCNs.Alive {
				n += float64(one(alive && int64(b.MCNs.ID[a]) >= b.serial))
			}
			return n
		}},
	// of merchants
	{event: "settle late orders", what: "merchants that went bankrupt a week ago and have something on their accounts", days: 14, holds: onlyWithout,
		before: func(w *World) { fill(w.Merchants.WeeksInRed, 100); drain(w, ledger.Merchants) },
		number: func(b *branch) (n float64) {
			for m, left := range b.Merchants.Left {
				n += float64(one(int(left) > b.parted && b.Accounts.Of(ledger.Merchants, m) != 0))
			}
			return n
		}},
	{event: "share the shelf", what: "merchants' sales on the shelf",
		days: 7, holds: onlyWith, number: flow(ledger.Shelf, ledger.Merchants, ledger.Sales)},
	{event: "close merchants' week", what: "merchants whose budget follows their profit", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.Budget, -1) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.Budget[m] != -1 })},
	{event: "learn from shows", what: "merchants who know a streamer", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.Arms, state.Arm{Host: -1}) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.Arms[m*state.MaxArms].Host >= 0 })},
	{event: "learn from live selling", what: "merchants whose gain of live selling is known", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.LiveGain, 0) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.LiveGain[m] != 0 })},
	{event: "decide on live selling", what: "merchants that stop, where all have lost with live selling", days: 63, holds: moreWith,
		before: func(w *World) { fill(w.Merchants.LiveGain, -1e9); fill(w.Merchants.LiveSince, -1000) },
		number: merchants(func(b *branch, m int) bool { return !b.Merchants.SellsLive[m] })},
	{event: "learn from stores", what: "weeks known of the own store", days: 7, holds: onlyWith,
		before: func(w *World) {
			for m := range w.Merchants.StoreArm {
				w.Merchants.StoreArm[m].N = 0
			}
		},
		number: merchants(func(b *branch, m int) bool { return b.Merchants.StoreArm[m].N > 0 })},
	{event: "merchants leave", what: "bankrupt merchants", days: 7, holds: onlyWithout,
		before: func(w *World) { fill(w.Merchants.WeeksInRed, 100); drain(w, ledger.Merchants) },
		number: merchants(anybody)},
	{event: "merchants enter", what: "new merchants", days: 28, holds: onlyWith,
		rules:  rulesFor{"merchants.entry.candidates": 0.5, "merchants.entry.cost": 1000.0},
		number: func(b *branch) float64 { return newcomers(b.Merchants.Alive, b.Merchants.Born, b.parted) }},
	{event: "call the roll", what: "impressions of newcomers", days: 28, holds: moreWith,
		rules: rulesFor{"streamers.entry.rate": 0.1, "streamers.viability.moves_on": 0.05},
		number: func(b *branch) (n float64) {
			for s, active := range b.Streamers.Active {
				if active && int(b.Hosts.Born[s]) > b.parted {
					n += float64(b.Hosts.WeekSettling.Impressions[s])
				}
			}
			return n
		}},
	{event: "review honesty", what: "merchants who begin to cheat where nobody inspects and nothing is lost", days: 7, holds: onlyWith,
		rules: rulesFor{"merchants.honesty.scruple": 0.0, "merchants.honesty.review": 1.0, "platform.enforcement.sampling": 0.0,
			"platform.enforcement.audit": 0.0, "platform.enforcement.suspension": int64(0)},
		before: func(w *World) { fill(w.Merchants.Honest, true) },
		number: merchants(func(b *branch, m int) bool { return !b.Merchants.Honest[m] })},
	{event: "improve goods", what: "emerging brands whose goods get better", days: 7, holds: onlyWith,
		before: func(w *World) { copy(w.Goods.Quality, w.Goods.Start) },
		number: merchants(func(b *branch, m int) bool {
			return b.Merchants.Tier[m] == merchant.Emerging && b.Goods.Quality[m*state.GoodsPer] > b.Goods.Start[m*state.GoodsPer]
		})},
	{event: "set prices", what: "merchants whose discount is on trial", days: 63, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.Discount, .2) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.Discount[m] != .2 })},
	{event: "set prices", what: "goods whose list price moves", days: 63, holds: onlyWith,
		before: func(w *World) { fill(w.Goods.Usual, 12345) },
		number: merchants(func(b *branch, m int) bool { return b.Goods.Usual[m*state.GoodsPer] != 12345 })},
	{event: "mark reference prices", what: "goods whose price is remembered as lower than the list price", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Goods.Reference, 1) },
		number: merchants(func(b *branch, m int) bool { return b.Goods.Reference[m*state.GoodsPer] < 1 })},
	{event: "mark the shelf", what: "quality that a search on the shelf finds", days: 7, holds: onlyWith,
		before: func(w *World) { clear(w.Shelf.Quality) },
		number: func(b *branch) float64 { return total(b.Shelf.Quality) }},
	{event: "decide on stores", what: "stores that open, where all were closed", days: 35, holds: onlyWith,
		before: func(w *World) { clear(w.Merchants.StoreOpen) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.StoreOpen[m] })},
	{event: "stock stores", what: "stores with a new line-up", days: 7, holds: onlyWith, before: markLineUps,
		number: merchants(func(b *branch, m int) bool { return newLineUp(b, b.StoreOf(m)) })},
	{event: "publish sales", what: "public figures of streamers", days: 14, holds: onlyWith,
		before: func(w *World) { clear(w.Streamers.Sales) },
		number: streamers(func(b *branch, s int) bool { return slices.Max(b.Streamers.Sales[s][:]) > 0 })},
	{event: "line up shows", what: "streamers with a new line-up", days: 7, holds: onlyWith, before: markLineUps,
		number: streamers(func(b *branch, s int) bool { return newLineUp(b, s) })},
	{event: "line up shows", what: "slot fees", days: 21, holds: onlyWith, rules: rulesFor{"merchants.fees.slot_fee_tier": int64(2)},
		number: flow(ledger.Merchants, ledger.Streamers, ledger.SlotFee)},
	{event: "adjust commissions", what: "merchants whose commission moves", days: 7, holds: onlyWith,
		before: func(w *World) { fill(w.Merchants.Commission, .1) },
		number: merchants(func(b *branch, m int) bool { return b.Merchants.Commission[m] != .1 })},

	// the month's end
	{event: "record streamers", what: "streamers' rows", days: 30, holds: onlyWith, before: func(w *World) { w.Rec.Streamers = nil },
		number: func(b *branch) float64 { return float64(len(b.Rec.Streamers)) }},
	{event: "record merchants", what: "merchants' rows", days: 30, holds: onlyWith, before: func(w *World) { w.Rec.Merchants = nil },
		number: func(b *branch) float64 { return float64(len(b.Rec.Merchants)) }},
	{event: "record agencies", what: "agencies' rows", days: 30, holds: onlyWith, before: func(w *World) { w.Rec.MCNs = nil },
		number: func(b *branch) float64 { return float64(len(b.Rec.MCNs)) }},
	{event: "start the hosts' month", what: "visits of the month on its first evening that were of the last",
		days: toMonthEnd, holds: onlyWithout,
		number: func(b *branch) float64 { return total(b.Hosts.Month.Visits) }},
	{event: "start the streamers' month", what: "income of the month that was of the last", days: toMonthEnd, holds: onlyWithout,
		number: func(b *branch) float64 { return total(b.Streamers.MonthIncome) }},
	{event: "start the merchants' month", what: "orders of the month that were of the last", days: toMonthEnd, holds: onlyWithout,
		number: func(b *branch) float64 { return total(b.Merchants.Month.Orders) }},
	{event: "start the merchants' month", what: "profit of the month that was of the last", days: toMonthEnd, holds: onlyWithout,
		number: merchants(func(b *branch, m int) bool {
			goods := b.Goods.Worth[m*state.GoodsPer : (m+1)*state.GoodsPer]
			return b.Accounts.Of(ledger.Merchants, m)+goods[0]+goods[1]+goods[2] != b.Merchants.MonthOpen[m]+b.Merchants.PaidInMonth[m]
		})},
	{event: "start the agencies' month", what: "income of the month that was of the last", days: toMonthEnd, holds: onlyWithout,
		number: func(b *branch) float64 { return total(b.MCNs.MonthIncome) }},
}

// toMonthEnd are the days from the evening at which the markets part to the next evening of a month's last day.
const toMonthEnd = -1

// Nothing in the market happens for nothing: an event that is left out is missed, each by a number of its own.
func TestEveryEventIsMissed(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("hundreds of small markets, one after the other: nothing for the race detector")
	}
	usual := seasoned(t, nil)
	for _, c := range claims {
		t.Run(c.event, func(t *testing.T) {
			from := usual
			if c.rules != nil {
				from = seasoned(t, c.rules)
			}
			with, _ := c.measure(t, from, "")
			without, fault := c.measure(t, from, c.event)
			switch {
			case c.fault != "":
				if fault == nil || !strings.Contains(fault.Error(), c.fault) {
					t.Errorf("a day without it ends with the error %v, want one of %q", fault, c.fault)
				}
			case !c.holds(with, without):
				t.Errorf("%s: %g with it, %g without it", c.what, with, without)
			}
		})
	}
}

// seasoned returns a small market on the eve of the first day of a week.
func seasoned(t *testing.T, rules rulesFor) *World {
	w := small(t, rules)
	run(t, w, 15*state.Week, 1)
	return w
}

// measure lets a branch of the market go on without an event and returns the number of the claim.
func (c *claim) measure(t *testing.T, from *World, without string) (number float64, fault error) {
	t.Helper()
	w := fork(t, from)
	run(t, w, 1, 1) // the scratch of the day, which a fork has not, is there again
	if c.before != nil {
		c.before(w)
	}
	b := &branch{World: w, parted: int(w.Day), serial: w.Serial, days: len(w.Rec.Days), flows: len(w.Rec.Flows)}
	if strings.Contains(c.event, "trace") {
		b.watch()
	}
	w.watch(func(event string, let func()) {
		if event != without {
			let()
		}
	})
	days := c.days
	if days == toMonthEnd {
		days = state.Month - int(w.Day%state.Month)
	}
	for range days {
		if fault = w.Step(1); fault != nil {
			break
		}
	}
	if c.number != nil {
		number = c.number(b)
	}
	return number, fault
}

// watch traces everybody.
func (b *branch) watch() {
	consumers, hosts := make([]int, len(b.Consumers.Rec)), make([]int64, len(b.Hosts.ID))
	for i := range consumers {
		consumers[i] = i
	}
	for h, id := range b.Hosts.ID {
		hosts[h] = int64(id)
	}
	b.Trace(consumers, hosts, func(e crowd.Event) { b.events = append(b.events, e) })
}

// Every event on a list of the market has a claim, and no two have one name. The lists are read from the source, so that a
// new one is found by itself.
func TestEveryEventHasAClaim(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, name := range eventsOn(t, file) {
			if names[name] {
				t.Errorf("two events are called %q", name)
			}
			names[name] = true
			if !slices.ContainsFunc(claims, func(c claim) bool { return c.event == name }) {
				t.Errorf("%s: nothing says what %q is there for", file, name)
			}
		}
	}
	for _, c := range claims {
		if !names[c.event] {
			t.Errorf("a claim is about %q, which is on no list", c.event)
		}
	}
	if len(names) < 60 {
		t.Errorf("only %d events were found", len(names))
	}
}

// eventsOn reads from the source what is on the lists of events and of audits in a file.
func eventsOn(t *testing.T, file string) (names []string) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		list, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		of, ok := list.Type.(*ast.ArrayType)
		if !ok {
			return true
		}
		if kind, ok := of.Elt.(*ast.Ident); !ok || kind.Name != "event" && kind.Name != "audit" {
			return true
		}
		for _, row := range list.Elts {
			name, err := strconv.Unquote(row.(*ast.CompositeLit).Elts[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		return true
	})
	return names
}
