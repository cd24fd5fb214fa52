package experiment

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"livebazaar/sim/record"
)

func carryOut(t *testing.T, plan Plan, keeper *memoryKeeper) map[string]string {
	t.Helper()
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	if len(keeper.states) > 0 {
		t.Errorf("states left over: %v", maps.Keys(keeper.states))
	}
	return keeper.parts
}

func mustEqual(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Fatalf("%s: parts differ (%d and %d)", what, len(got), len(want))
	}
}

func TestTheNumberOfWorkersChangesNothing(t *testing.T) {
	want := carryOut(t, toyPlan(150, 1), newKeeper())
	if len(want) != 9 {
		t.Fatalf("%d parts", len(want))
	}
	for _, workers := range []int{2, 3, 7, 20} {
		mustEqual(t, "workers", carryOut(t, toyPlan(150, workers), newKeeper()), want)
	}
}

func TestARunKilledAtAnyMomentGoesOnToTheSameBytes(t *testing.T) {
	small := func(workers int) Plan {
		plan := toyPlan(120, workers)
		plan.Scenarios, plan.Replicates = plan.Scenarios[:2], 2
		return plan
	}
	want := carryOut(t, small(1), newKeeper())
	for _, workers := range []int{1, 3} {
		plan := small(workers)
		plan.Clock = ticking(9 * time.Second) // a checkpoint every few days
		keeper := newKeeper()
		keeper.every = 131
		mustEqual(t, "checkpoints", carryOut(t, plan, keeper), want)
		if len(keeper.copies) < 5 {
			t.Fatalf("only %d moments tried", len(keeper.copies))
		}
		for _, left := range keeper.copies {
			mustEqual(t, "resumed", carryOut(t, small(2), left), want)
		}
	}
}

// With removals on two dates, so that it is killed in the branches of either and in every stretch between.
func TestALoneRunKilledAtAnyMomentGoesOnToTheSameBytes(t *testing.T) {
	lone := func() Plan {
		plan := toyPlan(360, 1)
		plan.Scenarios, plan.Replicates, plan.Twin = plan.Scenarios[1:2], 1, false
		return plan
	}
	want := carryOut(t, lone(), newKeeper())
	plan := lone()
	plan.Clock = ticking(20 * time.Second)
	keeper := newKeeper()
	keeper.every = 53
	mustEqual(t, "checkpoints", carryOut(t, plan, keeper), want)
	if keeper.saves["warmup-0"] > 0 {
		t.Error("a lone run has no need to keep the end of its warm-up")
	}
	in := map[int]int{} // moments by stage
	for _, left := range keeper.copies {
		if state := left.states["job-0-0"]; state != nil {
			var j journal
			if err := gob.NewDecoder(bytes.NewReader(state)).Decode(&j); err != nil {
				t.Fatal(err)
			}
			in[j.Stage]++
			for date, needs := range map[string][2]int{"origin0-0-0": {1, 6}, "origin1-0-0": {8, 8}} {
				if _, there := left.states[date]; !there && j.Stage >= needs[0] && j.Stage <= needs[1] {
					t.Errorf("killed in stage %d: the state %s is gone", j.Stage, date)
				}
			}
		}
		mustEqual(t, "resumed", carryOut(t, lone(), left), want)
	}
	if len(in) < 6 || in[8] == 0 || in[7] == 0 && in[9] == 0 {
		t.Errorf("killed in the stages %v only", in)
	}
}

func TestCtrlCLeavesACheckpointAndTheRunGoesOnToTheSameBytes(t *testing.T) {
	want := carryOut(t, toyPlan(130, 1), newKeeper())
	for _, stopAfter := range []int64{1, 40, 200, 900, 2000, 3500} {
		ctx, cancel := context.WithCancel(context.Background())
		var days atomic.Int64
		plan := toyPlan(130, 2)
		plan.Markets = &toys{before: func(*toy, int) error {
			if days.Add(1) == stopAfter {
				cancel()
			}
			return nil
		}}
		keeper := newKeeper()
		if err := Run(ctx, plan, keeper, nil); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped run returned %v", err)
		}
		stopped := days.Load()
		days.Store(-1 << 40)
		mustEqual(t, "resumed", carryOut(t, plan, keeper), want)
		if again := days.Load() + 1<<40 + stopped; again != totalDays(plan) {
			t.Errorf("stopped after %d days: %d days simulated in all, want %d: finished work was done again", stopAfter, again, totalDays(plan))
		}
		cancel()
	}
}

func totalDays(p Plan) int64 { return newMeter(&p, time.Now, nil).now.TotalDays }

// V13: a policy with no effect.
func TestAScenarioThatChangesNothingDiffersByExactlyNothing(t *testing.T) {
	var values []record.Value
	plan := toyPlan(150, 2)
	keeper := &collecting{memoryKeeper: newKeeper()}
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	for _, p := range keeper.all {
		values = append(values, p.Summary...)
	}
	moved := false
	for _, c := range Contrasts(values, "toy", "mild", 0.95, nil) {
		if c.Scenario == "same" && c.Diff == c.Diff && (c.Diff != 0 || c.DiffLo != 0 || c.DiffHi != 0 || c.P != 1) {
			t.Errorf("%s: %+v", c.Metric, c)
		}
		if c.Scenario == "rigid" && c.Metric == "top1_share" {
			moved = c.Diff != 0 && c.Diff == c.Diff
		}
	}
	if !moved {
		t.Error("the other rule should move concentration, or the test shows nothing")
	}
}

// collecting keeps the parts themselves.
type collecting struct {
	*memoryKeeper
	all []*record.Part
}

func (k *collecting) Commit(p *record.Part) error {
	k.mu.Lock()
	k.all = append(k.all, p)
	k.mu.Unlock()
	return k.memoryKeeper.Commit(p)
}

func TestBranchesMeasureWhatTheMarketLosesWithoutItsHead(t *testing.T) {
	plan := toyPlan(400, 2)
	keeper := &collecting{memoryKeeper: newKeeper()}
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	for _, p := range keeper.all {
		v := map[string]float64{}
		for _, x := range p.Summary {
			v[x.Metric] = x.Value
		}
		// The toy's orders go to whoever is left, so nothing is lost and all of it is taken over.
		near(t, "loss without the top 3", v["head_loss_3"], 0, 0)
		near(t, "long loss without the top 3", v["head_dependence_long_3"], 0, 0)
		near(t, "taken over", v["head_taken_1"], v["head_own_1"], 0)
		if v["head_own_1"] <= 0 || v["head_own_10"] < 0.5 {
			t.Errorf("own shares %v and %v", v["head_own_1"], v["head_own_10"])
		}
		if u := v["unpredictability"]; u != u {
			t.Error("unpredictability is blank")
		}
	}
}

func TestShortRunsAndRunsWithoutBranchesLeaveHeadDependenceBlank(t *testing.T) {
	short, plain := toyPlan(100, 2), toyPlan(400, 2)
	plain.Branches, plain.Twin = false, false
	for _, plan := range []Plan{short, plain} {
		keeper := &collecting{memoryKeeper: newKeeper()}
		if err := Run(context.Background(), plan, keeper, nil); err != nil {
			t.Fatal(err)
		}
		p := keeper.all[0]
		for _, name := range []string{"removals", "removed", "courses"} {
			if table := tableOf(t, p, name); table.Rows != 0 {
				t.Errorf("%s has %d rows", name, table.Rows)
			}
		}
		for _, v := range p.Summary {
			if (strings.HasPrefix(v.Metric, "head_") || strings.HasPrefix(v.Metric, "random_")) && v.Value == v.Value {
				t.Errorf("%s = %v, want blank", v.Metric, v.Value)
			}
		}
	}
}

func TestOneRunThatPanicsIsNamedAndTheOthersFinish(t *testing.T) {
	plan := toyPlan(130, 2)
	bad := toyPlan(130, 2).Scenarios[1].Params
	plan.Scenarios[1].Params = bad
	plan.Markets = &toys{before: func(m *toy, _ int) error {
		if m.Strength == 40 && m.Day == 77 && m.Appeal[0] == firstAppeal(plan, 1) {
			panic("stock below zero")
		}
		return nil
	}}
	keeper := newKeeper()
	err := Run(context.Background(), plan, keeper, nil)
	if err == nil || !strings.Contains(err.Error(), "scenario rigid, replicate 1: panic: stock below zero") ||
		!strings.Contains(err.Error(), "toy_test.go") {
		t.Fatalf("error: %v", err)
	}
	if len(keeper.parts) != 8 {
		t.Errorf("%d parts finished, want 8", len(keeper.parts))
	}
}

func firstAppeal(p Plan, replicate int) float64 {
	m, _ := (&toys{}).New(p.Warmup, p.Seed, replicate)
	return m.(*toy).Appeal[0]
}

func TestAWarmUpThatFailsIsNamed(t *testing.T) {
	plan := toyPlan(130, 2)
	plan.Markets = &toys{before: func(m *toy, _ int) error {
		if m.Day == -3 && m.Appeal[0] == firstAppeal(plan, 2) {
			return errors.New("the books do not balance")
		}
		return nil
	}}
	keeper := newKeeper()
	err := Run(context.Background(), plan, keeper, nil)
	if err == nil || err.Error() != "warm-up of replicate 2: the books do not balance" || len(keeper.parts) != 6 {
		t.Fatalf("%d parts, error: %v", len(keeper.parts), err)
	}
}

func TestAFullDiskStopsTheRunAndItGoesOnLater(t *testing.T) {
	want := carryOut(t, toyPlan(130, 1), newKeeper())
	full := errors.New("no space left on device")
	keeper := newKeeper()
	plan := toyPlan(130, 2)
	var days atomic.Int64
	plan.Markets = &toys{before: func(*toy, int) error {
		if days.Add(1) == 3000 {
			keeper.mu.Lock()
			keeper.broken = full
			keeper.mu.Unlock()
		}
		return nil
	}}
	if err := Run(context.Background(), plan, keeper, nil); !errors.Is(err, full) {
		t.Fatalf("error: %v", err)
	}
	keeper.broken = nil
	mustEqual(t, "resumed", carryOut(t, toyPlan(130, 2), keeper), want)
}

func TestWorkersWithoutARunOfTheirOwnHelpTheOthers(t *testing.T) {
	plan := toyPlan(130, 6)
	plan.Scenarios, plan.Replicates = plan.Scenarios[:1], 2
	var most atomic.Int64
	plan.Markets = &toys{before: func(_ *toy, workers int) error {
		if int64(workers) > most.Load() {
			most.Store(int64(workers))
		}
		return nil
	}}
	carryOut(t, plan, newKeeper())
	if most.Load() < 3 {
		t.Errorf("at most %d workers in a market, want 3 or more of 6 for 2 runs", most.Load())
	}
}

func TestProgressEndsWithEverythingDone(t *testing.T) {
	plan := toyPlan(130, 2)
	plan.Clock = ticking(time.Second)
	var last Progress
	calls := 0
	if err := Run(context.Background(), plan, newKeeper(), func(p Progress) { last, calls = p, calls+1 }); err != nil {
		t.Fatal(err)
	}
	if last.Days != last.TotalDays || last.Left != 0 || calls < 100 || last.Finished[0] != 3 {
		t.Errorf("after %d calls: %+v", calls, last)
	}
}

// Who goes on with a study sees at once what of it was finished before.
func TestProgressCountsWhatWasFinishedBefore(t *testing.T) {
	plan, keeper := toyPlan(130, 2), newKeeper()
	carryOut(t, plan, keeper)
	for _, part := range []string{"mild0", "rigid2"} {
		if _, there := keeper.parts[part]; !there {
			t.Fatalf("no part %s", part)
		}
		delete(keeper.parts, part)
	}
	again := toyPlan(130, 2)
	again.Clock = ticking(time.Second)
	var first, last Progress
	if err := Run(context.Background(), again, keeper, func(p Progress) {
		if first.TotalDays == 0 {
			first = p
		}
		last = p
	}); err != nil {
		t.Fatal(err)
	}
	if first.Finished[0] != 2 || first.Finished[1] != 2 || first.Finished[2] != 3 || first.Days < 7*130 {
		t.Errorf("at first: %+v", first)
	}
	if last.Finished[0] != 3 || last.Finished[1] != 3 || last.Finished[2] != 3 || last.Days != last.TotalDays {
		t.Errorf("at last: %+v", last)
	}
}

func TestAToyForksExactly(t *testing.T) {
	m, _ := (&toys{}).New(toyParams(100, 31, 3), 1, 0)
	for m.Today() < 50 {
		_ = m.Step(1)
	}
	var a, b bytes.Buffer
	_ = m.Encode(&a)
	fork, err := m.Fork()
	if err != nil {
		t.Fatal(err)
	}
	_ = fork.Encode(&b)
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("fork differs")
	}
}
