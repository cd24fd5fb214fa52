package store

import (
	"fmt"
	"time"
)

// RunStats is what one session of a run cost.
type RunStats struct {
	Wall         time.Duration // wall time of the market, without start-up, plots and report; 0: since the session began
	Workers      int           // goroutines of the market
	PeakRSSBytes int64         // largest resident memory
}

// addCost adds what this session cost to what the former ones did.
func (f *Folder) addCost(m *Manifest, stats RunStats) {
	wall := stats.Wall
	if wall <= 0 {
		wall = f.elapsed()
	}
	m.WallS = f.wallS + wall.Seconds()
	m.ConsumerDays = 0
	for _, p := range f.parts {
		if p != nil {
			m.ConsumerDays += p.consumerDays
		}
	}
	m.ConsumerDaysPerS = 0
	if m.WallS > 0 {
		m.ConsumerDaysPerS = float64(m.ConsumerDays) / m.WallS
	}
	if stats.Workers > 0 {
		m.Workers = stats.Workers
	}
	m.PeakRSSBytes = max(m.PeakRSSBytes, stats.PeakRSSBytes)
}

// Stop records that the run ended early, as Stopped or Failed, and gives the lock back. The run can be resumed. A run
// that is complete, and was only to be drawn again, stays complete.
func (f *Folder) Stop(status Status, reason string) error {
	f.gate.Lock()
	defer f.gate.Unlock()
	if f.closed {
		return fmt.Errorf("%s: %w", f.Dir(), ErrNotWritable)
	}
	if status != Stopped && status != Failed {
		return fmt.Errorf("a run stops as %s or %s, not %s", Stopped, Failed, status)
	}
	if f.manifest.Status == Complete {
		f.leave()
		return nil
	}
	m := f.manifest
	m.Status, m.Reason = status, reason
	if !m.Whole() { // what it costs to draw does not count
		f.addCost(&m, RunStats{})
	}
	err := f.say(m)
	f.leave()
	return err
}

// Close gives the lock back and leaves the run as it is: unless it is complete or was stopped, interrupted. It may be
// called more than once.
func (f *Folder) Close() error {
	f.gate.Lock()
	defer f.gate.Unlock()
	f.leave()
	return nil
}

func (f *Folder) leave() {
	if !f.closed {
		f.closed = true
		f.lock.release()
		f.site.Close()
	}
}
