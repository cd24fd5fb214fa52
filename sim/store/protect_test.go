package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/store/disk"
)

// strangers are files that livebazaar did not write, in all the places where its own lie.
var strangers = []string{"notes.txt", "x.tmp", "summary.csv.bak", "tables/my.csv", "tables/days.parquet.tmp", "tables/mine.parquet",
	"scenarios/mine.toml", "scenarios/a.tmp", "plots/poster.svg", "parts/000-00001.part.old", "parts/001-00002.part", "parts/list.txt",
	"parts/state/x.tmp", "parts/state/mine.state", "deeper/down/here.csv"}

func plant(t *testing.T, dir string) {
	t.Helper()
	for _, name := range strangers {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine: "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func untouched(t *testing.T, dir string) {
	t.Helper()
	for _, name := range strangers {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || string(data) != "mine: "+name {
			t.Errorf("%s, which is not the program's, has become %q, %v", name, data, err)
		}
	}
}

// Replacing, resuming, finishing and drawing leave alone what the program did not write, and go on.
func TestFilesOfOthersOutliveARun(t *testing.T) {
	dir := toyFolder(t, toyRows, 1)
	plant(t, dir)
	f, err := Create(dir, toyManifest(), toyScenarios, true)
	if err != nil {
		t.Fatal(err)
	}
	untouched(t, dir)
	if err := os.Remove(filepath.Join(dir, "parts", "001-00002.part")); err != nil { // in the way of a part
		t.Fatal(err)
	}
	if _, err := toyReplicate(f, "uniform", 0, toyRows); err != nil {
		t.Fatal(err)
	}
	f.Close()
	plant(t, dir)
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, toyRows, 1); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), "001-00002.part") {
		t.Fatalf("a file of another's where a part belongs: %v", err)
	}
	untouched(t, dir)
	f.Close()
	if err := os.Remove(filepath.Join(dir, "parts", "001-00002.part")); err != nil {
		t.Fatal(err)
	}
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, toyRows, 1); err != nil {
		t.Fatal(err)
	}
	if err := redrawn(dir, "zh", true, toyDrawing); err != nil {
		t.Fatal(err)
	}
	plant(t, dir)
	if problems, err := Verify(dir); err != nil || len(problems) != 6 {
		t.Errorf("six files lie among tables, scenarios and figures: %v %v", problems, err)
	}
	if f, err = Create(dir, toyManifest(), toyScenarios, true); err != nil {
		t.Fatal(err)
	}
	f.Close()
	untouched(t, dir)
}

// A file of another's that has a name the run needs is never overwritten: the run is refused, before it begins where that
// can be known.
func TestWhatIsInTheWayStays(t *testing.T) {
	for _, name := range []string{"scenarios/GMV 排名.toml", "summary.csv", "contrasts.csv", "report.html"} {
		dir := filepath.Join(t.TempDir(), "r")
		f, err := Create(dir, toyManifest(), toyScenarios[:1], false) // the manifest lists another scenario, no results
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		before := resultBytes(t, dir)
		if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		sameFolder(t, before, resultBytes(t, dir))
	}
	for _, name := range []string{"tables/days.parquet", "plots/gmv.svg"} {
		dir := filepath.Join(t.TempDir(), "r")
		f, err := Create(dir, toyManifest(), toyScenarios, false)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := toyRun(f, toyRows, 1); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		f.Stop(Failed, "in the way")
		if data, _ := os.ReadFile(path); string(data) != "mine" || complete(dir) {
			t.Errorf("%s was overwritten", name)
		}
		os.Remove(path)
		if f, err = Resume(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := toyRun(f, toyRows, 1); err != nil {
			t.Fatal(err)
		}
		sameFolder(t, resultBytes(t, toyFolder(t, toyRows, 1)), resultBytes(t, dir))
	}
}

// Nothing is written or removed through a link, whatever it links to, and no link is replaced.
func TestLinksAreNotFollowed(t *testing.T) {
	if err := os.Symlink("x", filepath.Join(t.TempDir(), "y")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"tables", "scenarios", "plots", "parts", ".lock", "manifest.json", "report.html", "summary.csv",
		"tables/days.parquet", "scenarios/uniform.toml", "plots/gmv.svg", "manifest.json" + disk.Unfinished, "plots/gmv.svg" + disk.Unfinished} {
		dir := toyFolder(t, toyRows, 1)
		outside := filepath.Join(t.TempDir(), "outside")
		target := filepath.Join(outside, "target")
		path := filepath.Join(dir, filepath.FromSlash(name))
		folder := !strings.Contains(filepath.Base(name), ".")
		if folder {
			target = outside
		}
		if err := os.MkdirAll(outside, 0o755); err != nil {
			t.Fatal(err)
		}
		if disk.Exists(path) { // the link leads to what was there
			if err := os.RemoveAll(target); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(path, target); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(filepath.Join(outside, "target"), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, path); err != nil {
			t.Fatal(err)
		}
		before := map[string]string{}
		for _, file := range filesOf(t, outside) {
			data, _ := os.ReadFile(file)
			before[file] = string(data)
		}
		for what, try := range map[string]func() error{
			"replaced": func() error {
				f, err := Create(dir, toyManifest(), toyScenarios, true)
				if err == nil {
					_, err = toyRun(f, toyRows, 1)
					f.Close()
				}
				return err
			},
			"resumed": func() error {
				f, err := Resume(dir)
				if err == nil {
					f.Close()
				}
				return err
			},
			"drawn": func() error { return redrawn(dir, "zh", true, toyDrawing) },
		} {
			err := try()
			after := map[string]string{}
			for _, file := range filesOf(t, outside) {
				data, _ := os.ReadFile(file)
				after[file] = string(data)
			}
			if len(before) != len(after) {
				t.Errorf("%s is a link, the folder is %s: %d files were behind it, %d are (%v)", name, what, len(before), len(after), err)
			}
			for file, data := range before {
				if after[file] != data {
					t.Errorf("%s is a link, the folder is %s: what it leads to was changed (%v)", name, what, err)
				}
			}
			if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink == 0 && !strings.HasSuffix(name, disk.Unfinished) {
				t.Errorf("%s is a link, the folder is %s: the link is gone", name, what)
			}
		}
	}
}

// Where a link or a folder has taken the place of a file that the manifest lists, --force refuses before the old results go.
func TestForceRefusesWhatIsNoFileAnyMore(t *testing.T) {
	for _, name := range []string{"tables/days.parquet", "plots/gmv.svg", "scenarios/uniform.toml"} {
		dir := toyFolder(t, 5, 1)
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		before := len(filesOf(t, dir))
		if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s is a folder: %v", name, err)
		}
		if m, err := ReadManifest(dir); err != nil || m.Status != Complete || len(filesOf(t, dir)) != before {
			t.Errorf("%s is a folder: the old results are gone", name)
		}
	}
}

// A lock file of somebody else's, an empty one too, is neither removed nor a sign that the folder may be used.
func TestALockOfSomebodyElsesStays(t *testing.T) {
	for _, content := range []string{"", "pid 4711"} {
		dir := t.TempDir()
		path := filepath.Join(dir, lockName)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrNotResults) {
			t.Errorf("a folder with the lock %q: %v", content, err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != content {
			t.Errorf("the lock %q is %q, %v", content, data, err)
		}
	}
	begun := t.TempDir() // a stop while the lock file was being made
	if err := os.WriteFile(filepath.Join(begun, lockName+".0123abcd"+disk.Unfinished), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Create(begun, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if left := filesOf(t, begun); len(left) != 3 {
		t.Errorf("a folder that was begun is left with %v", left)
	}
	dir := toyFolder(t, 5, 1)
	path := filepath.Join(dir, lockName)
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := redrawn(dir, "en", true, toyDrawing); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "mine" {
		t.Errorf("the lock is %q, %v", data, err)
	}
}

// Without an intact manifest nothing says what is the program's: --force refuses, and every file stays.
func TestForceRefusesWithoutAnIntactManifest(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"a changed number": func(b []byte) []byte { return []byte(strings.Replace(string(b), `"seed": 7`, `"seed": 8`, 1)) },
		"another file listed": func(b []byte) []byte {
			return []byte(strings.Replace(string(b), `"path": "summary.csv"`, `"path": "notes.txt"`, 1))
		},
		"cut off": func(b []byte) []byte { return b[:len(b)-30] },
		"empty":   func([]byte) []byte { return nil },
	} {
		dir := toyFolder(t, 5, 1)
		path := filepath.Join(dir, manifestName)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, damage(data), 0o644); err != nil {
			t.Fatal(err)
		}
		before := filesOf(t, dir)
		if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotResults) {
			t.Errorf("%s: %v", name, err)
		}
		if after := filesOf(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: %d files before, %d after", name, len(before), len(after))
		}
	}
}

// A manifest that lists a file which no run of the program writes does not make it the program's.
func TestAManifestThatListsOtherFilesIsNotFollowed(t *testing.T) {
	dir := toyFolder(t, 5, 1)
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"thesis.docx", "deep/er/notes.txt", "parts/notes.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		m.Files = append(m.Files, disk.FileSum{Path: name})
	}
	if err := writeManifest(siteAt(t, dir), m); err != nil {
		t.Fatal(err)
	}
	f, err := Create(dir, toyManifest(), toyScenarios, true)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, name := range []string{"thesis.docx", "deep/er/notes.txt", "parts/notes.txt"} {
		if !disk.Exists(filepath.Join(dir, filepath.FromSlash(name))) {
			t.Errorf("%s is gone", name)
		}
	}
}
