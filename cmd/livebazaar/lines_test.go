package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// longestLine is how many characters a line of Go or of prose has at most, a tab being one.
const longestLine = 150

// tidy are the packages whose lines are short. The list grows and never shrinks: who mends a package adds it.
var tidy = []string{"agents/*", "sim/character", "sim/design", "sim/ledger", "sim/metric", "sim/portable", "sim/rank", "sim/record",
	"sim/slates", "sim/student", "sim/validity"}

// untidy are the pages that the program writes, and the log of changes.
var untidy = []string{"docs/parameters.md", "docs/metrics.md", "docs/studies.md", "CHANGELOG.md"}

// No line of the tidy packages, and none of a written page outside its tables and code, is too long to be read at once.
func TestLinesAreShort(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	files := 0
	for _, pattern := range tidy {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern), "*.go"))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s has no Go files (%v)", pattern, err)
		}
		for _, file := range found {
			files++
			short(t, file, func(string) bool { return true })
		}
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
	if files < 200 {
		t.Errorf("only %d files were looked at", files)
	}
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
