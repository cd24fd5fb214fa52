package terminal

import (
	"fmt"
	"strings"
)

// sheet is a table with a metric a row and a scenario a column.
type sheet struct {
	heading []string
	rows    [][]string
	right   []int // columns that are aligned to the right
	fixed   int   // columns on the left that are said again where not all scenarios fit beside each other
}

// widths that names of metrics and titles are wrapped to at least, on a narrow terminal
const leastName, leastTitle = 16, 18

// sheet prints the scenarios side by side, or as many at a time as the terminal is wide. Where one is too wide with its names,
// the names are wrapped; where that is not enough, each metric is a block with a line a scenario.
func (c *Console) sheet(s sheet) error {
	for i := s.fixed; i < len(s.heading); i++ {
		one := func(row []string) []string { return append(row[:s.fixed:s.fixed], row[i]) }
		rows := make([][]string, len(s.rows))
		for n, row := range s.rows {
			rows[n] = one(row)
		}
		if _, fit := c.columnLimits(one(s.heading), rows); !fit {
			return c.stack(s.heading, s.rows)
		}
	}
	width := make([]int, len(s.heading))
	for i, title := range s.heading {
		for _, row := range s.rows {
			width[i] = max(width[i], displayed(row[i]))
		}
		if c.width > 0 && i > 0 {
			title = wrapped(title, max(width[i], leastTitle))
		}
		s.heading[i] = title
		for line := range strings.SplitSeq(title, "\n") {
			width[i] = max(width[i], displayed(line))
		}
	}
	left := 0
	for _, w := range width[:s.fixed] {
		left += w + gap
	}
	for from := s.fixed; from < len(s.heading); {
		to, total := from, left
		for to < len(s.heading) && (to == from || c.width == 0 || total+width[to] <= c.width) {
			total += width[to] + gap
			to++
		}
		if from > s.fixed {
			fmt.Fprintln(c.Out)
		}
		cut := func(row []string) []string { return append(row[:s.fixed:s.fixed], row[from:to]...) }
		over := 0
		if c.width > 0 {
			over = max(0, total-gap-c.width)
		}
		rows := make([][]string, len(s.rows))
		for i, row := range s.rows {
			rows[i] = cut(row)
			if over > 0 {
				rows[i][0] = wrapped(row[0], max(leastName, width[0]-over))
			}
		}
		var right []int
		for _, i := range s.right {
			switch {
			case i < s.fixed:
				right = append(right, i)
			case i >= from && i < to:
				right = append(right, i-from+s.fixed)
			}
		}
		if err := c.Grid(cut(s.heading), rows, right...); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// columns is how wide the whole sheet is.
func (s sheet) columns() int {
	n := 0
	for i, title := range s.heading {
		width := displayed(title)
		for _, row := range s.rows {
			width = max(width, displayed(row[i]))
		}
		n += width + gap
	}
	return n - gap
}

// Paragraph prints a line of text, broken to the width of the terminal.
func (c *Console) Paragraph(s string) {
	if s == "" {
		return
	}
	if c.width > 0 {
		s = wrapped(s, c.width)
	}
	fmt.Fprintln(c.Out, s)
}
