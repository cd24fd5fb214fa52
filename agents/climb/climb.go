// Package climb is the noisy hill-climb by which streamers learn hype and sessions. They measure
// the accepted point for some weeks and try a point near it for as many. A trial that did better is kept; else they go back and
// measure again.
package climb

import "math"

// Rule says how a trial is judged. The weeks right after a change are not counted, since they still settle what was sold
// before; of the others the mean is taken. A trial is kept when
//
//	mean_trial − mean_base > caution·sd(difference).
//
// Judged over at least eight weeks, because hype sells at once and is paid for later: shorter memories ratchet
// it up (docs/model.md, section 7.7).
type Rule struct {
	Weeks, Lag int64
	Caution    float64
}

// Phase is what a climber has measured.
type Phase struct {
	Base, BaseVar float64 // mean result at the accepted point; variance of that mean
	Sum, Square   float64 // sum and sum of squares of the running phase
	Weeks         int32   // of the running phase; below 0 while the first is put off
	Trying        bool    // a trial is in force, not the accepted point
}

// Verdict is what a week decides.
type Verdict uint8

// The verdicts. After Measured and Kept a trial is to be drawn near the accepted point; it is in force from then on.
const (
	Open     Verdict = iota // the phase goes on
	Measured                // the accepted point has been measured
	Kept                    // the trial is the accepted point now, and measured
	Dropped                 // the accepted point is in force again, to be measured anew
)

// Week takes in one week's result.
func (r *Rule) Week(p *Phase, result float64) Verdict {
	p.Weeks++
	if int64(p.Weeks) <= r.Lag {
		return Open
	}
	p.Sum += result
	p.Square += float64(result * result)
	n := int64(p.Weeks) - r.Lag
	if n < r.Weeks {
		return Open
	}
	mean := p.Sum / float64(n)
	variance := max(0, p.Square/float64(n)-float64(mean*mean)) / float64(n)
	p.Sum, p.Square, p.Weeks = 0, 0, 0
	verdict := Measured
	if p.Trying {
		if verdict = Dropped; mean-p.Base > float64(r.Caution*math.Sqrt(variance+p.BaseVar)) {
			verdict = Kept
		}
	}
	if p.Trying = verdict != Dropped; p.Trying {
		p.Base, p.BaseVar = mean, variance
	}
	return verdict
}
