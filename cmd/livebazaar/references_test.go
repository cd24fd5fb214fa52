package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// passage is a piece of text that a reader of the repository meets: a page, a comment, a literal.
type passage struct{ file, at, text string }

// texts returns the pages, the studies, the comments of all sources, and the literals of those that are no tests.
func texts(t *testing.T) (out []passage) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.IsDir() {
			if entry.Name() == "testdata" || rel == ".git" || rel == "results" {
				return filepath.SkipDir
			}
			return nil
		}
		switch filepath.Ext(path) {
		case ".go":
			out = append(out, spoken(t, path, rel)...)
		case ".md", ".toml", ".tmpl":
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			out = append(out, passage{rel, rel, string(text)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 1000 {
		t.Fatalf("only %d texts are found", len(out))
	}
	return out
}

// spoken returns the comments of a Go file, a group in one piece, and, of what is no test, its literals.
func spoken(t *testing.T, path, rel string) (out []passage) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	add := func(pos token.Pos, text string) {
		at := rel + ":" + strconv.Itoa(set.Position(pos).Line)
		out = append(out, passage{rel, at, strings.Join(strings.Fields(text), " ")})
	}
	for _, group := range file.Comments {
		add(group.Pos(), group.Text())
	}
	if strings.HasSuffix(path, "_test.go") {
		return out
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				add(lit.Pos(), text)
			}
		}
		return true
	})
	return out
}

var (
	sectionOf   = regexp.MustCompile(`(?i)(?:([\w/.-]+\.md),? )?\bsections? ([0-9]+(?:\.[0-9]+)?)`)
	elsewhere   = regexp.MustCompile(`(?i)\b(?:model|domain) description\b|\(architecture\b`)
	pageNamed   = regexp.MustCompile(`(?:[\w-]+/)*[\w-]+\.md\b`)
	headings    = regexp.MustCompile(`(?m)^#+ ([0-9]+(?:\.[0-9]+)?)\.? `)
	reportParts = regexp.MustCompile(`<h2>([0-9]+)\. `)
	sourceFile  = regexp.MustCompile("`((?:agents|cmd|internal|plots|scenarios|sim)/[\\w/.-]+)`")
)

// madeUp are the files that somebody who follows a walk-through writes.
var madeUp = regexp.MustCompile(`/(gift|followers(_test)?)\.go$`)

// Who is sent to a section finds it: on the page named, on the page that names none, or in the report. Cited works have §.
func TestReferencesToSectionsLeadSomewhere(t *testing.T) {
	t.Parallel()
	all := texts(t)
	has := map[string]map[string]bool{}
	for _, s := range all {
		of := headings
		if s.file == "plots/report/report.html.tmpl" {
			of = reportParts
		} else if !strings.HasSuffix(s.file, ".md") {
			continue
		}
		has[s.file] = map[string]bool{}
		for _, m := range of.FindAllStringSubmatch(s.text, -1) {
			has[s.file][m[1]] = true
		}
	}
	found := 0
	for _, s := range all {
		for _, m := range sectionOf.FindAllStringSubmatch(s.text, -1) {
			page, section := m[1], m[2]
			if page == "" {
				page = s.file // a page speaks of itself
				if s.file == "README.md" || strings.HasPrefix(s.file, "plots/") || strings.HasPrefix(s.file, "cmd/") {
					page = "plots/report/report.html.tmpl"
				}
			}
			if found++; !has[page][section] {
				t.Errorf("%s: %q leads nowhere: %s has no such section", s.at, m[0], page)
			}
		}
		if elsewhere.MatchString(s.text) {
			t.Errorf("%s speaks of a description that is not here: name the page and its section", s.at)
		}
	}
	if found < 20 {
		t.Errorf("only %d references are found", found)
	}
}

// Pages that sources name are there, and so are the sources that pages name; the log of changes names what was.
func TestPagesAndSourcesNamedAreThere(t *testing.T) {
	t.Parallel()
	there := func(path string) bool {
		_, err := os.Stat(filepath.Join("..", "..", path))
		return err == nil
	}
	pages, sources := 0, 0
	for _, s := range texts(t) {
		if strings.HasSuffix(s.file, ".go") {
			for _, page := range pageNamed.FindAllString(s.text, -1) {
				if pages++; !there(page) && !there(filepath.Join("docs", page)) {
					t.Errorf("%s names %s, which is not there", s.at, page)
				}
			}
		}
		if !strings.HasSuffix(s.file, ".md") || s.file == "CHANGELOG.md" {
			continue
		}
		for _, m := range sourceFile.FindAllStringSubmatch(s.text, -1) {
			if madeUp.MatchString(m[1]) {
				continue
			}
			if sources++; !there(m[1]) {
				t.Errorf("%s names %s, which is not there", s.at, m[1])
			}
		}
	}
	if pages < 20 || sources < 50 {
		t.Errorf("only %d pages and %d sources are named", pages, sources)
	}
}

var (
	letters   = regexp.MustCompile(`\b[SHVC][0-9]{1,2}\b`)
	explained = regexp.MustCompile(`(?m)^\| ([SHVC][0-9]{1,2}) \|`)
)

// legends are the pages that say what a letter and a number mean, a row of a table each.
var legends = map[string]string{"S": "docs/model.md", "H": "docs/model.md", "V": "docs/model.md", "C": "docs/calibration.md"}

// controlSets are names of control characters, which look like rows of calibration.
var controlSets = regexp.MustCompile(`\bC0(, C1)?\b|\bDEL, C1\b`)

// S0, H15, V8 and C14 are explained, each in one row, and nothing is explained that nobody cites. A row of calibration reports what
// was measured, and needs nobody to cite it.
func TestEveryLetterHasALegend(t *testing.T) {
	t.Parallel()
	all := texts(t)
	meant, cited := map[string]int{}, map[string]bool{}
	for _, s := range all {
		for _, m := range explained.FindAllStringSubmatch(s.text, -1) {
			if legends[m[1][:1]] == s.file {
				meant[m[1]]++
			}
		}
	}
	for _, s := range all {
		text := controlSets.ReplaceAllString(s.text, "")
		if s.file == "docs/model.md" {
			text = explained.ReplaceAllString(text, "")
		}
		for _, id := range letters.FindAllString(text, -1) {
			if cited[id] = true; meant[id] == 0 {
				t.Errorf("%s: what %s means is not on %s", s.at, id, legends[id[:1]])
			}
		}
	}
	for id, rows := range meant {
		if id[0] != 'C' && rows > 1 {
			t.Errorf("%s is explained %d times", id, rows)
		}
		if !cited[id] {
			t.Errorf("%s is explained and nobody cites it", id)
		}
	}
	if len(meant) < 50 {
		t.Errorf("only %d letters are explained", len(meant))
	}
}
