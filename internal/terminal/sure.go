package terminal

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/internal/job/judge"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
)

// showSure prints how sure the primary contrasts are and how many replicates would make them surer, and how far they go together.
func (c *Console) showSure(k *judge.Comparison) error {
	wish := design.Usual(k.Level)
	rows := design.TableOf(k.Contrasts, wish, k.Deciding)
	if len(rows) == 0 {
		return nil
	}
	c.Paragraph(c.Bold(c.Pick("How sure, and how many replicates would be surer (primary metrics, the widest contrast of each)",
		"有多可靠，需多少次重复才更可靠（主要指标，各取最宽的对比）")))
	if err := c.sheet(c.sureSheet(rows)); err != nil {
		return err
	}
	c.Paragraph(c.Faint(c.sureNote(wish, rows)))
	return c.showShared(k)
}

// sureSheet is the table of replicates, a row a metric.
func (c *Console) sureSheet(rows []design.Row) sheet {
	s := sheet{heading: []string{"", c.Pick("SD of pairs", "配对标准差"), c.Pick("± now", "现在 ±"), c.Pick("for ±", "要 ±"), c.Pick("replicates", "重复次数"),
		c.Pick("to detect", "要测出"), c.Pick("replicates", "重复次数"), c.Pick("Holm", "Holm")}, fixed: 2, right: []int{1, 2, 3, 4, 5, 6, 7}}
	for _, r := range rows {
		m, _ := metric.Find(r.Metric)
		t := r.Cells(c.Lang)
		s.rows = append(s.rows, []string{c.Label(m), t.SD, t.HalfWidth + fmt.Sprintf(" (%d)", r.Replicates), t.Width, t.ForWidth, t.Detect,
			t.ForPower, t.ForPowerHolm})
	}
	return s
}

// sureNote explains the columns of the table of replicates.
func (c *Console) sureNote(wish design.Wish, rows []design.Row) string {
	tests := 0
	for _, r := range rows {
		if r.Primary() {
			tests = r.Tests
		}
	}
	note := fmt.Sprintf(c.Pick("SD: standard deviation of the paired differences, in the unit they are read in; ± now: "+
		"half the width of the %g %% interval, of (n) pairs; replicates for a half-width: with an assurance of %g; to detect a true difference: "+
		"with a power of %g in a single test at %s",
		"标准差：配对差异的标准差，以差异的单位计；现在 ±：(n) 对所得 %g%% 区间的半宽；达到所需半宽的重复次数：把握为 %g；测出真实差异：单项检验（%[4]s 水平）的功效为 %[3]g"),
		100*wish.Level, wish.Assurance, wish.Power, c.percentText(1-wish.Level))
	if tests > 0 {
		note += fmt.Sprintf(c.Pick(", and (Holm) at the strictest level of Holm's adjustment over %s, %s", "；Holm：按 %s中最严的 Holm 水平 %s"),
			c.Count(tests, "primary test", "项主要检验"), c.percentText((1-wish.Level)/float64(tests)))
	}
	return note + c.Pick(". ", "。") + c.doubtNote(rows)
}

// doubtNote says how well the spread itself is known.
func (c *Console) doubtNote(rows []design.Row) string {
	least := rows[0].Replicates
	for _, r := range rows {
		least = min(least, r.Replicates)
	}
	low, high := design.Doubt(least)
	return fmt.Sprintf(c.Pick("The spread is known from %s only: what it really takes may be %s to %s times as many.",
		"离散程度仅由 %s得知，实际所需可能是上述的 %s 至 %s 倍。"), c.Count(least, "pair", "对"), threeDigits(low), threeDigits(high))
}

// threeDigits writes a number above 0 in about three digits.
func threeDigits(v float64) string {
	return metric.Decimal(v, metric.Decimals(metric.Estimate{Mid: v, Lo: math.NaN(), Hi: math.NaN()}))
}

// percentText writes a share in per cent, in up to three digits: 2.5 %, in Chinese 2.5%.
func (c *Console) percentText(share float64) string {
	return fmt.Sprintf(c.Pick("%.3g %%", "%.3g%%"), 100*share)
}

// showShared prints how far the contrasts go together, and the baseline with the mean of the others.
func (c *Console) showShared(k *judge.Comparison) error {
	if len(k.Shared) == 0 {
		return nil
	}
	fmt.Fprintln(c.Out)
	c.Paragraph(c.Bold(c.Pick("What the contrasts share: the baseline", "各对比所共有者：基准")))
	s := sheet{heading: []string{"", c.Pick("correlation of errors", "误差的相关"), c.Pick("baseline less the mean of the others", "基准减其余情景的均值")},
		fixed: 2, right: []int{1}}
	var seen legend
	for _, shared := range k.Shared {
		m, _ := metric.Find(shared.Metric)
		if !metric.Known(shared.Others) {
			continue
		}
		e := m.Difference(shared.Others).In(c.Lang)
		s.rows = append(s.rows, []string{c.Label(m), correlationText(shared.Correlation),
			seen.difference(m, shared.Others, e, metric.Decimals(e), k.Replicates())})
	}
	if err := c.sheet(s); err != nil {
		return err
	}
	c.Paragraph(c.Faint(c.Pick("Correlation of the errors of two contrasts, mean over the pairs of scenarios: "+
		".5 is expected of markets that are independent of each other, since each contrast takes away the same baseline. "+
		"A baseline whose draws happen to be low moves all contrasts up alike: many contrasts of one sign are not as many "+
		"confirmations. The baseline is compared with the mean of the others in pairs, unadjusted; report.html sets every two scenarios beside each other.",
		"两项对比误差的相关，为各对情景的平均：各市场相互独立时预期为 0.5，因为每项对比都减去同一基准。基准的抽样若恰好偏低，所有对比会一同偏高："+
			"多项对比同号并不等于多次印证。基准与其余情景均值之差为配对差异，未校正；report.html 列出每两个情景之间的差异。")))
	return nil
}

// correlationText writes a correlation in two decimals.
func correlationText(x float64) string { return metric.Decimal(x, 2) }

// pText writes a p-value: "p = .012", "p < .0001".
func pText(p float64) string {
	switch {
	case math.IsNaN(p):
		return ""
	case p < 0.0001:
		return "p < 0.0001"
	}
	s := metric.Decimal(p, 3)
	if p < 0.01 {
		s = metric.Decimal(p, 4)
	}
	return "p = " + strings.TrimSpace(s)
}
