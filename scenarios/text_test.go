package scenarios

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"livebazaar/sim/character"
)

// position of the first line and column that a problem names.
func position(t *testing.T, ps Problems) string {
	t.Helper()
	if len(ps) != 1 {
		t.Fatalf("want one problem, got %v", ps)
	}
	return fmt.Sprintf("%d:%d", ps[0].Line, ps[0].Column)
}

// What speaks to a terminal, turns the reading direction or is no character of XML is refused in every text that is shown,
// at the character itself, written as such or as an escape.
func TestHiddenCharactersAreRefusedInEveryTextAtTheirPlace(t *testing.T) {
	refused := []string{`\u0000`, `\u0007`, `\u001b`, `\u001B[31m`, `\t`,
		`\n`, `\r`, `\b`, `\f`, `\e`, `\x1b`, `\u007f`, `\u0085`, `\u009b`, "\u0085", "\u009b",
		"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
		"\u2068", "\u2069", `\u202e`, `\U0000202e`, "\u2028", "\u2029", "\u200b", "\ufeff",
		`\uFEFF`, `\uFFFE`, "\uffff", "\u00ad", "\t"}
	texts := map[string]string{ // file with %s → where the text begins
		"title = \"a%s\"":                                "1:11",
		"title_zh = \"中文%s\"":                            "1:15",
		"question = \"\"\"\n中%s\"\"\"":                   "2:2",
		"question_zh = 'é%s'":                            "1:17",
		"[run]\ndays = 3\n[x]\n[[y]]\n":                  "",
		"note = \"\\u4e2d\\\"\\\\%s\"":                   "1:19",
		"title = \"\"\"a\\\n   b%s\"\"\"\n[run]\ndays=1": "2:5",
	}
	for file, at := range texts {
		for _, bad := range refused {
			if at == "" || strings.Contains(file, "'") && strings.HasPrefix(bad, `\`) {
				continue
			}
			src := fmt.Sprintf(file, bad)
			_, ps := files{"x.toml": src}.loader().scenario(reference{name: "x.toml"}, nil, nil)
			if got := position(t, ps); got != at {
				t.Errorf("%q: refused at %s, the character is at %s: %v", src, got, at, ps)
			}
			if text := ps[0].Error(); strings.ContainsFunc(text, character.Hidden) || !strings.Contains(text, "holds U+") {
				t.Errorf("%q: the message %q", src, text)
			}
		}
	}
	for _, bad := range refused {
		for _, c := range []struct{ line, at string }{
			{"title = \"a%s\"\n[study]\nscenarios = [\"tiered\"]\n", "1:11"},
			{"[study]\nscenarios = [\"tiered\"]\npredictions = [\n  \"one\",\n  \"two%s\"]\n", "5:7"},
			{"[study]\nscenarios = [\"tiered\"]\npredictions = [\"one\"]\npredictions_zh = [\"一%s\"]\n", "4:21"},
			{"[study]\nscenarios = [\"tiered%s\"]\n", "2:21"},
		} {
			src := fmt.Sprintf(c.line, bad)
			_, ps := files{"s.toml": src}.loader().study("s.toml", nil)
			if got := position(t, ps); got != c.at {
				t.Errorf("%q: refused at %s, the character is at %s: %v", src, got, c.at, ps)
			}
		}
	}
}

func TestWhatSpellingNeedsIsATextLikeAnother(t *testing.T) {
	for _, good := range []string{
		"分层竞争：谁赢？", "naïve “quotes” — dash", "می\u200cخواهم", "👩\u200d🌾", "a\u200fb", "non\u00a0breaking", "C:\\\\x", `\u4e2d`,
	} {
		s := files{"x.toml": "# \u202e a comment is shown nowhere\ntitle = \"" + good + "\"\nnote = \"" + good + "\"\n"}.load(t, "x.toml")
		if s.Title == "" {
			t.Errorf("%s is lost", good)
		}
	}
}

func TestHiddenCharactersAreRefusedInOverrides(t *testing.T) {
	f := files{"x.toml": ""}
	for set, want := range map[string]string{
		"note=a\u202eb":   `--set note=a\u202Eb: character 7 is U+202E (right-to-left override): leave it out`,
		`note="\u001b[m"`: `--set note="\u001b[m": note: holds U+001B (escape), which must not reach a terminal, a report or a figure: leave it out`,
		"run.days=\x1b[":  `--set run.days=\u001B[: character 10 is U+001B (escape): leave it out`,
		"run.da\u200bys=": `--set run.da\u200Bys=: character 7 is U+200B (zero-width space): leave it out`,
		"run.days=1\na=2": "--set run.days=1 a=2: character 11 is U+000A (line break): one setting a --set",
	} {
		_, ps := f.loader().scenario(reference{name: "x.toml"}, nil, []string{set})
		if err := ps.Err(); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", set, err, want)
		}
	}
}

// A message may quote what is wrong, but it does not do to a terminal what it refuses; nor does its form for programs.
func TestMessagesSpeakToNoTerminal(t *testing.T) {
	f := files{"x.toml": "\"k\\u001b[31m\u202e\" = 1\n[run]\ndays = \"\u202e\u009b\"\n"}
	_, ps := f.loader().scenario(reference{name: "x.toml"}, nil, nil)
	err := ps.Err()
	if err == nil {
		t.Fatal("accepted")
	}
	out, _ := json.Marshal(err)
	for _, text := range []string{err.Error(), string(out)} {
		if strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), character.Hidden) {
			t.Errorf("%q", text)
		}
	}
}

// What check accepts, a run can write: the rule for names is judged when a scenario is read, for every way to name one.
func TestNamesThatFilesCannotHaveAreRefusedWhenTheyAreRead(t *testing.T) {
	const text = "title = \"x\"\n"
	for _, name := range []string{"a:b.toml", "con.toml", "dir/NUL.toml", "./com1.x.toml",
		"what?.toml", "a .toml", "x.tmp.toml", strings.Repeat("价", 74) + ".toml", "dir/.toml"} {
		l := files{name: text, "s.toml": "[study]\nscenarios = [\"baseline\", " + quoted(name) + "]\n"}.loader()
		_, ps := l.scenario(reference{name: name}, nil, nil)
		if len(ps) != 1 || !strings.Contains(ps[0].Reason, "results are kept under the name") {
			t.Errorf("%s: %v", name, ps)
		}
		_, ps = l.study("s.toml", nil)
		if len(ps) != 1 || ps[0].Line != 2 || ps[0].Column != 26 {
			t.Errorf("a study with %s: %v", name, ps)
		}
		if _, ps = l.assemble([]string{"tiered", name}, nil); len(ps) != 1 {
			t.Errorf("compared with %s: %v", name, ps)
		}
		l = files{name: "[study]\nscenarios = [\"tiered\"]\n"}.loader()
		if _, ps = l.study(name, nil); len(ps) != 1 {
			t.Errorf("a study called %s: %v", name, ps)
		}
	}
	long := strings.Repeat("价", 41)
	for _, name := range []string{long, long + " 2", "分层 竞争", "console"} {
		l := files{name + ".toml": text}.loader()
		if _, ps := l.scenario(reference{name: name + ".toml"}, nil, nil); ps != nil {
			t.Error(ps)
		}
	}
	l := files{long + ".toml": text, "b" + long + ".toml": text}.loader()
	s, ps := l.assemble([]string{long + ".toml", "b" + long + ".toml"}, nil)
	if ps != nil || len([]rune(s.Name)) > 120 || len(s.Name) > 220 {
		t.Errorf("a comparison of two long names: %v %v", s, ps)
	}
}
