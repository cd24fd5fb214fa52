package column

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// LongAgo is a day before any day of a run: what an entry of a column of days tagged vacant:"long ago" is when it is empty.
const LongAgo = math.MinInt32 / 2

// Vacate empties one row of every column that has an entry per kind, in the struct that columns points to. A field's tag per says
// what it has entries for (per:"host"); without one, its struct's tag does, and then of. For a list of columns (per:"memory,host")
// the second name does. An entry is empty when it is 0, or what the tag vacant says.
func Vacate(columns any, of, kind string, row int) {
	v := reflect.ValueOf(columns).Elem()
	for _, p := range placesOf(v.Type(), of, kind) {
		column := v.FieldByIndex(p.index)
		if !p.list {
			vacateEntry(column.Index(row), p.vacant)
			continue
		}
		for k := range column.Len() {
			column.Index(k).Index(row).SetZero()
		}
	}
}

// A place is a field of a struct that is a column with an entry per kind, or a list of such columns.
type place struct {
	index  []int // through the structs within which it is
	vacant string
	list   bool
}

// A question is for which struct, and what in it, places are asked.
type question struct {
	t        reflect.Type
	of, kind string
}

// answered are the places that were asked for: to read tags takes longer than to empty a row.
var answered sync.Map

func placesOf(t reflect.Type, of, kind string) []place {
	asked := question{t, of, kind}
	known, ok := answered.Load(asked)
	if !ok {
		known, _ = answered.LoadOrStore(asked, placesIn(t, of, kind, nil))
	}
	return known.([]place)
}

// placesIn are those of a struct that is found by an index.
func placesIn(t reflect.Type, of, kind string, index []int) (all []place) {
	for i := range t.NumField() {
		f, at := t.Field(i), append(slices.Clone(index), i)
		per, tagged := f.Tag.Lookup("per")
		if !tagged {
			per = of
		}
		_, within, nested := strings.Cut(per, ",")
		switch f.Type.Kind() {
		case reflect.Struct:
			all = append(all, placesIn(f.Type, per, kind, at)...)
		case reflect.Array:
			if per == kind && f.Type.Elem().Kind() == reflect.Slice {
				all = append(all, place{at, "", true})
			}
		case reflect.Slice:
			if per == kind {
				all = append(all, place{at, f.Tag.Get("vacant"), false})
			} else if nested && within == kind {
				all = append(all, place{at, "", true})
			}
		}
	}
	return all
}

// vacateEntry empties an entry of a column; as is what the column's tag says empty is.
func vacateEntry(entry reflect.Value, as string) {
	switch {
	case as == "":
		entry.SetZero()
	case as == "long ago":
		entry.SetInt(LongAgo)
	case entry.CanFloat():
		entry.SetFloat(numberIn(as))
	case entry.CanUint():
		entry.SetUint(uint64(numberIn(as)))
	default:
		entry.SetInt(int64(numberIn(as)))
	}
}

func numberIn(tag string) float64 {
	x, err := strconv.ParseFloat(tag, 64)
	if err != nil {
		panic("column: one says that it is empty with " + tag)
	}
	return x
}

// VacateAll empties all entries of the columns of a struct that were just made: they are 0.
func VacateAll(columns any) { vacateColumns(reflect.ValueOf(columns).Elem()) }

func vacateColumns(v reflect.Value) {
	for i := range v.NumField() {
		switch column, as := v.Field(i), v.Type().Field(i).Tag.Get("vacant"); {
		case column.Kind() == reflect.Struct:
			vacateColumns(column)
		case as != "":
			for row := range column.Len() {
				vacateEntry(column.Index(row), as)
			}
		}
	}
}
