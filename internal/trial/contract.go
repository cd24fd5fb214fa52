package trial

import "math"

// Text is said in English and Chinese.
type Text struct{ EN, ZH string }

// In returns the text in a language, "zh" or else English.
func (t Text) In(lang string) string {
	if lang == "zh" && t.ZH != "" {
		return t.ZH
	}
	return t.EN
}

// Range is what a check expects; an infinite end is open. Both ends belong to it, but 0 has no sign.
type Range struct{ Lo, Hi float64 }

// AtLeast is the range from a number up.
func AtLeast(x float64) Range { return Range{x, math.Inf(1)} }

// AtMost is the range up to a number.
func AtMost(x float64) Range { return Range{math.Inf(-1), x} }

// Rises and Falls are the ranges of a sign.
var Rises, Falls = AtLeast(0), AtMost(0)

// Has reports whether a number lies in the range.
func (r Range) Has(x float64) bool {
	return x >= r.Lo && x <= r.Hi && (x != 0 || !r.isSign())
}

// isSign reports whether the range is that of a sign, which has nothing to widen.
func (r Range) isSign() bool { return r == Rises || r == Falls }

// wider is the range with each finite end moved out by a part of its own size, but not to −1, 0 or 1 or beyond: there a ratio or an
// elasticity says the reverse, and nothing is said by what has no effect.
func (r Range) wider(part float64) Range {
	if !math.IsInf(r.Lo, 0) {
		r.Lo = short(r.Lo, r.Lo-part*math.Abs(r.Lo))
	}
	if !math.IsInf(r.Hi, 0) {
		r.Hi = short(r.Hi, r.Hi+part*math.Abs(r.Hi))
	}
	return r
}

// short is where one comes who walks from one number towards another and stops short of −1, 0 and 1.
func short(from, to float64) float64 {
	for _, null := range []float64{-1, 0, 1} {
		if from == null {
			return from
		}
		if (from < null) != (to < null) || to == null {
			to = math.Nextafter(null, from)
		}
	}
	return to
}

// Numbers are what an experiment found in one market, by name. What it could not measure is left out, or NaN.
type Numbers map[string]float64

// An Experiment is run in several markets.
type Experiment struct {
	Name              string
	Title             Text
	Replicates, Quick int   // markets, and markets of a quick trial
	Days              int64 // simulated in a market, about: progress is reckoned by them
	Run               func(b *Bench) Numbers
}

// A Check says what should come out of an experiment.
type Check struct {
	Name       string
	Group      string // id of a Group
	Row        string // of the calibration (C1 to C40) that it scores, or "": a row is met where all its checks pass
	Claim      Text
	Source     Text
	Unit       string // "%" multiplies what is shown by 100; others are shown as they are
	Expected   Range
	Whole      bool   // the whole interval must lie in the range, as for a sign or an equivalence; else the estimate
	Family     string // checks of a family are tested together: see Judge
	Around     bool   // the interval must contain 0 and be no wider than the range
	Input      bool   // follows from a setting: shown, and no hit
	Shown      bool   // reported, and nothing that could be missed
	Experiment string
	Of         Statistic
}

// NoHit reports whether the check is shown and counts neither as passed nor as missed.
func (c *Check) NoHit() bool { return c.Input || c.Shown }

// A Finding is what a check found.
type Finding struct {
	Check      Check
	Expected   Range // a quick trial allows more
	Value      float64
	Lo, Hi     float64 // interval of 95 %, NaN where there is none
	P          float64 // two-sided, of 0; after Holm within a family
	Replicates int
	Measured   bool
	Pass       bool
}

// Group is a heading of the checks.
type Group struct {
	ID   string
	Name Text
}
