// Package memory finds out how much memory this process may still come to use, and what sets the bound: what the machine
// has to spare, a limit of the group it runs in, or a limit of its own.
package memory

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind is what sets a bound.
type Kind uint8

// The kinds of bounds.
const (
	Unknown   Kind = iota // nothing is known
	Machine               // memory that the machine has to spare
	Group                 // the limit of the control group, less what the group uses
	Addresses             // the process's limit on its address space (ulimit -v)
	Data                  // the process's limit on its data (ulimit -d)
	Given                 // what the user said
)

// A Bound is how many bytes this process may come to use beyond what it uses now, and what sets that.
type Bound struct {
	Kind  Kind
	Bytes int64
	Where string // the group's folder
}

// Hard reports whether going beyond the bound is refused by the system right away, so that nobody can wish it away.
func (b Bound) Hard() bool { return b.Kind == Addresses || b.Kind == Data }

// String says what sets the bound, as in "8 GB …".
func (b Bound) String() string {
	switch b.Kind {
	case Machine:
		return "available on this machine"
	case Group:
		return "left of the limit of the control group " + b.Where
	case Addresses:
		return "left of this process's limit on its address space (ulimit -v)"
	case Data:
		return "left of this process's limit on its data (ulimit -d)"
	case Given:
		return "given with --memory"
	}
	return "known"
}

// Least returns the tightest of the bounds. Given is what the user said there is, or 0: it takes the place of what was found
// on the machine and in its groups, but no word lifts a limit of the process.
func Least(given int64) Bound { return least(bounds(), given) }

func least(found []Bound, given int64) (tightest Bound) {
	if given > 0 {
		tightest = Bound{Kind: Given, Bytes: given}
	}
	for _, b := range found {
		b.Bytes = max(0, b.Bytes)
		if (given <= 0 || b.Hard()) && (tightest.Kind == Unknown || b.Bytes < tightest.Bytes) {
			tightest = b
		}
	}
	return tightest
}

// units are the names of sizes, the longer ones first where one ends like another.
var units = []struct {
	name  string
	bytes float64
}{
	{"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30}, {"tib", 1 << 40}, {"kb", 1e3}, {"mb", 1e6}, {"gb", 1e9}, {"tb", 1e12},
	{"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}, {"t", 1 << 40}, {"b", 1},
}

// Parse reads a size such as 8GB, 512MiB or 1.5 G (of 1024³ bytes, as shells have it).
func Parse(text string) (int64, error) {
	wrong := fmt.Errorf("%q: a size is a number and a unit, for instance 8GB or 512MiB", text)
	s := strings.ToLower(strings.TrimSpace(text))
	for _, u := range units {
		number, is := strings.CutSuffix(s, u.name)
		if !is {
			continue
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(x > 0) || x*u.bytes < 1 {
			return 0, wrong
		}
		if x*u.bytes >= 1<<62 {
			return 0, fmt.Errorf("%q: no machine has as much", text)
		}
		return int64(x * u.bytes), nil
	}
	return 0, wrong
}

// Text writes a size with two or three digits, in decimal units.
func Text(bytes int64) string {
	x, unit := float64(bytes)/1e6, "MB"
	for _, larger := range []string{"GB", "TB", "PB", "EB"} {
		if x < 999.5 {
			break
		}
		x, unit = x/1e3, larger
	}
	if x < 9.95 && unit != "MB" {
		return strconv.FormatFloat(x, 'f', 1, 64) + " " + unit
	}
	return strconv.FormatFloat(x, 'f', 0, 64) + " " + unit
}
