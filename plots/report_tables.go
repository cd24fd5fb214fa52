package plots

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// tableData is what the table of contrasts shows.
type tableData struct {
	Page   *page
	Groups []contrastGroup
}

func newTableData(p *page, groups []contrastGroup) tableData { return tableData{p, groups} }

type contrastGroup struct {
	Title string
	Rows  []contrastRow
}

type contrastRow struct {
	ID, Name, Unit, Definition, Caveat string
	Level                              string
	Cells                              []contrastCell
}

type contrastCell struct {
	Text, Interval string
	Apart          bool
}

type tierTable struct {
	Title string
	Tiers []string
	Rows  []tierRow
}

type tierRow struct {
	Scenario string
	Cells    []string
}

type removalRow struct {
	Scenario         string
	K                string
	Top, Random      string
	HalfLife, Halved string
}

// contrastTables lists every metric with a contrast, by family. The suffix chooses the period.
func (s *study) contrastTables(suffix string, summary []record.Value) []contrastGroup {
	var groups []contrastGroup
	for _, family := range metric.Families() {
		g := contrastGroup{Title: Label{family.EN, family.ZH}.in(s.lang)}
		for _, m := range metric.All() {
			if m.Family != family.ID || suffix != "" && !m.First90 {
				continue
			}
			m, _ := metric.Find(m.ID + suffix)
			row, relative, defined := s.row(m, summary), m.ReadsRelative(s.contrasts), false
			for sc := 1; sc < len(s.scenarios); sc++ {
				c, ok := s.contrast(sc, m.ID)
				if !ok {
					c = record.Contrast{Diff: nan, RelDiff: nan, PHolm: nan}
				}
				defined = defined || !math.IsNaN(c.Diff)
				text, within, _ := strings.Cut(differenceText(difference(c, relative), m, relative), " [")
				if within != "" {
					within = "[" + within
				}
				row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Apart: metric.Stands(c)})
			}
			if defined {
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func (s *study) row(m metric.Metric, summary []record.Value) contrastRow {
	unit := ""
	if m.Unit != "share" && m.Unit != "index" {
		unit = unitLabel(m.Unit).in(s.lang)
	}
	return contrastRow{
		ID: m.ID, Name: Label{m.EN, m.ZH}.in(s.lang), Unit: unit, Definition: Label{m.Definition, m.DefinitionZH}.in(s.lang),
		Caveat: Label{m.Caveat, m.CaveatZH}.in(s.lang), Level: levelText(s.summarise(summary, 0, m.ID).mean, m.Unit),
	}
}

// levelTables lists every metric of each scenario that is defined, by family.
func (s *study) levelTables(summary []record.Value) []contrastGroup {
	var groups []contrastGroup
	for _, family := range metric.Families() {
		g := contrastGroup{Title: Label{family.EN, family.ZH}.in(s.lang)}
		for _, m := range metric.All() {
			if m.Family != family.ID {
				continue
			}
			row, defined := s.row(m, summary), false
			for sc := range s.scenarios {
				b := s.summarise(summary, sc, m.ID)
				cell := contrastCell{Text: levelText(b.mean, m.Unit)}
				if !math.IsNaN(b.lo) {
					cell.Interval = "[" + levelText(b.lo, m.Unit) + ", " + levelText(b.hi, m.Unit) + "]"
				}
				defined = defined || !math.IsNaN(b.mean)
				row.Cells = append(row.Cells, cell)
			}
			if defined {
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// tierTables gives what each tier sells and earns under each scenario.
func (s *study) tierTables() []tierTable {
	var out []tierTable
	for i, a := range tierAccounts {
		values, err := s.byTier[i]()
		if err != nil {
			continue // the figure by tier says why
		}
		t := tierTable{Title: a.title.in(s.lang)}
		for _, tier := range a.tiers {
			t.Tiers = append(t.Tiers, tier.name.in(s.lang))
		}
		for sc := range values {
			row := tierRow{Scenario: s.title(sc)}
			for _, b := range bands(values[sc], s.level) {
				row.Cells = append(row.Cells, b.text(decimalsShown(b.mean, (b.hi-b.lo)/2)))
			}
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// removalTable gives D(k), its control, and how fast the market recovers.
func (s *study) removalTable() []removalRow {
	ks, losses, err := s.removalLosses()
	if err != nil {
		return nil // the figure of D(k) says why
	}
	lives, halved := s.halfLives(ks)
	var out []removalRow
	for sc := range s.scenarios {
		for i, k := range ks {
			row := removalRow{K: decimal(k, 0), Top: percentText(losses["top"][sc][i]), Random: percentText(losses["random"][sc][i])}
			if i == 0 {
				row.Scenario = s.title(sc)
			}
			row.HalfLife = lives[sc][i].text(0)
			row.Halved = fmt.Sprintf(s.say("%d of %d", "%d / %d"), halved[sc][i], lives[sc][i].n)
			out = append(out, row)
		}
	}
	return out
}

func percentText(b band) string {
	b.mean, b.lo, b.hi = 100*b.mean, 100*b.lo, 100*b.hi
	return b.text(decimalsShown(b.mean, (b.hi-b.lo)/2))
}

// precision says how narrow the interval of the GMV contrast is.
func (s *study) precision() string {
	widest := 0.0
	for sc := 1; sc < len(s.scenarios); sc++ {
		if c, ok := s.contrast(sc, "gmv"); ok && !math.IsNaN(c.RelLo) {
			widest = math.Max(widest, (c.RelHi-c.RelLo)/2)
		}
	}
	if widest == 0 {
		return ""
	}
	return fmt.Sprintf(s.say("The widest interval of a GMV contrast is ± %s %% of the baseline.", "成交总额对比中最宽的区间为基准的 ±%s%%。"), decimal(100*widest, 2))
}
