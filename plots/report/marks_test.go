package report

import (
	"path"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
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
	for name, draw := range map[string]func(plots.Source, store.Put) error{
		"figures": func(s plots.Source, put store.Put) error {
			return plots.Draw(s, put, plots.Options{Formats: []string{"svg"}})
		},
		"both": func(s plots.Source, put store.Put) error {
			return Draw(s, put, Options{Formats: []string{"svg"}})
		},
	} {
		figures, reports := make(chan string, 100), make(chan string, 100)
		put := func(file string, _ []byte) error {
			if path.Dir(file) == plots.FiguresDir {
				figures <- file
			} else {
				reports <- file
			}
			return nil
		}
		if err := draw(invented.New(2, 2, 120, 20), put); err != nil {
			t.Fatal(err)
		}
		if want := map[string]int{"figures": 0, "both": 1}[name]; len(figures) < 3 || len(reports) != want {
			t.Errorf("%s: %d figures, %d reports, want %d", name, len(figures), len(reports), want)
		}
	}
}
