package rank

import (
	"os"
	"strings"
	"testing"

	"livebazaar/agents/param"
)

// row is the entry of a rule in the table of the rules page.
func row(r Rule) string {
	set := param.NewSet()
	r.New(set)
	var keys []string
	for _, p := range set.Params() {
		keys = append(keys, "`"+p.Key+"`")
	}
	cells := []string{r.Stage.String(), "**" + r.Name + "**", r.EN + " · " + r.ZH, r.Formula, strings.Join(keys, " "),
		r.Source}
	return "| " + strings.Join(cells, " | ") + " |"
}

func TestRulesPageListsEveryRule(t *testing.T) {
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	var table []string
	for _, r := range Rules() {
		table = append(table, row(r))
	}
	if want := strings.Join(table, "\n"); !strings.Contains(string(page), want) {
		t.Errorf("docs/rules.md: the table must read\n%s", want)
	}
}

func TestRulesAreFullyDescribed(t *testing.T) {
	for _, r := range Rules() {
		if r.Name == "" || r.EN == "" || r.ZH == "" || r.Formula == "" || r.Source == "" || r.New == nil {
			t.Errorf("rule %q lacks a name, label, formula, source or constructor", r.Name)
		}
	}
	m := newMarket(t)
	for _, p := range m.set.Params() {
		if p.EN == "" || p.ZH == "" || p.Source == "" || !strings.HasPrefix(p.Key, "platform.ranking.") {
			t.Errorf("parameter %q lacks a label or a source", p.Key)
		}
	}
}

func TestRulesRunStageByStage(t *testing.T) {
	last := Score
	for _, r := range Rules() {
		if r.Stage < last {
			t.Errorf("%s (%s) comes after stage %s", r.Name, r.Stage, last)
		}
		last = r.Stage
	}
}

func TestTwoRulesOfOneNameAreRefused(t *testing.T) {
	before := len(registry)
	defer func() {
		if recover() == nil || len(registry) != before {
			t.Error("a second rule named uniform was registered")
		}
	}()
	register(Rule{Name: "uniform", Stage: Adjust, Order: 99})
}
