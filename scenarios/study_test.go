package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

func (f files) study(t *testing.T, name string, sets ...string) *Study {
	t.Helper()
	s, ps := f.loader().study(name, sets)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAStudyLaysItsSettingsOverEveryScenario(t *testing.T) {
	f := files{
		"s/study.toml": `title = "T"
question_zh = "问"
boost = 5
[study]
scenarios = ["tiered", "own.toml", "baseline"]
baseline = "baseline"
replicates = 12
level = 0.9
metrics = ["gmv", "top3_share"]
predictions = ["H1: top3_share falls", "H2, H12b: gmv rises", "no number"]
[run]
days = 33
`,
		"s/own.toml": "[run]\ndays = 44\n[platform]\nkind = \"social\"\nrule = \"uniform\"\n",
	}
	s := f.study(t, "s/study.toml", "consumers.count=77")
	if s.Name != "study" || s.Title != "T" || s.QuestionZH != "问" || s.Baseline != 2 || s.Replicates != 12 || s.Level != 0.9 {
		t.Errorf("read %+v", s)
	}
	for _, sc := range s.Scenarios {
		if value(sc, "run.days") != int64(33) || value(sc, "boost") != 5.0 || value(sc, "run.replicates") != int64(12) ||
			value(sc, "consumers.count") != int64(77) {
			t.Errorf("%s does not follow the study", sc.Name)
		}
	}
	if own := s.Scenarios[1]; own.Name != "own" || value(own, "platform.kind") != "social" || value(own, "platform.ranking.allocate") != "uniform" {
		t.Error("what a scenario says otherwise must stay")
	}
	if len(s.Notices) != 1 || len(s.Sources) != 1 {
		t.Errorf("notices %v, sources %v", s.Notices, s.Sources)
	}
	if s = f.study(t, "s/study.toml", "run.replicates=3"); s.Replicates != 3 {
		t.Error("an override goes over the study")
	}
}

func TestScenariosOnTheCommandLineMakeAStudy(t *testing.T) {
	l := files{"x.toml": "boost = 3\n"}.loader()
	s, ps := l.assemble([]string{"x.toml"}, nil)
	if ps != nil || len(s.Scenarios) != 2 || s.Scenarios[0].Name != "baseline" || s.Name != "x" || s.Level != 0.95 || s.Replicates != 8 {
		t.Error("one scenario is compared with the baseline", ps)
	}
	s, ps = l.assemble([]string{"x.toml", "tiered", "baseline"}, []string{"run.days=3"})
	if ps != nil || s.Scenarios[s.Baseline].Name != "x" || value(s.Scenarios[2], "run.days") != int64(3) {
		t.Error("the first of several is the baseline", ps)
	}
	_, ps = l.assemble([]string{"tiered"}, []string{"run.replicates=1"})
	if ps.Err() == nil || !strings.Contains(ps.Err().Error(), "at least 2 replicates") {
		t.Error("one replicate has no interval", ps)
	}
	if _, ps = l.assemble([]string{"tiered", "rules"}, []string{"run.dais=3"}); !strings.Contains(ps.Err().Error(), "this is a study") {
		t.Error(ps)
	}
}

func TestAScenarioIsNotComparedWithItself(t *testing.T) {
	_, err := plainReader.NewStudy([]string{"tiered", "tiered"}, nil)
	if err == nil || !strings.Contains(err.Error(), "a second scenario of the name tiered") {
		t.Error(err)
	}
}

func TestStudiesAndScenariosAreToldApart(t *testing.T) {
	for name, study := range map[string]bool{
		"ranking-rules":                   true,
		"testdata/study-extends.bad.toml": true,
		"testdata/syntax.bad.toml":        false,
		"tiered":                          false,
		"nowhere":                         false,
	} {
		if IsStudy(name) != study {
			t.Errorf("%s taken for a study: %v", name, !study)
		}
	}
}

func TestAPredictionMaySayWhatContrastsJudge(t *testing.T) {
	p, err := ReadPrediction("H1: less at the top [tiered: top3_share lower, gmv higher; own file: gmv_net lower than my  tiers, " +
		"gmv not lower by 2.5 %, gmv not higher by 1% than tiered; 2 not judged]")
	want := []metric.Claim{{Scenario: "tiered", Metric: "top3_share"}, {Scenario: "tiered", Metric: "gmv", Higher: true},
		{Scenario: "own file", Metric: "gmv_net", Than: "my tiers"}, {Scenario: "own file", Metric: "gmv", Margin: 2.5},
		{Scenario: "own file", Metric: "gmv", Higher: true, Margin: 1, Than: "tiered"}}
	if err != nil || p.Words != "H1: less at the top" || p.Unjudged != 2 || !slices.Equal(p.Claims, want) {
		t.Errorf("%+v %v", p, err)
	}
	for _, text := range []string{"H2: words only", "H3: [1] is a source", ""} {
		if p, err := ReadPrediction(text); p.Words != text || len(p.Claims) > 0 || p.Unjudged > 0 || err != nil {
			t.Errorf("%q was read as %+v %v", text, p, err)
		}
	}
}

// Claims are judged once for both languages; who writes them into the Chinese sentences, too, is told that they stay words.
func TestClaimsInChineseSentencesAreToldOf(t *testing.T) {
	f := files{"s.toml": "[study]\nscenarios = [\"baseline\", \"tiered\"]\npredictions = [\"a [tiered: gmv lower]\", \"b\"]\n" +
		"predictions_zh = [\"甲 [tiered: gmv lower]\", \"乙【tiered：gmv lower】\"]\n"}
	notices := f.study(t, "s.toml").Notices
	if len(notices) != 2 || !strings.HasPrefix(notices[0], "s.toml:4:22: study.predictions_zh") || !strings.HasPrefix(notices[1], "s.toml:4:46: ") {
		t.Errorf("notices %q", notices)
	}
}

// Who compares markets of two sizes is told how to give both the one that was chosen, and the advice works.
func TestScenariosOfOtherSizesAreToldHowToShareOne(t *testing.T) {
	_, err := plainReader.NewStudy([]string{"small", "uniform"}, nil)
	if err == nil {
		t.Fatal("markets of two sizes are compared")
	}
	_, advice, found := strings.Cut(err.Error(), "give all the same with ")
	if !found {
		t.Fatal(err)
	}
	advice, _, _ = strings.Cut(advice, "\n")
	var sets []string
	for set := range strings.SplitSeq(strings.TrimPrefix(advice, "--set "), " --set ") {
		sets = append(sets, set)
	}
	s, err := plainReader.NewStudy([]string{"small", "uniform"}, sets)
	if err != nil {
		t.Fatal(err)
	}
	if n := s.Scenarios[1].Params.Consumers.Count; n != 2000 {
		t.Errorf("uniform has %d consumers", n)
	}
}

// A claim of what is never tested would only be told "not judged" after the run. It is refused before, with what to claim instead.
func TestAClaimThatNoContrastWouldJudgeIsRefused(t *testing.T) {
	load := func(metrics, claim string) (*Study, error) {
		f := files{"uniform.toml": "extends = \"baseline\"\n", "s.toml": "[study]\nscenarios = [\"baseline\", \"tiered\", \"uniform.toml\"]\n" +
			"metrics = [" + metrics + "]\npredictions = [\n  \"words\",\n  \"a [tiered: gmv lower, " + claim + "]\",\n]\n"}
		l := f.loader()
		l.metrics = metric.Names
		s, ps := l.study("s.toml", nil)
		return s, ps.Err()
	}
	const placebo = "is a placebo, which is never tested: no contrast judges what is claimed of it, did you mean "
	const part = "is a part of another metric and not tested by itself, so no contrast judges in which direction it differs: " +
		"name it in the metrics of the study, or claim it of the whole, did you mean "
	for _, c := range []struct{ metrics, claim, want string }{
		{"", "random_loss_3 lower", "random_loss_3 " + placebo + "head_dependence_3?"},
		{"", "random_loss_1 higher than uniform", "random_loss_1 " + placebo + "head_dependence_1?"},
		{"", "random_loss_10 not lower by 2 %", "random_loss_10 " + placebo + "head_dependence_10?"},
		{`"random_loss_3"`, "random_loss_3 lower", "random_loss_3 " + placebo + "head_dependence_3?"},
		{"", "head_loss_3 lower", "head_loss_3 " + part + "head_dependence_3?"},
		{"", "head_first_loss_3 lower", "head_first_loss_3 " + part + "head_persistence_3?"},
		{`"gmv"`, "head_own_1 lower than uniform", "head_own_1 " + part + "head_substitution_1?"},
	} {
		_, err := load(c.metrics, c.claim)
		if err == nil || !strings.HasPrefix(err.Error(), "s.toml:6:3: study.predictions = ") || !strings.HasSuffix(err.Error(), ": "+c.want) {
			t.Errorf("%s with metrics %q: %v", c.claim, c.metrics, err)
		}
	}
	for _, c := range []struct{ metrics, claim string }{
		{"", "head_dependence_3 lower"}, {"", "top3_share lower"}, {"", "gmv_first90 higher"}, // secondary ones, too
		{`"head_loss_3"`, "head_loss_3 lower"}, // declared, and so tested
		{"", "head_loss_3 not lower by 2 %"},   // a margin has its own test
	} {
		if _, err := load(c.metrics, c.claim); err != nil {
			t.Errorf("%s with metrics %q: %v", c.claim, c.metrics, err)
		}
	}
	for id := range strings.FieldsSeq("random_loss_1 random_loss_3 random_loss_10") {
		s, err := load("\"gmv\", \""+id+"\"", "top3_share lower")
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Notices) != 1 || !strings.HasPrefix(s.Notices[0], "s.toml:3:19: study.metrics = ") ||
			!strings.HasSuffix(s.Notices[0], "is a placebo, which is never tested: it is shown, and decides nothing") {
			t.Errorf("declared %s: %q", id, s.Notices)
		}
	}
}

// What is refused is what a contrast has no p-value for, and nothing else: each metric claimed of, declared and not.
func TestOnlyClaimsWithoutATestAreRefused(t *testing.T) {
	var values []record.Value
	for i, name := range []string{"baseline", "tiered"} {
		for r := range 6 {
			for _, id := range metric.Names() {
				values = append(values, record.Value{Scenario: name, Replicate: r, Metric: id, Value: 10 + float64(i*(r+3)) + float64(r*r%5)})
			}
		}
	}
	for _, declared := range [][]string{nil, {"gmv", "head_loss_3"}} {
		contrasts := experiment.Contrasts(values, "s", "baseline", 0.95, declared)
		for _, id := range metric.Names() {
			for _, margin := range []float64{0, 2} {
				c := metric.Claim{Scenario: "tiered", Metric: id, Margin: margin}
				_, verdict := c.Judge(contrasts)
				if m, _ := metric.Find(id); m.Placebo {
					verdict = metric.NotJudged
				}
				if refused := c.Untested(declared) != ""; refused != (verdict == metric.NotJudged) {
					t.Errorf("%+v with metrics %v: refused %v, and would be %s", c, declared, refused, verdict.In("en"))
				}
			}
		}
	}
}

// A study may list any number of scenarios, and a command line may name as many.
func TestAStudyMayListAHundredScenarios(t *testing.T) {
	t.Parallel()
	const many = 100
	all, list, names := files{}, "", []string(nil)
	for i := range many {
		name := fmt.Sprintf("s%03d.toml", i)
		all[name] = fmt.Sprintf("boost = %d\n", i%5)
		list += fmt.Sprintf("%q, ", "./"+name)
		names = append(names, name)
	}
	all["study.toml"] = "[study]\nscenarios = [" + list + "]\n"
	l := all.loader()
	if s, ps := l.study("study.toml", nil); ps != nil || len(s.Scenarios) != many || s.Scenarios[many-1].Name != "s099" {
		t.Error("a study file", ps)
	}
	if s, ps := l.assemble(names, nil); ps != nil || len(s.Scenarios) != many {
		t.Error("a command line", ps)
	}
	if n := (&Reader{t.Context(), l}).Listed("study.toml"); n != many {
		t.Errorf("%d are said to be listed", n)
	}
	all["none.toml"] = "[study]\nscenarios = []\n"
	if _, ps := l.study("none.toml", nil); len(ps) == 0 || !strings.Contains(ps.Err().Error(), "one scenario or more") {
		t.Error("a study of nothing", ps)
	}
}
