package metric

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
	"unicode"
)

// A number in per cent is written one way in each language: 95 %, in Chinese 95% (GB/T 15835).
func TestPerCentIsWrittenOneWayInEachLanguage(t *testing.T) {
	e := Estimate{Mid: -2.1, Lo: -3, Hi: -1.2, Suffix: " %"}
	for lang, want := range map[string]string{"en": "−2.1 %", "zh": "−2.1%"} {
		if mid, _ := e.In(lang).Difference(1); mid != want {
			t.Errorf("%s: %q, want %q", lang, mid, want)
		}
	}
	points := Estimate{Mid: 1, Suffix: " pp"}
	if points.In("zh") != points {
		t.Error("percentage points have lost their space")
	}
}

var spaced = regexp.MustCompile(`([0-9]|%(\[\d\])?[.0-9]*[gdsv]) (%%|%([^a-z\[+.\d]|$))`)

// So is every Chinese text in the sources.
func TestNoChineseTextPutsASpaceBeforePerCent(t *testing.T) {
	files, texts := 0, 0
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		source, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(source), " %") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, source, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			l, ok := n.(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(l.Value)
			if err != nil || strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
				return true
			}
			texts++
			if strings.Contains(text, "%") && spaced.MatchString(text) {
				t.Errorf("%s: %q", set.Position(l.Pos()), text)
			}
			return true
		})
		return nil
	})
	if err != nil || files < 300 || texts < 300 {
		t.Errorf("%d texts of %d files read, %v", texts, files, err)
	}
}
