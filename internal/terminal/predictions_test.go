package terminal

import (
	"math"
	"strings"
	"testing"

	"livebazaar/internal/job/answer"
	"livebazaar/internal/job/judge"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

func TestPredictionsAreJudgedAfterAComparison(t *testing.T) {
	t.Parallel()
	m := store.Manifest{Predictions: []store.Label{
		{EN: "H1: fewer sales at the top [tiered: top3_share lower, gmv lower; 1 not judged]", ZH: "H1：头部份额更低"},
		{EN: "H2: buyers return [tiered: return_rate lower]"},
		{EN: "H3: hardly a loss [tiered: gmv_net not lower by 2 %, gmv_net lower than uniform]", ZH: "H3：几乎不损失"},
		{EN: "H4: now and later [tiered: gmv_first90 higher, gmv higher]", ZH: "H4：先后皆然"},
		{EN: "H9: a word on what no contrast judges", ZH: "H9：无对比可判"},
	}}
	row := func(id string, diff, holm float64) record.Contrast {
		none := math.NaN()
		return record.Contrast{Scenario: "tiered", Metric: id, Family: record.Primary, Replicates: 8, BaselineMean: 1, BaselineLo: none, BaselineHi: none,
			ScenarioLo: none, ScenarioHi: none, Diff: diff, DiffLo: diff - 0.1, DiffHi: diff + 0.1,
			RelDiff: diff, RelLo: diff - 0.1, RelHi: diff + 0.1, Level: 0.95, PHolm: holm}
	}
	k := &judge.Comparison{
		Titles:      map[string]string{"tiered": "Tiers", "uniform": "Uniform"},
		Predictions: judge.Predicted(m),
		Level:       0.95,
		Measured:    400,
		Contrasts: []record.Contrast{
			row("top3_share", -1, 0.001),
			row("gmv", 1, 0.001),
			row("return_rate", -1, 0.2),
			row("gmv_net", 0.2, 0.3),
			row("gmv_first90", 1, 0.02),
		},
	}
	k.Contrasts[2].Family, k.Contrasts[4].Family = "quality", "volume_first90"
	k.Further = []record.Contrast{row("gmv_net", -1, 0.001)}
	k.Further[0].Baseline, k.Further[0].Family = "uniform", record.Pairs
	for lang, want := range map[string]string{
		"en": `  ✗ contradicted (2 of 3 claims judged: 1 supported, 1 contradicted), p = 1.000: H1: fewer sales at the top
      ✓ top-3 share lower under Tiers: supported, primary, p = 0.0005
      ✗ GMV (placed) lower under Tiers: contradicted, primary, p = 1.000
  ? undecided (1 of 1 claim judged): H2: buyers return
      ? return rate lower under Tiers: undecided, secondary, p = 0.100
  ✓ supported (2 of 2 claims judged), p = 0.0006: H3: hardly a loss
      ✓ net GMV not lower by 2 % under Tiers: supported, p = 0.0006
      ✓ net GMV lower under Tiers than under Uniform: supported, secondary, p = 0.0005
  ✓ supported (2 of 2 claims judged), p = 0.010: H4: now and later
      ✓ GMV (placed), first 90 days higher under Tiers: supported, secondary, p = 0.010
      ✓ GMV (placed) higher under Tiers: supported, primary, p = 0.0005
      (its claims rest on overlapping windows: 55 days of the first 90 days are also measured by the other metrics)
  – not judged: H9: a word on what no contrast judges
`,
		"zh": `  ✗ 相反（3 项论断判断了 2 项：支持 1 项、相反 1 项），p = 1.000：H1：头部份额更低
      ✓ Tiers的前 3 名份额更低：支持，主要，p = 0.0005
      ✗ Tiers的成交总额更低：相反，主要，p = 1.000
  ? 未定（1 项论断判断了 1 项）：H2: buyers return
      ? Tiers的退货率更低：未定，次要，p = 0.100
  ✓ 支持（2 项论断判断了 2 项），p = 0.0006：H3：几乎不损失
      ✓ Tiers的净成交至多低 2%：支持，p = 0.0006
      ✓ Tiers的净成交低于Uniform：支持，次要，p = 0.0005
  ✓ 支持（2 项论断判断了 2 项），p = 0.010：H4：先后皆然
      ✓ Tiers的成交总额（前 90 天）更高：支持，次要，p = 0.010
      ✓ Tiers的成交总额更高：支持，主要，p = 0.0005
      （其论断所依据的两段时间重叠：前 90 天中有 55 天也属于其他指标的统计期）
  – 未判断：H9：无对比可判
`,
	} {
		var b strings.Builder
		c := New(&b, &strings.Builder{})
		c.Lang = lang
		c.showVerdicts(k)
		if !strings.HasSuffix(b.String(), want) {
			t.Errorf("%s: got\n%s\nwant at the end\n%s", lang, b.String(), want)
		}
	}
	out := answer.Verdicts(k.Predictions, append(k.Contrasts, k.Further...), 0.95, 400)
	if len(out) != 5 ||
		out[0].Verdict != "contradicted" || out[0].ClaimsJudged != 2 || out[0].ClaimsStated != 3 ||
		out[0].Claims[0].Verdict != "supported" || out[0].Claims[1].Direction != "lower" ||
		out[2].Claims[0].Direction != "not lower" || out[2].Claims[0].Margin != 2 || out[2].Claims[1].Than != "uniform" ||
		out[4].Verdict != "not judged" || out[4].ClaimsStated != 0 {
		t.Errorf("for programs: %+v", out)
	}
	// What holds, what does not and what nobody knows are three things, and p says what the verdict says.
	for i, p := range out {
		known := map[string]bool{"supported": true, "contradicted": true}[p.Verdict]
		if (p.Holds != nil) != known || known && *p.Holds != (p.Verdict == "supported") ||
			p.Alpha != metric.Alpha(0.95) ||
			(p.P != nil && *p.P < p.Alpha) != (p.Verdict == "supported") {
			t.Errorf("prediction %d: %+v", i, p)
		}
		most := 0.0
		for _, claim := range p.Claims {
			if (claim.Holds != nil) != (claim.Verdict != "undecided") || (claim.PHolm == nil) != (claim.Margin > 0) ||
				(claim.Family == "") != (claim.Margin > 0) {
				t.Errorf("claim %+v", claim)
			}
			most = max(most, *claim.P)
		}
		if p.P != nil && *p.P != most {
			t.Errorf("p of prediction %d is %g, the largest of its claims %g", i, *p.P, most)
		}
	}
	if out[3].OverlapDays != 55 || out[2].OverlapDays != 0 || out[4].P != nil {
		t.Errorf("overlap or p: %+v", out)
	}
}

// The sentence after the table follows the paired difference, and shows the interval it rests on.
func TestTheReadingNeverContradictsTheTable(t *testing.T) {
	t.Parallel()
	c := New(&strings.Builder{}, &strings.Builder{})
	c.Lang = "en"
	row := record.Contrast{Scenario: "tiered", Metric: "gmv", Unit: "yuan", BaselineMean: 1000, Diff: 50, DiffLo: 4, DiffHi: 96, RelDiff: 0.05,
		RelLo: -0.01, RelHi: 0.11, Level: 0.95, P: 0.04, PHolm: 0.04}
	k := &judge.Comparison{Baseline: "baseline", Scenarios: []string{"tiered"}, Titles: map[string]string{"baseline": "Baseline", "tiered": "Tiers"},
		Deciding: []string{"gmv"}, Contrasts: []record.Contrast{row}}
	if got, want := c.reading(k), "GMV (placed) is clearly higher under Tiers (+5.0 % [+0.4, +9.6])."; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	k.Contrasts[0].RelLo = 0.002
	if got, want := c.reading(k), "under Tiers (+5.0 % [+0.2, +11.0])"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Many scenarios without a clear difference are counted, few are named; and a metric that fewer replicates measured says so.
func TestTheTableAndItsReadingStayShort(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	c := New(&out, &strings.Builder{})
	c.Lang = "en"
	k := &judge.Comparison{Baseline: "baseline", Titles: map[string]string{"baseline": "Baseline"},
		Deciding: []string{"gmv", "head_dependence_3"}, Level: .95, Days: 365}
	for i := range 5 {
		name := string(rune('a' + i))
		k.Scenarios, k.Titles[name] = append(k.Scenarios, name), "Rule "+name
		k.Contrasts = append(k.Contrasts,
			record.Contrast{Scenario: name, Metric: "gmv", Unit: "yuan", Replicates: 24, BaselineMean: 1000, Diff: 5, DiffLo: -4, DiffHi: 14,
				RelDiff: .005, RelLo: -.004, RelHi: .014, Level: .95, P: .3, PHolm: 1},
			record.Contrast{Scenario: name, Metric: "head_dependence_3", Unit: "share", Replicates: 8, BaselineMean: .03, Diff: .001, DiffLo: -.01,
				DiffHi: .012, Level: .95, P: .8, PHolm: 1})
	}
	if got, want := c.reading(k), "GMV (placed) shows no clear difference under any of the 5 scenarios;"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	k.Contrasts[0].DiffLo, k.Contrasts[0].RelLo, k.Contrasts[0].PHolm = 1, .001, .01
	want := "under Rule a (+0.5 % [+0.1, +1.4]), shows no clear difference under Rule b, Rule c, Rule d, Rule e;"
	if got := c.reading(k); !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := c.showContrasts(k); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"over the last 365 days, means of 24 replicates", "+0.1 pp [−1.0, +1.2] (8)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table does not say %q:\n%s", want, out.String())
		}
	}
}
