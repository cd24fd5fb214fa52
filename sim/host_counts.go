package sim

// foldCounts adds the day's counters to the week and the month. Settlements are in the week already: they were booked
// in the week their order belongs to.
func (w *World) foldCounts() {
	t, r, m := &w.Hosts.Today, &w.Hosts.Recent, &w.Hosts.Month
	fold := func(today, week, month []int64) {
		week, month = week[:len(today)], month[:len(today)]
		for h, n := range today {
			week[h] += n
			month[h] += n
		}
	}
	fold(t.Impressions, r.Impressions, m.Impressions)
	fold(t.Visits, r.Visits, m.Visits)
	fold(t.PrivateVisits, r.PrivateVisits, m.PrivateVisits)
	fold(t.Stay, r.Stay, m.Stay)
	fold(t.Follows, r.Follows, m.Follows)
	fold(t.Unfollows, r.Unfollows, m.Unfollows)
	fold(t.Orders, r.Orders, m.Orders)
	fold(t.GMV, r.GMV, m.GMV)
	fold(t.Paid, r.Paid, m.Paid)
	fold(t.PaidFen, r.PaidFen, m.PaidFen)
	fold(t.Repeat, r.Repeat, m.Repeat)
	fold(t.Sessions, r.Sessions, m.Sessions)
	for _, c := range [...]struct{ today, month []int64 }{
		{t.Kept, m.Kept}, {t.KeptFen, m.KeptFen}, {t.Returned, m.Returned}, {t.Complaints, m.Complaints},
		{t.Defects, m.Defects}, {t.Satisfaction, m.Satisfaction}, {t.Commission, m.Commission},
	} {
		month := c.month[:len(c.today)]
		for h, n := range c.today {
			month[h] += n
		}
	}
}
