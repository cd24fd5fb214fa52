package sim

import (
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

func retellArrivals(w *World) func(*testing.T) {
	g := copied(w.Goods)
	for i := range g.Stock {
		due := (w.Day + 1<<20) % 16
		g.Opening[i] = g.Stock[i] + g.Coming[i]
		units := g.Pipeline[i][due]
		g.Pipeline[i][due] = 0
		g.Stock[i], g.Coming[i] = g.Stock[i]+units, g.Coming[i]-units
		happened["receive stock"] += int(units)
	}
	return func(t *testing.T) {
		for i := range g.Stock {
			alike(t, "units in the morning", i, w.Goods.Opening[i], g.Opening[i])
			alike(t, "units in stock", i, w.Goods.Stock[i], g.Stock[i])
			alike(t, "units under way", i, w.Goods.Coming[i], g.Coming[i])
			alike(t, "units by date", i, w.Goods.Pipeline[i] == g.Pipeline[i], true)
			today := &w.Goods.Today
			alike(t, "of yesterday's counters", i, today.Ordered[i]+today.Sold[i]+today.Wanted[i]+today.Returned[i]+today.Spent[i]+today.Produced[i], 0)
		}
		for m := range w.Merchants.Alive {
			alike(t, "of yesterday's counters of merchant", m, w.Merchants.Today.Orders[m]+w.Merchants.Today.Delivered[m]+w.Merchants.Today.GMV[m], 0)
		}
	}
}

// The day's row says of streamers on the air, of trust in them, of users and of stock what a census finds.
func TestTheDaysRowIsACensus(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"streamers.schedule.sessions": 0.5})
	for range 100 {
		run(t, w, 1, 2)
		d := w.Rec.Days[len(w.Rec.Days)-1]
		var live, sessions, users, stock, trust int64
		for s, in := range w.Streamers.Active {
			if n := w.Hosts.Today.Sessions[s]; in && n > 0 {
				live, sessions = live+1, sessions+n
				trust += int64(units(w.p.HostTrust(w.Market, s)))
			}
		}
		for _, h := range w.Consumers.Habit {
			users += int64(one(h&state.UseMask == state.Adopter))
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
	t.Parallel()
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
