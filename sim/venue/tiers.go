package venue

import (
	"math"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/sim/rank"
)

// ReviewTiers lets the platform promote and demote hosts, on the days of its reviews, by the sales in its log.
func (w *Venue) ReviewTiers() {
	if !w.p.Platform.Ranking.Tiers.Due(w.Day) {
		return
	}
	performance := slices.Clone(w.Main().Log.Sums[rank.Sales])
	for h := range performance {
		if !w.Hosts.Alive[h] || w.Hosts.Barred[h] || w.Main().Log.Sums[rank.Shown][h] == 0 {
			performance[h] = math.NaN()
		}
	}
	w.p.Platform.Ranking.Tiers.Review(performance, w.Hosts.ID, w.Main().Tier, w.On(chance.Rank), &w.run.scratch)
}
