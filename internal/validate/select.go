package validate

import (
	"fmt"
	"slices"
	"strings"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// Unknown is a name that no check, group, experiment or row of the calibration has.
type Unknown struct {
	Name string
	Near []string // names that begin alike or contain it
}

func (u Unknown) Error() string {
	s := fmt.Sprintf("no check, group, experiment or row is called %s", u.Name)
	if len(u.Near) > 0 {
		s += ": did you mean " + strings.Join(u.Near, " or ") + "?"
	}
	return s
}

// Select returns the checks that names pick, all where there are none, and the experiments that they need. A name picks a check, the
// checks of a group or an experiment, or those of a row of the calibration (C24).
func Select(names []string) ([]trial.Check, []trial.Experiment, error) {
	all := checks.Checks()
	chosen := all
	if len(names) > 0 {
		chosen = nil
		for _, name := range names {
			if !slices.ContainsFunc(all, func(c trial.Check) bool { return picks(name, c) }) {
				return nil, nil, Unknown{name, near(name, all)}
			}
		}
		for _, c := range all {
			if slices.ContainsFunc(names, func(name string) bool { return picks(name, c) || picksKin(name, c, all) }) {
				chosen = append(chosen, c)
			}
		}
	}
	var experiments []trial.Experiment
	for _, e := range checks.Experiments() {
		if slices.ContainsFunc(chosen, func(c trial.Check) bool { return slices.Contains(c.Uses(), e.Name) }) {
			experiments = append(experiments, e)
		}
	}
	return chosen, experiments, nil
}

func picks(name string, c trial.Check) bool {
	return name == c.Name || name == c.Group || name == c.Experiment || name == c.Row
}

// picksKin reports whether a name picks another check of the same family: they are tested together.
func picksKin(name string, c trial.Check, all []trial.Check) bool {
	return c.Family != "" && slices.ContainsFunc(all, func(kin trial.Check) bool { return kin.Family == c.Family && picks(name, kin) })
}

// near are the names that one may have meant.
func near(name string, all []trial.Check) (out []string) {
	for _, c := range all {
		for _, known := range []string{c.Name, c.Group, c.Experiment} {
			if strings.Contains(known, name) && !slices.Contains(out, known) && len(out) < 3 {
				out = append(out, known)
			}
		}
	}
	return out
}
