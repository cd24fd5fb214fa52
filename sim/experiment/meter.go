package experiment

import (
	"sync"
	"time"
)

// Progress says how far a run of a plan has come.
type Progress struct {
	Finished  []int // finished replicates, by scenario in the plan's order
	Days      int64 // market days simulated (warm-ups, twins and branches included), earlier sessions' too
	TotalDays int64
	Rate      float64       // market days a second of wall time in this session; 0 before the first second has passed
	Left      time.Duration // estimate of the wall time left; 0 while Rate is
}

// meter counts days and tells the caller now and then.
type meter struct {
	mu     sync.Mutex
	clock  func() time.Time
	tell   func(Progress)
	begun  time.Time
	told   time.Time
	before int64 // days of earlier sessions
	left   int   // runs to finish
	now    Progress
}

// tellEvery is the least wall time between two reports but the last: each has a number for every scenario.
const tellEvery = 100 * time.Millisecond

func newMeter(p *Plan, clock func() time.Time, tell func(Progress)) *meter {
	m := &meter{clock: clock, tell: tell, begun: clock(), left: len(p.Scenarios) * p.Replicates}
	m.now.Finished = make([]int, len(p.Scenarios))
	m.now.TotalDays = p.MarketDays()
	return m
}

// days returns how many days a task simulates in all its stages.
func (t *task) days() int64 {
	var days int64
	for _, st := range t.stages {
		days += st.days()
	}
	return days
}

// skip counts days that were simulated in an earlier session.
func (m *meter) skip(days int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now.Days += days
	m.before += days
}

// finishedBefore counts a run finished in an earlier session.
func (m *meter) finishedBefore(scenario int, days int64) {
	m.skip(days)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now.Finished[scenario]++
	m.left--
}

// worked counts days simulated now.
func (m *meter) worked(days int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now.Days += days
	if now := m.clock(); now.Sub(m.told) >= tellEvery {
		m.report(now)
	}
}

// finished counts a run finished now.
func (m *meter) finished(scenario int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now.Finished[scenario]++
	m.left--
	if now := m.clock(); m.left == 0 || now.Sub(m.told) >= tellEvery {
		m.report(now)
	}
}

func (m *meter) report(now time.Time) {
	m.told = now
	if m.tell == nil {
		return
	}
	p := m.now
	p.Finished = append([]int(nil), m.now.Finished...)
	if elapsed := now.Sub(m.begun).Seconds(); elapsed >= 1 && p.Days > m.before {
		p.Rate = float64(p.Days-m.before) / elapsed
		p.Left = time.Duration(float64(p.TotalDays-p.Days) / p.Rate * float64(time.Second))
	}
	m.tell(p)
}
