package store

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"livebazaar/sim/record"
)

// allThere demands every replicate of every scenario.
func (f *Folder) allThere() error {
	done, total := f.Progress()
	parts, perScenario := f.order(), f.manifest.Replicates
	whole := done == total
	for i := 0; whole && i < total; i++ {
		whole = parts[i].scenario == i/perScenario && parts[i].replicate == parts[i%perScenario].replicate
	}
	if !whole {
		return fmt.Errorf("%s: %w: %d of %d replicates are there", f.dir, ErrIncomplete, done, total)
	}
	return nil
}

// Finish puts the tables together from the parts, writes summary and contrasts, and as the very last step says in the
// manifest that the run is complete. The lock is given back. After an error the folder is as resumable as before.
func (f *Folder) Finish(summary []record.Value, contrasts []record.Contrast, stats RunStats) error {
	f.gate.Lock()
	defer f.gate.Unlock()
	if f.closed {
		return fmt.Errorf("%s: %w", f.dir, ErrNotWritable)
	}
	if err := f.allThere(); err != nil {
		return err
	}
	if err := f.clearTables(); err != nil {
		return err
	}
	m := f.manifest
	m.Tables, m.Files, m.Drawn = nil, nil, nil
	keep := func(name string, write func(io.Writer) error) error {
		sum, err := replaceFile(f.disk, f.path(name), write)
		sum.Path = name
		m.Files = append(m.Files, sum)
		return err
	}

	entries, err := f.summaryDigests(summary)
	if err != nil {
		return err
	}
	m.Tables = append(m.Tables, TableSum{Table: summaryName, Rows: int64(len(summary)), Digest: joinDigests(entries)})
	if err := keep("summary.csv", func(w io.Writer) error { return writeSummary(w, summary) }); err != nil {
		return err
	}
	if err := keep("contrasts.csv", func(w io.Writer) error { return writeContrasts(w, contrasts) }); err != nil {
		return err
	}
	for _, s := range f.tables[1:] {
		rows := int64(0)
		err := keep(tablePath(s.Name), func(w io.Writer) error {
			out, err := newTableWriter(w, s)
			if err != nil {
				return err
			}
			if err := f.eachPart(s.Name, out.add); err != nil {
				return err
			}
			rows = out.rows
			return out.close()
		})
		if err != nil {
			return err
		}
		if slices.Contains(inCSV, s.Name) {
			err := keep("tables/"+s.Name+".csv", func(w io.Writer) error {
				return writeTableCSV(w, s, func(each func(*record.Table) error) error { return f.eachPart(s.Name, each) })
			})
			if err != nil {
				return err
			}
		}
		own := f.tableDigests(s.Name)
		entries = append(entries, own...)
		m.Tables = append(m.Tables, TableSum{Table: s.Name, Rows: rows, Digest: joinDigests(own)})
	}
	for _, s := range m.Scenarios {
		sum, err := sumFile(f.dir, scenarioPath(s.Name))
		if err != nil {
			return err
		}
		m.Files = append(m.Files, sum)
	}
	slices.SortFunc(m.Files, func(a, b FileSum) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(m.Tables, func(a, b TableSum) int { return strings.Compare(a.Table, b.Table) })

	m.Digest = joinDigests(entries)
	m.Status, m.Reason = Complete, ""
	f.addCost(&m, stats)
	if err := writeManifest(f.disk, f.dir, m); err != nil {
		return err
	}
	f.mu.Lock()
	f.manifest = m
	f.mu.Unlock()
	f.disk.remove(f.path("parts")) // the run is complete; if this fails, Resume tidies up
	f.leave()
	return nil
}

func tablePath(name string) string { return "tables/" + name + ".parquet" }

// clearTables removes tables that an earlier attempt to finish left.
func (f *Folder) clearTables() error {
	entries, err := namesIn(f.path("tables"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); ext == ".parquet" || ext == ".csv" || ext == unfinished {
			if err := f.disk.remove(f.path("tables/" + e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// summaryDigests demands that the values of a replicate are together, so that the same rows give the same digest.
func (f *Folder) summaryDigests(summary []record.Value) ([]DigestEntry, error) {
	d := digests{}
	d.add(summaryTable(summary))
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
func (f *Folder) tableDigests(table string) []DigestEntry {
	var entries []DigestEntry
	for _, part := range f.order() {
		if t := part.index.table(table); t.Rows > 0 {
			entries = append(entries, DigestEntry{Scenario: part.index.Scenario, Replicate: int64(part.replicate),
				Table: table, Digest: t.Digest})
		}
	}
	return entries
}
