package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/store/disk"

	"pgregory.net/rapid"
)

// redrawn draws the figures and the report of a folder again.
func redrawn(dir, language string, all bool, files map[string]string) error {
	f, err := redraw(calmDisk{}, dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Draw(language, all, draws(files))
}

func filesOf(t testing.TB, dir string) []string {
	var files []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Any bit of any file, the manifest included.
func TestVerifyNoticesEveryBit(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	files := filesOf(t, dir)
	if problems, err := Verify(dir); err != nil || len(problems) > 0 || len(files) != 13 {
		t.Fatalf("an unchanged folder of %d files has %v %v", len(files), problems, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom(files).Draw(t, "file")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := slices.Clone(data)
		changed[rapid.IntRange(0, len(data)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if err := os.WriteFile(path, changed, 0o644); err != nil {
			t.Fatal(err)
		}
		problems, err := Verify(dir)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(dir, path)
		named := func(p Problem) bool { return p.File == filepath.ToSlash(name) }
		if err == nil && !slices.ContainsFunc(problems, named) {
			t.Fatalf("a changed bit in %s goes unnoticed: %v", name, problems)
		}
	})
}

func TestVerifyNoticesMissingAndForeignFiles(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	for _, path := range filesOf(t, dir) {
		aside := dir + ".aside"
		if err := os.Rename(path, aside); err != nil {
			t.Fatal(err)
		}
		if problems, err := Verify(dir); err == nil && len(problems) == 0 {
			t.Errorf("%s is missing, unnoticed", path)
		}
		if err := os.Rename(aside, path); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "tables", "extra.parquet"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if problems, err := Verify(dir); err != nil || len(problems) != 1 || problems[0].File != "tables/extra.parquet" {
		t.Errorf("a foreign table: %v %v", problems, err)
	}
}

// Somebody who changes a table and then mends the file sums and the manifest's own sum is given away by the digest.
func TestVerifyRecomputesTheDigest(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "tables", "days.parquet")
	forge := func(change func([]byte)) []Problem {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		forged := slices.Clone(data)
		change(forged)
		if err := os.WriteFile(path, forged, 0o644); err != nil {
			t.Fatal(err)
		}
		mended := m
		mended.Files = slices.Clone(m.Files)
		for i, f := range mended.Files {
			if f.Path == "tables/days.parquet" {
				if mended.Files[i], err = disk.SumFile(dir, f.Path); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := writeManifest(siteAt(t, dir), mended); err != nil {
			t.Fatal(err)
		}
		problems, err := Verify(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return problems
	}
	if p := forge(func([]byte) {}); len(p) != 0 {
		t.Errorf("nothing forged: %v", p)
	}
	if p := forge(func(b []byte) { clear(b[4:60]) }); len(p) == 0 {
		t.Error("a forged table goes unnoticed")
	}
	summary := filepath.Join(dir, "summary.csv")
	data, err := os.ReadFile(summary)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(summary, []byte(strings.Replace(string(data), "33", "34", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	for i, f := range m.Files {
		if f.Path == "summary.csv" {
			m.Files[i], _ = disk.SumFile(dir, f.Path)
		}
	}
	if err := writeManifest(siteAt(t, dir), m); err != nil {
		t.Fatal(err)
	}
	if problems, err := Verify(dir); err != nil || len(problems) != 2 {
		t.Errorf("a forged summary: %v %v", problems, err)
	}
}

// Whatever is in a Parquet file, reading it ends in rows or an error.
func TestDamagedTableIsAnError(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	path := filepath.Join(dir, "tables", "days.parquet")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		data := slices.Clone(whole)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "byte")] = rapid.Byte().Draw(t, "value")
		}
		data = data[:rapid.IntRange(len(data)-20, len(data)).Draw(t, "length")]
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r.Table("days")
	})
}

// siteAt opens a folder for writing, without its lock.
func siteAt(t testing.TB, dir string) *disk.Site {
	t.Helper()
	p, err := disk.Open(disk.Real{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}
