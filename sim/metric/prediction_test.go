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
		if _, got := (Claim{c.scenario, "gmv", c.higher}).Judge(rows); got != c.want {
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
		if got := Overall(c.parts); got != c.want {
			t.Errorf("%v: %s, want %s", c.parts, got.In("en"), c.want.In("en"))
		}
	}
}

// With few replicates the interval of the share (delta method) may hold 0 where that of the paired difference does not.
func TestAShareThatContradictsThePairedDifferenceIsNotShown(t *testing.T) {
	m, _ := Find("gmv")
	row := record.Contrast{Metric: "gmv", BaselineMean: 100, Diff: 5, DiffLo: 0.4, DiffHi: 9.6, RelDiff: 0.05, RelLo: 0.004, RelHi: 0.096}
	if !m.ReadsRelative([]record.Contrast{row}) {
		t.Error("a share that agrees is shown")
	}
	row.RelLo = -0.01
	if m.ReadsRelative([]record.Contrast{row}) {
		t.Error("the share may be 0 but the difference may not")
	}
	if other, _ := Find("gmv_net"); !other.ReadsRelative([]record.Contrast{row}) {
		t.Error("another metric's contrast decides nothing")
	}
	row = record.Contrast{Metric: "gmv", BaselineMean: -100, Diff: 50, DiffLo: 10, DiffHi: 90, RelDiff: math.NaN(), RelLo: math.NaN(), RelHi: math.NaN()}
	if m.ReadsRelative([]record.Contrast{row}) {
		t.Error("no share of a loss")
	}
}
