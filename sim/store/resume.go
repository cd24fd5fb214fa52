package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Resume takes up a run that was interrupted, was stopped or failed, and takes the folder's lock. Parts and
// checkpoints that are not whole are discarded; what they held is done again. It returns ErrComplete, ErrLocked,
// ErrNewerFormat, ErrNotResults or ErrChanged (wrapped) for a folder that cannot be resumed.
//
// Whether this program still computes the same as the one that began is for the caller to see: Manifest tells its
// model_version.
func Resume(dir string) (*Folder, error) { return resume(realDisk{}, dir) }

func resume(d disk, dir string) (*Folder, error) {
	if _, err := ReadManifest(dir); err != nil { // before a lock file is put into somebody else's folder
		if errors.Is(err, ErrNotResults) && begun(dir) && !beingWritten(dir) {
			return nil, fmt.Errorf("%w: the run was stopped before it began, start it again", err)
		}
		return nil, err
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{disk: d, dir: dir, lock: lock, began: time.Now(), parts: map[partKey]*partIndex{}}
	if err := f.takeUp(); err != nil {
		release(lock)
		return nil, err
	}
	return f, nil
}

func (f *Folder) takeUp() error {
	m, asWritten, err := readManifest(f.dir)
	switch {
	case err != nil:
		return err
	case !asWritten:
		return fmt.Errorf("%s: %w", f.path(manifestName), ErrChanged)
	case m.Status == Complete:
		f.disk.remove(f.path("parts")) // a stop right after completion may have left it
		return fmt.Errorf("%s: %w, nothing is left to do", f.dir, ErrComplete)
	}
	for _, s := range m.Scenarios {
		sum, err := sumFile(f.dir, scenarioPath(s.Name))
		if err != nil {
			return err
		}
		if sum.SHA256 != s.SHA256 {
			return fmt.Errorf("%s: %w; a changed scenario is a new run", f.path(scenarioPath(s.Name)), ErrChanged)
		}
	}
	f.manifest = m
	if err := f.clearUnfinished(); err != nil {
		return err
	}
	for _, sub := range []string{"tables", filepath.Join("parts", "state")} {
		if err := f.disk.mkdir(f.path(sub)); err != nil {
			return err
		}
	}
	if err := f.findParts(); err != nil {
		return err
	}
	if f.wallS, err = f.wallSoFar(); err != nil {
		return err
	}
	f.manifest.Status, f.manifest.Reason, f.manifest.WallS = Running, "", f.wallS
	f.manifest.Sessions++
	return writeManifest(f.disk, f.dir, f.manifest)
}

// findParts collects the committed parts and removes whatever else lies among them.
func (f *Folder) findParts() error {
	entries, err := namesIn(f.path("parts"))
	if err != nil {
		return err
	}
	run := f.manifest.identity()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".part") {
			continue
		}
		path := f.path("parts/" + e.Name())
		index, err := readPartIndex(path, true)
		if err != nil && !errors.Is(err, errTorn) {
			return err
		}
		at, known := f.position(index.Scenario)
		key := partKey{at, index.Replicate}
		if err != nil || index.Run != run || !known || f.partPath(key) != path {
			if err := f.disk.remove(path); err != nil {
				return err
			}
			continue
		}
		schemas := make([]schema, len(index.Tables))
		for i, t := range index.Tables {
			schemas[i] = t.schema
		}
		if f.tables == nil {
			f.tables = schemas
		} else if err := sameTables(f.tables, schemas); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		f.parts[key] = &index
	}
	return nil
}

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
		if p.Session == f.manifest.Sessions {
			killed = max(killed, p.ElapsedNanos)
		}
	}
	return wall + time.Duration(killed).Seconds(), nil
}

// Scenarios returns the resolved scenarios of the run, in its order.
func (f *Folder) Scenarios() ([]File, error) {
	m := f.Manifest()
	files := make([]File, len(m.Scenarios))
	for i, s := range m.Scenarios {
		data, err := os.ReadFile(f.path(scenarioPath(s.Name)))
		if err != nil {
			return nil, err
		}
		files[i] = File{Name: s.Name, TOML: data}
	}
	return files, nil
}
