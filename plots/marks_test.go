package plots

import (
	"path"
	"testing"

	"livebazaar/sim/metric"
)

// Below a table only the marks that are in it are explained.
func TestOnlyMarksInATableAreExplained(t *testing.T) {
	for _, c := range []struct {
		cells []contrastCell
		want  tableMarks
	}{
		{[]contrastCell{{Text: "1.5 %"}, {Text: metric.Equal}}, tableMarks{}},
		{[]contrastCell{{Text: "1.5 %", Fewer: " (6)"}, {Text: metric.Equal}}, tableMarks{fewer: true}},
		{[]contrastCell{{Text: "1.5 %"}, {Text: metric.Equal, Fewer: " (6)"}}, tableMarks{fewer: true, sameOfFewer: true}},
		{[]contrastCell{{Text: "1.5 %", One: true}}, tableMarks{one: true}},
		{[]contrastCell{{Text: "1.5 %", Mark: metric.PrimaryMark}}, tableMarks{primary: true}},
		{[]contrastCell{{Text: "1.5 %", Mark: metric.SecondaryMark}}, tableMarks{secondary: true}},
	} {
		got := marksOf([]contrastGroup{{Rows: []contrastRow{{Cells: c.cells}}}})
		if got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.cells, got, c.want)
		}
	}
}

// Figures are drawn without a report, and with one.
func TestDrawingWritesAReportOnlyWhereItIsAskedFor(t *testing.T) {
	for name, draw := range map[string]func(Source, func(string, []byte) error, Options) error{
		"figures": func(s Source, put func(string, []byte) error, o Options) error { return Draw(s, put, o) },
		"both":    func(s Source, put func(string, []byte) error, o Options) error { return DrawAndReport(s, put, o) },
	} {
		figures, reports := make(chan string, 100), make(chan string, 100)
		put := func(file string, _ []byte) error {
			if path.Dir(file) == FiguresDir {
				figures <- file
			} else {
				reports <- file
			}
			return nil
		}
		if err := draw(invent(2, 2, 120, 20), put, Options{Lang: English, Formats: []string{"svg"}}); err != nil {
			t.Fatal(err)
		}
		if want := map[string]int{"figures": 0, "both": 1}[name]; len(figures) < 3 || len(reports) != want {
			t.Errorf("%s: %d figures, %d reports, want %d", name, len(figures), len(reports), want)
		}
	}
}
