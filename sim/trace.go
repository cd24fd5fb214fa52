package sim

import (
	"livebazaar/sim/crowd"
)

// Event is one thing that happened to a traced consumer or host.
type Event = crowd.Event

// Trace sends every event of the consumers (indices) and hosts (serial numbers) named to sink, in the order of days, slots and
// consumers. Tracing draws nothing and changes nothing.
func (w *World) Trace(consumers []int, hosts []int64, sink func(Event)) {
	w.crowd.Trace(consumers, hosts, sink)
}

// TraceKinds sends the events of some kinds of all consumers to sink, in the same order. It takes the place of a trace before,
// and without a sink ends it.
func (w *World) TraceKinds(kinds []string, sink func(Event)) { w.crowd.TraceKinds(kinds, sink) }
