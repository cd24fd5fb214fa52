package chance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// purposes reads the list: the comment of each purpose, by name.
func purposes(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "purpose.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name != "_" {
			of[spec.Names[0].Name] = spec.Comment.Text()
		}
		return true
	})
	return of
}

// drawn counts the places of the model that draw for each purpose.
func drawn(t *testing.T) map[string]int {
	t.Helper()
	places := map[string]int{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "chance" {
					places[sel.Sel.Name]++
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return places
}

// A purpose that nobody draws for leaves its number behind and no name. Two places that draw for one purpose would give two
// decisions the same luck, unless something keeps them apart: the comment of the purpose says what.
func TestEveryPurposeIsDrawnForAndSharedOnlyWithAReason(t *testing.T) {
	t.Parallel()
	comments, places := purposes(t), drawn(t)
	if len(comments) < 20 {
		t.Fatalf("only %d purposes are found", len(comments))
	}
	for name, comment := range comments {
		if places[name] == 0 {
			t.Errorf("nobody draws for %s: leave its number as _", name)
		}
		apart := strings.Contains(comment, "by ") || strings.Contains(comment, "member") || strings.Contains(comment, "below")
		if places[name] > 1 && !apart {
			t.Errorf("%d places draw for %s, and nothing says what keeps them apart", places[name], name)
		}
	}
}

// Numbers do not move: results hang on them.
func TestPurposesKeepTheirNumbers(t *testing.T) {
	t.Parallel()
	for want, p := range map[uint64]Purpose{0: Population, 3: Taste, 8: Deliver, 11: Need, 13: Schedule, 19: Scout, 21: Breakaway,
		25: Cheat, 28: Rank, 29: Control, 32: Shelf, 36: Salt, 39: Business, 40: Lasting, 41: Lapse, 42: Appoint} {
		if uint64(p) != want {
			t.Errorf("purpose %d has become %d", want, p)
		}
	}
}
