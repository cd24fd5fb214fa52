package report

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// tableRows reads the rows of the first table behind a place of the page, cell by cell.
func tableRows(t *testing.T, page, from string) [][]string {
	t.Helper()
	_, rest, found := strings.Cut(page, from)
	body, _, _ := strings.Cut(rest, "</table>")
	if !found {
		t.Fatalf("no %s", from)
	}
	var out [][]string
	for _, row := range strings.Split(body, "<tr>")[1:] {
		var cells []string
		for _, cell := range regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`).FindAllStringSubmatch(row, -1) {
			cells = append(cells, html.UnescapeString(tagsIn.ReplaceAllString(strings.ReplaceAll(cell[1], "<small>", " "), "")))
		}
		out = append(out, cells)
	}
	return out
}

// The report's table of replicates is design.Table of the contrasts, cell by cell, in both languages, for the metrics declared.
func TestTheReportSaysHowManyReplicates(t *testing.T) {
	declared := []string{"top3_share", "gmv", "profit_merchants"}
	v := measured(4, 5, 400)
	v.Judged = experiment.Contrasts(v.Summary, "study", invented.Names[0], 0.9, declared)
	want := design.Of(design.Table(v.Judged, design.Usual(0.9)), declared)
	for _, lang := range []string{plots.English, plots.Chinese} {
		page := pageOf(t, v, Options{Lang: lang, Asked: &Asked{Deciding: declared}})
		rows := tableRows(t, page, `id="replicates"`)
		if len(rows) != 1+len(declared) || len(want) != len(declared) {
			t.Fatalf("%d rows, %d wanted", len(rows), len(want))
		}
		for i, r := range want {
			m, _ := metric.Find(declared[i])
			c := r.Cells(lang)
			got := strings.Join(rows[i+1][1:], "|")
			if wanted := strings.Join([]string{c.SD, c.HalfWidth + " (5)", c.Width, c.ForWidth, c.Detect, c.ForPower, c.ForPowerHolm}, "|"); got != wanted ||
				!strings.HasPrefix(rows[i+1][0], (plots.Label{EN: m.EN, ZH: m.ZH}).In(lang)) || r.Metric != m.ID || r.Tests != 9 {
				t.Errorf("%s: %s, want %s", rows[i+1][0], got, wanted)
			}
		}
		for _, says := range []string{map[string]string{plots.English: "over 9 primary tests, 1.11 %", plots.Chinese: "9 项主要检验的最严 Holm 水平 1.11%"}[lang],
			map[string]string{plots.English: "known from 5 pairs", plots.Chinese: "仅由 5 对得知"}[lang]} {
			if !strings.Contains(page, says) {
				t.Errorf("the report in %s does not say %q", lang, says)
			}
		}
	}
	if strings.Contains(pageOf(t, measured(1, 5, 400), Options{}), `id="replicates"`) {
		t.Error("one scenario has a design")
	}
}

// What the contrasts share, and every two scenarios, stand in the report as they were computed, all marks of the latter secondary.
func TestTheReportSetsScenariosBesideEachOther(t *testing.T) {
	declared := []string{"gmv", "top3_share"}
	v := measured(3, 6, 400)
	v.Judged = experiment.Contrasts(v.Summary, "study", invented.Names[0], 0.9, declared)
	study := &Asked{Deciding: declared, Shared: experiment.SharedBaseline(v.Summary, "study", invented.Names[0], 0.9, declared),
		Pairs: experiment.Pairs(v.Summary, "study", invented.Names[0], 0.9, declared)}
	page := pageOf(t, v, Options{Asked: study})
	shared := tableRows(t, page, `id="shared"`)
	if len(shared) != 3 || len(study.Shared) != 2 {
		t.Fatalf("%d rows of what is shared", len(shared))
	}
	for i, s := range study.Shared {
		m, _ := metric.Find(s.Metric)
		e := m.Difference(s.Others)
		mid, interval := e.Difference(metric.Decimals(e))
		if shared[i+1][1] != metric.Decimal(s.Correlation, 2) || shared[i+1][2] != mid+" "+interval {
			t.Errorf("%v, want %g and %s %s", shared[i+1], s.Correlation, mid, interval)
		}
	}
	pairs, stands := tableRows(t, page, `id="pairs"`), 0
	if len(pairs) != 4 {
		t.Fatalf("%d rows of pairs, want 3 and a heading", len(pairs))
	}
	place := map[string]int{}
	for i, name := range invented.Names[:3] {
		place[name] = i
	}
	s := open(t, v, plots.English)
	for _, c := range study.Pairs {
		m, _ := metric.Find(c.Metric)
		column := map[string]int{"gmv": 1, "top3_share": 2}[c.Metric]
		e := m.Difference(c)
		mid, interval := e.Difference(metric.Decimals(e))
		name, found := s.TitleOf(place[c.Scenario])+" − "+s.TitleOf(place[c.Baseline]), false
		mark := ""
		if metric.Stands(c) {
			mark, stands = metric.SecondaryMark, stands+1
		}
		for _, row := range pairs[1:] {
			if row[0] == name {
				found = true
				if want := strings.TrimSpace(mid + mark + " " + interval); row[column] != want {
					t.Errorf("%s: %q, want %q", name, row[column], want)
				}
			}
		}
		if !found {
			t.Errorf("no row %q", name)
		}
	}
	if stands == 0 || stands == len(study.Pairs) {
		t.Errorf("%d of %d stand: the marks are not tried", stands, len(study.Pairs))
	}
}

// Each star is primary and each ring secondary, in the table and in the sentence, and the legend says which is which.
func TestMarksSayPrimaryOrSecondary(t *testing.T) {
	declared := []string{"gmv", "top3_share"}
	v := measured(3, 6, 400)
	v.Judged = experiment.Contrasts(v.Summary, "study", invented.Names[0], 0.9, declared)
	page := html.UnescapeString(pageOf(t, v, Options{Asked: &Asked{Deciding: []string{"gmv", "orders"}}}))
	table, _, _ := strings.Cut(page[strings.Index(page, `id="contrasts"`):], `id="levels"`)
	primary, secondary := 0, 0
	for _, c := range v.Judged {
		if strings.HasSuffix(c.Metric, metric.First90) || !metric.Stands(c) {
			continue
		}
		if c.Family == record.Primary {
			primary++
		} else {
			secondary++
		}
	}
	main, _, _ := strings.Cut(table, "<details>")
	main = main[strings.Index(main, "<table"):strings.LastIndex(main, "</table>")]
	if stars, rings := strings.Count(main, "*"), strings.Count(main, "°"); stars != primary || rings != secondary || stars == 0 || rings == 0 {
		t.Errorf("%d stars and %d rings for %d primary and %d secondary contrasts that stand", stars, rings, primary, secondary)
	}
	for _, says := range []string{"* is primary and remains after Holm's adjustment over all primary contrasts", "° is secondary and remains"} {
		if !strings.Contains(page, says) {
			t.Errorf("the report does not say %q", says)
		}
	}
}
