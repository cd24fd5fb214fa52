package sim

import (
	"math"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/sim/rank"
)

// feedLog adds the day to the platform's log of its hosts, from which all signals are estimated.
func (w *World) feedLog() {
	l, t := &w.platform().Log, &w.Hosts.Today
	keep := w.p.Platform.Ranking.Signals.Keep()
	l.Pass(rank.Shown, keep, t.Shown)
	l.Pass(rank.Enters, keep, t.Visits)
	l.Pass(rank.Minutes, keep, t.Stay)
	l.Pass(rank.Follows, keep, t.Follows)
	l.Pass(rank.Orders, keep, t.Orders)
	l.Pass(rank.Sales, keep, t.GMV)
	l.Pass(rank.RepeatOrders, keep, t.Repeat)
	l.Pass(rank.NegativeCount, keep, t.Complaints)
	ratings, sum := l.Sums[rank.Ratings][:len(t.Kept)], l.Sums[rank.RatingSum][:len(t.Kept)]
	for h, kept := range t.Kept {
		n := float64(kept + t.Returned[h])
		ratings[h] = float64(ratings[h]*keep) + n
		sum[h] = float64(sum[h]*keep) + rating(float64(t.Satisfaction[h])/One, n)
	}
}

// rating turns a sum of satisfactions into a sum of ratings in [0,1]: half for satisfaction 0, a quarter more a unit.
func rating(sum, n float64) float64 { return min(n, max(0, float64(n/2)+float64(sum/4))) }

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

// learnTrust updates public trust in hosts from the day's settlements: a beta reputation with forgetting.
func (w *World) learnTrust() {
	p, h := &w.p.Consumers.Trust, &w.Hosts
	keep := p.KeepPublic()
	for i := range h.TrustPos {
		h.TrustPos[i], h.TrustNeg[i] = p.After(keep, h.TrustPos[i], h.TrustNeg[i], float64(h.Today.Pleased[i]), float64(h.Today.Defects[i]))
	}
}

// learnPopularity updates the viewers per open slot of the hosts that were live: the social signal. What was known
// fades with the days since the last session, so that the first session of a newcomer is all that is known of it.
func (w *World) learnPopularity() {
	h := &w.Hosts
	for i, slots := range h.Open {
		if slots != 0 {
			gap := float64(min(w.Day-int64(h.Aired[i]), memoryDays))
			keep := chance.Exp(-math.Ln2 * gap / w.p.Platform.Social)
			h.Aired[i] = int32(w.Day)
			viewers := float64(h.Today.Visits[i]) / float64(onesCount(slots))
			h.Popular[i] = viewers + float64(keep*(h.Popular[i]-viewers))
		}
	}
}

// preparePopularity finds the mean popularity of hosts that have any, added up in the order of their serial numbers: a
// sum of fractions hangs on its order, and no result may hang on places in memory.
func (w *World) preparePopularity() {
	sum, n := 0.0, 0
	for _, host := range w.run.order {
		if p := w.Hosts.Popular[host]; p > 0 && w.Hosts.Alive[host] {
			sum += p
			n++
		}
	}
	w.run.meanPopular = sum / float64(max(1, n))
}

// prepareShelf sets what a search finds today, in the units of the fast loop.
func (w *World) prepareShelf() {
	r, p := &w.run, &w.p.Consumers.Purchase
	for c := range r.shelfPrice {
		r.shelfPrice[c] = int64(math.Floor(float64(w.p.Categories.Of[c].Price*w.Shelf.Price[c]*100) + 0.5))
		r.shelfCalm[c] = fixed(p.ShelfConstant + float64(p.Quality*w.Shelf.Quality[c]))
	}
}

// reviewTiers lets the platform promote and demote hosts by the sales in its log.
func (w *World) reviewTiers() {
	performance := slices.Clone(w.platform().Log.Sums[rank.Sales])
	for h := range performance {
		if !w.Hosts.Alive[h] || w.Hosts.Barred[h] || w.platform().Log.Sums[rank.Shown][h] == 0 {
			performance[h] = math.NaN()
		}
	}
	w.p.Platform.Ranking.Tiers.Review(performance, w.Hosts.ID, w.Hosts.Tier, w.On(chance.Rank), &w.run.scratch)
}
