package store

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"livebazaar/sim/record"
)

// RunStats is what one session of a run cost.
type RunStats struct {
	Wall         time.Duration // wall time of the market, without start-up, plots and report; 0: since the session began
	Workers      int           // goroutines of the market
	PeakRSSBytes int64         // largest resident memory
}

// writePart writes a part under its name and then counts it as committed.
func (f *Folder) writePart(key partKey, index partIndex, tables []*record.Table) error {
	path := f.partPath(key)
	_, err := replaceFile(f.disk, path, func(w io.Writer) error { return writePart(w, index, tables) })
	if err != nil {
		return err
	}
	written, err := readPartIndex(path, false)
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.parts[key] = &written
	f.mu.Unlock()
	return nil
}

// committed is a part with its place in the order of the tables.
type committed struct {
	partKey
	index *partIndex
}

// order returns the committed parts in the order of the tables: scenarios as in the manifest, then replicates.
func (f *Folder) order() []committed {
	f.mu.Lock()
	defer f.mu.Unlock()
	var parts []committed
	for k, p := range f.parts {
		if p != nil {
			parts = append(parts, committed{k, p})
		}
	}
	slices.SortFunc(parts, func(a, b committed) int {
		if a.scenario != b.scenario {
			return a.scenario - b.scenario
		}
		return a.replicate - b.replicate
	})
	return parts
}

// eachPart reads the table of every committed part, in order.
func (f *Folder) eachPart(table string, each func(*record.Table) error) error {
	for _, part := range f.order() {
		path := f.partPath(part.partKey)
		entry := part.index.table(table)
		if entry == nil {
			return fmt.Errorf("%s: no table %s", path, table)
		}
		t, err := readPartTable(path, entry)
		if err != nil {
			return err
		}
		if err := each(t); err != nil {
			return err
		}
	}
	return nil
}

// PartValues returns the summaries of all committed parts, by scenario and replicate.
func (f *Folder) PartValues() ([]record.Value, error) {
	f.gate.RLock()
	defer f.gate.RUnlock()
	if f.closed {
		return nil, ErrNotWritable
	}
	var values []record.Value
	err := f.eachPart(summaryName, func(t *record.Table) error {
		values = append(values, summaryValues(t)...)
		return nil
	})
	return values, err
}

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

// addCost adds what this session cost to what the former ones did.
func (f *Folder) addCost(m *Manifest, stats RunStats) {
	wall := stats.Wall
	if wall <= 0 {
		wall = f.elapsed()
	}
	m.WallS = f.wallS + wall.Seconds()
	m.ConsumerDays = 0
	for _, p := range f.parts {
		if p != nil {
			m.ConsumerDays += p.ConsumerDays
		}
	}
	m.ConsumerDaysPerS = 0
	if m.WallS > 0 {
		m.ConsumerDaysPerS = float64(m.ConsumerDays) / m.WallS
	}
	if stats.Workers > 0 {
		m.Workers = stats.Workers
	}
	m.PeakRSSBytes = max(m.PeakRSSBytes, stats.PeakRSSBytes)
}

// Stop records that the run ended early, as Stopped or Failed, and gives the lock back. The run can be resumed.
func (f *Folder) Stop(status Status, reason string) error {
	f.gate.Lock()
	defer f.gate.Unlock()
	if f.closed {
		return fmt.Errorf("%s: %w", f.dir, ErrNotWritable)
	}
	if status != Stopped && status != Failed {
		return fmt.Errorf("a run stops as %s or %s, not %s", Stopped, Failed, status)
	}
	m := f.manifest
	m.Status, m.Reason = status, reason
	f.addCost(&m, RunStats{})
	err := writeManifest(f.disk, f.dir, m)
	if err == nil {
		f.mu.Lock()
		f.manifest = m
		f.mu.Unlock()
	}
	f.leave()
	return err
}

// Close gives the lock back and leaves the run as it is: unless it is complete or was stopped, interrupted. It may be
// called more than once.
func (f *Folder) Close() error {
	f.gate.Lock()
	defer f.gate.Unlock()
	f.leave()
	return nil
}

func (f *Folder) leave() {
	if !f.closed {
		f.closed = true
		release(f.lock)
	}
}
