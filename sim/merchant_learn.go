package sim

import (
	"livebazaar/agents/merchant"
)

// learn adds a week's log return to an arm.
func (a *Arm) learn(b *merchant.Bandit, x float64, week int32) {
	sum, n := a.known(b, week)
	a.Sum, a.N, a.LastWeek = sum+x, n+1, week
}

// known returns the sum of log returns and the weeks they count for, discounted to the present week.
func (a *Arm) known(b *merchant.Bandit, week int32) (sum, n float64) {
	weeks := int(week - a.LastWeek)
	return b.Discounted(a.Sum, weeks), b.Discounted(a.N, weeks)
}

// learnShows takes in what the shows of the week before last returned: every learning merchant updates what it
// believes of the streamers that had its goods.
func (w *World) learnShows() {
	p, m := &w.p.Merchants, &w.Merchants
	epsilon := w.smoothing()
	handling := float64(w.Scale.Real(p.Fees.Handling))
	week := int32(w.week())
	for _, h := range w.run.order { // by serial number: which belief makes room must not hang on places in memory
		host := int(h)
		if host >= w.NumStreamers() || w.Day-int64(w.Hosts.Born[host]) < 2*Week {
			continue
		}
		for j := range LineUp {
			i := w.offer(w.Edition(), host, j)
			if w.Offers.Good[i] < 0 {
				continue
			}
			owner := int(w.Offers.Good[i]) / GoodsPer
			if !m.Alive[owner] || !p.Tiers[m.Tier[owner]].Learns {
				continue
			}
			revenue, cost := w.placeResult(i)
			w.armFor(owner, host).learn(&p.Bandit, merchant.LogReturn(revenue, cost+handling, epsilon), week)
		}
	}
}

// armFor returns what a merchant believes of a streamer, in the place of the belief that counts for least when it had
// none.
func (w *World) armFor(m, host int) *Arm {
	arms, born := w.armsOf(m), w.Hosts.Born[host]
	week := int32(w.week())
	weakest, least := 0, 0.0
	for a := range arms {
		arm := &arms[a]
		if arm.Host == int32(host) && arm.Born == born {
			return arm
		}
		weight := -1.0
		if w.stillThere(arm) {
			_, weight = arm.known(&w.p.Merchants.Bandit, week)
		}
		if a == 0 || weight < least {
			weakest, least = a, weight
		}
	}
	arms[weakest] = Arm{Host: int32(host), Born: born, LastWeek: week}
	return &arms[weakest]
}

func (w *World) armsOf(m int) []Arm { return w.Merchants.Arms[m*MaxArms : (m+1)*MaxArms] }

// stillThere reports whether a belief is about a streamer that is still in the market.
func (w *World) stillThere(a *Arm) bool {
	return a.Host >= 0 && w.Hosts.Alive[a.Host] && w.Hosts.Born[a.Host] == a.Born
}
