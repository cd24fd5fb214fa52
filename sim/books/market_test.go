package books

import (
	"errors"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/crowd"
	"livebazaar/sim/deals"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
	"livebazaar/sim/supply"
	"livebazaar/sim/talent"
	"livebazaar/sim/venue"
)

// A fair is a market of all parts whose days are let happen step by step. Streamers and merchants in it go on as they began: there is
// a new line-up every week, and nobody learns, enters or leaves.
type fair struct {
	*state.Market
	p *rules.Params

	street *street.Street
	crowd  *crowd.Crowd
	venue  *venue.Venue
	deals  *deals.Deals
	supply *supply.Supply
	talent *talent.Talent
	books  *Books

	given rank.Allocation // of the slot
}

// newFair is a fair of 2,000 consumers, 80 streamers and 50 merchants before its first day, other settings on top.
func newFair(t *testing.T, more map[string]any) *fair {
	t.Helper()
	p, set := rules.NewParams()
	for _, settings := range []map[string]any{{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50),
		"mcns.count": int64(3), "run.warmup_days": int64(35)}, more} {
		for key, v := range settings {
			if err := set.Lookup(key).Set(v); err != nil {
				t.Fatal(err)
			}
		}
	}
	root := chance.Root(1)
	sizes := state.Sizes{Streamers: p.Streamers.Capacity(), Merchants: p.Merchants.Capacity(), MCNs: p.MCNs.Capacity(), Venues: 1}
	m := state.New(sizes, state.Keys{Population: root.At(1), Market: root.At(2)}, 1-p.Run.WarmupDays)
	m.Scale, m.Origin, m.Circles = rules.ScaleOf(p), p.Origin(), p.Circles()
	f := &fair{Market: m, p: p}
	f.hire()
	f.supply.Populate()
	f.talent.Populate()
	f.crowd.Populate()
	m.Day--
	m.Prepare(p.Circles())
	f.hire()
	return f
}

// hire makes the parts.
func (f *fair) hire() {
	f.street = street.New(f.Market, f.p)
	f.crowd = crowd.New(f.Market, f.p, crowd.Compile(f.p), f.street)
	f.venue = venue.New(f.Market, f.p)
	f.deals = deals.New(f.Market, f.p)
	f.supply = supply.New(f.Market, f.p, f.deals)
	f.talent = talent.New(f.Market, f.p)
	f.books = New(f.Market, f.p, f.street, f.crowd)
}

// fork is a copy that goes its own way.
func (f *fair) fork() *fair {
	copied := &fair{Market: f.Market.Fork(record.Room{}), p: f.p}
	copied.hire()
	return copied
}

// dawn is what happens before the first room opens.
func (f *fair) dawn(workers int) {
	f.Day++
	f.Crew.Employ(workers)
	column.Zero(&f.Hosts.Today, f.Crew)
	f.Accounts.Morning()
	f.street.Morning()
	f.crowd.Morning()
	f.venue.Morning()
	f.books.Morning()
	f.supply.ReceiveStock()
	if f.StartsWeek() {
		f.Hosts.WeekSettling, f.Hosts.WeekOnShow = f.Hosts.WeekOnShow, f.Hosts.WeekSettling
		column.Zero(&f.Hosts.WeekOnShow, f.Crew)
		f.supply.StockStores()
		f.deals.AcceptOffers(f.deals.ProposeShows())
	}
	f.crowd.PrepareAdoption()
	f.venue.PreparePopularity()
	f.crowd.PrepareShelf()
	f.crowd.PrepareGoods()
	f.talent.ScheduleStreamers()
	f.supply.ScheduleStores()
	f.street.ListLive()
	f.venue.EstimateSignals()
	f.crowd.WakeAll()
	f.crowd.TakeIn()
}

// attend lets consumers visit the rooms of a slot, and order. Nothing is committed yet.
func (f *fair) attend(slot int) {
	rooms := f.street.FurnishRooms(slot, f.venue.MeanPopularity())
	f.given = f.venue.Allocate(slot, rooms, f.crowd.Expected(slot))
	f.street.ShowRooms(f.given.Impressions)
	f.crowd.ExpectVisitors(len(rooms))
	f.crowd.AttendAll(slot, f.given.Diversity)
}

// day is a whole day. It tells what is next before the orders of a slot are placed ("commit") and before deliveries are booked ("settle").
func (f *fair) day(workers int, tell func(next string)) error {
	f.dawn(workers)
	for slot := range state.NumSlots {
		f.attend(slot)
		tell("commit")
		f.books.CommitSlot(slot, &f.given)
	}
	f.books.SettlePayments()
	f.crowd.DeliverAll()
	tell("settle")
	f.books.SettleOrders()
	f.books.FoldCounts()
	f.supply.CloseGoods()
	f.supply.Restock()
	return f.books.Reconcile(f.venue.Supplied())
}

// run is a number of days in which nothing goes wrong.
func (f *fair) run(t *testing.T, days int) {
	t.Helper()
	for range days {
		if err := errors.Join(f.day(1, func(string) {}), f.supply.CheckStock()); err != nil {
			t.Fatal(err)
		}
	}
}
