package books

import "livebazaar/sim/crowd"

// A till books the orders and the deliveries of a fixed part of the merchants, one after another in the order of consumers. No
// two workers are ever at one till, so that what a good has left and what an offer has taken is known to one of them alone. Which
// orders go to which till does not depend on the number of workers.
type till struct {
	takings []takings `per:"taking"` // of the offers that took anything today, in the order in which they first did
	_       [104]byte // apart from the next till's
}

// atTills lets the crew work at all tills: the fewer workers there are, the more tills one takes at a time.
func (w *Books) atTills(f func(from, to int, acc *clerk)) {
	ranges := 1
	if n := w.Crew.Size(); n > 1 {
		ranges = min(crowd.Tills, 4*n) // some tills have more to do than others
	}
	w.bookApart(ranges, func(i int, acc *clerk) { f(i*crowd.Tills/ranges, (i+1)*crowd.Tills/ranges, acc) })
}

// takingsOf returns the takings of an offer at its till, and begins them where it has taken nothing today.
func (w *Books) takingsOf(offer uint32) *takings {
	place := &w.run.place[offer]
	if *place == 0 {
		good := w.Offers.Good[offer]
		number := int(crowd.TillOf(good))
		t := &w.run.tills[number]
		*place = uint32(len(t.takings)*crowd.Tills + number + 1)
		t.takings = append(t.takings, takings{offer: offer, good: good})
	}
	return w.takingsAt(*place)
}

// takingsAt returns the takings at a place of the table of offers that is not 0.
func (w *Books) takingsAt(place uint32) *takings {
	return &w.run.tills[(place-1)%crowd.Tills].takings[(place-1)/crowd.Tills]
}
