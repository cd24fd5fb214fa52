package scenarios

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
	"livebazaar/sim/filename"
	"livebazaar/sim/rules"
)

// Study is a paired comparison: scenarios that differ in their rules, run on the same markets.
type Study struct {
	Name                                 string
	Title, TitleZH, Question, QuestionZH string
	Scenarios                            []*Scenario
	Baseline                             int      // index of the scenario the others are compared with; its rules hold during warm-up (see Start)
	Replicates                           int      // markets per scenario, at least 2
	Level                                float64  // of the intervals, a fraction
	Metrics                              []string // ids that decide; empty: the headline metrics
	Predictions, PredictionsZH           []string // what is expected, written down before the study is run; see ReadPrediction
	Sources                              []Source // the study's own file; empty for one put together on the command line
	Notices                              []string // those of its scenarios
}

// Label is the title in the language ("zh" or else English), the name if there is none.
func (s *Study) Label(lang string) string { return label(lang, s.Title, s.TitleZH, s.Name) }

const (
	defaultLevel      = 0.95
	defaultReplicates = 8
)

// studyKeys is what may stand in [study].
var studyKeys = []string{"scenarios", "baseline", "replicates", "metrics", "level", "predictions", "predictions_zh"}

func (l *loader) assemble(names, sets []string) (*Study, Problems) {
	alone := len(names) == 1
	if alone && names[0] == baselineName {
		return nil, Problems{{Source: baselineName, Reason: "is the baseline itself: name another scenario to compare with it"}}
	}
	if alone {
		names = []string{baselineName, names[0]}
	}
	if len(names) == 0 {
		return nil, Problems{{Source: "compare", Reason: "needs a scenario"}}
	}
	s := &Study{Name: baseName(names[len(names)-1]), Level: defaultLevel}
	switch {
	case len(names) > 2:
		s.Name = baseName(names[0]) + "-and-others"
	case !alone:
		s.Name = baseName(names[0]) + "-and-" + s.Name
	}
	s.Name = filename.Cut(s.Name)
	refs := make([]reference, len(names))
	for i, name := range names {
		refs[i] = reference{name: name}
	}
	return s.fill(l, refs, nil, sets)
}

// study reads a study file.
func (l *loader) study(name string, sets []string) (*Study, Problems) {
	d, ps := l.open(reference{name: name})
	if d == nil || len(ps) > 0 {
		return nil, ps
	}
	v, ok := d.Tree["study"]
	if !ok {
		return nil, Problems{d.Problem(0, "", "", "this is a scenario, not a study (no [study]): `livebazaar run "+written.Shorten(name, 60)+"` runs it")}
	}
	table, ok := v.(map[string]any)
	if !ok {
		return nil, Problems{d.ValueProblem([]string{"study"}, "must be a table: [study]")}
	}
	h, ps := headerOf(d)
	ps = append(ps, reference{name: name}.named()...)
	if _, ok := d.Tree["extends"]; ok {
		ps = append(ps, d.KeyProblem([]string{"extends"}, "a study extends nothing: it lists scenarios, and they extend others"))
	}
	sum := sha256.Sum256(d.Src)
	s := &Study{Name: baseName(name), Title: h.title, TitleZH: h.titleZH, Question: h.question, QuestionZH: h.questionZH, Level: defaultLevel,
		Sources: []Source{{Name: d.Source, Path: d.Path, SHA256: hex.EncodeToString(sum[:])}}}
	for _, key := range d.InOrder(table, []string{"study"}) {
		if !slices.Contains(studyKeys, key) {
			pr := d.KeyProblem([]string{"study", key}, "unknown key")
			switch {
			case slices.Contains(metaKeys, key):
				pr.Reason = "belongs to the top of the file, above [study]"
			case l.knows(key):
				pr.Reason = "settings of all scenarios stand outside [study]: write [" + key + "]"
			default:
				if pr.Nearest = chineseKeys[key]; pr.Nearest == "" {
					pr.Nearest = written.Nearest(key, studyKeys)
				}
			}
			ps = append(ps, pr)
		}
	}
	t := studyTable{d: d, table: table, problems: &ps}
	s.Predictions, s.PredictionsZH = t.texts("predictions"), t.texts("predictions_zh")
	if len(s.PredictionsZH) > 0 && len(s.PredictionsZH) != len(s.Predictions) {
		t.wrong("predictions_zh", "must have one entry for each of predictions", param.Count(len(s.Predictions), "text"))
	}
	s.Metrics = t.texts("metrics")
	s.Notices = t.presentMetrics(s)
	s.Notices = append(s.Notices, t.eachMetric(s.Metrics, l)...)
	s.Level = t.number("level", s.Level, 0.5, 0.9999)
	given := sets
	if n := t.number("replicates", 0, 2, rules.MostReplicates); n > 0 {
		if n != math.Trunc(n) {
			t.wrong("replicates", "must be a whole number", fmt.Sprintf("2 to %d", rules.MostReplicates))
		} else {
			sets = append([]string{fmt.Sprintf("run.replicates=%.0f", n)}, sets...)
		}
	}
	names := t.texts("scenarios")
	if _, given := table["scenarios"]; !given {
		ps = append(ps, d.KeyProblem([]string{"study"}, "lists no scenarios: write scenarios = [\"baseline\", …]"))
	} else if list, ok := table["scenarios"].([]any); ok && len(list) == 0 {
		t.wrong("scenarios", "has "+param.Count(0, "entry|entries"), "one scenario or more")
		names = nil
	}
	if base, ok := t.text("baseline"); ok {
		if s.Baseline = listed(base, names); s.Baseline < 0 {
			pr := d.ValueProblem([]string{"study", "baseline"}, "is not among the scenarios of this study")
			if pr.Nearest = written.Nearest(base, names); pr.Nearest == "" {
				pr.Nearest = alike(base, names)
			}
			ps = append(ps, pr)
		}
	}
	bases := make([]string, len(names))
	for i, name := range names {
		bases[i] = baseName(name)
	}
	if len(bases) > 0 {
		baseline := "" // unknown: no claim is about it
		if s.Baseline >= 0 {
			baseline = bases[s.Baseline]
		}
		t.predictions(s.Predictions, bases, baseline, s.Metrics, l)
		s.Notices = append(s.Notices, t.noticeChinese(s.PredictionsZH, bases, l)...)
	}
	refs := make([]reference, len(names))
	for i, name := range names {
		refs[i] = reference{name: name, from: d, path: []string{"study", "scenarios", written.ElementPart(i)}}
	}
	if len(refs) == 0 { // still judge the settings
		_, more := l.scenario(reference{name: baselineName}, d, sets)
		return nil, append(ps, more...)
	}
	filled, more := s.fill(l, refs, d, sets)
	if ps = append(ps, more...); len(ps) > 0 {
		return nil, ps
	}
	for _, sc := range filled.Scenarios {
		sc.Sets = given
	}
	return filled, nil
}

// knows reports whether a name is that of a table of parameters.
func (l *loader) knows(table string) bool {
	_, set := l.make()
	_, known := keysOf(set).tables[table]
	return known
}

// listed returns which of the names of a study's scenarios another name means, or -1. The bare name of a listed file means
// it, and a file that of a listed bare name; of two paths both must lead to the same place.
func listed(name string, names []string) int {
	if i := slices.Index(names, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(names, func(n string) bool {
		if IsPath(name) && IsPath(n) {
			return cleanPath(name) == cleanPath(n)
		}
		return n != "" && baseName(name) == baseName(n)
	})
}

// alike returns the listed name that ends in the same file or bare name as another one, or "".
func alike(name string, names []string) string {
	for _, n := range names {
		if n != "" && strings.EqualFold(baseName(n), baseName(name)) {
			return n
		}
	}
	return ""
}

func cleanPath(name string) string { return path.Clean(strings.ReplaceAll(name, `\`, "/")) }

// fill loads the scenarios and demands that they share what a comparison needs. It returns nil if anything is wrong,
// or if nobody knows which of them is the baseline (then that is a problem already).
func (s *Study) fill(l *loader, refs []reference, common *written.Document, sets []string) (*Study, Problems) {
	var ps Problems
	seen, noticed := map[string]bool{}, map[string]bool{}
	for _, n := range s.Notices {
		noticed[n] = true
	}
	for _, r := range refs {
		sc, wrong := l.scenario(r, common, sets)
		ps = append(ps, wrong...)
		if name := strings.ToLower(baseName(r.name)); seen[name] {
			ps = append(ps, r.problem("a second scenario of the name "+baseName(r.name)+": results would share its name"))
		} else {
			seen[name] = true
		}
		if sc == nil {
			continue
		}
		s.Scenarios = append(s.Scenarios, sc)
		for _, n := range sc.Notices {
			if !noticed[n] {
				noticed[n] = true
				s.Notices = append(s.Notices, n)
			}
		}
	}
	if len(ps) > 0 || s.Baseline < 0 {
		return nil, ps
	}
	s.Notices = append(s.Notices, s.idleInAll(common)...)
	base := s.Scenarios[s.Baseline]
	for i, sc := range s.Scenarios {
		if key, reason := unshared(base, sc, common != nil); reason != "" {
			pr := refs[i].problem(reason)
			if f, ok := sc.origin[key]; ok && refs[i].from == nil {
				pr = f.from.ValueProblem(f.path, reason)
			}
			ps = append(ps, pr)
			continue
		}
		ps = append(ps, StartOf(base, sc).judge(base, sc)...)
	}
	return s, append(ps, s.replicate()...)
}

// unshared says in what a scenario differs from the baseline that all scenarios of a comparison share, and how to give all
// the same, or ""; key is the first parameter that it is about. Of two values the one that somebody chose is the one meant.
func unshared(base, sc *Scenario, inStudy bool) (key, reason string) {
	var has, give []string
	differ := slices.DeleteFunc(Differences(base, sc), func(d Difference) bool { return !strings.HasPrefix(d.Param.Key, "run.") })
	scale := rescaled(base, sc)
	for _, d := range append(differ, scale...) {
		key = cmp.Or(key, d.Param.Key)
		has = append(has, fmt.Sprintf("%s = %s, not %s", d.Param.Key, tomlValue(d.To), tomlValue(d.From)))
		meant := d.From
		if meant == d.Param.Default {
			meant = d.To
		}
		give = append(give, fmt.Sprintf("--set %s=%s", d.Param.Key, tomlValue(meant)))
	}
	if len(has) == 0 {
		return "", ""
	}
	all := "give all the same with " + strings.Join(give, " ")
	if inStudy {
		all = "set it in the study itself"
	}
	if len(scale) > 0 {
		all = "for a market of another size change the real number in proportion (.count and .real); else " + all
	}
	return key, fmt.Sprintf("%s has %s, which all scenarios of a comparison share with the baseline, here %s: %s",
		sc.Name, strings.Join(has, "; "), base.Name, all)
}

// replicate settles how many markets there are of each scenario: what is given, else the default of a comparison.
func (s *Study) replicate() Problems {
	const key = "run.replicates"
	base := s.Scenarios[s.Baseline]
	if given, ok := base.origin[key]; ok {
		n, _ := base.Set.Lookup(key).Value().(int64)
		if s.Replicates = int(n); n < 2 {
			pr := given.from.ValueProblem(given.path, "a comparison needs at least 2 replicates for its intervals")
			return Problems{pr}
		}
		return nil
	}
	s.Replicates = defaultReplicates
	for _, sc := range s.Scenarios {
		if err := sc.Set.Lookup(key).Set(int64(defaultReplicates)); err != nil {
			return Problems{{Source: s.Name, Key: key, Reason: err.Error()}}
		}
	}
	return nil
}

// Shared reports whether all scenarios of a study must agree on p: how long and how often the market runs, and how many
// simulated consumers and streamers stand for how many real ones (see rescaled). The rest may switch when the common warm-up
// ends, or has a warm-up of its own (see Start).
func Shared(p *param.Param) bool { return strings.HasPrefix(p.Key, "run.") || scales(p.Key) }
