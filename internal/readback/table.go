package readback

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// ColumnGap parts the cells of a printed row.
var ColumnGap = regexp.MustCompile(` {3,}`)

// Row finds the cells of a metric in a printed table.
func Row(t testing.TB, table, label string) []string {
	t.Helper()
	for line := range strings.SplitSeq(table, "\n") {
		if cells := ColumnGap.Split(line, -1); cells[0] == label {
			return cells[1:]
		}
	}
	t.Fatalf("no row %q in\n%s", label, table)
	return nil
}

var shownNumber = regexp.MustCompile(`[+−]?[0-9][0-9,]*(\.[0-9]+)?`)

// Numbers returns the numbers of a cell and how many decimals they have.
func Numbers(t testing.TB, cell string) (numbers []float64, decimals int) {
	t.Helper()
	for i, s := range shownNumber.FindAllString(cell, -1) {
		_, fraction, _ := strings.Cut(s, ".")
		if i > 0 && len(fraction) != decimals {
			t.Errorf("%q has numbers of different decimals", cell)
		}
		decimals = len(fraction)
		x, err := strconv.ParseFloat(strings.NewReplacer(",", "", "−", "-", "+", "").Replace(s), 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, x)
	}
	return numbers, decimals
}

// Near demands that numbers read back are those wanted, to the decimals they are written with.
func Near(t testing.TB, what string, got []float64, decimals int, want ...float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: read %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= 0.5000001*math.Pow(10, -float64(decimals))) {
			t.Errorf("%s: read %v, want %v to %d decimals", what, got, want, decimals)
			return
		}
	}
}

// Suffix is the unit after the first number of a cell.
func Suffix(cell string) string {
	for _, unit := range []string{" %", " pp"} {
		if strings.Contains(cell, unit) {
			return unit
		}
	}
	return ""
}

// A 1 before many things, and a larger number before one.
var (
	oneOfMany = regexp.MustCompile(`(^|[^0-9.,/−-])1 ([a-z-]+ )?(replicates|days|scenarios|problems|files|runs|consumers|streamers|` +
		`metrics|values|claims|texts|entries|others|months|cohorts)\b`)
	manyOfOne = regexp.MustCompile(`\b([2-9]|[1-9][0-9]+) (replicate|day|scenario|problem|file|run|consumer|streamer|` +
		`metric|value|claim|text|entry|other|month)\b`)
)

// Grammatical demands singular after 1 and plural after any other number.
func Grammatical(t testing.TB, what, s string) {
	t.Helper()
	for _, wrong := range append(oneOfMany.FindAllString(s, -1), manyOfOne.FindAllString(s, -1)...) {
		t.Errorf("%s says %q", what, wrong)
	}
}
