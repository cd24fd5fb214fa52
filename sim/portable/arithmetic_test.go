package portable

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Arithmetic must not depend on the machine or the build (docs/decisions/portable-arithmetic.md): the
// functions of package math below are exact or correctly rounded on every machine, all others are not.
var exactMath = map[string]bool{
	"Abs": true, "Ceil": true, "Copysign": true, "Float64bits": true, "Float64frombits": true, "Floor": true, "Frexp": true,
	"Inf": true, "IsInf": true, "IsNaN": true, "Ldexp": true, "Max": true, "Min": true, "NaN": true, "Nextafter": true,
	"Round": true, "Signbit": true, "Sqrt": true, "Trunc": true,
	"E": true, "Ln2": true, "Pi": true, "Sqrt2": true, "SmallestNonzeroFloat64": true, "MaxFloat64": true,
	"MaxInt16": true, "MaxInt32": true, "MaxInt64": true, "MinInt32": true, "MinInt64": true, "MaxUint16": true, "MaxUint32": true, "MaxUint64": true,
}

// Packages that would bring in other randomness, a clock or the world outside, with the places that may use them: the
// one source of randomness wraps x/exp/rand; replicates are timed and results are written to files, the market is not.
var forbidden = map[string][]string{
	"golang.org/x/exp/rand": {"agents/chance/rand.go"},
	"math/rand":             nil,
	"math/rand/v2":          nil,
	"crypto/rand":           nil,
	"math/big":              nil,
	"math/cmplx":            nil,
	"time":                  {"sim/experiment/", "sim/store/"},
	"os":                    {"sim/store/"},
	"net":                   nil,
	"flag":                  nil,
}

// The model's packages: no file, screen, flag or clock, and no arithmetic that other machines do otherwise.
func TestModelUsesPortableArithmeticAndNoClock(t *testing.T) {
	files := 0
	for _, dir := range []string{"..", filepath.Join("..", "..", "agents")} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && entry.Name() == "testdata" {
				return filepath.SkipDir
			}
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files++
				inspect(t, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("only %d files were looked at", files)
	}
}

func inspect(t *testing.T, path string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(filepath.ToSlash(filepath.Join("sim", "portable", path)), "../")
	mathName := ""
	for _, imp := range file.Imports {
		what, _ := strconv.Unquote(imp.Path.Value)
		if what == "math" {
			mathName = "math"
			if imp.Name != nil {
				mathName = imp.Name.Name
			}
		}
		places, listed := forbidden[what]
		allowed := !listed
		for _, p := range places {
			allowed = allowed || strings.HasPrefix(name, p)
		}
		if !allowed {
			t.Errorf("%s imports %s", name, what)
		}
	}
	if mathName == "." {
		t.Errorf("%s imports math without a name", name)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && mathName != "" && x.Name == mathName && x.Obj == nil && !exactMath[sel.Sel.Name] {
				t.Errorf("%s: math.%s gives other bits on other machines; use agents/chance", set.Position(sel.Pos()), sel.Sel.Name)
			}
		}
		return true
	})
}

// On arm64 the compiler fuses a*b+c into one operation that rounds once, so that results would differ from those on
// amd64. float64(a*b)+c is never fused. The listing of the compiler itself is searched: it also finds what inlining
// and the halving or doubling of a product bring together.
func TestNothingIsFusedOnArm64(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the model for another machine")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no Go tool on this machine")
	}
	cmd := exec.Command(goTool, append([]string{"build", "-gcflags=-S", "./sim", "./agents/..."}, below(t, "sim")...)...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0", "GOFLAGS=")
	listing, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, listing[max(0, len(listing)-2000):])
	}
	if n := strings.Count(string(listing), "FMULD"); n < 100 {
		t.Fatalf("the listing has %d multiplications: it is not one", n)
	}
	fused := regexp.MustCompile(`\(([^()\s]+\.go:\d+)\)\s+FN?M(?:ADD|SUB)[SD]\s`)
	found := map[string]bool{}
	for _, m := range fused.FindAllStringSubmatch(string(listing), -1) {
		found[m[1]] = true
	}
	for place := range found {
		t.Errorf("%s: a product and a sum are fused; write float64(a*b)+c", place)
	}
	// the pattern knows what it looks for
	if !fused.MatchString("0x0010 00016 (/a/b.go:7)\tFMADDD\tF0, F1, F2, F3") || !fused.MatchString("\t(/a/b.go:7)\tFNMSUBD\tF0, F1, F2, F3") {
		t.Error("the pattern misses a fused operation")
	}
}

// below lists the packages in a folder of the repository, without the store, which computes nothing and brings in what it writes
// files with, and without the design of studies, whose answers are whole numbers by functions of a library, and no results.
func below(t *testing.T, dir string) (packages []string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "..", dir, "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{filepath.Join(dir, "store"): true, filepath.Join(dir, "design"): true}
	for _, file := range found {
		pkg, err := filepath.Rel(filepath.Join("..", ".."), filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		if !seen[pkg] {
			seen[pkg] = true
			packages = append(packages, "./"+filepath.ToSlash(pkg))
		}
	}
	return packages
}
