package record

import (
	"reflect"
	"testing"
)

// filled returns a day with another number in every field: 1·by, 2·by, 3·by …
func filled(by int64) (d Day) {
	v := reflect.ValueOf(&d).Elem()
	for i := range v.NumField() {
		v.Field(i).SetInt(int64(i+1) * by)
	}
	return d
}

// Whoever adds a field to the day's record need not know who sums it up: it is carried into every total unless its declaration
// says that it is a state. Parts of a day and days of a window are added by the same sum.
func TestEveryFieldOfADayIsSummedOrDeclaredAState(t *testing.T) {
	sum := filled(1)
	for range 2 {
		d := filled(1_000)
		sum.Add(&d)
	}
	states := map[string]bool{"Day": true, "Platform": true, "Adopters": true, "StockAtCost": true}
	v := reflect.ValueOf(sum)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		want := int64(i+1) * 2_001
		when, state := f.Tag.Lookup("state")
		if state {
			want = int64(i + 1)
		}
		if got := v.Field(i).Int(); got != want {
			t.Errorf("%s: 1× plus 2 × 1000× its number %d gives %d, want %d", f.Name, i+1, got, want)
		}
		if state != states[f.Name] || state && when == "" {
			t.Errorf("%s: tagged as a state %v (%q): a state of the end of a day is added to this list, a counter is not tagged", f.Name, state, when)
		}
	}
}
