package column

import (
	"reflect"

	"livebazaar/sim/crew"
)

// Stretch makes every slice field of the struct that columns points to, nested structs included, n long.
func Stretch(columns any, n int) {
	v := reflect.ValueOf(columns).Elem()
	for i := 0; i < v.NumField(); i++ {
		switch f := v.Field(i); f.Kind() {
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), n, n))
		case reflect.Struct:
			Stretch(f.Addr().Interface(), n)
		}
	}
}

// LayOut gives the struct that to points to copies of the columns that the one of the same type at from has; they may be the same struct.
// Each type's columns lie one behind the other in one block, a few entries apart. Blocks of their own would all begin on a page, and
// the entries of one agent would then compete for the same few cache sets.
func LayOut(to, from any) {
	const apart = 16 // entries between two columns: no size makes them fall on the same places again
	into, of := slicesIn(reflect.ValueOf(to).Elem()), slicesIn(reflect.ValueOf(from).Elem())
	sizes, blocks := map[reflect.Type]int{}, map[reflect.Type]reflect.Value{}
	for _, s := range of {
		sizes[s.Type()] += s.Len() + apart
	}
	for t, n := range sizes {
		blocks[t] = reflect.MakeSlice(t, n, n)
	}
	for i, s := range of {
		t, n := s.Type(), s.Len()
		block := blocks[t]
		reflect.Copy(block, s)
		into[i].Set(block.Slice3(0, n, n))
		blocks[t] = block.Slice(n+apart, block.Len())
	}
}

// slicesIn returns the slices in v, those of nested structs and arrays included, but no lists of slices, which are few.
func slicesIn(v reflect.Value) (all []reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Slice {
			return []reflect.Value{v}
		}
	case reflect.Array:
		for i := range v.Len() {
			all = append(all, slicesIn(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, slicesIn(v.Field(i))...)
		}
	}
	return all
}

// Zero clears every slice field of the struct of counters that columns points to, with the crew.
func Zero(columns any, c *crew.Crew) {
	v := reflect.ValueOf(columns).Elem()
	each(v, c, func(k int) { v.Field(k).Clear() })
}

// each runs f on the number of every column of the counters. Those of a small market are so short that nobody is called.
func each(counters reflect.Value, c *crew.Crew, f func(k int)) {
	if counters.Field(0).Len() > crew.Block {
		c.Each(counters.NumField(), func(k, _ int) { f(k) })
		return
	}
	for k := range counters.NumField() {
		f(k)
	}
}

// Fold adds to every column of the sums that to points to the column of the same name of the counters that from points to, which must
// have it. A column of sums whose tag booked says when it is counted is counted there, and left alone.
func Fold(to, from any, c *crew.Crew) {
	all, day := reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem()
	each(all, c, func(k int) {
		f := all.Type().Field(k)
		if f.Tag.Get("booked") != "" {
			return
		}
		counts := day.FieldByName(f.Name).Interface().([]int64)
		sums := all.Field(k).Interface().([]int64)[:len(counts)]
		for i, n := range counts {
			sums[i] += n
		}
	})
}

// Resize returns a slice of length n that reuses the memory of s where it can; its content is not defined.
func Resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
