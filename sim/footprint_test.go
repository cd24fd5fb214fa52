package sim

import (
	"reflect"
	"testing"

	"livebazaar/sim/record"
)

// Every list of a market is counted, so that a new column is in the estimate by itself or makes this test fail, and the
// estimate is what a market in fact takes: never less, and at most twice as much.
func TestFootprintIsWhatAMarketTakes(t *testing.T) {
	for name, set := range map[string]map[string]any{
		"usual":          {"consumers.count": int64(20000), "run.days": int64(60)},
		"many streamers": {"consumers.count": int64(4000), "streamers.count": int64(8000), "run.days": int64(30)},
		"many merchants": {"consumers.count": int64(4000), "merchants.count": int64(6000), "run.days": int64(30)},
		"many agencies":  {"consumers.count": int64(4000), "mcns.count": int64(3000), "run.days": int64(30)},
		"small circles":  {"consumers.count": int64(4000), "streamers.count": int64(4000), "streamers.circle": int64(10), "run.days": int64(10)},
	} {
		t.Run(name, func(t *testing.T) {
			w := small(t, set)
			for w.Day < w.p.Run.Days {
				run(t, w, 1, 2)
			}
			w.Close()
			took := float64(reflect.TypeFor[World]().Size()) + float64(fixedTables)
			for _, held := range append(fieldsOf(reflect.ValueOf(w.parts)), reflect.ValueOf(w.Market)) {
				took += float64(held.Type().Elem().Size()) + occupied(held.Elem())
			}
			said := float64(SizesOf(w.p, 2).State())
			t.Logf("%.2f MB, said to be %.2f: %.2f times", took/1e6, said/1e6, said/took)
			if said < took || said > 2*took {
				t.Errorf("%.0f bytes, said to be %.0f", took, said)
			}
			// and so are its parts, which the others would hide
			columns := 0.0
			for _, agents := range []any{w.Hosts, w.Streamers, w.MCNs, w.Merchants, w.Goods, w.Offers, w.Venues} {
				columns += occupied(reflect.ValueOf(agents))
			}
			for part, bytes := range map[string][2]float64{
				"record":          {float64(reflect.TypeFor[record.Book]().Size()) + occupied(reflect.ValueOf(w.Rec)), float64(SizesOf(w.p, 2).Record())},
				"agents' columns": {columns, float64(SizesOf(w.p, 2).Columns())},
			} {
				t.Logf("%s: %.0f bytes, said to be %.0f", part, bytes[0], bytes[1])
				if bytes[1] < bytes[0] || bytes[1] > 1.4*bytes[0] || part != "record" && bytes[1] != bytes[0] {
					t.Errorf("%s: %.0f bytes, said to be %.0f", part, bytes[0], bytes[1])
				}
			}
		})
	}
}

func fieldsOf(v reflect.Value) (all []reflect.Value) {
	for i := range v.NumField() {
		all = append(all, v.Field(i))
	}
	return all
}

// occupied returns the bytes of all lists in a value, what they have room for included.
func occupied(v reflect.Value) (sum float64) {
	switch v.Kind() {
	case reflect.Slice:
		sum = float64(v.Cap()) * float64(v.Type().Elem().Size())
		if holdsLists(v.Type().Elem()) {
			for i := range v.Len() {
				sum += occupied(v.Index(i))
			}
		}
	case reflect.Array:
		if holdsLists(v.Type().Elem()) {
			for i := range v.Len() {
				sum += occupied(v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			sum += occupied(v.Field(i))
		}
	}
	return sum
}

func holdsLists(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice:
		return true
	case reflect.Array:
		return holdsLists(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsLists(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
