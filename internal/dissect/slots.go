// Package dissect takes a market apart for tests: it finds the entries of its columns that are one occupant's, and the memory that
// it holds.
package dissect

import (
	"reflect"
	"slices"
	"strings"

	"livebazaar/sim/state"
)

// A Slot is a place that one agent after another occupies: of a streamer, a merchant or an mcn.
type Slot struct {
	Kind   string
	Number int
}

// A Column is a list of a market's state.
type Column struct {
	Name   string
	Per    string // what it has an entry for
	Vacant string // what an entry is when it is empty, "" for 0
	Values reflect.Value
}

// Columns returns all lists of a market's state, as its tags have them. Left out are those that an occupant does not leave behind:
// accounts, and those who will be back.
func Columns(m *state.Market) (all []Column) {
	market := reflect.ValueOf(m).Elem()
	for i := range market.NumField() {
		f := market.Type().Field(i)
		if f.Name != "Accounts" && f.Name != "Exiles" && f.Tag.Get("snapshot") != "-" {
			all = append(all, columnsIn(market.Field(i), Column{Name: f.Name}, f.Tag, nil)...)
		}
	}
	return all
}

// columnsIn returns the lists in a value with a tag. Per is what they have entries for where their own tags do not say it.
func columnsIn(v reflect.Value, c Column, tag reflect.StructTag, per []string) (all []Column) {
	if own, has := tag.Lookup("per"); has {
		per = strings.Split(own, ",")
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f, in := v.Type().Field(i), c
			in.Name += "." + f.Name
			all = append(all, columnsIn(v.Field(i), in, f.Tag, per)...)
		}
	case reflect.Array:
		for i := range v.Len() {
			all = append(all, columnsIn(v.Index(i), c, tag, per)...)
		}
	case reflect.Slice:
		if len(per) == 0 {
			panic("nothing says what " + c.Name + " has an entry for")
		}
		if !holdsMemory(v.Type().Elem()) {
			c.Per, c.Vacant, c.Values = per[0], tag.Get("vacant"), v
			return []Column{c}
		}
		for i := range v.Len() {
			all = append(all, columnsIn(v.Index(i), c, tag[:0], per[min(1, len(per)-1):])...)
		}
	}
	return all
}

// Rows are the entries of a slot in the columns that have one per such a thing.
func (s Slot) Rows(m *state.Market, per string) []int {
	host := s.Number
	if s.Kind == "merchant" {
		host = m.StoreOf(s.Number)
	}
	switch {
	case s.Kind == per:
		return []int{s.Number}
	case s.Kind == "mcn":
	case per == "host":
		return []int{host}
	case per == "offer":
		return append(following(m.Offer(0, host, 0), state.LineUp), following(m.Offer(1, host, 0), state.LineUp)...)
	case s.Kind == "streamer":
	case per == "good":
		return following(s.Number*state.GoodsPer, state.GoodsPer)
	case per == "arm":
		return following(s.Number*state.MaxArms, state.MaxArms)
	case per == "edition":
		return []int{s.Number, m.NumMerchants() + s.Number}
	}
	return nil
}

// following are n rows, one behind the other.
func following(first, n int) (rows []int) {
	for i := range n {
		rows = append(rows, first+i)
	}
	return rows
}

// Scribble leaves something in an entry, nothing of which is empty.
func Scribble(entry reflect.Value) {
	switch v := entry; {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			Scribble(reflect.NewAt(v.Field(i).Type(), v.Field(i).Addr().UnsafePointer()).Elem())
		}
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			Scribble(v.Index(i))
		}
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(3)
	case v.CanUint():
		v.SetUint(3)
	case v.CanFloat():
		v.SetFloat(3.25)
	}
}

// holdsMemory reports whether values of a type lead to memory besides their own.
func holdsMemory(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return holdsMemory(t.Elem())
	case reflect.Struct:
		return slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return len(f.Index) == 1 && holdsMemory(f.Type) })
	case reflect.Slice, reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.Interface, reflect.UnsafePointer:
		return true
	}
	return false
}
