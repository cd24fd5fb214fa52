package store

import (
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"livebazaar/sim/crew"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
)

// partEntry is what is remembered of a committed part. There may be tens of thousands of them, so it is small: the
// schemas of the tables are those of all parts, in Folder.tables.
type partEntry struct {
	consumerDays int64
	session      int
	elapsedNanos int64
	tables       []tableEntry // in the order of Folder.tables
}

// tableEntry is where a table of a part is, and its digest.
type tableEntry struct {
	rows, start, bytes int64
	digest             Digest
}

// entryOf remembers an index.
func entryOf(index partIndex) (*partEntry, error) {
	e := &partEntry{index.ConsumerDays, index.Session, index.ElapsedNanos, make([]tableEntry, len(index.Tables))}
	for i, t := range index.Tables {
		d, err := parseDigest(t.Digest)
		if err != nil {
			return nil, err
		}
		e.tables[i] = tableEntry{int64(t.Rows), t.Start, t.Bytes, d}
	}
	return e, nil
}

// writePart writes a part under its name and then counts it as committed.
func (f *Folder) writePart(key partKey, index partIndex, tables []*record.Table) error {
	if is, err := f.site.Kind(key.name()); err == nil && is != disk.Nothing {
		return disk.InTheWay(f.site.Path(key.name()), "a part of the run")
	}
	_, err := f.site.Replace(key.name(), func(w io.Writer) error { return writePart(w, index, tables) })
	if err != nil {
		return err
	}
	written, err := readPartIndex(f.partPath(key), false)
	if err != nil {
		return err
	}
	entry, err := entryOf(written)
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.parts[key] = entry
	f.mu.Unlock()
	return nil
}

// committed is a part with its place in the order of the tables.
type committed struct {
	partKey
	*partEntry
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

// eachPart reads a table (its place among the tables of every part) of every committed part and hands them over in order,
// while the next ones are being read. The tables are the caller's to keep.
func (f *Folder) eachPart(table int, each func(*record.Table) error) error {
	parts := f.order()
	return crew.Ahead(len(parts), func(i int) (*record.Table, error) {
		entry := &parts[i].tables[table]
		return readPartTable(f.partPath(parts[i].partKey), &partTable{Schema: f.tables[table], Rows: int(entry.rows),
			Start: entry.start, Bytes: entry.bytes, Digest: entry.digest.String()})
	}, each)
}

// PartValues returns the summaries of all committed parts, by scenario and replicate, with what is pooled over them filled in.
func (f *Folder) PartValues() ([]record.Value, error) {
	f.gate.RLock()
	defer f.gate.RUnlock()
	if f.closed {
		return nil, ErrNotWritable
	}
	rows := int64(0)
	for _, part := range f.order() {
		rows += part.tables[summaryTableAt].rows
	}
	values := make([]record.Value, 0, rows)
	err := f.eachPart(summaryTableAt, func(t *record.Table) error {
		values = append(values, summaryValues(t)...)
		return nil
	})
	metric.Pool(values)
	return values, err
}

// dropParts removes parts and checkpoints, of this run or a former one, and the folders for them unless something else is
// in there.
func (f *Folder) dropParts() error {
	for _, sub := range []string{stateFolder, "parts"} {
		names, err := f.site.Names(sub)
		if err != nil {
			return err
		}
		for _, name := range names {
			if f.private(sub, name) {
				if err := f.site.Remove(sub + "/" + name); err != nil {
					return err
				}
			}
		}
		if err := f.site.RemoveIfEmpty(sub); err != nil {
			return err
		}
	}
	return nil
}

var partNames = regexp.MustCompile(`^\d{3,}-\d{5,}\.part$`)

// private reports whether a file under parts/ is one that the program keeps there until the run is complete: by its
// name and by what it begins with.
func (f *Folder) private(sub, name string) bool {
	magic := ""
	switch {
	case strings.HasSuffix(name, disk.Unfinished):
		return true
	case sub == "parts" && partNames.MatchString(name):
		magic = partMagic
	case sub == stateFolder && strings.HasSuffix(name, ".state"):
		magic = stateMagic
	default:
		return false
	}
	file, err := disk.OpenRegular(f.site.Path(sub + "/" + name))
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, len(magic))
	n, _ := io.ReadFull(file, head)
	return n == 0 || string(head) == magic // a pulled plug may leave a file without its content
}

// clearUnfinished removes files that were being written when a former process was stopped.
func (f *Folder) clearUnfinished() error {
	for _, sub := range append([]string{".", "parts", stateFolder, exportFolder}, subfolders...) {
		names, err := f.site.Names(sub)
		if err != nil {
			return err
		}
		for _, name := range names {
			if strings.HasSuffix(name, disk.Unfinished) {
				if err := f.site.Remove(path.Join(sub, name)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
