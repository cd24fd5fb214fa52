package validate

import (
	_ "embed" // the notes
	"fmt"
	"strings"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// notes are what the page says that no check finds: what the defaults were fitted by, and how small markets differ.
//
//go:embed notes.md
var notes string

// Page is the page of the documentation, docs/calibration.md: every check with what was found, and which model found it.
func (o *Outcome) Page() string {
	var b strings.Builder
	passed, inputs := o.count()
	met, rows := trial.Score(o.Findings)
	b.WriteString("# Calibration and checks\n\n")
	b.WriteString(lines(fmt.Sprintf("Made by `livebazaar validate --calibration`; do not edit. Model version %d, seed %d, %s.%s",
		o.Trial.ModelVersion, o.Trial.Seed, o.Day, o.conditions())))
	b.WriteString(lines(fmt.Sprintf("%d of %d checks pass. Of the rows C1 to C40, %d of %d are met: a row is met where all its checks pass, it is "+
		"counted once, and what follows from a setting (*input*) or is reported only (*shown*) is no hit. Misses are shown as misses.",
		passed, len(o.Findings)-inputs, met, rows)))
	b.WriteString(lines("*Found* is the estimate over independent markets with its 95 % interval (Student's t over jackknife pseudo-values). " +
		"Where *expected* is in **bold** the whole interval must lie there; elsewhere the estimate. `livebazaar validate --only NAME` runs one check."))
	for _, g := range checks.Groups {
		list := o.of(g.ID)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "## %s\n\n| check | row | claim | source | expected | found | n | |\n|---|---|---|---|---|---|---|---|\n", g.Name.EN)
		for _, f := range list {
			expected := f.ExpectedIn("en")
			if (f.Check.Whole || f.Check.Around) && !o.Trial.Quick {
				expected = "**" + expected + "**"
			}
			verdict := f.VerdictIn("en")
			if verdict == "miss" {
				verdict = "**miss**"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %d | %s |\n", f.Check.Name, f.Check.Row, cellText(f.Check.Claim.EN),
				cellText(f.Check.Source.EN), expected, f.FoundIn("en"), f.Replicates, verdict)
		}
		b.WriteString("\n")
	}
	b.WriteString(notes)
	return b.String()
}

// lines is a paragraph in lines of some 120 characters.
func lines(text string) string {
	const most = 120
	out, at := "", 0
	for _, word := range strings.Fields(text) {
		switch {
		case at > 0 && at+1+len(word) > most:
			out, at = out+"\n"+word, len(word)
		case at > 0:
			out, at = out+" "+word, at+1+len(word)
		default:
			out, at = word, len(word)
		}
	}
	return out + "\n\n"
}

// cellText is a text in a cell of a table.
func cellText(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// conditions says what is out of the ordinary.
func (o *Outcome) conditions() (s string) {
	if o.Trial.Quick {
		s += fmt.Sprintf(" A quick trial: few replicates, ranges wider by %.0f %% of their ends, "+
			"and the estimate is judged where a full trial asks for the whole interval.",
			100*trial.QuickTolerance)
	}
	if len(o.Trial.Settings) > 0 {
		s += " Settings on top of the defaults:"
		for _, set := range o.Trial.Settings {
			s += fmt.Sprintf(" `%s = %v`", set.Key, set.Value)
		}
		s += "."
	}
	return s
}

// of are the findings of a group.
func (o *Outcome) of(group string) (out []*trial.Finding) {
	for i := range o.Findings {
		if o.Findings[i].Check.Group == group {
			out = append(out, &o.Findings[i])
		}
	}
	return out
}

// count counts the checks that pass and those that are no hits.
func (o *Outcome) count() (passed, inputs int) {
	for i := range o.Findings {
		switch f := &o.Findings[i]; {
		case f.Check.NoHit():
			inputs++
		case f.Pass:
			passed++
		}
	}
	return passed, inputs
}

// Passed counts the checks that pass, of all that can be missed.
func (o *Outcome) Passed() (passed, of int) {
	passed, inputs := o.count()
	return passed, len(o.Findings) - inputs
}
