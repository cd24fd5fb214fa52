package written

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"livebazaar/sim/character"
)

// Problem is one thing that is wrong in a scenario or study, said so that it can be mended.
type Problem struct {
	Source  string `json:"source"`            // file as the user named it, or "--set key=value"
	Line    int    `json:"line,omitempty"`    // from 1; 0 where there is no line to point at
	Column  int    `json:"column,omitempty"`  // from 1, in characters
	Key     string `json:"key,omitempty"`     // full key
	Value   string `json:"value,omitempty"`   // as it was written
	Reason  string `json:"reason"`            // what is wrong
	Allowed string `json:"allowed,omitempty"` // what would be right
	Nearest string `json:"nearest,omitempty"` // known name that comes closest
}

// Error is file:line:column: key = value: reason, allowed …, did you mean …?
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Source)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Key != "" {
		b.WriteString(p.Key)
		if p.Value != "" {
			b.WriteString(" = " + p.Value)
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Reason)
	if p.Allowed != "" {
		b.WriteString(", allowed " + p.Allowed)
	}
	if p.Nearest != "" {
		b.WriteString(", did you mean " + p.Nearest + "?")
	}
	return character.Visible(b.String())
}

// visible is the problem with what nobody sees, or what speaks to a terminal, written as escapes.
func (p Problem) visible() Problem {
	for _, text := range []*string{&p.Source, &p.Key, &p.Value, &p.Reason, &p.Allowed, &p.Nearest} {
		*text = character.Visible(*text)
	}
	return p
}

// Problems are all that was found wrong at once, a line each.
type Problems []Problem

// ShownProblems bounds what is printed: a file of another program can be wrong in every line.
const ShownProblems = 100

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == ShownProblems {
			fmt.Fprintf(&b, "\nand %d more", len(ps)-ShownProblems)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
	}
	return b.String()
}

// Err returns the problems as an error, each one once and those of one file in the order of its lines.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	files := map[string]int{}
	for _, p := range ps {
		if _, ok := files[p.Source]; !ok {
			files[p.Source] = len(files)
		}
	}
	out := slices.Clone(ps)
	for i := range out {
		out[i] = out[i].visible()
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		for _, d := range []int{files[a.Source] - files[b.Source], a.Line - b.Line, a.Column - b.Column} {
			if d != 0 {
				return d
			}
		}
		return 0
	})
	seen := make(map[Problem]bool, len(out))
	out = slices.DeleteFunc(out, func(p Problem) bool {
		again := seen[p]
		seen[p] = true
		return again
	})
	return out
}

// Shorten cuts text to what fits in a message and makes it one line.
func Shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// ShownKey joins the parts of a key as they would be written in a file; an element of a list goes by the list's name.
func ShownKey(path []string) string {
	var parts []string
	for _, s := range path {
		switch {
		case strings.HasPrefix(s, elementMark):
		case BareKey(s):
			parts = append(parts, s)
		default:
			parts = append(parts, Shorten(strconv.Quote(s), 60))
		}
	}
	return Shorten(strings.Join(parts, "."), 120)
}

// BareKey reports whether a part of a key needs no quotes.
func BareKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return s != ""
}
