package terminal

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"livebazaar/sim/experiment"
)

// Meter shows how far a run is: bars that move on a terminal, a line a minute in a pipe, nothing when quiet.
type Meter struct {
	c          *Console
	labels     []string // of the scenarios
	replicates int
	consumers  int64 // of one market

	mu    sync.Mutex
	now   experiment.Progress
	drawn []int // widths of the lines on the terminal now

	stop    chan struct{}
	stopped sync.WaitGroup
}

const (
	barWidth    = 20
	barLeast    = 8  // in a narrow terminal
	labelLeast  = 12 // of a shortened label: below, the bar gives way
	usualWidth  = 80 // of a terminal that does not say
	usualHeight = 24
)

// NewMeter starts showing; finish must be called.
func NewMeter(c *Console, labels []string, replicates int, consumers int64) *Meter {
	m := &Meter{c: c, replicates: replicates, consumers: consumers, stop: make(chan struct{})}
	for _, label := range labels {
		m.labels = append(m.labels, OneLine(label))
	}
	if c.Quiet {
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

// Update takes in how far the run is.
func (m *Meter) Update(p experiment.Progress) {
	m.mu.Lock()
	m.now = p
	m.mu.Unlock()
}

// Finish stops showing and clears the terminal's lines.
func (m *Meter) Finish() {
	close(m.stop)
	m.stopped.Wait()
	if len(m.drawn) > 0 {
		columns, rows := m.room()
		fmt.Fprint(m.c.terminal, m.back(columns, rows)+"\x1b[J")
		m.drawn = nil
	}
}

// room is the size of the terminal, which may change at any time.
func (m *Meter) room() (columns, rows int) {
	columns, rows = m.c.size()
	if columns <= 0 {
		columns = usualWidth
	}
	if rows <= 0 {
		rows = usualHeight
	}
	return columns, rows
}

// back moves the cursor to where the lines drawn last begin. A terminal that was made narrower has broken them.
func (m *Meter) back(columns, rows int) string {
	up := 0
	for _, width := range m.drawn {
		up += max(1, (width+columns-1)/columns)
	}
	up = min(up, rows-1)
	if up == 0 {
		return "\r"
	}
	return fmt.Sprintf("\r\x1b[%dA", up)
}

func (m *Meter) show() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.c.live {
		fmt.Fprintln(m.c.Err, m.line(0))
		return
	}
	columns, rows := m.room()
	frame := m.back(columns, rows)
	m.drawn = m.drawn[:0]
	for _, line := range m.frame(columns-1, rows-1) { // the cursor stands below, and a full line would break
		frame += "\x1b[2K" + line + "\n"
		m.drawn = append(m.drawn, displayed(line))
	}
	fmt.Fprint(m.c.terminal, frame+"\x1b[J")
}

// frame is what is shown: a bar for each scenario and a line on the whole. Where there are more scenarios than lines those
// that are not finished are shown, in the order of the study, and the others are counted.
func (m *Meter) frame(columns, lines int) []string {
	var shown []int
	for i := range m.labels {
		shown = append(shown, i)
	}
	counted := ""
	if len(shown)+1 > lines {
		shown = nil
		places := max(0, lines-2)
		for _, wanted := range []func(done int) bool{
			func(done int) bool { return done > 0 && done < m.replicates },
			func(done int) bool { return done == 0 },
		} {
			for i := range m.labels {
				if len(shown) < places && wanted(m.done(i)) {
					shown = append(shown, i)
				}
			}
		}
		slices.Sort(shown)
		finished := 0
		for i := range m.labels {
			if m.done(i) == m.replicates {
				finished++
			}
		}
		rest := len(m.labels) - finished - len(shown)
		counted = fmt.Sprintf(m.c.Pick("scenarios: %d finished, %d more to do", "情景：%d 个已完成，另 %d 个待完成"), finished, rest)
	}
	out := m.bars(shown, columns)
	if counted != "" && lines > 1 {
		out = append(out, shorten(" "+counted, columns))
	}
	return append(out, shorten(" "+m.line(columns-1), columns))
}

// bars are the lines of scenarios, no wider than columns.
func (m *Meter) bars(shown []int, columns int) []string {
	needed, count := 0, displayed(fmt.Sprintf("%d/%d", m.replicates, m.replicates))
	for _, i := range shown {
		needed = max(needed, displayed(m.labels[i]))
	}
	free := columns - 4 - count // of " label  bar count"
	bar := min(barWidth, max(barLeast, free-needed))
	label := min(needed, free-bar)
	if label < min(needed, labelLeast) { // no place for both
		bar, label = 0, max(0, min(needed, free+1))
	}
	var out []string
	for _, i := range shown {
		done := m.done(i)
		full := bar * done / m.replicates
		name := text.Pad(shorten(m.labels[i], label), label, ' ')
		line := " " + name + "  "
		if bar > 0 {
			line += strings.Repeat("█", full) + strings.Repeat("░", bar-full) + " "
		}
		out = append(out, shorten(line+fmt.Sprintf("%d/%d", done, m.replicates), columns))
	}
	return out
}

// done is the number of finished replicates of scenario i.
func (m *Meter) done(i int) int {
	if i >= len(m.now.Finished) {
		return 0
	}
	return m.now.Finished[i]
}

// line says in words how far the run is, how fast, and how long it will still take; how fast is left out where the columns do
// not suffice. 0 columns are as many as it takes.
func (m *Meter) line(columns int) string {
	done := 0
	for i := range m.labels {
		done += m.done(i)
	}
	s := fmt.Sprintf(m.c.Pick("%d of %s", "已完成 %d/%s"), done, m.c.Count(len(m.labels)*m.replicates, "run", "次运行"))
	if m.now.TotalDays > 0 {
		s += fmt.Sprintf(m.c.Pick(", %d %%", "，%d%%"), 100*m.now.Days/m.now.TotalDays)
	}
	if m.now.Rate <= 0 {
		return s
	}
	speed := fmt.Sprintf(m.c.Pick(", %.3g million consumer-days/s", "，每秒 %.3g 百万消费者日"), m.now.Rate*float64(m.consumers)/1e6)
	left := fmt.Sprintf(m.c.Pick(", %s left", "，剩余 %s"), spell(m.now.Left))
	if columns > 0 && displayed(s+speed+left) > columns {
		speed = ""
	}
	return s + speed + left
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
