package store

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"livebazaar/sim/record"
)

func FuzzManifest(f *testing.F) {
	m := toyManifest()
	m.Format, m.Status = Format, Complete
	whole, err := m.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`{"format": 1, "status": "running", "scenarios": [{"name": "../x"}]}`))
	f.Add([]byte(`{"format": 2, "status": "complete", "digest": "x", "scenarios": [{"name": "x"}], "replicates": -3}`))
	f.Add([]byte(`{"format": 99}`))
	f.Add([]byte(`{"format": 1, "status": "complete", "files": [{"path": "/etc/passwd"}]}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decodeManifest(data)
		intact(data)
		if err != nil {
			return
		}
		if len(m.Scenarios) == 0 || m.Replicates < 1 {
			t.Errorf("a manifest of %d scenarios and %d replicates", len(m.Scenarios), m.Replicates)
		}
		for _, file := range m.Files {
			if strings.Contains(file.Path, "..") && !filepath.IsLocal(file.Path) {
				t.Errorf("a manifest leads out of its folder: %q", file.Path)
			}
		}
		again, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		if !intact(again) {
			t.Error("a manifest does not agree with its own sum")
		}
		if _, err := decodeManifest(again); err != nil {
			t.Errorf("what was read cannot be read again: %v", err)
		}
	})
}

func TestManifestOfOneInputHasOneSpelling(t *testing.T) {
	m := toyManifest()
	a, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	b, _ := m.encode()
	if string(a) != string(b) || !intact(a) {
		t.Error("two encodings of one manifest differ")
	}
	for _, key := range []string{"format", "status", "command", "version", "git_revision", "model_version", "scenarios", "seed", "replicates",
		"digest", "wall_s", "consumer_days", "consumer_days_per_s", "peak_rss_bytes", "workers", "warmup", "exported", "manifest_sha256"} {
		if strings.Count(string(a), "\n  \""+key+"\": ") != 1 {
			t.Errorf("the manifest has no %s", key)
		}
	}
	if strings.Contains(string(a), "null") {
		t.Error("an empty list is spelled null")
	}
}

var writeFixture = flag.Bool("fixture", false, "write testdata/format-N of the present format anew")

// The folders in testdata were written by the first version of each format. They stay readable and their digest stays
// right, for ever; a change of format adds a folder and leaves these alone. Format 1 said complete before there was a report.
func TestFirstFormatsStayReadable(t *testing.T) {
	const digest = "b59d7f33f4d382ebb79bf262f45c718bfb57e17f7dd62381fbdf1102fa9a6e09"
	for format := 1; format <= Format; format++ {
		dir := fmt.Sprint("testdata/format-", format)
		if *writeFixture && format == Format {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			f, err := Create(dir, toyManifest(), toyScenarios, false)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := toyRun(f, 6, 1); err != nil {
				t.Fatal(err)
			}
		}
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if m := r.Manifest(); m.Format != format || m.Digest != digest || m.Seed != 7 || m.Scale[1].Value != 12.5 || m.Warmup.Days != 90 {
			t.Errorf("manifest %+v", m)
		}
		problems, err := Verify(dir)
		if err != nil {
			t.Fatal(err)
		}
		if format == 1 && (len(problems) != 1 || problems[0].File != reportName) || format > 1 && len(problems) > 0 {
			t.Errorf("verify of format %d: %v", format, problems)
		}
		days, err := r.Table("days")
		if err != nil {
			t.Fatal(err)
		}
		if days.Rows != 36 || days.Columns[4].Unit != "yuan" || days.Columns[4].ZH != "成交总额" || !math.IsNaN(days.Floats[4][3]) ||
			days.Floats[4][1] != math.Sqrt(10) {
			t.Errorf("days %+v", days)
		}
		if values, err := r.Summary(); err != nil || len(values) != 12 {
			t.Errorf("summary %v %v", values, err)
		}
		contrasts, err := r.Contrasts()
		if err != nil || len(contrasts) != 1 || contrasts[0].Level != .95 || contrasts[0].RelLo != 1e-9 || contrasts[0].P != 0.01 {
			t.Fatalf("contrasts %v %v", contrasts, err)
		}
		// Before format 3 there was no primary family, and the levels had no intervals.
		if c := contrasts[0]; (format < 3) != (c.Family == "volume") || (format >= 3) != (c.Family == record.Primary) ||
			(format < 3) != (c.BaselineLo != c.BaselineLo) {
			t.Errorf("format %d: contrast %+v", format, c)
		}
	}
}

// A complete folder of format 1 without a report, and one of its interrupted runs, are taken up.
func TestFoldersOfTheFirstFormatGoOn(t *testing.T) {
	dir := copied(t, "testdata/format-1")
	f, err := Resume(dir)
	if err != nil || !f.Manifest().Whole() {
		t.Fatalf("a folder without a report: %v", err)
	}
	if _, err := toyRun(f, 6, 1); err != nil {
		t.Fatal(err)
	}
	if problems, err := Verify(dir); err != nil || len(problems) > 0 || !complete(dir) {
		t.Errorf("drawn: %v %v", problems, err)
	}

	interrupted := filepath.Join(t.TempDir(), "r")
	if f, err = Create(interrupted, toyManifest(), toyScenarios, false); err != nil {
		t.Fatal(err)
	}
	if _, err := toyReplicate(f, "uniform", 0, toyRows); err != nil {
		t.Fatal(err)
	}
	m := f.Manifest()
	m.Format = 1
	if err := writeManifest(f.site, m); err != nil {
		t.Fatal(err)
	}
	f.Close()
	half := filepath.Join(interrupted, "tables", "days.parquet") // format 1 did not say that it was being made
	if err := os.WriteFile(half, []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if f, err = Resume(interrupted); err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, toyRows, 1); err != nil {
		t.Fatal(err)
	}
	sameFolder(t, resultBytes(t, toyFolder(t, toyRows, 1)), resultBytes(t, interrupted))
}

// copied is a copy of a folder that a test may change.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}
