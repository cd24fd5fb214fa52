package metric

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/record"

	"pgregory.net/rapid"
)

// The remission times of 21 leukaemia patients under 6-mercaptopurine (Freireich et al. 1963, Blood 21:699), the
// standard textbook example; estimates as in Klein & Moeschberger, Survival Analysis (2nd ed. 2003), table 4.1.
func TestKaplanMeierGivesTheTextbookEstimates(t *testing.T) {
	var ended []Ended
	for _, e := range [][3]int64{{6, 3, 1}, {7, 1, 0}, {9, 0, 1}, {10, 1, 1}, {11, 0, 1}, {13, 1, 0}, {16, 1, 0}, {17, 0, 1}, {19, 0, 1},
		{20, 0, 1}, {22, 1, 0}, {23, 1, 0}, {25, 0, 1}, {32, 0, 2}, {34, 0, 1}, {35, 0, 1}} {
		ended = append(ended, Ended{Age: e[0], Events: e[1], Censored: e[2]})
	}
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

// Ten spells, worked by hand. At age 3 two of ten end, one of cause A; at age 5 one is censored; at age 7 three of seven end, two
// of cause A, and one is censored, who is still at risk there; at age 9 one of three ends, not of cause A; two are censored at 12.
//
//	S: 8/10 from 3, ·4/7 = 16/35 from 7, ·2/3 = 32/105 from 9
//	incidence of A: 1/10 from 3, + 8/10·2/7 = 23/70 from 7
//	∫₀ᵗ S: 3·1 + 4·8/10 + 2·16/35 + 3·32/105 up to t = 12
var byHand = []Ended{{Age: 3, Events: 2, OfCause: 1}, {Age: 5, Censored: 1}, {Age: 7, Events: 3, OfCause: 2, Censored: 1}, {Age: 9, Events: 1},
	{Age: 12, Censored: 2}}

func TestIncidenceAndRestrictedMeanByHand(t *testing.T) {
	for _, c := range []struct {
		t                         int64
		survival, incidence, mean float64
	}{
		{0, 1, 0, 0}, {2, 1, 0, 2}, {3, .8, .1, 3}, {4, .8, .1, 3.8}, {6, .8, .1, 5.4}, {7, 16. / 35, 23. / 70, 6.2}, {8, 16. / 35, 23. / 70, 6.2 + 16./35},
		{9, 32. / 105, 23. / 70, 6.2 + 32./35}, {12, 32. / 105, 23. / 70, 6.2 + 32./35 + 96./105},
	} {
		near(t, "survival", KaplanMeier(byHand, c.t), c.survival, 1e-15)
		near(t, "incidence", Incidence(byHand, c.t), c.incidence, 1e-15)
		near(t, "restricted mean", RestrictedMean(byHand, c.t), c.mean, 1e-14)
	}
	if x, y := Incidence(byHand, 13), RestrictedMean(byHand, 13); x == x || y == y {
		t.Errorf("beyond the last one watched: %v and %v, want blank", x, y)
	}
	if x, y := Incidence(nil, 1), RestrictedMean(nil, 1); x == x || y == y {
		t.Errorf("of nobody: %v and %v, want blank", x, y)
	}
}

// The incidences of all causes add up to 1 − S, one cause alone has
// all of it, and nothing ever falls or exceeds the whole, whatever is censored or tied.
func TestIncidencesOfAllCausesAddUpToWhoIsGone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ended, other, alone []Ended
		for age := int64(0); age < 30; age += rapid.Int64Range(1, 6).Draw(t, "gap") {
			n := rapid.Int64Range(0, 4).Draw(t, "events")
			of := rapid.Int64Range(0, n).Draw(t, "of the cause")
			e := Ended{Age: age, Events: n, OfCause: of, Censored: rapid.Int64Range(0, 3).Draw(t, "censored")}
			ended = append(ended, e)
			e.OfCause = n - of
			other = append(other, e)
			e.OfCause = n
			alone = append(alone, e)
		}
		before, area := 0.0, 0.0
		for at := int64(0); at < 40; at++ {
			s, a, b := KaplanMeier(ended, at), Incidence(ended, at), Incidence(other, at)
			if s != s {
				if a == a || b == b || RestrictedMean(ended, at) == RestrictedMean(ended, at) {
					t.Fatalf("age %d: the survival is blank, the incidence %g and the restricted mean %g are not", at, a, RestrictedMean(ended, at))
				}
				break
			}
			if math.Abs(a+b+s-1) > 1e-12 || math.Abs(Incidence(alone, at)-(1-s)) > 1e-12 {
				t.Fatalf("age %d: incidences %g and %g, survival %g; alone %g", at, a, b, s, Incidence(alone, at))
			}
			if a < before-1e-15 || a > 1-s+1e-12 {
				t.Fatalf("age %d: incidence %g after %g, %g are gone", at, a, before, 1-s)
			}
			if got := RestrictedMean(ended, at); math.Abs(got-area) > 1e-9 {
				t.Fatalf("restricted mean to %d is %g, the survival of the days before adds up to %g", at, got, area)
			}
			before, area = a, area+s
		}
	})
}

// Without censoring the incidence is the plain share, and the restricted mean the plain mean of waits cut off at t.
func TestWithoutCensoringIncidenceIsAShareAndTheRestrictedMeanAMean(t *testing.T) {
	key := chance.Root(13)
	const n, until = 3000, 90
	var ended []Ended
	var share, wait float64
	for i := range uint64(n) {
		e := Ended{Age: int64(key.Below(2*i, 200)), Events: 1, OfCause: int64(key.Below(2*i+1, 2))}
		ended = append(ended, e)
		if e.Age <= until {
			share += float64(e.OfCause) / n
		}
		wait += float64(min(e.Age, until)) / n
	}
	ended = byAge(ended)
	near(t, "incidence", Incidence(ended, until), share, 1e-12)
	near(t, "restricted mean", RestrictedMean(ended, until), wait, 1e-10)
}

// repurchases are what a market with these cohorts, watched for 400 days, is measured to have; the window is the last year.
func repurchases(t *testing.T, rows ...record.CohortAge) map[string]float64 {
	t.Helper()
	return values(t, &record.Book{Days: []record.Day{{Day: 400}}, Cohorts: rows}, LastYear(400, 100))
}

func TestRepurchaseWeighsCohortsBySizeAndLeavesOutTheUnwatched(t *testing.T) {
	rows := []record.CohortAge{
		{Cohort: 0, Age: 5, Repeat: 99, SameStreamer: 99, SameMerchant: 99}, // warm-up
		{Cohort: 1, Age: 10, Repeat: 30, SameStreamer: 10, SameMerchant: 4}, {Cohort: 1, Age: 80, Censored: 70},
		{Cohort: 2, Age: 20, Repeat: 150, SameStreamer: 60, SameMerchant: 15}, {Cohort: 2, Age: 50, Censored: 150},
		{Cohort: 3, Age: 3, Repeat: 10, SameStreamer: 10, SameMerchant: 10}, {Cohort: 3, Age: 20, Censored: 10}, // not watched for 30 days
	}
	v := repurchases(t, rows...)
	near(t, "repurchase_30", v["repurchase_30"], (100*0.3+300*0.5)/400, 1e-12)
	near(t, "repurchase_streamer_30", v["repurchase_streamer_30"], (100*0.1+300*0.2)/400, 1e-12)
	for _, id := range []string{"repurchase_90", "repurchase_streamer_90", "repurchase_merchant_90", "reorder_wait_90"} {
		if r := v[id]; r == r {
			t.Errorf("%s = %v, want blank: no cohort was watched for 90 days", id, r)
		}
	}
	rows = append(rows, record.CohortAge{Cohort: 4, Age: 30, Repeat: 40, SameStreamer: 8, SameMerchant: 6},
		record.CohortAge{Cohort: 4, Age: 60, Repeat: 20, SameStreamer: 12,
			SameMerchant: 2}, record.CohortAge{Cohort: 4, Age: 200, Censored: 40})
	v = repurchases(t, rows...)
	near(t, "repurchase_90", v["repurchase_90"], 0.6, 1e-12)
	near(t, "repurchase_streamer_90", v["repurchase_streamer_90"], 0.2, 1e-12)
	near(t, "repurchase_merchant_90", v["repurchase_merchant_90"], 0.08, 1e-12)
	near(t, "reorder_wait_90", v["reorder_wait_90"], 30*1+30*0.6+30*0.4, 1e-12)
}

// A cohort counts where its days of follow-up end in the window: with a window from day 36, month 1 (up to day 30) and 30 days do.
func TestRepurchaseIsMeasuredWhereItHappens(t *testing.T) {
	rows := []record.CohortAge{{Cohort: 1, Age: 10, Repeat: 30}, {Cohort: 1, Age: 300, Censored: 70}}
	near(t, "of the last year", repurchases(t, rows...)["repurchase_30"], 0.3, 1e-12)
	late := values(t, &record.Book{Days: []record.Day{{Day: 426}}, Cohorts: rows}, LastYear(426, 100)) // from day 62
	if r := late["repurchase_30"]; r == r {
		t.Errorf("a month followed up to day 60 is measured as %g in a window from day 62", r)
	}
}

func TestAPauseIsNoExit(t *testing.T) {
	const entered, end = 100, 300
	for _, c := range []struct {
		name             string
		gone, left, last int64
		want             Ended
	}{
		{"still on air", 0, 0, 290, Ended{Age: 200, Censored: 1}},
		{"silent of late", 0, 0, 211, Ended{Age: 200, Censored: 1}},
		{"silent for 90 days at the end", 0, 0, 210, Ended{Age: 200, Events: 1}},
		{"silent since day 150", 0, 0, 150, Ended{Age: 140, Events: 1}},
		{"never on air", 0, 0, 100, Ended{Age: 90, Events: 1}},
		{"gave up on day 170", 1, 170, 169, Ended{Age: 70, Events: 1}},
		{"gave up on the last day", 1, 300, 299, Ended{Age: 200, Events: 1}},
		{"silent since day 150, gave up on day 200", 1, 200, 150, Ended{Age: 100, Events: 1}},
		{"silent since day 150, gave up on day 270", 1, 270, 150, Ended{Age: 140, Events: 1}},
	} {
		m := &record.StreamerMonth{Entered: entered, Gone: c.gone, Left: c.left, LastSession: c.last}
		if got := spellOf(m, end); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// entrants is a market of so many days whose streamers entered on day 10; each has a last session, and some gave up on a day.
func entrants(t *testing.T, days int64, rows ...record.StreamerMonth) float64 {
	t.Helper()
	b := &record.Book{Days: []record.Day{{Day: days}}}
	for i, r := range rows {
		for month := int64(1); month <= MonthOf(days); month++ {
			m := record.StreamerMonth{Streamer: int64(i), Month: month, Entered: 10, LastSession: min(r.LastSession, 30*month)}
			if r.Gone != 0 && MonthOf(r.Left) <= month {
				m.Gone, m.Left = 1, r.Left
			}
			b.Streamers = append(b.Streamers, m)
			if m.Gone != 0 {
				break
			}
		}
	}
	return values(t, b, LastYear(days, 100))["newcomer_survival"]
}

func TestNewcomerSurvivalKnowsHowLongItWatched(t *testing.T) {
	stays, quits := record.StreamerMonth{LastSession: 1000}, record.StreamerMonth{Gone: 1, Left: 60, LastSession: 55}
	if s := entrants(t, 189, quits, quits); s == s {
		t.Errorf("nobody could be watched for 180 days, and survival is %g", s)
	}
	near(t, "all gone, watched long enough", entrants(t, 190, quits, quits), 0, 0)
	near(t, "half of them gone", entrants(t, 190, quits, stays), 0.5, 1e-15)
	near(t, "gone after 180 days", entrants(t, 300, record.StreamerMonth{Gone: 1, Left: 191, LastSession: 190}, stays), 1, 1e-15)
	near(t, "gone after 180 days to the day", entrants(t, 300, record.StreamerMonth{Gone: 1, Left: 190, LastSession: 190}, stays), 0.5, 1e-15)
	if s := entrants(t, 800, stays); s == s {
		t.Errorf("the 180 days of an entrant of day 10 end before the window begins on day 436, and survival is %g", s)
	}
}
