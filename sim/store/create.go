package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"livebazaar/sim/filename"
	"livebazaar/sim/store/disk"
)

// File is a resolved scenario: its name and the bytes of scenarios/NAME.toml.
type File struct {
	Name string
	TOML []byte
}

// Create makes dir the folder of a new run and takes its lock. m says what is run (its first block of fields; Format,
// Status and Scenarios are filled in). A folder that holds results is refused with ErrExists unless force is set, and
// even then with ErrDamaged if its manifest is not intact, since nothing else says what may be deleted; one with
// anything else in it is refused with ErrNotResults; one where another's file has a name that the run needs with
// ErrInTheWay. Nothing that livebazaar did not write is ever deleted or overwritten: other files stay where they are.
func Create(dir string, m Manifest, scenarios []File, force bool) (*Folder, error) {
	return create(disk.Real{}, dir, m, scenarios, force)
}

func create(d disk.Disk, dir string, m Manifest, scenarios []File, force bool) (*Folder, error) {
	names := make([]string, len(scenarios))
	m.Format, m.Status, m.Reason, m.Scenarios, m.Sessions = Format, Running, "", nil, 1
	m.Tables, m.Digest, m.Files, m.Drawn, m.Exported, m.Making = nil, "", nil, nil, nil, nil
	m.WallS, m.ConsumerDays, m.ConsumerDaysPerS = 0, 0, 0
	for i, s := range scenarios {
		names[i] = s.Name
		sum := sha256.Sum256(s.TOML)
		m.Scenarios = append(m.Scenarios, ScenarioSum{Name: s.Name, SHA256: hex.EncodeToString(sum[:])})
	}
	if len(scenarios) == 0 || m.Replicates < 1 {
		return nil, fmt.Errorf("a run needs a scenario and a replicate, not %d and %d", len(scenarios), m.Replicates)
	}
	if err := filename.CheckAll(names...); err != nil {
		return nil, fmt.Errorf("scenario %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if _, err := vacant(dir, force, begun(dir)); err != nil {
		return nil, err
	}
	f, err := takeLock(d, dir)
	if err != nil {
		return nil, err
	}
	f.take(m)
	former, err := vacant(dir, force, f.lock.ours) // somebody else may have been quicker
	if err == nil {
		err = f.free(former)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	if err := f.setUp(scenarios, former); err != nil {
		f.lock.Unlock() // its file stays, as the sign that the folder may be set up again
		f.site.Close()
		return nil, err
	}
	return f, nil
}

// vacant reports whether dir may become the folder of a new run, and returns the manifest of a run that is to be
// replaced, nil if there is none. begun says whether its lock file is one of the program's.
func vacant(dir string, force, begun bool) (former *Manifest, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	strangers := slices.DeleteFunc(entries, func(e os.DirEntry) bool {
		own := begun && (e.Name() == lockName || e.Name() == manifestName+disk.Unfinished) ||
			strings.HasPrefix(e.Name(), lockName+".") && strings.HasSuffix(e.Name(), disk.Unfinished)
		return own && e.Type().IsRegular()
	})
	if len(strangers) == 0 {
		return nil, nil
	}
	m, asWritten, err := readManifest(dir)
	switch {
	case errors.Is(err, ErrNotResults):
		return nil, fmt.Errorf("%w; it is not empty, choose another folder", err)
	case err != nil:
		return nil, err
	case asWritten && m.begins():
		return &m, nil // a former run was stopped before it began
	case force && !asWritten:
		return nil, fmt.Errorf("%s: %w, so that nothing says which files here may be replaced; choose another folder, or remove this one yourself",
			filepath.Join(dir, manifestName), ErrDamaged)
	case force:
		return &m, nil
	case m.Status == Running && beingWritten(dir):
		return nil, fmt.Errorf("%s: %w: %w", dir, ErrExists, ErrLocked)
	case m.Status == Complete:
		return nil, fmt.Errorf("%s: %w; choose another folder, or replace them with --force", dir, ErrExists)
	}
	return nil, fmt.Errorf("%s: %w of a run that is not complete; go on with it: livebazaar resume %s (or replace it with --force)",
		dir, ErrExists, dir)
}

// free demands that nothing of another's has a name that the run needs, as far as the names are known beforehand.
func (f *Folder) free(former *Manifest) error {
	own := map[string]bool{}
	if former != nil {
		own = former.owned()
	}
	for name := range own { // a link, a device or a folder has taken the place of one
		if is, err := f.site.Kind(name); err != nil {
			return err
		} else if is > disk.Regular {
			return disk.InTheWay(f.site.Path(name), "a file of this name")
		}
	}
	for _, name := range slices.Concat(f.scenarioPaths(), []string{"summary.csv", "contrasts.csv", reportName}) {
		if is, err := f.site.Kind(name); err != nil {
			return err
		} else if is > disk.Regular || is == disk.Regular && !own[name] {
			return disk.InTheWay(f.site.Path(name), "a file of this name")
		}
	}
	for _, name := range append([]string{"parts", stateFolder}, subfolders...) {
		if is, err := f.site.Kind(name); err != nil {
			return err
		} else if is != disk.Nothing && is != disk.Folder {
			return disk.InTheWay(f.site.Path(name), "a folder of this name")
		}
	}
	is, err := f.site.Kind(manifestName)
	if err == nil && is > disk.Regular {
		err = disk.InTheWay(f.site.Path(manifestName), "a file of this name")
	}
	return err
}

func (f *Folder) scenarioPaths() []string {
	paths := make([]string, len(f.manifest.Scenarios))
	for i, s := range f.manifest.Scenarios {
		paths[i] = scenarioPath(s.Name)
	}
	return paths
}

// setUp puts the new run in place of the former one, if there is any. The manifest comes first: from then on the folder
// says that it is being set up, and which files are the program's, so that after a stop at any moment it can be set up again.
func (f *Folder) setUp(scenarios []File, former *Manifest) error {
	own := map[string]bool{}
	if former != nil {
		own = former.owned()
	}
	for _, name := range f.scenarioPaths() {
		own[name] = true
	}
	f.manifest.Making = slices.Sorted(maps.Keys(own))
	if err := writeManifest(f.site, f.manifest); err != nil {
		return err
	}
	for _, name := range f.manifest.Making {
		if err := f.site.Remove(name); err != nil {
			return err
		}
	}
	if err := f.dropParts(); err != nil {
		return err
	}
	if err := f.clearUnfinished(); err != nil {
		return err
	}
	if err := f.site.RemoveIfEmpty(exportFolder); err != nil {
		return err
	}
	// What is removed must not come back after a power cut, when no manifest says any more that it was the program's.
	for _, sub := range append([]string{exportFolder, "."}, subfolders...) {
		if is, err := f.site.Kind(sub); err != nil {
			return err
		} else if is == disk.Folder {
			if err := f.site.Sync(sub); err != nil {
				return err
			}
		}
	}
	for _, sub := range []string{"scenarios", "tables", "plots", "parts", stateFolder} {
		if err := f.site.Mkdir(sub); err != nil {
			return err
		}
	}
	for _, s := range scenarios {
		_, err := f.site.Replace(scenarioPath(s.Name), func(w io.Writer) error {
			_, err := w.Write(s.TOML)
			return err
		})
		if err != nil {
			return err
		}
	}
	f.manifest.Making = nil
	return writeManifest(f.site, f.manifest)
}

func scenarioPath(name string) string { return "scenarios/" + name + ".toml" }
