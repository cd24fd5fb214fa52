package main

import (
	"math"
	"strconv"
	"strings"
)

// blank is shown for an undefined number.
const blank = "–"

// amount writes a number of the unit for people: shares as percentages, money with thousands separated, the rest with
// four significant digits.
func amount(x float64, unit string) string {
	switch {
	case math.IsNaN(x):
		return blank
	case isShare(unit):
		return minus(strconv.FormatFloat(x*100, 'f', 1, 64)) + " %"
	case math.Abs(x) >= 1000:
		return minus(thousands(strconv.FormatFloat(x, 'f', 0, 64)))
	}
	return minus(strconv.FormatFloat(x, 'g', 4, 64))
}

// isShare reports whether numbers of the unit are fractions that people read as percentages.
func isShare(unit string) bool { return unit == "share" || unit == "probability" }

// change writes a relative difference as a percentage with its sign.
func change(x float64) string {
	if math.IsNaN(x) {
		return blank
	}
	s := strconv.FormatFloat(x*100, 'f', 1, 64)
	switch {
	case s == "-0.0" || s == "0.0":
		return "0.0"
	case x > 0:
		return "+" + s
	}
	return minus(s)
}

// minus writes a negative number with a real minus sign, as wide as a plus sign.
func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// thousands separates groups of three digits in a whole number.
func thousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
