package main

import (
	"go/types"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	goFile       = regexp.MustCompile(`(?:[\w-]+/)*[\w*-]+\.(?:go|s)\b`)
	folderNamed  = regexp.MustCompile(`(?:^|[^\w./-])((?:agents|cmd|internal|plots|scenarios|sim)(?:/\w+)+)(?:$|[^\w./*-])`)
	packageNamed = regexp.MustCompile(`(?:(\w+) )?\b[Pp]ackage ([a-z]\w*)`)
	partNamed    = regexp.MustCompile(`(?:^|[^\w./-])([A-Za-z]\w*)\.([A-Za-z]\w*)`)
)

// anyPackage are the words after which a package is one of many, or this one, and no name follows.
var anyPackage = []string{"a", "any", "the", "this", "each", "every", "Every", "flag"}

// declared is what the code has by name: packages, its own and those that it imports, and the types and variables of its own.
type declared struct {
	packages map[string][]*types.Package
	holders  map[string][]types.Object
}

// names are what the program has by name, what is only for tests left out.
func (s *source) names() declared {
	d := declared{map[string][]*types.Package{}, map[string][]types.Object{}}
	known := func(of *types.Package) {
		if !slices.Contains(d.packages[of.Name()], of) {
			d.packages[of.Name()] = append(d.packages[of.Name()], of)
		}
	}
	for _, of := range s.packages {
		known(of)
		for _, imported := range of.Imports() {
			known(imported)
		}
		for _, name := range of.Scope().Names() {
			switch is := of.Scope().Lookup(name).(type) {
			case *types.TypeName, *types.Var:
				d.holders[name] = append(d.holders[name], is)
			}
		}
	}
	return d
}

// means reports whether a name with a part is one of the code, and not the key of a parameter or a file (both begin with small
// letters), nor something of a variable near by (a small name of nothing that is known).
func (d declared) means(of, part string) bool {
	small := func(name string) bool { return name[0] >= 'a' }
	return !small(of) || !small(part) && (d.packages[of] != nil || d.holders[of] != nil)
}

// lacks reports whether no such part is there: no declaration in any package of the name, no field or
// method in any type or variable of it.
func (d declared) lacks(of, part string) bool {
	for _, of := range d.packages[of] {
		if of.Scope().Lookup(part) != nil {
			return false
		}
	}
	for _, of := range d.holders[of] {
		if found, _, _ := types.LookupFieldOrMethod(of.Type(), true, of.Pkg(), part); found != nil {
			return false
		}
	}
	return true
}

// foreign are names that others have given.
var foreign = []string{"CHANGELOG.md", "FileMetaData.created_by"}

// What comments and messages name of the code is there: files, folders, packages, and what a package or a type has.
func TestWhatCommentsNameIsThere(t *testing.T) {
	t.Parallel()
	code, own := load(t).names(), map[string]bool{}
	for name := range listed(t, "") {
		own[path.Base(name)] = true
	}
	files, packages, parts := 0, 0, 0
	for _, s := range texts(t) {
		if !strings.HasSuffix(s.file, ".go") {
			continue
		}
		there := func(name string) bool {
			beside, _ := filepath.Glob(filepath.Join("..", "..", path.Dir(s.file), name))
			below, _ := filepath.Glob(filepath.Join("..", "..", name))
			return len(beside)+len(below) > 0 || madeUp.MatchString("/"+name)
		}
		for _, name := range goFile.FindAllString(s.text, -1) {
			if files++; !there(name) {
				t.Errorf("%s names %s, which is not there", s.at, name)
			}
		}
		for _, m := range folderNamed.FindAllStringSubmatch(s.text, -1) {
			if files++; !there(m[1]) {
				t.Errorf("%s names %s, which is not there", s.at, m[1])
			}
		}
		for _, m := range packageNamed.FindAllStringSubmatch(s.text, -1) {
			if slices.Contains(anyPackage, m[1]) {
				continue
			}
			if packages++; !own[m[2]] && code.packages[m[2]] == nil {
				t.Errorf("%s names package %s, which is not there", s.at, m[2])
			}
		}
		for _, m := range partNamed.FindAllStringSubmatch(s.text, -1) {
			name := m[1] + "." + m[2]
			if slices.Contains(foreign, name) || !code.means(m[1], m[2]) {
				continue
			}
			if parts++; code.lacks(m[1], m[2]) {
				t.Errorf("%s names %s, which is not there", s.at, name)
			}
		}
	}
	if files < 30 || packages < 50 || parts < 50 {
		t.Errorf("only %d files, %d packages and %d parts are named", files, packages, parts)
	}
}
