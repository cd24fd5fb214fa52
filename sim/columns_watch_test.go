package sim

import (
	"bytes"
	"hash/maphash"
	"maps"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"livebazaar/sim/state"
)

// A field is a column of the state by its table and name, with the memory of each of its entries that counts.
type field struct {
	table, name string
	of          reflect.Value // one list, or several that go by one name
	part        []extent      // of an entry: the field of a record, or all of it
}

// An extent is the bytes of an entry from one up to another, without what is left free between its fields.
type extent struct{ from, to uintptr }

// stateFields are all columns of a market, in the order of the state. What follows from them and is not saved is left out.
func stateFields(m *state.Market) (all []field) {
	var market []field // what is one for all
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Tag.Get("snapshot") == "-":
		case f.Name == "Keys", f.Name == "Scale", f.Name == "Origin", f.Name == "Exiles", f.Type.Kind() == reflect.Int64:
			market = append(market, field{"Market", f.Name, v.Field(i), nil})
		case f.Name == "Accounts":
			all = append(all, field{"Accounts", "Balance", v.Field(i).Field(0), nil},
				field{"Accounts", "Flow", v.Field(i).Field(1), nil})
		case f.Name == "Venues":
			all = append(all, fieldsIn(reflect.ValueOf(m.Main()).Elem(), f.Name)...)
		default:
			all = append(all, fieldsIn(v.Field(i), f.Name)...)
		}
	}
	return append(market, all...)
}

// fieldsIn are the columns of a struct, those of counters within it in tables of their own. A list of consumers' records is a table,
// of which their fields are the columns.
func fieldsIn(v reflect.Value, table string) (all []field) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Anonymous:
			all = append(all, fieldsIn(v.Field(i), table)...)
		case f.Type.Kind() == reflect.Struct && f.Name != "Log" && f.Name != "Memory":
			all = append(all, fieldsIn(v.Field(i), table+"."+f.Name)...)
		case f.Type == reflect.TypeFor[[]state.Consumer]():
			record := f.Type.Elem()
			for k := range record.NumField() {
				at := record.Field(k).Offset
				all = append(all, field{table, f.Name + "." + record.Field(k).Name, v.Field(i),
					[]extent{{at, at + record.Field(k).Type.Size()}}})
			}
		default:
			all = append(all, field{table, f.Name, v.Field(i), nil})
		}
	}
	return all
}

// eachList calls do with the lists of plain values in a value, or with the value itself where it has none.
func eachList(v reflect.Value, do func(reflect.Value)) {
	switch {
	case v.Kind() == reflect.Slice && !plain(v.Type().Elem()), v.Kind() == reflect.Array && !plain(v.Type()):
		for i := range v.Len() {
			eachList(v.Index(i), do)
		}
	case v.Kind() == reflect.Struct && !plain(v.Type()):
		for i := range v.NumField() {
			eachList(v.Field(i), do)
		}
	default:
		do(v)
	}
}

// plain reports whether values of a type have no memory but their own, and names that never change.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) {
				return false
			}
		}
		return true
	}
	return t.Kind() != reflect.Slice
}

// extents are the bytes of a value of a type that its fields fill.
func extents(t reflect.Type, at uintptr) (all []extent) {
	add := func(e extent) {
		if n := len(all); n > 0 && all[n-1].to == e.from {
			all[n-1].to = e.to
		} else {
			all = append(all, e)
		}
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			for _, e := range extents(t.Field(i).Type, at+t.Field(i).Offset) {
				add(e)
			}
		}
	case reflect.Array:
		for i := range t.Len() {
			for _, e := range extents(t.Elem(), at+uintptr(i)*t.Elem().Size()) {
				add(e)
			}
		}
	case reflect.String:
	default:
		add(extent{at, at + t.Size()})
	}
	return all
}

// A scribe notes who writes which column of markets that it watches.
type scribe struct {
	names   []string                   // of the columns, in the order of the state
	writers map[string]map[string]bool // by column: the events that changed it
	sums    []uint64
	records uint64   // sum of all fields of records together
	open    []string // events under way, those within others last

	market  *state.Market // that it looks at, and its columns
	fields  []field
	seed    maphash.Seed
	extents map[reflect.Type][]extent
}

func newScribe() *scribe {
	return &scribe{writers: map[string]map[string]bool{}, seed: maphash.MakeSeed(), extents: map[reflect.Type][]extent{}}
}

// sum is a number for what a column holds.
func (s *scribe) sum(f *field) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	eachList(f.of, func(v reflect.Value) {
		entry, n := v.Type(), 1
		var first unsafe.Pointer
		if v.Kind() == reflect.Slice {
			entry, n, first = entry.Elem(), v.Len(), v.UnsafePointer()
		} else {
			first = v.Addr().UnsafePointer()
		}
		parts := f.part
		if parts == nil {
			if s.extents[entry] == nil {
				s.extents[entry] = extents(entry, 0)
			}
			parts = s.extents[entry]
		}
		maphash.WriteComparable(&h, n)
		if size := entry.Size(); len(parts) == 1 && parts[0] == (extent{0, size}) {
			h.Write(unsafe.Slice((*byte)(first), uintptr(n)*size))
		} else {
			for i := range n {
				for _, e := range parts {
					h.Write(unsafe.Slice((*byte)(unsafe.Add(first, uintptr(i)*size+e.from)), e.to-e.from))
				}
			}
		}
	})
	return h.Sum64()
}

const newDay = "a new day" // what no event does

// look compares the columns with what they were when it looked last, and puts down to an event what has changed.
func (s *scribe) look(w *World, event string) {
	if s.market != w.Market {
		s.market, s.fields = w.Market, stateFields(w.Market)
	}
	fields, first := s.fields, s.sums == nil
	if first {
		s.sums = make([]uint64, len(fields))
	}
	same := false // whether no record has changed
	for i := range fields {
		if all := fields[i]; all.part != nil && (i == 0 || fields[i-1].part == nil) {
			all.part = nil
			sum := s.sum(&all)
			same, s.records = sum == s.records && !first, sum
		}
		if same && fields[i].part != nil {
			continue
		}
		name, sum := fields[i].table+" "+fields[i].name, s.sum(&fields[i])
		if s.writers[name] == nil {
			s.writers[name] = map[string]bool{}
			s.names = append(s.names, name)
		}
		if !first && sum != s.sums[i] {
			s.writers[name][event] = true
		}
		s.sums[i] = sum
	}
}

// watch notes the writers in a market over some days.
func (s *scribe) watch(t testing.TB, w *World, days int) {
	t.Helper()
	s.sums = nil
	s.look(w, "")
	w.watch(func(event string, let func()) {
		if len(s.open) > 0 || event == atDawn[0].name { // between two events of a list nothing happens
			s.look(w, s.under())
		}
		s.open = append(s.open, event)
		let()
		s.look(w, event)
		s.open = s.open[:len(s.open)-1]
	})
	run(t, w, days, 1)
}

// under is the event under way.
func (s *scribe) under() string {
	if len(s.open) == 0 {
		return newDay
	}
	return s.open[len(s.open)-1]
}

// watched are small markets under rules that lead them through all parts of the model, of which a scribe has noted who writes what.
func watched(t testing.TB) *scribe {
	t.Helper()
	s := newScribe()
	for _, set := range []map[string]any{
		{"merchants.entry.capital": 0.5},
		{"platform.ranking.allocate": "tier-quota", "platform.ranking.tier_quota.review": int64(7), "merchants.stock.unlimited": true,
			"platform.kind": "social", "platform.closed_loop": false, "platform.fees.clawback": false},
		{"streamers.accident.scandal": 0.2, "streamers.accident.illness": 0.1, "streamers.accident.bans": 0.8, "streamers.comeback.away": 30.0,
			"streamers.giveback.most": 0.5, "mcns.pool.most": 0.2},
		{"platform.ranking.allocate": "top-k", "platform.ranking.top_k.k": 5.0, "platform.ranking.amortised.speed": 1.0,
			"platform.enforcement.sampling": 1.0, "mcns.count": int64(4), "mcns.traffic.share": 0.5, "mcns.firm.reluctance": 5.0,
			"merchants.honesty.scruple": 0.0, "merchants.honesty.esteem": 0.0},
	} {
		tight := maps.Clone(set) // rules that begin on the way, under which merchants lose money
		tight["streamers.giveback.most"], tight["platform.fees.commission"] = 0.01, 0.4
		s.watch(t, opened(t, path(t, rulesWith(t, set), begins{8, rulesWith(t, tight)})), 70)
	}
	return s
}

// What the scribe sees is what is there: it takes every byte of a column for a change and nothing else, and puts it down to the
// innermost event.
func TestScribeSeesEveryChange(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	before := encoded(t, w)
	s := newScribe()
	s.look(w, "")
	s.look(w, "nothing")
	if !bytes.Equal(before, encoded(t, w)) {
		t.Error("to look changes the market")
	}
	last := len(w.Consumers.Rec) - 1
	w.Consumers.Rec[last].Mood++
	w.Hosts.WeekSettling.KeptFen[3]++
	w.Main().Memory.Columns[0][1]++
	w.Merchants.Arms[5].LastWeek++
	w.Accounts.Balance[2][1]++
	w.Serial++
	s.look(w, "something")
	var changed []string
	for _, name := range s.names {
		if s.writers[name]["nothing"] {
			t.Errorf("%s is said to have changed", name)
		}
		if s.writers[name]["something"] {
			changed = append(changed, name)
		}
	}
	want := []string{"Market Serial", "Consumers Rec.Mood", "Hosts.WeekSettling KeptFen", "Merchants Arms", "Venues Memory", "Accounts Balance"}
	if !slices.Equal(changed, want) {
		t.Errorf("it sees changes of %q, not of %q", changed, want)
	}
	if n := len(s.names); n < 180 {
		t.Errorf("it sees %d columns", n)
	}
}
