package disk

import (
	"os"
	"path/filepath"
	"testing"
)

// What has something in it stays, what is absent is no error, and a folder is read as no file.
func TestFoldersAreNeitherLostNorRead(t *testing.T) {
	t.Parallel()
	full := filepath.Join(t.TempDir(), "full")
	if err := os.MkdirAll(filepath.Join(full, "deep", "er"), 0o755); err != nil {
		t.Fatal(err)
	}
	p, err := Open(Real{}, full)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.Disk.Remove(p.Root, "deep"); err == nil {
		t.Error("a folder that has something in it was removed, it is said")
	}
	if err := p.Disk.Remove(p.Root, "never"); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
	if err := p.RemoveIfEmpty("deep"); err != nil || !Exists(filepath.Join(full, "deep", "er")) {
		t.Errorf("a folder that is not empty: %v", err)
	}
	if err := p.RemoveIfEmpty("deep/er"); err != nil || Exists(filepath.Join(full, "deep", "er")) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := OpenRegular(full); err == nil {
		t.Error("a folder was opened as a file")
	}
	if _, err := SumFile(full, "deep"); err == nil {
		t.Error("a folder has a sum")
	}
}
