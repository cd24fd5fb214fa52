package written

import (
	"bytes"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"livebazaar/sim/character"
)

// letters goes through the characters that the TOML text at a place means, with the offset at which each is written: an
// escape stands for one character.
func (d *Document) letters(sp Span) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		if sp.ValueEnd <= sp.Value || sp.ValueEnd > len(d.Src) {
			return
		}
		raw, at := d.Src[sp.Value:sp.ValueEnd], sp.Value
		mark := raw[0]
		if mark != '"' && mark != '\'' {
			return
		}
		fence := []byte{mark}
		if long := bytes.Repeat(fence, 3); len(raw) >= 6 && bytes.HasPrefix(raw, long) {
			fence = long
		}
		raw, at = bytes.TrimSuffix(raw[len(fence):], fence), at+len(fence)
		if len(fence) == 3 { // a line end behind the opening quotes is not part of the text
			cut := len(raw) - len(bytes.TrimPrefix(bytes.TrimPrefix(raw, []byte("\r")), []byte("\n")))
			raw, at = raw[cut:], at+cut
		}
		for len(raw) > 0 {
			r, n := utf8.DecodeRune(raw)
			skip := false
			if r == '\\' && mark == '"' {
				r, n, skip = escaped(raw)
			}
			if !skip && !yield(at, r) {
				return
			}
			raw, at = raw[n:], at+n
		}
	}
}

// escaped reads what a backslash begins: the character meant and the bytes it takes; skip if it joins two lines.
func escaped(raw []byte) (r rune, n int, skip bool) {
	if len(raw) < 2 {
		return '\\', len(raw), false
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[raw[1]]
	if digits > 0 && len(raw) >= 2+digits {
		if code, err := strconv.ParseUint(string(raw[2:2+digits]), 16, 32); err == nil {
			return rune(code), 2 + digits, false
		}
	}
	if at := strings.IndexByte(`btnfre`, raw[1]); at >= 0 {
		return rune("\b\t\n\f\r\x1b"[at]), 2, false
	}
	if raw[1] == '"' || raw[1] == '\\' {
		return rune(raw[1]), 2, false
	}
	rest := bytes.TrimLeft(raw[1:], " \t\r\n")
	return 0, len(raw) - len(rest), true
}

// LetterProblem points at character n (from 0) of a text, where it is written.
func (d *Document) LetterProblem(path []string, n int, reason string) Problem {
	sp, i := d.At(path), 0
	for at := range d.letters(sp) {
		if i == n {
			return d.Problem(at, ShownKey(path), d.raw(sp), reason)
		}
		i++
	}
	return d.ValueProblem(path, reason)
}

// Shown refuses a text that holds what must not reach a terminal, a report or a figure.
func (d *Document) Shown(path []string, text string) *Problem {
	n := 0
	for _, r := range text {
		if character.Hidden(r) {
			pr := d.LetterProblem(path, n, unshown(r))
			return &pr
		}
		n++
	}
	return nil
}

// unshown says why a character does not stand in a text.
func unshown(r rune) string {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return fmt.Sprintf("holds %s: a text is one line with plain spaces", character.Name(r))
	}
	return fmt.Sprintf("holds %s, which must not reach a terminal, a report or a figure: leave it out", character.Name(r))
}
