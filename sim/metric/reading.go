package metric

import (
	"math"

	"livebazaar/sim/record"
)

// Reading is the unit in which differences in a metric are read. It is declared with the metric and the same in every table,
// sentence and figure, whatever the scenarios and their results.
type Reading uint8

// The readings.
const (
	OfBaseline Reading = iota // % of the baseline's mean; undefined where that is not above 0
	Points                    // percentage points, for shares
	InUnit                    // the metric's own unit, where 0 is no floor: profits, surplus, satisfaction, a half-life that may be 0
)

// Reading returns the unit in which differences in the metric are read.
func (m Metric) Reading() Reading {
	switch {
	case m.Unit == "share":
		return Points
	case m.Signed:
		return InUnit
	}
	return OfBaseline
}

// In names the reading in the language ("zh" or else English); unit is the metric's own, in that language.
func (r Reading) In(lang, unit string) string {
	switch {
	case r == InUnit:
		return unit
	case r == Points && lang == "zh":
		return "百分点"
	case r == Points:
		return "percentage points"
	case lang == "zh":
		return "相对基准，%"
	}
	return "% of baseline"
}

// Difference returns the difference of a contrast as it is read. An interval in % of the baseline is that of the ratio of
// means (rel_lo, rel_hi in the tables). There is none where the baseline is not clear of 0. In folders of former versions it may
// also hold 0 where that of the paired difference does not, or the other way round. Then it is that of the paired difference over
// the baseline's mean, since the test is that of the paired difference.
// Where all pairs differ by one number there is no interval: its t interval would be that number alone, whatever their count.
func (m Metric) Difference(c record.Contrast) Estimate {
	e := Ratio(c)
	switch m.Reading() {
	case Points:
		e = estimate(c, 100, " pp")
	case InUnit:
		e = estimate(c, 1, "")
	default:
		if math.IsNaN(c.RelLo) || leavesOut0(c.DiffLo, c.DiffHi) != leavesOut0(c.RelLo, c.RelHi) {
			e.Lo, e.Hi = 100*c.DiffLo/c.BaselineMean, 100*c.DiffHi/c.BaselineMean
		}
	}
	if c.DiffLo == c.DiffHi && c.Diff != 0 {
		e.Lo, e.Hi, e.One = math.NaN(), math.NaN(), true
	}
	return e
}

// estimate is the difference in the metric's unit times a scale.
func estimate(c record.Contrast, scale float64, suffix string) Estimate {
	return Estimate{Mid: scale * c.Diff, Lo: scale * c.DiffLo, Hi: scale * c.DiffHi, Suffix: suffix, Same: Same(c), N: c.Replicates}
}

// ShownIn is the unit of what Difference returns: "%", "pp" or the metric's own.
func (m Metric) ShownIn() string {
	switch m.Reading() {
	case Points:
		return "pp"
	case InUnit:
		return m.Unit
	}
	return "%"
}

// InLevels returns the difference of a contrast in the unit of the metric's levels, shares in %.
func InLevels(c record.Contrast) Estimate {
	if c.Unit == "share" {
		return estimate(c, 100, " %")
	}
	return estimate(c, 1, "")
}

// Ratio returns the difference of a contrast in % of the baseline's mean, undefined where that is not above 0.
func Ratio(c record.Contrast) Estimate {
	return Estimate{Mid: 100 * c.RelDiff, Lo: 100 * c.RelLo, Hi: 100 * c.RelHi, Suffix: " %", Same: Same(c), N: c.Replicates}
}

func leavesOut0(lo, hi float64) bool { return lo > 0 || hi < 0 }

// Same reports whether scenario and baseline were equal in every replicate: not even a difference too small to be clear.
func Same(c record.Contrast) bool { return c.Diff == 0 && !(c.DiffLo < 0) && !(c.DiffHi > 0) }

// Stands reports whether a difference remains after Holm's adjustment within its family, at the level of its interval.
func Stands(c record.Contrast) bool { return c.PHolm < 1-c.Level }

// PrimaryMark is written behind a primary difference that stands, SecondaryMark behind a secondary one.
const (
	PrimaryMark   = "*"
	SecondaryMark = "°"
)

// StandingMark is the mark of a contrast: "" where it does not stand.
func StandingMark(c record.Contrast) string {
	switch {
	case !Stands(c):
		return ""
	case c.Family == record.Primary:
		return PrimaryMark
	}
	return SecondaryMark
}

// Apart reports whether a single difference is clear before any adjustment. The interval leaves 0 out then; but where all pairs
// differ by one number there is none, and the sign test decides.
func Apart(c record.Contrast) bool { return c.P < 1-c.Level }

// Known reports whether the contrast was measured.
func Known(c record.Contrast) bool { return !math.IsNaN(c.Diff) }

// NamesUnit reports whether a reader must be told the unit of a metric's level: an index has none, a share is written with
// its %, and of a count the name says what is counted.
func (m Metric) NamesUnit() bool {
	switch m.Unit {
	case "", "index", "share", "count":
		return false
	}
	return true
}
