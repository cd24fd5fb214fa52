package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sources is a copy of the repository in which a walk-through is followed.
type sources struct {
	*testing.T
	dir string
}

func copyOfSources(t *testing.T) sources {
	t.Helper()
	if !long() {
		t.Skip("builds and tests a copy of the repository: LIVEBAZAAR_LONG=1 asks for it")
	}
	t.Parallel()
	s := sources{t, t.TempDir()}
	root := "../.."
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		switch {
		case e.IsDir() && (name == ".git" || name == "results"):
			return fs.SkipDir
		case e.IsDir():
			return os.MkdirAll(filepath.Join(s.dir, name), 0o777)
		case !e.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(s.dir, name), data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s sources) read(name string) string {
	s.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

func (s sources) write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// behind puts a text behind the first place where an anchor stands, from another one on.
func (s sources) behind(name, from, anchor, text string) {
	s.Helper()
	old := s.read(name)
	_, rest, found := strings.Cut(old, from)
	before, after, there := strings.Cut(rest, anchor)
	if !found || !there {
		s.Fatalf("%s has no %q behind %q", name, anchor, from)
	}
	s.write(name, old[:len(old)-len(rest)]+before+anchor+text+after)
}

// do runs a command there and returns what it says.
func (s sources) do(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = s.dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (s sources) must(name string, args ...string) string {
	s.Helper()
	out, err := s.do(name, args...)
	if err != nil {
		s.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

// section is a part of a page, from its heading to the next one of the kind.
func (s sources) section(page, heading string) string {
	s.Helper()
	_, text, found := strings.Cut(s.read(page), "\n## "+heading+"\n")
	if !found {
		s.Fatalf("%s has no section %q", page, heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// one finds what the only place that fits says.
func (s sources) one(pattern, text string) []string {
	s.Helper()
	found := regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1)
	if len(found) != 1 {
		s.Fatalf("%d places fit %s", len(found), pattern)
	}
	return found[0][1:]
}

// Who adds a ranking rule as docs/rules.md says gets one that compiles, keeps what all rules keep, and is listed.
func TestTheWalkThroughOfARankingRuleWorks(t *testing.T) {
	s := copyOfSources(t)
	text := s.section("docs/rules.md", "Adding a rule")
	files := regexp.MustCompile("(?s)Create `([^`]+)`[^`]*```go\n(.*?)```").FindAllStringSubmatch(text, -1)
	if len(files) != 2 {
		t.Fatalf("%d files are to be created", len(files))
	}
	for _, f := range files {
		s.write(f[1], f[2])
	}
	if out := s.must("gofmt", "-l", "sim/rank"); out != "" {
		t.Errorf("not formatted: %s", out)
	}
	s.must("go", "vet", "./sim/rank", "./cmd/livebazaar")
	const keys = "platform.ranking.followers."
	out := s.must("go", "run", "./cmd/livebazaar", "params", "platform.ranking")
	if !strings.Contains(out, keys+"theta = 0") || !strings.Contains(out, keys+"reference = 1000") {
		t.Errorf("params lists none of its settings:\n%s", out)
	}

	// "Add the neutral setting to TestRulesWithoutEffectChangeNothing."
	s.behind("sim/rank/pipeline_test.go", "func TestRulesWithoutEffectChangeNothing", "neutral := []setting{", `{"followers.theta", 0.0}, `)
	// "The test of this page fails and prints the table with the new row: paste it above."
	out, err := s.do("go", "test", "./sim/rank")
	if err == nil || strings.Count(out, "--- FAIL") != 1 || !strings.Contains(out, "the table must read") {
		t.Fatalf("go test ./sim/rank: %v\n%s", err, out)
	}
	page := s.read("docs/rules.md")
	rows := regexp.MustCompile(`(?m)(?:^ *\| \w+ \| \*\*.*\n)+`)
	old := rows.FindString(page)
	table := regexp.MustCompile(`(?m)^ +`).ReplaceAllString(rows.FindString(out), "")
	if old == "" || strings.Count(table, "\n") != strings.Count(old, "\n")+1 {
		t.Fatalf("the table printed has not one row more:\n%s", out)
	}
	s.write("docs/rules.md", strings.Replace(page, old, table, 1))
	s.must("go", "test", "./sim/rank")
	s.must("go", "test", "./sim", "-run", "Acts|Condition")

	s.write("shy.toml", "extends = \"small\"\n[platform.ranking.followers]\ntheta = 0.5\n")
	s.must("go", "run", "./cmd/livebazaar", "check", "./shy.toml")
	s.must("go", "run", "./cmd/livebazaar", "run", "./shy.toml", "--days", "30", "--quiet", "--out", "shy")
}

// Who adds a decision as CONTRIBUTING says, up to step 4, gets one that compiles, is listed and runs, and is told what is missing.
func TestTheWalkThroughOfADecisionWorks(t *testing.T) {
	s := copyOfSources(t)
	text := s.section("CONTRIBUTING.md", "Add an agent's decision")

	// 1: the equation, its unit and its mount.
	file := s.one("goes into `([^`]+)` as a pure function", text)[0]
	code := strings.ReplaceAll("\n"+s.one("(?s)\n   ```go\n(.*?)   ```", text)[0], "\n   ", "\n")
	s.write(file, "package merchant\n\nimport (\n\t\"livebazaar/agents/chance\"\n\t\"livebazaar/agents/param\"\n)\n"+code)
	mount := s.one("in `([^`]+)`: a field `([^`]+)` and\\s+`([^`]+)`", text)
	s.behind(mount[0], "type Params struct {", "\n", "\t"+mount[1]+"\n")
	s.behind(mount[0], ") Declare(", "{\n", "\t"+mount[2]+"\n")
	s.behind("agents/param/unit.go", `"per week": `, ",", ` "per share": "每份额",`)

	// 3 and 4: the column, and the step that writes it.
	s.behind(s.one("is a column of `Merchants` in `([^`]+)`", text)[0], "type Merchants struct {", "\n", "\tGift []float64\n")
	s.write(s.one("a method of `Supply` in a file `([^`]+)`", text)[0], `package supply

func (w *Supply) GiveGifts() {
	for i := range w.Merchants.Gift {
		w.Merchants.Gift[i] = w.p.Merchants.Gift.Value(1 - w.p.MerchantTrust(w.Market, i))
	}
}
`)
	event := s.one("\n   `(\\{\"[^`]+\\})`", text)[0]
	s.behind("sim/week.go", "var merchantsWeek = ", "{\n", "\t"+event+",\n")
	s.must("gofmt", "-w", "agents", "sim")
	s.must("go", "vet", "./agents/...", "./sim/...", "./cmd/livebazaar")
	out := s.must("go", "run", "./cmd/livebazaar", "params", "merchants.gift")
	if !strings.Contains(out, "merchants.gift.most = 0.05") || !strings.Contains(out, "merchants.gift.slope = 3") {
		t.Errorf("params lists none of its settings:\n%s", out)
	}
	s.must("go", "test", "./agents/...", "./sim/state", "./sim/rules", "./sim/supply")

	// "Tests fail until an event writes the column and the program reads it", and until it is said what is missed without the step.
	for _, missing := range []struct{ in, test, what string }{
		{"./cmd/livebazaar", "TestEveryColumnIsRead", "Merchants Gift"},
		{"./sim", "TestEveryEventHasAClaim", "give gifts"},
	} {
		if out, err := s.do("go", "test", missing.in, "-run", missing.test); err == nil || !strings.Contains(out, missing.what) {
			t.Errorf("%s does not miss %q: %v\n%s", missing.test, missing.what, err, out)
		}
	}
	s.must("go", "run", "./cmd/livebazaar", "run", "small", "--days", "30", "--quiet", "--out", "gifts")
}

// Who adds a metric as CONTRIBUTING says gets one that compiles, can be computed anew, and is explained.
func TestTheWalkThroughOfAMetricWorks(t *testing.T) {
	s := copyOfSources(t)
	text := s.section("CONTRIBUTING.md", "Add a metric")
	blocks := regexp.MustCompile("(?s)\n   ```go\n(.*?)   ```").FindAllStringSubmatch(text, -1)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks of code", len(blocks))
	}
	code := func(block int) string { return strings.ReplaceAll("\n"+blocks[block][1], "\n   ", "\n") }

	field := s.one("a field `(\\w+ int64)` of `Day` in `([^`]+)`", text)
	s.behind(field[1], "type Day struct {", "\n", "\t"+field[0]+"\n")
	line := s.one("\n   `(acc\\.day\\.\\w+\\+\\+)` in `bookTray` \\(`([^`]+)`\\)", text)
	s.behind(line[1], "bookTray(", "\n\t\ttaken.deliver(o)\n", "\t\t"+line[0]+"\n")

	s.behind(s.one("a line in `(sim/metric/table_\\w+\\.go)`", text)[0], "countOf(\"delivered\", ", "\n", strings.TrimPrefix(code(0), "\n"))
	listed := s.one("the same in the list of columns of `([^`]+)`: `([^`]+)`", text)
	s.behind(listed[0], "var columns = ", "\"days\": `", listed[1]+"; ")
	s.behind("sim/metric/quality.go", "var qualityMetrics = ", "{", code(1))
	anew := s.one("a line in `(internal/recompute/\\w+\\.go)`, which reads the written\\s+tables [^`]*`sim/metric`: `([^`]+)`", text)
	s.behind(anew[0], ") everyWindow() map[string]float64", "map[string]float64{", "\n\t\t"+anew[1]+"\n")

	family := s.one("and `(\\w+)` in the list of `(\\w+)` in\\s+`([^`]+)`", text)
	s.behind(family[2], `"`+family[1]+`":`, `("`, family[0]+" ")

	s.must("gofmt", "-w", "sim", "internal")
	s.must("go", "vet", "./...")
	if out := s.must("go", "run", "./cmd/livebazaar", "metrics"); !strings.Contains(out, "gift_share") {
		t.Errorf("metrics does not list it:\n%s", out)
	}
	if out := s.must("go", "run", "./cmd/livebazaar", "metrics", "gift_share", "--lang", "zh"); !strings.Contains(out, "赠品数 / 签收订单数") {
		t.Errorf("metrics does not explain it:\n%s", out)
	}
	s.must("go", "test", "./sim/metric", "./sim/record", "./internal/recompute")
}
