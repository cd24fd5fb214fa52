package sim

import (
	"slices"
	"testing"

	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
)

func retellArrivals(w *World) func(*testing.T) {
	g := copied(w.Goods)
	arrived := make([]int64, len(g.Stock))
	for i := range g.Stock {
		due := (w.Day + 1<<20) % 16
		g.Opening[i] = g.Stock[i] + g.Coming[i]
		units := g.Pipeline[i][due]
		g.Pipeline[i][due] = 0
		g.Stock[i], g.Coming[i] = g.Stock[i]+units, g.Coming[i]-units
		arrived[i] = units
		happened["receive stock"] += int(units)
	}
	return func(t *testing.T) {
		for i := range g.Stock {
			alike(t, "units in the morning", i, w.Goods.Opening[i], g.Opening[i])
			alike(t, "units in stock", i, w.Goods.Stock[i], g.Stock[i])
			alike(t, "units under way", i, w.Goods.Coming[i], g.Coming[i])
			alike(t, "units by date", i, w.Goods.Pipeline[i] == g.Pipeline[i], true)
			today := &w.Goods.Today
			alike(t, "units that arrive", i, today.Arrived[i], arrived[i])
			alike(t, "of yesterday's counters", i, today.Ordered[i]+today.Sold[i]+today.Wanted[i]+today.Returned[i]+today.Spent[i]+today.Produced[i], 0)
		}
		for m := range w.Merchants.Alive {
			alike(t, "of yesterday's counters of merchant", m, w.Merchants.Today.Orders[m]+w.Merchants.Today.Delivered[m]+w.Merchants.Today.GMV[m], 0)
		}
	}
}

func retellPayments(w *World) func(*testing.T) {
	var gross, back, parcels int64
	net, backs := slices.Clone(w.Shelf.Net), slices.Clone(w.Shelf.Back)
	for c := range NumCategories {
		price := w.run.shelfPrice[c]
		for i := range w.run.workers {
			s := &w.run.workers[i].shelf[c]
			gross, back = gross+s.gross, back+s.back
			net[c], backs[c] = net[c]+s.gross-s.back, backs[c]+s.back
			parcels += s.gross/price*fen(w.p.Platform.Fees.Shipping) + s.back/price*fen(w.p.Platform.Fees.ReturnShipping)
		}
	}
	happened["settle payments"] += one(back > 0)
	paid := w.run.day.GMVPaid
	return func(t *testing.T) {
		a := &w.Accounts
		for what, pair := range map[string][2]int64{
			"paid into escrow":        {a.Moved(ledger.Consumers, ledger.Escrow, ledger.Payment), paid},
			"paid on the shelf":       {a.Moved(ledger.Consumers, ledger.Shelf, ledger.ShelfSale), gross},
			"refunded on the shelf":   {a.Moved(ledger.Shelf, ledger.Consumers, ledger.ShelfRefund), back},
			"parcels of the shelf":    {a.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping), parcels},
			"what they cost carriers": {a.Moved(ledger.Logistics, ledger.Outside, ledger.Operation), parcels},
			"shelf sales on record":   {w.run.day.ShelfGMV, gross}, "of which kept": {w.run.day.ShelfNet, gross - back},
		} {
			alike(t, what, 0, pair[0], pair[1])
		}
		for c := range net {
			alike(t, "kept shelf sales to share", c, w.Shelf.Net[c], net[c])
			alike(t, "shelf refunds to share", c, w.Shelf.Back[c], backs[c])
		}
	}
}

func retellTrafficPaid(w *World) func(*testing.T) {
	agencies, alone, m := holdings(w, ledger.MCNs), holdings(w, ledger.Streamers), copied(w.MCNs)
	for s, delivered := range w.run.paidToday[:w.NumStreamers()] {
		amount := int64(float64(min(w.Hosts.Bought[s], delivered))*w.p.MCNs.Traffic.Price/10 + .5)
		if a := w.Streamers.MCN[s]; a >= 0 {
			happened["settle traffic"] += one(amount > 0)
			agencies[a] -= amount
			m.Traffic[a] += amount
			m.WeekCost[a] += amount
		} else {
			alone[s] -= amount
		}
	}
	return func(t *testing.T) {
		cash(t, w, ledger.MCNs, agencies)
		cash(t, w, ledger.Streamers, alone)
		for a := range m.Alive {
			alike(t, "spent on traffic", a, w.MCNs.Traffic[a], m.Traffic[a])
			alike(t, "agency's week's cost", a, w.MCNs.WeekCost[a], m.WeekCost[a])
		}
	}
}

// The day's row says of streamers on the air, of trust in them, of users and of stock what a census finds.
func TestTheDaysRowIsACensus(t *testing.T) {
	w := small(t, map[string]any{"streamers.schedule.sessions": 0.5})
	for range 100 {
		run(t, w, 1, 2)
		d := w.Rec.Days[len(w.Rec.Days)-1]
		var live, sessions, users, stock, trust int64
		for s, in := range w.Streamers.Active {
			if n := w.Hosts.Today.Sessions[s]; in && n > 0 {
				live, sessions = live+1, sessions+n
				trust += int64(units(w.publicTrust(s)))
			}
		}
		for _, h := range w.Consumers.Habit {
			users += int64(one(h&useMask == adopter))
		}
		for _, fen := range w.Goods.Worth {
			stock += fen
		}
		got := record.Day{LiveStreamers: d.LiveStreamers, Sessions: d.Sessions, Adopters: d.Adopters, StockAtCost: d.StockAtCost, TrustSum: d.TrustSum}
		if want := (record.Day{LiveStreamers: live, Sessions: sessions, Adopters: users, StockAtCost: stock, TrustSum: trust}); got != want {
			t.Fatalf("day %d: on record %+v, by a census %+v", w.Day, got, want)
		}
	}
}

// What ends a run: every spell that is still open is censored at its age, once.
func TestOpenSpellsAreCensoredAtTheirAge(t *testing.T) {
	w := small(t, nil)
	run(t, w, 80, 1)
	want := map[[2]int64]int64{}
	for i := range w.Consumers.Rec {
		if began := int64(w.Consumers.Rec[i].Spell); began != 0 {
			month := (began+w.First-2+30*100)/30 - 100 + 1
			want[[2]int64{month, w.Day - w.First + 1 - began}]++
		}
	}
	before := map[[2]int64]int64{}
	for _, row := range w.Rec.Cohorts {
		before[[2]int64{row.Cohort, row.Age}] = row.Censored
	}
	w.Close()
	var all int64
	for _, row := range w.Rec.Cohorts {
		cell := [2]int64{row.Cohort, row.Age}
		if got := row.Censored - before[cell]; got != want[cell] {
			t.Errorf("%d spells of month %d are censored at %d days, %d are open", got, row.Cohort, row.Age, want[cell])
		}
		all += row.Censored
	}
	if all == 0 || len(want) < 30 {
		t.Errorf("%d spells at %d ages: nothing to see", all, len(want))
	}
}
