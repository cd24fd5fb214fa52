package main

import (
	"strings"

	"livebazaar/sim/metric"
)

// placeboWarning says where rules differ in the placebo of head dependence, with each rule's own mean; "" where they do not, or
// where head dependence is not among what is shown.
func (c *console) placeboWarning(k *comparison) string {
	shown := false
	for _, m := range k.shown() {
		shown = shown || strings.HasPrefix(m.ID, "head_")
	}
	if !shown {
		return ""
	}
	var said []string
	seen := map[string]bool{}
	for _, row := range metric.PlacebosApart(k.contrasts) {
		if seen[row.Metric] {
			continue
		}
		seen[row.Metric] = true
		m, _ := k.metrics.Find(row.Metric)
		levels, decimals := k.levelsOf(m.ID, c.lang)
		var own []string
		for i, name := range k.names() {
			own = append(own, levels[i].PlusMinus(decimals)+c.pick(" under ", "（")+shorten(k.titles[name], titleWidth)+c.pick("", "）"))
		}
		said = append(said, c.pick(m.EN, m.ZH)+c.pick(" is ", "为 ")+strings.Join(own, c.pick(", ", "、")))
	}
	if len(said) == 0 {
		return ""
	}
	return c.pick("Warning: rules differ in the placebo of head dependence (paired tests at 5 %, Holm), so part of a difference may not be the head's: ",
		"警告：各规则在头部依赖的安慰剂上有差异（5% 配对检验，经 Holm 校正），差异可能有一部分与头部无关：") + strings.Join(said, c.pick("; ", "；")) + c.pick(".", "。")
}
