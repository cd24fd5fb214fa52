package column

import (
	"math"
	"reflect"
	"strconv"
	"strings"
)

// LongAgo is a day before any day of a run: what an entry of a column of days tagged vacant:"long ago" is when it is empty.
const LongAgo = math.MinInt32 / 2

// Vacate empties row number row of all columns that have an entry per kind, in the struct that columns points to. What a column
// has an entry for its field's tag says (per:"host"), else that of the struct that holds it, else of. An entry is empty when it
// is 0, or what the tag vacant says. Of a list of columns (per:"memory,host") the second name is what they have an entry for.
func Vacate(columns any, of, kind string, row int) {
	vacateFields(reflect.ValueOf(columns).Elem(), of, kind, row)
}

func vacateFields(v reflect.Value, of, kind string, row int) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		per, tagged := f.Tag.Lookup("per")
		if !tagged {
			per = of
		}
		switch column := v.Field(i); f.Type.Kind() {
		case reflect.Struct:
			vacateFields(column, per, kind, row)
		case reflect.Array:
			for k := range column.Len() {
				if per == kind && column.Index(k).Kind() == reflect.Slice {
					column.Index(k).Index(row).SetZero()
				}
			}
		case reflect.Slice:
			if per == kind {
				vacateEntry(column.Index(row), f.Tag.Get("vacant"))
			} else if _, within, nested := strings.Cut(per, ","); nested && within == kind {
				for k := range column.Len() {
					column.Index(k).Index(row).SetZero()
				}
			}
		}
	}
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
