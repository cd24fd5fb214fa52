package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"livebazaar/agents/param"
)

// Console is where a command speaks: results to out, progress and messages to err.
type Console struct {
	Out, Err io.Writer
	printed  *Printer // what out is
	Quiet    bool     // nothing but results and errors is said
	Lang     string   // en or zh
	color    bool     // out may be coloured
	width    int      // columns of the terminal, 0 if unknown

	live     bool                       // err is a terminal: progress may redraw itself
	terminal io.Writer                  // that terminal, for what moves its cursor
	size     func() (columns, rows int) // of that terminal now, 0 if unknown
}

// New looks at the two streams: moving progress is for terminals only, and colours are unless they are asked for.
func New(out, err io.Writer) *Console {
	c := &Console{Lang: "en", terminal: err, size: func() (int, int) { return 0, 0 }}
	screen := false
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		screen = true
		c.width, _, _ = term.GetSize(int(f.Fd()))
	}
	c.color = coloured(screen, os.Getenv)
	if f, ok := err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.live = os.Getenv("TERM") != "dumb"
		c.size = func() (int, int) {
			columns, rows, failed := term.GetSize(int(f.Fd()))
			if failed != nil {
				return 0, 0
			}
			return columns, rows
		}
	}
	c.printed = &Printer{to: out, color: c.color}
	c.Out, c.Err = c.printed, &Printer{to: err}
	return c
}

// Lost is why standard output could not be written, nil if all of it was.
func (c *Console) Lost() error { return c.printed.err }

// coloured decides whether output may be coloured. NO_COLOR, if not empty, wins; then FORCE_COLOR or CLICOLOR_FORCE, which
// colour pipes too; then a terminal is coloured unless it is dumb or CLICOLOR is 0.
func coloured(terminal bool, env func(string) string) bool {
	forced := func(name string) bool { v := env(name); return v != "" && v != "0" && v != "false" }
	switch {
	case env("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR"), forced("CLICOLOR_FORCE"):
		return true
	case env("FORCE_COLOR") != "": // 0 or false: asked for none
		return false
	}
	return terminal && env("TERM") != "dumb" && env("CLICOLOR") != "0"
}

// Pick returns the text in the language of the output.
func (c *Console) Pick(en, zh string) string {
	if c.Lang == "zh" && zh != "" {
		return zh
	}
	return en
}

// Bold marks a heading where colours are allowed.
func (c *Console) Bold(s string) string {
	if !c.color {
		return s
	}
	return markBold + s + markOff
}

// Faint marks what is less important where colours are allowed.
func (c *Console) Faint(s string) string {
	if !c.color {
		return s
	}
	return markFaint + s + markOff
}

// WriteJSON prints a value for other programs. Control characters that JSON lets pass are escaped: another program gets the
// text as it is, and a terminal nothing to obey.
func (c *Console) WriteJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	var escaped bytes.Buffer
	for _, r := range b.String() {
		if Controls(r) {
			fmt.Fprintf(&escaped, `\u%04x`, r)
		} else {
			escaped.WriteRune(r)
		}
	}
	_, err := c.Out.Write(escaped.Bytes())
	return err
}

// Say writes a message to the user, unless quiet.
func (c *Console) Say(format string, args ...any) {
	if !c.Quiet {
		fmt.Fprintf(c.Err, format+"\n", args...)
	}
}

// Notices passes on what a loader noticed about files that work all the same.
func (c *Console) Notices(list []string) {
	for _, n := range list {
		c.Say("notice: %s", n)
	}
}

// Count writes a number of things.
func (c *Console) Count(n int, en, zh string) string {
	if c.Lang == "zh" {
		return fmt.Sprintf("%d %s", n, zh)
	}
	return param.Count(n, en)
}
