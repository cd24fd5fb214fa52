package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"livebazaar/scenarios/written"
	"livebazaar/sim/character"
)

// What a prediction claims is judged only where the claims stand in [ ] at its end. Who wrote claims elsewhere, or in the
// brackets of a Chinese keyboard, meant them to be judged: this is told before anything is run.

const (
	opening = "[［【〔〖（({｛"
	closing = "]］】〕〗）)}｝"
)

var direction = regexp.MustCompile(`(?i)(^|[^a-z])(higher|lower)([^a-z]|$)|更高|更低|上升|下降`)

// unjudged finds the claims in a prediction that no contrast would judge: the character (from 0) they are told at, and why.
func unjudged(text string, scenarios, metrics []string) (at int, reason string) {
	letters := []rune(text)
	end := strings.TrimSpace(text)
	final := -1 // the bracket that opens what is judged
	if strings.HasSuffix(end, "]") {
		final = utf8.RuneCountInString(text[:strings.LastIndexByte(text, '[')+1]) - 1
	}
	for i, r := range letters {
		if i == final || !strings.ContainsRune(opening, r) {
			continue
		}
		n := slices.IndexFunc(letters[i+1:], func(r rune) bool { return strings.ContainsRune(opening+closing, r) })
		if n < 0 {
			n = len(letters) - i - 1
		}
		inside, behind := string(letters[i+1:i+1+n]), letters[i+1+n:]
		if !claims(inside, strings.ContainsRune("([［【〔〖", r) && r != '(', scenarios, metrics) {
			continue
		}
		const form = ": what is judged stands in [ ] at the end of the sentence"
		switch {
		case r != '[':
			return i, character.Name(r) + " opens no claims" + form
		case len(behind) == 0 || strings.ContainsRune(opening, behind[0]):
			return i, "this bracket is not closed" + form
		case behind[0] != ']':
			return i + 1 + n, character.Name(behind[0]) + " closes no claims" + form
		case final >= 0:
			return i, "only the last brackets are judged: put all claims there, with ; between two scenarios"
		}
		rest := string(behind[1:])
		skip := utf8.RuneCountInString(rest) - utf8.RuneCountInString(strings.TrimLeft(rest, " "))
		return i + 2 + n + skip, fmt.Sprintf("%q stands behind the claims, which are then not judged: put it before the bracket", written.Shorten(rest, 60))
	}
	return 0, ""
}

// claims reports whether what stands in brackets reads as claims about scenarios. A scenario before the colon is enough in
// square brackets; in round ones, which sentences use for asides, a metric and a direction are needed, too.
func claims(inside string, square bool, scenarios, metrics []string) bool {
	for part := range strings.SplitSeq(strings.NewReplacer("；", ";", "：", ":", "，", ",", "、", ",").Replace(inside), ";") {
		colon := strings.LastIndexByte(part, ':')
		said := part[colon+1:]
		directed := direction.MatchString(said) && slices.ContainsFunc(strings.FieldsFunc(said, func(r rune) bool { return r == ' ' || r == ',' }),
			func(word string) bool { return slices.Contains(metrics, word) })
		named := colon >= 0 && slices.Contains(scenarios, strings.TrimSpace(part[:colon]))
		if directed && (colon >= 0 || square) || named && square {
			return true
		}
	}
	return false
}
