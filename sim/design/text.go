package design

import (
	"math"
	"strings"

	"livebazaar/sim/metric"
)

// Cells are the numbers of a row as console and report write them.
type Cells struct {
	SD, HalfWidth, Width, ForWidth, Detect, ForPower, ForPowerHolm string
}

// Cells writes the numbers of the row in the language ("zh" or else English).
func (r Row) Cells(lang string) Cells {
	m, _ := metric.Find(r.Metric)
	suffix := map[metric.Reading]string{metric.OfBaseline: metric.Percent(lang), metric.Points: " pp", metric.InUnit: ""}[m.Reading()]
	decimals := metric.Decimals(metric.Estimate{Mid: r.HalfWidth, Hi: 2 * r.HalfWidth, Suffix: suffix})
	asked := func(v float64) string {
		s := metric.Decimal(v, metric.Decimals(metric.Estimate{Mid: v, Lo: math.NaN(), Hi: math.NaN()}))
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	with := func(s string) string {
		if s == metric.Blank {
			return s
		}
		return s + suffix
	}
	return Cells{
		SD: with(metric.Decimal(r.SD, decimals)), HalfWidth: with(metric.Decimal(r.HalfWidth, decimals)), Width: with(asked(r.Width)),
		ForWidth: Count(r.ForWidth), Detect: with(asked(r.Detect)), ForPower: Count(r.ForPower), ForPowerHolm: Count(r.ForPowerHolm),
	}
}

// Count writes a number of replicates: "–" where it is not known, "> 50,000" where it is more than any comparison may have.
func Count(n int) string {
	switch {
	case n == 0:
		return metric.Blank
	case n > Most:
		return "> " + metric.Decimal(Most, 0)
	}
	return metric.Decimal(float64(n), 0)
}
