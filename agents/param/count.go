package param

import (
	"strconv"
	"strings"
)

// Count writes a number of things in English: 1 day, 2 days. What has an irregular plural gives it after a bar: agency|agencies.
func Count[N int | int64](n N, thing string) string {
	return strconv.FormatInt(int64(n), 10) + " " + Things(n, thing)
}

// Things is the thing alone, in the number that n asks for.
func Things[N int | int64](n N, thing string) string {
	one, many, irregular := strings.Cut(thing, "|")
	switch {
	case n == 1:
		return one
	case irregular:
		return many
	}
	return one + "s"
}
