package metric

import (
	"math"
	"testing"

	"livebazaar/sim/record"
)

// A claim is judged by the sign of a difference that stands after Holm's adjustment, and by nothing less.
func TestAClaimIsJudgedByTheAdjustedContrast(t *testing.T) {
	rows := []record.Contrast{
		{Scenario: "a", Metric: "gmv", Diff: 2, DiffLo: 1, DiffHi: 3, Level: 0.95, P: 0.001, PHolm: 0.01},
		{Scenario: "b", Metric: "gmv", Diff: 2, DiffLo: 0.1, DiffHi: 3.9, Level: 0.95, P: 0.04, PHolm: 0.4},
		{Scenario: "c", Metric: "gmv", Diff: math.NaN(), Level: 0.95, P: math.NaN(), PHolm: math.NaN()},
		{Scenario: "d", Metric: "gmv", Diff: -2, DiffLo: -3, DiffHi: -1, Level: 0.95, P: 0.001, PHolm: 0.01},
	}
	for _, c := range []struct {
		scenario string
		higher   bool
		want     Verdict
	}{
		{"a", true, Supported}, {"a", false, Contradicted}, {"b", true, Undecided}, {"b", false, Undecided},
		{"c", true, NotJudged}, {"d", true, Contradicted}, {"d", false, Supported}, {"nobody", true, NotJudged},
	} {
		if _, got := (Claim{Scenario: c.scenario, Metric: "gmv", Higher: c.higher}).Judge(rows); got != c.want {
			t.Errorf("%s higher %v: %s, want %s", c.scenario, c.higher, got.In("en"), c.want.In("en"))
		}
	}
}

func TestAPredictionStandsWithAllItsClaimsAndFallsWithOne(t *testing.T) {
	for _, c := range []struct {
		parts []Verdict
		want  Verdict
	}{
		{nil, NotJudged}, {[]Verdict{NotJudged, NotJudged}, NotJudged}, {[]Verdict{Supported, Supported}, Supported},
		{[]Verdict{Supported, Undecided}, Undecided}, {[]Verdict{Supported, NotJudged}, Undecided},
		{[]Verdict{Supported, Undecided, Contradicted}, Contradicted},
	} {
		if got := overall(c.parts); got != c.want {
			t.Errorf("%v: %s, want %s", c.parts, got.In("en"), c.want.In("en"))
		}
	}
}

// "No more than 2 % lower" is supported where the whole interval is above −2 %, whether or not it holds 0. In folders that kept no
// intervals of the levels that of the ratio is all there is.
func TestAMarginIsJudgedByTheInterval(t *testing.T) {
	low := Claim{Scenario: "a", Metric: "gmv", Margin: 2}
	high := Claim{Scenario: "a", Metric: "gmv", Margin: 2, Higher: true}
	none := math.NaN()
	for _, c := range []struct {
		lo, hi          float64
		notLower, notUp Verdict
	}{
		{-0.019, 0.01, Supported, Supported}, {-0.03, 0.01, Undecided, Supported}, {-0.05, -0.021, Contradicted, Supported},
		{0.021, 0.05, Supported, Contradicted}, {-0.05, 0.05, Undecided, Undecided}, {-0.021, -0.01, Undecided, Supported},
		{none, none, NotJudged, NotJudged},
	} {
		rows := []record.Contrast{{Scenario: "a", Metric: "gmv", Replicates: 8, BaselineMean: 1, BaselineLo: none, BaselineHi: none, ScenarioLo: none,
			ScenarioHi: none, RelDiff: (c.lo + c.hi) / 2, RelLo: c.lo, RelHi: c.hi, Level: 0.95, PHolm: 0.001, Diff: -1}}
		if _, got := low.Judge(rows); got != c.notLower {
			t.Errorf("[%g, %g] not lower by 2 %%: %s, want %s", c.lo, c.hi, got.In("en"), c.notLower.In("en"))
		}
		if _, got := high.Judge(rows); got != c.notUp {
			t.Errorf("[%g, %g] not higher by 2 %%: %s, want %s", c.lo, c.hi, got.In("en"), c.notUp.In("en"))
		}
	}
}

// Undecided is no "no": it has a word, a mark and a value of its own.
func TestUndecidedIsNotContradicted(t *testing.T) {
	said := map[string]Verdict{}
	for v := NotJudged; v <= Contradicted; v++ {
		for _, word := range []string{v.In("en"), v.In("zh"), v.Mark()} {
			if other, used := said[word]; used {
				t.Errorf("%q is said of %d and %d", word, other, v)
			}
			said[word] = v
		}
	}
	if Supported.Holds() == nil || !*Supported.Holds() || Contradicted.Holds() == nil ||
		*Contradicted.Holds() || Undecided.Holds() != nil || NotJudged.Holds() != nil {
		t.Error("what holds, what does not, and what nobody knows are not told apart")
	}
}

// The p-value of a claim of several parts is the largest of theirs, and says what the verdict says.
func TestAClaimOfSeveralPartsHoldsWithItsLargestP(t *testing.T) {
	row := func(id string, diff, holm float64) record.Contrast {
		return record.Contrast{Scenario: "a", Metric: id, Diff: diff, Level: 0.95, PHolm: holm}
	}
	for _, c := range []struct {
		holm [2]float64
		diff [2]float64
		p    float64
		want Verdict
	}{
		{[2]float64{0.01, 0.04}, [2]float64{-1, 1}, 0.02, Supported}, {[2]float64{0.01, 0.2}, [2]float64{-1, 1}, 0.1, Undecided},
		{[2]float64{0.01, 0.2}, [2]float64{-1, -1}, 0.9, Undecided}, {[2]float64{0.01, 0.04}, [2]float64{-1, -1}, 0.98, Contradicted},
	} {
		claims := []Claim{{Scenario: "a", Metric: "top3_share"}, {Scenario: "a", Metric: "gmv", Higher: true}}
		rows := []record.Contrast{row("top3_share", c.diff[0], c.holm[0]), row("gmv", c.diff[1], c.holm[1])}
		var p []float64
		var verdicts []Verdict
		for _, claim := range claims {
			found, v := claim.Judge(rows)
			p, verdicts = append(p, claim.P(found)), append(verdicts, v)
		}
		if got := largest(p); math.Abs(got-c.p) > 1e-15 || overall(verdicts) != c.want || (got < Alpha(0.95)) != (c.want == Supported) {
			t.Errorf("parts of p %v: %g and %s, want %g and %s", p, got, overall(verdicts).In("en"), c.p, c.want.In("en"))
		}
	}
	if p := largest([]float64{0.01, math.NaN()}); p == p {
		t.Errorf("a part that cannot be judged leaves p = %g", p)
	}
	if p := largest(nil); p == p {
		t.Errorf("no part has p = %g", p)
	}
}

// In a run of less than 455 days the first 90 lie in the last 365, and a claim about both says so.
func TestOverlappingWindowsAreCounted(t *testing.T) {
	both := Prediction{Claims: []Claim{{Metric: "gmv_first90"}, {Metric: "gmv"}}}
	early := Prediction{Claims: []Claim{{Metric: "gmv_first90"}, {Metric: "orders_first90"}}}
	for days, want := range map[int64]int64{60: 60, 90: 90, 365: 90, 400: 55, 454: 1, 455: 0, 545: 0} {
		if got := both.Overlap(days); got != want {
			t.Errorf("%d days: %d in both windows, want %d", days, got, want)
		}
		if got := early.Overlap(days); got != 0 {
			t.Errorf("claims about one window overlap by %d days", got)
		}
	}
}

// A claim about two scenarios is judged by their own contrast, one about the baseline by the study's.
func TestAClaimMayCompareTwoScenarios(t *testing.T) {
	rows := []record.Contrast{
		{Baseline: "base", Scenario: "a", Metric: "gmv", Diff: -2, Level: 0.95, PHolm: 0.01},
		{Baseline: "b", Scenario: "a", Metric: "gmv", Diff: 2, Level: 0.95, PHolm: 0.01},
	}
	for than, want := range map[string]Verdict{"": Supported, "base": Supported, "b": Contradicted, "c": NotJudged} {
		if _, got := (Claim{Scenario: "a", Metric: "gmv", Than: than}).Judge(rows); got != want {
			t.Errorf("lower than under %q: %s, want %s", than, got.In("en"), want.In("en"))
		}
	}
}

// A verdict says how much of the sentence it covers.
func TestAVerdictCountsTheClaimsItRestsOn(t *testing.T) {
	p := Prediction{Claims: make([]Claim, 2), Unjudged: 1}
	for lang, want := range map[string]string{"en": "supported (2 of 3 claims judged)", "zh": "支持（3 项论断判断了 2 项）"} {
		if got := p.Summary([]Verdict{Supported, Supported}, lang); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := p.Summary([]Verdict{Supported, NotJudged}, "en"); got != "undecided (1 of 3 claims judged)" {
		t.Errorf("a claim without a contrast: %s", got)
	}
	if got := (Prediction{}).Summary(nil, "en"); got != "not judged" {
		t.Errorf("words only: %s", got)
	}
}

// A prediction is judged claim by claim, in their order, and as a whole by the weakest of them; a claim without a contrast has no p,
// and neither has the whole then.
func TestAPredictionIsJudgedClaimByClaim(t *testing.T) {
	rows := []record.Contrast{
		{Scenario: "a", Metric: "gmv", Diff: 2, DiffLo: 1, DiffHi: 3, Level: 0.95, P: 0.001, PHolm: 0.01},
		{Scenario: "a", Metric: "orders", Diff: -2, DiffLo: -4, DiffHi: 0.1, Level: 0.95, P: 0.06, PHolm: 0.06},
	}
	higher := Claim{Scenario: "a", Metric: "gmv", Higher: true}
	lower := Claim{Scenario: "a", Metric: "orders"}
	absent := Claim{Scenario: "b", Metric: "gmv"}
	both := Prediction{Claims: []Claim{lower, higher}}.Judge(rows)
	if both.Rows[0].Metric != "orders" || both.Verdicts[0] != Undecided || both.Verdicts[1] != Supported || both.Parts[1] != 0.005 {
		t.Errorf("claim by claim: %+v", both)
	}
	if both.Verdict != Undecided || both.P != 0.03 {
		t.Errorf("both together are %s, p = %g", both.Verdict.In("en"), both.P)
	}
	part := Prediction{Claims: []Claim{higher, absent}}.Judge(rows)
	if part.Verdict != Undecided || part.Parts[1] == part.Parts[1] || part.P == part.P {
		t.Errorf("with a claim that has no contrast: %+v", part)
	}
	if none := (Prediction{}).Judge(rows); none.Verdict != NotJudged || none.P == none.P {
		t.Errorf("words alone: %+v", none)
	}
}
