package terminal

import (
	"fmt"
	"sync"
	"time"

	"livebazaar/internal/trial"
)

// Gauge shows how far a trial is: a line that moves on a terminal, a line a minute in a pipe, nothing when quiet.
type Gauge struct {
	c     *Console
	begun time.Time

	mu     sync.Mutex
	now    trial.Progress
	before int64 // days of an earlier session, -1 until it is known

	stop    chan struct{}
	stopped sync.WaitGroup
}

// NewGauge starts showing; Finish must be called.
func NewGauge(c *Console) *Gauge {
	g := &Gauge{c: c, begun: time.Now(), before: -1, stop: make(chan struct{})}
	if c.Quiet {
		return g
	}
	every := time.Minute
	if c.live {
		every = 200 * time.Millisecond
	}
	g.stopped.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-g.stop:
				return
			case <-tick.C:
				g.show()
			}
		}
	})
	return g
}

// Update takes in how far the trial is.
func (g *Gauge) Update(p trial.Progress) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.now = p; g.before < 0 {
		g.before = p.Days
	}
}

// Finish stops showing and clears the terminal's line.
func (g *Gauge) Finish() {
	close(g.stop)
	g.stopped.Wait()
	if g.c.live && !g.c.Quiet {
		fmt.Fprint(g.c.terminal, "\r\x1b[J")
	}
}

func (g *Gauge) show() {
	g.mu.Lock()
	line := g.line(time.Since(g.begun))
	g.mu.Unlock()
	if !g.c.live {
		fmt.Fprintln(g.c.Err, line)
		return
	}
	columns, _ := g.c.size()
	if columns <= 0 {
		columns = usualWidth
	}
	fmt.Fprint(g.c.terminal, "\r\x1b[2K"+shorten(line, columns-1))
}

// line says in words how far the trial is after so long.
func (g *Gauge) line(took time.Duration) string {
	p := &g.now
	if p.TotalDays == 0 {
		return g.c.Pick("nothing to run", "无待运行项")
	}
	s := fmt.Sprintf(g.c.Pick("%d %%, %d of %d replicates of experiments", "%d%%，实验重复 %d/%d"), 100*p.Days/p.TotalDays, p.Done, p.Cells)
	if done := p.Days - g.before; done > 0 && took > time.Second {
		left := time.Duration(float64(took) / float64(done) * float64(p.TotalDays-p.Days))
		s += fmt.Sprintf(g.c.Pick(", %s left", "，剩余 %s"), spell(left))
	}
	if p.Now != "" {
		s += fmt.Sprintf(g.c.Pick(" (%s)", "（%s）"), p.Now)
	}
	return s
}
