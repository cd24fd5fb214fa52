package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const module = "livebazaar/"

// A source is code with the type of everything in it.
type source struct {
	files    *token.FileSet
	packages map[string]*types.Package
	trees    []*ast.File
	info     types.Info
	compiled types.Importer // of the packages that are not read from source
}

// load reads the repository's packages that are part of the program, which those for tests are not, without their tests.
func load(t *testing.T) *source {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export", module+"cmd/livebazaar").Output()
	if err != nil {
		t.Fatal(err)
	}
	exports := map[string]string{}
	s := &source{files: token.NewFileSet(), packages: map[string]*types.Package{}}
	s.compiled = importer.ForCompiler(s.files, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for list := json.NewDecoder(bytes.NewReader(out)); ; { // each package comes after all that it imports
		var of struct {
			ImportPath, Dir, Export string
			GoFiles                 []string
		}
		if err := list.Decode(&of); errors.Is(err, io.EOF) {
			return s
		} else if err != nil {
			t.Fatal(err)
		}
		if exports[of.ImportPath] = of.Export; !strings.HasPrefix(of.ImportPath, module) {
			continue
		}
		var texts []string
		for _, name := range of.GoFiles {
			text, err := os.ReadFile(filepath.Join(of.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text))
		}
		s.check(t, of.ImportPath, texts)
	}
}

// check adds a package.
func (s *source) check(t *testing.T, path string, files []string) {
	t.Helper()
	if s.info.Uses == nil {
		s.info = types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}, Types: map[ast.Expr]types.TypeAndValue{},
			Uses: map[*ast.Ident]types.Object{}}
	}
	var trees []*ast.File
	for _, text := range files {
		tree, err := parser.ParseFile(s.files, path, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
	}
	config := types.Config{Importer: s}
	checked, err := config.Check(path, s.files, trees, &s.info)
	if err != nil {
		t.Fatal(err)
	}
	s.packages[path] = checked
	s.trees = append(s.trees, trees...)
}

// Import finds a package that another one imports.
func (s *source) Import(path string) (*types.Package, error) {
	if known := s.packages[path]; known != nil {
		return known, nil
	}
	return s.compiled.Import(path)
}

// fieldsRead are the fields that the code reads: those selected anywhere but where they are only written, counted up or emptied.
// What is on the left of an assignment and again on its right is only counted up; how long a list is says nothing of what is in it.
func (s *source) fieldsRead() map[*types.Var]bool {
	read := map[*types.Var]bool{}
	for _, tree := range s.trees {
		written := map[*ast.SelectorExpr]bool{}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				var to []*types.Var
				for _, target := range n.Lhs {
					if fields := s.reach(target, written); len(fields) > 0 {
						to = append(to, fields[0])
					}
				}
				for _, from := range n.Rhs {
					ast.Inspect(from, func(n ast.Node) bool {
						if again, ok := n.(*ast.SelectorExpr); ok && slices.Contains(to, s.field(again)) {
							written[again] = true
						}
						return true
					})
				}
			case *ast.IncDecStmt:
				s.reach(n.X, written)
			case *ast.RangeStmt:
				if value, named := n.Value.(*ast.Ident); n.Value == nil || named && value.Name == "_" {
					s.reach(n.X, written)
				}
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && slices.Contains([]string{"clear", "copy", "len", "cap"}, name.Name) {
					s.reach(n.Args[0], written)
				}
				s.carry(n, read)
			case *ast.SelectorExpr:
				if f := s.field(n); f != nil && !written[n] {
					read[f] = true
				}
			}
			return true
		})
	}
	return read
}

// field is the field that is selected, if any.
func (s *source) field(selected *ast.SelectorExpr) *types.Var {
	if chosen := s.info.Selections[selected]; chosen != nil && chosen.Kind() == types.FieldVal {
		return chosen.Obj().(*types.Var).Origin()
	}
	return nil
}

// reach notes what is selected on the way to a place in memory and is thereby not read, and returns these fields, the last first.
func (s *source) reach(place ast.Expr, written map[*ast.SelectorExpr]bool) (fields []*types.Var) {
	for {
		switch x := place.(type) {
		case *ast.SelectorExpr:
			if f := s.field(x); f != nil {
				written[x] = true
				fields = append(fields, f)
			}
			place = x.X
		case *ast.IndexExpr:
			place = x.X
		case *ast.SliceExpr:
			place = x.X
		case *ast.ParenExpr:
			place = x.X
		case *ast.StarExpr:
			place = x.X
		default:
			return fields
		}
	}
}

// carry takes for read what a call of column.Fold carries on: every counter of its second argument of which the first has a sum, in a
// column that is not booked elsewhere. Those sums must be read in their turn.
func (s *source) carry(call *ast.CallExpr, read map[*types.Var]bool) {
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || s.info.Uses[called.Sel] == nil || s.info.Uses[called.Sel] != s.packages[module+"sim/column"].Scope().Lookup("Fold") {
		return
	}
	fields := func(argument ast.Expr) *types.Struct {
		return s.info.Types[argument].Type.Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	}
	sums, counters := fields(call.Args[0]), fields(call.Args[1])
	for i := range sums.NumFields() {
		if reflect.StructTag(sums.Tag(i)).Get("booked") != "" {
			continue
		}
		for k := range counters.NumFields() {
			if counters.Field(k).Name() == sums.Field(i).Name() {
				read[counters.Field(k)] = true
			}
		}
	}
}
