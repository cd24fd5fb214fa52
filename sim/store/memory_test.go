package store

import (
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// liveHeap is what is reachable now, in bytes.
func liveHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// peakHeap runs do and returns the most live heap that was seen meanwhile, above what was there before.
func peakHeap(do func()) uint64 {
	before := liveHeap()
	var peak atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(30 * time.Millisecond):
				if now := liveHeap(); now > peak.Load() {
					peak.Store(now)
				}
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return max(peak.Load(), before) - before
}

// What a run keeps in memory of a replicate that is committed is small, and putting the tables together needs no more for
// many replicates than for few, but for the values of the summary themselves.
func TestMemoryOfManyReplicatesIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("makes thousands of parts")
	}
	const rows = 5
	measure := func(replicates int) (kept, assembling, verifying uint64) {
		m := toyManifest()
		m.Replicates = replicates
		dir := filepath.Join(t.TempDir(), "r")
		f, err := create(calmDisk{}, dir, m, toyScenarios[:1], false)
		if err != nil {
			t.Fatal(err)
		}
		before := liveHeap()
		for r := range replicates {
			if err := f.Commit(toyPart("uniform", r, rows)); err != nil {
				t.Fatal(err)
			}
		}
		kept = liveHeap() - before
		assembling = peakHeap(func() {
			values, err := f.PartValues()
			if err == nil {
				err = f.Finish(values, nil, RunStats{})
			}
			if err == nil {
				err = f.Draw("en", true, draws(toyDrawing))
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		f.Close()
		verifying = peakHeap(func() {
			if problems, err := Verify(dir); err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
		})
		return kept, assembling, verifying
	}
	few, many := 500, 2000
	if os.Getenv("LIVEBAZAAR_LONG") != "" {
		few, many = 4000, 20000
	}
	keptFew, assemblingFew, verifyingFew := measure(few)
	keptMany, assemblingMany, verifyingMany := measure(many)
	per := func(a, b uint64) float64 { return (float64(b) - float64(a)) / float64(many-few) }
	t.Logf("bytes a replicate of 2 values and 3 tables: kept %.0f, assembling %.0f, verifying %.0f; at %d: %d, %d, %d KiB",
		per(keptFew, keptMany), per(assemblingFew, assemblingMany), per(verifyingFew, verifyingMany), many,
		keptMany>>10, assemblingMany>>10, verifyingMany>>10)
	if slope := per(keptFew, keptMany); slope > 1000 {
		t.Errorf("kept: %.0f bytes more for each replicate", slope)
	}
	// Putting together and reading take what encoders and decoders of a few tables need, of which a row group is the most.
	for what, peak := range map[string]uint64{"assembling": assemblingMany, "verifying": verifyingMany} {
		if peak > 160<<20 {
			t.Errorf("%s %d replicates: %d MiB", what, many, peak>>20)
		}
	}
}
