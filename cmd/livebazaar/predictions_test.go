package main

import (
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

func TestPredictionsAreJudgedAfterAComparison(t *testing.T) {
	m := store.Manifest{Predictions: []store.Label{
		{EN: "H1: fewer sales at the top [tiered: top3_share lower, gmv lower]", ZH: "H1：头部份额更低"},
		{EN: "H2: buyers return [tiered: return_rate lower]"},
		{EN: "H9: a word on what no contrast judges", ZH: "H9：无对比可判"},
	}}
	row := func(id string, diff, holm float64) record.Contrast {
		return record.Contrast{Scenario: "tiered", Metric: id, BaselineMean: 1, Diff: diff, DiffLo: diff - 0.1, DiffHi: diff + 0.1, Level: 0.95, PHolm: holm}
	}
	k := &comparison{titles: map[string]string{"tiered": "Tiers"}, predictions: predicted(m),
		contrasts: []record.Contrast{row("top3_share", -1, 0.001), row("gmv", 1, 0.001), row("return_rate", -1, 0.2)}}
	for lang, want := range map[string]string{
		"en": `  contradicted: H1: fewer sales at the top
      top-3 share lower under Tiers: supported
      GMV (placed) lower under Tiers: contradicted
  undecided: H2: buyers return
      return rate lower under Tiers: undecided
  not judged: H9: a word on what no contrast judges
`,
		"zh": `  相反：H1：头部份额更低
      Tiers的前 3 名份额更低：支持
      Tiers的成交总额更低：相反
  未定：H2: buyers return
      Tiers的退货率更低：未定
  未判断：H9：无对比可判
`,
	} {
		var b strings.Builder
		c := newConsole(&b, &strings.Builder{})
		c.lang = lang
		c.showVerdicts(k)
		if !strings.HasSuffix(b.String(), want) {
			t.Errorf("%s: got\n%s\nwant at the end\n%s", lang, b.String(), want)
		}
	}
	out := verdictsJSON(k.predictions, k.contrasts)
	if len(out) != 3 || out[0].Verdict != "contradicted" || out[0].Claims[0].Verdict != "supported" || out[0].Claims[1].Direction != "lower" || out[2].Verdict != "not judged" {
		t.Errorf("for programs: %+v", out)
	}
}

// The sentence after the table follows the paired difference, and shows the interval it rests on.
func TestTheReadingNeverContradictsTheTable(t *testing.T) {
	c := newConsole(&strings.Builder{}, &strings.Builder{})
	c.lang = "en"
	row := record.Contrast{Scenario: "tiered", Metric: "gmv", Unit: "yuan", BaselineMean: 1000, Diff: 50, DiffLo: 4, DiffHi: 96, RelDiff: 0.05,
		RelLo: -0.01, RelHi: 0.11, Level: 0.95, P: 0.04, PHolm: 0.04}
	k := &comparison{baseline: "baseline", scenarios: []string{"tiered"}, titles: map[string]string{"baseline": "Baseline", "tiered": "Tiers"},
		deciding: []string{"gmv"}, contrasts: []record.Contrast{row}}
	if got, want := c.reading(k), "GMV (placed) is clearly higher under Tiers (+50 [+4, +96])."; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	k.contrasts[0].RelLo = 0.002
	if got, want := c.reading(k), "under Tiers (+5.0 % [+0.2, +11.0])"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
