package experiment

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"livebazaar/agents/chance"
	"livebazaar/sim"
	"livebazaar/sim/record"
)

// toy is a market of twelve streamers who share twelve orders a day by lot, in proportion to appeal and, by the rule
// in force, to earlier sales. The rule's strength stands in the parameter run.seed.
type toy struct {
	factory *toys
	toyState
}

type toyState struct {
	Key      uint64
	Strength float64
	Day, End int64
	Appeal   []float64
	Barred   []bool
	Sold     []int64   // fen, all the time
	Month    []int64   // fen, this month
	Daily    [][]int64 // fen by day and streamer, the last 90 days
	Rec      record.Book
	Closed   bool
}

const toyStreamers = 12

// toys makes toy markets; before, if set, is called before each day and may return an error or panic.
type toys struct {
	before func(t *toy, workers int) error
}

func (f *toys) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	key := chance.Root(seed).At(uint64(replicate))
	t := &toy{factory: f, toyState: toyState{Key: uint64(key), Day: -p.Run.WarmupDays, Strength: float64(p.Run.Seed),
		Appeal: make([]float64, toyStreamers), Barred: make([]bool, toyStreamers), Sold: make([]int64, toyStreamers), Month: make([]int64, toyStreamers)}}
	for i := range t.Appeal {
		t.Appeal[i] = key.For(chance.Population).Uniform(uint64(i))
	}
	return t, nil
}

func (f *toys) Decode(p *sim.Params, r io.Reader) (Market, error) {
	t := &toy{factory: f}
	err := gob.NewDecoder(r).Decode(&t.toyState)
	t.Strength = float64(p.Run.Seed)
	return t, err
}

func (t *toy) Step(workers int) error {
	if t.factory.before != nil {
		if err := t.factory.before(t, workers); err != nil {
			return err
		}
	}
	if t.Closed {
		panic("a day after the end")
	}
	t.Day++
	key := chance.Key(t.Key).At(uint64(t.Day + 1000))
	today := make([]int64, toyStreamers)
	var total int64
	var weight [toyStreamers]float64
	for s := range weight {
		weight[s] = t.Appeal[s] * (1 + t.Strength*float64(t.Sold[s])/1e6)
	}
	for order := uint64(0); order < 12; order++ {
		best, first := -1, 0.0 // who comes first wins, at a rate in proportion to the weight
		for s, barred := range t.Barred {
			if barred {
				continue
			}
			if at := key.Exponential(order*toyStreamers+uint64(s)) / weight[s]; best < 0 || at < first {
				best, first = s, at
			}
		}
		if best >= 0 && key.Chance(order+1<<20, 0.9) {
			today[best] += 1000
			total += 1000
		}
	}
	for s, fen := range today {
		t.Sold[s] += fen
		t.Month[s] += fen
	}
	t.Daily = append(t.Daily, today)
	t.Daily = t.Daily[max(0, len(t.Daily)-memory):]
	t.Rec.Days = append(t.Rec.Days, record.Day{Day: t.Day, GMV: total, GMVNet: total, Orders: total / 1000, Visits: 60})
	if (t.Day+3000)%30 == 0 {
		t.endMonth()
	}
	return nil
}

func (t *toy) endMonth() {
	month := (t.Day+3000+29)/30 - 100
	for s, fen := range t.Month {
		t.Rec.Streamers = append(t.Rec.Streamers, record.StreamerMonth{Streamer: int64(100 + s), Month: month, Entered: -100, GMV: fen, GMVNet: fen,
			OrdersKept: fen / 1000, Sessions: 1, LastSession: t.Day})
		t.Month[s] = 0
	}
}

func (t *toy) Close() {
	t.Closed = true
	if (t.Day+3000)%30 != 0 {
		t.endMonth()
	}
}

func (t *toy) Today() int64             { return t.Day }
func (t *toy) Book() *record.Book       { return &t.Rec }
func (t *toy) Consumers() int64         { return 50 }
func (t *toy) Reseed(market uint64)     { t.Key = market }
func (t *toy) Encode(w io.Writer) error { return gob.NewEncoder(w).Encode(&t.toyState) }

func (t *toy) Switch(p *sim.Params) error {
	t.Strength = float64(p.Run.Seed)
	return nil
}

func (t *toy) Fork() (Market, error) {
	c := *t
	c.Barred, c.Sold, c.Month = slices.Clone(t.Barred), slices.Clone(t.Sold), slices.Clone(t.Month)
	c.Daily, c.Rec.Days, c.Rec.Streamers = slices.Clone(t.Daily), slices.Clone(t.Rec.Days), slices.Clone(t.Rec.Streamers)
	return &c, nil
}

func (t *toy) TopStreamers(days, k int) []int64 {
	sold := make([]int64, toyStreamers)
	for _, day := range t.Daily[max(0, len(t.Daily)-days):] {
		for s, fen := range day {
			sold[s] += fen
		}
	}
	people := t.present()
	sort.SliceStable(people, func(a, b int) bool { return sold[people[a]-100] > sold[people[b]-100] })
	return people[:min(k, len(people))]
}

// present are those who are not removed.
func (t *toy) present() (people []int64) {
	for s, barred := range t.Barred {
		if !barred {
			people = append(people, int64(100+s))
		}
	}
	return people
}

func (t *toy) RandomStreamers(k int, key chance.Key) []int64 {
	people := t.present()
	sort.Slice(people, func(a, b int) bool { return key.Bits(uint64(people[a])) < key.Bits(uint64(people[b])) })
	return people[:min(k, len(people))]
}

func (t *toy) Bar(people []int64) {
	for _, id := range people {
		t.Barred[id-100] = true
	}
}

// memoryKeeper keeps parts and states in memory, and every now and then a copy of all of it, as a kill would leave it.
type memoryKeeper struct {
	mu     sync.Mutex
	parts  map[string]string
	nanos  int64
	states map[string][]byte
	saves  map[string]int
	copies []*memoryKeeper
	every  int // copy after so many changes; 0 never
	change int
	broken error
}

func newKeeper() *memoryKeeper {
	return &memoryKeeper{parts: map[string]string{}, states: map[string][]byte{}, saves: map[string]int{}}
}

func (k *memoryKeeper) changed() error {
	k.change++
	if k.every > 0 && k.change%k.every == 0 {
		k.copies = append(k.copies, &memoryKeeper{parts: maps.Clone(k.parts), states: maps.Clone(k.states), saves: map[string]int{}})
	}
	return k.broken
}

func (k *memoryKeeper) Finished(scenario string, replicate int) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, ok := k.parts[fmt.Sprint(scenario, replicate)]
	return ok
}

func (k *memoryKeeper) Commit(p *record.Part) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.parts[fmt.Sprint(p.Scenario, p.Replicate)] = render(p)
	k.nanos += p.MarketNanos
	return k.changed()
}

func (k *memoryKeeper) SaveState(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.states[name] = b.Bytes()
	k.saves[name]++
	return k.changed()
}

func (k *memoryKeeper) LoadState(name string) (io.ReadCloser, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	b, ok := k.states[name]
	if !ok {
		return nil, nil
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

func (k *memoryKeeper) DropState(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.states, name)
	return k.changed()
}

// render writes a part out in full, bit by bit, wall time left out.
func render(p *record.Part) string {
	var b strings.Builder
	fmt.Fprintln(&b, p.Scenario, p.Replicate, p.ConsumerDays)
	for _, v := range p.Summary {
		fmt.Fprintln(&b, v.Scenario, v.Replicate, v.Metric, v.Unit, v.Value)
	}
	for _, t := range p.Tables {
		fmt.Fprintln(&b, t.Name, t.Rows, t.Key, t.Columns)
		for c := range t.Columns {
			binary.Write(&b, binary.LittleEndian, t.Ints[c])
			binary.Write(&b, binary.LittleEndian, t.Floats[c])
			fmt.Fprintf(&b, "%q\n", t.Texts[c])
		}
	}
	return b.String()
}

// ticking is a clock that moves on by a step at every look.
func ticking(step time.Duration) func() time.Time {
	var mu sync.Mutex
	now := time.Unix(0, 0)
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(step)
		return now
	}
}

func toyParams(days, warmup, strength int64) *sim.Params {
	p, _ := sim.NewParams()
	p.Run.Days, p.Run.WarmupDays, p.Run.Seed = days, warmup, strength
	return p
}

func toyPlan(days int64, workers int) Plan {
	return Plan{
		Study: "toy", Baseline: "mild", Warmup: toyParams(days, 31, 1), Replicates: 3, Seed: 9, Level: 0.95, Workers: workers,
		Scenarios: []Scenario{{Name: "mild", Params: toyParams(days, 31, 1)}, {Name: "rigid", Params: toyParams(days, 31, 40)},
			{Name: "same", Params: toyParams(days, 31, 1)}},
		Branches: true, Twin: true, Markets: &toys{}, Clock: ticking(time.Millisecond),
	}
}
