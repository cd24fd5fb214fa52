package metric

import (
	"math"
	"strings"

	"livebazaar/sim/record"
)

// ReadsRelative reports whether the differences in a metric are best read as shares of the baseline's mean: not those of
// shares, which are read in percentage points, not where
// zero is no natural origin (satisfaction is centred at 0, what a removal costs may have either sign), not where the
// baseline is not above zero or so near it that a share of it says nothing, and not where the interval of the share
// holds 0 and that of the paired difference does not, or the other way round. The test is that of the paired
// difference, and its interval is then the one to show. Contrasts of other metrics are passed over.
func (m Metric) ReadsRelative(contrasts []record.Contrast) bool {
	if m.Unit == "share" || strings.TrimSuffix(m.ID, First90) == "satisfaction" || m.Family == dependence {
		return false
	}
	for _, c := range contrasts {
		if c.Metric != m.ID || math.IsNaN(c.Diff) {
			continue
		}
		if !(c.BaselineMean > 0) || math.IsNaN(c.RelDiff) || math.Abs(c.RelDiff) > 3 ||
			leavesOut0(c.DiffLo, c.DiffHi) != leavesOut0(c.RelLo, c.RelHi) {
			return false
		}
	}
	return true
}

func leavesOut0(lo, hi float64) bool { return lo > 0 || hi < 0 }

// Stands reports whether a difference remains after Holm's adjustment within its family, at the level of its interval.
func Stands(c record.Contrast) bool { return c.PHolm < 1-c.Level }
