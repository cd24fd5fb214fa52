package character

import (
	"strings"
	"unicode/utf8"
)

// Legible is a text from outside as one line that any reader of XML and HTML takes.
func Legible(txt string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n', '\r', 0x85, 0x2028, 0x2029:
			return ' '
		}
		return Allowed(r)
	}, txt)
}

// Allowed replaces what XML forbids, what controls a screen and what turns the direction of writing by U+FFFD, as reading
// does with bytes that are no UTF-8.
func Allowed(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return r
	case r < 0x20, r >= 0x7f && r <= 0x9f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfffe, r == 0xffff:
		return utf8.RuneError
	}
	return r
}
