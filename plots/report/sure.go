package report

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// sureRow says how sure the contrasts of a primary metric are, and what would make them surer.
type sureRow struct {
	Name, Unit, Scenario string
	Pairs                int
	design.Cells
}

// sharedRow says how far the contrasts of a primary metric go together.
type sharedRow struct {
	Name, Unit, Correlation, Difference, Interval string
}

// pairRow is a row of every two scenarios: those of one scenario against another in each primary metric.
type pairRow struct {
	One, Other string
	Cells      []contrastCell
}

// mostPairs is how many scenarios the report sets beside each other two by two; --json has all.
const mostPairs = 12

// howSure fills in what the report says on how sure its contrasts are.
func (p *page) howSure(asked *Asked) {
	if len(p.Rules) < 2 || len(p.Contrasts) == 0 {
		return
	}
	var declared []string
	if asked != nil {
		declared = asked.Deciding
	}
	wish := design.Usual(p.Confidence)
	rows := design.TableOf(p.Contrasts, wish, declared)
	for _, r := range rows {
		m, _ := p.Metrics.Find(r.Metric)
		of := p.row(m)
		p.Sure = append(p.Sure, sureRow{of.Name, of.Unit, p.titleOf(r.Scenario), r.Replicates, r.Cells(p.Language)})
	}
	if len(rows) > 0 {
		p.SureNote = p.sureNote(wish, rows)
	}
	if asked == nil {
		return
	}
	for _, shared := range asked.Shared {
		m, _ := p.Metrics.Find(shared.Metric)
		if !metric.Known(shared.Others) {
			continue
		}
		of, e := p.row(m), m.Difference(shared.Others).In(p.Language)
		text, interval := e.Difference(metric.Decimals(e))
		p.Shared = append(p.Shared, sharedRow{of.Name, of.Unit, metric.Decimal(shared.Correlation, 2), text + e.Fewer(p.Manifest.Replicates), interval})
	}
	if len(p.Rules) > 2 && len(p.Rules) <= mostPairs {
		p.pairs(asked.Pairs, declared)
	}
}

// sureNote explains the columns of the table of replicates.
func (p *page) sureNote(wish design.Wish, rows []design.Row) string {
	tests, least := 0, rows[0].Replicates
	for _, r := range rows {
		least = min(least, r.Replicates)
		if r.Primary() {
			tests = r.Tests
		}
	}
	note := fmt.Sprintf(p.say("The spread is the standard deviation of the paired differences, in the unit they are read in, of the widest contrast. "+
		"Replicates for a half-width give a %s %% interval no wider with an assurance of %g; replicates to detect a true difference find it with "+
		"a power of %g (noncentral t) in a single test at %.3g %%",
		"离散程度为最宽对比的配对差异的标准差，以差异的单位计。达到半宽的重复次数使 %s%% 区间以 %g 的把握不宽于此；测出真实差异的重复次数以 %g 的功效（非中心 t 分布）在 %.3g%% 水平的单项检验中测出"),
		plots.LevelPercent(wish.Level), wish.Assurance, wish.Power, 100*(1-wish.Level))
	if tests > 0 {
		note += fmt.Sprintf(p.say(", and at the strictest level of Holm's adjustment over %s, %.3g %%", "，或在 %s的最严 Holm 水平 %.3g%% 上测出"),
			p.count(tests, "primary test", "项主要检验"), 100*(1-wish.Level)/float64(tests))
	}
	low, high := design.Doubt(least)
	note += p.say(". The half-width now is t·s/√n of the spread s; intervals in % of the baseline (Fieller's) are not symmetric and may be a "+
		"little wider. ",
		"。现有半宽由离散程度 s 得出，为 t·s/√n；以 % 计的区间（Fieller）不对称，可能略宽。")
	return note + fmt.Sprintf(p.say("The spread is known from %s only: what it really takes may be %s to %s times as many.",
		"离散程度仅由 %s得知，实际所需可能是上述的 %s 至 %s 倍。"), p.count(least, "pair", "对"), plots.Significant(low), plots.Significant(high))
}

// pairs lists every two scenarios.
func (p *page) pairs(contrasts []record.Contrast, declared []string) {
	find := func(one, other, id string) (record.Contrast, bool) {
		for _, c := range contrasts {
			if c.Metric == id && c.Baseline == one && c.Scenario == other {
				return c, true
			}
		}
		return record.Contrast{}, false
	}
	var metrics []metric.Metric
	for _, m := range metric.Primary(declared) {
		if former, ok := p.Metrics.Find(m.ID); ok { // by the definition of the folder
			metrics = append(metrics, former)
		}
	}
	for _, m := range metrics {
		of := p.row(m)
		name := of.Name
		if of.Unit != "" {
			name += p.say(", ", "，") + of.Unit
		}
		p.PairMetrics = append(p.PairMetrics, name)
	}
	for i, one := range p.Rules {
		for j, other := range p.Rules {
			row := pairRow{One: p.TitleOf(i), Other: p.TitleOf(j)}
			known := false
			for _, m := range metrics {
				c, ok := find(one.Name, other.Name, m.ID)
				known = known || ok
				e := metric.Estimate{Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
				if ok {
					e = m.Difference(c).In(p.Language)
				}
				text, interval := e.Difference(metric.Decimals(e))
				row.Cells = append(row.Cells, contrastCell{Text: text, Interval: interval, Mark: markOf(c, ok), Fewer: e.Fewer(p.Manifest.Replicates)})
			}
			if known {
				p.Pairs = append(p.Pairs, row)
			}
		}
	}
}

// Overlap says that the first 90 days are also among the last 365, "" where they are not.
func (p *page) Overlap() string {
	if days := metric.Overlap(p.MetricWindow().To); days > 0 {
		return fmt.Sprintf(p.say("Overlapping windows: %s of these 90 days are also among those of the table above.", "两段时间重叠：这 90 天中有 %s也属于上表的统计天数。"),
			p.count(int(days), "day", "天"))
	}
	return ""
}

// pText writes a p-value for a sentence, "" where there is none.
func pText(p float64) string {
	switch {
	case math.IsNaN(p):
		return ""
	case p < 0.0001:
		return "p < 0.0001"
	case p < 0.01:
		return "p = " + metric.Decimal(p, 4)
	}
	return "p = " + metric.Decimal(p, 3)
}

// joined puts what is not empty behind each other, with commas.
func (s *study) joined(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, s.say(", ", "，"))
}
