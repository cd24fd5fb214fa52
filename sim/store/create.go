package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// File is a resolved scenario: its name and the bytes of scenarios/NAME.toml.
type File struct {
	Name string
	TOML []byte
}

// Create makes dir the folder of a new run and takes its lock. m says what is run (its first block of fields; Format,
// Status and Scenarios are filled in). A folder that holds results is refused with ErrExists unless force is set;
// one with anything else in it is refused with ErrNotResults, force or not; nothing that livebazaar did not write is
// ever deleted.
func Create(dir string, m Manifest, scenarios []File, force bool) (*Folder, error) {
	return create(realDisk{}, dir, m, scenarios, force)
}

func create(d disk, dir string, m Manifest, scenarios []File, force bool) (*Folder, error) {
	names := make([]string, len(scenarios))
	m.Format, m.Status, m.Reason, m.Scenarios, m.Sessions = Format, Running, "", nil, 1
	m.Tables, m.Digest, m.Files, m.Drawn = nil, "", nil, nil
	m.WallS, m.ConsumerDays, m.ConsumerDaysPerS = 0, 0, 0
	for i, s := range scenarios {
		names[i] = s.Name
		sum := sha256.Sum256(s.TOML)
		m.Scenarios = append(m.Scenarios, ScenarioSum{Name: s.Name, SHA256: hex.EncodeToString(sum[:])})
	}
	if len(scenarios) == 0 || m.Replicates < 1 {
		return nil, fmt.Errorf("a run needs a scenario and a replicate, not %d and %d", len(scenarios), m.Replicates)
	}
	if err := checkDistinct(names); err != nil {
		return nil, fmt.Errorf("scenario %w", err)
	}
	if err := d.mkdir(dir); err != nil {
		return nil, err
	}
	if err := vacant(dir, force); err != nil {
		return nil, err
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{disk: d, dir: dir, lock: lock, manifest: m, began: time.Now(), parts: map[partKey]*partIndex{}}
	if err := vacant(dir, force); err != nil { // somebody else was quicker
		release(lock)
		return nil, err
	}
	if err := f.setUp(scenarios); err != nil {
		lock.Unlock() // its file stays, as the sign that the folder may be set up again
		return nil, err
	}
	return f, nil
}

// vacant reports whether dir may become the folder of a new run.
func vacant(dir string, force bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) == 0 || len(entries) == 1 && entries[0].Name() == lockName {
		return nil
	}
	m, err := ReadManifest(dir)
	switch {
	case errors.Is(err, ErrNotResults) && !exists(filepath.Join(dir, manifestName)) && begun(dir):
		return nil // a former run was stopped before it began
	case errors.Is(err, ErrNotResults):
		return fmt.Errorf("%w; it is not empty, choose another folder", err)
	case err != nil:
		return err
	case force:
		return nil
	case m.Status == Complete:
		return fmt.Errorf("%s: %w; choose another folder, or replace them with --force", dir, ErrExists)
	}
	return fmt.Errorf("%s: %w of a run that is not complete; go on with it: livebazaar resume %s (or replace it with --force)",
		dir, ErrExists, dir)
}

// setUp clears what a former run left and writes the scenarios and, when they are in place, the manifest.
func (f *Folder) setUp(scenarios []File) error {
	if err := f.clear(); err != nil {
		return err
	}
	for _, sub := range []string{"scenarios", "tables", "parts", filepath.Join("parts", "state")} {
		if err := f.disk.mkdir(f.path(sub)); err != nil {
			return err
		}
	}
	for _, s := range scenarios {
		_, err := replaceFile(f.disk, f.path(scenarioPath(s.Name)), func(w io.Writer) error {
			_, err := w.Write(s.TOML)
			return err
		})
		if err != nil {
			return err
		}
	}
	return writeManifest(f.disk, f.dir, f.manifest)
}

func scenarioPath(name string) string { return "scenarios/" + name + ".toml" }

// clear removes what livebazaar wrote for a former run, the manifest first: from then on the folder claims nothing.
func (f *Folder) clear() error {
	var owned []string
	if m, err := ReadManifest(f.dir); err == nil {
		for _, file := range append(m.Files, m.Drawn...) {
			owned = append(owned, file.Path)
		}
	}
	for _, pattern := range []string{"scenarios/*.toml", "tables/*.parquet", "tables/*.csv", "scenarios/*" + unfinished,
		"tables/*" + unfinished, "*" + unfinished} {
		matches, err := fs.Glob(os.DirFS(f.dir), pattern)
		if err != nil {
			return err
		}
		owned = append(owned, matches...)
	}
	for _, path := range append([]string{manifestName, "parts", "summary.csv", "contrasts.csv"}, owned...) {
		if err := f.disk.remove(f.path(path)); err != nil {
			return err
		}
		if path == manifestName {
			if err := f.disk.syncDir(f.dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// clearUnfinished removes files that were being written when a former process was stopped.
func (f *Folder) clearUnfinished() error {
	for _, sub := range []string{".", "scenarios", "tables", "parts", "parts/state"} {
		entries, err := namesIn(f.path(sub))
		if err != nil {
			return err
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), unfinished) && !e.IsDir() {
				if err := f.disk.remove(f.path(sub + "/" + e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
