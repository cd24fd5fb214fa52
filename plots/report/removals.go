package report

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"livebazaar/plots"
	"livebazaar/sim/metric"
)

// removalRow is a line of the table of removals: a number of streamers under a scenario.
type removalRow struct {
	Scenario, K                              string
	Top, Random, Beyond, Own, Taken, Lasting string
}

// levelText writes the level of a share under a scenario in %, with its interval and the number of replicates where that is not
// all; all scenarios' alike in decimals. The suffix says that it is in %, where no heading does.
func (s *study) levelText(levels []metric.Level, scenario int, id, suffix string) string {
	m, _ := s.Metrics.Find(id)
	m.ID = id
	of, decimals := s.Levels(levels, m)
	e := of[scenario]
	e.Suffix = suffix
	mid, interval := e.Level(decimals)
	return strings.TrimSpace(mid+" "+interval) + e.Fewer(s.Manifest.Replicates)
}

// removalTable gives what is lost without the top k, without k random streamers, and what of it others take over and what
// lasts.
func (s *study) removalTable(levels []metric.Level) (out []removalRow) {
	for sc := range s.Rules {
		first := true
		for _, k := range plots.Heads {
			top, random := s.HeadLosses(k)
			text := func(id string) string { return s.levelText(levels, sc, id, "") }
			if math.IsNaN(s.LevelBand(levels, sc, top).Mean) {
				continue
			}
			row := removalRow{K: plots.Decimal(float64(k), 0), Top: text(top), Random: text(random)}
			if first {
				row.Scenario, first = s.TitleOf(sc), false
			}
			if !s.Metrics.NetLoss() {
				row.Beyond = text(fmt.Sprint("head_dependence_", k))
				row.Own = text(fmt.Sprint("head_own_", k))
				row.Taken = text(fmt.Sprint("head_substitution_", k))
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
			note = plots.FewerNote.In(p.Language) + p.say(". ", "。")
			break
		}
	}
	if p.Metrics.NetLoss() {
		return note + p.say("Of net GMV, in the year of the branch: these results are of model version 7 or before.", "按净成交计，分叉期一年：本结果来自模型版本 7 或更早。")
	}
	if levels, err := p.AllLevels(); err == nil && p.TwoDates(levels) {
		note += p.say("Without the top 3, loss and dependence are over both dates of removal. All else is of the first date: placebos, "+
			"own shares, what is taken over, what lasts, and all of k = 1 and 10. ",
			"失去前 3 名的损失与依赖取两个移除时点；其余均取首个时点：安慰剂、自身占比、由他人承接、持续，以及 k = 1 与 10 的全部数字。")
	}
	return note + p.say("Dependence is the loss less the placebo's mean over all rules. What is taken over, and what lasts (for k = 3 only), "+
		"are ratios of means with Fieller's intervals: – where what they are relative to is not clearly above 0 at 99 %.",
		"依赖为损失减去安慰剂在全部规则中的均值。“由他人承接”与“持续”（仅 k = 3）为均值之比，区间为 Fieller 区间；分母在 99% 水平下不明显大于 0 时为“–”。")
}

// Placed reports whether head dependence is measured by placed GMV, with a placebo and what goes with it.
func (p *page) Placed() bool { return !p.Metrics.NetLoss() }

// PlaceboWarning says where rules differ in the placebo, with each rule's own mean; "" where they do not.
func (p *page) PlaceboWarning() string {
	apart := metric.PlacebosApart(p.Contrasts)
	levels, err := p.AllLevels()
	if len(apart) == 0 || err != nil {
		return ""
	}
	warning := p.say("The placebo is not the same under all rules (paired tests at 5 %, Holm over rules and k), "+
		"so that part of a difference in head dependence may not be the head's:",
		"各规则的安慰剂并不相同（5% 配对检验，经 Holm 校正），头部依赖之差可能有一部分与头部无关：")
	seen := map[string]bool{}
	for _, c := range apart {
		if seen[c.Metric] {
			continue
		}
		seen[c.Metric] = true
		m, _ := p.Metrics.Find(c.Metric)
		var own []string
		for sc := range p.Rules {
			own = append(own, p.bracketed(p.names[sc], p.levelText(levels, sc, c.Metric, metric.Percent(p.Language))))
		}
		warning += p.say(" ", "") + plots.Capital(plots.Label{EN: m.EN, ZH: m.ZH}).In(p.Language) + p.say(": ", "：") + p.and(own) + p.say(".", "。")
	}
	return warning
}
