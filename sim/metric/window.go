package metric

import (
	"cmp"
	"math"
	"slices"

	"livebazaar/sim/record"
)

// Window says which days are measured, and of how many consumers.
type Window struct {
	From, To  int64 // first and last day, inclusive; day 1 is the first after warm-up
	Consumers int64 // registered consumers
}

// LastYear returns the window over the last 365 of days measured days, or over all of them if they are fewer.
func LastYear(days, consumers int64) Window {
	return Window{From: max(1, days-364), To: days, Consumers: consumers}
}

func (w Window) first90() Window {
	w.From, w.To = 1, min(90, w.To)
	return w
}

// Days returns the length of the window.
func (w Window) Days() int64 { return w.To - w.From + 1 }

// perConsumerYear turns a total in yuan into yuan per consumer and year.
func (w Window) perConsumerYear(yuan float64) float64 {
	return yuan / float64(w.Consumers) / (float64(w.Days()) / 365)
}

// daysInMonth is the length of a calendar month of the model.
const daysInMonth = 30

// MonthOf returns the month of a day: month m covers days 30(m−1)+1 … 30m, so month 1 is the first measured one and
// month 0 the last of warm-up.
func MonthOf(day int64) int64 {
	d := day - 1
	m := d / daysInMonth
	if d%daysInMonth < 0 {
		m--
	}
	return m + 1
}

// view is a record seen through a window.
type view struct {
	Window
	book    *record.Book
	last    int64              // last day on record
	sum     record.Day         // totals of the counters over the window and all platforms; states are 0
	sellers []seller           // streamers with at least one session in the window's months, best first
	monthly map[int64][]seller // the same of months that were asked for
}

// seller is one streamer's sales in the months of the window.
type seller struct {
	streamer            int64
	net, kept, sessions int64
}

func look(book *record.Book, w Window) *view {
	v := &view{Window: w, book: book, monthly: map[int64][]seller{}}
	for i := range book.Days {
		v.last = max(v.last, book.Days[i].Day)
		if d := book.Days[i].Day; d >= w.From && d <= w.To {
			v.sum.Add(&book.Days[i])
		}
	}
	v.sellers = v.sellersOf(v.inWindow)
	return v
}

// inWindow reports whether at least half of the simulated days of a month lie in the window; months and windows need
// not begin on the same day.
func (v *view) inWindow(month int64) bool {
	first, end := (month-1)*daysInMonth+1, min(month*daysInMonth, v.last)
	inside := min(end, v.To) - max(first, v.From) + 1
	return inside > 0 && 2*inside >= end-first+1
}

// whole reports whether all days of the month were simulated.
func (v *view) whole(month int64) bool { return month*daysInMonth <= v.last }

// sellersOf sums each streamer's sales over the months chosen; the best seller comes first, ties in order of serial
// numbers.
func (v *view) sellersOf(chosen func(month int64) bool) []seller {
	at := map[int64]int{}
	var all []seller
	for i := range v.book.Streamers {
		m := &v.book.Streamers[i]
		if !chosen(m.Month) {
			continue
		}
		k, ok := at[m.Streamer]
		if !ok {
			k = len(all)
			at[m.Streamer] = k
			all = append(all, seller{streamer: m.Streamer})
		}
		all[k].net += m.GMVNet
		all[k].kept += m.OrdersKept
		all[k].sessions += m.Sessions
	}
	active := all[:0]
	for _, s := range all {
		if s.sessions > 0 {
			active = append(active, s)
		}
	}
	slices.SortFunc(active, func(a, b seller) int {
		return cmp.Or(cmp.Compare(b.net, a.net), cmp.Compare(a.streamer, b.streamer))
	})
	return active
}

// sellersIn returns the sellers of one month, which several metrics ask for.
func (v *view) sellersIn(month int64) []seller {
	sellers, known := v.monthly[month]
	if !known {
		sellers = v.sellersOf(func(m int64) bool { return m == month })
		v.monthly[month] = sellers
	}
	return sellers
}

// netSales returns the sellers' net GMV in fen, best first. A seller whose returns in the window exceed its sales
// counts as having sold nothing.
func netSales(sellers []seller) []float64 {
	x := make([]float64, len(sellers))
	for i, s := range sellers {
		x[i] = float64(max(s.net, 0))
	}
	return x
}

// share returns part/whole, undefined when the whole is not positive.
func share(part, whole int64) float64 {
	if whole <= 0 {
		return math.NaN()
	}
	return float64(part) / float64(whole)
}

// mean is a total of the window over what it is a mean of, undefined when the window has no day on record.
func (v *view) mean(total, of int64) float64 {
	if n := v.count(total); n != n {
		return n
	}
	return share(total, of)
}

// money and count give totals of the window, undefined when the window has no day on record.
func (v *view) money(fen int64) float64 { return v.count(fen) / 100 }

func (v *view) count(n int64) float64 {
	if v.Days() <= 0 || v.last < v.From {
		return math.NaN()
	}
	return float64(n)
}
