package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// Resume takes up a run that was interrupted, was stopped or failed, and takes the folder's lock. Parts and
// checkpoints that are not whole are discarded; what they held is done again. If the results are whole and only figures
// or report are missing, Manifest().Whole() says so, and what is left is to Draw. It returns ErrComplete, ErrLocked,
// ErrNewerFormat, ErrNotResults or ErrChanged (wrapped) for a folder that cannot be resumed.
//
// Whether this program still computes the same as the one that began is for the caller to see: Manifest tells its
// model_version.
func Resume(dir string) (*Folder, error) { return resume(disk.Real{}, dir) }

func resume(d disk.Disk, dir string) (*Folder, error) {
	m, err := ReadManifest(dir) // before a lock file is put into somebody else's folder
	if err == nil && m.begins() {
		err = fmt.Errorf("%s: %w", dir, ErrNotResults)
	}
	if errors.Is(err, ErrNotResults) && (m.begins() || begun(dir)) && !beingWritten(dir) {
		return nil, fmt.Errorf("%w: the run was stopped before it began, start it again", err)
	}
	if err != nil {
		return nil, err
	}
	f, err := takeLock(d, dir)
	if err != nil {
		return nil, err
	}
	if err := f.takeUp(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (f *Folder) takeUp() error {
	m, asWritten, err := readManifest(f.Dir())
	switch {
	case err != nil:
		return err
	case !asWritten:
		return fmt.Errorf("%s: %w", f.site.Path(manifestName), ErrChanged)
	case m.Whole():
		return f.takeUpWhole(m)
	}
	if _, err := Scenarios(f.Dir(), m); err != nil {
		return err
	}
	f.take(m)
	if err := f.clearUnfinished(); err != nil {
		return err
	}
	for _, sub := range []string{"tables", "plots", "parts", stateFolder} {
		if err := f.site.Mkdir(sub); err != nil {
			return err
		}
	}
	if err := f.findParts(); err != nil {
		return err
	}
	if f.wallS, err = f.wallSoFar(); err != nil {
		return err
	}
	m.Status, m.Reason, m.WallS = Running, "", f.wallS
	m.Sessions++
	if m.Format == 1 { // which did not say what it was making
		for _, s := range f.tables {
			m.Making = append(m.Making, tablePath(s.Name), csvPath(s.Name))
		}
		m.Making = append(m.Making, "summary.csv", "contrasts.csv")
	}
	m.Format = Format
	return f.say(m)
}

// takeUpWhole goes on with a run whose results are whole: to draw what is missing of figures and report.
func (f *Folder) takeUpWhole(m Manifest) error {
	f.take(m)
	if err := f.dropParts(); err != nil { // a stop may have left them
		return err
	}
	if err := f.readWhole(); err != nil {
		return err
	}
	if m.Status != Complete || !m.reported() {
		return nil
	}
	lost := 0
	for _, p := range changes(f.Dir(), m.Drawn) {
		if !errors.Is(p.err, errMissing) {
			return fmt.Errorf("%s: %w; livebazaar report %s draws it again", f.site.Path(p.File), p.err, f.Dir())
		}
		lost++
	}
	if lost == 0 {
		return fmt.Errorf("%s: %w, nothing is left to do", f.Dir(), ErrComplete)
	}
	return nil
}

// findParts collects the committed parts and removes those that are torn or another run's.
func (f *Folder) findParts() error {
	names, err := f.site.Names("parts")
	if err != nil {
		return err
	}
	for _, name := range names {
		if !f.private("parts", name) {
			continue
		}
		path := "parts/" + name
		index, err := readPartIndex(f.site.Path(path), true)
		if err != nil && !errors.Is(err, errTorn) {
			return err
		}
		at, known := f.position(index.Scenario)
		key := partKey{at, index.Replicate}
		var entry *partEntry
		if err == nil {
			entry, err = entryOf(index)
		}
		if err != nil || index.Run != f.run || !known || key.name() != path {
			if err := f.site.Remove(path); err != nil {
				return err
			}
			what := "of another run"
			if err != nil {
				what = "not whole"
			}
			f.discarded = append(f.discarded, Problem{path, what + ", not taken; what belongs there is simulated again", err})
			continue
		}
		schemas := make([]tablefile.Schema, len(index.Tables))
		for i, t := range index.Tables {
			schemas[i] = t.Schema
		}
		if f.tables == nil {
			f.tables = schemas
		} else if err := sameTables(f.tables, schemas); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		f.parts[key] = entry
	}
	return nil
}

// Discarded are the parts that Resume found and did not take: torn ones, and those of another run or replicate.
func (f *Folder) Discarded() []Problem { return slices.Clone(f.discarded) }

// wallSoFar is the wall time of all sessions before this one. A session that was killed is counted up to its last
// commit or checkpoint.
func (f *Folder) wallSoFar() (float64, error) {
	wall := f.manifest.WallS
	if f.manifest.Status != Running {
		return wall, nil
	}
	states, err := f.lastStates()
	if err != nil {
		return 0, err
	}
	var killed int64
	for _, s := range states {
		if s.Session == f.manifest.Sessions {
			killed = max(killed, s.ElapsedNanos)
		}
	}
	for _, p := range f.parts {
		if p.session == f.manifest.Sessions {
			killed = max(killed, p.elapsedNanos)
		}
	}
	return wall + time.Duration(killed).Seconds(), nil
}

// Scenarios returns the resolved scenarios of a folder, in the order of its manifest, and demands that they are as they
// were written.
func Scenarios(dir string, m Manifest) ([]File, error) {
	files := make([]File, len(m.Scenarios))
	for i, s := range m.Scenarios {
		path := filepath.Join(dir, filepath.FromSlash(scenarioPath(s.Name)))
		data, err := disk.ReadRegular(path)
		if err != nil {
			return nil, err
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != s.SHA256 {
			return nil, fmt.Errorf("%s: %w; a changed scenario is a new run", path, ErrChanged)
		}
		files[i] = File{Name: s.Name, TOML: data}
	}
	return files, nil
}
