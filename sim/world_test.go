package sim

import (
	"testing"
)

func market(t testing.TB, set map[string]any) *World {
	t.Helper()
	p, decl := NewParams()
	for k, v := range set {
		q := decl.Lookup(k)
		if q == nil {
			t.Fatalf("no parameter %s", k)
		}
		if err := q.Set(v); err != nil {
			t.Fatalf("%s %v", k, err)
		}
	}
	w, err := New(p, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func run(t testing.TB, w *World, days, workers int) {
	t.Helper()
	for range days {
		if err := w.Step(workers); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSmoke(t *testing.T) {
	w := market(t, nil)
	run(t, w, 450, 1)
	for _, d := range w.Rec.Days {
		if d.Day%30 == 0 {
			t.Logf("%4d slots %d visits %d seen %d orders %d gmv %d paid %d net %d ret %d/%d shelf %d so %d pur %d live %d rooms %d adopt %d sat %d", d.Day, d.ActiveSlots, d.Visits, d.OffersSeen, d.Orders, d.GMV/100, d.GMVPaid/100, d.GMVNet/100, d.Returns, d.Delivered, d.ShelfGMV/100, d.Stockouts, d.PurposiveOrders, d.LiveStreamers, d.Rooms, d.Adopters, d.SatisfactionSum/max(1, d.Delivered))
		}
	}
}
