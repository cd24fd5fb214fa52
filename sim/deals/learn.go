package deals

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/state"
)

// lesson is the log return that a show brought a merchant.
type lesson struct {
	merchant, host int32
	result         float64
}

// LearnShows takes in what the shows of the week before last returned. Every merchant that learns updates what it believes of
// the streamers that had its goods.
func (w *Deals) LearnShows() {
	week, memory := int32(w.WeekNow()), w.run.showMemory.By(&w.p.Merchants.Bandit)
	memory.Reach(w.WeekNow())
	lessons, merchants := w.showResults(), w.NumMerchants()
	parts := min(w.Crew.Size(), crew.BlocksOf(merchants))
	w.Crew.Each(parts, func(part, _ int) { // each with the lessons of its merchants, in the order of the hosts
		from, to := int32(part*merchants/parts), int32((part+1)*merchants/parts)
		for i := range lessons {
			if l := &lessons[i]; l.merchant >= from && l.merchant < to {
				w.armFor(int(l.merchant), int(l.host)).Learn(memory, l.result, week)
			}
		}
	})
}

// showResults lists what there is to learn of every place of every host, in the order of the hosts' serial numbers, since the
// belief that makes room must not hang on places in memory. Where there is nothing to learn, the merchant is −1.
func (w *Deals) showResults() []lesson {
	r := &w.run
	r.lessons = column.Resize(r.lessons, len(w.Roll.Order)*state.LineUp)
	epsilon, handling := w.Smoothing(), float64(w.Scale.Real(w.p.Merchants.Fees.Handling))
	w.Crew.Blocks(len(w.Roll.Order), func(from, to, _ int) {
		for k := from; k < to; k++ {
			for j := range state.LineUp {
				r.lessons[k*state.LineUp+j] = w.lesson(w.Roll.Order[k], j, epsilon, handling)
			}
		}
	})
	return r.lessons
}

// lesson returns what place j of a host has to teach.
func (w *Deals) lesson(host int32, j int, epsilon, handling float64) lesson {
	p, m, i := &w.p.Merchants, &w.Merchants, w.Offer(w.Edition(), int(host), j)
	if int(host) >= w.NumStreamers() || w.Day-int64(w.Hosts.Born[host]) < 2*state.Week || w.Offers.Good[i] < 0 {
		return lesson{merchant: -1}
	}
	owner := w.Offers.Good[i] / state.GoodsPer
	if !m.Alive[owner] || !p.Tiers[m.Tier[owner]].Learns {
		return lesson{merchant: -1}
	}
	revenue, cost := w.PlaceResult(i)
	return lesson{owner, host, merchant.LogReturn(revenue, cost+handling, epsilon)}
}

// armFor returns what a merchant believes of a streamer. If it believed nothing yet, the belief that counts for least makes
// room.
func (w *Deals) armFor(m, host int) *state.Arm {
	arms, born := w.armsOf(m), w.Hosts.Born[host]
	for a := range arms {
		if arms[a].Host == int32(host) && arms[a].Born == born {
			return &arms[a]
		}
	}
	week, memory := int32(w.WeekNow()), w.run.showMemory.By(&w.p.Merchants.Bandit)
	weakest, least := 0, 0.0
	for a := range arms {
		weight := -1.0
		if w.stillThere(&arms[a]) {
			_, weight = arms[a].Known(memory, week)
		}
		if a == 0 || weight < least {
			weakest, least = a, weight
		}
	}
	arms[weakest] = state.Arm{Host: int32(host), Born: born, LastWeek: week}
	return &arms[weakest]
}

// armsOf returns what a merchant believes of streamers.
func (w *Deals) armsOf(m int) []state.Arm {
	return w.Merchants.Arms[m*state.MaxArms : (m+1)*state.MaxArms]
}

// stillThere reports whether a belief is about a streamer that is still in the market.
func (w *Deals) stillThere(a *state.Arm) bool {
	return a.Host >= 0 && w.Hosts.Alive[a.Host] && w.Hosts.Born[a.Host] == a.Born
}
