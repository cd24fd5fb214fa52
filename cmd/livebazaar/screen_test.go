package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"

	"livebazaar/sim/experiment"
)

// screen is a terminal as far as the program uses one. Like most of them it breaks lines that are too long, and joins and
// breaks them again when its width changes.
type screen struct {
	columns, rows int
	lines         []screenLine
	top, y, x     int // first line on the screen, cursor
	broken        int // lines that were too long
	unknown       []string
}

type screenLine struct {
	cells     []rune // 0 in the second cell of a wide character
	continued bool   // by the next line
}

func newScreen(columns, rows int) *screen {
	return &screen{columns: columns, rows: rows, lines: make([]screenLine, 1)}
}

func (s *screen) Write(b []byte) (int, error) {
	for rest := string(b); rest != ""; {
		if after, ok := strings.CutPrefix(rest, "\x1b["); ok {
			end := strings.IndexFunc(after, func(r rune) bool { return r >= '@' })
			s.obey(after[:end+1])
			rest = after[end+1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		switch {
		case r == '\n':
			s.lineFeed()
		case r == '\r':
			s.x = 0
		case r < ' ':
			s.unknown = append(s.unknown, fmt.Sprintf("%q", r))
		default:
			s.put(r)
		}
	}
	return len(b), nil
}

func (s *screen) obey(sequence string) {
	var n int
	switch {
	case sequence == "2K":
		s.lines[s.y] = screenLine{}
	case sequence == "J":
		s.lines[s.y] = screenLine{cells: s.lines[s.y].cells[:min(s.x, len(s.lines[s.y].cells))]}
		s.lines = s.lines[:s.y+1]
	case strings.HasSuffix(sequence, "A"):
		if _, err := fmt.Sscanf(sequence, "%dA", &n); err != nil || n == 0 {
			s.unknown = append(s.unknown, sequence)
		}
		s.y = max(s.top, s.y-n)
	case sequence == "1m", sequence == "2m", sequence == "0m":
	default:
		s.unknown = append(s.unknown, sequence)
	}
}

func (s *screen) lineFeed() {
	s.x = 0
	if s.y++; s.y == len(s.lines) {
		s.lines = append(s.lines, screenLine{})
	}
	s.top = max(s.top, s.y-s.rows+1)
}

func (s *screen) put(r rune) {
	width := text.RuneWidth(r)
	if s.x+width > s.columns {
		s.lines[s.y].continued = true
		s.broken++
		s.lineFeed()
	}
	line := &s.lines[s.y]
	for len(line.cells) < s.x+width {
		line.cells = append(line.cells, ' ')
	}
	for i := range width {
		line.cells[s.x+i] = 0
	}
	line.cells[s.x] = r
	s.x += width
}

// resize breaks all lines anew; the cursor stays with its line.
func (s *screen) resize(columns, rows int) {
	old, y := s.lines, s.y
	s.columns, s.rows, s.lines, s.top, s.y, s.x = columns, rows, make([]screenLine, 1), 0, 0, 0
	broken := s.broken
	for i, line := range old {
		if i > 0 && !old[i-1].continued {
			s.lineFeed()
		}
		if i == y {
			y = len(s.lines) - 1
			defer func() { s.y, s.x = y, 0 }()
		}
		for _, r := range line.cells {
			if r != 0 {
				s.put(r)
			}
		}
	}
	s.broken = broken
	s.top = max(0, len(s.lines)-rows)
}

// shown is the text on the screen, without empty lines at the end.
func (s *screen) shown() string { return s.text(s.top) }

// text is what stands from a line on, also above the screen.
func (s *screen) text(from int) string {
	var b strings.Builder
	for _, line := range s.lines[from:] {
		b.WriteString(strings.TrimRight(strings.ReplaceAll(string(line.cells), "\x00", ""), " ") + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// progressOn is a progress display on that screen.
func progressOn(s *screen, lang string, labels []string, replicates int) *meter {
	c := newConsole(&strings.Builder{}, s)
	c.lang, c.live = lang, true
	c.size = func() (int, int) { return s.columns, s.rows }
	m := &meter{c: c, replicates: replicates, consumers: 1_000_000, stop: make(chan struct{})}
	for _, label := range labels {
		m.labels = append(m.labels, oneLine(label))
	}
	return m
}

// at sets how many replicates of each scenario are finished.
func (m *meter) at(finished ...int) {
	m.update(experiment.Progress{Finished: finished, Days: 31, TotalDays: 100, Rate: 12345, Left: 100 * time.Minute})
}

func TestProgressFitsTheTerminalAndLeavesNothing(t *testing.T) {
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
				s := newScreen(max(size[0], 1), max(size[1], 1))
				if size[0] == 0 {
					s = newScreen(usualWidth, usualHeight)
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
					if s.broken > 0 || len(s.unknown) > 0 {
						t.Fatalf("%s at %v in %s: %d lines are too long, unknown sequences %v\n%s", name, size, lang, s.broken, s.unknown, s.shown())
					}
					if lines := len(m.drawn); lines > max(1, s.rows-1) {
						t.Fatalf("%s at %v: %d lines", name, size, lines)
					}
				}
				m.finish()
				if got := s.text(0); got != before && s.rows > 1 {
					t.Errorf("%s at %v in %s leaves\n%s", name, size, lang, got)
				}
			}
		}
	}
}

func TestProgressSurvivesAResize(t *testing.T) {
	labels := []string{"基准（不排序）", "Competition in tiers", "Uniform exposure (control)", "d", "e", "f", "g", "h"}
	s := newScreen(100, 30)
	m := progressOn(s, "en", labels, 8)
	before := "$ livebazaar compare\nranking-rules\n"
	_, _ = s.Write([]byte(before))
	m.at(1, 2, 3)
	m.show()
	for _, size := range [][2]int{{40, 30}, {90, 30}, {25, 30}, {31, 40}, {200, 20}, {100, 12}} {
		s.resize(size[0], size[1])
		for range 2 {
			m.show()
			if s.broken > 0 {
				t.Fatalf("after a resize to %v: a line is too long\n%s", size, s.shown())
			}
			if got := s.shown(); strings.Count(got, "Competition") > 1 || strings.Count(got, " runs") != 1 || !strings.HasPrefix(got, "$ livebazaar compare\n") {
				t.Fatalf("after a resize to %v:\n%s", size, got)
			}
		}
	}
	s.resize(40, 30)
	m.finish()
	if got := s.text(0); got != before {
		t.Errorf("it leaves\n%s", got)
	}

	// What was pushed above the screen stays there; on it stands one display, and then none.
	m = progressOn(s, "en", labels, 8)
	m.at(1, 2, 3)
	m.show()
	s.resize(40, 6)
	m.show()
	if got := s.shown(); s.broken > 0 || strings.Count(got, " runs") != 1 || strings.Count(got, "scenarios: ") != 1 {
		t.Errorf("in a lower terminal:\n%s", got)
	}
	m.finish()
	if got := s.shown(); got != "\n" {
		t.Errorf("it leaves\n%s", got)
	}
}

func TestProgressCountsWhatItCannotShow(t *testing.T) {
	labels := make([]string, 12)
	for i := range labels {
		labels[i] = fmt.Sprintf("scenario-%02d", i)
	}
	s := newScreen(60, 8)
	m := progressOn(s, "en", labels, 8)
	m.at(8, 8, 8, 3, 0, 0, 5, 0, 0, 0, 0, 0)
	m.show()
	want := " scenario-03  ███████░░░░░░░░░░░░░ 3/8\n scenario-04  ░░░░░░░░░░░░░░░░░░░░ 0/8\n scenario-05  ░░░░░░░░░░░░░░░░░░░░ 0/8\n" +
		" scenario-06  ████████████░░░░░░░░ 5/8\n scenario-07  ░░░░░░░░░░░░░░░░░░░░ 0/8\n" +
		" scenarios: 3 finished, 4 more to do\n 32 of 96 runs, 31 %, 1 h 40 min left\n"
	if got := s.shown(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	s = newScreen(40, 8)
	m = progressOn(s, "en", []string{"Baseline", strings.Repeat("A very long title ", 6)}, 8)
	m.at(2, 8)
	m.show()
	if s.broken > 0 || !strings.Contains(s.shown(), " A very long title A ver…  ████████ 8/8\n") {
		t.Errorf("a long title is not shortened for its bar:\n%s", s.shown())
	}
	if !strings.Contains(s.shown(), "…") || !strings.Contains(s.shown(), "min left") {
		t.Errorf("a long title is not shortened, or the time left is not there:\n%s", s.shown())
	}
}

// Grids fit, whatever the headings and however narrow the terminal.
func TestGridsFitTheTerminal(t *testing.T) {
	long := strings.Repeat("Competition in tiers of waist streamers ", 3)[:110]
	heading := []string{"", "Baseline", long, strings.Repeat("分层竞争与腰部主播扶持", 5)}
	rows := [][]string{
		{"GMV (placed), yuan", "94,365", "+12.3 % [+10.1, +14.2]*", "−0.1 % [−2.0, +1.8]"},
		{"experienced surplus, yuan/consumer/year", "1,603", "+1,234 [+1,010, +1,420]*", "–"},
	}
	for _, width := range []int{40, 60, 80, 100, 160} {
		s := newScreen(width, 100)
		c := newConsole(s, &strings.Builder{})
		c.width, c.color, c.printed.color = width, true, true
		if err := c.grid(heading, rows, 1); err != nil {
			t.Fatal(err)
		}
		if s.broken > 0 || len(s.unknown) > 0 {
			t.Errorf("at %d columns %d lines are too long, unknown sequences %v:\n%s", width, s.broken, s.unknown, s.shown())
		}
		got := strings.Join(strings.Fields(s.shown()), "")
		if width < 100 && !strings.Contains(got, "…") {
			t.Errorf("at %d columns the headings are not shortened:\n%s", width, s.shown())
		}
		for _, part := range []string{"94,365", "+12.3", "+14.2]*", "−0.1"} {
			if !strings.Contains(s.shown(), part) {
				t.Errorf("at %d columns %s is lost:\n%s", width, part, s.shown())
			}
		}
	}
	// In a file headings are wrapped too, and the bold of a terminal covers all of their lines.
	var file strings.Builder
	c := newConsole(&file, &strings.Builder{})
	if err := c.grid(heading[:3], [][]string{{"a", "b", "c"}}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(file.String()) {
		if displayed(strings.TrimSpace(line)) > 2*headingWidth {
			t.Errorf("a line of %d columns:\n%s", displayed(line), file.String())
		}
	}
	file.Reset()
	c = newConsole(&file, &strings.Builder{})
	c.color, c.printed.color = true, true
	_ = c.grid([]string{long}, [][]string{{"cell"}})
	lines := strings.Split(strings.TrimSpace(file.String()), "\n")
	for i, line := range lines {
		if bold := strings.HasPrefix(line, markBold); bold != (i < len(lines)-1) {
			t.Errorf("line %d is bold: %t\n%s", i+1, bold, file.String())
		}
	}
}

func TestShorteningCountsColumns(t *testing.T) {
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
