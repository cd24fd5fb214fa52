package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"livebazaar/sim/store"
)

// A scenario that differs in what acts only at the start differs in its results; every place that describes the comparison says
// which key it has its own start for, and the folder is enough to do it again.
func TestAScenarioThatDiffersOnlyAtTheStartDiffers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("start-only.toml", "extends = \"baseline\"\n[mcns.traffic]\nhead_bias = 0.9\n")
	write("newcomers.toml", "extends = \"baseline\"\n[streamers.talent]\nhype = 0.3\n")
	write("study.toml", "[study]\nscenarios = [\"baseline\", \"start-only.toml\", \"newcomers.toml\"]\nreplicates = 2\n")
	sizes := append([]string{"--branches=false", "--twin=false"}, small...)
	sizes = append(sizes[:len(sizes)-1:len(sizes)-1], "--replicates", "2") // not quiet
	const own = "start-only has a starting population and a warm-up of its own, by the same seeds and under the rules of baseline, " +
		"for what acts at the start, or as agencies enter: mcns.traffic.head_bias\n"
	const entry = "what newcomers changes for those who enter after day 0, while those there at the start keep what they have: streamers.talent.hype\n"
	for _, args := range [][]string{
		append([]string{"compare", "study.toml", "--out", "got"}, sizes...),
		{"check", "study.toml"},
		{"show", "study.toml"},
	} {
		if o := must(t, exitDone, dir, args...); !strings.Contains(o.err, own) || !strings.Contains(o.err, entry) ||
			strings.Contains(o.err, "newcomers has a starting") || strings.Contains(o.err, "livebazaar try") {
			t.Errorf("%s tells\n%s", args[0], o.err)
		}
	}
	if o := must(t, exitDone, dir, "check", "start-only.toml", "--lang", "zh"); !strings.Contains(o.err, "比较时 start-only 采用自己的初始主体与预热期") {
		t.Errorf("check tells\n%s", o.err)
	}
	var shown struct {
		Scenarios []shownScenario `json:"scenarios"`
	}
	if o := must(t, exitDone, dir, "show", "study.toml", "--json"); json.Unmarshal([]byte(o.out), &shown) != nil || len(shown.Scenarios) != 3 ||
		strings.Join(shown.Scenarios[1].OwnStart, " ") != "mcns.traffic.head_bias" ||
		strings.Join(shown.Scenarios[2].OnEntry, " ") != "streamers.talent.hype" {
		t.Errorf("show --json: %+v", shown.Scenarios)
	}
	m, err := store.ReadManifest(filepath.Join(dir, "got"))
	if err != nil || len(m.Warmup.Own) != 1 || m.Warmup.Own[0].Scenario != "start-only" || len(m.Warmup.Own[0].Settings) != 1 ||
		m.Warmup.Own[0].Settings[0] != (store.Setting{Key: "mcns.traffic.head_bias", Value: "0.9"}) {
		t.Errorf("the manifest has %+v, %v", m.Warmup.Own, err)
	}
	file, err := os.Open(filepath.Join(dir, "got", "contrasts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	moved := false
	for _, row := range rows[1:] {
		if row[column["scenario"]] == "start-only" && row[column["metric"]] == "gmv" {
			moved = row[column["diff"]] != "0" && row[column["diff"]] != ""
		}
	}
	if !moved {
		t.Error("the start makes no difference in GMV")
	}
	for _, said := range [][]string{
		{"en", "Those of which nothing else is said share one starting population",
			"warm-up of its own, by the same seeds and under the baseline&#39;s rules, for what acts at the start, or as agencies enter: mcns.",
			"This acts on those who enter after day 0, while those there at the start keep what they have: streamers."},
		{"zh", "未另作说明的情景共用同一初始主体", "该情景采用自己的初始主体与预热期", "以下参数只对第 0 天之后的进入者起作用"},
	} {
		lang, want := said[0], said[1:]
		if lang != "en" { // the language in which compare has drawn it
			must(t, exitDone, dir, "report", "got", "--lang", lang)
		}
		page, err := os.ReadFile(filepath.Join(dir, "got", "report.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if strings.Count(string(page), text) != 1 {
				t.Errorf("the report says %d times %q", strings.Count(string(page), text), text)
			}
		}
	}
	must(t, exitDone, dir, "verify", "got")
	must(t, exitDone, dir, "reproduce", "got")
}
