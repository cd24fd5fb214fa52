package terminal

import (
	"strings"

	"livebazaar/internal/job/judge"
)

// placeboWarning says where rules differ in the placebo of head dependence, with each rule's own mean; "" where they do not, or
// where head dependence is not among what is shown.
func (c *Console) placeboWarning(k *judge.Comparison) string {
	var said []string
	for _, m := range k.Placebos() {
		levels, decimals := k.LevelsOf(m.ID, c.Lang)
		var own []string
		for i, name := range k.Names() {
			own = append(own, levels[i].PlusMinus(decimals)+c.Pick(" under ", "（")+shorten(k.Titles[name], titleWidth)+c.Pick("", "）"))
		}
		said = append(said, c.Pick(m.EN, m.ZH)+c.Pick(" is ", "为 ")+strings.Join(own, c.Pick(", ", "、")))
	}
	if len(said) == 0 {
		return ""
	}
	return c.Pick("Warning: rules differ in the placebo of head dependence (paired tests at 5 %, Holm), so part of a difference may not be the head's: ",
		"警告：各规则在头部依赖的安慰剂上有差异（5% 配对检验，经 Holm 校正），差异可能有一部分与头部无关：") + strings.Join(said, c.Pick("; ", "；")) + c.Pick(".", "。")
}
