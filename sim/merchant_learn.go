package sim

import (
	"livebazaar/agents/merchant"
)

// fading is what a bandit's memory leaves of what was known some weeks ago: γ^weeks, each power reckoned once.
type fading struct {
	memory float64
	left   []float64 `per:"week"`
}

// by makes the powers those of a bandit's memory.
func (f *fading) by(b *merchant.Bandit) *fading {
	if f.memory != b.Memory {
		f.memory, f.left = b.Memory, f.left[:0]
	}
	return f
}

// after returns what is left after a number of weeks.
func (f *fading) after(weeks int32) float64 {
	for int(weeks) >= len(f.left) {
		b := merchant.Bandit{Memory: f.memory}
		f.left = append(f.left, b.Discounted(1, len(f.left)))
	}
	return f.left[weeks]
}

// learn adds a week's log return to an arm.
func (a *Arm) learn(f *fading, x float64, week int32) {
	sum, n := a.known(f, week)
	a.Sum, a.N, a.LastWeek = sum+x, n+1, week
}

// known returns the sum of log returns and the weeks they count for, discounted to the present week.
func (a *Arm) known(f *fading, week int32) (sum, n float64) {
	left := f.after(week - a.LastWeek)
	return float64(a.Sum * left), float64(a.N * left)
}

// lesson is the log return that a show brought a merchant.
type lesson struct {
	merchant, host int32
	result         float64
}

// learnShows takes in what the shows of the week before last returned: every learning merchant updates what it
// believes of the streamers that had its goods.
func (w *World) learnShows() {
	week := int32(w.week())
	memory := w.run.showMemory.by(&w.p.Merchants.Bandit)
	for _, l := range w.showResults() {
		w.armFor(int(l.merchant), int(l.host)).learn(memory, l.result, week)
	}
}

// showResults lists what there is to learn, apart from the learning, so that the processor can look up several at once.
func (w *World) showResults() []lesson {
	p, m := &w.p.Merchants, &w.Merchants
	epsilon := w.smoothing()
	handling := float64(w.Scale.Real(p.Fees.Handling))
	lessons := w.run.lessons[:0]
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
			owner := w.Offers.Good[i] / GoodsPer
			if !m.Alive[owner] || !p.Tiers[m.Tier[owner]].Learns {
				continue
			}
			revenue, cost := w.placeResult(i)
			lessons = append(lessons, lesson{owner, h, merchant.LogReturn(revenue, cost+handling, epsilon)})
		}
	}
	w.run.lessons = lessons
	return lessons
}

// armFor returns what a merchant believes of a streamer, in the place of the belief that counts for least when it had
// none.
func (w *World) armFor(m, host int) *Arm {
	arms, born := w.armsOf(m), w.Hosts.Born[host]
	for a := range arms {
		if arms[a].Host == int32(host) && arms[a].Born == born {
			return &arms[a]
		}
	}
	week, memory := int32(w.week()), w.run.showMemory.by(&w.p.Merchants.Bandit)
	weakest, least := 0, 0.0
	for a := range arms {
		weight := -1.0
		if w.stillThere(&arms[a]) {
			_, weight = arms[a].known(memory, week)
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
