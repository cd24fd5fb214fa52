package scenarios

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"livebazaar/agents/param"
	"livebazaar/sim/character"
)

// What a reader probably meant who wrote what no parser reads: keyboards and editors put other characters in the place of
// plain ones, and keys are looked for by their Chinese label.

// Reasons that the loader, which knows the parameters, adds to.
const (
	englishKeys = "keys are written in English (`livebazaar params --lang zh` explains them in Chinese)"
	outOfRange  = "out of range"
)

// atValue are the parser's words where a value begins with something that is none.
const atValue = "at start of value"

// syntaxProblem says what is wrong at an offset of a text that the parser gives up on, in a table.
func (d *document) syntaxProblem(message string, text []byte, at int, table []string) Problem {
	r, n := utf8.DecodeRune(text[min(at, len(text)):])
	keyWanted := strings.Contains(message, "start of key") || strings.Contains(message, "'=' after key")
	switch {
	case n == 0 || r == '\n' || r == '\r':
		if strings.HasSuffix(message, atValue) || n == 0 && strings.Contains(message, "value") {
			return d.problem(at, "", "", "syntax: no value behind =")
		}
	case unicode.IsControl(r) && strings.Contains(message, "control characters"):
		return d.problem(at, "", "", unshown(r))
	case r > unicode.MaxASCII && keyWanted && (unicode.IsLetter(r) || unicode.IsMark(r)) && character.Instead(r) == "":
		from, key := d.writtenKey(text, at)
		return d.problem(from, shownKey(append(table[:len(table):len(table)], strings.Split(key, ".")...)), "", englishKeys)
	case r > unicode.MaxASCII:
		return d.problem(at, "", "", "syntax: "+character.Name(r)+" cannot stand "+placed(message)+advice(message, text, at))
	}
	return d.problem(at, "", "", "syntax: "+shorten(message, 200)+hint(message, text, at))
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
func (d *document) writtenKey(text []byte, at int) (from int, key string) {
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

// plain writes a text with the plain characters that are meant.
func plain(s string) string {
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

// lookalike says which character of a text is not the plain one it looks like: ": “ (U+201C, curly quote): write …", or "".
func lookalike(s string) string {
	for _, r := range s {
		if typed := character.Typed(r); typed != "" && r > unicode.MaxASCII {
			return ": " + character.Name(r) + ": " + typed
		}
	}
	return ""
}

// labelled returns the keys whose Chinese label is the last part of a path: by its last part if it is in the same table, else
// in full; "" if there is none or too many.
func (k *keys) labelled(path []string) string {
	word, table := path[len(path)-1], strings.Join(path[:len(path)-1], ".")
	if strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return ""
	}
	if key := chineseKeys[word]; key != "" && (len(path) == 1 || path[0] == "study") {
		return key
	}
	for _, fits := range []func(p *param.Param) bool{
		func(p *param.Param) bool { return p.ZH == word },
		func(p *param.Param) bool {
			return utf8.RuneCountInString(word) > 1 && p.ZH != "" && (strings.Contains(p.ZH, word) || strings.Contains(word, p.ZH))
		},
	} {
		var here, all []string
		for _, p := range k.set.Params() {
			if !fits(p) {
				continue
			}
			all = append(all, p.Key)
			if parent(p.Key) == table && table != "" {
				here = append(here, last(p.Key))
			}
		}
		if len(here) > 0 {
			all = here
		}
		if len(all) > 0 && len(all) <= 3 {
			return strings.Join(all, " or ")
		}
	}
	return ""
}

// chineseKeys are the keys that are no parameters, by what a reader of Chinese calls them.
var chineseKeys = map[string]string{
	"标题": "title_zh", "题目": "title_zh", "问题": "question_zh", "继承": "extends", "扩展": "extends", "版本": "schema",
	"研究": "study", "情景": "scenarios", "场景": "scenarios", "方案": "scenarios", "基准": "baseline", "基线": "baseline",
	"重复次数": "replicates", "指标": "metrics", "置信水平": "level", "预测": "predictions_zh",
}

// tooLarge is the value of an override that no number of 64 bits holds.
type tooLarge struct{}

const largest = "-9223372036854775808 to 9223372036854775807"

// know adds to problems of the syntax what only the parameters know: the key of a Chinese label, the range of a number.
func (l *loader) know(ps Problems) Problems {
	var k *keys
	for i, p := range ps {
		if p.Reason != englishKeys && p.Reason != outOfRange {
			continue
		}
		if k == nil {
			_, set := l.make()
			k = keysOf(set)
		}
		if p.Reason == englishKeys {
			ps[i].Nearest = k.labelled(strings.Split(strings.ReplaceAll(p.Key, `"`, ""), "."))
			continue
		}
		q := k.set.Lookup(p.Key)
		if q == nil {
			q = k.former[p.Key]
		}
		switch {
		case q != nil:
			ps[i].Allowed = q.Allowed()
		case p.Key == "study.replicates":
			ps[i].Allowed = "2 to 10000"
		case p.Key == "study.level":
			ps[i].Allowed = "0.5 to 0.9999"
		case p.Key == "schema":
			ps[i].Allowed = "1"
		}
	}
	return ps
}

var (
	// What readers of other programs try.
	events    = []string{"events", "event", "shocks", "shock", "interventions", "timeline", "schedule"}
	platforms = []string{"platforms"}
)

// misplaced says of an unknown key what it is and where it belongs, or "".
func (d *document) misplaced(path []string, k *keys) string {
	name, table := path[len(path)-1], strings.Join(path[:len(path)-1], ".")
	_, isStudy := d.tree["study"]
	switch {
	case slices.Contains(events, name) && Nearest(name, k.tables[table]) == "":
		return "there are no events yet: the rules of a scenario hold from day 1 to the end. " +
			"Write one scenario with each rule, and compare them: `livebazaar compare before.toml after.toml`"
	case slices.Contains(platforms, name) && len(path) == 1:
		return "there is one platform, with its rules in [platform]. " +
			"Kinds of platforms are compared as scenarios, as in `livebazaar compare platform-kinds`"
	case len(path) > 1 && slices.Contains(metaKeys, name) && Nearest(name, k.tables[table]) == "":
		return "belongs to the top of the file, above the first [table]"
	case name == "replicates" && isStudy && len(path) == 1:
		return "belongs into [study], below that line"
	case slices.Contains(studyKeys, name) && name != "replicates" && Nearest(name, k.tables[table]) == "":
		if isStudy {
			return "belongs into [study], below that line"
		}
		return "belongs into [study]: a line [study] above it makes the file a study of several scenarios"
	}
	return ""
}

var outOfRangeText = regexp.MustCompile(`^(\S+) is out of range for (int|float)64$`)
