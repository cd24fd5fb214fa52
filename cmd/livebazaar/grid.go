package main

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

const (
	gap          = 3  // columns of the terminal between two of the grid
	narrowest    = 6  // of a column that is wrapped
	headingWidth = 40 // of a heading over narrower cells, where the width of the output is unknown
	headingLines = 3  // of a heading before it is shortened
)

// displayed is the number of columns that a text takes on a terminal; a Chinese character takes two.
func displayed(s string) int { return text.StringWidthWithoutEscSequences(s) }

// shorten cuts a text to a number of columns on a terminal; … stands for what is left out.
func shorten(s string, columns int) string {
	if displayed(s) <= columns {
		return s
	}
	if columns < displayed("…")+1 {
		return text.Trim(s, columns)
	}
	return strings.TrimRight(text.Trim(s, columns-displayed("…")), " ") + "…"
}

// wrap breaks a text into lines of so many columns on a terminal: between words, and within what is longer than a line.
func wrap(s string, columns int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && displayed(line)+1+displayed(word) <= columns {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for displayed(word) > columns {
			part := text.Trim(word, columns)
			if part == "" { // not even one character fits
				break
			}
			lines, word = append(lines, part), word[len(part):]
		}
		line = word
	}
	return append(lines, line)
}

// wrapLines wraps each line of a text.
func wrapLines(s string, columns int) []string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, wrap(oneLine(line), columns)...)
	}
	return lines
}

// widest is the width of the longest line of a text.
func widest(s string) int {
	width := 0
	for line := range strings.SplitSeq(s, "\n") {
		width = max(width, displayed(oneLine(line)))
	}
	return width
}

// grid prints rows under a heading in plain columns; the columns in right are aligned to the right. Widths count
// Chinese characters as two columns. On a terminal that is too narrow the widest columns are wrapped; long headings are
// wrapped always, and shortened when they would take more than a few lines.
func (c *console) grid(heading []string, rows [][]string, right ...int) error {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", strings.Repeat(" ", gap)
	style.Format.Header = text.FormatDefault
	style.Format.HeaderAlign = text.AlignDefault
	t.SetStyle(style)
	limits := c.columnLimits(heading, rows)
	var columns []table.ColumnConfig
	for _, n := range right {
		columns = append(columns, table.ColumnConfig{Number: n + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	head := 0 // lines
	if heading != nil {
		cells := make(table.Row, len(heading))
		for i, h := range heading {
			lines := wrapLines(h, limits[i])
			if len(lines) > headingLines {
				lines[headingLines-1] = shorten(lines[headingLines-1]+"…", limits[i])
				lines = lines[:headingLines]
			}
			cells[i] = strings.Join(lines, "\n")
			head = max(head, len(lines))
		}
		t.AppendHeader(cells)
	}
	for _, r := range rows {
		row := make(table.Row, len(r))
		for i, cell := range r {
			indent := cell[:len(cell)-len(strings.TrimLeft(cell, " "))] // which wrapping would lose
			row[i] = indent + strings.Join(wrapLines(cell[len(indent):], limits[i]-len(indent)), "\n"+indent)
		}
		t.AppendRow(row)
	}
	var b strings.Builder
	for i, line := range strings.Split(t.Render(), "\n") {
		line = strings.TrimRight(line, " ")
		if i < head {
			line = c.bold(line)
		}
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(c.out, b.String())
	return err
}

// columnLimits are the widths that the columns of a grid may take: what they need, if that fits; else the widest are cut down
// to one width.
func (c *console) columnLimits(heading []string, rows [][]string) []int {
	var cells, needed []int
	widen := func(to *[]int, i, width int) {
		for len(*to) <= i {
			*to = append(*to, 1)
		}
		(*to)[i] = max((*to)[i], width)
	}
	for _, r := range rows {
		for i, cell := range r {
			widen(&cells, i, widest(cell))
		}
	}
	for i, h := range heading {
		widen(&cells, i, 1)
		widen(&needed, i, min(widest(h), max(cells[i], headingWidth)))
	}
	total, most := 0, 0
	for i, width := range cells {
		widen(&needed, i, width)
		total += needed[i] + gap
		most = max(most, needed[i])
	}
	for limit := most; c.width > 0 && total-gap > c.width && limit > narrowest; limit-- {
		for i := range needed {
			if needed[i] >= limit {
				needed[i]--
				total--
			}
		}
	}
	return needed
}
