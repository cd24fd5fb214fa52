package store

import (
	"fmt"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim/crew"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
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
		return fmt.Errorf("%s: %w: %d of %s are there", f.Dir(), ErrIncomplete, done, param.Count(total, "run"))
	}
	return nil
}

// Finish puts the tables together from the parts and writes summary and contrasts; the results are whole then, and what
// is left is to Draw. After an error the folder is as resumable as before.
func (f *Folder) Finish(summary []record.Value, contrasts []record.Contrast, stats RunStats) error {
	f.gate.Lock()
	defer f.gate.Unlock()
	if f.closed {
		return fmt.Errorf("%s: %w", f.Dir(), ErrNotWritable)
	}
	if err := f.allThere(); err != nil {
		return err
	}
	m := f.manifest
	m.Tables, m.Files, m.Drawn, m.Exported = nil, nil, nil, nil
	makers := []func() (made, error){
		func() (made, error) { return f.makeSummary(summary) },
		func() (made, error) { return f.makeContrasts(contrasts) },
	}
	names := []string{"summary.csv", "contrasts.csv"}
	for at, s := range f.tables {
		if at == summaryTableAt {
			continue
		}
		makers = append(makers, func() (made, error) { return f.makeTable(at) })
		names = append(names, tablePath(s.Name))
		if slices.Contains(inCSV, s.Name) {
			names = append(names, csvPath(s.Name))
		}
	}
	claimed, err := f.claim(f.manifest, names)
	if err != nil {
		return err
	}
	if err := f.say(claimed); err != nil {
		return err
	}
	var entries []DigestEntry
	err = crew.Ahead(len(makers), func(i int) (made, error) { return makers[i]() }, func(next made) error {
		m.Files = append(m.Files, next.files...)
		m.Tables = append(m.Tables, next.sums...)
		entries = append(entries, next.entries...)
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range f.scenarioPaths() {
		sum, err := disk.SumFile(f.Dir(), name)
		if err != nil {
			return err
		}
		m.Files = append(m.Files, sum)
	}
	slices.SortFunc(m.Files, func(a, b disk.FileSum) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(m.Tables, func(a, b TableSum) int { return strings.Compare(a.Table, b.Table) })

	m.Digest, m.Making = joinDigests(entries).String(), nil
	f.addCost(&m, stats)
	if err := f.say(m); err != nil {
		return err
	}
	f.parts = map[partKey]*partEntry{}
	return f.dropParts()
}

// claim adds files to those that the manifest says are being made, so that after a stop they are known to be the
// program's. What has such a name and is not the program's already is in the way.
func (f *Folder) claim(m Manifest, names []string) (Manifest, error) {
	own := m.owned()
	m.Making = slices.Clone(m.Making)
	for _, name := range names {
		is, err := f.site.Kind(name)
		if err != nil {
			return m, err
		}
		if is > disk.Regular || is == disk.Regular && !own[name] {
			return m, disk.InTheWay(f.site.Path(name), "a file of this name")
		}
		if !slices.Contains(m.Making, name) {
			m.Making = append(m.Making, name)
		}
	}
	return m, nil
}

// say writes the manifest, which is what holds from then on.
func (f *Folder) say(m Manifest) error {
	if err := writeManifest(f.site, m); err != nil {
		return err
	}
	f.mu.Lock()
	f.manifest = m
	f.mu.Unlock()
	return nil
}

func tablePath(name string) string { return "tables/" + name + ".parquet" }

func csvPath(name string) string { return "tables/" + name + ".csv" }
