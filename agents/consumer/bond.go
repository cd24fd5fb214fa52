package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Bond is the fan bond between a consumer and a host, in [0,1]: B += κ(1−B)·hours − δB with a half-life of 30-90 days
// (grade C: parasocial interaction, Horton & Wohl 1956).
type Bond struct{ Gain, HalfLife, Hours float64 }

// Declare binds the parameters to the set.
func (b *Bond) Declare(set *param.Set) {
	set.Float(&b.Gain, "gain", 0.15, param.Spec{Unit: "per hour", Min: 0, Max: 1, Source: param.Assumption,
		EN: "growth of the fan bond per hour watched (κ)", ZH: "每观看小时的黏性增长 κ"})
	set.Float(&b.HalfLife, "half_life", 45, param.Spec{Unit: "day", Min: 5, Max: 365, Source: param.Assumption,
		EN: "half-life of the fan bond", ZH: "粉丝黏性半衰期"})
	set.Float(&b.Hours, "stay", 0.4, param.Spec{Unit: "hour", Min: 0.02, Max: 3, Source: param.Assumption, EN: "mean stay in a room", ZH: "平均停留时长"})
}

// Grown returns the bond after watching for hours.
func (b *Bond) Grown(bond, hours float64) float64 {
	return min(1, bond+float64(b.Gain*(1-bond)*hours))
}

// Keep returns the share of the bond left after days: 2^(−days/half-life).
func (b *Bond) Keep(days float64) float64 { return chance.Exp(-0.6931471805599453 * days / b.HalfLife) }

// Stay returns the hours a visitor stays in a room of systematic utility u against the outside option u0: the mean
// stay times twice the logistic of a quarter of the excess.
func (b *Bond) Stay(excess float64) float64 { return b.Hours * 2 * chance.Logistic(excess/4) }
