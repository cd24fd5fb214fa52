package state

import (
	"livebazaar/agents/merchant"
)

// MaxArms is how many streamers a merchant keeps a judgement of.
const MaxArms = 8

// Arm is a merchant's discounted posterior on one streamer's log return; Host −1 is empty.
type Arm struct {
	Host     int32
	Born     int32   // the host's Born when learned: another occupant is another streamer
	Sum, N   float64 // discounted log returns and the weeks they count for
	LastWeek int32
}

// Learn adds a week's log return to an arm.
func (a *Arm) Learn(f *Fading, x float64, week int32) {
	sum, n := a.Known(f, week)
	a.Sum, a.N, a.LastWeek = sum+x, n+1, week
}

// Known returns the sum of log returns and the weeks they count for, discounted to the present week.
func (a *Arm) Known(f *Fading, week int32) (sum, n float64) {
	left := f.after(week - a.LastWeek)
	return float64(a.Sum * left), float64(a.N * left)
}

// Fading is what a bandit's memory leaves of what was known some weeks ago: γ^weeks, each power reckoned once.
type Fading struct {
	memory float64
	left   []float64 `per:"week"`
}

// By makes the powers those of a bandit's memory.
func (f *Fading) By(b *merchant.Bandit) *Fading {
	if f.memory != b.Memory {
		f.memory, f.left = b.Memory, f.left[:0]
	}
	return f
}

// Reach reckons the powers up to a number of weeks, after which several workers may ask for them at once.
func (f *Fading) Reach(weeks int64) { f.after(int32(weeks)) }

// after returns what is left after a number of weeks.
func (f *Fading) after(weeks int32) float64 {
	for int(weeks) >= len(f.left) {
		b := merchant.Bandit{Memory: f.memory}
		f.left = append(f.left, b.Discounted(1, len(f.left)))
	}
	return f.left[weeks]
}
