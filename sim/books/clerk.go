package books

import "livebazaar/sim/record"

// A clerk holds what one worker counts when orders are booked, padded apart from its neighbours'.
type clerk struct {
	day     record.Day
	spells  spells
	apart   apart
	unhappy int64 // by how many there are more dissatisfied live shoppers
	tray    tray
	_       [128]byte
}

// bookApart lets the crew book the parts 0 … n−1, each worker with its own clerk.
func (w *Books) bookApart(n int, f func(part int, acc *clerk)) {
	w.Crew.Each(n, func(part, k int) { f(part, &w.run.clerks[k]) })
}

// bookChunks does so chunk by chunk of the consumers.
func (w *Books) bookChunks(f func(chunk int, acc *clerk)) { w.bookApart(len(w.Consumers.Chunks), f) }

// Morning begins a day of booking: nothing has been counted yet.
func (w *Books) Morning() {
	r := &w.run
	if len(r.clerks) != w.Crew.Size() {
		r.clerks = make([]clerk, w.Crew.Size())
	}
	for i := range r.clerks {
		r.clerks[i].day, r.clerks[i].apart, r.clerks[i].unhappy = record.Day{}, apart{}, 0
	}
	r.day = record.Day{Day: w.Day}
	clear(r.bought.ByHost)
}
