package scenarios

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The baseline of a study is one of its scenarios, however both are written, as long as one file is meant.
func TestABaselineIsFoundByItsBareNameAndByItsPath(t *testing.T) {
	f := files{"base.toml": "boost = 2\n", "sub/alt.toml": "boost = 3\n", "other/alt.toml": "boost = 4\n"}
	for _, c := range []struct {
		scenarios, baseline string
		want                int // -1: refused
		near                string
	}{
		{`"base.toml", "./sub/alt.toml"`, "alt", 1, ""},
		{`"base.toml", "./sub/alt.toml"`, "base", 0, ""},
		{`"base.toml", "./sub/alt.toml"`, "sub/alt.toml", 1, ""},
		{`"base.toml", "./sub/alt.toml"`, `sub\\alt.toml`, 1, ""},
		{`"base.toml", "tiered"`, "tiered.toml", 1, ""},
		{`"base.toml", "tiered"`, "./tiered.toml", 1, ""},
		{`"base.toml", "tiered"`, "./base.toml", 0, ""},
		{`"base.toml", "./sub/alt.toml"`, "other/alt.toml", -1, "./sub/alt.toml"},
		{`"base.toml", "./sub/alt.toml"`, "alt.toml", -1, "./sub/alt.toml"},
		{`"base.toml", "tiered"`, "teired", -1, "tiered"},
		{`"base.toml", "tiered"`, "weather", -1, ""},
		{`"base.toml", "tiered"`, "", -1, ""},
	} {
		f["s.toml"] = "[study]\nscenarios = [" + c.scenarios + "]\nbaseline = \"" + c.baseline + "\"\n"
		s, ps := f.loader().study("s.toml", nil)
		if c.want >= 0 {
			if err := ps.Err(); err != nil || s.Baseline != c.want {
				t.Errorf("[%s], baseline %q: %v", c.scenarios, c.baseline, err)
			}
			continue
		}
		if len(ps) != 1 || ps[0].Line != 3 || ps[0].Column != 12 || ps[0].Nearest != c.near {
			t.Errorf("[%s], baseline %q: want one problem at 3:12 that names %q, got %+v", c.scenarios, c.baseline, c.near, ps)
		}
	}
}

// Whatever a study says, right or wrong in any mixture, is read or refused: no panic, no study without its baseline.
func TestStudiesOfRightAndWrongPartsNeverPanic(t *testing.T) {
	const own = "own.toml"
	f := files{own: "title = \"Own\"\n", "sub/alt.toml": "[run]\ndays = 3\n", "broken.toml": "[run]\ndays = \n",
		"study.toml": "[study]\nscenarios=[\"tiered\"]\n"}
	names := []string{`"baseline"`, `"tiered"`, `"own.toml"`, `"./sub/alt.toml"`,
		`"own"`, `"alt"`, `"teired"`, `"broken.toml"`, `"study.toml"`, `""`, `"s.toml"`, `3`, `["tiered"]`}
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom(names)
		var b strings.Builder
		b.WriteString("[study]\n")
		if rapid.IntRange(0, 9).Draw(r, "list") > 0 {
			b.WriteString("scenarios = [" + strings.Join(rapid.SliceOfN(name, 0, 4).Draw(r, "scenarios"), ", ") + "]\n")
		}
		if rapid.Bool().Draw(r, "with a baseline") {
			b.WriteString("baseline = " + name.Draw(r, "baseline") + "\n")
		}
		if rapid.Bool().Draw(r, "with predictions") {
			scenario := strings.Trim(name.Draw(r, "of"), `"[]`)
			than := strings.Trim(name.Draw(r, "than"), `"[]`)
			b.WriteString("predictions = [\"H1: x [" + scenario + ": gmv lower than " + than + "]\"]\n")
		}
		rest := []string{"", "replicates = 1\n", "replicates = 4\n", "metrics = [\"gmv\"]\n", "metrics = []\n", "level = 2\n"}
		b.WriteString(rapid.SampledFrom(rest).Draw(r, "rest"))
		f["s.toml"] = b.String()
		sets := rapid.SampledFrom([][]string{nil, {"run.days=3"}, {"run.replicates=1"}, {"run.dais=1"}, {"="}}).Draw(r, "sets")
		s, ps := f.loader().study("s.toml", sets)
		switch {
		case ps == nil && s == nil:
			r.Fatalf("neither a study nor a problem:\n%s", b.String())
		case ps == nil && (s.Baseline < 0 || s.Baseline >= len(s.Scenarios)):
			r.Fatalf("no baseline in\n%s", b.String())
		case ps != nil && s != nil:
			r.Fatalf("a study with problems %v:\n%s", ps, b.String())
		}
	})
}
