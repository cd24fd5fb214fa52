package terminal

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"
)

// What Chinese lines do not begin with, and what they do not end with.
const (
	neverFirst = "，。、；：）】》！？”’」』〉％%…,.;:)]!?*"
	neverLast  = "（【《“‘「『〈(["
)

// held are spaces that stand within one word: between a number and its unit, and behind ±.
var held = regexp.MustCompile(`([0-9]) (%|pp\b)|(±) `)

const hold = '\u00a0'

// wrap breaks a text into lines of so many columns on a terminal: between words, between the parts of a path or key, and between
// Chinese characters, but not within a number or a word unless it is longer than a line.
func wrap(s string, columns int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(held.ReplaceAllString(s, "$1$3"+string(hold)+"$2"), breaks) {
		for i, part := range pieces(word) {
			space := " "
			if i > 0 || line == "" {
				space = ""
			}
			if displayed(line)+len(space)+displayed(part) <= columns {
				line += space + part
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			for displayed(part) > columns {
				cut := text.Trim(part, columns)
				if cut == "" { // not even one character fits
					break
				}
				lines, part = append(lines, cut), part[len(cut):]
			}
			line = part
		}
	}
	lines = append(lines, line)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], string(hold), " ")
	}
	return lines
}

func breaks(r rune) bool { return r != hold && unicode.IsSpace(r) }

// pieces are the parts of a word that stay whole: the word itself, or the parts of a path, key or unit, or single Chinese
// characters with the marks that cling to them.
func pieces(word string) []string {
	var out []string
	from := 0
	runes := []rune(word)
	for i := 1; i < len(runes); i++ {
		a, b := runes[i-1], runes[i]
		wide := text.RuneWidth(a) > 1 || text.RuneWidth(b) > 1 || strings.ContainsRune(neverFirst, a) && a > unicode.MaxASCII
		joint := strings.ContainsRune("./_-", a) && unicode.IsLetter(b) && i > 1 && unicode.IsLetter(runes[i-2])
		switch {
		case b == '\u200d' || a == '\u200d' || unicode.IsMark(b): // one character
		case joint, wide && !strings.ContainsRune(neverFirst, b) && !strings.ContainsRune(neverLast, a):
			out, from = append(out, string(runes[from:i])), i
		}
	}
	return append(out, string(runes[from:]))
}

// longestPiece is how wide a column must be to break no word of a text.
func longestPiece(s string) int {
	longest := 0
	for word := range strings.FieldsFuncSeq(held.ReplaceAllString(s, "$1$3"+string(hold)+"$2"), breaks) {
		for _, part := range pieces(word) {
			longest = max(longest, displayed(part))
		}
	}
	return longest
}

// wrapLines wraps each line of a text.
func wrapLines(s string, columns int) []string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, wrap(OneLine(line), columns)...)
	}
	return lines
}

// wrapped wraps a text that may be marked as a whole; each line is marked then.
func wrapped(s string, columns int) string {
	mark, off := "", ""
	for _, m := range []string{markBold, markFaint} {
		if inner, ok := strings.CutPrefix(s, m); ok && strings.HasSuffix(inner, markOff) {
			s, mark, off = strings.TrimSuffix(inner, markOff), m, markOff
		}
	}
	lines := wrapLines(s, columns)
	for i := range lines {
		lines[i] = mark + lines[i] + off
	}
	return strings.Join(lines, "\n")
}
