package scenarios

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
	"livebazaar/sim/metric"
)

// Every parameter of the market has a meaning in both languages, a source, and a range that ends.
func TestEveryParameterIsFullyDeclared(t *testing.T) {
	_, set := product.make()
	k := keysOf(set)
	for _, p := range set.Params() {
		han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
		if p.EN == "" || !strings.ContainsFunc(p.ZH, han) || strings.ContainsFunc(p.EN, han) {
			t.Errorf("%s needs a label in English and in Chinese: %q, %q", p.Key, p.EN, p.ZH)
		}
		if p.Source == "" {
			t.Errorf("%s needs a source, or says that it is an assumption", p.Key)
		}
		switch p.Kind {
		case param.Float, param.Int:
			if !(p.Min < p.Max) || math.IsInf(p.Min, 0) || math.IsInf(p.Max, 0) {
				t.Errorf("%s has the range %g to %g", p.Key, p.Min, p.Max)
			}
		case param.Choice:
			if len(p.Choices) < 2 {
				t.Errorf("%s leaves no choice", p.Key)
			}
		}
		for _, part := range strings.Split(p.Key, ".") {
			if !written.BareKey(part) || strings.ToLower(part) != part {
				t.Errorf("%s would need quotes or capitals in a file", p.Key)
			}
		}
		if first, _, _ := strings.Cut(p.Key, "."); slices.Contains(metaKeys, first) || first == "study" {
			t.Errorf("%s hides a key that every file has", p.Key)
		}
		if _, isTable := k.tables[p.Key]; isTable {
			t.Errorf("%s is a value and a table", p.Key)
		}
		for _, c := range p.When {
			if q := set.Lookup(c.Key); q == nil || !canHold(q, c) {
				t.Errorf("%s acts when %s, which can never be", p.Key, c)
			}
		}
		for _, f := range p.Former {
			if set.Lookup(f) != nil || k.former[f] != p {
				t.Errorf("%s, the former name of %s, belongs to another parameter", f, p.Key)
			}
		}
	}
}

func TestTheKeysThatScriptsUseExist(t *testing.T) {
	_, set := product.make()
	for _, key := range []string{
		"run.days", "run.warmup_days", "run.seed", "run.replicates", "consumers.count", "streamers.count", "mcns.count",
		"merchants.count", "platform.kind", "platform.ranking.allocate",
	} {
		if set.Lookup(key) == nil {
			t.Errorf("no parameter %s", key)
		}
	}
}

// The units of parameters and metrics are few, and a reader of Chinese meets none in English.
func TestEveryUnitHasOneSpellingAndAChineseName(t *testing.T) {
	_, set := product.make()
	units := map[string]string{}
	for _, p := range set.Params() {
		units[p.Unit] = p.Key
	}
	for _, m := range metric.All() {
		units[m.Unit] = m.ID
	}
	delete(units, "")
	spelled := map[string]string{}
	for unit, owner := range units {
		if zh := param.UnitIn(unit, "zh"); zh == unit {
			t.Errorf("%s: the unit %q has no Chinese name", owner, unit)
		}
		plain := strings.NewReplacer("1/", "per ", "/", " per ", "s ", " ").Replace(unit + " ")
		plain = strings.TrimSuffix(strings.TrimSpace(plain), "s")
		if other, ok := spelled[plain]; ok {
			t.Errorf("one unit is spelled %q and %q", unit, other)
		}
		spelled[plain] = unit
	}
}

// What a label alone leaves open is said in both languages.
func TestMeaningsAreGivenInBothLanguages(t *testing.T) {
	_, set := product.make()
	for _, p := range set.Params() {
		if (p.Doc == "") != (p.DocZH == "") {
			t.Errorf("%s says %q in English and %q in Chinese", p.Key, p.Doc, p.DocZH)
		}
	}
}

// canHold reports whether some value of the parameter meets the condition and some other does not.
func canHold(q *param.Param, c param.Condition) bool {
	switch v := c.Value.(type) {
	case float64:
		return q.Kind == param.Float && c.Relation == param.Above && q.Min <= v && v < q.Max
	case int64:
		return q.Kind == param.Int && c.Relation == param.Above && q.Min <= float64(v) && float64(v) < q.Max
	}
	return (q.Kind == param.Bool || q.Kind == param.Choice) && c.Relation != param.Above && q.Set(c.Value) == nil
}
