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
