package scenarios

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"livebazaar/scenarios/written"
)

var update = flag.Bool("update", false, "write the expected messages anew")

// TestEachKindOfMistakeHasItsMessage reads every testdata/*.bad.toml and demands the messages beside it. Files whose
// name starts with study- are read as studies.
func TestEachKindOfMistakeHasItsMessage(t *testing.T) {
	t.Chdir("testdata")
	bad, err := filepath.Glob("*.bad.toml")
	if err != nil || len(bad) < 20 {
		t.Fatal(len(bad), err)
	}
	l := files{}.loader()
	l.read = written.ReadFile
	for _, path := range bad {
		t.Run(path, func(t *testing.T) {
			var ps Problems
			if strings.HasPrefix(path, "study-") {
				_, ps = l.study(path, nil)
			} else {
				_, ps = l.scenario(reference{name: path}, nil, nil)
			}
			got := ps.Err()
			var all Problems
			if !errors.As(got, &all) {
				t.Fatalf("accepted, or an error of another type: %v", got)
			}
			beside := strings.TrimSuffix(path, ".toml") + ".txt"
			if *update {
				if err := os.WriteFile(beside, []byte(got.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(beside)
			if err != nil {
				t.Fatal(err)
			}
			if got.Error()+"\n" != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestAHugeFileIsRefusedBeforeItIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.toml")
	if err := os.WriteFile(path, make([]byte, written.MaxFileBytes+1), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Load(path, nil)
	if err == nil || err.Error() != path+": is larger than 256 KiB: not a scenario" {
		t.Error(err)
	}
}

func TestANameThatIsNoFileIsExplained(t *testing.T) {
	for name, want := range map[string]string{
		"./":                  "./: is a folder: name a scenario or study file (.toml) in it",
		"missing.toml":        "missing.toml: no such file",
		"no/such/tiered.toml": "no/such/tiered.toml: no such file, did you mean the bundled tiered?",
		"teired": "teired: no bundled scenario or study has this name (a file is written with a separator or .toml: ./teired), " +
			"did you mean tiered?",
		"testdata":      "testdata: is a folder: name a scenario or study file (.toml) in it",
		"study.go":      "study.go: no bundled scenario or study has this name; the file is written ./study.go",
		"":              ": no name given",
		"rules":         "rules:1:2: study: this is a study, not a scenario: `livebazaar compare rules` runs it",
		"bad\x00name/x": `bad\u0000name/x: character 4 is U+0000 (control character), which no file or folder should have in its name`,
		"a\x1b[2J.toml": `a\u001B[2J.toml: character 2 is U+001B (escape), which no file or folder should have in its name`,
		"\xff.toml":     "?.toml: is not a name: it is not UTF-8",
	} {
		l := files{}.loader()
		l.read = written.ReadFile
		_, ps := l.scenario(reference{name: name}, nil, nil)
		if err := ps.Err(); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", name, err, want)
		}
	}
}
