package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
)

// Trial is a scenario as it is against the same with some settings changed.
type Trial struct {
	Study   *Study       // of two scenarios: the one tried as the baseline, and the changed one
	Changes []Difference // in the order in which they were given; Param is that of the changed scenario
	Own     []Difference // what the scenario's file says of run.days and run.replicates and the trial does not follow: From there, To here
}

// The length and number of markets of a trial unless the overrides say otherwise. What a scenario says of them is meant for its
// own runs; a trial is to answer soon.
const (
	TrialDays       = 365
	TrialReplicates = 8
)

// changedName is the name of the changed scenario.
const changedName = "changed"

// NewTrial puts a trial together: of the scenario called name, with the overrides sets ("key=value") on both sides and the
// changes ("key=value") on one. What is wrong with a change has the source "try: key=value".
func (r *Reader) NewTrial(name string, changes, sets []string) (*Trial, error) {
	t, ps := r.l.trial(name, changes, sets)
	return t, r.err(ps)
}

func (l *loader) trial(name string, changes, sets []string) (*Trial, Problems) {
	own, ps := l.scenario(reference{name: name}, nil, nil)
	if len(ps) > 0 {
		return nil, ps
	}
	common := append([]string{fmt.Sprintf("run.days=%d", TrialDays), fmt.Sprintf("run.replicates=%d", TrialReplicates)}, sets...)
	base, ps := l.scenario(reference{name: name}, nil, common)
	if len(ps) > 0 {
		return nil, ps
	}
	changed, ps := l.scenario(reference{name: name}, nil, append(slices.Clone(common), changes...))
	for i := range ps {
		ps[i].Source = tried(ps[i].Source, changes)
	}
	t := &Trial{}
	ps = append(ps, t.note(base, changed, changes)...)
	if len(ps) > 0 {
		return nil, ps
	}
	if ps = StartOf(base, changed).judge(base, changed); len(ps) > 0 {
		for i := range ps {
			ps[i].Source = tried(ps[i].Source, changes)
		}
		return nil, ps
	}
	for _, key := range []string{"run.days", "run.replicates"} {
		p, q := own.Set.Lookup(key), base.Set.Lookup(key)
		asked := slices.ContainsFunc(sets, func(s string) bool { return strings.HasPrefix(s, key+"=") })
		if _, given := own.origin[key]; given && !asked && p.Value() != q.Value() {
			t.Own = append(t.Own, Difference{Param: q, From: p.Value(), To: q.Value()})
		}
	}
	base.Sets, changed.Sets = sets, append(slices.Clone(sets), changes...)
	for i, c := range t.Changes {
		t.Changes[i].Param = changed.Set.Lookup(c.Param.Key)
		t.Changes[i].To = t.Changes[i].Param.Value()
	}
	if !slices.ContainsFunc(t.Changes, func(d Difference) bool { return d.From != d.To }) {
		return nil, t.unmoved(base, changes)
	}
	t.name(base, changed)
	s := &Study{Name: "try-" + base.Name, Level: defaultLevel, Scenarios: []*Scenario{base, changed}, Notices: slices.Clone(base.Notices),
		Title: "What " + changed.Title + " changes", TitleZH: changed.TitleZH + "的影响",
		Question:   "What does " + changed.Title + " change in " + base.Label("en") + "?",
		QuestionZH: "在" + base.Label("zh") + "中，" + changed.TitleZH + "会改变什么？"}
	for _, n := range changed.Notices {
		source, rest, _ := strings.Cut(n, ": ")
		if n = tried(source, changes) + ": " + rest; !slices.Contains(s.Notices, n) {
			s.Notices = append(s.Notices, n)
		}
	}
	t.Study = s
	return t, s.replicate()
}

// tried names the source of an override as the command line of a trial has it.
func tried(source string, changes []string) string {
	for _, c := range changes {
		if d := "--set " + written.Shorten(strings.ToValidUTF8(c, "?"), 120); source == d {
			return "try: " + strings.TrimPrefix(d, "--set ")
		}
	}
	return source
}

// note takes down what the changes are about, and refuses those that two scenarios of a comparison cannot differ in. changed is
// nil if something is wrong with it.
func (t *Trial) note(base, changed *Scenario, changes []string) (ps Problems) {
	flags := map[string]string{"run.days": "--days", "run.replicates": "--replicates", "run.seed": "--seed", "consumers.count": "--consumers"}
	scale := changed != nil && len(rescaled(base, changed)) > 0
	k := keysOf(base.Set)
	at := map[string]string{}
	for _, change := range changes {
		d, wrong := parseSet(change, base.Set)
		if d == nil || len(wrong) > 0 {
			continue // told already
		}
		found, _, _ := settingsOf(d, k, nil)
		for _, f := range found {
			key := f.param.Key
			pr := Problem{Source: tried(d.Source, changes), Key: key}
			switch value := strings.TrimSpace(change[strings.Index(change, "=")+1:]); {
			case at[key] != "":
				pr.Reason = "is given twice, also as " + at[key] + ": a trial changes each setting to one value"
			case scales(key) && !scale:
				at[key] = change
				t.Changes = append(t.Changes, Difference{Param: f.param, From: f.param.Value()})
				continue
			case flags[key] != "":
				pr.Reason = fmt.Sprintf("holds on both sides, so it is no change to try: write %s %s", flags[key], value)
			case Shared(f.param):
				pr.Reason = fmt.Sprintf("is the same on both sides, so it is no change to try: --set %s=%s gives it to both, "+
					"and `livebazaar run` shows a market with it", key, value)
				if kind, _, _ := strings.Cut(key, "."); scales(key) {
					pr.Reason += fmt.Sprintf("; for a market of another size change %[1]s.count and %[1]s.real in proportion", kind)
				}
			default:
				at[key] = change
				t.Changes = append(t.Changes, Difference{Param: f.param, From: f.param.Value()})
				continue
			}
			ps = append(ps, pr)
		}
	}
	return ps
}

// unmoved says that every setting already has the value it is to be changed to.
func (t *Trial) unmoved(base *Scenario, changes []string) (ps Problems) {
	for i, d := range t.Changes {
		source := tried("--set "+written.Shorten(changes[min(i, len(changes)-1)], 120), changes)
		pr := Problem{Source: source, Key: d.Param.Key, Reason: fmt.Sprintf("is %s in %s already: nothing is changed", Written(d.From), base.Name)}
		if d.Param.Kind == param.Float || d.Param.Kind == param.Int {
			pr.Allowed = d.Param.Allowed()
		}
		ps = append(ps, pr)
	}
	return ps
}

// name calls the changed scenario after its changes.
func (t *Trial) name(base, changed *Scenario) {
	changed.Name = changedName
	if strings.EqualFold(base.Name, changedName) {
		changed.Name = changedName + "-again"
	}
	const shown = 3
	var said []string
	for _, d := range t.Changes {
		if d.From != d.To {
			said = append(said, d.Param.Key+" = "+Written(d.To))
		}
	}
	changed.Title, changed.TitleZH = strings.Join(said, ", "), strings.Join(said, "、")
	if n := len(said) - shown; n > 1 {
		changed.Title = fmt.Sprintf("%s and %d more", strings.Join(said[:shown], ", "), n)
		changed.TitleZH = fmt.Sprintf("%s等 %d 项", strings.Join(said[:shown], "、"), len(said))
	}
	changed.Question, changed.QuestionZH = "", ""
	changed.Sources = base.Sources
}

// Written is the value of a setting as people write it: choices without quotes, whole numbers without a point.
func Written(v any) string {
	if s, ok := v.(string); ok {
		if written.BareKey(s) {
			return s
		}
		return quoted(s)
	}
	return strings.TrimSuffix(tomlValue(v), ".0")
}
