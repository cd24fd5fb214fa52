package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"livebazaar/sim/experiment"
)

// meter shows how far a run is: bars that move on a terminal, a line a minute in a pipe, nothing when quiet.
type meter struct {
	c          *console
	labels     []string // of the scenarios
	replicates int
	consumers  int64 // of one market

	mu    sync.Mutex
	now   experiment.Progress
	drawn int // lines on the terminal now

	stop    chan struct{}
	stopped sync.WaitGroup
}

const barWidth = 20

// newMeter starts showing; finish must be called.
func newMeter(c *console, labels []string, replicates int, consumers int64) *meter {
	m := &meter{c: c, labels: labels, replicates: replicates, consumers: consumers, stop: make(chan struct{})}
	if c.quiet {
		return m
	}
	every := time.Minute
	if c.live {
		every = 200 * time.Millisecond
	}
	m.stopped.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-m.stop:
				return
			case <-tick.C:
				m.show()
			}
		}
	})
	return m
}

// update takes in how far the run is.
func (m *meter) update(p experiment.Progress) {
	m.mu.Lock()
	m.now = p
	m.mu.Unlock()
}

// finish stops showing and clears the terminal's lines.
func (m *meter) finish() {
	close(m.stop)
	m.stopped.Wait()
	if m.drawn > 0 {
		fmt.Fprintf(m.c.err, "\x1b[%dA\x1b[J", m.drawn)
		m.drawn = 0
	}
}

func (m *meter) show() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.c.live {
		fmt.Fprintln(m.c.err, m.line())
		return
	}
	var b strings.Builder
	if m.drawn > 0 {
		fmt.Fprintf(&b, "\x1b[%dA", m.drawn)
	}
	width := 0
	for _, label := range m.labels {
		width = max(width, text.StringWidth(label))
	}
	for i, label := range m.labels {
		done := m.done(i)
		full := barWidth * done / m.replicates
		fmt.Fprintf(&b, "\x1b[2K %s%s  %s%s %d/%d\n", label, strings.Repeat(" ", width-text.StringWidth(label)),
			strings.Repeat("█", full), strings.Repeat("░", barWidth-full), done, m.replicates)
	}
	fmt.Fprintf(&b, "\x1b[2K %s\n", m.line())
	m.drawn = len(m.labels) + 1
	fmt.Fprint(m.c.err, b.String())
}

// done is the number of finished replicates of scenario i.
func (m *meter) done(i int) int {
	if i >= len(m.now.Finished) {
		return 0
	}
	return m.now.Finished[i]
}

// line says in words how far the run is, how fast, and how long it will still take.
func (m *meter) line() string {
	done := 0
	for i := range m.labels {
		done += m.done(i)
	}
	s := fmt.Sprintf(m.c.pick("%d of %s", "已完成 %d/%s"), done, m.c.count(len(m.labels)*m.replicates, "run", "次运行"))
	if m.now.TotalDays > 0 {
		s += fmt.Sprintf(m.c.pick(", %d %%", "，%d %%"), 100*m.now.Days/m.now.TotalDays)
	}
	if m.now.Rate > 0 {
		s += fmt.Sprintf(m.c.pick(", %.3g million consumer-days/s, %s left", "，每秒 %.3g 百万消费者日，剩余 %s"),
			m.now.Rate*float64(m.consumers)/1e6, spell(m.now.Left))
	}
	return s
}

// spell writes a duration as people say it.
func spell(d time.Duration) string {
	s := int64(d.Seconds() + 0.5)
	switch {
	case s < 100:
		return fmt.Sprintf("%d s", s)
	case s < 100*60:
		return fmt.Sprintf("%d min", (s+30)/60)
	}
	return fmt.Sprintf("%d h %d min", s/3600, s%3600/60)
}
