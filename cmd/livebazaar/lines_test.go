package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// longestLine is how many characters a line of Go or of prose has at most, a tab being one.
const longestLine = 150

// untidy are the pages that the program writes, and the log of changes.
var untidy = []string{"docs/parameters.md", "docs/metrics.md", "docs/studies.md", "CHANGELOG.md"}

// No line of a Go file, and none of a written page outside its tables and code, is too long to be read at once. What a
// program writes is not read line by line: a Go file that says it is generated is left out.
func TestLinesAreShort(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	files := 0
	for _, file := range goFiles(t, root) {
		files++
		short(t, file, func(string) bool { return true })
	}
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/decisions/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range found {
			if name, err := filepath.Rel(root, page); err != nil || slices.Contains(untidy, filepath.ToSlash(name)) {
				continue
			}
			files++
			code := false
			short(t, page, func(line string) bool {
				code = code != strings.HasPrefix(line, "```")
				return !code && !strings.HasPrefix(line, "|")
			})
		}
	}
	if files < 800 {
		t.Errorf("only %d files were looked at", files)
	}
}

// goFiles are the Go files that somebody wrote, below a folder.
func goFiles(t *testing.T, root string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && !generated.Match(text) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// short reports the lines of a file that count and are too long.
func short(t *testing.T, file string, counts func(line string) bool) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if n := utf8.RuneCountInString(line); counts(line) && n > longestLine {
			t.Errorf("%s:%d has %d characters, at most %d are read at once", file, i+1, n, longestLine)
		}
	}
}
