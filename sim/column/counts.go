package column

import (
	"fmt"
	"reflect"
	"strings"
)

// Counts are how many there are of what lists have entries for, by the names that tags per give (per:"host", or per:"circle,good"
// where a list holds lists that have as many entries together as the second name says). What pointers lead to is not counted.
type Counts map[string]float64

// Bytes returns the size of a value of the type with all that its lists hold.
func (n Counts) Bytes(t reflect.Type) float64 { return float64(t.Size()) + n.lists(t, nil) }

// Lists returns what the lists in a value of the type hold, which have an entry for what per says unless a tag says otherwise.
func (n Counts) Lists(t reflect.Type, per string) float64 { return n.lists(t, []string{per}) }

// lists returns what the lists in a value of the type hold. Per names what they have entries for.
func (n Counts) lists(t reflect.Type, per []string) (sum float64) {
	switch t.Kind() {
	case reflect.Slice:
		if len(per) == 0 {
			panic("column: nothing says how long a list of " + t.Elem().String() + " in the state is")
		}
		entries, known := n[per[0]]
		if !known {
			panic(fmt.Sprintf("column: nothing says how many of %q there are", per[0]))
		}
		return float64(entries*float64(t.Elem().Size())) + n.lists(t.Elem(), per[min(1, len(per)-1):])
	case reflect.Array:
		if each := n.lists(t.Elem(), per); each > 0 {
			return each * float64(t.Len())
		}
	case reflect.Struct:
		for i := range t.NumField() {
			f, of := t.Field(i), per
			if tag, has := f.Tag.Lookup("per"); has {
				of = strings.Split(tag, ",")
			}
			sum += n.lists(f.Type, of)
		}
	}
	return sum
}
