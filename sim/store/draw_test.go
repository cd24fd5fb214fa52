package store

import (
	"bytes"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"livebazaar/sim/store/disk"
)

var otherDrawing = map[string]string{"plots/gmv.svg": "<svg>图</svg>", "plots/tiers.svg": "<svg/>", "report.html": "<html>报告</html>"}

// drawnBytes are figures and report as they are on the disk.
func drawnBytes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, path := range filesOf(t, dir) {
		name, _ := filepath.Rel(dir, path)
		if name = filepath.ToSlash(name); name == reportName || strings.HasPrefix(name, "plots/") {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	return out
}

func sameDrawing(want, got map[string]string) bool {
	for name, data := range got {
		if want[name] != data {
			return false
		}
	}
	return len(want) == len(got)
}

func TestFiguresMayBeDrawnAgain(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	before, _ := ReadManifest(dir)
	if err := os.WriteFile(filepath.Join(dir, "plots", "gmv.svg"), []byte("<svg>by hand</svg>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if problems, _ := Verify(dir); len(problems) != 1 {
		t.Errorf("a figure changed by hand: %v", problems)
	}
	if err := redrawn(dir, "zh", true, otherDrawing); err != nil {
		t.Fatal(err)
	}
	if !sameDrawing(otherDrawing, drawnBytes(t, dir)) {
		t.Errorf("all drawn again leaves %v", drawnBytes(t, dir))
	}
	after, _ := ReadManifest(dir)
	if len(after.Drawn) != 3 || after.Language != "zh" || after.Digest != before.Digest || after.WallS != before.WallS {
		t.Errorf("manifest: %+v", after)
	}
	// Some formats drawn again leave the others, and the language of the report.
	if err := redrawn(dir, "en", false, map[string]string{"plots/gmv.svg": "<svg>again</svg>"}); err != nil {
		t.Fatal(err)
	}
	got := drawnBytes(t, dir)
	if after, _ = ReadManifest(dir); len(got) != 3 || got["plots/gmv.svg"] != "<svg>again</svg>" || after.Language != "zh" || !complete(dir) {
		t.Errorf("some drawn again: %v, %s", got, after.Language)
	}
	if problems, err := Verify(dir); err != nil || len(problems) != 0 {
		t.Errorf("drawn again: %v %v", problems, err)
	}
	for _, name := range []string{"summary.csv", "../elsewhere", "plots/../report.html", "plots/deep/er.svg", "manifest.json"} {
		if err := redrawn(dir, "en", true, map[string]string{name: "x"}); err == nil {
			t.Errorf("%s was drawn", name)
		}
		if problems, err := Verify(dir); err != nil || len(problems) != 0 || !complete(dir) {
			t.Errorf("a drawing refused: %v %v", problems, err)
		}
	}
}

// Nothing is drawn from results that were changed, and the error names every file that was.
func TestNothingIsDrawnFromChangedResults(t *testing.T) {
	for _, name := range []string{"tables/days.parquet", "summary.csv", "contrasts.csv", "scenarios/uniform.toml", manifestName} {
		dir := toyFolder(t, 30, 1)
		path := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := len(data) / 2
		if name == manifestName { // a number in it, so that it still reads as a manifest
			at = bytes.Index(data, []byte(`"seed": 7`)) + len(`"seed": `)
		}
		data[at] ^= 1
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := redrawn(dir, "en", true, otherDrawing); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		if !sameDrawing(toyDrawing, drawnBytes(t, dir)) {
			t.Errorf("%s: drawn all the same", name)
		}
	}
	dir := toyFolder(t, 30, 1)
	os.Remove(filepath.Join(dir, "tables", "days.parquet"))
	if err := redrawn(dir, "en", true, otherDrawing); !errors.Is(err, ErrChanged) {
		t.Errorf("a missing table: %v", err)
	}
}

func TestDrawingTakesTheLock(t *testing.T) {
	dir := toyFolder(t, 5, 1)
	f, err := Redraw(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Redraw(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("drawn twice at a time: %v", err)
	}
	if _, err := Create(dir, toyManifest(), toyScenarios, true); !errors.Is(err, ErrLocked) {
		t.Errorf("replaced while being drawn: %v", err)
	}
	f.Close()
	if err := f.Draw("en", true, draws(toyDrawing)); !errors.Is(err, ErrNotWritable) {
		t.Errorf("drawn after closing: %v", err)
	}
}

// Wherever the plug is pulled or the disk is full while a complete folder is drawn again: it is the old one or the new one,
// or says that it is not complete; and in the end it is the new one.
func TestDrawingAgainIsCutShortAtEveryOperation(t *testing.T) {
	former := toyFolder(t, 5, 1)
	for _, full := range []bool{false, true} {
		for left := 0; ; left++ {
			dir := copied(t, former)
			var d disk.Disk = pullsPlug(left, rand.New(rand.NewSource(int64(left))))
			if full {
				d = &fullDisk{left: left}
			}
			f, err := redraw(d, dir)
			if err == nil {
				err = f.Draw("zh", true, draws(otherDrawing))
				if err != nil {
					f.Stop(Failed, err.Error())
				}
				f.Close()
			}
			if err == nil {
				break
			}
			if full && !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("full at %d: %v", left, err)
			}
			if complete(dir) {
				if problems, err := Verify(dir); err != nil || len(problems) > 0 {
					t.Fatalf("stop at %d: says complete, but %v %v", left, problems, err)
				}
				if got := drawnBytes(t, dir); !full && !sameDrawing(otherDrawing, got) {
					for name, data := range toyDrawing {
						if got[name] != data {
							t.Fatalf("stop at %d: %s is neither", left, name)
						}
					}
				}
			} else if _, err := Verify(dir); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), "livebazaar resume") {
				t.Fatalf("stop at %d: %v", left, err)
			}
			if !complete(dir) { // some formats of something that is part old, part new would not make it whole
				if err := redrawn(dir, "zh", false, map[string]string{"plots/gmv.svg": "<svg/>"}); !errors.Is(err, ErrIncomplete) {
					t.Fatalf("stop at %d: some formats are drawn: %v", left, err)
				}
			}
			f, err = Resume(dir)
			switch {
			case errors.Is(err, ErrComplete):
				f, err = Redraw(dir)
				fallthrough
			case err == nil:
				if err == nil {
					err = f.Draw("zh", true, draws(otherDrawing))
					f.Close()
				}
			}
			if err != nil {
				t.Fatalf("stop at %d: %v", left, err)
			}
			if problems, err := Verify(dir); err != nil || len(problems) > 0 || !sameDrawing(otherDrawing, drawnBytes(t, dir)) {
				t.Fatalf("stop at %d: drawn in the end: %v %v %v", left, problems, err, drawnBytes(t, dir))
			}
			if _, err := os.Stat(filepath.Join(dir, "plots", "gmv.png")); err == nil {
				t.Fatalf("stop at %d: a figure that is not drawn any more is left", left)
			}
		}
	}
}

// A run is complete when figures and report are there. Until then it is taken up by drawing, and one whose report or figure
// was lost is drawn again.
func TestCompleteMeansDrawn(t *testing.T) {
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
	values, err := f.PartValues()
	if err == nil {
		err = f.Finish(values, toyContrasts(values), RunStats{})
	}
	if err != nil {
		t.Fatal(err)
	}
	if complete(dir) {
		t.Fatal("complete without a report")
	}
	noRoom := errors.New("no room for figures")
	if err := f.Draw("en", true, func(_ *Results, put Put) error {
		return errors.Join(put("plots/gmv.svg", []byte("<svg/>")), noRoom)
	}); !errors.Is(err, noRoom) {
		t.Fatal(err)
	}
	f.Stop(Failed, noRoom.Error())
	if _, err := Verify(dir); !errors.Is(err, ErrIncomplete) ||
		!strings.Contains(err.Error(), "it failed (no room for figures) before figures and report were drawn; go on with: livebazaar resume ") {
		t.Errorf("verify: %v", err)
	}
	if len(drawnBytes(t, dir)) != 0 {
		t.Errorf("a drawing that failed left %v", drawnBytes(t, dir))
	}
	if _, err := Open(dir); err != nil {
		t.Errorf("whole results do not open: %v", err)
	}
	if err := f.Commit(toyPart("uniform", 0, 2)); err == nil {
		t.Error("a part was added to whole results")
	}
	for _, lost := range []string{"", "report.html", "plots/gmv.svg"} {
		if lost != "" {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(lost))); err != nil {
				t.Fatal(err)
			}
		}
		if f, err = Resume(dir); err != nil || !f.Manifest().Whole() {
			t.Fatalf("without %q: %v", lost, err)
		}
		if err := f.Draw("en", true, draws(toyDrawing)); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if problems, err := Verify(dir); err != nil || len(problems) > 0 || !complete(dir) {
			t.Errorf("without %q, drawn again: %v %v", lost, problems, err)
		}
	}
	if _, err := Resume(dir); !errors.Is(err, ErrComplete) {
		t.Errorf("complete: %v", err)
	}
	// What is lost is not forgotten when something else is drawn again.
	if err := os.Remove(filepath.Join(dir, "plots", "gmv.png")); err != nil {
		t.Fatal(err)
	}
	if err := redrawn(dir, "en", false, map[string]string{"plots/gmv.svg": toyDrawing["plots/gmv.svg"]}); err != nil {
		t.Fatal(err)
	}
	if problems, err := Verify(dir); err != nil || len(problems) != 1 || problems[0].File != "plots/gmv.png" {
		t.Errorf("a lost figure after another was drawn: %v %v", problems, err)
	}
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Draw("en", true, draws(toyDrawing)), f.Close()); err != nil {
		t.Fatal(err)
	}
	// A complete run of which a table is lost or something was changed is not finished, and nothing is drawn over it.
	for _, name := range []string{"summary.csv", "tables/days.parquet", "report.html", "plots/gmv.svg"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append([]byte("x"), data...), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Resume(dir); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s changed: %v", name, err)
		}
		if name == "summary.csv" {
			os.Remove(path)
			if _, err := Resume(dir); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s lost: %v", name, err)
			}
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
