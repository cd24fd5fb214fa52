// Package character names single characters for people: what they are called, what to type instead of those that editors
// and Chinese keyboards put in the place of plain ones, and which of them must not reach a terminal, a report or a figure.
package character

import (
	"fmt"
	"strings"
	"unicode"
)

// Hidden reports whether a character must not stand in a text that is shown to people. That is what moves the cursor or
// colours a terminal (C0, C1, DEL), what breaks a line where one line is shown, what turns the reading direction of all
// that follows, what is no character in XML, and what nobody sees: two names that look alike should be alike.
//
// What spelling needs stays: joiners (emoji, Persian, Indic scripts), the direction marks of single places (they turn
// nothing that follows), the Mongolian vowel separator, and Arabic signs that Unicode counts as format but are drawn.
func Hidden(r rune) bool {
	switch {
	case r == '\u200c', r == '\u200d', r == '\u200e', r == '\u200f', r == '\u061c', r == '\u180e':
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	case r == '\u2028', r == '\u2029', unicode.Is(unicode.Noncharacter_Code_Point, r):
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r < 0 || r > unicode.MaxRune || unicode.Is(unicode.Cs, r)
}

// Visible writes hidden characters as escapes, so that a message can quote them. Line ends stay: a message may have several
// lines.
func Visible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r != '\n' && Hidden(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || !Hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

// Name is the character with its number and, where it has one here, its name: “ (U+201C, curly quote).
func Name(r rune) string {
	code, name := fmt.Sprintf("U+%04X", r), known(r)
	if !unicode.IsGraphic(r) || Hidden(r) || unicode.IsSpace(r) {
		if name == "" {
			name = "invisible character"
		}
		return code + " (" + name + ")"
	}
	if r < 0x80 {
		return string(r)
	}
	if name == "" {
		return fmt.Sprintf("%c (%s)", r, code)
	}
	return fmt.Sprintf("%c (%s, %s)", r, code, name)
}

// Instead returns what to type in place of a character that looks like a plain one and is none to a program, or "".
func Instead(r rune) string {
	for _, g := range lookalikes {
		if strings.ContainsRune(g.from, r) {
			return g.to
		}
	}
	if r > 0xff00 && r < 0xff5f { // full-width forms of ASCII
		return string(r - 0xff00 + ' ')
	}
	if r > unicode.MaxASCII && unicode.Is(unicode.Zs, r) {
		return " "
	}
	return ""
}

// Typed says what to type in words: "write =", "write a plain space"; "" if there is nothing to say.
func Typed(r rune) string {
	switch to := Instead(r); to {
	case "":
		return ""
	case " ":
		return "write a plain space"
	case `"`:
		return `write the straight quote "`
	case "'":
		return `write the straight quote " or '`
	case "-":
		return "write - (hyphen-minus)"
	default:
		return "write " + to
	}
}

// lookalikes are characters with the plain one that is meant and what they are called.
var lookalikes = []struct{ from, to, name string }{
	{"“”„‟", `"`, "curly quote"},
	{"‘’‚‛", "'", "curly quote"},
	{"«»‹›", `"`, "angle quote"},
	{"「」『』", `"`, "corner bracket"},
	{"″〝〞", `"`, "double prime"},
	{"′´", "'", "prime"},
	{"＂", `"`, "full-width quote"},
	{"＇", "'", "full-width quote"},
	{"−", "-", "minus sign"},
	{"–", "-", "en dash"},
	{"—", "-", "em dash"},
	{"‐‑‒―﹘﹣－", "-", "dash"},
	{"＝", "=", "full-width equals sign"},
	{"，", ",", "full-width comma"},
	{"、", ",", "ideographic comma"},
	{"；", ";", "full-width semicolon"},
	{"：", ":", "full-width colon"},
	{"．", ".", "full-width point"},
	{"。", ".", "ideographic full stop"},
	{"·・", ".", "middle dot"},
	{"［【〔", "[", "full-width bracket"},
	{"］】〕", "]", "full-width bracket"},
	{"｛", "{", "full-width brace"},
	{"｝", "}", "full-width brace"},
	{"（", "(", "full-width bracket"},
	{"）", ")", "full-width bracket"},
	{"＃", "#", "full-width number sign"},
	{"％", "%", "full-width per cent sign"},
	{"＿", "_", "full-width underscore"},
	{"／", "/", "full-width slash"},
	{"＊", "*", "full-width asterisk"},
	{"…", "...", "ellipsis"},
}

// names are what characters are called that look like nothing.
var names = map[rune]string{
	'\a': "bell", '\b': "backspace", '\t': "tab", '\n': "line break", '\r': "carriage return", 0x1b: "escape", 0x7f: "delete",
	0xa0: "non-breaking space", 0xad: "soft hyphen", 0x3000: "ideographic space", 0x202f: "narrow non-breaking space", 0x2007: "figure space",
	0x200b: "zero-width space", 0x2060: "word joiner", 0xfeff: "byte order mark", 0x2028: "line separator", 0x2029: "paragraph separator",
	0x202a: "left-to-right embedding", 0x202b: "right-to-left embedding", 0x202c: "end of a direction", 0x202d: "left-to-right override",
	0x202e: "right-to-left override", 0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "first strong isolate",
	0x2069: "end of an isolate",
}

func known(r rune) string {
	if n := names[r]; n != "" {
		return n
	}
	for _, g := range lookalikes {
		if strings.ContainsRune(g.from, r) {
			return g.name
		}
	}
	switch {
	case unicode.Is(unicode.Cc, r):
		return "control character"
	case r > 0xff00 && r < 0xff5f:
		return "full-width " + string(r-0xff00+' ')
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return "not a character"
	case unicode.Is(unicode.Zs, r) && r > unicode.MaxASCII:
		return "space that is not plain"
	}
	return ""
}
