package rank

// Count names a column of the log.
type Count int

// The columns of the log, all ≥ 0.
const (
	Shown         Count = iota // places on slates, recommended or followed
	Enters                     // visits
	Minutes                    // watched
	Follows                    // new followers
	Orders                     // placed
	Sales                      // gross, fen
	FirstOrders                // kept, by consumers who have kept none of the host's before: its buyers
	RepeatOrders               // kept, by consumers who have kept one
	Ratings                    // number of ratings
	RatingSum                  // sum of ratings, each in [0,1]
	NegativeCount              // complaints and dislikes
	NumCounts
)

// Log is what the platform remembers of each host: sums that fade with age. Sums[c][h] is column c of host h.
type Log struct {
	Sums [NumCounts][]float64
}

// Grow appends empty rows until the log has n hosts.
func (l *Log) Grow(n int) {
	for c := range l.Sums {
		for len(l.Sums[c]) < n {
			l.Sums[c] = append(l.Sums[c], 0)
		}
	}
}

// Pass ages a column by a day, of which keep is left, and adds the day's amounts by host, both of the hosts from one on.
func (l *Log) Pass(c Count, keep float64, from int, amounts []int64) {
	sums := l.Sums[c][from:][:len(amounts)]
	for h, n := range amounts {
		sums[h] = float64(sums[h]*keep) + float64(n)
	}
}
