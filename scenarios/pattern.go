package scenarios

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Named is a scenario or study that a command line names, itself or by a pattern.
type Named struct {
	Name    string
	Pattern string // that matched it; "" if it is written as it is
}

// Expand replaces patterns of paths (my-study/*.toml), which some shells leave to programs, by the files that they match, in
// natural order: 2.toml before 10.toml. A file of the very name is no pattern, and what is named before is not named
// again. Unless the pattern says otherwise only scenario files (.toml) match. The error is of type Problems.
func Expand(args []string) ([]Named, error) {
	var out []Named
	var ps Problems
	for _, arg := range args {
		matches, isPattern := expanded(arg)
		if !isPattern {
			out = append(out, Named{Name: arg})
			continue
		}
		if len(matches) == 0 {
			ps = append(ps, Problem{Source: arg, Reason: "no file matches this pattern"})
		}
		for _, m := range matches {
			if !slices.ContainsFunc(out, func(n Named) bool { return filepath.Clean(n.Name) == filepath.Clean(m) }) {
				out = append(out, Named{Name: m, Pattern: arg})
			}
		}
	}
	return out, ps.Err()
}

func expanded(arg string) (matches []string, isPattern bool) {
	if !strings.ContainsAny(arg, "*?[") || !IsPath(arg) {
		return nil, false
	}
	if _, err := os.Lstat(arg); err == nil {
		return nil, false
	}
	found, err := filepath.Glob(arg)
	if err != nil {
		return nil, false
	}
	toml := strings.HasSuffix(strings.ToLower(arg), ".toml")
	for _, path := range found {
		if info, err := os.Stat(path); err == nil && info.IsDir() || !toml && !strings.HasSuffix(strings.ToLower(path), ".toml") {
			continue
		}
		matches = append(matches, path)
	}
	slices.SortFunc(matches, natural)
	return matches, true
}

// natural orders names as people do: whole numbers in them by their value, letters without regard to case.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		p, q := digits(x), digits(y)
		if p > 0 && q > 0 {
			m, n := strings.TrimLeft(x[:p], "0"), strings.TrimLeft(y[:q], "0")
			if len(m) != len(n) {
				return len(m) - len(n)
			}
			if c := strings.Compare(m, n); c != 0 {
				return c
			}
			x, y = x[p:], y[q:]
			continue
		}
		if c := strings.Compare(strings.ToLower(x[:1]), strings.ToLower(y[:1])); c != 0 {
			return c
		}
		x, y = x[1:], y[1:]
	}
	if c := len(x) - len(y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// digits counts the digits that a text begins with.
func digits(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsDigit(r) })
	if n < 0 {
		return len(s)
	}
	return n
}
