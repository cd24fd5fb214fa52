package scenarios

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"livebazaar/scenarios/written"
)

func TestAScenarioOverridesOnlyWhatDiffers(t *testing.T) {
	f := files{
		"a/child.toml":       "extends = \"../base/parent.toml\"\ntitle = \"Child\"\n[run]\ndays = 100\n",
		"base/parent.toml":   "extends = \"tiered\"\ntitle = \"Parent\"\nquestion = \"Why?\"\n[run]\ndays = 50\n[platform.ranking]\ngamma = 2\n",
		"dotted.toml":        "platform.ranking.tier_quota = { head = 0.5, waist = 0.3, tail = 0.2 }\nplatform.kind = 'social'\n",
		"with-bom-crlf.toml": "\ufeffboost = 2\r\n[run]\r\ndays = 7\r\n",
	}
	s := f.load(t, "a/child.toml")
	for key, want := range map[string]any{
		"run.days": int64(100), "platform.ranking.gamma": 2.0, "platform.ranking.allocate": "tier-quota", "platform.kind": "content",
	} {
		if got := value(s, key); got != want {
			t.Errorf("%s = %v, want %v", key, got, want)
		}
	}
	if s.Name != "child" || s.Title != "Child" || s.Question != "" {
		t.Errorf("a title or question must not be inherited: %q %q %q", s.Name, s.Title, s.Question)
	}
	var read []string
	for _, src := range s.Sources {
		read = append(read, src.Name)
	}
	if got := strings.Join(read, " "); got != "baseline tiered base/parent.toml a/child.toml" {
		t.Errorf("read %s", got)
	}
	if s := f.load(t, "dotted.toml"); value(s, "platform.ranking.tier_quota.head") != 0.5 || value(s, "platform.kind") != "social" {
		t.Error("inline tables and dotted keys must set what headers set")
	}
	if s := f.load(t, "with-bom-crlf.toml"); value(s, "run.days") != int64(7) || value(s, "boost") != 2.0 {
		t.Error("a byte order mark and CRLF must not matter")
	}
}

func TestOverridesGoOverFilesInTheirOrder(t *testing.T) {
	f := files{"x.toml": "[run]\ndays = 5\n"}
	s := f.load(t, "x.toml", "run.days=6", "run.days = 7", "platform.kind=social", `note="a = b"`, "note=42",
		"platform.ranking.tier_quota={head=0.2, waist=0.3, tail=0.5}", "population.consumers=12")
	for key, want := range map[string]any{
		"run.days": int64(7), "platform.kind": "social", "note": "42", "platform.ranking.tier_quota.tail": 0.5,
		"consumers.count": int64(12),
	} {
		if got := value(s, key); got != want {
			t.Errorf("%s = %v, want %v", key, got, want)
		}
	}
	if len(s.Notices) != 1 || !strings.Contains(s.Notices[0], "--set population.consumers=12: population.consumers: is now called consumers.count") {
		t.Errorf("a renamed key works with a notice, got %q", s.Notices)
	}
}

// No setting is ignored in silence: one that another switches off is told of where it was written, in the scenario's own
// file, in a file that it extends, in an override and in what a study says to all, with what switches it off. Not told of is
// what a later file or override switches off, and a value that is the default anyway.
func TestNoSettingIsIgnoredInSilence(t *testing.T) {
	f := files{
		"x.toml":     "[platform.ranking]\nallocate = \"uniform\"\ngamma = 2\n",
		"child.toml": "extends = \"x.toml\"\n[run]\ndays = 5\n",
		"same.toml":  "[platform.ranking]\nallocate = \"uniform\"\ngamma = 1.5\n",
		"acts.toml":  "[platform.ranking]\ngamma = 2\n",
		"other.toml": "extends = \"acts.toml\"\n[platform.ranking]\nallocate = \"uniform\"\n",
		"all.toml":   "[study]\nscenarios = [\"same.toml\", \"other.toml\"]\n[platform.ranking]\ngamma = 3\n",
		"one.toml":   "[study]\nscenarios = [\"same.toml\", \"acts.toml\"]\n[platform.ranking]\ngamma = 3\n",
	}
	const since = `: platform.ranking.gamma: changes nothing in %s, since platform.ranking.allocate = "uniform": ` +
		`it acts when platform.ranking.allocate = "softmax"`
	for _, c := range []struct {
		name, set string
		want      []string
	}{
		{"x.toml", "", []string{"x.toml:3:1" + fmt.Sprintf(since, "x")}},
		{"child.toml", "", []string{"x.toml:3:1" + fmt.Sprintf(since, "child")}},
		{"same.toml", "", nil},
		{"acts.toml", "", nil},
		{"other.toml", "", nil},
		{"child.toml", "platform.ranking.gamma=3", []string{"--set platform.ranking.gamma=3" + fmt.Sprintf(since, "child")}},
		{"acts.toml", "platform.ranking.allocate=uniform", []string{"acts.toml:2:1" + fmt.Sprintf(since, "acts")}},
	} {
		var sets []string
		if c.set != "" {
			sets = append(sets, c.set)
		}
		if got := f.load(t, c.name, sets...).Notices; !slices.Equal(got, c.want) {
			t.Errorf("%s %s: notices %q, want %q", c.name, c.set, got, c.want)
		}
	}
	if got, want := f.study(t, "all.toml").Notices, []string{"all.toml:4:1" + fmt.Sprintf(since, "same")}; !slices.Equal(got, want) {
		t.Errorf("a study whose scenarios all ignore a setting: %q, want %q", got, want)
	}
	if got := f.study(t, "one.toml").Notices; len(got) > 0 {
		t.Errorf("a study one of whose scenarios heeds a setting: %q", got)
	}
}

func TestAWrongOverrideNamesItself(t *testing.T) {
	f := files{"x.toml": "[run]\ndays = 5\n"}
	for set, want := range map[string]string{
		"run.days=0":       "--set run.days=0: run.days: out of range, allowed 1 to 15000 days",
		"run.dayz=1":       "--set run.dayz=1: run.dayz: unknown key, did you mean days?",
		"platform.kind=so": "--set platform.kind=so: platform.kind: unknown choice, allowed content, ecommerce, social",
		"run.days":         "--set run.days: must be key=value",
		"=3":               "--set =3: must be key=value",
		"run..days=3":      "--set run..days=3: run..days: is no key, did you mean run.days?",
		"title=x":          "--set title=x: title: can only be given in a file",
		"platform.ranking.tier_quota.head=0.9": "--set platform.ranking.tier_quota.head=0.9: platform.ranking.tier_quota.head: " +
			"the shares of head, waist and tail must add up to 1 (now 1.55)",
		"run.days=1\nrun.replicates=2": "--set run.days=1 run.replicates=2: character 11 is U+000A (line break): one setting a --set",
		"boost=nan":                    "--set boost=nan: boost: must be a finite number, allowed 0 to 1000000000000",
		"run=3":                        "--set run=3: run: is a group of settings, not a value, allowed a table with days, replicates",
		"run.days=\xff":                "--set run.days=?: is not UTF-8",
		"run.days＝5":                   "--set run.days＝5: must be key=value: ＝ (U+FF1D, full-width equals sign): write =",
		"run．days=5":                   "--set run．days=5: run．days: is no key: ． (U+FF0E, full-width point): write ., did you mean run.days?",
		"“run.days”=5":                 "--set “run.days”=5: “run.days”: is no key: “ (U+201C, curly quote): write the straight quote \"",
		"天数=5":                         "--set 天数=5: 天数: " + written.EnglishKeys + ", did you mean run.days?",
		"platform.类型=x":                "--set platform.类型=x: platform.类型: " + written.EnglishKeys + ", did you mean kind?",
		"天气=晴":                         "--set 天气=晴: 天气: " + written.EnglishKeys,
		"run.days=−5": "--set run.days=−5: run.days: must be a whole number: − (U+2212, minus sign): write - (hyphen-minus), " +
			"allowed 1 to 15000 days",
		"boost=０．５": "--set boost=０．５: boost: must be a number: ０ (U+FF10, full-width 0): write 0, allowed 0 to 1000000000000",
		"platform.kind=“social”": "--set platform.kind=“social”: platform.kind: unknown choice: “ (U+201C, curly quote): write the straight quote \", " +
			"allowed content, ecommerce, social, did you mean social?",
		"run.days=99999999999999999999":  "--set run.days=99999999999999999999: run.days: out of range, allowed 1 to 15000 days",
		"run.days=-0xFFFFFFFFFFFFFFFFFF": "--set run.days=-0xFFFFFFFFFFFFFFFFFF: run.days: must be a whole number, allowed 1 to 15000 days",
		"boost=1e999":                    "--set boost=1e999: boost: out of range, allowed 0 to 1000000000000",
		"boost=99999999999999999999":     "--set boost=99999999999999999999: boost: out of range, allowed 0 to 1000000000000",
		"scenarios=tiered":               "--set scenarios=tiered: scenarios: can only be given in a file",
		"platforms=2": "--set platforms=2: platforms: there is one platform, with its rules in [platform]. " +
			"Kinds of platforms are compared as scenarios, as in `livebazaar compare platform-kinds`",
	} {
		_, ps := f.loader().scenario(reference{name: "x.toml"}, nil, []string{set})
		err := ps.Err()
		if err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", set, err, want)
		}
	}
}

func TestAllProblemsOfAllFilesAreToldAtOnce(t *testing.T) {
	f := files{
		"child.toml":  "extends = \"parent.toml\"\n[run]\ndays = 0\nreplicate = 3\n",
		"parent.toml": "title = 3\n[platform]\nkind = \"socail\"\n",
	}
	_, ps := f.loader().scenario(reference{name: "child.toml"}, nil, []string{"boost=-1"})
	want := `parent.toml:1:9: title = 3: must be a text in quotes
parent.toml:3:8: platform.kind = "socail": unknown choice, allowed content, ecommerce, social, did you mean social?
child.toml:3:8: run.days = 0: out of range, allowed 1 to 15000 days
child.toml:4:1: run.replicate: unknown key, did you mean replicates?
--set boost=-1: boost: out of range, allowed 0 to 1000000000000`
	if got := ps.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAnOverrideMendsAValueButNotAMistakeInAFile(t *testing.T) {
	f := files{"x.toml": "platform.ranking.tier_quota.head = 0.9\n"}
	s := f.load(t, "x.toml", "platform.ranking.tier_quota.waist=0.05", "platform.ranking.tier_quota.tail=0.05")
	if value(s, "platform.ranking.tier_quota.head") != 0.9 {
		t.Error("conditions are tested once everything is laid over")
	}
}

func TestNearestNamesAreSuggestedAndFarOnesAreNot(t *testing.T) {
	_, set := testMarket()
	k := keysOf(set)
	for key, want := range map[string]string{
		"run.dasy":                     "days",
		"platform.ranking.tier_quotas": "tier_quota",
		"ranking.allocate":             "platform.ranking.allocate",
		"platform.alocate":             "",
		"memory":                       "consumers.trust.memory",
		"consumer.count":               "consumers.count",
		"weather":                      "",
		"platfrom":                     "platform",
	} {
		if got := k.near(strings.Split(key, ".")); got != want {
			t.Errorf("near %s: got %q, want %q", key, got, want)
		}
	}
}

// A file that is no scenario is answered in a few lines, and in steps that grow with its length and not with the square of it:
// counted in bytes allocated, which no load of the machine changes.
func TestAForeignFileIsAnsweredShortlyAndSoon(t *testing.T) {
	full := func(length int, begin, end string, part func(i int) string) string {
		var b strings.Builder
		b.WriteString(begin)
		for i := 0; b.Len() < length; i++ {
			b.WriteString(part(i))
		}
		return b.String() + end
	}
	for name, text := range map[string]func(length int) string{
		"many unknown keys": func(n int) string {
			return full(n, "", "", func(i int) string { return fmt.Sprintf("dayz%d = 1\n", i) })
		},
		"one endless line": func(n int) string {
			return full(n, "run = {", "days = 0}", func(i int) string { return fmt.Sprintf("dayz%d=1,", i) })
		},
		"many deep tables": func(n int) string {
			return full(n, "", "", func(i int) string { return fmt.Sprintf("[a.b.c.d.e.f.g.h.i.j.k.l.m.n%d]\n", i) })
		},
		"an endless key":  func(n int) string { return full(n, "k", " = 1", func(int) string { return ".k" }) },
		"an endless list": func(n int) string { return full(n, "run = [", "]", func(int) string { return "1," }) },
		"a deep list": func(n int) string {
			return "run = " + strings.Repeat("[", n/2-10) + strings.Repeat("]", n/2-10)
		},
	} {
		var taken [2]uint64
		for i, length := range []int{(written.MaxFileBytes - 100) / 4, written.MaxFileBytes - 100} {
			file := files{"x.toml": text(length)}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, ps := file.loader().scenario(reference{name: "x.toml"}, nil, nil)
			err := ps.Err()
			runtime.ReadMemStats(&after)
			taken[i] = after.TotalAlloc - before.TotalAlloc
			if err == nil || strings.Count(err.Error(), "\n") > written.ShownProblems {
				t.Errorf("%s: want some problems, at most %d lines", name, written.ShownProblems+1)
			}
		}
		if taken[1] > 6*taken[0]+1<<20 { // four times as long; sixteen times would be the square
			t.Errorf("%s: %d bytes for a quarter of the file, %d for all of it", name, taken[0], taken[1])
		}
	}
}

// The command line must answer at once; reading a study of five scenarios is most of what it does before it runs.
func BenchmarkLoadStudy(b *testing.B) {
	for b.Loop() {
		if _, err := LoadStudy(DefaultStudy, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkList(b *testing.B) {
	for b.Loop() {
		List()
	}
}
