package terminal

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

// widest is the width of the longest line of a text.
func widest(s string) int {
	width := 0
	for line := range strings.SplitSeq(s, "\n") {
		width = max(width, displayed(OneLine(line)))
	}
	return width
}

// Grid prints rows under a heading in plain columns; the columns in right are aligned to the right. Widths count
// Chinese characters as two columns. On a terminal that is too narrow the widest columns are wrapped between words, and where
// that is not enough the cells of a row stand below each other; long headings are wrapped always, and shortened when they would
// take more than a few lines.
func (c *Console) Grid(heading []string, rows [][]string, right ...int) error {
	limits, fit := c.columnLimits(heading, rows)
	if !fit {
		return c.stack(heading, rows)
	}
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", strings.Repeat(" ", gap)
	style.Format.Header = text.FormatDefault
	style.Format.HeaderAlign = text.AlignDefault
	t.SetStyle(style)
	var columns []table.ColumnConfig
	for _, n := range right {
		columns = append(columns, table.ColumnConfig{Number: n + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	head := 0 // lines
	if heading != nil {
		cells := make(table.Row, len(heading))
		for i, h := range heading {
			lines := shortened(wrapLines(h, limits[i]), limits[i])
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
			line = c.Bold(line)
		}
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(c.Out, b.String())
	return err
}

// columnLimits are the widths that the columns of a grid may take: what they need, if that fits; else the widest are cut down
// to one width, but none to less than its longest word. Where that does not fit either, there is no such grid.
func (c *Console) columnLimits(heading []string, rows [][]string) (limits []int, fit bool) {
	var cells, needed, least []int
	widen := func(to *[]int, i, width int) {
		for len(*to) <= i {
			*to = append(*to, 1)
		}
		(*to)[i] = max((*to)[i], width)
	}
	for _, r := range rows {
		for i, cell := range r {
			widen(&cells, i, widest(cell))
			widen(&least, i, longestPiece(cell))
		}
	}
	for i, h := range heading {
		widen(&cells, i, 1)
		widen(&needed, i, min(widest(h), max(cells[i], headingWidth)))
		widen(&least, i, min(longestPiece(h), leastTitle))
	}
	total, most := 0, 0
	for i, width := range cells {
		widen(&needed, i, width)
		widen(&least, i, narrowest)
		total += needed[i] + gap
		most = max(most, needed[i])
	}
	for limit := most; c.width > 0 && total-gap > c.width && limit > narrowest; limit-- {
		for i := range needed {
			if needed[i] >= limit && needed[i] > least[i] {
				needed[i]--
				total--
			}
		}
	}
	return needed, c.width == 0 || total-gap <= c.width
}

// stack prints the cells of each row below each other, for a terminal that is too narrow for columns: the first as a line of its
// own, the others behind what their columns are called.
func (c *Console) stack(heading []string, rows [][]string) error {
	const indent = 2
	key, value := 0, 1
	for i, h := range heading {
		if i > 0 {
			key = max(key, widest(h))
		}
	}
	for _, r := range rows {
		for _, cell := range r[1:] {
			value = max(value, widest(cell))
		}
	}
	if key > c.width-indent-gap-value { // which is too wide: not less than the words of the headings need
		key = max(0, c.width-indent-gap-value)
		for i, h := range heading {
			if i > 0 && min(longestPiece(h), leastTitle) > key {
				key = 0
			}
		}
	}
	var b strings.Builder
	for _, r := range rows {
		for _, line := range wrapLines(r[0], c.width) {
			b.WriteString(c.Bold(line) + "\n")
		}
		for i, cell := range r[1:] {
			if strings.TrimSpace(cell) == "" {
				continue
			}
			if key == 0 && heading != nil { // a line each
				room := max(1, c.width-indent)
				for _, line := range shortened(wrapLines(heading[i+1], room), room) {
					b.WriteString(strings.Repeat(" ", indent) + line + "\n")
				}
				for _, line := range wrapLines(cell, max(1, c.width-2*indent)) {
					b.WriteString(strings.Repeat(" ", 2*indent) + line + "\n")
				}
				continue
			}
			var keys []string
			at := indent
			if heading != nil {
				keys = shortened(wrapLines(heading[i+1], key), key)
				at += key + gap
			}
			values := wrapLines(cell, max(1, c.width-at))
			for n := range max(len(keys), len(values)) {
				line := strings.Repeat(" ", indent)
				if n < len(keys) {
					line += keys[n]
				}
				if n < len(values) {
					line += strings.Repeat(" ", max(0, at-displayed(line))) + values[n]
				}
				b.WriteString(strings.TrimRight(line, " ") + "\n")
			}
		}
	}
	_, err := io.WriteString(c.Out, b.String())
	return err
}

// shortened keeps the first lines of a heading; … stands for the others.
func shortened(lines []string, columns int) []string {
	if len(lines) > headingLines {
		lines[headingLines-1] = shorten(lines[headingLines-1]+"…", columns)
		lines = lines[:headingLines]
	}
	return lines
}
