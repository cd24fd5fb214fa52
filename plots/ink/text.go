package ink

import (
	"html"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"livebazaar/sim/character"

	"github.com/rivo/uniseg"
	"gonum.org/v1/plot/vg"
)

// markup is a text as it stands in XML and HTML, between tags and in attributes.
func markup(txt string) string { return html.EscapeString(character.Legible(txt)) }

// Wrap breaks a text into lines of at most the width: between words, between any two Chinese characters, and within a word
// that is longer than a line.
func (l *Lettering) Wrap(txt string, size, width vg.Length) []string {
	if txt == "" {
		return nil
	}
	start := l.line(size)
	var lines []string
	line, ink, end := "", start, start // ink is where the line ends without the spaces behind it
	put := func(part string) {
		words := strings.TrimRight(part, " ")
		after := end.and(words)
		if words == "" {
			after = ink
		}
		if line != "" && after.width() > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, after, end = "", start.and(words), start
		}
		line, ink, end = line+part, after, end.and(part)
	}
	for _, word := range breakable(txt) {
		if start.and(strings.TrimRight(word, " ")).width() <= width {
			put(word)
			continue
		}
		for g := uniseg.NewGraphemes(word); g.Next(); {
			put(g.Str())
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

// breakable cuts a text where a line may end: after a space, and after a Chinese character unless a closing mark
// follows.
func breakable(txt string) []string {
	var parts []string
	start := 0
	for i, r := range txt {
		end := i + utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(txt[end:])
		wide := r >= 0x2e80 && !strings.ContainsRune("（《“「", r) && !strings.ContainsRune("，。；：、）》”」！？…", next)
		if r == ' ' || wide {
			parts = append(parts, txt[start:end])
			start = end
		}
	}
	if start < len(txt) {
		parts = append(parts, txt[start:])
	}
	return parts
}

// Shown is a text from outside where it is drawn: its own words, which may have to be shortened, and a note behind them
// that is always whole.
type Shown struct{ Words, Note string }

// Shorten leaves as much of a text as fits into some lines, with … where the rest was.
func (l *Lettering) Shorten(t Shown, size, width vg.Length, most int, cut func(characters []string, left int) string) string {
	if len(l.Wrap(t.Words+t.Note, size, width)) <= most {
		return t.Words
	}
	var characters []string
	for g := uniseg.NewGraphemes(t.Words); g.Next(); {
		characters = append(characters, g.Str())
	}
	tooMany := func(left int) bool { return len(l.Wrap(cut(characters, left)+t.Note, size, width)) > most }
	return cut(characters, max(sort.Search(len(characters), tooMany)-1, 0))
}

// CutEnd leaves the beginning of a text.
func CutEnd(characters []string, left int) string {
	return strings.TrimRight(strings.Join(characters[:wholeWords(characters, left)], ""), " ,;:，；：、") + "…"
}

// cutMiddle leaves the beginning and the end of a text.
func cutMiddle(characters []string, left int) string {
	head, tail := wholeWords(characters, (left+1)/2), len(characters)-left/2
	turned := slices.Clone(characters)
	slices.Reverse(turned)
	tail = len(characters) - wholeWords(turned, len(characters)-tail)
	return strings.TrimRight(strings.Join(characters[:head], ""), " ,;:，；：、") + "…" +
		strings.TrimLeft(strings.Join(characters[tail:], ""), " ,;:，；：、")
}

// longestPart is the longest part of a word that is left out with the rest of the word.
const longestPart = 12

// wholeWords is how many characters to leave so that no short part of a word is the last.
func wholeWords(characters []string, left int) int {
	letter := func(i int) bool { return characters[i] != " " && characters[i] < "\u2e80" }
	if left == 0 || left >= len(characters) || !letter(left-1) || !letter(left) {
		return left
	}
	for at := left; at > 0 && left-at <= longestPart; at-- {
		if !letter(at - 1) {
			return at
		}
	}
	return left
}

// ShortenAll shortens several texts that are to be told apart: those that would become the same lose their middle and not
// their end.
func (l *Lettering) ShortenAll(texts []Shown, size, width vg.Length, most int) []string {
	out, same := make([]string, len(texts)), map[string]int{}
	for i, t := range texts {
		out[i] = l.Shorten(t, size, width, most, CutEnd)
		same[out[i]]++
	}
	for i, t := range texts {
		if same[out[i]] > 1 {
			out[i] = l.Shorten(t, size, width, most, cutMiddle)
		}
	}
	return out
}
