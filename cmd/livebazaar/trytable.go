package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// trialResult is what a trial found: what moved, judged by its contrasts, as their table, the figure and the report have them.
type trialResult struct {
	trial                *scenarios.Trial
	r                    *results
	wall                 time.Duration
	moved, unclear, same []record.Contrast // by clarity, the clearest first
	needed               *neededJSON       // replicates that would show 1 % of the first metric; nil where that is not known
	pairs                int               // of that metric
	own                  scenarios.Start   // of the changed side
	idle                 []string          // changes that act only under a condition that does not hold, with the condition
}

// told is the difference that a trial says how many replicates would show: 1 %, four times in five.
const (
	toldMetric     = "gmv"
	toldDifference = 0.01
	toldPower      = 0.8
)

// judge sorts what moved and returns what prints it.
func (c *console) judge(trial *scenarios.Trial, r *results, wall time.Duration) func() error {
	t := &trialResult{trial: trial, r: r, wall: wall}
	var all []record.Contrast
	for _, m := range metric.All() {
		for _, row := range r.contrasts {
			if row.Metric == m.ID && metric.Known(row) {
				all = append(all, row)
			}
		}
	}
	clearestFirst(all)
	for _, row := range all {
		switch {
		case metric.Same(row):
			t.same = append(t.same, row)
		case metric.Stands(row):
			t.moved = append(t.moved, row)
		default:
			t.unclear = append(t.unclear, row)
		}
		if row.Metric == toldMetric && !metric.Same(row) {
			t.needed, t.pairs = needed(row), row.Replicates
		}
	}
	changed := trial.Study.Scenarios[1]
	for _, d := range trial.Changes {
		if condition, unmet := changed.Set.Unmet(d.Param); unmet {
			t.idle = append(t.idle, fmt.Sprintf(c.pick("%s acts only when %s", "%s 仅在 %s 时生效"), d.Param.Key, condition))
		}
	}
	t.own = trial.Study.Start(1)
	return func() error {
		if c.json {
			return c.writeJSON(t.json())
		}
		return c.showTrial(t)
	}
}

// clearestFirst sorts by p; what was measured in one pair only has none, and comes last.
func clearestFirst(rows []record.Contrast) {
	sort.SliceStable(rows, func(a, b int) bool {
		p, q := rows[a].P, rows[b].P
		return p < q || !math.IsNaN(p) && math.IsNaN(q)
	})
}

// tellingPairs are the fewest whose spread says anything about the spread of all pairs: of fewer, the upper end of its interval is
// more than 2.5 times what was seen, and so many more replicates are beyond use.
const tellingPairs = 6

// needed is how many replicates would show a difference of 1 %, and how few or many it may be since the spread is known from
// few pairs: at the ends of the 95 % interval of the variance, (m−1)s²/χ² with m−1 degrees of freedom.
func needed(row record.Contrast) *neededJSON {
	m := row.Replicates
	if m < tellingPairs {
		return nil
	}
	spread := (row.RelHi - row.RelLo) / 2 / student.Quantile(row.Level, m-1) * math.Sqrt(float64(m))
	if !(spread > 0) {
		return nil
	}
	fewer, more := design.Doubt(m)
	at := func(times float64) int { return replicatesFor(spread*math.Sqrt(times), row.Level) }
	return &neededJSON{toldMetric, 100 * toldDifference, toldPower, replicatesFor(spread, row.Level), at(fewer), at(more), m}
}

// replicatesFor is how many replicates would show a true difference of 1 % in the metric four times in five, in a single
// comparison at the level of the interval, for the spread of pairs over the baseline's mean.
func replicatesFor(spread, level float64) int {
	return design.ForPower(spread, toldDifference, level, toldPower)
}

// showTrial prints what was tried, what moved, what did not clearly, and what it would take.
func (c *console) showTrial(t *trialResult) error {
	study := t.trial.Study
	base := study.Scenarios[0]
	took := spell(t.wall)
	if t.wall < time.Second {
		took = c.pick("under 1 s", "不足 1 秒")
	}
	c.paragraph(c.bold(fmt.Sprintf(c.pick("%s with %s: %s × %s, %s", "%s，%s：%s × %s，用时 %s"), base.Name, c.changesText(t.trial.Changes),
		c.count(study.Replicates, "replicate", "次重复"), c.count(int(base.Params.Run.Days), "day", "天"), took)))
	n := len(t.moved) + len(t.unclear) + len(t.same)
	if len(t.same) == n {
		c.nothingMoved(t, n)
		return c.lastLine(t)
	}
	var seen legend
	section := func(title string, rows []record.Contrast) error {
		fmt.Fprintln(c.out)
		c.paragraph(c.bold(title))
		return c.trialTable(t, rows, &seen)
	}
	if len(t.moved) == 0 {
		fmt.Fprintln(c.out)
		c.paragraph(fmt.Sprintf(c.pick("Nothing moved clearly: of the %s, none stands after Holm's adjustment (of the headline metrics, which are primary, over all of them; of the others within each group).",
			"没有明显的变化：所列 %s作 Holm 校正后均不显著（核心指标为主要指标，一并校正；其余按各指标组校正）。"), c.count(n, "metric", "项指标")))
	} else if err := section(fmt.Sprintf(c.pick("Moved clearly: %d of %s (the clearest first; stands after Holm's adjustment: * of the headline metrics, which are primary, over all of them; ° of the others, which are secondary, within each group)",
		"明显变化：%[2]s中的 %[1]d 项（最显著者在前；经 Holm 校正后仍显著：* 核心指标，即主要指标，一并校正；° 其余为次要指标，按各指标组校正）"), len(t.moved), c.count(n, "metric", "项指标")), t.moved); err != nil {
		return err
	}
	if len(t.unclear) > 0 {
		if err := section(fmt.Sprintf(c.pick("Not clearly: %d (the clearest first; with %g %% intervals of a single comparison; one that leaves out 0 may be chance among so many)",
			"不明显：%d 项（最显著者在前；附单项比较的 %g%% 区间；项数众多，不含 0 者也可能出于偶然）"), len(t.unclear), 100*study.Level), t.unclear); err != nil {
			return err
		}
	}
	fmt.Fprintln(c.out)
	if len(t.same) > 0 {
		names, fewer := c.metricNames(t.same, study.Replicates)
		said := c.pick("The same in every replicate: %s.", "每次重复都相同：%s。")
		if fewer {
			said = c.pick("The same in every replicate that measures it: %s.", "每次测得的重复都相同：%s。")
			seen.fewer = true
		}
		c.paragraph(fmt.Sprintf(said, names))
	}
	c.paragraph(c.trialNote(t, seen))
	c.trialCaveats(t)
	return c.lastLine(t)
}

// nothingMoved says that a change made no difference at all, and why that may be.
func (c *console) nothingMoved(t *trialResult, n int) {
	fmt.Fprintln(c.out)
	c.paragraph(fmt.Sprintf(c.pick("Nothing moved: each of the %s is the same in every replicate.", "没有任何变化：%s在每次重复中都相同。"),
		c.count(n, "metric", "项指标")))
	c.trialCaveats(t)
	if len(t.idle)+len(t.own.Entry) == 0 {
		c.paragraph(c.pick("The change did not act in these days: what it is about may not have happened. `livebazaar params KEY` says when a setting acts.",
			"该设定在这些天里没有起作用：它所针对的情形可能没有发生。`livebazaar params KEY` 说明各项设定何时起作用。"))
	}
}

// trialCaveats says which changes could not act, and which have a start of their own or act on later entrants.
func (c *console) trialCaveats(t *trialResult) {
	if len(t.idle) > 0 {
		c.paragraph(strings.Join(t.idle, c.pick("; ", "；")) + c.pick(", which is not so here.", "，此处并非如此。"))
	}
	if len(t.own.Own) > 0 {
		c.paragraph(fmt.Sprintf(c.pick("The changed side had a starting population and a warm-up of its own, by the same seeds, for what acts at the start, or as agencies enter: %s%s.",
			"改动一方采用自己的初始主体与预热期，随机种子相同，因以下参数在初始或机构进入时起作用：%s%s。"), keysOf(t.own.Own), c.resized(t.own)))
	}
	if len(t.own.Partly) > 0 {
		c.paragraph(fmt.Sprintf(c.pick("This acts in part only on those who enter after day 0: %s.", "以下参数有一部分只对第 0 天之后的进入者起作用：%s。"), keysOf(t.own.Partly)))
	}
	if len(t.own.Entry) > 0 {
		c.paragraph(fmt.Sprintf(c.pick("This acts on those who enter after day 0, while those there at the start keep what they have: %s.",
			"以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：%s。"), keysOf(t.own.Entry)))
	}
}

// trialTable prints metrics, a row each: the level on both sides and the difference. The half-widths of the levels are left out
// where the terminal has no room for them.
func (c *console) trialTable(t *trialResult, rows []record.Contrast, seen *legend) error {
	k := t.paired(c.lang)
	build := func(halves bool) sheet {
		s := sheet{heading: []string{"", c.pick("unchanged", "未改"), c.pick("changed", "改后"), c.pick("difference", "差异")}, fixed: 3, right: []int{1, 2}}
		for _, row := range rows {
			m, _ := metric.Find(row.Metric)
			cells := []string{c.label(m)}
			of, decimals := k.levelsOf(m.ID, c.lang)
			for _, e := range of {
				text := e.PlusMinus(decimals)
				if !halves {
					text, _ = e.Level(decimals)
				}
				cells = append(cells, text+seen.count(e, k.planned))
			}
			e := m.Difference(row).In(c.lang)
			s.rows = append(s.rows, append(cells, seen.difference(m, row, e, metric.Decimals(e), k.planned)))
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

// paired is the comparison with levels over the pairs that the differences are of: a replicate in which only one side was measured
// is in neither, so that a difference is that of the levels beside it.
func (t *trialResult) paired(lang string) *comparison {
	type place struct {
		metric    string
		replicate int
	}
	sides := map[place]int{}
	for _, v := range t.r.values {
		if !math.IsNaN(v.Value) {
			sides[place{v.Metric, v.Replicate}]++
		}
	}
	var both metric.Tally
	for _, v := range t.r.values {
		if sides[place{v.Metric, v.Replicate}] < 2 {
			v.Value = math.NaN()
		}
		both.Add(v)
	}
	k := t.r.comparison(lang)
	k.levels = both.Levels(k.level)
	return k
}

// metricNames lists metrics in words, and whether some were measured in fewer replicates.
func (c *console) metricNames(rows []record.Contrast, replicates int) (list string, fewer bool) {
	var names []string
	for _, row := range rows {
		m, _ := metric.Find(row.Metric)
		n := m.Difference(row).Fewer(replicates)
		fewer = fewer || n != ""
		names = append(names, c.pick(m.EN, m.ZH)+n)
	}
	return strings.Join(names, c.pick(", ", "、")), fewer
}

// trialNote explains the tables and says how many replicates would tell 1 %.
func (c *console) trialNote(t *trialResult, seen legend) string {
	study := t.trial.Study
	parts := []string{fmt.Sprintf(c.pick("Means over the last %s", "最后 %s的均值"), c.count(int(min(365, study.Scenarios[0].Params.Run.Days)), "day", "天"))}
	if seen.halves {
		parts = append(parts, fmt.Sprintf(c.pick("± half the width of the %g %% interval of the mean over %s", "± 为 %[2]s均值的 %[1]g%% 区间的半宽"),
			100*study.Level, c.count(study.Replicates, "replicate", "次重复")))
	} else {
		parts = append(parts, c.pick("the intervals of the levels fit a wider terminal, or --json", "水平的区间见更宽的终端或 --json"))
	}
	parts = append(parts, c.pick("differences are of pairs with the same seeds", "差异取自相同随机种子的配对"))
	note := strings.Join(append(parts, seen.marks(c)...), c.pick("; ", "；")) + c.pick(". ", "。")
	return note + c.neededNote(t)
}

// neededNote says how many replicates would show a true difference of 1 %, as far as the pairs tell.
func (c *console) neededNote(t *trialResult) string {
	m, _ := metric.Find(toldMetric)
	name, need := c.pick(m.EN, m.ZH), t.needed
	written := func(n int) string {
		if n > sim.MostReplicates {
			return fmt.Sprintf(c.pick("more than %s", "超过 %s"), metric.Decimal(sim.MostReplicates, 0))
		}
		return metric.Decimal(float64(n), 0)
	}
	switch {
	case need == nil && t.pairs > 0 && t.pairs < tellingPairs:
		return fmt.Sprintf(c.pick("How many replicates would show a true difference of 1 %% in %s, %s cannot tell: take %d or more.",
			"仅凭 %[2]s，无法判断需多少次重复才能看出%[1]s 1%% 的真实差异：请取 %[3]d 次或更多。"), name, c.count(t.pairs, "pair", "对"), tellingPairs)
	case need == nil:
		return ""
	}
	about := fmt.Sprintf(c.pick("about %s", "约 %s"), written(need.Replicates))
	if need.Replicates > sim.MostReplicates {
		about = written(need.Replicates)
	}
	if need.Low > sim.MostReplicates {
		return fmt.Sprintf(c.pick("A true difference of 1 %% in %s would take %s replicates.", "要看出%s 1%% 的真实差异，需%s 次重复。"), name, about)
	}
	return fmt.Sprintf(c.pick("A true difference of 1 %% in %s would show with %s replicates (%s to %s: the spread is known from %d pairs only), "+
		"four times in five in a single comparison.",
		"要看出%s 1%% 的真实差异，需%s 次重复（%s 至 %s：离散程度仅由 %d 对得知）；单项比较，五次中有四次看得出。"),
		name, about, written(need.Low), written(need.High), need.Pairs)
}

// lastLine is the path of the report, or how to keep one.
func (c *console) lastLine(t *trialResult) error {
	if t.r.report != "" {
		_, err := fmt.Fprintln(c.out, t.r.report)
		return err
	}
	return nil
}

// trialJSON is a trial for other programs.
type trialJSON struct {
	Scenario     string            `json:"scenario"`
	Changes      []changeJSON      `json:"changes"`
	Replicates   int               `json:"replicates"`
	Days         int64             `json:"days"`
	Level        float64           `json:"level"` // of the intervals
	WallS        float64           `json:"wall_s"`
	Metrics      []trialMetricJSON `json:"metrics"`        // the clearest first
	Needed       *neededJSON       `json:"needed"`         // null where it is not known
	OwnStart     []string          `json:"own_start"`      // changes that act only at the start: the changed side has its own
	OnEntry      []string          `json:"on_entry"`       // changes that act on those who enter after day 0
	ActsOnlyWhen []string          `json:"acts_only_when"` // changes that could not act, with their condition
	Levels       []levelJSON       `json:"levels"`
	Dir          string            `json:"dir"`    // "" if nothing is kept
	Report       string            `json:"report"` // "" if nothing is kept
}

type changeJSON struct {
	Key     string `json:"key"`
	From    any    `json:"from"`
	To      any    `json:"to"`
	Default any    `json:"default"`
	Unit    string `json:"unit"`
}

type trialMetricJSON struct {
	contrastJSON
	Verdict string `json:"verdict"` // moved, unclear or same
}

type neededJSON struct {
	Metric     string  `json:"metric"`
	Percent    float64 `json:"difference_percent"`
	Power      float64 `json:"power"`
	Replicates int     `json:"replicates"`      // 50,001: more than there may be
	Low        int     `json:"replicates_low"`  // at the ends of the 95 % interval of the variance
	High       int     `json:"replicates_high"` // 50,001: more than there may be
	Pairs      int     `json:"pairs"`           // that the spread is known from
}

func (t *trialResult) json() trialJSON {
	study := t.trial.Study
	out := trialJSON{Scenario: study.Scenarios[0].Name, Replicates: study.Replicates, Days: study.Scenarios[0].Params.Run.Days, Level: study.Level,
		WallS: t.wall.Seconds(), Metrics: []trialMetricJSON{},
		OwnStart: append([]string{}, keyList(t.own.Own)...), OnEntry: append([]string{}, keyList(slices.Concat(t.own.Entry, t.own.Partly))...), ActsOnlyWhen: append([]string{}, t.idle...),
		Levels: levelsJSON(t.r.levels()), Dir: t.r.dir, Report: t.r.report}
	for _, d := range t.trial.Changes {
		out.Changes = append(out.Changes, changeJSON{d.Param.Key, d.From, d.To, d.Param.Default, d.Param.Unit})
	}
	for _, part := range []struct {
		verdict string
		rows    []record.Contrast
	}{{"moved", t.moved}, {"unclear", t.unclear}, {"same", t.same}} {
		for _, row := range part.rows {
			out.Metrics = append(out.Metrics, trialMetricJSON{contrastOf(metric.Edition{}, row), part.verdict})
		}
	}
	out.Needed = t.needed
	return out
}
