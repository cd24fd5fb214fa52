package report

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// stored writes invented results as a real result folder.
func stored(t testing.TB, v *invented.Results) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "results")
	var files []store.File
	for sc := range v.Scenarios {
		files = append(files, store.File{Name: invented.Names[sc], TOML: v.TOML[invented.Names[sc]]})
	}
	folder, err := store.Create(dir, v.Run, files, false)
	if err != nil {
		t.Fatal(err)
	}
	v.Each(func(sc, rep int, name string) {
		part := &record.Part{Scenario: name, Replicate: rep}
		for _, value := range v.Summary {
			if value.Scenario == name && value.Replicate == rep {
				part.Summary = append(part.Summary, value)
			}
		}
		for _, table := range []string{"days", "months", "streamers", "merchants", "cohorts", "flows", "courses"} {
			if whole := v.Tables[table]; whole != nil {
				part.Tables = append(part.Tables, invented.RowsOf(whole, name, int64(rep)))
			}
		}
		if err := folder.Commit(part); err != nil {
			t.Fatal(err)
		}
	})
	if err := folder.Finish(v.Summary, v.Judged, store.RunStats{}); err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAResultFolderIsDrawnAndReportedTwiceAlike(t *testing.T) {
	dir := stored(t, invented.New(3, 3, 400, 40))
	read := func() map[string]string {
		folder, err := store.Redraw(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		if err := folder.Draw(plots.English, true, func(r *store.Results, put store.Put) error { return Draw(r, put, Options{}) }); err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, name := range append(glob(t, filepath.Join(dir, plots.FiguresDir, "*")), filepath.Join(dir, Name)) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(content)
		}
		if len(all) != 29 {
			t.Fatalf("wrote %d files", len(all))
		}
		return all
	}
	if !maps.Equal(read(), read()) {
		t.Error("the second time gave other bytes")
	}
	if problems, err := store.Verify(dir); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func pageOf(t *testing.T, v *invented.Results, opt Options) string {
	t.Helper()
	s, err := plots.Read(v, plots.Options{Lang: opt.Lang})
	if err != nil {
		t.Fatal(err)
	}
	content, err := reportPage(&study{s}, opt)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestTheReportOpensWithoutANetwork(t *testing.T) {
	for _, lang := range []string{plots.English, plots.Chinese} {
		text := pageOf(t, invented.New(5, 3, 400, 40), Options{Lang: lang})
		text = strings.NewReplacer(`xmlns="http://www.w3.org/2000/svg"`, "", `xmlns:xlink="http://www.w3.org/1999/xlink"`, "").Replace(text)
		if m := regexp.MustCompile(`(?i)(https?:|//[a-z]|<script|<link|<img|@import|url\()`).FindString(text); m != "" {
			t.Errorf("the report in %s refers to %q", lang, m)
		}
		defined := regexp.MustCompile(`id="(glyph-\d+)"`).FindAllStringSubmatch(text, -1)
		known := map[string]bool{}
		for _, d := range defined {
			if known[d[1]] {
				t.Fatalf("%s is defined twice", d[1])
			}
			known[d[1]] = true
		}
		for _, use := range regexp.MustCompile(`xlink:href="#(glyph-\d+)"`).FindAllStringSubmatch(text, -1) {
			if !known[use[1]] {
				t.Fatalf("%s is used and not defined", use[1])
			}
		}
	}
}

func TestTheReportAnswersFirst(t *testing.T) {
	v := invented.New(5, 8, 400, 40)
	v.Judged = []record.Contrast{
		{Baseline: invented.Names[0], Scenario: invented.Names[1], Metric: "gmv", Unit: "yuan", Family: record.Primary, Replicates: 8,
			BaselineMean: 100, Diff: -2.1, DiffLo: -3, DiffHi: -1.2, RelDiff: -0.021, RelLo: -0.03, RelHi: -0.012, Level: 0.95, PHolm: 0.01},
		{Baseline: invented.Names[0], Scenario: invented.Names[2], Metric: "gmv", Unit: "yuan", Family: record.Primary, Replicates: 8,
			BaselineMean: 100, Diff: -1.4, DiffLo: -2.6, DiffHi: -0.2, RelDiff: -0.014, RelLo: -0.026, RelHi: -0.002, Level: 0.95, PHolm: 0.08},
	}
	en := pageOf(t, v, Options{Asked: &Asked{Question: plots.Label{EN: "Which one?", ZH: "哪个？"},
		Predictions: []Prediction{{Text: plots.Label{EN: "H2: less", ZH: "H2：更少"}}}}})
	answer := "Against GMV ranking, GMV (placed) is lower under Engagement ranking (−2.1 % [−3.0, −1.2]*); " +
		"it differs under Repurchase ranking (−1.4 % [−2.6, −0.2]), but not after adjusting for the number of comparisons."
	if !strings.Contains(en, answer) || strings.Index(en, answer) > strings.Index(en, `id="scenarios"`) {
		t.Errorf("the answer is not %q before the scenarios", answer)
	}
	if !strings.Contains(en, "Which one?") || !strings.Contains(en, "H2: less") {
		t.Error("question or prediction is missing")
	}
	answer = "与成交额排序相比，成交总额：互动排序（−2.1% [−3.0, −1.2]*）较低；复购排序（−1.4% [−2.6, −0.2]）有差异，但 Holm 校正后不显著。"
	if zh := pageOf(t, v, Options{Lang: plots.Chinese}); !strings.Contains(zh, answer) {
		t.Error("the Chinese answer is missing")
	}
}

// The interval of the share may hold 0 where that of the paired difference does not: then the latter is shown, in the
// same unit, and neither the sentence nor the table says that both may be.
func TestTheSentenceFollowsThePairedDifference(t *testing.T) {
	v := invented.New(2, 4, 400, 40)
	v.Judged = []record.Contrast{{Baseline: invented.Names[0], Scenario: invented.Names[1], Metric: "gmv", Unit: "yuan",
		Family: record.Primary, Replicates: 4, BaselineMean: 1000, ScenarioMean: 1050, Diff: 50, DiffLo: 4, DiffHi: 96, RelDiff: 0.05,
		RelLo: -0.01, RelHi: 0.11, Level: 0.95, P: 0.04, PHolm: 0.04}}
	text := strings.ReplaceAll(pageOf(t, v, Options{}), "&#43;", "+")
	for _, want := range []string{"GMV (placed) is higher under Engagement ranking (+5.0 % [+0.4, +9.6]*).", "<small>[+0.4, +9.6]</small>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// Predictions are judged by what stands after Holm's adjustment, also against them.
func TestTheReportJudgesPredictions(t *testing.T) {
	v := invented.New(3, 8, 400, 40)
	row := func(sc int, id string, diff, holm float64) record.Contrast {
		return record.Contrast{Baseline: invented.Names[0], Scenario: invented.Names[sc], Metric: id, Unit: "share", Family: record.Primary,
			Replicates: 8, BaselineMean: 0.4, BaselineLo: markets.NaN, BaselineHi: markets.NaN, ScenarioLo: markets.NaN, ScenarioHi: markets.NaN,
			Diff: diff, DiffLo: diff - 0.01, DiffHi: diff + 0.01, RelDiff: diff / 0.4, RelLo: (diff - 0.01) / 0.4, RelHi: (diff + 0.01) / 0.4,
			Level: 0.95, P: holm / 4, PHolm: holm}
	}
	v.Judged = []record.Contrast{row(1, "top3_share", -0.04, 0.01), row(1, "return_rate", 0.02, 0.3), row(2, "repurchase_90", -0.03, 0.02),
		row(1, "return_rate_first90", 0.02, 0.3)}
	v.Judged[3].Family = "quality_first90"
	claim := func(sc int, id string, higher bool) metric.Claim {
		return metric.Claim{Scenario: invented.Names[sc], Metric: id, Higher: higher}
	}
	further := row(2, "top3_share", 0.03, 0.01)
	further.Baseline, further.Family = invented.Names[1], record.Pairs
	asked := &Asked{Predictions: []Prediction{
		{Text: plots.Label{EN: "H1: less of the top", ZH: "H1：头部更少"}, Claims: []metric.Claim{claim(1, "top3_share", false)}, Unjudged: 1},
		{Text: plots.Label{EN: "H2: more come back", ZH: "H2：复购更多"},
			Claims: []metric.Claim{claim(2, "repurchase_90", true), claim(1, "top3_share", false)}},
		{Text: plots.Label{EN: "H3: more returns", ZH: "H3：退货更多"}, Claims: []metric.Claim{claim(1, "return_rate", true)}},
		{Text: plots.Label{EN: "H4: in words", ZH: "H4：文字"}},
		{Text: plots.Label{EN: "H5: two rules", ZH: "H5：两种规则"},
			Claims: []metric.Claim{{Scenario: invented.Names[2], Metric: "top3_share", Higher: true, Than: invented.Names[1]}}},
		{Text: plots.Label{EN: "H6: no worse", ZH: "H6：不差"}, Claims: []metric.Claim{{Scenario: invented.Names[1], Metric: "top3_share", Margin: 15}}},
		{Text: plots.Label{EN: "H7: at once and later", ZH: "H7：先后"},
			Claims: []metric.Claim{claim(1, "return_rate", true), claim(1, "return_rate_first90", true)}},
	}, Further: []record.Contrast{further}}
	for lang, wants := range map[string][]string{
		plots.English: {"<strong>✓ supported (1 of 2 claims judged)</strong>: H1: less of the top",
			"<strong>✗ contradicted (2 of 2 claims judged: 1 supported, 1 contradicted), p = 0.990</strong>: H2: more come back",
			"<strong>? undecided (1 of 1 claim judged)</strong>: H3: more returns", "<strong>– not judged</strong>: H4: in words",
			"✗ repurchase within 90 days higher under Repurchase ranking: contradicted (−3.0 pp [−4.0, −2.0]*, primary, p = 0.990)", "under these settings",
			"✓ top-3 share higher under Repurchase ranking than under Engagement ranking: supported (+3.0 pp [+2.0, +4.0]°, secondary, p = 0.0050)",
			"✓ top-3 share not lower by 15 % under Engagement ranking: supported (−10.0 % [−12.5, −7.5], p = 0.0011)",
			"Its claims rest on overlapping windows: 55 days of the first 90 days are also measured by the other metrics.",
			"Overlapping windows: 55 days of these 90 days are also among those of the table above."},
		plots.Chinese: {"<strong>✓ 支持（2 项论断判断了 1 项）</strong>：H1：头部更少", "<strong>✗ 相反（2 项论断判断了 2 项：支持 1 项、相反 1 项），p = 0.990</strong>：H2：复购更多",
			"<strong>? 未定（1 项论断判断了 1 项）</strong>：H3：退货更多",
			"复购排序的90 天复购率更高：相反（−3.0 pp [−4.0, −2.0]*，主要，p = 0.990）", "本模型在这些设定下", "前 90 天中有 55 天也属于其他指标的统计期"},
	} {
		text := strings.ReplaceAll(pageOf(t, v, Options{Lang: lang, Asked: asked}), "&#43;", "+")
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("the report in %s does not say %q", lang, want)
			}
		}
	}
}

func TestTheReportEscapesWhatItIsGiven(t *testing.T) {
	v := invented.New(2, 2, 120, 40)
	v.Run.Command = []string{"livebazaar", "compare", "<script>alert(1)</script> x"}
	v.TOML[invented.Names[1]] = []byte("title = \"<script>alert(2)</script>\"\nquestion = \"a < b & c\"\n[run]\ndays = 120\n[x]\ny = \"<b>\"\n")
	text := pageOf(t, v, Options{})
	if strings.Contains(text, "<script") || strings.Contains(text, "<b>") {
		t.Error("markup from outside reached the page")
	}
	if !strings.Contains(text, "a &lt; b &amp; c") {
		t.Error("the question is missing")
	}
}

// On a narrow screen a key is broken at its points, and no value and no other word of a table's cells is broken at all.
func TestANarrowReportBreaksNoValues(t *testing.T) {
	v := invented.New(2, 2, 120, 40)
	v.TOML[invented.Names[1]] = []byte("title = \"a.b = 0.25\"\n[run]\ndays = 120\n[x]\ny = \"top-k\"\n")
	text := pageOf(t, v, Options{})
	for _, want := range []string{
		`<td class="n"><span class="whole">top-k</span></td>`, `<code class="key">x.<wbr>y</code>`, "a.<wbr>b = 0.25",
		"td code.key { overflow-wrap: normal; }",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, rule := range regexp.MustCompile(`([^{}\n]+)\{[^}]*(overflow-wrap: anywhere|word-break: break-all)`).FindAllStringSubmatch(text, -1) {
		for selector := range strings.SplitSeq(rule[1], ",") {
			if s := strings.TrimSpace(selector); strings.HasSuffix(s, "td") || strings.HasSuffix(s, ".n") || s == "table" || s == "body" {
				t.Errorf("%s breaks values: %s", s, rule[0])
			}
		}
	}
}

func TestTheReportListsAssumptionsDifferencesAndHowToReproduce(t *testing.T) {
	var rule string
	set := param.NewSet()
	set.Text(&rule, "platform.ranking.objective", "gmv", param.Spec{EN: "what the ranking maximises", ZH: "排序目标", Source: param.Assumption})
	for lang, wants := range map[string][]string{
		plots.English: {"what the ranking maximises", "assumptions (grade C): 1.", "livebazaar compare --seed 7", strings.Repeat("5e", 32), "never paid"},
		plots.Chinese: {"排序目标", "假设性参数（C 级）： 1", "livebazaar compare --seed 7", "scenarios/tiered.toml", "未支付"},
	} {
		text := pageOf(t, invented.New(5, 3, 400, 40), Options{Lang: lang, Params: set.Params()})
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("the report in %s does not say %q", lang, want)
			}
		}
	}
}

func TestASingleRunIsReportedWithLevelsAndReasons(t *testing.T) {
	v := invented.New(1, 1, 120, 40)
	v.Summary = []record.Value{{Scenario: invented.Names[0], Metric: "gmv", Unit: "yuan", Value: 33_100_000}}
	text := pageOf(t, v, Options{})
	for _, want := range []string{"GMV (placed): 33,100,000 yuan, 3,310 yuan per consumer.", "no removals were run", "there is one scenario only"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}
