package readback

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Screen is a terminal as far as the program uses one. Like most of them it breaks lines that are too long, and joins and
// breaks them again when its width changes.
type Screen struct {
	Columns, Rows int
	lines         []screenLine
	top, y, x     int      // first line on the screen, cursor
	Broken        int      // lines that were too long
	Unknown       []string // sequences that it does not know
}

type screenLine struct {
	cells     []rune // 0 in the second cell of a wide character
	continued bool   // by the next line
}

// NewScreen returns an empty one.
func NewScreen(columns, rows int) *Screen {
	return &Screen{Columns: columns, Rows: rows, lines: make([]screenLine, 1)}
}

// Write shows what a program writes.
func (s *Screen) Write(b []byte) (int, error) {
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
			s.Unknown = append(s.Unknown, fmt.Sprintf("%q", r))
		default:
			s.put(r)
		}
	}
	return len(b), nil
}

func (s *Screen) obey(sequence string) {
	var n int
	switch {
	case sequence == "2K":
		s.lines[s.y] = screenLine{}
	case sequence == "J":
		s.lines[s.y] = screenLine{cells: s.lines[s.y].cells[:min(s.x, len(s.lines[s.y].cells))]}
		s.lines = s.lines[:s.y+1]
	case strings.HasSuffix(sequence, "A"):
		if _, err := fmt.Sscanf(sequence, "%dA", &n); err != nil || n == 0 {
			s.Unknown = append(s.Unknown, sequence)
		}
		s.y = max(s.top, s.y-n)
	case sequence == "1m", sequence == "2m", sequence == "0m":
	default:
		s.Unknown = append(s.Unknown, sequence)
	}
}

func (s *Screen) lineFeed() {
	s.x = 0
	if s.y++; s.y == len(s.lines) {
		s.lines = append(s.lines, screenLine{})
	}
	s.top = max(s.top, s.y-s.Rows+1)
}

func (s *Screen) put(r rune) {
	width := text.RuneWidth(r)
	if s.x+width > s.Columns {
		s.lines[s.y].continued = true
		s.Broken++
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

// Resize breaks all lines anew; the cursor stays with its line.
func (s *Screen) Resize(columns, rows int) {
	old, y := s.lines, s.y
	s.Columns, s.Rows, s.lines, s.top, s.y, s.x = columns, rows, make([]screenLine, 1), 0, 0, 0
	broken := s.Broken
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
	s.Broken = broken
	s.top = max(0, len(s.lines)-rows)
}

// Shown is the text on the screen, without empty lines at the end.
func (s *Screen) Shown() string { return s.Text(s.top) }

// Text is what stands from a line on, also above the screen.
func (s *Screen) Text(from int) string {
	var b strings.Builder
	for _, line := range s.lines[from:] {
		b.WriteString(strings.TrimRight(strings.ReplaceAll(string(line.cells), "\x00", ""), " ") + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
