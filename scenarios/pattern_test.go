package scenarios

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPatternsStandForFilesInNaturalOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("d/folder.toml", 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"d/r10.toml", "d/r9.toml", "d/R1.toml", "d/r010.toml", "d/a.TOML", "d/notes.txt", "d/s.schema.json", "[x].toml", "x.toml",
	} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for pattern, want := range map[string]string{
		"d/*.toml":                             "d/R1.toml d/r9.toml d/r010.toml d/r10.toml",
		"d/*":                                  "d/a.TOML d/R1.toml d/r9.toml d/r010.toml d/r10.toml",
		"d/r?.toml":                            "d/r9.toml",
		"*/r[0-9].toml":                        "d/r9.toml",
		"[x].toml":                             "[x].toml", // a file of the very name
		"[wxyz].toml":                          "x.toml",
		"tiered":                               "tiered",
		"d/[.toml":                             "d/[.toml", // no pattern: whoever opens it says that there is no such file
		"x.toml [x-z].toml":                    "x.toml",
		"d/r9.toml d/r*9.toml ./x.toml x.toml": "d/r9.toml ./x.toml x.toml",
	} {
		got, err := Expand(strings.Fields(pattern))
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
		}
		var names []string
		for _, n := range got {
			names = append(names, filepath.ToSlash(n.Name))
		}
		if strings.Join(names, " ") != want {
			t.Errorf("%s stands for %v, want %s", pattern, names, want)
		}
	}
	if _, err := Expand([]string{"x.toml", "e/*.toml", "d/q*.toml"}); err == nil || strings.Count(err.Error(), "no file matches this pattern") != 2 {
		t.Errorf("patterns without a match: %v", err)
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"", "1", "2", "10", "a", "a1", "a2b", "a2c", "a10", "A11", "b", "b99999999999999999999998", "b99999999999999999999999", "中"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
