package student

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Intervals and p-values on the screen, in figures, in tables and in the design of studies come from here alone, so that they
// never disagree. Package recompute has a Student's t of its own, to check this one.
func TestNoOtherStudentsT(t *testing.T) {
	t.Parallel()
	root, sources := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == ".git" || entry.Name() == "recompute") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		sources++
		text, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(text), "distuv.StudentsT") {
			t.Errorf("%s computes Student's t: take package student", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if sources < 300 {
		t.Errorf("only %d sources are found", sources)
	}
}
