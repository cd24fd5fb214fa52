package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTwoWritersAreRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Resume(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("resumed while being written: %v", err)
	}
	if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrLocked) {
		t.Errorf("replaced while being written: %v", err)
	}
	if _, err := Create(dir, toyManifest(), toyScenarios, false); !errors.Is(err, ErrExists) {
		t.Errorf("created twice: %v", err)
	}
	f.Close()
	f.Close()
	if err := f.Commit(toyPart("uniform", 0, 2)); !errors.Is(err, ErrNotWritable) {
		t.Errorf("written after closing: %v", err)
	}
	again, err := Resume(dir)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

func TestResultsAreReplacedOnlyByForce(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	note := filepath.Join(dir, "tables", "my notes.txt")
	if err := os.WriteFile(note, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, toyManifest(), toyScenarios, false); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "--force") {
		t.Fatalf("without force: %v", err)
	}
	f, err := Create(dir, toyManifest(), toyScenarios[:1], true)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	var left []string
	for _, path := range filesOf(t, dir) {
		name, _ := filepath.Rel(dir, path)
		left = append(left, filepath.ToSlash(name))
	}
	if want := []string{manifestName, "scenarios/uniform.toml", "tables/my notes.txt"}; !slices.Equal(left, want) {
		t.Errorf("after replacing a run: %v, expected %v", left, want)
	}
	if _, err := Create(dir, toyManifest(), toyScenarios, false); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "livebazaar resume") {
		t.Errorf("over an interrupted run: %v", err)
	}
}

func TestStrangersFoldersAreLeftAlone(t *testing.T) {
	for name, content := range map[string]string{"thesis.docx": "years of work", manifestName: `{"name": "a web app"}`, "scenarios": ""} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, force := range []bool{false, true} {
			if _, err := Create(dir, toyManifest(), toyScenarios, force); !errors.Is(err, ErrNotResults) {
				t.Errorf("%s, force %v: %v", name, force, err)
			}
		}
		if _, err := Resume(dir); !errors.Is(err, ErrNotResults) {
			t.Errorf("%s resumed: %v", name, err)
		}
		if _, err := Open(dir); !errors.Is(err, ErrNotResults) {
			t.Errorf("%s opened: %v", name, err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != content || len(filesOf(t, dir)) != 1 {
			t.Errorf("%s was touched", name)
		}
	}
	if _, err := Resume(filepath.Join(t.TempDir(), "absent")); !errors.Is(err, ErrNotResults) {
		t.Errorf("absent: %v", err)
	}
}

func TestCompleteAndNewerRunsAreNotResumed(t *testing.T) {
	dir := toyFolder(t, 5, 1)
	before := resultBytes(t, dir)
	if _, err := Resume(dir); !errors.Is(err, ErrComplete) {
		t.Errorf("complete: %v", err)
	}
	sameFolder(t, before, resultBytes(t, dir))
	path := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newer := bytes.Replace(data, fmt.Appendf(nil, `"format": %d`, Format), fmt.Appendf(nil, `"format": %d`, Format+1), 1)
	if err := os.WriteFile(path, newer, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]func() error{
		"open":    func() error { _, err := Open(dir); return err },
		"resume":  func() error { _, err := Resume(dir); return err },
		"verify":  func() error { _, err := Verify(dir); return err },
		"draw":    func() error { return redrawn(dir, "en", true, toyDrawing) },
		"replace": func() error { _, err := Create(dir, toyManifest(), toyScenarios, true); return err },
	} {
		if err := try(); !errors.Is(err, ErrNewerFormat) || !strings.Contains(err.Error(), "update livebazaar") {
			t.Errorf("%s of a newer format: %v", name, err)
		}
	}
}

func TestNamesThatAreNoFileNamesAreRefused(t *testing.T) {
	for _, name := range []string{"", "..", "a/b", `a\b`, "a\x00", "con:", ".hidden", "a ", strings.Repeat("x", 121), "\xff"} {
		_, err := Create(filepath.Join(t.TempDir(), "r"), toyManifest(), []File{{Name: name}}, false)
		if err == nil {
			t.Errorf("the scenario %q was accepted", name)
		}
	}
	_, err := Create(filepath.Join(t.TempDir(), "r"), toyManifest(), []File{{Name: "Base"}, {Name: "base"}}, false)
	if err == nil {
		t.Error("two scenarios that differ only in case were accepted")
	}
}

// A part or checkpoint that lost bytes, or is another run's, counts as absent; a scenario changed by hand is refused.
func TestTornFilesAreDoneAgain(t *testing.T) {
	want := resultBytes(t, toyFolder(t, 30, 1))
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	for r := range toyReplicates {
		if _, err := toyReplicate(f, "uniform", r, 30); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"whole", "cut", "flipped", "foreign"} {
		if err := f.SaveState(name, func(w io.Writer) error { _, err := io.WriteString(w, "state of "+name); return err }); err != nil {
			t.Fatal(err)
		}
	}
	failing := errors.New("cannot encode")
	if err := f.SaveState("whole", func(io.Writer) error { return failing }); !errors.Is(err, failing) {
		t.Errorf("a checkpoint that failed: %v", err)
	}
	change := func(path string, how func([]byte) []byte) {
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, how(data), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	cut := func(b []byte) []byte { return b[:len(b)-7] }
	flip := func(b []byte) []byte { b[len(b)/2] ^= 4; return b }
	change(f.site.Path(stateFile("cut")), cut)
	change(f.site.Path(stateFile("flipped")), flip)
	other := toyManifest()
	other.Seed++
	g, err := Create(filepath.Join(t.TempDir(), "other"), other, toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.SaveState("foreign", func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(g.site.Path(stateFile("foreign")), f.site.Path(stateFile("foreign"))); err != nil {
		t.Fatal(err)
	}
	g.Close()
	change(f.partPath(partKey{0, 0}), flip)
	change(f.partPath(partKey{0, 1}), cut)
	f.Close()

	change(filepath.Join(dir, "scenarios", "uniform.toml"), flip)
	if _, err := Resume(dir); !errors.Is(err, ErrChanged) {
		t.Errorf("a changed scenario: %v", err)
	}
	change(filepath.Join(dir, "scenarios", "uniform.toml"), flip)

	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	if f.Finished("uniform", 0) || f.Finished("uniform", 1) || !f.Finished("uniform", 2) {
		t.Error("only replicate 2 is whole")
	}
	for name, there := range map[string]bool{"whole": true, "cut": false, "flipped": false, "foreign": false, "never": false} {
		content, err := f.LoadState(name)
		if err != nil || (content != nil) != there {
			t.Errorf("checkpoint %s: %v %v", name, content, err)
		}
		if content != nil {
			if data, _ := io.ReadAll(content); string(data) != "state of "+name {
				t.Errorf("checkpoint %s reads %q", name, data)
			}
			content.Close()
		}
	}
	if files, err := Scenarios(dir, f.Manifest()); err != nil || len(files) != 2 || string(files[1].TOML) != string(toyScenarios[1].TOML) {
		t.Errorf("scenarios: %v %v", files, err)
	}
	if _, err := toyRun(f, 30, 2); err != nil {
		t.Fatal(err)
	}
	sameFolder(t, want, resultBytes(t, dir))
}

// Between commit and the end a part may still go bad: the tables are not made from it.
func TestPartThatWentBadIsNotUsed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range toyScenarios {
		for r := range toyReplicates {
			if err := f.Commit(toyPart(s.Name, r, 30)); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := f.partPath(partKey{1, 1})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[1000] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(nil, nil, RunStats{}); !errors.Is(err, errTorn) {
		t.Errorf("finished from a bad part: %v", err)
	}
	f.Stop(Failed, "bad part")
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if done, total := f.Progress(); done != 5 || total != 6 {
		t.Errorf("%d of %d replicates are whole", done, total)
	}
}
