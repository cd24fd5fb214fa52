package scenarios

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
)

// What a reader probably meant: keys are looked for by their Chinese label, and where readers of other programs would put them.

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

// know adds to problems of the syntax what only the parameters know: the key of a Chinese label, the range of a number.
func (l *loader) know(ps Problems) Problems {
	var k *keys
	for i, p := range ps {
		if p.Reason != written.EnglishKeys && p.Reason != written.OutOfRange {
			continue
		}
		if k == nil {
			_, set := l.make()
			k = keysOf(set)
		}
		if p.Reason == written.EnglishKeys {
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
func misplaced(d *written.Document, path []string, k *keys) string {
	name, table := path[len(path)-1], strings.Join(path[:len(path)-1], ".")
	_, isStudy := d.Tree["study"]
	switch {
	case gone[strings.Join(path, ".")] != "":
		return gone[strings.Join(path, ".")]
	case slices.Contains(events, name) && written.Nearest(name, k.tables[table]) == "":
		return "there are no events yet: the rules of a scenario hold from day 1 to the end. " +
			"Write one scenario with each rule, and compare them: `livebazaar compare before.toml after.toml`"
	case slices.Contains(platforms, name) && len(path) == 1:
		return "there is one platform, with its rules in [platform]. " +
			"Kinds of platforms are compared as scenarios, as in `livebazaar compare platform-kinds`"
	case len(path) > 1 && slices.Contains(metaKeys, name) && written.Nearest(name, k.tables[table]) == "":
		return "belongs to the top of the file, above the first [table]"
	case name == "replicates" && isStudy && len(path) == 1:
		return "belongs into [study], below that line"
	case slices.Contains(studyKeys, name) && name != "replicates" && written.Nearest(name, k.tables[table]) == "":
		if isStudy {
			return "belongs into [study], below that line"
		}
		return "belongs into [study]: a line [study] above it makes the file a study of several scenarios"
	}
	return ""
}
