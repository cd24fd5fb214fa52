package store

import (
	"fmt"
	"sync"
	"time"

	"livebazaar/sim/filename"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// Folder is a result folder that this process writes. Its methods may be called from several goroutines.
type Folder struct {
	site  *disk.Site
	lock  *folderLock
	began time.Time      // of this session
	wallS float64        // of the sessions before
	run   string         // identity of the run
	at    map[string]int // where each scenario stands in the manifest

	// Commits and checkpoints hold gate for reading, what ends the session holds it for writing.
	gate   sync.RWMutex
	closed bool

	mu       sync.Mutex // guards what follows
	manifest Manifest
	parts    map[partKey]*partEntry // committed; nil while being written
	tables   []tablefile.Schema     // of every part, once one is there

	states nameLocks // of checkpoints

	discarded []Problem // parts that were found and not taken
}

func newFolder(p *disk.Site, lock *folderLock) *Folder {
	return &Folder{site: p, lock: lock, began: time.Now(), parts: map[partKey]*partEntry{}}
}

type partKey struct {
	scenario  int // position in the manifest
	replicate int
}

// Dir returns the path of the folder.
func (f *Folder) Dir() string { return f.site.Dir }

// Manifest returns what the manifest says now.
func (f *Folder) Manifest() Manifest {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.manifest
}

// Progress returns how many replicates are committed, of how many.
func (f *Folder) Progress() (done, total int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.parts {
		if p != nil {
			done++
		}
	}
	return done, len(f.manifest.Scenarios) * f.manifest.Replicates
}

// Finished reports whether the replicate of the scenario is committed.
func (f *Folder) Finished(scenario string, replicate int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, ok := f.position(scenario)
	return ok && f.parts[partKey{at, replicate}] != nil
}

// take takes up the manifest of a run, whose scenarios and identity stay what they are.
func (f *Folder) take(m Manifest) {
	f.manifest, f.run = m, m.identity()
	f.at = make(map[string]int, len(m.Scenarios))
	for i, s := range m.Scenarios {
		f.at[s.Name] = i
	}
}

func (f *Folder) position(scenario string) (at int, known bool) {
	at, known = f.at[scenario]
	return at, known
}

// name is the path of a part's file below the folder.
func (k partKey) name() string { return fmt.Sprintf("parts/%03d-%05d.part", k.scenario, k.replicate) }

func (f *Folder) partPath(k partKey) string { return f.site.Path(k.name()) }

// elapsed is the wall time of this session so far.
func (f *Folder) elapsed() time.Duration { return time.Since(f.began) }

// Commit keeps a finished replicate for good: when it returns nil, the part is on the disk and outlives any stop. Rows
// of a table that are not in key order are put in order.
func (f *Folder) Commit(part *record.Part) error {
	f.gate.RLock()
	defer f.gate.RUnlock()
	fail := func(err error) error {
		return fmt.Errorf("%s, replicate %d: %w", part.Scenario, part.Replicate, err)
	}
	if f.closed {
		return fail(ErrNotWritable)
	}
	tables := []*record.Table{summaryTable(part.Summary)}
	schemas := []tablefile.Schema{tablefile.SchemaOf(tables[0])}
	for _, v := range part.Summary {
		if v.Scenario != part.Scenario || v.Replicate != part.Replicate {
			return fail(fmt.Errorf("its summary has a value of %s, replicate %d", v.Scenario, v.Replicate))
		}
	}
	for _, t := range part.Tables {
		ordered, err := tablefile.KeyOrdered(t, part.Scenario, part.Replicate)
		if err != nil {
			return fail(err)
		}
		tables = append(tables, ordered)
		schemas = append(schemas, tablefile.SchemaOf(ordered))
	}
	key, index, err := f.reserve(part, schemas)
	if err != nil {
		return fail(err)
	}
	if err = f.writePart(key, index, tables); err != nil {
		f.mu.Lock()
		delete(f.parts, key)
		f.mu.Unlock()
		return fail(err)
	}
	return nil
}

// reserve claims the place of a part, so that it is written once.
func (f *Folder) reserve(part *record.Part, schemas []tablefile.Schema) (partKey, partIndex, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, ok := f.position(part.Scenario)
	if !ok || part.Replicate < 0 || f.manifest.Whole() {
		return partKey{}, partIndex{}, ErrUnknownPart
	}
	key := partKey{at, part.Replicate}
	if _, taken := f.parts[key]; taken {
		return key, partIndex{}, ErrDoubleCommit
	}
	if f.tables == nil {
		if err := distinctTables(schemas); err != nil {
			return key, partIndex{}, err
		}
		f.tables = schemas
	} else if err := sameTables(f.tables, schemas); err != nil {
		return key, partIndex{}, err
	}
	f.parts[key] = nil
	return key, partIndex{Run: f.run, Scenario: part.Scenario, Replicate: part.Replicate,
		ConsumerDays: part.ConsumerDays, MarketNanos: part.MarketNanos, Session: f.manifest.Sessions,
		ElapsedNanos: int64(f.elapsed())}, nil
}

func distinctTables(schemas []tablefile.Schema) error {
	names := make([]string, len(schemas))
	for i, s := range schemas {
		names[i] = s.Name
	}
	if err := filename.CheckAll(names...); err != nil {
		return fmt.Errorf("table %w", err)
	}
	return nil
}

// sameTables demands of every part the same tables with the same columns.
func sameTables(a, b []tablefile.Schema) error {
	if len(a) != len(b) {
		return fmt.Errorf("it has %d tables, the parts before it %d", len(b)-1, len(a)-1)
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return fmt.Errorf("its table %s is not the %s of the parts before it", b[i].Name, a[i].Name)
		}
	}
	return nil
}
