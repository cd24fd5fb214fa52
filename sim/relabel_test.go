package sim

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// relabel gives the streamer at index i the index to[i], in every place of the state that names a host.
func relabel(w *World, to []int32) {
	move := func(columns any) { permute(reflect.ValueOf(columns).Elem(), to, 1) }
	move(&w.Hosts)
	move(&w.Streamers)
	move(&w.Main().Channels)
	for c := range w.Main().Log.Sums {
		move(&w.Main().Log.Sums[c])
	}
	for c := range w.Main().Memory.Columns {
		move(&w.Main().Memory.Columns[c])
	}
	move(&w.MCNs.Belief)
	move(&w.Accounts.Balance[ledger.Streamers])
	for e := range 2 {
		// the editions of the offers are one behind the other
		first := reflect.ValueOf(&w.Offers).Elem()
		for i := range first.NumField() {
			column := first.Field(i).Slice(w.Offer(e, 0, 0), w.Offer(e+1, 0, 0))
			permute(column, to, state.LineUp)
		}
	}
	for i := range w.Merchants.Arms {
		if arm := &w.Merchants.Arms[i]; arm.Host >= 0 && int(arm.Host) < len(to) {
			arm.Host = to[arm.Host]
		}
	}
	for i := range w.Consumers.Rec {
		c := &w.Consumers.Rec[i]
		for j, r := range c.Rel {
			if r != 0 && int(r.Channel()) < len(to) {
				c.Rel[j] = state.NewRelation(to[r.Channel()], r.Positive(), r.Negative(), r.Bond(), r.Visits(), r.Followed(), r.Day())
			}
		}
		if int(c.SpellHost) < len(to) {
			c.SpellHost = to[c.SpellHost]
		}
	}
	for i := range w.Consumers.Chunks {
		for _, ring := range w.Consumers.Chunks[i].Due {
			for k := range ring {
				oi := int(ring[k].Offer & state.OrderIndex)
				edition, host, place := oi/(w.NumHosts()*state.LineUp), int(w.HostOf(uint32(oi))), oi%state.LineUp
				if host < len(to) {
					ring[k].Offer = ring[k].Offer&^state.OrderIndex | uint32(w.Offer(edition, int(to[host]), place))
				}
			}
		}
	}
	w.Prepare(w.Circles)
}

// permute moves row i, of width cells, to row to[i] in every slice of v.
func permute(v reflect.Value, to []int32, width int) {
	switch v.Kind() {
	case reflect.Slice:
		from := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(from, v)
		for i, at := range to {
			for k := range width {
				v.Index(int(at)*width + k).Set(from.Index(i*width + k))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			permute(v.Field(i), to, width)
		}
	}
}

// bySerial puts the agents' rows of a record in the order of month and serial number.
func bySerial(b record.Book) record.Book {
	b.Streamers = slices.Clone(b.Streamers)
	slices.SortFunc(b.Streamers, func(x, y record.StreamerMonth) int {
		return cmp.Or(cmp.Compare(x.Month, y.Month), cmp.Compare(x.Streamer, y.Streamer))
	})
	return b
}

// V12 (docs/model.md, section 8): an index is a place in memory and nothing else. Relabelling the streamers, their
// serial numbers and with them the keys of their draws travelling along, gives exactly the relabelled result: every
// day's totals and every streamer's every month.
func TestRelabellingStreamersRelabelsTheResult(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{1, 2} {
		a := small(t, nil)
		run(t, a, 40, 1) // into the life of the market: relations, orders under way, contracts, departures
		b, err := a.Fork()
		if err != nil {
			t.Fatal(err)
		}
		to := make([]int32, a.NumStreamers())
		for i := range to {
			to[i] = int32(i)
		}
		rng := rand.New(rand.NewPCG(seed, 0))
		rng.Shuffle(len(to), func(i, j int) { to[i], to[j] = to[j], to[i] })
		relabel(b, to)
		for range 75 {
			run(t, a, 1, 1)
			run(t, b, 1, 1)
			if x, y := a.Rec.Days[len(a.Rec.Days)-1], b.Rec.Days[len(b.Rec.Days)-1]; x != y {
				t.Fatalf("day %d goes another way:\n%+v\n%+v", a.Day, x, y)
			}
		}
		x, y := bySerial(a.Rec), bySerial(b.Rec)
		for i := range min(len(x.Streamers), len(y.Streamers)) {
			if x.Streamers[i] != y.Streamers[i] {
				t.Fatalf("first difference:\n%+v\n%+v", x.Streamers[i], y.Streamers[i])
			}
		}
		sameRecord(t, "relabelled", &x, &y)
		serial := map[int64]bool{}
		for _, row := range x.Streamers {
			serial[row.Streamer] = true
		}
		if len(serial) <= 80 {
			t.Errorf("%d streamers in all: no newcomer took a place", len(serial))
		}
	}
}
