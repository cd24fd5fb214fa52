package sim

import (
	"fmt"
	"runtime/debug"
	"sync"

	"livebazaar/agents/chance"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/slates"
)

// runtime is the scratch of the running day. It is never saved: everything in it is made anew from the state.
type runtime struct {
	slot    int    // of the day
	without string // event that does not happen: set by tests alone

	order   []int32       `per:"host"` // hosts in order of serial number: the order of everything that is done room by room
	serials []uint64      `per:"host"` // serial number and host, scratch of arrange
	live    []int32       `per:"host"` // hosts with a room open today, in the same order
	roomOf  []int32       `per:"host"` // by host: index in rooms, −1 when not open in the slot
	rooms   []room        `per:"room"`
	faces   []slates.Room `per:"room"` // by room: what is seen of it on a slate
	open    []int32       `per:"room"` // hosts of rooms
	tally   []roomTally   `per:"room"`
	crowd   []int32       `per:"room"` // by room: small-room premium, 1/1024 util
	niche   [NumCategories]bool

	born  []uint32 `per:"host"`  // by host: day number of entry; beyond all days for a host that has left
	terms []terms  `per:"offer"` // by offer index, of the rooms open in the slot

	hosts       rank.View                    `per:"host"` // all hosts, as ranking rules may see them
	view        rank.View                    `per:"room"` // the open rooms
	scratch     rank.Scratch                 `per:"room"`
	impressions []int64                      `per:"room"`
	expected    [NumSlots]int64              // active slots of live shoppers today
	wheels      slates.Wheels                `per:"column"`
	wheel       [][16]slates.Wheel           `per:"circle"`        // by circle and category; all rooms at mixed; where a category has none, all rooms
	lists       [][NumCategories + 1][]int32 `per:"circle,column"` // of open rooms by circle
	all         []int32                      `per:"room"`

	slotKey               [NumSlots]chance.Key
	activityKey, saltKey  chance.Key
	adoptWeek, returnWeek float64
	meanPopular           float64
	shelfPrice            [NumCategories]int64
	shelfCalm             [NumCategories]int32

	proposals  []proposal               `per:"proposal"`
	unsorted   []proposal               `per:"proposal"`
	firstOf    []int32                  `per:"host"` // by host: index of its first proposal
	candidates []candidate              `per:"look"`
	lessons    []lesson                 `per:"offer"`
	ranks      []int32                  `per:"look"` // of candidates
	listings   []listing                `per:"good"` // by good
	places     []place                  `per:"look"`
	circles    uint64                   // in which partners meet
	found      []streamerLists          `per:"circle,streamer"` // by circle
	onSale     [][NumCategories][]int32 `per:"circle,good"`     // goods on sale, by circle

	free []int32 `per:"streamer"` // slots that newcomers among streamers may take

	showMemory, storeMemory fading

	workers   []worker `per:"worker,room of a worker"`
	day       record.Day
	paidToday []int64 `per:"host"` // by host: paid impressions delivered today

	paidFen, refundFen, escrowOut int64
	feeBasis, serviceBasis        int64      // the platform's commission and service fee, basis points
	supplied                      int64      // impressions of the day
	commission, service           []int64    `per:"host"` // by host: commission of today's settlements and the fee on it, fen
	proceeds                      []proceeds `per:"merchant"`
	delivered                     []int32    `per:"good"` // by good: quality delivered now, 1/1024
	below                         []bool     `per:"good"` // by good: below standard
	guilty                        []int32    `per:"good"` // goods found guilty today
	blamed                        []bool     `per:"good"` // by good: one of them

	trace *tracer
}

// worker holds the private counters of one worker, padded apart from its neighbours'. They are whole numbers, so that
// their sum does not depend on who counted what.
type worker struct {
	rooms       []roomTally
	impressions []int64 // by room
	day         record.Day
	shelf       [NumCategories]shelfTally
	expected    [NumSlots]int64
	batch       slates.Batch    `per:"column"`
	arrived     slates.Arrivals // active consumers of a chunk
	orders      []Order         `per:"scratch order"` // of inOrder
	unhappy     int64           // of those who came back to live shopping today, dissatisfied
	_           [128]byte
}

type shelfTally struct{ orders, gross, back int64 }

// each runs f on every chunk with the workers of the market; f may touch only its chunk, its consumers and its worker.
func (w *World) each(f func(chunk int, acc *worker)) {
	n := len(w.Consumers.Chunks)
	k := min(len(w.run.workers), n)
	if k <= 1 {
		for i := 0; i < n; i++ {
			f(i, &w.run.workers[0])
		}
		return
	}
	var next sync.Mutex
	at := 0
	take := func() (from, to int) {
		next.Lock()
		defer next.Unlock()
		from = at
		at = min(n, at+max(1, (n-at)/(4*k)))
		return from, at
	}
	var group sync.WaitGroup
	var failure any
	for g := 0; g < k; g++ {
		group.Add(1)
		go func(acc *worker) {
			defer group.Done()
			defer func() {
				if r := recover(); r != nil {
					next.Lock()
					failure = fmt.Sprintf("%v\n%s", r, debug.Stack())
					next.Unlock()
				}
			}()
			for {
				from, to := take()
				if from == to {
					return
				}
				for i := from; i < to; i++ {
					f(i, acc)
				}
			}
		}(&w.run.workers[g])
	}
	group.Wait()
	if failure != nil {
		panic(failure)
	}
}

// employ makes the private counters of n workers.
func (w *World) employ(n int) {
	if len(w.run.workers) != max(1, n) {
		w.run.workers = make([]worker, max(1, n))
	}
}

// number returns the day number of a day: 1 on the first simulated day. Days before it (traits of those present at
// the start) get 0.
func (w *World) number(day int64) int64 { return max(0, day-w.firstDay()+1) }

// resize returns a slice of length n that reuses the memory of s where it can; its content is not defined.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
