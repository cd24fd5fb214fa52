package store

import (
	"fmt"
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
	makers := []func() (made, error){
		func() (made, error) { return f.makeSummary(summary) },
		func() (made, error) { return f.makeContrasts(contrasts) },
	}
	for _, s := range f.tables[1:] {
		makers = append(makers, func() (made, error) { return f.makeTable(s) })
	}
	var entries []DigestEntry
	err := ahead(len(makers), func(i int) (made, error) { return makers[i]() }, func(next made) error {
		m.Files = append(m.Files, next.files...)
		m.Tables = append(m.Tables, next.sums...)
		entries = append(entries, next.entries...)
		return nil
	})
	if err != nil {
		return err
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
