package state_test

import (
	"reflect"
	"strconv"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/internal/dissect"
	"livebazaar/sim/column"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// scribbled is a market of two venues in which nothing is empty, with entries in every list.
func scribbled() *state.Market {
	m := state.New(state.Sizes{Streamers: 5, Merchants: 4, MCNs: 3, Venues: 2},
		state.Keys{Population: chance.Root(1).At(1), Market: chance.Root(1).At(2)}, -34)
	fill(reflect.ValueOf(m).Elem())
	return m
}

// fill leaves something in every entry of all that is saved, and entries in lists without.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		}
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("snapshot") != "-" {
				fill(reflect.NewAt(v.Field(i).Type(), v.Field(i).Addr().UnsafePointer()).Elem())
			}
		}
	default:
		dissect.Scribble(v)
	}
}

// empty is an entry of a column that nobody has left anything in.
func empty(c *dissect.Column) any {
	v := reflect.New(c.Values.Type().Elem()).Elem()
	x, err := strconv.ParseFloat(c.Vacant, 64)
	switch {
	case c.Per == "arm":
		v.FieldByName("Host").SetInt(-1)
	case c.Vacant == "":
	case c.Vacant == "long ago":
		v.SetInt(state.LongAgo)
	case err != nil:
		panic(c.Name + " is empty with " + c.Vacant)
	case v.CanFloat():
		v.SetFloat(x)
	case v.CanUint():
		v.SetUint(uint64(x))
	default:
		v.SetInt(int64(x))
	}
	return v.Interface()
}

// Whoever enters finds every column of its slot empty, and the entries of all others as they were. The columns are all that there
// are: one that is added is held to this by what its tags say, and to have the entries that they promise.
func TestASlotThatIsEmptiedIsEmptyInEveryColumnAndNoOtherIsTouched(t *testing.T) {
	t.Parallel()
	for kind, of := range map[string]struct {
		slots int
		empty func(m *state.Market, slot int)
		in    []string // at least; what there is one of per slot, or several
	}{
		"streamer": {5, (*state.Market).EmptyStreamer, []string{"streamer", "host", "offer"}},
		"merchant": {4, (*state.Market).EmptyMerchant, []string{"merchant", "host", "offer", "good", "arm", "edition"}},
		"mcn":      {3, (*state.Market).EmptyMCN, []string{"mcn"}},
	} {
		for number := range of.slots {
			m, before, slot := scribbled(), &state.Market{}, dissect.Slot{Kind: kind, Number: number}
			column.Copy(before, m)
			of.empty(m, number)
			emptied, was := map[string]int{}, dissect.Columns(before)
			for k, c := range dissect.Columns(m) {
				own := map[int]bool{}
				for _, row := range slot.Rows(m, c.Per) {
					own[row] = true
				}
				for row := range c.Values.Len() {
					want := was[k].Values.Index(row).Interface()
					if own[row] {
						want = empty(&c)
						emptied[c.Per]++
					}
					if got := c.Values.Index(row).Interface(); !reflect.DeepEqual(got, want) {
						t.Errorf("%s %d is emptied: %s of %s %d is %v, want %v", kind, number, c.Name, c.Per, row, got, want)
					}
				}
			}
			for _, per := range of.in {
				if emptied[per] == 0 {
					t.Errorf("%s %d: no column by %s", kind, number, per)
				}
			}
		}
	}
}

// Every list of agents has an entry for each of what its tag names: it is these tags by which slots are emptied.
func TestColumnsHaveAnEntryForWhatTheirTagsSay(t *testing.T) {
	t.Parallel()
	m := state.New(state.Sizes{Streamers: 5, Merchants: 4, MCNs: 3, Venues: 2}, state.Keys{}, -34)
	const hosts = 5 + 4
	entries := map[string]int{"streamer": 5, "merchant": 4, "mcn": 3, "host": hosts, "offer": 2 * hosts * state.LineUp,
		"good": 4 * state.GoodsPer, "arm": 4 * state.MaxArms, "edition": 2 * 4, "category": state.NumCategories}
	found := map[string]int{}
	for _, c := range dissect.Columns(m) {
		n, agents := entries[c.Per]
		if found[c.Per]++; agents && c.Values.Len() != n {
			t.Errorf("%s has %d entries, and its tag says one per %s, of which there are %d", c.Name, c.Values.Len(), c.Per, n)
		}
	}
	for per := range entries {
		if found[per] == 0 {
			t.Errorf("no column has an entry per %s", per)
		}
	}
}

// A market that is made is empty: whatever there is one of per slot is as somebody who enters would find it.
func TestAMarketThatIsMadeIsEmpty(t *testing.T) {
	t.Parallel()
	m := state.New(state.Sizes{Streamers: 5, Merchants: 4, MCNs: 3, Venues: 2}, state.Keys{}, -34)
	for _, c := range dissect.Columns(m) {
		if c.Per == "arm" {
			continue // read of nobody who is not in the market
		}
		for row := range c.Values.Len() {
			if got, want := c.Values.Index(row).Interface(), empty(&c); !reflect.DeepEqual(got, want) {
				t.Errorf("%s of %s %d is %v, want %v", c.Name, c.Per, row, got, want)
			}
		}
	}
}

// A copy has all that the market has, and no memory of it: no list, with nothing that it has room for.
func TestACopySharesNoMemory(t *testing.T) {
	t.Parallel()
	m := scribbled()
	m.Prepare(1)
	copied := m.Fork(record.Room{Days: 3})
	if column.Sum(copied) != column.Sum(m) {
		t.Error("the copy is another market")
	}
	if shared := dissect.Shared(m, copied); len(shared) > 0 {
		t.Errorf("in both there are %v", shared)
	}
	copied.Consumers.Chunks[1].Due[3] = m.Consumers.Chunks[1].Due[3][:0] // the test can fail: also where only the room is shared
	if shared := dissect.Shared(m, copied); len(shared) != 1 {
		t.Errorf("one list is in both, and found are %v", shared)
	}
}
