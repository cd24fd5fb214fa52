package crowd

import (
	"slices"
)

// Event is one thing that happened to a traced consumer or host. Unused fields are −1 or 0.
type Event struct {
	Day      int64   `json:"day"`
	Slot     int     `json:"slot"`     // 0 off-peak, 1 noon, 2 evening; −1 outside slots
	Kind     string  `json:"kind"`     // open, enter, order, unpaid, shelf, shelf-return, keep, return, session
	Consumer int     `json:"consumer"` // −1 for a host's own event
	Host     int64   `json:"host"`     // serial number, −1 for none
	Good     int     `json:"good"`     // −1 for none
	Fen      int64   `json:"fen"`
	Value    float64 `json:"value"` // satisfaction of a delivery, utility of a room, viewers of a session
}

// Trace sends every event of the consumers (indices) and hosts (serial numbers) named to sink, in the order of days,
// slots and consumers. Tracing draws nothing and changes nothing.
func (w *Crowd) Trace(consumers []int, hosts []int64, sink func(Event)) {
	w.run.trace = &tracer{consumers: map[int]bool{}, hosts: map[int64]bool{}, sink: sink}
	for _, i := range consumers {
		w.run.trace.consumers[i] = true
	}
	for _, h := range hosts {
		w.run.trace.hosts[h] = true
	}
}

// TraceKinds sends the events of some kinds of all consumers to sink, as Trace does those of some. Without a sink nothing is traced any
// more.
func (w *Crowd) TraceKinds(kinds []string, sink func(Event)) {
	if sink == nil {
		w.run.trace = nil
		return
	}
	w.run.trace = &tracer{everybody: true, kinds: kinds, sink: sink}
}

type tracer struct {
	consumers map[int]bool
	everybody bool     // all consumers are traced
	kinds     []string // that are noted; nil: all
	hosts     map[int64]bool
	sink      func(Event)
}

// follows reports whether the consumer is traced.
func (t *tracer) follows(i int) bool { return t != nil && (t.everybody || t.consumers[i]) }

// notes reports whether events of a kind are noted.
func (t *tracer) notes(kind string) bool { return t.kinds == nil || slices.Contains(t.kinds, kind) }

// note keeps an event of the slate's consumer until the phase ends.
func (s *slate) note(kind string, host int32, good int, fen int64, value float64) {
	if !s.w.run.trace.notes(kind) {
		return
	}
	e := Event{Day: s.w.Day, Slot: s.slot, Kind: kind, Consumer: s.index(), Host: -1, Good: good, Fen: fen, Value: value}
	if host >= 0 {
		e.Host = int64(s.w.Hosts.ID[host])
	}
	s.chunk.Events = append(s.chunk.Events, e)
}

// FlushTrace hands over the events that the chunks kept in the phase that ended.
func (w *Crowd) FlushTrace() {
	w.reportProbe()
	if w.run.trace == nil {
		return
	}
	for i := range w.Consumers.Chunks {
		ch := &w.run.groups[i]
		slices.SortStableFunc(ch.Events, func(a, b Event) int { return a.Consumer - b.Consumer })
		for _, e := range ch.Events {
			w.run.trace.sink(e)
		}
		ch.Events = ch.Events[:0]
	}
}

// TraceHosts hands over the day's sessions of traced hosts.
func (w *Crowd) TraceHosts() {
	t := w.run.trace
	if t == nil || len(t.hosts) == 0 {
		return
	}
	for _, h := range w.Roll.Order {
		if id := int64(w.Hosts.ID[h]); t.hosts[id] && w.Hosts.Open[h] != 0 {
			t.sink(Event{Day: w.Day, Slot: -1, Kind: "session", Consumer: -1, Host: id, Good: -1,
				Fen: w.Hosts.Today.GMV[h], Value: float64(w.Hosts.Today.Visits[h])})
		}
	}
}
