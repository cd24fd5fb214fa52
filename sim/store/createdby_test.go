package store

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// The forms in which readers parse created_by to know the faults of a writer: the grammar that the format gives (FileMetaData in
// parquet.thrift: "<Application> version <App Version> (build <App Build Hash>)"), and the expressions of parquet-java's
// VersionParser, now and in releases before 1.9, which take a file without a build for a damaged one.
var createdByForms = map[string]*regexp.Regexp{
	"the format":         regexp.MustCompile(`^(\S+) version (\d+\.\d+\.\d+\S*) \(build ([0-9a-f+a-z]*)\)$`),
	"parquet-java":       regexp.MustCompile(`^(.*?)\s+version\s*(?:([^(]*?)\s*(?:\(\s*build\s*([^)]*?)\s*\))?)?$`),
	"parquet-java < 1.9": regexp.MustCompile(`^(.+) version ((?:.*) )?\(build ?(.*)\)$`),
}

// createdByOf is what a table says of its writer.
func createdByOf(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	table, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return table.Metadata().CreatedBy
}

// Every table says which program and build wrote it, in the form that its readers parse, and the digest does not depend on it.
func TestCreatedByReadsAsReadersParseIt(t *testing.T) {
	digests := map[string]bool{}
	for _, build := range []string{"0123456789abcdef0123456789abcdef01234567", "abc123+changes", ""} {
		m := toyManifest()
		m.Version, m.GitRevision = "0.1.0", build
		dir := filepath.Join(t.TempDir(), "r")
		f, err := create(calmDisk{}, dir, m, toyScenarios, false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := toyRun(f, 5, 1); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"days", "flows", "removals"} {
			said := createdByOf(t, filepath.Join(dir, "tables", name+".parquet"))
			if want := "livebazaar version 0.1.0 (build " + build + ")"; said != want {
				t.Errorf("%s is created by %q, not %q", name, said, want)
			}
			for reader, form := range createdByForms {
				found := form.FindStringSubmatch(said)
				if found == nil || found[1] != "livebazaar" || regexp.MustCompile(`\s+$`).ReplaceAllString(found[2], "") != "0.1.0" || found[3] != build {
					t.Errorf("%s reads %q as %q", reader, said, found)
				}
			}
		}
		written, err := ReadManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		digests[written.Digest] = true
	}
	if len(digests) != 1 {
		t.Errorf("another build gives another digest: %v", digests)
	}
}
