package written

import (
	"strings"
	"unicode"

	"livebazaar/sim/character"
)

// Plain writes a text with the plain characters that are meant.
func Plain(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if to := character.Instead(r); to != "" {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Lookalike says which character of a text is not the plain one it looks like: ": “ (U+201C, curly quote): write …", or "".
func Lookalike(s string) string {
	for _, r := range s {
		if typed := character.Typed(r); typed != "" && r > unicode.MaxASCII {
			return ": " + character.Name(r) + ": " + typed
		}
	}
	return ""
}

// Nearest returns the known name that a reader would most likely have meant by name, or "". A name is near when at most
// a third of its characters (two in a short one) must be changed; among equally near ones the first wins.
//
// Full-width letters and other lookalikes of plain characters count as these.
func Nearest(name string, known []string) string {
	name = Plain(name)
	return Within(max(2, len(name)/3), name, known)
}

// Within is Nearest for names that differ in at most limit characters.
func Within(limit int, name string, known []string) string {
	if len(name) > 80 {
		return ""
	}
	best, at := "", limit+1
	for _, k := range known {
		if d := editDistance(name, k, at); d < at && d < max(len(name), len(k)) {
			best, at = k, d
		}
	}
	return best
}

// editDistance counts the insertions, deletions, replacements and swaps of neighbours that turn a into b (Damerau 1964,
// restricted), or returns limit if there are at least that many.
func editDistance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit
		}
		before, row, next = row, next, before
	}
	return min(row[len(b)], limit)
}
