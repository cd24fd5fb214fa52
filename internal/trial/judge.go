package trial

import (
	"math"

	"livebazaar/sim/experiment"
)

// QuickTolerance is by how much a quick trial moves each end of a range out, in parts of its size: it has few replicates.
const QuickTolerance = 0.1

// Judge holds what experiments found, by replicate, against the checks. Checks of one family are tested together: they pass where 0
// stays rejected after Holm's adjustment over the family, and the sign is the one expected. In a quick trial ranges are wider, and the
// estimate is judged and not its interval.
func Judge(checks []Check, found map[string][]Numbers, quick bool) []Finding {
	out := make([]Finding, len(checks))
	families := map[string][]int{}
	for i, c := range checks {
		f := &out[i]
		f.Check, f.Expected = c, c.Expected
		if quick && !c.Expected.isSign() {
			f.Expected = c.Expected.wider(QuickTolerance)
		}
		f.Value, f.Lo, f.Hi, f.P, f.Replicates = c.Of.estimate(readerOf(found, c.Experiment))
		f.Measured = !math.IsNaN(f.Value)
		f.Pass = f.Measured && f.within(quick)
		if c.Family != "" {
			families[c.Family] = append(families[c.Family], i)
		}
	}
	for i := range out {
		if members := families[out[i].Check.Family]; len(members) > 0 && members[0] == i {
			together(out, members, quick)
		}
	}
	return out
}

// together adjusts the p-values of a family.
func together(all []Finding, members []int, quick bool) {
	var p []float64
	for _, i := range members {
		p = append(p, all[i].P)
	}
	for k, adjusted := range experiment.Holm(p) {
		f := &all[members[k]]
		f.P = adjusted
		f.Pass = f.Measured && f.Expected.Has(f.Value) && (quick || adjusted < 1-level)
	}
}

// within reports whether what was found lies where it should.
func (f *Finding) within(quick bool) bool {
	if f.Check.Around && !quick {
		return f.Lo <= 0 && f.Hi >= 0 && f.Hi-f.Lo <= f.Expected.Hi-f.Expected.Lo
	}
	if !f.Check.Whole || quick {
		return f.Expected.Has(f.Value)
	}
	return f.Expected.Has(f.Lo) && f.Expected.Has(f.Hi)
}
