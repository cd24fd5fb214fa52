package scenarios

import (
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
	"livebazaar/sim/character"

	"pgregory.net/rapid"
)

// shownRune is any character that a text may hold.
var shownRune = rapid.Rune().Filter(func(r rune) bool { return !character.Hidden(r) })

// draw gives every parameter a legal value.
func draw(t *rapid.T, set *param.Set) {
	for _, p := range set.Params() {
		var v any
		switch p.Kind {
		case param.Float:
			v = rapid.Float64Range(p.Min, p.Max).Draw(t, p.Key)
		case param.Int:
			v = rapid.Int64Range(int64(p.Min), int64(p.Max)).Draw(t, p.Key)
		case param.Bool:
			v = rapid.Bool().Draw(t, p.Key)
		case param.Choice:
			v = rapid.SampledFrom(p.Choices).Draw(t, p.Key)
		case param.Text:
			v = rapid.StringOf(shownRune).Draw(t, p.Key)
		}
		if err := p.Set(v); err != nil {
			t.Fatalf("%s: %v", p.Key, err)
		}
	}
}

// without drops the condition over several parameters, which most drawn values break.
func without(checks *param.Set) *param.Set {
	free := param.NewSet()
	for _, p := range checks.Params() {
		switch d := p.Default.(type) {
		case float64:
			free.Float(new(float64), p.Key, d, p.Spec)
		case int64:
			free.Int(new(int64), p.Key, d, p.Spec)
		case bool:
			free.Bool(new(bool), p.Key, d, p.Spec)
		case string:
			if p.Kind == param.Choice {
				free.Choice(new(string), p.Key, d, p.Spec)
			} else {
				free.Text(new(string), p.Key, d, p.Spec)
			}
		}
	}
	return free
}

func sameValues(a, b *param.Set) string {
	for _, p := range a.Params() {
		if q := b.Lookup(p.Key); q.Value() != p.Value() {
			return p.Key
		}
	}
	return ""
}

func TestAResolvedScenarioLoadsToExactlyTheSameParameters(t *testing.T) {
	t.Parallel()
	for _, market := range []struct {
		name string
		l    *loader
	}{{"test", files{}.loader()}, {"product", &loader{bundled: bundledFile, names: bundledNames, make: product.make}}} {
		t.Run(market.name, rapid.MakeCheck(func(t *rapid.T) {
			l := *market.l
			_, set := l.make()
			set = without(set)
			draw(t, set)
			s := &Scenario{Name: "x", Title: rapid.StringOf(shownRune).Draw(t, "title"), QuestionZH: "为什么？", Set: set}
			for _, text := range [][]byte{Resolved(s), DifferencesTOML(s)} {
				d, ps := written.Parse("x.toml", "x.toml", text)
				if ps != nil {
					t.Fatalf("%v in\n%s", ps, text)
				}
				_, again := l.make()
				again = without(again)
				found, notices, ps := settingsOf(d, keysOf(again), metaKeys)
				if ps != nil || notices != nil {
					t.Fatal(ps, notices)
				}
				for _, f := range found {
					if p := f.apply(); p != nil {
						t.Fatal(*p)
					}
				}
				if key := sameValues(set, again); key != "" {
					t.Fatalf("%s differs after reading\n%s", key, text)
				}
				if h, _ := headerOf(d); h.title != s.Title || h.questionZH != s.QuestionZH {
					t.Fatalf("title %q became %q", s.Title, h.title)
				}
			}
		}))
	}
}

func TestResolvedReadsAsATableWithUnits(t *testing.T) {
	s := files{"x.toml": "title = \"Ex \\\"1\\\"\"\nboost = 0.00001\n[run]\ndays = 9\n"}.load(t, "x.toml")
	text := string(Resolved(s))
	for _, want := range []string{
		"title = \"Ex \\\"1\\\"\"\nboost = 1e-05  # boost\nnote = \"\"  # note\n\n[run]\ndays = 9  # [day] days\n",
		"\n[platform.ranking.tier_quota]\nhead = 0.35  # share of head\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
	want := "schema = 1\nextends = \"baseline\"\ntitle = \"Ex \\\"1\\\"\"\nboost = 1e-05  # boost\n\n[run]\ndays = 9  # [day] days\n"
	if got := string(DifferencesTOML(s)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d := s.Differences(); len(d) != 2 || d[0].Param.Key != "run.days" || d[0].From != int64(730) || d[0].To != int64(9) {
		t.Errorf("differences %v", d)
	}
	if d := Differences(s, files{"y.toml": "[run]\ndays = 9\n"}.load(t, "y.toml")); len(d) != 1 || d[0].Param.Key != "boost" {
		t.Errorf("between two scenarios only what differs between them counts: %v", d)
	}
}
