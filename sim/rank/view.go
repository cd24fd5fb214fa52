package rank

import "livebazaar/agents/chance"

// View holds the columns of the rooms open in one slot, or of all hosts. Index i is the same room in every column. A
// column that no rule in force reads may be nil.
type View struct {
	N         int
	ID        []uint64              // serial of the host, unique; keys the draws that break ties
	Signals   [NumSignals][]float64 // estimated from the log, multiple of the platform's mean
	Category  []uint8
	Tier      []uint8   // Head, Waist or Tail
	AgeDays   []int32   // days since the host's first session
	Store     []bool    // broadcast of a merchant's own store
	Micro     []bool    // goods of a micro source
	Niche     []bool    // niche category or style
	Credit    []float64 // credit score, 0 to 100 points
	Followers []int64
	Paid      []int64     // impressions bought for this slot
	Memory    [][]float64 // what rules remember of the rooms

	Key         chance.Key // key of the slot
	Impressions int64      // supply of the slot
	Price       float64    // asked for a thousand bought impressions, yuan
}

// Gather fills v with the rows of all that are named in hosts. The columns of v are reused; nil columns stay nil. Memory, Key,
// Impressions and Price are left alone.
func (v *View) Gather(all *View, hosts []int32) {
	v.N = len(hosts)
	v.ID = gather(v.ID, all.ID, hosts)
	for k := range v.Signals {
		v.Signals[k] = gather(v.Signals[k], all.Signals[k], hosts)
	}
	v.Category = gather(v.Category, all.Category, hosts)
	v.Tier = gather(v.Tier, all.Tier, hosts)
	v.AgeDays = gather(v.AgeDays, all.AgeDays, hosts)
	v.Store = gather(v.Store, all.Store, hosts)
	v.Micro = gather(v.Micro, all.Micro, hosts)
	v.Niche = gather(v.Niche, all.Niche, hosts)
	v.Credit = gather(v.Credit, all.Credit, hosts)
	v.Followers = gather(v.Followers, all.Followers, hosts)
	v.Paid = gather(v.Paid, all.Paid, hosts)
}

func gather[T any](dst, src []T, rows []int32) []T {
	if src == nil {
		return nil
	}
	dst = resize(dst, len(rows))
	for i, r := range rows {
		dst[i] = src[r]
	}
	return dst
}

// resize returns a slice of length n that reuses the memory of s where it can; its content is not defined.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
