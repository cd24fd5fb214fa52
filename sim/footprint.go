package sim

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// Footprint says how many bytes of memory a market takes, from the sizes of the state's columns: every list in the state and
// in the scratch of the day says in a tag what it has an entry for (per:"host"), lists within it included, unless it names a
// second thing, of which all lists within it have as many together (per:"circle,good"). A list without is found by a test.

// Sizes are what the memory of a market hangs on.
type Sizes struct {
	Consumers, Streamers, Merchants, MCNs int64 // as the parameters have them, at the start
	Circle, Places                        int64
	Partners                              float64 // places that a merchant asks for in a week
	Active                                float64 // slots a day in which a consumer opens the platform
	Days, Warmup                          int64
	Workers                               int // of this market
}

// Sizes returns those of a market with so many workers.
func (p *Params) Sizes(workers int) Sizes {
	s := Sizes{Consumers: p.Consumers.Count, Streamers: p.Streamers.Count, Merchants: p.Merchants.Count, MCNs: p.MCNs.Count,
		Circle: p.Streamers.Circle, Places: p.Platform.Places, Active: p.Consumers.Activity.Mean, Days: p.Run.Days,
		Warmup: p.Run.WarmupDays, Workers: workers}
	for t := range p.Merchants.Tiers {
		s.Partners += float64(p.Merchants.Tiers[t].Share * float64(p.Merchants.Tiers[t].Partners))
	}
	return s
}

// capacity is the room for newcomers, as the agents' parameters have it.
func (s Sizes) capacity() (streamers, merchants, agencies float64) {
	var p Params
	p.Streamers.Count, p.Merchants.Count, p.MCNs.Count = s.Streamers, s.Merchants, s.MCNs
	return float64(p.Streamers.Capacity()), float64(p.Merchants.Capacity()), float64(p.MCNs.Capacity())
}

// State returns the bytes of the state and scratch of one market on its last day.
func (s Sizes) State() int64 { return int64(s.counts().bytes(reflect.TypeFor[World]())) + fixedTables }

// Record returns the bytes of its record on the last day, which are part of its state.
func (s Sizes) Record() int64 {
	f, _ := reflect.TypeFor[World]().FieldByName("Rec")
	return int64(s.counts().bytes(f.Type))
}

// Columns returns the bytes of the agents' columns, of which there are two copies while they are laid out.
func (s Sizes) Columns() int64 {
	n, sum := s.counts(), 0.0
	world := reflect.TypeFor[World]()
	for _, name := range [...]string{"Hosts", "Streamers", "MCNs", "Merchants", "Goods", "Offers"} {
		f, _ := world.FieldByName(name)
		sum += n.lists(f.Type, []string{f.Tag.Get("per")})
	}
	return int64(sum)
}

// fixedTables are the integer tables of a set of parameters.
const fixedTables = int64(unsafe.Sizeof(tables{})) + 4*4*memoryDays

// grown is how much more than it needs a list has that was appended to: half as much where it is short, an eighth where it
// is long, in the mean.
const grown = 1.25

// counts are how many there are of what lists have entries for.
type counts map[string]float64

func (s Sizes) counts() counts {
	streamers, merchants, agencies := s.capacity()
	hosts, goods, consumers := streamers+merchants, merchants*GoodsPer, float64(s.Consumers)
	chunks := float64((s.Consumers + ChunkSize - 1) / ChunkSize)
	days := float64(s.Days + s.Warmup)
	months := days/Month + 2
	// Orders: of the slots in which a consumer is active, the most that end in an order are taken to be a half; they are
	// delivered after 2 to 5 days. No list of a chunk is shorter than some.
	ordered := min(1, s.Active/2)
	few := float64(16 * chunks)
	return counts{
		"consumer": consumers, "chunk": chunks, "active": float64(grown*consumers) + few,
		"due": grown * (float64(consumers*ordered*3.5/8) + few), "placed": grown * (float64(consumers*ordered/2) + few),
		"settled": grown * (float64(consumers*ordered) + few),
		"traced":  0, "scratch order": ChunkSize,
		"host": hosts, "streamer": streamers, "merchant": merchants, "mcn": agencies, "good": goods, "offer": 2 * hosts * LineUp,
		"arm": merchants * MaxArms, "edition": 2 * merchants, "category": NumCategories, "platform": 1,
		"room": grown * hosts, "column": grown * 3 * hosts, "circle": max(1, float64(s.Streamers)/float64(max(1, s.Circle))),
		"proposal": grown * merchants * s.Partners, "look": 1 << 10, "week": days / Week,
		"worker": float64(s.Workers), "room of a worker": grown * hosts * float64(s.Workers),
		"day": grown * days, "flow": grown * 24 * days, "streamer month": months * streamers,
		"merchant month": months * merchants, "mcn month": months * agencies, "cohort age": grown * months * (maxAge + 1),
	}
}

// bytes returns the size of a value of the type with all that its lists hold.
func (n counts) bytes(t reflect.Type) float64 { return float64(t.Size()) + n.lists(t, nil) }

// lists returns what the lists in a value of the type hold. Per names what they have entries for.
func (n counts) lists(t reflect.Type, per []string) (sum float64) {
	switch t.Kind() {
	case reflect.Slice:
		if len(per) == 0 {
			panic("sim: nothing says how long a list of " + t.Elem().String() + " in the state is")
		}
		entries, known := n[per[0]]
		if !known {
			panic(fmt.Sprintf("sim: nothing says how many of %q there are", per[0]))
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
