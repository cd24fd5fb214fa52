package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/store/disk"
)

// What cannot be read or removed is an error, and is not taken for something that is not there.
func TestWhatCannotBeReadIsNotAbsent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := create(calmDisk{}, dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := toyReplicate(f, "uniform", 0, 5); err != nil {
		t.Fatal(err)
	}
	f.Close()
	// A folder that was closed can do nothing any more.
	for what, try := range map[string]func() error{
		"its files":           func() error { _, err := f.site.Names("parts"); return err },
		"its own names":       func() error { _, err := f.site.Names("."); return err },
		"what a name is":      func() error { _, err := f.site.Kind("parts"); return err },
		"a folder":            func() error { return f.site.Mkdir("new") },
		"removing":            func() error { return f.site.Remove(manifestName) },
		"removing a folder":   func() error { return f.site.RemoveIfEmpty("plots") },
		"replacing":           func() error { _, err := f.site.Replace("x", func(io.Writer) error { return nil }); return err },
		"settling":            func() error { return f.site.Settle("x") },
		"syncing":             func() error { return (&disk.Site{Disk: disk.Real{}, Root: f.site.Root, Dir: dir}).Sync(".") },
		"the manifest":        func() error { return writeManifest(f.site, f.manifest) },
		"parts":               f.findParts,
		"dropping parts":      f.dropParts,
		"unfinished files":    f.clearUnfinished,
		"checkpoints":         func() error { _, err := f.lastStates(); return err },
		"the wall time":       func() error { _, err := f.wallSoFar(); return err },
		"taking up":           f.takeUp,
		"setting up":          func() error { return f.setUp(toyScenarios, nil) },
		"what is in the way":  func() error { return f.free(nil) },
		"claiming":            func() error { _, err := f.claim(f.manifest, []string{"summary.csv"}); return err },
		"the lock":            func() error { _, err := lockPlace(f.site); return err },
		"a half export":       func() error { f.manifest.Making = []string{"csv/days.csv"}; return f.dropHalfExported() },
		"saving a checkpoint": func() error { return f.SaveState("x", func(io.Writer) error { return nil }) },
		"a checkpoint":        func() error { _, err := f.LoadState("x"); return err },
		"values":              func() error { _, err := f.PartValues(); return err },
		"stopping":            func() error { return f.Stop(Stopped, "") },
		"finishing":           func() error { return f.Finish(nil, nil, RunStats{}) },
	} {
		if err := try(); err == nil {
			t.Errorf("of a closed folder: %s: no error", what)
		}
	}
}

// A run needs a scenario and a replicate; a checkpoint needs a name that a file can have.
func TestEmptyRunsAndNamesAreRefused(t *testing.T) {
	without := toyManifest()
	without.Replicates = 0
	dir := filepath.Join(t.TempDir(), "r")
	if _, err := Create(dir, without, toyScenarios, false); err == nil || disk.Exists(dir) {
		t.Errorf("a run without replicates: %v", err)
	}
	if _, err := Create(dir, toyManifest(), nil, false); err == nil || disk.Exists(dir) {
		t.Errorf("a run without scenarios: %v", err)
	}
	f, err := create(calmDisk{}, dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, allowed := range map[string]bool{
		"": false, strings.Repeat("x", 81): false,
		strings.Repeat("x", 80): true, "店播/1": true, "a%2Fb": true, "a/b": true,
	} {
		err := f.SaveState(name, func(w io.Writer) error { _, err := io.WriteString(w, name); return err })
		if (err == nil) != allowed {
			t.Errorf("the checkpoint %q: %v", name, err)
		}
		if !allowed {
			continue
		}
		content, err := f.LoadState(name)
		if err != nil || content == nil {
			t.Fatalf("the checkpoint %q: %v", name, err)
		}
		if data, err := io.ReadAll(content); string(data) != name || err != nil { // no other's
			t.Errorf("the checkpoint %q reads %q", name, data)
		}
		content.Close()
	}
	if err := f.Stop(Complete, ""); err == nil {
		t.Error("a run stopped as complete")
	}
	part := toyPart("uniform", 0, 5)
	if err := f.Commit(part); err != nil {
		t.Fatal(err)
	}
	less := toyPart("uniform", 1, 5)
	less.Tables = less.Tables[:2]
	if err := f.Commit(less); err == nil || !strings.Contains(err.Error(), "uniform, replicate 1: it has 2 tables, the parts before it 3") {
		t.Errorf("a table less: %v", err)
	}
}

// A part that was cut off anywhere, to nothing even, is done again.
func TestAPartCutOffAnywhereIsDoneAgain(t *testing.T) {
	want := resultBytes(t, toyFolder(t, 3, 1))
	made := filepath.Join(t.TempDir(), "r")
	f, err := create(calmDisk{}, made, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	for r := range 2 {
		if _, err := toyReplicate(f, "uniform", r, 3); err != nil {
			t.Fatal(err)
		}
	}
	f.Close()
	part := partKey{0, 1}.name()
	whole, err := os.ReadFile(filepath.Join(made, filepath.FromSlash(part)))
	if err != nil {
		t.Fatal(err)
	}
	lengths := []int{0, len(partMagic), len(partMagic) + 1, len(partMagic) + partTail - 1, len(partMagic) + partTail, len(partMagic) + partTail + 1,
		len(whole) / 2, len(whole) - partTail, len(whole) - 1}
	for _, length := range lengths {
		dir := copied(t, made)
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(part)), whole[:length], 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := resume(calmDisk{}, dir)
		if err != nil {
			t.Fatalf("cut off at %d of %d: %v", length, len(whole), err)
		}
		found := f.Discarded()
		if !f.Finished("uniform", 0) || f.Finished("uniform", 1) || len(found) != 1 ||
			!strings.HasPrefix(found[0].String(), part+": not whole, not taken") {
			t.Errorf("cut off at %d of %d: discarded %v", length, len(whole), found)
		}
		if _, err := toyRun(f, 3, 1); err != nil {
			t.Fatal(err)
		}
		sameFolder(t, want, resultBytes(t, dir))
	}
	if _, err := readPartIndex(filepath.Join(t.TempDir(), "absent"), true); err == nil || errors.Is(err, errTorn) {
		t.Errorf("an absent part: %v", err)
	}
}

// What lies in the way when a run goes on stays, too, and what is missing when it ends is told.
func TestWhatIsInTheWayOfAResumedRunStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := create(calmDisk{}, dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := toyReplicate(f, "uniform", 0, 5); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "it was interrupted after 1 of 6 runs; go on with") {
		t.Errorf("an interrupted run: %v", err)
	}
	for _, name := range []string{"tables/days.parquet", "tables/flows.csv", "summary.csv"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		if f, err = resume(calmDisk{}, dir); err != nil {
			t.Fatal(err)
		}
		if _, err := toyRun(f, 5, 1); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		f.Stop(Failed, "in the way")
		if data, _ := os.ReadFile(path); string(data) != "mine" {
			t.Errorf("%s was overwritten", name)
		}
		os.Remove(path)
	}
	if f, err = resume(calmDisk{}, dir); err != nil {
		t.Fatal(err)
	}
	lost := filepath.Join(dir, "scenarios", "uniform.toml")
	data, err := os.ReadFile(lost)
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(lost)
	for range 2 {
		if _, err := toyRun(f, 5, 1); err == nil || !strings.Contains(err.Error(), "uniform.toml") {
			t.Errorf("finished without a scenario: %v", err)
		}
	}
	m, err := ReadManifest(dir)
	if err != nil || m.Whole() || len(m.Making) < 6 {
		t.Errorf("the manifest says %q is being made, digest %q, %v", m.Making, m.Digest, err)
	}
	making := slices.Sorted(slices.Values(m.Making))
	if len(slices.Compact(making)) != len(m.Making) {
		t.Errorf("a file is being made twice: %v", m.Making)
	}
	if err := os.WriteFile(lost, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, 5, 1); err != nil {
		t.Fatal(err)
	}
	sameFolder(t, resultBytes(t, toyFolder(t, 5, 1)), resultBytes(t, dir))
}
