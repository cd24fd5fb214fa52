package store

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"
)

// CSV is how exported tables are written. Both forms are UTF-8 and quote as RFC 4180 does: a cell with a comma, a quote, a
// line's end, or space at either end stands in quotes, quotes in it are doubled. Numbers are the shortest text that reads
// back as the same number, with a point; a blank is an empty cell.
//
// The plain form has the cells of the tables and nothing else, for programs: lines end in \n. The form for spreadsheets
// begins with a byte order mark, without which Excel takes UTF-8 for the system's code page, and ends its lines in \r\n. No
// text in it can become a formula (see defused).
type CSV struct {
	Chinese     bool // names of columns in Simplified Chinese
	Spreadsheet bool
}

const byteOrderMark = "\uFEFF"

// formulaStarts are the characters at the beginning of a cell that make, or once made, a spreadsheet run it as a formula: OWASP,
// "CSV Injection", with the full-width forms that East Asian versions take for the plain ones.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// defused puts an apostrophe before a text that a spreadsheet could take for a formula, and before one that begins with an
// apostrophe, so that whoever takes one away has the text again. Numbers are no texts: −3.5 stays a number.
func defused(text string) string {
	if strings.HasPrefix(text, "'") || Formula(text) {
		return "'" + text
	}
	return text
}

// Formula reports whether a spreadsheet could take a text in a CSV file for a formula.
func Formula(text string) bool {
	for _, first := range text {
		return strings.ContainsRune(formulaStarts, first)
	}
	return false
}

// csvWriter writes rows in one of the forms.
type csvWriter struct {
	form CSV
	to   *bufio.Writer
	line []byte
	next bool // a cell of the line is written
}

// begin writes the header of a table.
func (form CSV) begin(w io.Writer, s tablefile.Schema) *csvWriter {
	out := &csvWriter{form: form, to: bufio.NewWriterSize(w, 1<<16)}
	if form.Spreadsheet {
		out.line = append(out.line, byteOrderMark...)
	}
	for c, chinese := range chineseNames(s) {
		if form.Chinese {
			out.text(chinese)
		} else {
			out.text(s.Columns[c].Name)
		}
	}
	out.end()
	return out
}

// rows writes the rows of a table.
func (w *csvWriter) rows(t *record.Table) error {
	for r := range t.Rows {
		for c, col := range t.Columns {
			switch col.Kind {
			case record.Int:
				w.separate()
				w.line = strconv.AppendInt(w.line, t.Ints[c][r], 10)
			case record.Float:
				w.separate()
				w.line = append(w.line, strings.TrimPrefix(tablefile.FormatFloat(t.Floats[c][r]), "+")...) // infinity has a sign
			case record.Text:
				w.text(t.Texts[c][r])
			}
		}
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

func (w *csvWriter) separate() {
	if w.next {
		w.line = append(w.line, ',')
	}
	w.next = true
}

func (w *csvWriter) text(s string) {
	w.separate()
	if w.form.Spreadsheet {
		s = defused(s)
	}
	if !strings.ContainsAny(s, ",\"\r\n") && strings.TrimSpace(s) == s {
		w.line = append(w.line, s...)
		return
	}
	w.line = append(w.line, '"')
	w.line = append(w.line, strings.ReplaceAll(s, `"`, `""`)...)
	w.line = append(w.line, '"')
}

// end writes the line. An error is kept, and comes again with every later one.
func (w *csvWriter) end() error {
	if w.form.Spreadsheet {
		w.line = append(w.line, '\r')
	}
	_, err := w.to.Write(append(w.line, '\n'))
	w.line, w.next = w.line[:0], false
	return err
}

func (w *csvWriter) flush() error { return w.to.Flush() }

// chineseNames are the names of a table's columns in Chinese. A column has its English one where there is none, or where the
// folder is of a version before the names and two columns would be called alike.
func chineseNames(s tablefile.Schema) []string {
	names := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		names[i] = record.Column{ZH: c.ZH, NameZH: c.NameZH}.ChineseName()
		if names[i] == "" || slices.Contains(names[:i], names[i]) {
			names[i] = c.Name
		}
	}
	return names
}
