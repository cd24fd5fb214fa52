package store

import (
	"errors"
	"io"
	"slices"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// inCSV are the tables small enough to be kept as CSV beside Parquet.
var inCSV = []string{"months", "cohorts", "flows", "removals", "removed", "mcns"}

// made is what the manifest says of results that are in place: their files and, of a table, its sum and the digests
// that it is made of.
type made struct {
	files   []disk.FileSum
	sums    []TableSum
	entries []DigestEntry
}

// keep writes a file of the results.
func (f *Folder) keep(to *made, name string, write func(io.Writer) error) error {
	sum, err := f.site.Replace(name, write)
	to.files = append(to.files, sum)
	return err
}

func (f *Folder) makeSummary(summary []record.Value) (made, error) {
	entries, err := f.summaryDigests(summary)
	if err != nil {
		return made{}, err
	}
	out := made{entries: entries, sums: []TableSum{{Table: summaryName, Rows: int64(len(summary)), Digest: joinDigests(entries).String()}}}
	err = f.keep(&out, "summary.csv", func(w io.Writer) error { return tablefile.WriteSummary(w, summary) })
	return out, err
}

func (f *Folder) makeContrasts(contrasts []record.Contrast) (made, error) {
	var out made
	err := f.keep(&out, "contrasts.csv", func(w io.Writer) error { return tablefile.WriteContrasts(w, contrasts) })
	return out, err
}

// makeTable puts a table together, by its place among the tables of every part; the parts are read once for both of its
// files.
func (f *Folder) makeTable(at int) (made, error) {
	var out made
	s := f.tables[at]
	rows := int64(0)
	err := f.keep(&out, tablePath(s.Name), func(w io.Writer) error {
		table, err := tablefile.NewWriter(w, s, f.manifest.createdBy())
		if err != nil {
			return err
		}
		if !slices.Contains(inCSV, s.Name) {
			err = f.eachPart(at, table.Add)
		} else {
			err = f.keep(&out, csvPath(s.Name), func(w io.Writer) error {
				return tablefile.WriteCSV(w, s, func(lines func(*record.Table) error) error {
					return f.eachPart(at, func(t *record.Table) error {
						if err := table.Add(t); err != nil {
							return err
						}
						return lines(t)
					})
				})
			})
		}
		if err != nil {
			return err
		}
		rows = table.Rows
		return table.Close()
	})
	out.entries = f.tableDigests(at)
	out.sums = []TableSum{{Table: s.Name, Rows: rows, Digest: joinDigests(out.entries).String()}}
	return out, err
}

// summaryDigests demands that the values of a replicate are together, so that the same rows give the same digest.
func (f *Folder) summaryDigests(summary []record.Value) ([]DigestEntry, error) {
	d := digests{}
	for from := 0; from < len(summary); {
		to := from + 1
		for to < len(summary) && summary[to].Replicate == summary[from].Replicate && summary[to].Scenario == summary[from].Scenario {
			to++
		}
		d.add(summaryTable(summary[from:to]))
		from = to
	}
	entries := d.close()
	type replicate struct {
		scenario string
		number   int64
	}
	seen := map[replicate]bool{}
	for _, e := range entries {
		at := replicate{e.Scenario, e.Replicate}
		if _, known := f.position(e.Scenario); !known || seen[at] {
			return nil, errors.New("summary: its values must be of the run's scenarios, those of a replicate one below the other")
		}
		seen[at] = true
	}
	return entries, nil
}

// tableDigests are the digests of a table's parts; a replicate without a row has none.
func (f *Folder) tableDigests(table int) []DigestEntry {
	var entries []DigestEntry
	for _, part := range f.order() {
		if t := &part.tables[table]; t.rows > 0 {
			entries = append(entries, DigestEntry{Scenario: f.manifest.Scenarios[part.scenario].Name,
				Replicate: int64(part.replicate), Table: f.tables[table].Name, Digest: t.digest})
		}
	}
	return entries
}
