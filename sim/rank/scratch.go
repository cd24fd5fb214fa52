package rank

// Scratch holds the working columns of one call and the memory they reuse: one per market and goroutine. Rules write in the
// exported fields; what they decided is in the Allocation. The zero value is ready.
type Scratch struct {
	Score     []float64 // after score and gate, ≥ 0
	Share     []float64 // share of the organic impressions; Allocate rules leave any weights ≥ 0 here
	Barred    []bool    // no exposure at all
	Open      int       // rooms not barred
	Paid      []int64   // bought impressions that are honoured; empty if none is
	Price     float64   // of a thousand bought impressions, yuan
	Diversity float64   // share of the profile's places of a slate to draw from all categories

	deserved []float64 // share of exposure that the score deserves, for the rule on amortised exposure

	given   []int64
	decided Allocation
	work    []float64
	items   []item
	ranked  []uint8
}

func (s *Scratch) reset(v *View) {
	n := v.N
	s.Score, s.Share, s.Barred = resize(s.Score, n), resize(s.Share, n), resize(s.Barred, n)
	clear(s.Score)
	clear(s.Share)
	clear(s.Barred)
	s.deserved = s.deserved[:0]
	s.Open, s.Paid, s.Price, s.Diversity = n, s.Paid[:0], v.Price, 0
}

// Bar keeps room i from any exposure in this slot.
func (s *Scratch) Bar(i int) {
	if !s.Barred[i] {
		s.Barred[i] = true
		s.Open--
	}
	s.Score[i] = 0
}

// readmit lifts all bars if they leave no room.
func (s *Scratch) readmit() {
	if s.Open == 0 {
		clear(s.Barred)
		s.Open = len(s.Barred)
	}
}
