// Package readback reads printed numbers back: tests compare whole texts with patterns and with the numbers that belong in them.
package readback

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var numeral = regexp.MustCompile(`^[+−]?[0-9]+(,[0-9]+)*(\.[0-9]+)?|^–`)

// Text compares a text with a pattern and its numbers, and returns with how many decimals each of them is written, −1
// for one that is blank. {} in the pattern stands for the next of the numbers, {+} for one with a sign; NaN is written –. A number
// may be off by rounding only; all else must be as in the pattern, to the last character.
func Text(text, pattern string, numbers ...float64) (decimals []int, err error) {
	rest := text
	for {
		literal, after, more := strings.Cut(pattern, "{")
		if !strings.HasPrefix(rest, literal) {
			return decimals, fmt.Errorf("at %q, want %q", rest, literal)
		}
		rest = rest[len(literal):]
		if !more {
			break
		}
		sign, after, _ := strings.Cut(after, "}")
		pattern = after
		if len(numbers) == 0 {
			return decimals, fmt.Errorf("the pattern has more places than numbers")
		}
		got := numeral.FindString(rest)
		if got == "" {
			return decimals, fmt.Errorf("at %q, want the number %v", rest, numbers[0])
		}
		d, err := write(got, numbers[0], sign == "+")
		if err != nil {
			return decimals, err
		}
		decimals, rest, numbers = append(decimals, d), rest[len(got):], numbers[1:]
	}
	if rest != "" {
		return decimals, fmt.Errorf("unread %q", rest)
	}
	if len(numbers) > 0 {
		return decimals, fmt.Errorf("%d numbers are not in the pattern", len(numbers))
	}
	return decimals, nil
}

// write checks that a numeral is the number, rounded to the decimals it has, with thousands parted by commas and a true minus
// sign, and with a plus where signs are asked for.
func write(numeral string, want float64, signed bool) (decimals int, err error) {
	if numeral == "–" {
		if !math.IsNaN(want) {
			return -1, fmt.Errorf("–, want %v", want)
		}
		return -1, nil
	}
	_, fraction, _ := strings.Cut(numeral, ".")
	decimals = len(fraction)
	got, err := strconv.ParseFloat(strings.NewReplacer(",", "", "−", "-", "+", "").Replace(numeral), 64)
	if err != nil {
		return decimals, err
	}
	if !(math.Abs(got-want) <= 0.501*math.Pow(10, -float64(decimals))) {
		return decimals, fmt.Errorf("%s, want %v", numeral, want)
	}
	written := strconv.FormatFloat(math.Abs(got), 'f', decimals, 64)
	for dot := strings.IndexByte(written+".", '.'); dot > 3; dot -= 3 {
		written = written[:dot-3] + "," + written[dot-3:]
	}
	switch {
	case got < 0:
		written = "−" + written
	case got > 0 && signed:
		written = "+" + written
	}
	if written != numeral {
		return decimals, fmt.Errorf("%s is written %s", written, numeral)
	}
	return decimals, nil
}
