package venue

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rank"
)

// FeedLog adds the day to the platform's log of its hosts, from which all signals are estimated.
func (w *Venue) FeedLog() {
	l, t := &w.Main().Log, &w.Hosts.Today
	keep := w.p.Platform.Ranking.Signals.Keep()
	counted := [rank.NumCounts][]int64{rank.Shown: t.Shown, rank.Enters: t.Visits, rank.Minutes: t.Stay, rank.Follows: t.Follows,
		rank.Orders: t.Orders, rank.Sales: t.GMV, rank.FirstOrders: t.First, rank.RepeatOrders: t.Repeat, rank.NegativeCount: t.Complaints}
	w.Crew.Blocks(len(t.Kept), func(from, to, _ int) {
		for c, amounts := range counted {
			if amounts != nil { // of ratings there are two columns of their own
				l.Pass(rank.Count(c), keep, from, amounts[from:to])
			}
		}
		ratings, sum := l.Sums[rank.Ratings], l.Sums[rank.RatingSum]
		for h := from; h < to; h++ {
			n := float64(t.Kept[h] + t.Returned[h])
			ratings[h] = float64(ratings[h]*keep) + n
			sum[h] = float64(sum[h]*keep) + rating(float64(t.Satisfaction[h])/fixed.One, n)
		}
	})
}

// rating turns a sum of satisfactions into a sum of ratings in [0,1]: half for satisfaction 0, a quarter more a unit.
func rating(sum, n float64) float64 { return min(n, max(0, float64(n/2)+float64(sum/4))) }

// EstimateSignals fills, once a day, what ranking rules may read of all hosts: what the platform knows of them, and what it estimates
// from its log.
func (w *Venue) EstimateSignals() {
	r, h := &w.run, &w.Hosts
	v := &r.hosts
	n := w.NumHosts()
	v.N, v.ID, v.Category = n, h.ID, h.Category
	v.Tier, v.Credit, v.Followers, v.Paid = w.Main().Tier, w.Main().Credit, w.Main().Followers, w.Main().Bought
	v.AgeDays, v.Store = column.Resize(v.AgeDays, n), column.Resize(v.Store, n)
	v.Micro, v.Niche = column.Resize(v.Micro, n), column.Resize(v.Niche, n)
	streamers := w.NumStreamers()
	for i := range v.AgeDays {
		v.AgeDays[i] = int32(w.Day) - h.Born[i]
		v.Store[i] = i >= streamers
		v.Micro[i] = i >= streamers && w.Merchants.Tier[i-streamers] == merchant.Micro
		v.Niche[i] = w.run.niche[h.Category[i]]
	}
	w.p.Platform.Ranking.Estimate(&w.Main().Log, h.Category, v)
}
