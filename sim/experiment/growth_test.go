package experiment

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"livebazaar/sim"
	"livebazaar/sim/record"
)

// forgetful keeps nothing and notes the heap now and then.
type forgetful struct {
	mu     sync.Mutex
	runs   int
	at     map[int]uint64 // bytes in use after so many runs
	marked []int
}

func (k *forgetful) note() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.runs++
	for _, n := range k.marked {
		if n == k.runs {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			k.at[n] = m.HeapAlloc
		}
	}
}

func (k *forgetful) Finished(string, int) bool                         { return false }
func (k *forgetful) Commit(*record.Part) error                         { k.note(); return nil }
func (k *forgetful) SaveState(_ string, w func(io.Writer) error) error { return w(io.Discard) }
func (k *forgetful) LoadState(string) (io.ReadCloser, error)           { return nil, nil }
func (k *forgetful) DropState(string) error                            { return nil }

// stillborn are markets of one kind of a day: every other one cannot be made, with much to say about it.
type stillborn struct {
	toys
	keeper *forgetful
}

func (f *stillborn) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	if replicate%2 == 1 {
		f.keeper.note()
		return nil, errors.New(strings.Repeat("a long story ", 200))
	}
	return f.toys.New(p, seed, replicate)
}

// What an experiment keeps does not grow with the replicates that are done, by no more than 100 bytes for each, whether
// they end well or not; and of many failures the first are told, and how many more there are.
func TestMemoryStaysFlatOverReplicates(t *testing.T) {
	runs := 4_000
	if os.Getenv("LIVEBAZAAR_LONG") != "" {
		runs = 20_000
	}
	keeper := &forgetful{at: map[int]uint64{}, marked: []int{runs / 10, runs - 100}}
	plan := toyPlan(1, 2)
	plan.Scenarios, plan.Replicates, plan.Branches, plan.Twin = plan.Scenarios[:1], runs, false, false
	plan.Warmup = toyParams(1, 1, 1)
	plan.Scenarios[0].Params = plan.Warmup
	plan.Markets = &stillborn{keeper: keeper}
	err := Run(t.Context(), plan, keeper, func(Progress) {})
	if keeper.runs != runs {
		t.Fatalf("%d of %d replicates were run", keeper.runs, runs)
	}
	first, last := keeper.at[runs/10], keeper.at[runs-100]
	grown := (float64(last) - float64(first)) / float64(runs-100-runs/10)
	t.Logf("%d bytes in use after %d replicates, %d after %d: %.1f a replicate", first, runs/10, last, runs-100, grown)
	if grown > 100 {
		t.Errorf("%.0f bytes stay of every replicate", grown)
	}
	if err == nil || !strings.Contains(err.Error(), "warm-up of replicate 1: a long story") || !strings.Contains(err.Error(), "replicate 39: ") ||
		strings.Contains(err.Error(), "replicate 41: ") || !strings.HasSuffix(err.Error(), fmt.Sprintf("\nand %d more failures", runs/2-mostTold)) {
		t.Errorf("told: %.300v", err)
	}
}
