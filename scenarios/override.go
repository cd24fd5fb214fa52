package scenarios

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
	"livebazaar/sim/character"
)

// parseSet reads an override as the command line gives it. A value that is no TOML is taken as text, so that a choice
// needs no quotes inside the shell's.
func parseSet(set string, declared *param.Set) (*written.Document, Problems) {
	d := &written.Document{Source: "--set " + written.Shorten(strings.ToValidUTF8(set, "?"), 120), Tree: map[string]any{}}
	key, text, ok := strings.Cut(set, "=")
	key, text = strings.TrimSpace(key), strings.TrimSpace(text)
	path := strings.Split(key, ".")
	switch {
	case !ok || key == "":
		return nil, Problems{{Source: d.Source, Reason: "must be key=value" + written.Lookalike(set)}}
	case len(set) > written.MaxSetBytes:
		return nil, Problems{{Source: d.Source, Reason: "is too long"}}
	case !utf8.ValidString(set):
		return nil, Problems{{Source: d.Source, Reason: "is not UTF-8"}}
	case strings.ContainsFunc(set, character.Hidden):
		return nil, Problems{{Source: d.Source, Reason: unseen(set)}}
	case len(path) > written.MaxDepth || slices.ContainsFunc(path, func(part string) bool { return !written.BareKey(part) }):
		pr := Problem{Source: d.Source, Key: written.Shorten(key, 120), Reason: "is no key" + written.Lookalike(key)}
		if written.BareKey(strings.ReplaceAll(written.Plain(key), ".", "")) {
			pr.Nearest = keysOf(declared).nearest(written.Plain(key))
		} else if strings.ContainsFunc(key, unicode.IsLetter) && pr.Reason == "is no key" {
			pr.Reason, pr.Nearest = written.EnglishKeys, keysOf(declared).labelled(path)
		}
		return nil, Problems{pr}
	case slices.Contains(metaKeys, path[0]) || path[0] == "study" || slices.Contains(studyKeys, key) && key != "replicates":
		return nil, Problems{{Source: d.Source, Key: key, Reason: "can only be given in a file"}}
	}
	value := setValue(text, declared.Lookup(key))
	node := d.Tree
	for _, part := range path[:len(path)-1] {
		inner := map[string]any{}
		node[part] = inner
		node = inner
	}
	node[path[len(path)-1]] = value
	return d, nil
}

// unseen says which character of an override does not belong into a command line.
func unseen(set string) string {
	at := strings.IndexFunc(set, character.Hidden)
	r, _ := utf8.DecodeRuneInString(set[at:])
	what := "leave it out"
	if r == '\n' || r == '\r' {
		what = "one setting a --set"
	}
	return fmt.Sprintf("character %d is %s: %s", utf8.RuneCountInString(set[:at])+1, character.Name(r), what)
}

func setValue(text string, p *param.Param) any {
	v, ps := written.Parse("", "", []byte("v = "+text))
	if len(ps) == 1 && ps[0].Reason == written.OutOfRange && p != nil && (p.Kind == param.Float || p.Kind == param.Int) {
		return tooLarge{}
	}
	value, one := v.Tree["v"]
	if len(ps) > 0 || !one || len(v.Tree) != 1 || bytes.ContainsAny(v.Src, "\n\r") {
		return text
	}
	if _, isText := value.(string); !isText && p != nil && (p.Kind == param.Choice || p.Kind == param.Text) {
		return text
	}
	return value
}
