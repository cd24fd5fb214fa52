package param

import (
	"math"
	"strings"
	"testing"
)

// values is a small owner of one parameter of each kind.
type values struct {
	share float64
	days  int64
	open  bool
	kind  string
	note  string
}

func declared() (*values, *Set) {
	v, set := &values{}, NewSet()
	market := set.Under("market")
	market.Float(&v.share, "share", 0.25, Spec{Unit: "share", Min: 0, Max: 1, Source: Assumption, EN: "share", ZH: "占比"})
	market.Int(&v.days, "days", 30, Spec{Unit: "day", Min: 1, Max: 1e6, Source: Assumption, EN: "days", ZH: "天数"})
	rules := market.Under("rules")
	rules.Bool(&v.open, "open", true, Spec{Source: Assumption, EN: "open", ZH: "开放"})
	rules.Choice(&v.kind, "kind", "content", Spec{Choices: []string{"content", "social"}, Source: Assumption, EN: "kind", ZH: "类型"})
	set.Text(&v.note, "note", "", Spec{Source: Assumption, EN: "note", ZH: "备注"})
	return v, set
}

func TestDeclaringSetsTheDefaultAndKeepsTheOrder(t *testing.T) {
	v, set := declared()
	if *v != (values{0.25, 30, true, "content", ""}) {
		t.Errorf("defaults %+v", *v)
	}
	var keys []string
	for _, p := range set.Params() {
		keys = append(keys, p.Key)
		if p.Changed() || p.Value() != p.Default {
			t.Errorf("%s is not at its default", p.Key)
		}
	}
	if got := strings.Join(keys, " "); got != "market.share market.days market.rules.open market.rules.kind note" {
		t.Errorf("order %s", got)
	}
}

func TestSettingReachesTheFieldOfTheOwner(t *testing.T) {
	v, set := declared()
	for key, x := range map[string]any{"market.share": int64(1), "market.days": int64(7), "market.rules.open": false,
		"market.rules.kind": "social", "note": "夜"} {
		if err := set.Lookup(key).Set(x); err != nil {
			t.Error(err)
		}
		if !set.Lookup(key).Changed() {
			t.Errorf("%s does not count as changed", key)
		}
	}
	if *v != (values{1, 7, false, "social", "夜"}) {
		t.Errorf("values %+v", *v)
	}
}

func TestARefusedValueChangesNothingAndSaysWhatIsAllowed(t *testing.T) {
	for _, c := range []struct {
		key  string
		x    any
		want string
	}{
		{"market.share", 1.5, "= 1.5: allowed 0 to 1 share"},
		{"market.share", math.NaN(), "= NaN: allowed 0 to 1 share"},
		{"market.share", math.Inf(-1), "= -Inf: allowed 0 to 1 share"},
		{"market.share", "half", `must be a number, not "half"`},
		{"market.days", 2.0, "must be a whole number, not 2"},
		{"market.days", int64(0), "= 0: allowed 1 to 1000000 days"},
		{"market.days", int64(math.MaxInt64), "= 9223372036854775807: allowed 1 to 1000000 days"},
		{"market.days", nil, "must be a whole number, not nothing"},
		{"market.rules.open", int64(1), "must be true or false, not 1"},
		{"market.rules.kind", "radio", `= "radio": allowed content, social`},
		{"market.rules.kind", map[string]any{}, "must be a text in quotes, not a table"},
		{"note", []any{}, "must be a text in quotes, not a list"},
	} {
		v, set := declared()
		before := *v
		err := set.Lookup(c.key).Set(c.x)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s = %v: got %v, want %s", c.key, c.x, err, c.want)
		}
		if *v != before {
			t.Errorf("%s = %v changed the value although it was refused", c.key, c.x)
		}
	}
}

func TestNegativeZeroBecomesZero(t *testing.T) {
	v, set := declared()
	if err := set.Lookup("market.share").Set(math.Copysign(0, -1)); err != nil || math.Signbit(v.share) {
		t.Error("a digest must not depend on the sign of zero")
	}
}

func TestConditionsNameFullKeys(t *testing.T) {
	v, set := declared()
	set.Under("market").Check(func() string {
		if v.share > 0.5 && v.days < 10 {
			return "too short"
		}
		return ""
	}, "share", "days")
	c := set.Checks()[0]
	if c.Test() != "" || c.Keys[0] != "market.share" || c.Keys[1] != "market.days" {
		t.Errorf("keys %v", c.Keys)
	}
	v.share, v.days = 0.9, 2
	if c.Test() != "too short" {
		t.Error("the condition reads the owner's values")
	}
}

func TestMistakesInADeclarationStopTheProgramAtOnce(t *testing.T) {
	for name, declare := range map[string]func(*Set){
		"twice":        func(s *Set) { s.Int(new(int64), "market.days", 1, Spec{Max: 9}) },
		"bad default":  func(s *Set) { s.Float(new(float64), "x", 2, Spec{Max: 1}) },
		"bad choice":   func(s *Set) { s.Choice(new(string), "y", "a", Spec{Choices: []string{"b"}}) },
		"nan default":  func(s *Set) { s.Float(new(float64), "z", math.NaN(), Spec{Max: 1}) },
		"below bounds": func(s *Set) { s.Int(new(int64), "w", 0, Spec{Min: 1, Max: 2}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			_, set := declared()
			declare(set)
		}()
	}
}

func TestNumbersAreWrittenAsAReaderWould(t *testing.T) {
	for x, want := range map[float64]string{1e9: "1000000000", 0.05: "0.05", 1e-9: "1e-09", 0: "0", -2.5: "-2.5", 1e300: "1e+300"} {
		if got := number(x); got != want {
			t.Errorf("number(%g) = %s, want %s", x, got, want)
		}
	}
}

func TestAParameterSpeaksChineseWhereItCan(t *testing.T) {
	set := NewSet()
	set.Int(new(int64), "days", 30, Spec{Unit: "day", Min: 1, Max: 90, Doc: "Days.", DocZH: "天数。"})
	set.Bool(new(bool), "open", true, Spec{Doc: "Open."})
	days, open := set.Lookup("days"), set.Lookup("open")
	if days.AllowedIn("zh") != "1 至 90 天" || days.Allowed() != "1 to 90 days" || open.AllowedIn("zh") != "true 或 false" {
		t.Errorf("allowed %s, %s, %s", days.AllowedIn("zh"), days.Allowed(), open.AllowedIn("zh"))
	}
	if days.DocIn("zh") != "天数。" || days.DocIn("en") != "Days." || open.DocIn("zh") != "Open." {
		t.Error("a meaning is given in Chinese where there is one, else in English")
	}
	if UnitIn("furlong", "zh") != "furlong" || UnitIn("week", "zh") != "周" || UnitIn("week", "en") != "week" {
		t.Error("a unit without a Chinese name stays as it is")
	}
}

// One thing is singular, any other number of things plural, also in what a parameter allows.
func TestThingsAreCountedInSingularAndPlural(t *testing.T) {
	for got, want := range map[string]string{
		Count(1, "day"): "1 day", Count(2, "day"): "2 days", Count(0, "day"): "0 days", Count(int64(1), "entry|entries"): "1 entry",
		Count(3, "entry|entries"): "3 entries", Plural("day"): "days", Plural("week of sales"): "weeks of sales",
		Plural("yuan"): "yuan", Plural("per week"): "per week",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
