package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What all who name them use: the parts of a market, and those who measure it.
const (
	ground   = "agents/chance sim/rules sim/state"
	measures = "sim/metric sim/record sim/student"
)

// arrows are the packages from the ground up, and what each imports of the others, which stand above it in the list: so no
// arrows make a circle.
var arrows = []struct{ packages, uses string }{
	{"agents/chance agents/climb agents/param", ""},
	{"agents/category agents/consumer agents/enforcement agents/mcn agents/merchant", "agents/chance agents/param"},
	{"agents/streamer", "agents/category agents/chance agents/climb agents/param"},

	{"sim/character sim/crew sim/fixed sim/ledger sim/portable sim/record sim/validity", ""},
	{"sim/filename", "sim/character"},
	{"sim/column", "sim/crew"},
	{"sim/rank", "agents/chance agents/param"},
	{"sim/slates sim/student", "agents/chance"},
	{"sim/state", "agents/chance agents/mcn agents/merchant agents/streamer sim/column sim/crew sim/ledger sim/rank sim/record sim/slates"},
	{"sim/rules", "agents/category agents/consumer agents/enforcement agents/mcn agents/merchant agents/param agents/streamer " +
		"sim/ledger sim/rank sim/state"},

	// The parts of the market. What one needs of another is handed over in sim, but for these four arrows: to street from crowd and
	// books, to deals from supply, to crowd from books.
	{"sim/street", ground + " sim/column sim/crew sim/fixed sim/slates"},
	{"sim/venue", ground + " agents/enforcement agents/merchant sim/column sim/fixed sim/rank"},
	{"sim/deals", ground + " agents/mcn agents/merchant agents/streamer sim/column sim/crew sim/fixed sim/ledger sim/rank"},
	{"sim/talent", ground + " agents/category agents/mcn agents/streamer sim/crew sim/ledger sim/record"},
	{"sim/crowd", ground + " agents/consumer sim/column sim/fixed sim/record sim/slates sim/street"},
	{"sim/supply", ground + " agents/category agents/merchant sim/column sim/crew sim/deals sim/fixed sim/ledger sim/record"},
	{"sim/books", ground + " sim/column sim/crowd sim/fixed sim/ledger sim/rank sim/record sim/slates sim/street"},
	{"sim", ground + " agents/param sim/books sim/column sim/crew sim/crowd sim/deals sim/rank sim/record sim/street sim/supply " +
		"sim/talent sim/venue"},

	// What is measured of it and kept.
	{"sim/metric", "agents/chance agents/param sim/record sim/student"},
	{"sim/design", measures},
	{"sim/experiment", "agents/chance sim sim/state sim/design " + measures},
	{"sim/store/disk", ""},
	{"sim/store/tablefile", "sim/crew sim/filename sim/metric sim/record sim/store/disk"},
	{"sim/store", "agents/param sim/crew sim/filename sim/metric sim/record sim/store/disk sim/store/tablefile"},

	// Figures are made from stored results, never from the model.
	{"scenarios/written", "sim/character"},
	{"scenarios", "agents/param scenarios/written sim sim/character sim/filename sim/metric sim/rules"},
	{"plots/ink", "sim/character"},
	{"plots/markets", "sim/record sim/student"},
	{"plots", "agents/param plots/ink plots/markets sim/character sim/store " + measures},
	{"plots/report", "agents/param plots plots/ink plots/markets sim/character sim/design sim/metric sim/record sim/store"},

	{"internal/memory", ""},
	{"internal/trial", "sim sim/experiment sim/metric sim/state sim/student"},
	{"internal/trial/checks", "agents/chance agents/param internal/trial sim sim/crowd sim/ledger sim/record sim/state"},
	{"internal/validate", "internal/trial internal/trial/checks sim"},
	{"internal/job/judge", "agents/param plots plots/report scenarios sim/design sim/experiment sim/store " + measures},
	{"internal/job", "agents/param internal/job/judge internal/memory plots plots/report scenarios sim sim/design sim/experiment " +
		"sim/metric sim/record sim/rules sim/store"},
	{"internal/job/answer", "internal/job internal/job/judge plots/report scenarios sim/design sim/metric sim/record sim/store"},
	{"internal/terminal", "agents/param internal/job internal/job/judge internal/trial internal/trial/checks scenarios sim sim/design " +
		"sim/experiment sim/metric sim/record sim/rules"},
	{"cmd/livebazaar", "agents/param internal/job internal/job/answer internal/job/judge internal/memory internal/terminal internal/trial " +
		"internal/trial/checks internal/validate scenarios scenarios/written sim sim/character sim/design sim/experiment sim/filename sim/metric " +
		"sim/store"},

	// For developers: a fit of free weights to what experiments find.
	{"internal/fit", "agents/chance"},
	{"internal/fit/run", "internal/fit internal/trial internal/trial/checks sim"},

	// For tests: nothing else may use them.
	{"internal/readback internal/recompute", ""},
	{"internal/small", "sim sim/record"},
	{"internal/dissect", "sim/state"},
	{"internal/invented", "sim/metric sim/record sim/store"},
}

// listed lists the packages of the repository, the module left out of their names, each with the words of what go list says of it in
// a format.
func listed(t *testing.T, format string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} "+format, "livebazaar/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for line := range bytes.Lines(out) {
		fields := strings.Fields(string(line))
		found[strings.TrimPrefix(fields[0], "livebazaar/")] = fields[1:]
	}
	return found
}

// imports lists the packages of the repository, each with all that it imports outside its tests.
func imports(t *testing.T) map[string][]string { return listed(t, `{{range .Imports}} {{.}}{{end}}`) }

// Every package says what it is for.
func TestEveryPackageHasADoc(t *testing.T) {
	t.Parallel()
	for name, doc := range listed(t, `{{.Doc}}`) {
		if len(doc) == 0 {
			t.Errorf("%s does not say what it is for, in a comment before its package clause", name)
		}
	}
}

// Arrows between packages are those of the table and no others, and all of these are drawn. The table has every package once, and only
// arrows that lead to packages above them in it.
func TestArrowsPointDown(t *testing.T) {
	t.Parallel()
	uses, above := map[string][]string{}, []string{}
	for _, row := range arrows {
		to := strings.Fields(row.uses)
		for _, used := range to {
			if !slices.Contains(above, used) {
				t.Errorf("the table lets %s use %s, which does not stand above it", row.packages, used)
			}
		}
		for _, name := range strings.Fields(row.packages) {
			if _, twice := uses[name]; twice {
				t.Errorf("%s is twice in the table", name)
			}
			uses[name] = to
			above = append(above, name)
		}
	}
	found := imports(t)
	for from, all := range found {
		allowed, known := uses[from]
		if !known {
			t.Errorf("%s is not in the table: what may it import, and who may import it?", from)
			continue
		}
		for _, imported := range all {
			if to, own := strings.CutPrefix(imported, "livebazaar/"); own && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s, which the table does not allow", from, to)
			}
		}
		for _, to := range allowed {
			if !slices.Contains(all, "livebazaar/"+to) {
				t.Errorf("the table lets %s import %s, which it does not", from, to)
			}
		}
	}
	for name := range uses {
		if _, there := found[name]; !there {
			t.Errorf("the table has %s, which is not there", name)
		}
	}
}

// The model knows no file, flag or clock and draws by key; a job knows no command line and no screen.
func TestWhatIsOutsideIsNotKnownInside(t *testing.T) {
	t.Parallel()
	for from, all := range imports(t) {
		for _, imported := range all {
			switch {
			case strings.HasPrefix(from, "internal/job") && (imported == "flag" || imported == "github.com/spf13/cobra" ||
				imported == "golang.org/x/term" || strings.HasPrefix(imported, "github.com/jedib0t/go-pretty")):
				t.Errorf("%s imports %s: a job knows no command line and no screen", from, imported)
			case model(from) && (imported == "os" || imported == "flag" || imported == "time" || imported == "math/rand" ||
				strings.HasPrefix(imported, "math/rand/") || imported == "net" || imported == "path/filepath"):
				t.Errorf("%s imports %s: the model knows no file, flag or clock, and draws by key", from, imported)
			}
		}
	}
}

// model reports whether a package is part of the model itself.
func model(name string) bool {
	switch name {
	case "sim", "sim/street", "sim/crowd", "sim/venue", "sim/deals", "sim/supply", "sim/talent", "sim/books", "sim/metric",
		"sim/column", "sim/crew", "sim/fixed", "sim/ledger", "sim/rank", "sim/record", "sim/rules", "sim/slates", "sim/state":
		return true
	}
	return strings.HasPrefix(name, "agents")
}

// mostLines is how many lines a package has at most, tests and generated files left out: more are several things.
const mostLines = 4000

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

func TestNoPackageIsTooLarge(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	lines := map[string]int{}
	err := fs.WalkDir(os.DirFS(root), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err == nil && !generated.Match(text) {
			lines[path.Dir(file)] += bytes.Count(text, []byte("\n"))
		}
		return err
	})
	if err != nil || len(lines) < len(arrows) {
		t.Fatalf("%d packages are found (%v)", len(lines), err)
	}
	for name, n := range lines {
		if n > mostLines {
			t.Errorf("%s has %d lines, at most %d", name, n, mostLines)
		}
	}
}
