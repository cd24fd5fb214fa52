package plots

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// courseWindow is the number of days a point of the course averages over: four weeks, so that weekdays weigh alike. A point
// stands every courseStep days.
const courseWindow, courseStep = 28, 7

// headCourse is how the loss without the top 3 goes on from the first removal, by days since.
type headCourse struct {
	x      []float64   // days since the removal
	losses [][]moments // by scenario and point
	date   int         // last day before the removal
	length int         // days of the branches
}

// readHeadCourse sets the branches without the top 3 beside the factual runs. Only the first replicates have long branches, and
// only they are kept: every point is the mean of the same markets, those with the longest branch.
func (s *study) readHeadCourse() (headCourse, error) {
	type branch struct {
		date int
		gmv  []float64 // by day since
	}
	branches := make([][]branch, len(s.scenarios)) // by scenario and replicate
	var now branch
	out := headCourse{losses: make([][]moments, len(s.scenarios))}
	columns := []string{"date", "group", "k", "day", "gmv"}
	err := s.eachMarket("courses", anyScenario, visit{columns, func(int) { now = branch{} }, func(r *rows) (func(int), error) {
		c, err := r.columns("date", "k", "day", "gmv")
		if err != nil {
			return nil, err
		}
		group, err := r.texts("group")
		return func(i int) {
			if group[i] != metric.Top || c[1][i] != 3 || len(now.gmv) > 0 && int(c[0][i]) != now.date {
				return // another branch, or one from the second date
			}
			now.date = int(c[0][i])
			now.gmv = append(now.gmv, c[3][i])
		}, err
	}, func(sc, replicate int) error {
		if replicate < metric.Fully {
			branches[sc] = append(branches[sc], now)
			out.length = max(out.length, len(now.gmv))
			out.date = max(out.date, now.date)
		}
		return nil
	}})
	if err != nil {
		return out, err
	}
	for day := courseWindow; day <= out.length; day += courseStep {
		out.x = append(out.x, float64(day))
	}
	for sc := range out.losses {
		out.losses[sc] = make([]moments, len(out.x))
	}
	at, err := s.daysSpan()
	if err != nil {
		return out, err
	}
	loss := make([]float64, len(out.x))
	return out, s.eachMarket("days", anyScenario, series("day", "gmv", at, func(sc, replicate int, factual []float64) error {
		if replicate >= len(branches[sc]) || len(branches[sc][replicate].gmv) < out.length {
			return nil
		}
		b := &branches[sc][replicate]
		for i, day := range out.x {
			loss[i] = nan
			if with := trailing(factual, b.date+int(day)-at.first, courseWindow); with > 0 {
				loss[i] = 100 * (1 - trailing(b.gmv, int(day)-1, courseWindow)/with)
			}
		}
		addAll(out.losses[sc], loss)
		return nil
	}))
}

// headCourseFigure shows how the loss without the top 3 goes on, under every rule: whether others take over.
func headCourseFigure(s *study) figure {
	title := Label{"What becomes of the loss without the top 3", "失去前 3 名后损失的变化"}
	found, err := s.headCourse()
	switch {
	case err != nil:
		return leftOut("head-course", title, Label{
			"no removals were run (branches are off in single runs unless asked for), or their days are not in these results",
			"未做移除实验（单次运行默认关闭分叉），或结果中没有其逐日数据",
		})
	case len(found.x) < 2:
		return leftOut("head-course", title, Label{"the branches are too short", "分叉运行过短"})
	}
	var curves []curve
	n := 0
	for sc := range found.losses[:s.drawn()] {
		curves = append(curves, curve{x: found.x, bands: bands(found.losses[sc], s.level), pen: penOf(sc)})
		n = max(n, found.losses[sc][0].n)
	}
	note := Label{
		fmt.Sprintf("Loss of placed GMV since the three best sellers were removed at the end of day %d, in %% of the run that goes on with them. Each point is the loss of the %d days that end with it; below 0 more is sold than with them. ",
			found.date, courseWindow),
		fmt.Sprintf("自第 %d 天末移除销售前 3 的主播起，成交总额（下单）相对未移除运行的损失，%%。每点为截至当日 %d 天的损失；低于 0 表示移除后成交反而更多。", found.date, courseWindow),
	}
	note = note.plus(s.bandNoteOf(n))
	return figure{
		name: "head-course", title: title, legend: s.keys(0, keyLine), height: gmvPanelHeight, caption: note,
		body: func(s *study, c draw.Canvas) {
			p := s.timePanel(plain(""), Label{"days since the removal", "移除后的天数"}, Label{"loss of placed GMV, %", "成交总额（下单）损失，%"}, curves, found.x, 0.12)
			p.X.Min = 0
			p.Y.Min, p.Y.Max = math.Min(p.Y.Min, 0), math.Max(p.Y.Max, 0)
			p.Y.Tick.Marker = ticks{want: 6, format: number}
			addLevel(p, 0, greyColor)
			if found.length > metric.Watch {
				s.addVertical(p, metric.Watch, Label{"days 1–90: first loss", "第 1–90 天：首期损失"})
			}
			if found.length > metric.LongAfter+courseWindow {
				s.addVertical(p, metric.LongAfter, Label{"day 181 on: long loss", "第 181 天起：长期损失"})
			}
			grid(c, [][]*plot.Plot{{p}})
		},
	}
}

// removalRow is a line of the table of removals: a number of streamers under a scenario.
type removalRow struct {
	Scenario, K                              string
	Top, Random, Beyond, Own, Taken, Lasting string
}

// levelText writes the level of a share under a scenario in %, with its interval and the number of replicates where that is not
// all; all scenarios' alike in decimals. The suffix says that it is in %, where no heading does.
func (s *study) levelText(levels []metric.Level, scenario int, id, suffix string) string {
	m, _ := s.metrics.Find(id)
	m.ID = id
	of, decimals := s.levels(levels, m)
	e := of[scenario]
	e.Suffix = suffix
	mid, interval := e.Level(decimals)
	return strings.TrimSpace(mid+" "+interval) + e.Fewer(s.manifest.Replicates)
}

// removalTable gives what is lost without the top k, without k random streamers, and what of it others take over and what
// lasts.
func (s *study) removalTable(levels []metric.Level) (out []removalRow) {
	for sc := range s.scenarios {
		first := true
		for _, k := range heads {
			top, random := s.headLosses(k)
			text := func(id string) string { return s.levelText(levels, sc, id, "") }
			if math.IsNaN(s.levelBand(levels, sc, top).mean) {
				continue
			}
			row := removalRow{K: decimal(float64(k), 0), Top: text(top), Random: text(random)}
			if first {
				row.Scenario, first = s.title(sc), false
			}
			if !s.metrics.NetLoss() {
				row.Beyond, row.Own, row.Taken = text(fmt.Sprint("head_dependence_", k)), text(fmt.Sprint("head_own_", k)), text(fmt.Sprint("head_substitution_", k))
				if k == 3 {
					row.Lasting = text("head_persistence_3")
				}
			}
			out = append(out, row)
		}
	}
	return out
}

// fewerMark is a number of replicates in brackets.
var fewerMark = regexp.MustCompile(` \(\d+\)`)

// RemovalNote explains the numbers of replicates in the table of removals, where there are any, and says what the placebo is,
// pooled over all rules.
func (p *page) RemovalNote() string {
	note := ""
	for _, r := range p.Removals {
		if slices.ContainsFunc([]string{r.Top, r.Random, r.Beyond, r.Own, r.Taken, r.Lasting}, func(s string) bool { return fewerMark.MatchString(s) }) {
			note = fewerNote.in(p.lang) + p.say(". ", "。")
			break
		}
	}
	if p.metrics.NetLoss() {
		return note + p.say("Of net GMV, in the year of the branch: these results are of model version 7 or before.", "按净成交计，分叉期一年：本结果来自模型版本 7 或更早。")
	}
	if levels, err := p.levelsOf(); err == nil && p.twoDates(levels) {
		note += p.say("Without the top 3, loss and dependence are over both dates of removal. All else is of the first date: placebos, own shares, what is taken over, what lasts, and all of k = 1 and 10. ",
			"失去前 3 名的损失与依赖取两个移除时点；其余均取首个时点：安慰剂、自身占比、由他人承接、持续，以及 k = 1 与 10 的全部数字。")
	}
	return note + p.say("Dependence is the loss less the placebo's mean over all rules. What is taken over, and what lasts (for k = 3 only), are ratios of means with Fieller's intervals: "+
		"– where what they are relative to is not clearly above 0 at 99 %.",
		"依赖为损失减去安慰剂在全部规则中的均值。“由他人承接”与“持续”（仅 k = 3）为均值之比，区间为 Fieller 区间；分母在 99% 水平下不明显大于 0 时为“–”。")
}

// Placed reports whether head dependence is measured by placed GMV, with a placebo and what goes with it.
func (p *page) Placed() bool { return !p.metrics.NetLoss() }

// PlaceboWarning says where rules differ in the placebo, with each rule's own mean; "" where they do not.
func (p *page) PlaceboWarning() string {
	apart := metric.PlacebosApart(p.contrasts)
	levels, err := p.levelsOf()
	if len(apart) == 0 || err != nil {
		return ""
	}
	warning := p.say("The placebo is not the same under all rules (paired tests at 5 %, Holm over rules and k), so that part of a difference in head dependence may not be the head's:",
		"各规则的安慰剂并不相同（5% 配对检验，经 Holm 校正），头部依赖之差可能有一部分与头部无关：")
	seen := map[string]bool{}
	for _, c := range apart {
		if seen[c.Metric] {
			continue
		}
		seen[c.Metric] = true
		m, _ := p.metrics.Find(c.Metric)
		var own []string
		for sc := range p.scenarios {
			own = append(own, p.bracketed(p.names[sc], p.levelText(levels, sc, c.Metric, metric.Percent(p.lang))))
		}
		warning += p.say(" ", "") + capital(Label{m.EN, m.ZH}).in(p.lang) + p.say(": ", "：") + p.and(own) + p.say(".", "。")
	}
	return warning
}
