package terminal

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// Printer is the only way to a standard stream. It makes control characters visible, whoever wrote them, so that no title
// or file name moves a cursor or turns a line around; and it remembers the first error, so that a command need not look at
// each: Run asks once, at the end. To the command every write succeeds.
type Printer struct {
	to    io.Writer
	color bool // the console's own marks pass

	mu  sync.Mutex // progress writes beside messages
	err error
}

// NewPrinter returns what prints to a stream, without colours.
func NewPrinter(to io.Writer) *Printer { return &Printer{to: to} }

func (p *Printer) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		_, p.err = p.to.Write(p.harmless(b))
	}
	return len(b), nil
}

// marks are the only escape sequences that the console writes among other text.
const (
	markBold  = "\x1b[1m"
	markFaint = "\x1b[2m"
	markOff   = "\x1b[0m"
)

// harmless replaces control characters in what is written, except line feeds, tabs and the console's own marks.
func (p *Printer) harmless(b []byte) []byte {
	if bytes.IndexFunc(b, Controls) < 0 {
		return b
	}
	var out bytes.Buffer
	for len(b) > 0 {
		if p.color && b[0] == '\x1b' {
			if n := len(markOff); len(b) >= n && (string(b[:n]) == markBold || string(b[:n]) == markFaint || string(b[:n]) == markOff) {
				out.Write(b[:n])
				b = b[n:]
				continue
			}
		}
		r, n := utf8.DecodeRune(b)
		if Controls(r) && (r != utf8.RuneError) {
			out.WriteRune(visible(r))
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.Bytes()
}

// Controls reports whether a terminal would obey the character instead of showing it: C0 without line feed and tab, DEL, C1,
// separators of lines, and what turns the direction of writing.
func Controls(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0x200e || r == 0x200f ||
		r == 0x061c || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// visible is the picture of a control character.
func visible(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	}
	return utf8.RuneError
}

// OneLine is a text of a user as it may stand in a line that the console lays out: a line feed or a tab in it would break the layout.
func OneLine(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < 0x20 || Controls(r) }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 || Controls(r) {
			return visible(r)
		}
		return r
	}, s)
}
