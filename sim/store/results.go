package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"livebazaar/agents/param"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// Results reads a complete result folder.
type Results struct {
	dir      string
	manifest Manifest
	known    func() map[string]bool // names of the scenarios
}

func newResults(dir string, m Manifest) *Results {
	return &Results{dir, m, sync.OnceValue(func() map[string]bool {
		known := make(map[string]bool, len(m.Scenarios))
		for _, s := range m.Scenarios {
			known[s.Name] = true
		}
		return known
	})}
}

// Open opens a folder whose results are whole for reading, whether figures and report are there or not. For any other
// one the error wraps ErrIncomplete, ErrLocked, ErrNotResults or ErrNewerFormat and says what to do.
func Open(dir string) (*Results, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	if !m.Whole() {
		return nil, incomplete(dir, m)
	}
	return newResults(dir, m), nil
}

// incomplete says how far the run came and how to go on.
func incomplete(dir string, m Manifest) error {
	if m.Status == Running && beingWritten(dir) {
		return fmt.Errorf("%s: %w: %w", dir, ErrIncomplete, ErrLocked)
	}
	how := map[Status]string{Running: "it was interrupted", Stopped: "it was stopped", Failed: "it failed"}[m.Status]
	if m.Reason != "" {
		how += " (" + m.Reason + ")"
	}
	switch {
	case m.begins():
		return fmt.Errorf("%s: %w: %s before it began, start it again", dir, ErrIncomplete, how)
	case m.Whole():
		how += " before figures and report were drawn"
	default:
		done, _ := filepath.Glob(filepath.Join(dir, "parts", "*.part"))
		how += fmt.Sprintf(" after %d of %s", len(done), param.Count(len(m.Scenarios)*m.Replicates, "run"))
	}
	return fmt.Errorf("%s: %w: %s; go on with: livebazaar resume %s", dir, ErrIncomplete, how, dir)
}

// Unchanged demands that the manifest and every file of the results are as it was written. The error wraps ErrChanged, or what kept a file
// from being read, and names all such files.
func (r *Results) Unchanged() error {
	if _, asWritten, err := readManifest(r.dir); err != nil {
		return err
	} else if !asWritten {
		return fmt.Errorf("%s: %w", r.path(manifestName), ErrChanged)
	}
	return asErrors(r.dir, changes(r.dir, r.manifest.Files))
}

// Dir returns the path of the folder.
func (r *Results) Dir() string { return r.dir }

// Manifest returns the folder's manifest.
func (r *Results) Manifest() Manifest { return r.manifest }

func (r *Results) path(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

// Summary reads summary.csv; blanks are NaN.
func (r *Results) Summary() ([]record.Value, error) {
	return tablefile.ReadSummary(r.path("summary.csv"))
}

// Contrasts reads contrasts.csv; blanks are NaN.
func (r *Results) Contrasts() ([]record.Contrast, error) {
	return tablefile.ReadContrasts(r.path("contrasts.csv"))
}

// ScenarioTOML returns the resolved scenario with the name.
func (r *Results) ScenarioTOML(name string) ([]byte, error) {
	if !r.known()[name] {
		return nil, fmt.Errorf("%s has no scenario %s", r.dir, name)
	}
	return disk.ReadRegular(r.path(scenarioPath(name)))
}

// Tables returns the names of the tables, sorted.
func (r *Results) Tables() []string {
	var names []string
	for _, t := range r.manifest.Tables {
		if t.Table != summaryName {
			names = append(names, t.Table)
		}
	}
	slices.Sort(names)
	return names
}

// Table reads a table, or only the columns named, in that order. Rows are in key order, scenarios as in the manifest.
func (r *Results) Table(name string, columns ...string) (*record.Table, error) {
	if err := r.has(name); err != nil {
		return nil, err
	}
	return tablefile.Read(r.path(tablePath(name)), columns)
}

// EachRows hands over a table in pieces of successive rows, for tables too large to hold at once.
func (r *Results) EachRows(name string, each func(*record.Table) error, columns ...string) error {
	if err := r.has(name); err != nil {
		return err
	}
	return tablefile.Each(r.path(tablePath(name)), columns, each)
}

func (r *Results) has(table string) error {
	if slices.Contains(r.Tables(), table) {
		return nil
	}
	return fmt.Errorf("%s has no table %s; it has %s", r.dir, table, strings.Join(r.Tables(), ", "))
}

// Digests computes the digest of every table of every replicate from the tables and the summary.
func (r *Results) Digests() ([]DigestEntry, error) {
	summary, err := r.Summary()
	if err != nil {
		return nil, err
	}
	d := digests{}
	d.add(summaryTable(summary))
	entries := d.close()
	for _, name := range r.Tables() {
		d := digests{}
		err := r.EachRows(name, func(t *record.Table) error { d.add(t); return nil })
		if err != nil {
			return nil, err
		}
		entries = append(entries, d.close()...)
	}
	return entries, nil
}
