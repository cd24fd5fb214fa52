package experiment

import (
	"fmt"
	"slices"
	"testing"

	"livebazaar/sim"
)

func planOf(days int64, scenarios, replicates int) Plan {
	plan := Plan{Replicates: replicates, Branches: true, Twin: true}
	for i := range scenarios {
		p, _ := sim.NewParams()
		p.Run.Days = days
		plan.Warmup, plan.Scenarios = p, append(plan.Scenarios, Scenario{Name: fmt.Sprint(i), Params: p})
	}
	return plan
}

// Removals are made at ends of months, with 90 days after each: on two dates half a year apart where a run has room for that, a
// year before the end or later the first of them; and on one, or none, where it has not.
func TestTheDatesOfRemovals(t *testing.T) {
	for days, want := range map[int64][]int64{0: nil, 119: nil, 120: {30}, 149: {30}, 150: {60}, 180: {90}, 269: {150}, 330: {240}, 359: {240},
		360: {90, 270}, 365: {90, 270}, 454: {90, 360}, 485: {120, 390}, 545: {180, 450}, 730: {360, 630}, 1095: {720, 990}} {
		if got := removalDates(days); !slices.Equal(got, want) {
			t.Errorf("%d days: removals at the end of days %v, want %v", days, got, want)
		}
	}
	for days := int64(0); days < 1500; days++ {
		for i, date := range removalDates(days) {
			if date%30 != 0 || date < 30 || date+90 > days || i == 1 && date-removalDates(days)[0] < 180 {
				t.Fatalf("%d days: removal at the end of day %d", days, date)
			}
		}
	}
}

// Every replicate goes without the top three on both dates; the first eight have all other branches too, on the first date, and
// one that goes on to the last day; the first four have a twin.
func TestWhichReplicatesAreRunAgainAndHowFar(t *testing.T) {
	plan := planOf(545, 1, 20)
	for replicate := range 20 {
		var got []string
		at := int64(0)
		for _, st := range plan.stages(plan.Scenarios[0], replicate) {
			switch {
			case st.twin:
				got = append(got, fmt.Sprintf("twin %d-%d", st.from, st.until))
			case st.removed != nil:
				got = append(got, fmt.Sprintf("%s %d %d-%d", st.removed.group, st.removed.k, st.from, st.until))
				if st.from != at {
					t.Errorf("a branch from day %d while the run itself is at day %d", st.from, at)
				}
			default:
				if st.from != at {
					t.Errorf("the run goes on from day %d, and was at day %d", st.from, at)
				}
				at = st.until
			}
		}
		want := []string{"top 3 180-270", "top 3 450-540"}
		if replicate < 8 {
			want = []string{"top 1 180-270", "top 3 180-545", "top 10 180-270", "random 1 180-270", "random 3 180-270", "random 10 180-270", "top 3 450-540"}
		}
		if replicate < 4 {
			want = append(want, "twin 0-300")
		}
		if at != 545 || !slices.Equal(got, want) {
			t.Errorf("replicate %d runs to day %d and again as %v, want %v", replicate, at, got, want)
		}
	}
	for _, days := range []int64{119, 300} { // too short for any, and for two dates
		plan := planOf(days, 1, 1)
		n := len(plan.stages(plan.Scenarios[0], 0))
		if want := map[int64]int{119: 1, 300: 2 + 6 + 1}[days]; n != want {
			t.Errorf("%d days have %d stages, want %d", days, n, want)
		}
	}
}

// What a comparison of five rules over 545 days costs in market days, with a warm-up of three years that the rules of a replicate
// share; version 7 took 162,760 for twenty replicates, of which at most 65 % may be taken now. Fifteen replicates do.
func TestTheMarketDaysOfAComparison(t *testing.T) {
	for replicates, want := range map[int]int64{8: 72_736, 14: 101_038, 15: 105_755, 16: 110_472, 20: 129_340} {
		plan := planOf(545, 5, replicates)
		got := plan.MarketDays()
		t.Logf("%d replicates: %d market days, %.1f %% of 162,760", replicates, got, 100*float64(got)/162_760)
		if got != want {
			t.Errorf("%d replicates take %d market days, want %d", replicates, got, want)
		}
		if replicates <= 15 && float64(got) > 0.65*162_760 {
			t.Errorf("%d replicates take %d market days", replicates, got)
		}
	}
}
