package metric

import (
	"cmp"
	"slices"

	"livebazaar/sim/record"
)

// placeboLevel is the chance of a false alarm over all placebos of a comparison, where rules do not differ in any.
const placeboLevel = 0.05

// PlacebosApart returns the contrasts of placebos in which a rule differs from the baseline: those whose paired test stands at
// 5 % after Holm's adjustment over all rules and placebos. Where there is one, what the head is worth is not told apart from
// what any streamer is.
func PlacebosApart(contrasts []record.Contrast) []record.Contrast {
	var tested []record.Contrast
	for _, c := range contrasts {
		if m, ok := Find(c.Metric); ok && m.Placebo && c.P == c.P {
			tested = append(tested, c)
		}
	}
	byP := slices.Clone(tested)
	slices.SortStableFunc(byP, func(a, b record.Contrast) int { return cmp.Compare(a.P, b.P) })
	apart := map[[2]string]bool{}
	for i, c := range byP {
		if float64(c.P*float64(len(byP)-i)) >= placeboLevel {
			break
		}
		apart[[2]string{c.Scenario, c.Metric}] = true
	}
	return slices.DeleteFunc(tested, func(c record.Contrast) bool { return !apart[[2]string{c.Scenario, c.Metric}] })
}
