package terminal

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"livebazaar/internal/readback"
	"livebazaar/sim/experiment"
)

// progressOn is a progress display on that screen.
func progressOn(s *readback.Screen, lang string, labels []string, replicates int) *Meter {
	c := New(&strings.Builder{}, s)
	c.Lang, c.live = lang, true
	c.size = func() (int, int) { return s.Columns, s.Rows }
	m := &Meter{c: c, replicates: replicates, consumers: 1_000_000, stop: make(chan struct{})}
	for _, label := range labels {
		m.labels = append(m.labels, OneLine(label))
	}
	return m
}

// at sets how many replicates of each scenario are finished.
func (m *Meter) at(finished ...int) {
	m.Update(experiment.Progress{Finished: finished, Days: 31, TotalDays: 100, Rate: 12345, Left: 100 * time.Minute})
}

func TestProgressFitsTheTerminalAndLeavesNothing(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Competition in tiers of waist streamers ", 3)[:110]
	chinese := strings.Repeat("分层竞争与腰部主播扶持", 5)
	many := make([]string, 40)
	for i := range many {
		many[i] = fmt.Sprintf("Scenario %d, 情景", i)
	}
	for name, labels := range map[string][]string{
		"short": {"Baseline", "Tiered"}, "long": {"Baseline", long}, "chinese": {"基准", chinese}, "many": many,
		"one": {long}, "evil": {"Evil\x1b[2J\r\n\u202e", "b"},
	} {
		for _, size := range [][2]int{{80, 24}, {40, 10}, {40, 3}, {40, 2}, {40, 1}, {20, 8}, {12, 5}, {3, 4}, {1, 1}, {0, 0}, {200, 60}} {
			for _, lang := range []string{"en", "zh"} {
				s := readback.NewScreen(max(size[0], 1), max(size[1], 1))
				if size[0] == 0 {
					s = readback.NewScreen(usualWidth, usualHeight)
				}
				m := progressOn(s, lang, labels, 8)
				if size[0] == 0 {
					m.c.size = func() (int, int) { return 0, 0 }
				}
				before := "$\n"
				_, _ = s.Write([]byte(before))
				finished := make([]int, len(labels))
				for step := range 9 {
					for i := range finished {
						finished[i] = min(8, step+i%2)
					}
					m.at(finished...)
					m.show()
					if s.Broken > 0 || len(s.Unknown) > 0 {
						t.Fatalf("%s at %v in %s: %d lines are too long, unknown sequences %v\n%s", name, size, lang, s.Broken, s.Unknown, s.Shown())
					}
					if lines := len(m.drawn); lines > max(1, s.Rows-1) {
						t.Fatalf("%s at %v: %d lines", name, size, lines)
					}
				}
				m.Finish()
				if got := s.Text(0); got != before && s.Rows > 1 {
					t.Errorf("%s at %v in %s leaves\n%s", name, size, lang, got)
				}
			}
		}
	}
}

func TestProgressSurvivesAResize(t *testing.T) {
	t.Parallel()
	labels := []string{"基准（不排序）", "Competition in tiers", "Uniform exposure (control)", "d", "e", "f", "g", "h"}
	s := readback.NewScreen(100, 30)
	m := progressOn(s, "en", labels, 8)
	before := "$ livebazaar compare\nranking-rules\n"
	_, _ = s.Write([]byte(before))
	m.at(1, 2, 3)
	m.show()
	for _, size := range [][2]int{{40, 30}, {90, 30}, {25, 30}, {31, 40}, {200, 20}, {100, 12}} {
		s.Resize(size[0], size[1])
		for range 2 {
			m.show()
			if s.Broken > 0 {
				t.Fatalf("after a resize to %v: a line is too long\n%s", size, s.Shown())
			}
			if got := s.Shown(); strings.Count(got, "Competition") > 1 || strings.Count(got, " runs") != 1 ||
				!strings.HasPrefix(got, "$ livebazaar compare\n") {
				t.Fatalf("after a resize to %v:\n%s", size, got)
			}
		}
	}
	s.Resize(40, 30)
	m.Finish()
	if got := s.Text(0); got != before {
		t.Errorf("it leaves\n%s", got)
	}

	// What was pushed above the screen stays there; on it stands one display, and then none.
	m = progressOn(s, "en", labels, 8)
	m.at(1, 2, 3)
	m.show()
	s.Resize(40, 6)
	m.show()
	if got := s.Shown(); s.Broken > 0 || strings.Count(got, " runs") != 1 || strings.Count(got, "scenarios: ") != 1 {
		t.Errorf("in a lower terminal:\n%s", got)
	}
	m.Finish()
	if got := s.Shown(); got != "\n" {
		t.Errorf("it leaves\n%s", got)
	}
}

func TestProgressCountsWhatItCannotShow(t *testing.T) {
	t.Parallel()
	labels := make([]string, 12)
	for i := range labels {
		labels[i] = fmt.Sprintf("scenario-%02d", i)
	}
	s := readback.NewScreen(60, 8)
	m := progressOn(s, "en", labels, 8)
	m.at(8, 8, 8, 3, 0, 0, 5, 0, 0, 0, 0, 0)
	m.show()
	want := " scenario-03  ███████░░░░░░░░░░░░░ 3/8\n scenario-04  ░░░░░░░░░░░░░░░░░░░░ 0/8\n scenario-05  ░░░░░░░░░░░░░░░░░░░░ 0/8\n" +
		" scenario-06  ████████████░░░░░░░░ 5/8\n scenario-07  ░░░░░░░░░░░░░░░░░░░░ 0/8\n" +
		" scenarios: 3 finished, 4 more to do\n 32 of 96 runs, 31 %, 1 h 40 min left\n"
	if got := s.Shown(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	s = readback.NewScreen(40, 8)
	m = progressOn(s, "en", []string{"Baseline", strings.Repeat("A very long title ", 6)}, 8)
	m.at(2, 8)
	m.show()
	if s.Broken > 0 || !strings.Contains(s.Shown(), " A very long title A ver…  ████████ 8/8\n") {
		t.Errorf("a long title is not shortened for its bar:\n%s", s.Shown())
	}
	if !strings.Contains(s.Shown(), "…") || !strings.Contains(s.Shown(), "min left") {
		t.Errorf("a long title is not shortened, or the time left is not there:\n%s", s.Shown())
	}
}

// Grids fit, whatever the headings and however narrow the terminal.
func TestGridsFitTheTerminal(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Competition in tiers of waist streamers ", 3)[:110]
	heading := []string{"", "Baseline", long, strings.Repeat("分层竞争与腰部主播扶持", 5)}
	rows := [][]string{
		{"GMV (placed), yuan", "94,365", "+12.3 % [+10.1, +14.2]*", "−0.1 % [−2.0, +1.8]"},
		{"experienced surplus, yuan/consumer/year", "1,603", "+1,234 [+1,010, +1,420]*", "–"},
	}
	for _, width := range []int{40, 60, 80, 100, 160} {
		s := readback.NewScreen(width, 100)
		c := New(s, &strings.Builder{})
		c.width, c.color, c.printed.color = width, true, true
		if err := c.Grid(heading, rows, 1); err != nil {
			t.Fatal(err)
		}
		if s.Broken > 0 || len(s.Unknown) > 0 {
			t.Errorf("at %d columns %d lines are too long, unknown sequences %v:\n%s", width, s.Broken, s.Unknown, s.Shown())
		}
		got := strings.Join(strings.Fields(s.Shown()), "")
		if width < 100 && !strings.Contains(got, "…") {
			t.Errorf("at %d columns the headings are not shortened:\n%s", width, s.Shown())
		}
		for _, part := range []string{"94,365", "+12.3", "+14.2]*", "−0.1"} {
			if !strings.Contains(s.Shown(), part) {
				t.Errorf("at %d columns %s is lost:\n%s", width, part, s.Shown())
			}
		}
	}
	// In a file headings are wrapped too, and the bold of a terminal covers all of their lines.
	var file strings.Builder
	c := New(&file, &strings.Builder{})
	if err := c.Grid(heading[:3], [][]string{{"a", "b", "c"}}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(file.String()) {
		if displayed(strings.TrimSpace(line)) > 2*headingWidth {
			t.Errorf("a line of %d columns:\n%s", displayed(line), file.String())
		}
	}
	file.Reset()
	c = New(&file, &strings.Builder{})
	c.color, c.printed.color = true, true
	_ = c.Grid([]string{long}, [][]string{{"cell"}})
	lines := strings.Split(strings.TrimSpace(file.String()), "\n")
	for i, line := range lines {
		if bold := strings.HasPrefix(line, markBold); bold != (i < len(lines)-1) {
			t.Errorf("line %d is bold: %t\n%s", i+1, bold, file.String())
		}
	}
}

func TestShorteningCountsColumns(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text    string
		columns int
		want    string
	}{
		{"Baseline", 8, "Baseline"}, {"Baseline", 7, "Baseli…"}, {"two words", 5, "two…"}, {"分层竞争", 8, "分层竞争"}, {"分层竞争", 7, "分层竞…"},
		{"分层竞争", 6, "分层…"}, {"abc", 1, "a"}, {"abc", 0, ""}, {"分", 1, ""}, {"", 3, ""},
	} {
		if got := shorten(test.text, test.columns); got != test.want || displayed(got) > test.columns {
			t.Errorf("%q in %d columns is %q, want %q", test.text, test.columns, got, test.want)
		}
	}
}
