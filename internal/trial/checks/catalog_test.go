package checks

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"livebazaar/internal/trial"
	"livebazaar/sim"
)

// Every check has a name of its own, a group that is listed, an experiment that is there, and says in both languages what it claims and
// after whom.
func TestEveryCheckIsWhole(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	var known []string
	for _, e := range Experiments() {
		if names["experiment "+e.Name] {
			t.Errorf("two experiments are called %s", e.Name)
		}
		names["experiment "+e.Name] = true
		known = append(known, e.Name)
		if e.Title.EN == "" || e.Title.ZH == "" || e.Quick < 1 || e.Replicates < e.Quick || e.Days < 1 {
			t.Errorf("experiment %s lacks a title, replicates or days", e.Name)
		}
	}
	used := map[string]bool{}
	for _, c := range Checks() {
		if names[c.Name] {
			t.Errorf("two checks are called %s", c.Name)
		}
		names[c.Name] = true
		if !slices.ContainsFunc(Groups, func(g trial.Group) bool { return g.ID == c.Group }) {
			t.Errorf("%s is of no group", c.Name)
		}
		for _, e := range c.Uses() {
			used[e] = true
			if !slices.Contains(known, e) {
				t.Errorf("%s rests on an experiment %s, which is not there", c.Name, e)
			}
		}
		for _, text := range []string{c.Claim.EN, c.Claim.ZH, c.Source.EN, c.Source.ZH} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s does not say in both languages what it claims and after whom", c.Name)
			}
		}
		if c.Expected.Lo > c.Expected.Hi || c.Expected == (trial.Range{}) && c.Unit == "%" {
			t.Errorf("%s expects %v", c.Name, c.Expected)
		}
	}
	for _, e := range known {
		if !used[e] {
			t.Errorf("no check rests on the experiment %s", e)
		}
	}
}

// All rows of the calibration are scored by some check.
func TestAllRowsAreScored(t *testing.T) {
	t.Parallel()
	rows := map[string]bool{}
	for _, c := range Checks() {
		rows[c.Row] = true
	}
	for n := 1; n <= 40; n++ {
		if row := "C" + strconv.Itoa(n); !rows[row] {
			t.Errorf("row %s is scored by no check", row)
		}
	}
}

// A trial takes at most so many market-days: 20 minutes, and 3 for a quick one, on two cores at 1.3 thousandths of a second a day.
func TestATrialIsShort(t *testing.T) {
	t.Parallel()
	var all, quick int64
	for _, e := range Experiments() {
		all += int64(e.Replicates) * e.Days
		quick += int64(e.Quick) * e.Days
	}
	t.Logf("%d market-days, %d of a quick trial", all, quick)
	if all > 1_500_000 || quick > 220_000 {
		t.Errorf("%d market-days, %d of a quick trial", all, quick)
	}
}

// Ten brands of one size are repeated by chance in one order of ten, whoever buys them; the loyalty of those whose buyers buy nothing
// else is ten times that, and of those bought in turn none.
func TestLoyaltyIsHeldAgainstPopularity(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]struct {
		host func(buyer, order int) int
		want float64
	}{"loyal": {func(buyer, _ int) int { return buyer % 10 }, 10}, "in turn": {func(_, order int) int { return order % 10 }, 0}} {
		all := make([]history, 1000)
		for buyer := range all {
			for k := range 10 {
				all[buyer].hosts = append(all[buyer].hosts, int64(of.host(buyer, k)))
				all[buyer].merchants = append(all[buyer].merchants, k)
			}
		}
		out := trial.Numbers{}
		loyalty(out, all)
		if got := out["same host"] / out["popularity"]; got < of.want-.01 || got > of.want+.01 {
			t.Errorf("%s: %g times what popularity predicts, want %g", name, got, of.want)
		}
	}
}

// Brands with more buyers whose buyers also buy more often have a correlation near 1, the reverse one near −1.
func TestDoubleJeopardyHasASign(t *testing.T) {
	t.Parallel()
	for _, sign := range []int{1, -1} {
		b := brands{}
		for brand := range 6 {
			for buyer := range 30 * (brand + 1) {
				times := 2 + brand
				if sign < 0 {
					times = 8 - brand
				}
				for range times {
					b.note(brand, buyer)
				}
			}
		}
		if r := b.jeopardy(); float64(sign)*r < .9 {
			t.Errorf("sign %d: correlation %.2f", sign, r)
		}
	}
}

// The top fifth of equal spenders spends a fifth, and of one who spends all, all.
func TestTheTopFifthOfEqualsSpendsAFifth(t *testing.T) {
	t.Parallel()
	if got := topFifth([]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}); got != .2 {
		t.Errorf("equal: %g", got)
	}
	if got := topFifth([]float64{0, 0, 100, 0, 0}); got != 1 {
		t.Errorf("one: %g", got)
	}
}

var stands = regexp.MustCompile(`\.(?:Before|After)\(("[^"]+"|\w+),`)

// The events of the day that experiments stand around are there.
func TestExperimentsStandAroundEventsOfTheDay(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range stands.FindAllStringSubmatch(string(text), -1) {
			name := strings.Trim(m[1], `"`)
			if m[1] == "pricesAreSet" {
				name = pricesAreSet
			}
			if found++; !slices.Contains(sim.Events(), name) {
				t.Errorf("%s stands around %q, which is no event", file, name)
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d acts were found", found)
	}
}
