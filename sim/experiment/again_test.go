package experiment

import (
	"context"
	"strings"
	"testing"
	"time"

	"livebazaar/sim"
	"livebazaar/sim/record"
)

// Killed, gone on with, and killed again in a later stage: what the second checkpoint counts on is there, too.
func TestARunKilledTwiceGoesOnToTheSameBytes(t *testing.T) {
	lone := func(step time.Duration) Plan {
		plan := toyPlan(360, 1)
		plan.Scenarios, plan.Replicates, plan.Twin = plan.Scenarios[1:2], 1, false
		plan.Clock = ticking(step)
		plan.Notice = func(what string) { t.Error(what) } // else what is missing is done again, to the same bytes
		return plan
	}
	want := carryOut(t, lone(time.Millisecond), newKeeper())
	first := newKeeper()
	first.every = 183
	carryOut(t, lone(20*time.Second), first)
	tried := 0
	for _, cut := range first.copies {
		if cut.states["job-0-0"] == nil {
			continue
		}
		cut.every = 157
		mustEqual(t, "gone on with", carryOut(t, lone(20*time.Second), cut), want)
		for _, again := range cut.copies {
			mustEqual(t, "killed a second time", carryOut(t, lone(time.Millisecond), again), want)
			tried++
		}
	}
	if tried < 12 {
		t.Errorf("only %d pairs of moments tried", tried)
	}
}

// hoarding notes how many warm-ups are kept at a time.
type hoarding struct {
	*memoryKeeper
	most int
}

func (k *hoarding) Commit(p *record.Part) error {
	kept := 0
	for name := range k.states {
		if strings.HasPrefix(name, "warmup") {
			kept++
		}
	}
	k.most = max(k.most, kept)
	return k.memoryKeeper.Commit(p)
}

// The runs of a replicate come before the warm-up of the next: a worker alone never keeps more than one warmed-up market.
func TestWhatIsKeptForLaterIsUsedUpFirst(t *testing.T) {
	keeper := &hoarding{memoryKeeper: newKeeper()}
	plan := toyPlan(130, 1)
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	if keeper.most != 1 {
		t.Errorf("up to %d warmed-up markets were kept at a time, want 1", keeper.most)
	}
}

// A plan that cannot be carried out is refused with what is wrong, before anything is begun.
func TestAPlanThatCannotBeCarriedOutIsRefused(t *testing.T) {
	for want, spoil := range map[string]func(p *Plan){
		`scenario "mild" twice`:           func(p *Plan) { p.Scenarios[1].Name = "mild" },
		"3 scenarios, 3 replicates, 0 wo": func(p *Plan) { p.Workers = 0 },
		"3 scenarios, 0 replicates":       func(p *Plan) { p.Replicates = 0 },
		"0 scenarios":                     func(p *Plan) { p.Scenarios = nil },
	} {
		plan, keeper := toyPlan(130, 2), newKeeper()
		spoil(&plan)
		err := Run(context.Background(), plan, keeper, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
		if len(keeper.parts) > 0 || keeper.change > 0 {
			t.Errorf("%s: begun all the same", want)
		}
	}
}

// Markets under way at once add up, and no more are under way than there are workers or runs.
func TestMemoryIsThatOfTheMarketsUnderWay(t *testing.T) {
	need := func(workers int) int64 {
		plan := realPlan(t, 60, workers) // six runs
		return plan.Shape().Memory().Simulating
	}
	one := need(2) - need(1)
	if people := int64(500); one < 50*people {
		t.Errorf("a market of %d consumers is reckoned with %d bytes", people, one)
	}
	for workers := 2; workers <= 6; workers++ {
		if got := need(workers) - need(workers-1); got != one {
			t.Errorf("the market of worker %d takes %d bytes, the second %d", workers, got, one)
		}
	}
	if more := need(11) - need(6); more != 0 { // one worker a market still
		t.Errorf("six runs take %d bytes more with eleven workers than with six", more)
	}
}

// Who watches is shown each market before its first day, once: neither copies nor what is read from a saved state.
func TestWhoWatchesIsShownEachMarketOnce(t *testing.T) {
	plan := realPlan(t, 5, 1)
	shown := map[int]int64{}
	plan.Markets = Watched(func(replicate int, w *sim.World) {
		if _, again := shown[replicate]; again {
			t.Errorf("a second market of replicate %d is shown", replicate)
		}
		shown[replicate] = w.Day
	})
	plan.Scenarios, plan.Branches, plan.Twin = plan.Scenarios[:2], false, false
	carryOut(t, plan, newKeeper())
	if len(shown) != 2 || shown[0] != shown[1] || shown[0] != -plan.Warmup.Run.WarmupDays-1 && shown[0] != -plan.Warmup.Run.WarmupDays {
		t.Errorf("shown on the days %v", shown)
	}
}
