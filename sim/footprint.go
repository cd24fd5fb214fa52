package sim

import (
	"reflect"
	"unsafe"

	"livebazaar/sim/books"
	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/crowd"
	"livebazaar/sim/deals"
	"livebazaar/sim/rank"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Footprint says how many bytes of memory a market takes, from the sizes of the state's columns: every list in the state and
// in the scratch of the day says in a tag what it has an entry for (per:"host"), lists within it included, unless it names a
// second thing, of which all lists within it have as many together (per:"circle,good"). A list without is found by a test.

// Sizes are what the memory of a market hangs on.
type Sizes struct {
	Consumers, Streamers, Merchants, MCNs int64 // as the parameters have them, at the start
	Circle, Places                        int64
	Looks                                 int64   // of a streamer at goods of the open pool in a week
	Partners                              float64 // places that a merchant asks for in a week
	Active                                float64 // slots a day in which a consumer opens the platform
	Days, Warmup                          int64
	Workers                               int // of this market
}

// SizesOf returns those of a market under the parameters with so many workers.
func SizesOf(p *rules.Params, workers int) Sizes {
	s := Sizes{Consumers: p.Consumers.Count, Streamers: p.Streamers.Count, Merchants: p.Merchants.Count, MCNs: p.MCNs.Count,
		Circle: p.Streamers.Circle, Places: p.Platform.Places,
		Looks: p.Streamers.LineUp.Candidates, Active: p.Consumers.Activity.Mean, Days: p.Run.Days,
		Warmup: p.Run.WarmupDays, Workers: workers}
	for t := range p.Merchants.Tiers {
		s.Partners += float64(p.Merchants.Tiers[t].Share * float64(p.Merchants.Tiers[t].Partners))
	}
	return s
}

// capacity is the room for newcomers, as the agents' parameters have it.
func (s Sizes) capacity() (streamers, merchants, agencies float64) {
	var p rules.Params
	p.Streamers.Count, p.Merchants.Count, p.MCNs.Count = s.Streamers, s.Merchants, s.MCNs
	return float64(p.Streamers.Capacity()), float64(p.Merchants.Capacity()), float64(p.MCNs.Capacity())
}

// State returns the bytes of the state and scratch of one market on its last day.
func (s Sizes) State() int64 {
	n, sum := s.counts(), float64(unsafe.Sizeof(World{}))
	for _, t := range holders() {
		sum += n.Bytes(t)
	}
	return int64(sum) + fixedTables
}

// holders are what a market's memory is in, each thing once: its state, and the parts with their scratch.
func holders() []reflect.Type {
	list, all := []reflect.Type{reflect.TypeFor[state.Market]()}, reflect.TypeFor[parts]()
	for i := range all.NumField() {
		list = append(list, all.Field(i).Type.Elem())
	}
	return list
}

// Record returns the bytes of its record on the last day, which are part of its state.
func (s Sizes) Record() int64 {
	f, _ := reflect.TypeFor[state.Market]().FieldByName("Rec")
	return int64(s.counts().Bytes(f.Type))
}

// Columns returns the bytes of the agents' columns, of which there are two copies while they are laid out.
func (s Sizes) Columns() int64 {
	n, sum := s.counts(), 0.0
	market := reflect.TypeFor[state.Market]()
	for _, name := range [...]string{"Hosts", "Streamers", "MCNs", "Merchants", "Goods", "Offers", "Venues"} {
		f, _ := market.FieldByName(name)
		sum += n.Lists(f.Type, f.Tag.Get("per"))
	}
	return int64(sum)
}

// fixedTables are the integer tables of a set of parameters.
const fixedTables = int64(unsafe.Sizeof(crowd.Tables{})) + 4*4*state.MemoryDays

// grown is how much more than it needs a list has that was appended to: half as much where it is short, an eighth where it
// is long, in the mean.
const grown = 1.25

// counts are how many there are of what lists have entries for.
func (s Sizes) counts() column.Counts {
	streamers, merchants, agencies := s.capacity()
	hosts, goods, consumers := streamers+merchants, merchants*state.GoodsPer, float64(s.Consumers)
	chunks := float64((s.Consumers + state.ChunkSize - 1) / state.ChunkSize)
	days := float64(s.Days + s.Warmup)
	months := days/state.Month + 2
	// Orders: of the slots in which a consumer is active, the most that end in an order are taken to be a half; they are
	// delivered after 2 to 5 days. No list of a chunk is shorter than some.
	ordered := min(1, s.Active/2)
	few := float64(16 * chunks)
	judges := min(streamers, deals.JudgedAtOnce)
	asked := merchants * s.Partners // in the market; of those who judge at once each is asked twice as often as the mean at most
	return column.Counts{
		"consumer": consumers, "chunk": chunks, "active": float64(grown*consumers) + few,
		"due": grown * (float64(consumers*ordered*3.5/8) + few), "placed": grown * (float64(consumers*ordered/2) + few),
		"settled": grown * (float64(consumers*ordered) + few),
		"traced":  0, "scratch order": state.ChunkSize,
		"host": hosts, "channel": hosts, "streamer": streamers, "merchant": merchants, "mcn": agencies, "good": goods, "offer": 2 * hosts * state.LineUp,
		"taking": grown * (float64(min(2*hosts*state.LineUp, 2*consumers*ordered)/crowd.Tills) + 16), "month": months,
		"arm": merchants * state.MaxArms, "edition": 2 * merchants, "category": state.NumCategories, "venue": 1,
		"memory": float64(len(rank.NewMemory(0).Columns)),
		"room":   grown * hosts, "column": grown * 3 * hosts, "circle": max(1, float64(s.Streamers)/float64(max(1, s.Circle))),
		"proposal": grown * asked, "judge": grown * judges,
		"judged place": grown * (float64(judges*float64(state.LineUp+s.Looks)) + float64(asked*min(1, 2*judges/max(1, streamers)))),
		"look":         1 << 10, "block of hosts": grown * (float64(hosts/crew.Block) + 1), "week": days / state.Week,
		"worker": float64(s.Workers), "room of a worker": grown * hosts * float64(s.Workers),
		"day": grown * days, "flow": grown * 24 * days, "streamer month": months * streamers,
		"merchant month": months * merchants, "mcn month": months * agencies, "cohort age": grown * months * (books.MaxAge + 1),
	}
}
