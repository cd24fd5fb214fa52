package sim

import "livebazaar/sim/rank"

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

// estimateSignals fills, once a day, what ranking rules may read of all hosts: what the platform knows of them, and what it
// estimates from its log.
func (w *World) estimateSignals() {
	r, h := &w.run, &w.Hosts
	v := &r.hosts
	n := w.NumHosts()
	v.N, v.ID, v.Category, v.Tier, v.Credit, v.Followers, v.Paid = n, h.ID, h.Category, h.Tier, h.Credit, h.Followers, h.Bought
	v.AgeDays, v.Store, v.Micro, v.Niche = resize(v.AgeDays, n), resize(v.Store, n), resize(v.Micro, n), resize(v.Niche, n)
	streamers := w.NumStreamers()
	for i := range v.AgeDays {
		v.AgeDays[i] = int32(w.Day) - h.Born[i]
		v.Store[i] = i >= streamers
		v.Micro[i] = i >= streamers && w.Merchants.Tier[i-streamers] == 3
		v.Niche[i] = w.run.niche[h.Category[i]]
	}
	w.p.Platform.Ranking.Estimate(&w.platform().Log, h.Category, v)
}
