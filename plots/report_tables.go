package plots

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"livebazaar/agents/param"
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

// What a number of replicates in brackets means.
var fewerNote = Label{"(n): measured in n replicates only", "(n)：仅在 n 次重复中测得"}

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
		said = append(said, fewerNote.in(p.lang))
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
		g := contrastGroup{Title: Label{family.EN, family.ZH}.in(s.lang)}
		for _, m := range s.metrics.All() {
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
		m, _ = s.metrics.Find(m.ID + suffix)
		row = s.row(m)
		of, decimals := s.levels(levels, m)
		level, _ := of[0].Level(decimals)
		row.Level = contrastCell{Text: level, Fewer: of[0].Fewer(s.manifest.Replicates)}
		differences, decimals := s.differences(m)
		for sc := 1; sc < len(s.scenarios); sc++ {
			c, ok := s.contrast(sc, m.ID)
			defined = defined || ok && metric.Known(c)
			e := differences[sc]
			text, within := e.Difference(decimals)
			row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Mark: markOf(c, ok),
				Fewer: e.Fewer(s.manifest.Replicates), One: e.One && !math.IsNaN(e.Mid)})
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
		unit = unitLabel(m.Unit).in(s.lang)
	}
	return contrastRow{
		ID: m.ID, Name: Label{m.EN, m.ZH}.in(s.lang), Unit: unit, Definition: Label{m.Definition, m.DefinitionZH}.in(s.lang),
		Caveat: Label{m.Caveat, m.CaveatZH}.in(s.lang),
	}
}

// levelTables lists every metric that is defined under some scenario, with its level and interval under each.
func (s *study) levelTables(levels []metric.Level) []contrastGroup {
	return s.byFamily(func(m metric.Metric) (row contrastRow, defined bool) {
		row = s.row(m)
		of, decimals := s.levels(levels, m)
		for _, e := range of {
			defined = defined || !math.IsNaN(e.Mid)
			text, within := e.Level(decimals)
			row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Fewer: e.Fewer(s.manifest.Replicates)})
		}
		return row, defined
	})
}

// LevelNote says what the levels and their intervals are.
func (p *page) LevelNote() string {
	if p.manifest.Replicates < 2 {
		return p.say("One replicate, so no intervals.", "仅一次重复，没有区间。")
	}
	note := fmt.Sprintf(p.say("Means of %s; in square brackets the %s %% interval of the mean (Student's t over replicates)", "%s的均值；方括号内为均值的 %s%% 区间（对各次重复按 t 分布）"),
		p.count(p.manifest.Replicates, "replicate", "次重复"), p.Level())
	if marksOf(p.Levels).fewer {
		note += p.say("; ", "；") + fewerNote.in(p.lang)
	}
	return note + p.say(".", "。")
}

// count writes a number of things in the language of the report.
func (s *study) count(n int, en, zh string) string {
	if s.lang == Chinese {
		return fmt.Sprintf("%d %s", n, zh)
	}
	return param.Count(n, en)
}

// levelPercent writes the level of intervals in per cent, as it was given: 95, 99.9.
func levelPercent(level float64) string { return strconv.FormatFloat(100*level, 'g', 6, 64) }

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
		for sc := range values.levels {
			row := tierRow{Scenario: s.title(sc)}
			for _, b := range bands(values.levels[sc], s.level) {
				row.Cells = append(row.Cells, b.text(decimalsShown(b.mean, (b.hi-b.lo)/2)))
			}
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// inNoTier says where the sales of store broadcasts are among the amounts by tier.
var inNoTier = Label{"Broadcasts of merchants' own stores are in no tier of streamers; what they sell is among merchants' sales. ",
	"商家自播（店播）不属于主播的任何层级，其成交计入商家。"}

// TierNote explains the tables by tier.
func (p *page) TierNote() string {
	return p.say("Tiers as at the end of each month. ", "按每月末所在层级。") + inNoTier.in(p.lang) +
		p.say("Net GMV is that of live sales: merchants' profit also counts their sales on the shelf.", "净成交只计直播销售，商家利润还含货架销售。")
}

// precision says how narrow the interval of the GMV contrast is.
func (s *study) precision() string {
	m, _ := s.metrics.Find("gmv")
	differences, decimals := s.differences(m)
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
		"成交总额差异最宽的 %s%% 区间，其半宽为基准的 %s%%。"), levelPercent(s.level), decimal(widest, decimals))
}
