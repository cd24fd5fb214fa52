package written

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"livebazaar/sim/character"
)

// What a reader probably meant who wrote what no parser reads: keyboards and editors put other characters in the place of
// plain ones.

// Reasons to which those who know the parameters add: the key that a Chinese label means, the range of a number.
const (
	EnglishKeys = "keys are written in English (`livebazaar params --lang zh` explains them in Chinese)"
	OutOfRange  = "out of range"
)

// atValue are the parser's words where a value begins with something that is none.
const atValue = "at start of value"

// syntaxProblem says what is wrong at an offset of a text that the parser gives up on, in a table.
func (d *Document) syntaxProblem(message string, text []byte, at int, table []string) Problem {
	r, n := utf8.DecodeRune(text[min(at, len(text)):])
	keyWanted := strings.Contains(message, "start of key") || strings.Contains(message, "'=' after key")
	switch {
	case n == 0 || r == '\n' || r == '\r':
		if strings.HasSuffix(message, atValue) || n == 0 && strings.Contains(message, "value") {
			return d.Problem(at, "", "", "syntax: no value behind =")
		}
	case unicode.IsControl(r) && strings.Contains(message, "control characters"):
		return d.Problem(at, "", "", unshown(r))
	case r > unicode.MaxASCII && keyWanted && (unicode.IsLetter(r) || unicode.IsMark(r)) && character.Instead(r) == "":
		from, key := d.writtenKey(text, at)
		return d.Problem(from, ShownKey(append(table[:len(table):len(table)], strings.Split(key, ".")...)), "", EnglishKeys)
	case r > unicode.MaxASCII:
		return d.Problem(at, "", "", "syntax: "+character.Name(r)+" cannot stand "+placed(message)+advice(message, text, at))
	}
	return d.Problem(at, "", "", "syntax: "+Shorten(message, 200)+hint(message, text, at))
}

// placed says where a character was met, in words of the parser's message.
func placed(message string) string {
	switch {
	case strings.HasSuffix(message, atValue):
		return "at the start of a value"
	case strings.HasPrefix(message, "expected newline"):
		return "behind a value"
	}
	return "here"
}

// advice says what to write instead of the character at an offset, if that is known.
func advice(message string, text []byte, at int) string {
	r, _ := utf8.DecodeRune(text[at:])
	to := character.Instead(r)
	switch {
	case strings.HasPrefix(message, "expected newline"):
		return behind(text, at)
	case to == "" && character.Hidden(r):
		return ": leave it out"
	case to == "" && strings.HasSuffix(message, atValue):
		return " (a text is written in quotes)"
	case to == "":
		return ""
	case strings.Contains(",;:", to) && strings.Contains(message, "'=' after key"):
		return ": write ="
	case to == "(" || to == ")":
		return ": a list is written in [ ], a table in { }"
	case strings.HasSuffix(message, atValue) && strings.Contains(",;:=%*", to):
		return ": leave it out"
	}
	return ": " + character.Typed(r)
}

// behind says what to do about the character at an offset where a value has ended: nothing but a remark may follow.
func behind(text []byte, at int) string {
	r, n := utf8.DecodeRune(text[at:])
	to := character.Instead(r)
	if r <= unicode.MaxASCII {
		to = strings.TrimSpace(string(r))
	}
	from := at
	for from > 0 && strings.IndexByte("+-.0123456789", text[from-1]) >= 0 {
		from--
	}
	number, err := strconv.ParseFloat(string(text[from:at]), 64)
	isNumber := err == nil
	digits := isNumber && at+n < len(text) && text[at+n] >= '0' && text[at+n] <= '9'
	switch {
	case to == "%" && isNumber:
		return ": write " + strconv.FormatFloat(number/100, 'f', -1, 64)
	case to == "," && digits:
		return ": a decimal is written with a point"
	case to == "." && digits:
		return ": write ."
	case to == "#", to == " ":
		return ": " + character.Typed(r)
	case to != "" && strings.Contains(",.;:-=%\"'()[]{}", to), character.Hidden(r), unicode.IsSpace(r):
		return ": leave it out"
	case r > unicode.MaxASCII:
		return " (a unit or a remark goes into a comment: # …)"
	}
	return ""
}

// hint says what was probably meant where the parser met a plain character.
func hint(message string, text []byte, at int) string {
	follows := text[at:]
	switch {
	case strings.Contains(message, "strings cannot have new lines") || strings.Contains(message, "unterminated"):
		line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
		for len(line) > 0 {
			r, n := utf8.DecodeLastRune(line)
			if to := character.Instead(r); r > unicode.MaxASCII && (to == `"` || to == "'") {
				return fmt.Sprintf(" (%s does not end a text: %s)", character.Name(r), character.Typed(r))
			}
			line = line[:len(line)-n]
		}
	case len(follows) == 0:
	case strings.HasSuffix(message, atValue) && (follows[0] == '`' || unicode.IsLetter(rune(follows[0]))):
		return " (a text is written in quotes)"
	case strings.Contains(message, "'=' after key") && follows[0] == ':':
		return " (write key = value)"
	case strings.HasPrefix(message, "expected newline"):
		return behind(text, at)
	}
	return ""
}

// writtenKey returns the dotted key around an offset, as it was written, and where it begins.
func (d *Document) writtenKey(text []byte, at int) (from int, key string) {
	part := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' || r == '-' || r == '.'
	}
	from = at
	for from > 0 {
		r, n := utf8.DecodeLastRune(text[:from])
		if !part(r) {
			break
		}
		from -= n
	}
	to := at
	for to < len(text) {
		r, n := utf8.DecodeRune(text[to:])
		if !part(r) {
			break
		}
		to += n
	}
	return from, strings.Trim(string(text[from:to]), ".")
}
