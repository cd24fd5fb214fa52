package record

// Room is how many rows of each kind there is to be room for. A list that outgrows its memory is copied into more of it,
// again and again, and memory that is touched for the first time is dear.
type Room struct{ Days, Streamers, Merchants, MCNs, Cohorts, Flows int }

// Reserve makes room for more rows.
func (b *Book) Reserve(more Room) {
	b.Days = reserve(b.Days, more.Days)
	b.Streamers = reserve(b.Streamers, more.Streamers)
	b.Merchants = reserve(b.Merchants, more.Merchants)
	b.MCNs = reserve(b.MCNs, more.MCNs)
	b.Cohorts = reserve(b.Cohorts, more.Cohorts)
	b.Flows = reserve(b.Flows, more.Flows)
}

// Blank returns an empty book with room for the rows of b and more.
func (b *Book) Blank(more Room) (blank Book) {
	blank.Reserve(Room{Days: len(b.Days) + more.Days, Streamers: len(b.Streamers) + more.Streamers,
		Merchants: len(b.Merchants) + more.Merchants, MCNs: len(b.MCNs) + more.MCNs,
		Cohorts: len(b.Cohorts) + more.Cohorts, Flows: len(b.Flows) + more.Flows})
	return blank
}

func reserve[T any](rows []T, more int) []T {
	if cap(rows)-len(rows) >= more {
		return rows
	}
	return append(make([]T, 0, len(rows)+more), rows...)
}
