package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is refused for its characters, its names, its numbers or its place in a file is refused by every command that reads
// scenarios, with exit code 2, before anything is made, and with an answer that says what to do instead.
func TestMistakesOfTextsAndNamesAreAnsweredAndNothingIsRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "set"), 0o777); err != nil {
		t.Fatal(err)
	}
	write("set/10.toml", "extends = \"small\"\n")
	write("set/9.toml", "extends = \"small\"\ntitle = \"a\u202eb\"\n")
	write("set/study.toml", "[study]\nscenarios = [\"9.toml\", \"10.toml\"]\nbaseline = \"11.toml\"\n")
	write("set/other.toml", "[study]\nscenarios = [\"10.toml\", \"small\"]\nbaseline = \"10\"\n")
	write("aux.toml", "extends = \"small\"\n")
	write("quotes.toml", "extends = “small”\n[run]\n模拟天数 = 30\nseed = 99999999999999999999\n[[events]]\nday = 30\n")
	write("misread.toml", "[study]\nscenarios = [\"small\", \"uniform\"]\npredictions = [\"less【uniform：gmv lower】\"]\n[consumers]\ncount = 2000\n")
	long := strings.Repeat("价", 74)
	write(long+".toml", "extends = \"small\"\n")
	var all strings.Builder
	for _, args := range [][]string{
		{"check", "set/study.toml"},
		{"compare", "set/study.toml", "--out", "r"},
		{"show", "set/study.toml"},
		{"check", "set/9.toml"},
		{"run", "set/9.toml", "--out", "r"},
		{"run", "small", "--out", "r\x1b[2J"},
		{"init", "copy\u2066"},
		{"check", "no\x07ne.toml"},
		{"check", "aux.toml"},
		{"run", "aux.toml", "--out", "r"},
		{"compare", "small", "aux.toml", "--out", "r"},
		{"check", long + ".toml"},
		{"run", long + ".toml", "--out", "r"},
		{"check", "quotes.toml"},
		{"compare", "misread.toml", "--out", "r"},
		{"run", "--day", "30", "--out", "r"},
		{"run", "-days", "30", "--out", "r"},
		{"run", "—days", "--out", "r"},
		{"run", "--run.days", "30", "--out", "r"},
		{"run", "--days", "99999999999999999999", "--out", "r"},
		{"run", "--days", "−30", "--out", "r"},
		{"run", "--workers", "99999999999999999999", "--out", "r"},
		{"compare", "--level", "1e999", "--out", "r"},
		{"run", "--set", "run.days=99999999999999999999", "--out", "r"},
		{"run", "--set", "run.days＝30", "--out", "r"},
		{"run", "--set", "模拟天数=30", "--out", "r"},
		{"run", "--set", "consumers.trust.memory=1e999", "--out", "r"},
		{"run", "--set", "run.days=3\u202e0", "--out", "r"},
		{"run", "none/*.toml", "--out", "r"},
		{"run", "set/*.toml", "--out", "r"},
		{"show", "set/*.toml"},
		{"check", "set/*.toml"},
		{"compare", "set/[os]t*.toml", "--out", "r"},
		{"compare", "set/*t*.toml", "--out", "r"},
		{"compare", "set/*.toml", "--out", "r"},
		{"params", "模拟天数"},
	} {
		o := here(t, exitUsage, dir, args...)
		if strings.ContainsAny(o.out+o.err, "\x1b\x07\u202e\u2066") {
			t.Errorf("%q speaks to the terminal: %q", args, o.out+o.err)
		}
		shown := make([]string, len(args))
		for i, a := range args {
			shown[i] = strings.NewReplacer("\x1b", `\e`, "\x07", `\a`, "\u202e", `\u202e`, "\u2066", `\u2066`).Replace(a)
		}
		all.WriteString("$ livebazaar " + strings.Join(shown, " ") + "\n" + o.out + o.err)
	}
	golden(t, "mistakes-text.txt", all.String())
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 5 {
		t.Errorf("mistakes left something behind: %v %v", entries, err)
	}
}

// A pattern that no shell has expanded names its files in natural order; studies among several are left out, and it says so.
func TestPatternsNameScenariosInNaturalOrder(t *testing.T) {
	dir := t.TempDir()
	here(t, exitDone, dir, "init", "my-study", "--quiet")
	for name, text := range map[string]string{"2.toml": "title = \"Two\"\n", "10.toml": "title = \"Ten\"\n", "[x].toml": "title = \"X\"\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	o := here(t, exitDone, dir, "check", "*.toml", "my-study/*")
	var order []string
	for line := range strings.Lines(o.out) {
		name, _, _ := strings.Cut(line, ": ")
		order = append(order, filepath.ToSlash(name))
	}
	want := "2.toml 10.toml [x].toml my-study/engagement.toml my-study/gmv-ranking.toml " +
		"my-study/ranking-rules.toml my-study/repurchase.toml my-study/tiered.toml my-study/uniform.toml"
	if got := strings.Join(order, " "); got != want {
		t.Errorf("checked %s, want %s", got, want)
	}
	if o = here(t, exitDone, dir, "show", "[x].toml"); !strings.Contains(o.out, "title = \"X\"") {
		t.Errorf("a file of the very name comes first: %s", o.out)
	}
	here(t, exitDone, dir, "show", "my-study/unif*.toml")
	// What is wrong with --days is told once the scenarios are read: nothing is run.
	o = here(t, exitUsage, dir, "compare", "my-study/gmv*.toml", "my-study/[gtr]*.toml", "--days", "0", "--out", "r")
	for _, want := range []string{"ranking-rules.toml is a study and is left out of what my-study/[gtr]*.toml matches",
		"gmv-ranking.toml, the first of 3 files"} {
		if !strings.Contains(o.err, want) {
			t.Errorf("%q is not said: %s", want, o.err)
		}
	}
}

// Dashes, equals signs and commas that keyboards and editors put in the place of plain ones are named wherever a command meets
// them, with what to write.
func TestMarksThatAreNotPlainAreNamedInEveryCommand(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"run small —days 10", "— (U+2014, em dash) begins no flag: write two plain hyphens, --days"},
		{"run small –-days 10", "– (U+2013, en dash) begins no flag: write two plain hyphens, --days"},
		{"compare small —set platform.ranking.cap=0.5", "write two plain hyphens, --set"},
		{"try small platform.ranking.cap=0.5 —days=30", "write two plain hyphens, --days"},
		{"params —json", "write two plain hyphens, --json"},
		{"verify r －－quiet", "write two plain hyphens, --quiet"},
		{"try small platform.ranking.allocate＝uniform",
			"＝ (U+FF1D, full-width equals sign) sets nothing: write =, as in platform.ranking.allocate=uniform"},
		{"compare small，wider.toml", "， (U+FF0C, full-width comma) separates nothing: write a space between names: small wider.toml"},
		{"check a.toml、b.toml", "write a space between names: a.toml b.toml"},
	} {
		if o := here(t, exitUsage, t.TempDir(), strings.Fields(test.args)...); !strings.Contains(o.err, test.want) {
			t.Errorf("%s: want %q in\n%s", test.args, test.want, o.err)
		}
	}
}

// A file whose name is written without its ending, or nearly, is offered.
func TestAFileThatIsThereIsOffered(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "wider.toml"), []byte("extends = \"small\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"run", "wider"},
		{"run", "./wider"},
		{"compare", "small", "wider.tml"},
		{"check", "widr.toml"},
		{"check", "./wider.tom"},
		{"show", "widr"},
	} {
		if o := here(t, exitUsage, dir, args...); !strings.Contains(o.err, "did you mean ./wider.toml?") {
			t.Errorf("%v: %s", args, o.err)
		}
	}
	if o := here(t, exitUsage, dir, "run", "entirely-other"); strings.Contains(o.err, "wider") {
		t.Errorf("a file is offered that is not near: %s", o.err)
	}
}
