package dissect

import (
	"cmp"
	"reflect"
	"slices"
)

// A stretch is memory that something holds, from one address to before another.
type stretch struct {
	from, to uintptr
	name     string
	of       int // the first thing or the second
}

// Shared names what in the memory that two pointers lead to is the same, lists with all they have room for. Memory of the types that
// are never changed may be.
func Shared(a, b any, never ...reflect.Type) (names []string) {
	var held []stretch
	for i, p := range []any{a, b} {
		h := holder{never: never, seen: map[uintptr]bool{}, of: i}
		h.follow(reflect.ValueOf(p), "")
		held = append(held, h.held...)
	}
	slices.SortFunc(held, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var reach [2]stretch // of each thing, what reaches farthest so far
	for _, s := range held {
		if other := reach[1-s.of]; s.from < other.to {
			names = append(names, s.name+" and "+other.name)
		}
		if s.to > reach[s.of].to {
			reach[s.of] = s
		}
	}
	return names
}

// A holder finds all memory that a thing holds.
type holder struct {
	never []reflect.Type
	seen  map[uintptr]bool // what pointers have led to
	held  []stretch
	of    int
}

func (h *holder) hold(from uintptr, size uintptr, name string) {
	if size > 0 {
		h.held = append(h.held, stretch{from: from, to: from + size, name: name, of: h.of})
	}
}

func (h *holder) follow(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || h.seen[v.Pointer()] || slices.Contains(h.never, v.Type().Elem()) {
			return
		}
		h.seen[v.Pointer()] = true
		h.hold(v.Pointer(), v.Type().Elem().Size(), name)
		h.follow(v.Elem(), name)
	case reflect.Slice:
		h.hold(v.Pointer(), uintptr(v.Cap())*v.Type().Elem().Size(), name)
		if holdsMemory(v.Type().Elem()) {
			for i := range v.Len() {
				h.follow(v.Index(i), name)
			}
		}
	case reflect.Array:
		if holdsMemory(v.Type().Elem()) {
			for i := range v.Len() {
				h.follow(v.Index(i), name)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			h.follow(v.Field(i), name+"."+v.Type().Field(i).Name)
		}
	case reflect.Map, reflect.Chan, reflect.Func, reflect.Interface, reflect.UnsafePointer:
		if !v.IsZero() {
			panic(name + " is of a kind whose memory nobody follows")
		}
	}
}
