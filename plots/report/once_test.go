package report

import (
	"maps"
	"slices"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
)

func TestFiguresAndReportReadALargeTableOnce(t *testing.T) {
	v := invented.InPieces(invented.New(3, 2, 400, 60))
	s, err := plots.Read(v, plots.Options{Formats: []string{"svg"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Draw(func(string, []byte) error { return nil }); err != nil {
		t.Fatal(err)
	}
	drawn := maps.Clone(v.Read)
	if _, err := reportPage(&study{s}, Options{}); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(v.Read, drawn) {
		t.Errorf("the report reads again what the figures have read: %v, then %v", drawn, v.Read)
	}
	// The sales of a year, and an account by tier for each of two columns; the cohorts that there are, and what became of
	// them; the days and months that there are, and each column that is drawn.
	want := map[string]int{"streamers": 3, "merchants": 2, "cohorts": 2, "flows": 1, "courses": 1, "days": 4, "months": 11}
	if !maps.Equal(v.Read, want) {
		t.Errorf("tables were read %v times, want %v (%v)", v.Read, want, slices.Sorted(maps.Keys(v.Read)))
	}
}
