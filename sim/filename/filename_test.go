package filename

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNamesThatFilesCanHaveEverywhere(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "tiered", "tiers 2", "my-study_3", "o'brien", "50 %", "分层竞争", strings.Repeat("价", 41), strings.Repeat("价", 73),
		strings.Repeat("x", 120), strings.Repeat("é", 110), strings.Repeat("🎥", 55),
		"a.b", "console", "com", "com10", "lpt", "nullable", "auxiliary", "a.con", "conin", "tmp", "café"} {
		if err := Check(name); err != nil {
			t.Errorf("%s %v", name, err)
		}
		for _, around := range []string{name + ".toml.tmp", name + "-20261121-214259-12"} {
			if err := os.WriteFile(filepath.Join(dir, around), nil, 0o600); err != nil {
				t.Errorf("accepted, but not a file here: %v", err)
			}
		}
	}
}

func TestNamesThatFilesCannotHaveEverywhere(t *testing.T) {
	for _, name := range []string{"", ".", "..", ".hidden", "a.", "a ", " a", "a/b", `a\b`, "a:b", "a*b", "a?", `a"b`, "<a>", "a|b",
		"a\x00b", "a\tb", "a\x1bb",
		"a\x7fb", "a\u0085b", "a\u202eb", "a\u2066b", "a\u200bb", "\ufeffa", "a\u2028b", "a\u00a0b", "x.tmp", "x.TMP", "\xff",
		"con", "CON", "Con.old", "prn", "aux.toml", "nul", "NUL.a.b",
		"com1", "COM9", "com1.x", "lpt1", "lpt9", "com¹", "LPT²", "com³.x", "conin$", "CONOUT$", "con .x",
		strings.Repeat("x", 121), strings.Repeat("价", 74), strings.Repeat("🎥", 56)} {
		if Check(name) == nil {
			t.Errorf("%q is accepted", name)
		}
	}
}

func TestNamesOfTooManyCharactersAreToldHowManyFit(t *testing.T) {
	for name, want := range map[string]string{
		strings.Repeat("x", 130): "has 130 characters, too many for a file name: allowed 120",
		strings.Repeat("价", 80):  "has 80 characters of 3 bytes, too many for a file name: allowed 73 such characters",
	} {
		if err := Check(name); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestANamePutTogetherIsCutToOneThatFits(t *testing.T) {
	for _, name := range []string{"short", strings.Repeat("x", 120) + "-and-" + strings.Repeat("y", 120), strings.Repeat("价", 73) + "-and-others",
		strings.Repeat("x", 119) + ". and"} {
		if got := Cut(name); Check(got) != nil || !strings.HasPrefix(name, got) || len(got) < 5 {
			t.Errorf("%s: %v", got, Check(got))
		}
	}
}

func TestAPathMayHoldWhatTheSystemTakesButNothingUnseen(t *testing.T) {
	for path, good := range map[string]bool{"results/a:b c": true, "../结果": true, "a\x1b[31m": false, "a\u202eb": false, "a\nb": false, "\xff": false} {
		if (CheckPath(path) == nil) != good {
			t.Errorf("%q: %v", path, CheckPath(path))
		}
	}
}

// Names that a file system which ignores case would take for one are refused together, and each one that is no name.
func TestNamesStayApart(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{nil, {"a"}, {"a", "b"}, {"分层", "统一"}} {
		if err := CheckAll(names...); err != nil {
			t.Errorf("%q: %v", names, err)
		}
	}
	for _, names := range [][]string{{"a", "A"}, {"b", "a", "b"}, {"É", "é"}, {"a", ""}, {"a", "con"}} {
		if err := CheckAll(names...); err == nil || !strings.HasPrefix(err.Error(), "name ") {
			t.Errorf("%q: %v", names, err)
		}
	}
}
