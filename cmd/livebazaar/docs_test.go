package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documents are the pages with commands, from the root of the repository.
func documents(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "CONTRIBUTING.md"}
	found, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		pages = append(pages, "docs/"+filepath.Base(f))
	}
	return pages
}

var shellBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```")

// skipped reports whether a command takes minutes (.ci/run runs those with LIVEBAZAAR_LONG) or would run this very test.
func skipped(line string) bool {
	if strings.HasPrefix(line, "go test") || strings.HasPrefix(line, "go generate") || strings.HasPrefix(line, ".ci/run") {
		return true
	}
	return !long() && strings.HasPrefix(line, "livebazaar compare") && !strings.Contains(line, "--consumers") && !strings.Contains(line, " small ")
}

// Every command in the documentation runs as it is written, in the order of its page; unless the long tests are asked for, those of
// the README, on fewer days and replicates.
func TestDocumentedCommandsRun(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range documents(t) {
		text, err := os.ReadFile(filepath.Join("../..", page))
		if err != nil {
			t.Fatal(err)
		}
		blocks := shellBlock.FindAllStringSubmatch(string(text), -1)
		if len(blocks) == 0 || !long() && page != "README.md" { // the other pages take half a minute; .ci/run reads all
			continue
		}
		t.Run(page, func(t *testing.T) {
			dir := t.TempDir()
			for _, block := range blocks {
				cmd := exec.Command("sh", "-ex", "-c", script(block[1]))
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+string(os.PathListSeparator)+os.Getenv("PATH"),
					"SOURCE="+root, "GOBIN="+filepath.Join(dir, "bin"))
				if o := finish(t, cmd); o.code != exitDone {
					t.Errorf("exit code %d\n%s%s", o.code, o.out, o.err)
				}
			}
		})
	}
}

// script is a block with the program as built, and without the commands that are skipped. What is installed is installed
// from the sources, elsewhere.
func script(block string) string {
	var kept []string
	block = strings.ReplaceAll(block, "go run ./cmd/livebazaar", "livebazaar")
	install := "go install"
	if !long() {
		install += " -n" // names the commands that would build it: to link takes longer than most tests
	}
	block = strings.ReplaceAll(block, "go install ./cmd/livebazaar", `(cd "$SOURCE" && `+install+` ./cmd/livebazaar)`)
	for line := range strings.SplitSeq(block, "\n") {
		if skipped(line) {
			continue
		}
		if !long() {
			line = simulates.ReplaceAllString(line, "$0 --days 8 --replicates 2 --set run.warmup_days=7")
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// simulates is a command that takes the time of its days and replicates, up to a comment; of a flag that is there twice the last counts.
var simulates = regexp.MustCompile(`^livebazaar (run|compare|try) [^#|&;\\]*[^#|&;\\ ]`)

// What is shrunk is still the command that is written, and nothing else is.
func TestDocumentedCommandsAreShrunkOnlyWhereTheySimulate(t *testing.T) {
	for line, want := range map[string]string{
		"livebazaar try small a.b=1":               "livebazaar try small a.b=1!",
		"livebazaar run x.toml --days 60 # a note": "livebazaar run x.toml --days 60! # a note",
		"livebazaar list                      # a": "livebazaar list                      # a",
		"livebazaar verify results/run  # compare": "livebazaar verify results/run  # compare",
		"livebazaar run x.toml | head -3":          "livebazaar run x.toml! | head -3",
		"livebazaar run x.toml && echo done":       "livebazaar run x.toml! && echo done",
	} {
		if got := simulates.ReplaceAllString(line, "$0!"); got != want {
			t.Errorf("%q is run as %q, want %q", line, got, want)
		}
	}
}

// The generated pages say what the program says.
func TestGeneratedPagesAreCurrent(t *testing.T) {
	for page, args := range map[string][]string{
		"parameters.md": {"params", "--markdown"},
		"metrics.md":    {"metrics", "--markdown"},
		"studies.md":    {"list", "--markdown"},
	} {
		same(t, filepath.Join("../../docs", page), here(t, exitDone, t.TempDir(), args...).out)
	}
}

var doubledStop = regexp.MustCompile(`[^.]\.\.( |$)|。。|。\.`)

// No sentence of a page ends twice: pages are put together from parts that may end in a stop, or not.
func TestNoSentenceEndsTwice(t *testing.T) {
	for _, page := range documents(t) {
		content, err := os.ReadFile(filepath.Join("../..", page))
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range strings.Split(string(content), "\n") {
			if at := doubledStop.FindStringIndex(text); at != nil {
				t.Errorf("%s:%d: …%s…", page, i+1, text[max(0, at[0]-40):min(len(text), at[1]+20)])
			}
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

// Links between pages lead somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	pages := documents(t)
	decisions, err := filepath.Glob("../../docs/decisions/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decisions {
		pages = append(pages, "docs/decisions/"+filepath.Base(d))
	}
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join("../..", page))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			target := filepath.Join("../..", filepath.Dir(page), string(m[1]))
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: %s leads nowhere", page, m[1])
			}
		}
	}
}

var constantRow = regexp.MustCompile("(?m)^\\| `(.+)` \\|[^|]+\\| `([^`]+\\.go)` \\|$")

// The constants that the model's page lists are written where it says.
func TestConstantsOfTheModelAreWhereItSays(t *testing.T) {
	page, err := os.ReadFile("../../docs/model.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := constantRow.FindAllStringSubmatch(string(page), -1)
	if len(rows) < 15 {
		t.Fatalf("%d constants are listed", len(rows))
	}
	for _, row := range rows {
		source, err := os.ReadFile(filepath.Join("../..", row[2]))
		if err != nil {
			t.Error(err)
			continue
		}
		text := strings.Join(strings.Fields(string(source)), " ")
		for _, written := range strings.Split(row[1], "`, `") {
			if !strings.Contains(text, written) {
				t.Errorf("%s does not say %s", row[2], written)
			}
		}
	}
}
