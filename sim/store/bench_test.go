package store

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"livebazaar/sim/record"
)

// streamerRows is a table of the width of streamers.
func streamerRows(scenario string, replicate, streamers, months int) *record.Table {
	columns := []record.Column{{Name: "scenario", Kind: record.Text}, {Name: "replicate"}, {Name: "streamer"}, {Name: "month"},
		{Name: "category", Kind: record.Text}, {Name: "tier", Kind: record.Text}, {Name: "mcn"}}
	for i := range 14 {
		columns = append(columns, record.Column{Name: fmt.Sprintf("x%d", i), Kind: record.Float})
	}
	t := record.NewTable("streamers", 4, columns...)
	row := make([]any, len(columns))
	for s := range streamers {
		for m := range months {
			row[0], row[1], row[2], row[3], row[4], row[5], row[6] = scenario, replicate, s, m, "beauty", "tail", s%50
			for i := range 14 {
				row[7+i] = math.Floor(1e4*math.Sqrt(float64(s*m+i))) / 100
			}
			t.Append(row...)
		}
	}
	return t
}

// BenchmarkMillionRows commits, finishes, reads and verifies a table of a million rows and 21 columns.
func BenchmarkMillionRows(b *testing.B) {
	m := toyManifest()
	m.Replicates = 4
	parts := make([]*record.Table, 4)
	for r := range parts {
		parts[r] = streamerRows("uniform", r, 10000, 25)
	}
	b.ResetTimer()
	for i := range b.N {
		dir := filepath.Join(b.TempDir(), fmt.Sprint(i))
		f, err := Create(dir, m, toyScenarios[:1], false)
		if err != nil {
			b.Fatal(err)
		}
		began := f.elapsed()
		for r, t := range parts {
			if err := f.Commit(&record.Part{Scenario: "uniform", Replicate: r, Tables: []*record.Table{t}}); err != nil {
				b.Fatal(err)
			}
		}
		committed := f.elapsed()
		if err := f.Finish(nil, nil, RunStats{}); err != nil {
			b.Fatal(err)
		}
		finished := f.elapsed()
		results, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := results.Table("streamers"); err != nil {
			b.Fatal(err)
		}
		read := f.elapsed()
		if problems, err := Verify(dir); err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
		b.ReportMetric((committed - began).Seconds(), "s/commit")
		b.ReportMetric((finished - committed).Seconds(), "s/finish")
		b.ReportMetric((read - finished).Seconds(), "s/read")
		b.ReportMetric((f.elapsed() - read).Seconds(), "s/verify")
	}
}
