package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
)

func metricsCommand(c *console) *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "metrics [ID]",
		Short: "Explain metrics: definition, formula, unit, caveats",
		Long: "Explain metrics: definition, formula, unit, caveats. Without an ID all are listed; a label, English or Chinese, or a part of " +
			"one is answered by the ids that have it.",
		Args: arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			chosen := metric.All()
			if len(args) == 1 {
				id, former := scenarios.PresentMetric(args[0])
				m, ok := metric.Find(id)
				if !ok {
					return unknownMetric(args[0])
				}
				if former {
					c.Say(c.Pick("notice: %s", "提示：%s"), scenarios.IsNow(args[0], id))
				}
				chosen = []metric.Metric{m}
			}
			switch {
			case markdown:
				_, err := fmt.Fprint(c.Out, metricsPage())
				return err
			case c.json:
				out := make([]metricJSON, len(chosen))
				for i, m := range chosen {
					out[i] = metricJSON{m.ID, m.Unit, m.EN, m.ZH, m.Definition, m.DefinitionZH, m.Formula, m.FormulaIn("zh"), m.Caveat,
						m.CaveatZH, m.Family, m.Reading().In("en", m.Unit), m.Headline, m.First90}
				}
				return c.WriteJSON(out)
			case len(args) == 1:
				return c.showMetric(chosen[0])
			}
			var rows [][]string
			for _, m := range chosen {
				rows = append(rows, []string{m.ID, param.UnitIn(m.Unit, c.Lang), c.Pick(m.EN, m.ZH)})
			}
			return c.Grid([]string{c.Pick("metric", "指标"), c.Pick("unit", "单位"), c.Pick("meaning", "含义")}, rows)
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print the page docs/metrics.md")
	return cmd
}

// metricJSON is a metric for other programs.
type metricJSON struct {
	ID           string `json:"id"`
	Unit         string `json:"unit"`
	EN           string `json:"en"`
	ZH           string `json:"zh"`
	Definition   string `json:"definition"`
	DefinitionZH string `json:"definition_zh"`
	Formula      string `json:"formula"`
	FormulaZH    string `json:"formula_zh"`
	Caveat       string `json:"caveat"`
	CaveatZH     string `json:"caveat_zh"`
	Family       string `json:"family"`
	ReadIn       string `json:"read_in"` // unit that differences are read in
	Headline     bool   `json:"headline"`
	First90      bool   `json:"first90"`
}

// unknownMetric says which ids are meant.
func unknownMetric(id string) error {
	best := scenarios.MeantMetric(id, metric.Names())
	if best == "" {
		return usagef("unknown metric %s (livebazaar metrics lists them)", id)
	}
	return usagef("unknown metric %s: did you mean %s?", id, best)
}

func (c *console) showMetric(m metric.Metric) error {
	line := m.ID
	if m.Unit != "" {
		line += "  [" + param.UnitIn(m.Unit, c.Lang) + "]"
	}
	fmt.Fprintln(c.Out, c.Bold(line))
	fmt.Fprintf(c.Out, "    %s  %s\n", c.Pick(m.EN, m.ZH), c.Pick(m.ZH, m.EN))
	fmt.Fprintf(c.Out, "    %s\n", c.Pick(m.Definition, m.DefinitionZH))
	fact := func(en, zh, text string) {
		fmt.Fprintln(c.Out, "    "+c.Pick(en+": ", zh+"：")+text)
	}
	if m.Formula != "" {
		fact("formula", "公式", m.FormulaIn(c.Lang))
	}
	fact("differences are read in", "差异的单位", readIn(m, c.Lang))
	if m.Caveat != "" {
		fact("caveat", "注意", c.Pick(m.Caveat, m.CaveatZH))
	}
	if m.First90 {
		fact("also over the first 90 days", "另计前 90 天", m.ID+metric.First90)
	}
	return nil
}

// readIn names the unit that differences in a metric are read in.
func readIn(m metric.Metric, lang string) string {
	return m.Reading().In(lang, param.UnitIn(m.Unit, lang))
}

// metricsPage is docs/metrics.md.
func metricsPage() string {
	var b strings.Builder
	b.WriteString("# Metrics\n\nMade by `livebazaar metrics --markdown`; do not edit. Unless a definition says otherwise a metric " +
		"covers the last 365 days of a run (all of them, if fewer), and looks at streamers with at least one session. What is " +
		"undefined is blank, never 0. Metrics marked † are also measured over the first 90 days after the rules switch, under " +
		"the same name with the suffix `_first90`. GMV counts unpaid, cancelled and returned orders; net GMV does not.\n\n" +
		"由 `livebazaar metrics --markdown` 生成，请勿编辑。除另有说明外，指标统计最后 365 天（不足则为全部天数）中至少开播一次的主播；无定义者为空，" +
		"不记为 0。带 † 的指标另计规则切换后的前 90 天，名称后加 `_first90`。成交总额含未支付、取消与退货的订单，净成交不含。\n")
	for _, f := range metric.Families() {
		fmt.Fprintf(&b, "\n## %s · %s\n", f.EN, f.ZH)
		for _, m := range metric.All() {
			if m.Family != f.ID {
				continue
			}
			mark := ""
			if m.First90 {
				mark = " †"
			}
			fmt.Fprintf(&b, "\n### `%s`%s\n\n**%s** · %s · unit: %s (%s) · differences in %s (%s)\n\n%s\n\n%s\n", m.ID, mark, m.EN, m.ZH, m.Unit,
				param.UnitIn(m.Unit, "zh"), readIn(m, "en"), readIn(m, "zh"), m.Definition, m.DefinitionZH)
			if m.Formula != "" {
				fmt.Fprintf(&b, "\nFormula: %s\n", m.Formula)
			}
			if m.FormulaZH != "" {
				fmt.Fprintf(&b, "\n公式：%s\n", m.FormulaZH)
			}
			if m.Caveat != "" {
				fmt.Fprintf(&b, "\nCaveat: %s\n\n注意：%s\n", m.Caveat, m.CaveatZH)
			}
		}
	}
	return b.String()
}
