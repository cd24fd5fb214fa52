package terminal

import (
	"fmt"

	"livebazaar/internal/job/judge"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
)

// ShowPilot prints how many replicates a study needs, by its pilot.
func (c *Console) ShowPilot(p *judge.Pilot) error {
	m := p.Manifest
	c.Paragraph(c.Bold(fmt.Sprintf(c.Pick("Replicates that %s needs, by %s of %s: the widest contrast of each metric",
		"%s 所需的重复次数，依据 %[3]s 的 %[2]s：各指标取最宽的对比"), m.Study, c.Count(m.Replicates, "replicate", "次重复"), c.Count(len(m.Scenarios), "scenario", "个情景"))))
	s := c.sureSheet(p.Shown)
	for i, r := range p.Shown {
		if !r.Primary() {
			s.rows[i][0] += c.Pick(" (secondary)", "（次要）")
		}
	}
	if err := c.sheet(s); err != nil {
		return err
	}
	c.Paragraph(c.Faint(c.sureNote(p.Wish, p.Shown)))
	fmt.Fprintln(c.Out)
	for i, n := range p.Needs() {
		what := []string{c.Pick("All half-widths", "全部半宽"), c.Pick("All differences, a single test each", "全部差异，各为单项检验"),
			c.Pick("All differences, at Holm's strictest level", "全部差异，按最严的 Holm 水平")}[i]
		c.Paragraph(what + c.Pick(": ", "：") + c.needText(p, n))
	}
	if days, wall := p.Cost(m.Replicates); days > 0 {
		c.Paragraph(c.Faint(fmt.Sprintf(c.Pick("The pilot: %s, %s market days, %s with %s. Replicates that run again without streamers, "+
			"or as twins, are as few as `compare` takes.",
			"试点：%s，%s 个市场日，%s（%s）。移除主播的重跑与孪生重跑的次数与 `compare` 相同。"),
			c.Count(m.Replicates, "replicate", "次重复"), metric.Decimal(float64(days), 0), spell(wall), c.Count(m.Workers, "worker", "个并行"))))
	}
	return nil
}

// needText says how many replicates, which metric takes them, and what they cost.
func (c *Console) needText(p *judge.Pilot, n judge.Need) string {
	if n.Replicates == 0 {
		return metric.Blank
	}
	m, _ := metric.Find(n.Metric)
	if n.Replicates > design.Most {
		return fmt.Sprintf(c.Pick("more than %s replicates (%s)", "超过 %s 次重复（%s）"), metric.Decimal(design.Most, 0), c.Pick(m.EN, m.ZH))
	}
	text := c.Count(n.Replicates, "replicate", "次重复") + c.Pick(" (", "（") + c.Pick(m.EN, m.ZH) + c.Pick(")", "）")
	if days, wall := p.Cost(n.Replicates); days > 0 {
		text += fmt.Sprintf(c.Pick(": %s market days, about %s at the pilot's pace", "：%s 个市场日，按试点的速度约 %s"), metric.Decimal(float64(days), 0), spell(wall))
	}
	return text
}
