package report

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/plots"
	"livebazaar/plots/markets"
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
	Level                              contrastCell
	Cells                              []contrastCell
}

type contrastCell struct {
	Text, Interval string
	Mark           string // * or °: it remains after Holm's adjustment
	Fewer          string // " (6)": of how many replicates it is the mean, where that is not all of them
	One            bool   // one number in every pair
}

// tableMarks are the marks in tables that are explained where they occur.
type tableMarks struct{ fewer, sameOfFewer, one, primary, secondary bool }

func marksOf(tables ...[]contrastGroup) (marks tableMarks) {
	note := func(c contrastCell) {
		marks.fewer = marks.fewer || c.Fewer != ""
		marks.sameOfFewer = marks.sameOfFewer || c.Fewer != "" && c.Text == metric.Equal
		marks.one = marks.one || c.One
		marks.primary, marks.secondary = marks.primary || c.Mark == metric.PrimaryMark, marks.secondary || c.Mark == metric.SecondaryMark
	}
	for _, groups := range tables {
		for _, g := range groups {
			for _, r := range g.Rows {
				note(r.Level)
				for _, c := range r.Cells {
					note(c)
				}
			}
		}
	}
	return marks
}

// MarksNote explains the marks of the tables of differences.
func (p *page) MarksNote() string {
	marks := marksOf(p.Families, p.Early)
	same := p.say("= is the same in every replicate", "= 表示每次重复都相同")
	if marks.sameOfFewer {
		same = p.say("= is the same in every replicate that measures it", "= 表示每次测得的重复都相同")
	}
	said := append(p.familyMarks(), same)
	if marks.one {
		said = append(said, p.say("† is one number in every pair, so without an interval", "† 表示每对差异为同一数，故无区间"))
	}
	if marks.fewer {
		said = append(said, plots.FewerNote.In(p.Language))
	}
	said = append(said, p.say("– was not measured, or is a % of a baseline that is not above 0", "– 表示未测得，或基准不大于 0 而无法取百分比"))
	return strings.Join(said, p.say("; ", "；")) + p.say(".", "。")
}

// familyMarks explains * and °, whether they occur or not.
func (s *study) familyMarks() []string {
	return []string{s.say("* is primary and remains after Holm's adjustment over all primary contrasts", "* 为主要对比，对全部主要对比作 Holm 校正后仍显著"),
		s.say("° is secondary and remains after Holm's adjustment within its family of metrics only", "° 为次要对比，仅在所属指标族内作 Holm 校正后仍显著")}
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

// byFamily lists the metrics for which row gives a row, by family.
func (s *study) byFamily(row func(metric.Metric) (contrastRow, bool)) []contrastGroup {
	var groups []contrastGroup
	for _, family := range metric.Families() {
		g := contrastGroup{Title: plots.Label{EN: family.EN, ZH: family.ZH}.In(s.Language)}
		for _, m := range s.Metrics.All() {
			if m.Family != family.ID {
				continue
			}
			if r, defined := row(m); defined {
				g.Rows = append(g.Rows, r)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// contrastTables lists every metric with a contrast. The suffix chooses the period.
func (s *study) contrastTables(suffix string, levels []metric.Level) []contrastGroup {
	return s.byFamily(func(m metric.Metric) (row contrastRow, defined bool) {
		if suffix != "" && !m.First90 {
			return row, false
		}
		m, _ = s.Metrics.Find(m.ID + suffix)
		row = s.row(m)
		of, decimals := s.Levels(levels, m)
		level, _ := of[0].Level(decimals)
		row.Level = contrastCell{Text: level, Fewer: of[0].Fewer(s.Manifest.Replicates)}
		differences, decimals := s.Differences(m)
		for sc := 1; sc < len(s.Rules); sc++ {
			c, ok := s.Contrast(sc, m.ID)
			defined = defined || ok && metric.Known(c)
			e := differences[sc]
			text, within := e.Difference(decimals)
			row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Mark: markOf(c, ok),
				Fewer: e.Fewer(s.Manifest.Replicates), One: e.One && !math.IsNaN(e.Mid)})
		}
		return row, defined
	})
}

func markOf(c record.Contrast, ok bool) string {
	if !ok {
		return ""
	}
	return metric.StandingMark(c)
}

func (s *study) row(m metric.Metric) contrastRow {
	unit := ""
	if m.NamesUnit() {
		unit = plots.UnitLabel(m.Unit).In(s.Language)
	}
	return contrastRow{
		ID: m.ID, Name: plots.Label{EN: m.EN, ZH: m.ZH}.In(s.Language), Unit: unit,
		Definition: plots.Label{EN: m.Definition, ZH: m.DefinitionZH}.In(s.Language),
		Caveat:     plots.Label{EN: m.Caveat, ZH: m.CaveatZH}.In(s.Language),
	}
}

// levelTables lists every metric that is defined under some scenario, with its level and interval under each.
func (s *study) levelTables(levels []metric.Level) []contrastGroup {
	return s.byFamily(func(m metric.Metric) (row contrastRow, defined bool) {
		row = s.row(m)
		of, decimals := s.Levels(levels, m)
		for _, e := range of {
			defined = defined || !math.IsNaN(e.Mid)
			text, within := e.Level(decimals)
			row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Fewer: e.Fewer(s.Manifest.Replicates)})
		}
		return row, defined
	})
}

// LevelNote says what the levels and their intervals are.
func (p *page) LevelNote() string {
	if p.Manifest.Replicates < 2 {
		return p.say("One replicate, so no intervals.", "仅一次重复，没有区间。")
	}
	note := fmt.Sprintf(p.say("Means of %s; in square brackets the %s %% interval of the mean (Student's t over replicates)",
		"%s的均值；方括号内为均值的 %s%% 区间（对各次重复按 t 分布）"), p.count(p.Manifest.Replicates, "replicate", "次重复"), p.Level())
	if marksOf(p.Levels).fewer {
		note += p.say("; ", "；") + plots.FewerNote.In(p.Language)
	}
	return note + p.say(".", "。")
}

// count writes a number of things in the language of the report.
func (s *study) count(n int, en, zh string) string {
	if s.Language == plots.Chinese {
		return fmt.Sprintf("%d %s", n, zh)
	}
	return param.Count(n, en)
}

// tierTables gives what each tier sells and earns under each scenario.
func (s *study) tierTables() []tierTable {
	var out []tierTable
	for i, a := range plots.TierAccounts {
		values, err := s.ByTier[i]()
		if err != nil {
			continue // the figure by tier says why
		}
		t := tierTable{Title: a.Title.In(s.Language)}
		for _, tier := range a.Tiers {
			t.Tiers = append(t.Tiers, tier.Name.In(s.Language))
		}
		for sc := range values.Levels {
			row := tierRow{Scenario: s.TitleOf(sc)}
			for _, b := range markets.Bands(values.Levels[sc], s.Confidence) {
				row.Cells = append(row.Cells, plots.BandText(b, decimalsShown(b.Mean, (b.Hi-b.Lo)/2)))
			}
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// TierNote explains the tables by tier.
func (p *page) TierNote() string {
	return p.say("Tiers as at the end of each month. ", "按每月末所在层级。") + plots.InNoTier.In(p.Language) +
		p.say("Net GMV is that of live sales: merchants' profit also counts their sales on the shelf.", "净成交只计直播销售，商家利润还含货架销售。")
}

// precision says how narrow the interval of the GMV contrast is.
func (s *study) precision() string {
	m, _ := s.Metrics.Find("gmv")
	differences, decimals := s.Differences(m)
	widest := 0.0
	for _, e := range differences {
		if !math.IsNaN(e.Lo) {
			widest = math.Max(widest, e.Half())
		}
	}
	if widest == 0 {
		return ""
	}
	return fmt.Sprintf(s.say("Half the width of the widest %s %% interval of a difference in GMV is %s %% of the baseline.",
		"成交总额差异最宽的 %s%% 区间，其半宽为基准的 %s%%。"), plots.LevelPercent(s.Confidence), plots.Decimal(widest, decimals))
}
