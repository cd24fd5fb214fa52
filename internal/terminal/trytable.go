package terminal

import (
	"fmt"
	"strings"
	"time"

	"livebazaar/internal/job"
	"livebazaar/internal/job/judge"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
)

// trialResult is a trial with what its table is made of.
type trialResult struct {
	*judge.Trial
	r      *job.Results
	took   time.Duration
	idle   []string // changes that act only under a condition that does not hold, with the condition
	report string   // path, "" if nothing is kept
}

// ShowTrial prints what a trial found that took so long: what was tried, what moved, what did not clearly, and what it would take to
// see it. report is a path, "" if nothing is kept.
func (c *Console) ShowTrial(t *judge.Trial, r *job.Results, took time.Duration, report string) error {
	return c.showTrial(&trialResult{Trial: t, r: r, took: took, idle: c.Idle(t), report: report})
}

// Idle says which changes of a trial act only under a condition that does not hold, with the condition.
func (c *Console) Idle(t *judge.Trial) []string {
	var out []string
	for _, i := range t.Idle {
		out = append(out, fmt.Sprintf(c.Pick("%s acts only when %s", "%s 仅在 %s 时生效"), i.Key, i.Condition))
	}
	return out
}

// showTrial prints what was tried, what moved, what did not clearly, and what it would take.
func (c *Console) showTrial(t *trialResult) error {
	study := t.Of.Study
	base := study.Scenarios[0]
	took := spell(t.took)
	if t.took < time.Second {
		took = c.Pick("under 1 s", "不足 1 秒")
	}
	c.Paragraph(c.Bold(fmt.Sprintf(c.Pick("%s with %s: %s × %s, %s", "%s，%s：%s × %s，用时 %s"), base.Name, c.changesText(t.Of.Changes),
		c.Count(study.Replicates, "replicate", "次重复"), c.Count(int(base.Params.Run.Days), "day", "天"), took)))
	n := len(t.Moved) + len(t.Unclear) + len(t.Same)
	if len(t.Same) == n {
		c.nothingMoved(t, n)
		return c.lastLine(t)
	}
	var seen legend
	section := func(title string, rows []record.Contrast) error {
		fmt.Fprintln(c.Out)
		c.Paragraph(c.Bold(title))
		return c.trialTable(t, rows, &seen)
	}
	listed := c.Count(n, "metric", "项指标")
	if len(t.Moved) == 0 {
		fmt.Fprintln(c.Out)
		c.Paragraph(fmt.Sprintf(c.Pick("Nothing moved clearly: of the %s, none stands after Holm's adjustment (of the headline metrics, "+
			"which are primary, over all of them; of the others within each group).",
			"没有明显的变化：所列 %s作 Holm 校正后均不显著（核心指标为主要指标，一并校正；其余按各指标组校正）。"), listed))
	} else if err := section(fmt.Sprintf(c.Pick("Moved clearly: %d of %s (the clearest first; stands after Holm's adjustment: "+
		"* of the headline metrics, which are primary, over all of them; ° of the others, which are secondary, within each group)",
		"明显变化：%[2]s中的 %[1]d 项（最显著者在前；经 Holm 校正后仍显著：* 核心指标，即主要指标，一并校正；° 其余为次要指标，按各指标组校正）"), len(t.Moved), listed), t.Moved); err != nil {
		return err
	}
	if len(t.Unclear) > 0 {
		if err := section(fmt.Sprintf(c.Pick("Not clearly: %d (the clearest first; with %g %% intervals of a single comparison; "+
			"one that leaves out 0 may be chance among so many)",
			"不明显：%d 项（最显著者在前；附单项比较的 %g%% 区间；项数众多，不含 0 者也可能出于偶然）"), len(t.Unclear), 100*study.Level), t.Unclear); err != nil {
			return err
		}
	}
	fmt.Fprintln(c.Out)
	if len(t.Same) > 0 {
		names, fewer := c.metricNames(t.Same, study.Replicates)
		said := c.Pick("The same in every replicate: %s.", "每次重复都相同：%s。")
		if fewer {
			said = c.Pick("The same in every replicate that measures it: %s.", "每次测得的重复都相同：%s。")
			seen.fewer = true
		}
		c.Paragraph(fmt.Sprintf(said, names))
	}
	c.Paragraph(c.trialNote(t, seen))
	c.trialCaveats(t)
	return c.lastLine(t)
}

// nothingMoved says that a change made no difference at all, and why that may be.
func (c *Console) nothingMoved(t *trialResult, n int) {
	fmt.Fprintln(c.Out)
	c.Paragraph(fmt.Sprintf(c.Pick("Nothing moved: each of the %s is the same in every replicate.", "没有任何变化：%s在每次重复中都相同。"),
		c.Count(n, "metric", "项指标")))
	c.trialCaveats(t)
	if len(t.idle)+len(t.Own.Entry) == 0 {
		c.Paragraph(c.Pick("The change did not act in these days: what it is about may not have happened. "+
			"`livebazaar params KEY` says when a setting acts.",
			"该设定在这些天里没有起作用：它所针对的情形可能没有发生。`livebazaar params KEY` 说明各项设定何时起作用。"))
	}
}

// trialCaveats says which changes could not act, and which have a start of their own or act on later entrants.
func (c *Console) trialCaveats(t *trialResult) {
	if len(t.idle) > 0 {
		c.Paragraph(strings.Join(t.idle, c.Pick("; ", "；")) + c.Pick(", which is not so here.", "，此处并非如此。"))
	}
	if len(t.Own.Own) > 0 {
		c.Paragraph(fmt.Sprintf(c.Pick("The changed side had a starting population and a warm-up of its own, by the same seeds, "+
			"for what acts at the start, or as agencies enter: %s%s.",
			"改动一方采用自己的初始主体与预热期，随机种子相同，因以下参数在初始或机构进入时起作用：%s%s。"), keysOf(t.Own.Own), c.resized(t.Own)))
	}
	if len(t.Own.Partly) > 0 {
		c.Paragraph(fmt.Sprintf(c.Pick("This acts in part only on those who enter after day 0: %s.", "以下参数有一部分只对第 0 天之后的进入者起作用：%s。"), keysOf(t.Own.Partly)))
	}
	if len(t.Own.Entry) > 0 {
		c.Paragraph(fmt.Sprintf(c.Pick("This acts on those who enter after day 0, while those there at the start keep what they have: %s.",
			"以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：%s。"), keysOf(t.Own.Entry)))
	}
}

// trialTable prints metrics, a row each: the level on both sides and the difference. The half-widths of the levels are left out
// where the terminal has no room for them.
func (c *Console) trialTable(t *trialResult, rows []record.Contrast, seen *legend) error {
	k := t.r.Comparison(c.Lang)
	k.Levels = judge.PairedLevels(t.r.Values, k.Level)
	build := func(halves bool) sheet {
		s := sheet{heading: []string{"", c.Pick("unchanged", "未改"), c.Pick("changed", "改后"), c.Pick("difference", "差异")}, fixed: 3, right: []int{1, 2}}
		for _, row := range rows {
			m, _ := metric.Find(row.Metric)
			cells := []string{c.Label(m)}
			of, decimals := k.LevelsOf(m.ID, c.Lang)
			for _, e := range of {
				text := e.PlusMinus(decimals)
				if !halves {
					text, _ = e.Level(decimals)
				}
				cells = append(cells, text+seen.count(e, k.Planned))
			}
			e := m.Difference(row).In(c.Lang)
			s.rows = append(s.rows, append(cells, seen.difference(m, row, e, metric.Decimals(e), k.Planned)))
		}
		return s
	}
	s := build(true)
	if c.width > 0 && s.columns() > c.width {
		s = build(false)
	} else {
		seen.halves = true
	}
	return c.sheet(s)
}

// metricNames lists metrics in words, and whether some were measured in fewer replicates.
func (c *Console) metricNames(rows []record.Contrast, replicates int) (list string, fewer bool) {
	var names []string
	for _, row := range rows {
		m, _ := metric.Find(row.Metric)
		n := m.Difference(row).Fewer(replicates)
		fewer = fewer || n != ""
		names = append(names, c.Pick(m.EN, m.ZH)+n)
	}
	return strings.Join(names, c.Pick(", ", "、")), fewer
}

// trialNote explains the tables and says how many replicates would tell 1 %.
func (c *Console) trialNote(t *trialResult, seen legend) string {
	study := t.Of.Study
	parts := []string{fmt.Sprintf(c.Pick("Means over the last %s", "最后 %s的均值"), c.Count(int(min(365, study.Scenarios[0].Params.Run.Days)), "day", "天"))}
	if seen.halves {
		parts = append(parts, fmt.Sprintf(c.Pick("± half the width of the %g %% interval of the mean over %s", "± 为 %[2]s均值的 %[1]g%% 区间的半宽"),
			100*study.Level, c.Count(study.Replicates, "replicate", "次重复")))
	} else {
		parts = append(parts, c.Pick("the intervals of the levels fit a wider terminal, or --json", "水平的区间见更宽的终端或 --json"))
	}
	parts = append(parts, c.Pick("differences are of pairs with the same seeds", "差异取自相同随机种子的配对"))
	note := strings.Join(append(parts, seen.marks(c)...), c.Pick("; ", "；")) + c.Pick(". ", "。")
	return note + c.neededNote(t)
}

// neededNote says how many replicates would show a true difference of 1 %, as far as the pairs tell.
func (c *Console) neededNote(t *trialResult) string {
	m, _ := metric.Find(judge.ToldMetric)
	name, need := c.Pick(m.EN, m.ZH), t.Needed
	written := func(n int) string {
		if n > rules.MostReplicates {
			return fmt.Sprintf(c.Pick("more than %s", "超过 %s"), metric.Decimal(rules.MostReplicates, 0))
		}
		return metric.Decimal(float64(n), 0)
	}
	switch {
	case need == nil && t.Pairs > 0 && t.Pairs < judge.TellingPairs:
		return fmt.Sprintf(c.Pick("How many replicates would show a true difference of 1 %% in %s, %s cannot tell: take %d or more.",
			"仅凭 %[2]s，无法判断需多少次重复才能看出%[1]s 1%% 的真实差异：请取 %[3]d 次或更多。"), name, c.Count(t.Pairs, "pair", "对"), judge.TellingPairs)
	case need == nil:
		return ""
	}
	about := fmt.Sprintf(c.Pick("about %s", "约 %s"), written(need.Replicates))
	if need.Replicates > rules.MostReplicates {
		about = written(need.Replicates)
	}
	if need.Low > rules.MostReplicates {
		return fmt.Sprintf(c.Pick("A true difference of 1 %% in %s would take %s replicates.", "要看出%s 1%% 的真实差异，需%s 次重复。"), name, about)
	}
	return fmt.Sprintf(c.Pick("A true difference of 1 %% in %s would show with %s replicates (%s to %s: the spread is known from %d pairs only), "+
		"four times in five in a single comparison.",
		"要看出%s 1%% 的真实差异，需%s 次重复（%s 至 %s：离散程度仅由 %d 对得知）；单项比较，五次中有四次看得出。"),
		name, about, written(need.Low), written(need.High), need.Pairs)
}

// lastLine is the path of the report, or how to keep one.
func (c *Console) lastLine(t *trialResult) error {
	if t.report != "" {
		_, err := fmt.Fprintln(c.Out, t.report)
		return err
	}
	return nil
}

// changesText says what was changed from which value to which, and marks the default.
func (c *Console) changesText(changes []scenarios.Difference) string {
	var said []string
	for _, d := range changes {
		mark := func(v any) string {
			if v == d.Param.Default {
				return scenarios.Written(v) + c.Pick(" (default)", "（默认）")
			}
			return scenarios.Written(v)
		}
		s := d.Param.Key + " " + mark(d.From) + " → " + mark(d.To)
		if d.From != d.Param.Default && d.To != d.Param.Default {
			s += fmt.Sprintf(c.Pick(" (default %s)", "（默认 %s）"), scenarios.Written(d.Param.Default))
		}
		said = append(said, s)
	}
	return strings.Join(said, c.Pick(", ", "，"))
}
