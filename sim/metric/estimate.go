package metric

import (
	"math"
	"strconv"
	"strings"
)

// Estimate is a number with its interval, as people read it: shares and ratios times 100.
type Estimate struct {
	Mid, Lo, Hi float64 // Lo and Hi are NaN where one replicate gives no interval
	Suffix      string  // " %", " pp" or ""
	Same        bool    // a difference that is 0 in every replicate
	One         bool    // a difference that is one number other than 0 in every pair, whose spread is not known: no interval
	N           int     // replicates or pairs that it is the mean of
}

// Percent is how per cent stands behind a number in the language ("zh" or else English): 2 %, in Chinese 2% (GB/T 15835).
func Percent(lang string) string {
	if lang == "zh" {
		return "%"
	}
	return " %"
}

// In is the estimate as it is written in the language.
func (e Estimate) In(lang string) Estimate {
	if e.Suffix == Percent("en") {
		e.Suffix = Percent(lang)
	}
	return e
}

// Blank is written for what is undefined, Equal for a difference that is 0 in every replicate, Constant behind one that is one
// other number in every pair.
const (
	Blank    = "–"
	Equal    = "="
	Constant = "†"
)

// Fewer is written behind an estimate that is the mean of fewer replicates than a study has: " (6)"; else it is "".
func (e Estimate) Fewer(replicates int) string {
	if e.N == 0 || e.N >= replicates || math.IsNaN(e.Mid) {
		return ""
	}
	return " (" + strconv.Itoa(e.N) + ")"
}

// Half is half the width of the interval.
func (e Estimate) Half() float64 { return (e.Hi - e.Lo) / 2 }

// Decimals is how many decimals the numbers of one row are written with. They come from the intervals, and are the same for
// all scenarios. Percentages and percentage points have one, or as many more as show a digit of the narrowest interval's half.
// Other numbers have as many as show two digits of the widest interval's half and one of the narrowest's. Where there is no
// interval the largest number is shown with three digits, a percentage with two, in at most four decimals if they show a digit.
// There are at most six; and up to two more where an interval leaves out 0 and a bound would be rounded to it.
func Decimals(row ...Estimate) int {
	decimals := fromIntervals(row)
	for range 2 {
		for _, e := range row {
			if leavesOut0(e.Lo, e.Hi) && (rounds0(e.Lo, decimals) || rounds0(e.Hi, decimals)) {
				decimals++
				break
			}
		}
	}
	return decimals
}

// LevelDecimals are those of the levels of a row: enough to see the differences between them, which are known better, but at most
// one more than two digits of half the widest interval of the levels themselves.
func LevelDecimals(levels, differences []Estimate) int {
	widest, percent := 0.0, 0
	for _, e := range levels {
		if half := e.Half(); half > 0 {
			widest = max(widest, half)
		}
		if e.Suffix != "" {
			percent = 1
		}
	}
	decimals := fromIntervals(append(append([]Estimate(nil), levels...), differences...))
	if widest > 0 {
		decimals = max(min(decimals, digits(widest, 3)), percent)
	}
	return max(decimals, 0)
}

// rounds0 reports whether x is written as 0.
func rounds0(x float64, decimals int) bool {
	return strings.Trim(strconv.FormatFloat(math.Abs(x), 'f', decimals, 64), "0.") == ""
}

func fromIntervals(row []Estimate) int {
	const most, mostAlone = 6, 4
	widest, narrowest, largest, percent := 0.0, math.Inf(1), 0.0, false
	for _, e := range row {
		if math.IsNaN(e.Mid) || e.Same {
			continue
		}
		largest, percent = max(largest, math.Abs(e.Mid)), percent || e.Suffix != ""
		half := e.Half()
		switch {
		case half > 0:
			widest, narrowest = max(widest, half), min(narrowest, half)
		case (half == 0 || e.One) && e.Mid != 0: // one number in every replicate
			narrowest = min(narrowest, math.Abs(e.Mid))
		}
	}
	decimals := 0
	switch {
	case percent && !math.IsInf(narrowest, 1):
		decimals = max(1, digits(narrowest, 1))
	case percent && largest > 0:
		decimals = max(1, min(digits(largest, 2), max(mostAlone, digits(largest, 1))))
	case percent:
		decimals = 1
	case widest > 0:
		decimals = max(digits(widest, 2), digits(narrowest, 1))
	case largest > 0:
		decimals = min(digits(largest, 3), max(mostAlone, digits(largest, 1)))
	}
	return min(max(decimals, 0), most)
}

// digits is how many decimals show n digits of x.
func digits(x float64, n int) int {
	_, power, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	exponent, _ := strconv.Atoi(power) // of ten, as the shortest spelling of x has it
	return n - 1 - exponent
}

// Level writes a level and its interval: 24.1 % and [23.0, 25.2], which is "" where there is none.
func (e Estimate) Level(decimals int) (mid, interval string) {
	return e.write(decimals, Decimal)
}

// PlusMinus writes a level with half the width of its interval: 24.1 ± 1.1 %.
func (e Estimate) PlusMinus(decimals int) string {
	mid, interval := e.Level(decimals)
	if interval == "" {
		return mid
	}
	return Decimal(e.Mid, decimals) + " ± " + Decimal(e.Half(), decimals) + e.Suffix
}

// Difference writes a difference and its interval, with signs: −2.1 % and [−3.0, −1.2]. One that is the same number in every pair
// is marked instead: −2.1 %†.
func (e Estimate) Difference(decimals int) (mid, interval string) {
	if e.Same {
		return Equal, ""
	}
	mid, interval = e.write(decimals, Signed)
	if e.One {
		mid += Constant
	}
	return mid, interval
}

func (e Estimate) write(decimals int, number func(float64, int) string) (mid, interval string) {
	if math.IsNaN(e.Mid) {
		return Blank, ""
	}
	if !math.IsNaN(e.Lo) {
		interval = "[" + number(e.Lo, decimals) + ", " + number(e.Hi, decimals) + "]"
	}
	return number(e.Mid, decimals) + e.Suffix, interval
}

// Decimal writes a number with a true minus sign and thousands separated by commas; NaN is Blank.
func Decimal(v float64, decimals int) string {
	if math.IsNaN(v) {
		return Blank
	}
	if math.IsInf(v, 0) {
		return map[bool]string{true: "∞", false: "−∞"}[v > 0]
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if v < 0 && strings.Trim(s, "0.") != "" {
		return "−" + whole
	}
	return whole
}

// Signed is Decimal with a plus sign before what is above 0.
func Signed(v float64, decimals int) string {
	s := Decimal(v, decimals)
	if v > 0 && strings.Trim(s, "0.,") != "" {
		return "+" + s
	}
	return s
}
