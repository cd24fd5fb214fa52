package sim

import "reflect"

// stretch makes every slice field of the struct that columns points to, nested structs included, n long.
func stretch(columns any, n int) {
	v := reflect.ValueOf(columns).Elem()
	for i := 0; i < v.NumField(); i++ {
		switch f := v.Field(i); f.Kind() {
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), n, n))
		case reflect.Struct:
			stretch(f.Addr().Interface(), n)
		}
	}
}

// layOut gives the struct that to points to copies of the columns that the one of the same type at from has, those of a
// type one behind the other; they may be the same struct. Memory of their own begins on a page for all columns, so that
// whatever is kept of one agent lies at the same places of the pages: in few sets of the processor's cache, from which it
// drives itself out.
func layOut(to, from any) {
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

// slicesIn returns the slices in v, those of nested structs and arrays included.
func slicesIn(v reflect.Value) (all []reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		return []reflect.Value{v}
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

// zero clears every slice field of the struct that columns points to.
func zero(columns any) {
	v := reflect.ValueOf(columns).Elem()
	for i := 0; i < v.NumField(); i++ {
		v.Field(i).Clear()
	}
}

// zeroAt clears entry i of every slice field of the struct that columns points to.
func zeroAt(columns any, i int) {
	v := reflect.ValueOf(columns).Elem()
	for k := 0; k < v.NumField(); k++ {
		v.Field(k).Index(i).SetZero()
	}
}

// fold adds every column of the counters that from points to, but those whose tag is left out, to the same column of those
// that to points to. leftOut may be nil. A counter that is new is carried on without another line.
func fold(to, from any, leftOut func(reflect.StructTag) bool) {
	sums, counts := reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem()
	for k := range counts.NumField() {
		if leftOut != nil && leftOut(counts.Type().Field(k).Tag) {
			continue
		}
		counts := counts.Field(k).Interface().([]int64)
		sums := sums.Field(k).Interface().([]int64)[:len(counts)]
		for i, n := range counts {
			sums[i] += n
		}
	}
}
