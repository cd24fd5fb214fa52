package metric

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every list of metrics of the package is joined in the reference: in the file that defines an edition, which names it.
func TestEveryListOfMetricsIsInTheReference(t *testing.T) {
	t.Parallel()
	const joined = "edition.go"
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lists, named := map[string]string{}, map[string]bool{} // by name: the file of a list; what the reference names
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if file == joined {
			ast.Inspect(parsed, func(n ast.Node) bool {
				if id, is := n.(*ast.Ident); is {
					named[id.Name] = true
				}
				return true
			})
			continue
		}
		for _, name := range listsOfMetrics(parsed) {
			lists[name] = file
		}
	}
	for name, file := range lists {
		if !named[name] {
			t.Errorf("%s of %s is in no reference: join it in referenceWith of %s, where `livebazaar metrics` should list it", name, file, joined)
		}
	}
	if len(lists) < 13 {
		t.Errorf("only %d lists are found", len(lists))
	}
}

// listsOfMetrics are the package variables that hold metrics, by their type or by what they are made of, and the functions that return
// them of nothing: what is asked for something returns a choice of the reference.
func listsOfMetrics(file *ast.File) (names []string) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				v, is := spec.(*ast.ValueSpec)
				if !is || d.Tok != token.VAR {
					continue
				}
				for i, name := range v.Names {
					if isMetrics(v.Type) || i < len(v.Values) && holdsMetrics(v.Values[i]) {
						names = append(names, name.Name)
					}
				}
			}
		case *ast.FuncDecl:
			asked := d.Recv != nil || d.Type.Params.NumFields() > 0 || slices.Contains([]string{"All", "Headlines"}, d.Name.Name)
			if !asked && d.Type.Results.NumFields() == 1 && isMetrics(d.Type.Results.List[0].Type) {
				names = append(names, d.Name.Name)
			}
		}
	}
	return names
}

// isMetrics reports whether a type is []Metric.
func isMetrics(e ast.Expr) bool {
	list, is := e.(*ast.ArrayType)
	if !is {
		return false
	}
	of, is := list.Elt.(*ast.Ident)
	return is && of.Name == "Metric"
}

// holdsMetrics reports whether a value is such a list, or put together of some.
func holdsMetrics(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CompositeLit:
		return isMetrics(e.Type)
	case *ast.CallExpr:
		return slices.ContainsFunc(e.Args, holdsMetrics)
	}
	return false
}
