package experiment

import (
	"hash/maphash"
	"math"
	"reflect"

	"livebazaar/sim"
)

// grouped gathers the numbers below n into groups of things that are the same, in the order of the first of each group. Things that
// are the same have the same key, so that a thing is compared with those of its key only.
func grouped(n int, key func(int) uint64, same func(a, b int) bool) [][]int {
	var groups [][]int
	of := map[uint64][]int{} // groups by key
next:
	for i := range n {
		k := key(i)
		for _, g := range of[k] {
			if same(groups[g][0], i) {
				groups[g] = append(groups[g], i)
				continue next
			}
		}
		of[k] = append(of[k], len(groups))
		groups = append(groups, []int{i})
	}
	return groups
}

var keySeed = maphash.MakeSeed()

// key returns a number that equal parameters share. What acts where a market is made tells the keys of others apart; rules that are
// no plain numbers are left to Equal.
func key(p *sim.Params) uint64 {
	var h maphash.Hash
	h.SetSeed(keySeed)
	addValue(&h, reflect.ValueOf(p).Elem())
	return h.Sum64()
}

// addValue adds the numbers, switches and texts of a value, in the order in which they are declared.
func addValue(h *maphash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				addValue(h, v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			addValue(h, v.Index(i))
		}
	case reflect.Float64:
		maphash.WriteComparable(h, math.Float64bits(v.Float()+0)) // both zeros are one
	case reflect.Int64:
		maphash.WriteComparable(h, v.Int())
	case reflect.Bool:
		maphash.WriteComparable(h, v.Bool())
	case reflect.String:
		maphash.WriteComparable(h, v.String())
	}
}
