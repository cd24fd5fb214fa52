package store

import (
	"fmt"
	"io"
	"slices"

	"livebazaar/sim/record"
)

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

// eachPart reads the table of every committed part and hands them over in order, while the next ones are being read.
// The tables are the caller's to keep.
func (f *Folder) eachPart(table string, each func(*record.Table) error) error {
	parts := f.order()
	return ahead(len(parts), func(i int) (*record.Table, error) {
		path := f.partPath(parts[i].partKey)
		entry := parts[i].index.table(table)
		if entry == nil {
			return nil, fmt.Errorf("%s: no table %s", path, table)
		}
		return readPartTable(path, entry)
	}, each)
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
