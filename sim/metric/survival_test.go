package metric

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/record"
)

// The remission times of 21 leukaemia patients under 6-mercaptopurine (Freireich et al. 1963, Blood 21:699), the
// standard textbook example; estimates as in Klein & Moeschberger, Survival Analysis (2nd ed. 2003), table 4.1.
func TestKaplanMeierGivesTheTextbookEstimates(t *testing.T) {
	ended := byAge([]Ended{{6, 3, 1}, {7, 1, 0}, {9, 0, 1}, {10, 1, 1}, {11, 0, 1}, {13, 1, 0}, {16, 1, 0}, {17, 0, 1}, {19, 0, 1},
		{20, 0, 1}, {22, 1, 0}, {23, 1, 0}, {25, 0, 1}, {32, 0, 2}, {34, 0, 1}, {35, 0, 1}})
	for _, c := range []struct {
		t    int64
		want float64
	}{{5, 1}, {6, 0.857}, {9, 0.807}, {10, 0.753}, {13, 0.690}, {16, 0.627}, {22, 0.538}, {23, 0.448}, {35, 0.448}} {
		near(t, "survival", KaplanMeier(ended, c.t), c.want, 0.0005)
	}
	if s := KaplanMeier(ended, 36); s == s {
		t.Errorf("survival beyond the last patient watched = %v, want blank", s)
	}
}

// V10: without censoring the estimate is the share still without the event.
func TestKaplanMeierIsTheTruthWithoutCensoring(t *testing.T) {
	key := chance.Root(11)
	const n = 5000
	var spells []Ended
	var after [200]int
	for i := 0; i < n; i++ {
		age := int64(key.Below(uint64(i), 200))
		spells = append(spells, Ended{Age: age, Events: 1})
		for a := int64(0); a < age; a++ {
			after[a]++
		}
	}
	ended := byAge(spells)
	for a := int64(0); a < 200; a++ {
		near(t, "survival", KaplanMeier(ended, a), float64(after[a])/n, 1e-12)
	}
}

// V10: with censoring independent of the event the estimate stays near the truth, where the naive share does not.
func TestKaplanMeierIsNotFooledByCensoring(t *testing.T) {
	key := chance.Root(12)
	var spells []Ended
	var naive float64
	const n = 40_000
	for i := uint64(0); i < n; i++ {
		event := int64(key.Exponential(2*i) * 60)
		stop := int64(key.Exponential(2*i+1) * 60)
		if event <= stop {
			spells = append(spells, Ended{Age: event, Events: 1})
			if event <= 59 {
				naive++
			}
		} else {
			spells = append(spells, Ended{Age: stop, Censored: 1})
		}
	}
	truth := math.Exp(-1)
	near(t, "survival to day 59", KaplanMeier(byAge(spells), 59), truth, 0.01)
	if math.Abs(1-naive/n-truth) < 0.1 {
		t.Error("the naive share should be far off here, or the test shows nothing")
	}
}

func TestRepurchaseWeighsCohortsBySizeAndLeavesOutTheUnwatched(t *testing.T) {
	rows := []record.CohortAge{
		{Cohort: 0, Age: 5, Repeat: 99}, // warm-up
		{Cohort: 1, Age: 10, Repeat: 30}, {Cohort: 1, Age: 80, Censored: 70},
		{Cohort: 2, Age: 20, Repeat: 150}, {Cohort: 2, Age: 50, Censored: 150},
		{Cohort: 3, Age: 3, Repeat: 10}, {Cohort: 3, Age: 20, Censored: 10}, // not watched for 30 days
	}
	all := func(int64) bool { return true }
	near(t, "repurchase_30", Repurchase(rows, 30, all), (100*0.3+300*0.5)/400, 1e-12)
	if r := Repurchase(rows, 90, all); r == r {
		t.Errorf("repurchase_90 = %v, want blank: no cohort was watched for 90 days", r)
	}
}

func TestAnEntrantIsGoneAfter28SilentDays(t *testing.T) {
	for _, c := range []struct {
		name                       string
		silent, left, last, end    int64
		wantAge, events, censoring int64
	}{
		{"still on air", 0, 0, 290, 300, 200, 0, 1},
		{"silent since day 200", 0, 0, 200, 300, 128, 1, 0},
		{"silent for 28 days once, then back", 150, 0, 299, 300, 50, 1, 0},
		{"left after day 290: not yet silent for 28 days", 0, 290, 290, 300, 200, 0, 1},
		{"left after day 180", 0, 180, 180, 300, 108, 1, 0},
		{"never on air", 0, 0, 0, 300, 28, 1, 0},
	} {
		if got := spellOf(100, c.silent, c.left, c.last, c.end); got != (Ended{c.wantAge, c.events, c.censoring}) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
