package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// console is where a command speaks: results to out, progress and messages to err.
type console struct {
	out, err io.Writer
	quiet    bool
	json     bool
	lang     string // en or zh
	color    bool   // out may be coloured
	live     bool   // err is a terminal: progress may redraw itself
	width    int    // columns of the terminal, 0 if unknown
}

// newConsole looks at the two streams: colours and moving progress are for terminals only.
func newConsole(out, err io.Writer) *console {
	c := &console{out: out, err: err, lang: "en"}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		_, no := os.LookupEnv("NO_COLOR")
		c.color = !no && os.Getenv("TERM") != "dumb"
		c.width, _, _ = term.GetSize(int(f.Fd()))
	}
	if f, ok := err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.live = os.Getenv("TERM") != "dumb"
	}
	return c
}

// pick returns the text in the language of the output.
func (c *console) pick(en, zh string) string {
	if c.lang == "zh" && zh != "" {
		return zh
	}
	return en
}

// bold marks a heading where colours are allowed.
func (c *console) bold(s string) string {
	if !c.color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// faint marks what is less important where colours are allowed.
func (c *console) faint(s string) string {
	if !c.color {
		return s
	}
	return "\x1b[2m" + s + "\x1b[0m"
}

// writeJSON prints a value for other programs.
func (c *console) writeJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// grid prints rows under a heading in plain columns; the columns in right are aligned to the right. Widths count
// Chinese characters as two columns.
func (c *console) grid(heading []string, rows [][]string, right ...int) error {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "   "
	style.Format.Header = text.FormatDefault
	style.Format.HeaderAlign = text.AlignDefault
	t.SetStyle(style)
	var columns []table.ColumnConfig
	for _, n := range right {
		columns = append(columns, table.ColumnConfig{Number: n + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	if heading != nil {
		head := make(table.Row, len(heading))
		for i, h := range heading {
			head[i] = h
		}
		t.AppendHeader(head)
	}
	for _, r := range rows {
		row := make(table.Row, len(r))
		for i, cell := range r {
			row[i] = cell
		}
		t.AppendRow(row)
	}
	var b strings.Builder
	top := 1
	for _, h := range heading {
		top = max(top, 1+strings.Count(h, "\n"))
	}
	for i, line := range strings.Split(t.Render(), "\n") {
		line = strings.TrimRight(line, " ")
		if i < top && heading != nil {
			line = c.bold(line)
		}
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(c.out, b.String())
	return err
}

// say writes a message to the user, unless quiet.
func (c *console) say(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c.err, format+"\n", args...)
	}
}

// notices passes on what a loader noticed about files that work all the same.
func (c *console) notices(list []string) {
	for _, n := range list {
		c.say("notice: %s", n)
	}
}
