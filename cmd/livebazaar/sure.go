package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// sharing is what is set beside the contrasts of a study: what they share, and every two scenarios.
type sharing struct {
	shared []design.Shared
	pairs  []record.Contrast
}

func sharingOf(m store.Manifest, values []record.Value) sharing {
	if m.Study == "" {
		return sharing{}
	}
	b := sharing{shared: experiment.SharedBaseline(values, m.Study, m.Baseline, m.Level, m.Metrics)}
	if len(m.Scenarios) > 2 { // of two the one pair is the contrast
		b.pairs = experiment.Pairs(values, m.Study, m.Baseline, m.Level, m.Metrics)
	}
	return b
}

// asked fills into what the report is to show what takes the values of the replicates. Of these it holds those of the primary
// metrics; all of them, which grow with the replicates, only where a prediction names another reference than the baseline.
func asked(r *store.Results, s *plots.Study) error {
	m := r.Manifest()
	if m.Study == "" {
		return nil
	}
	another := func(c metric.Claim) bool { return c.Than != "" && c.Than != m.Baseline }
	all := slices.ContainsFunc(s.Predictions, func(p plots.Prediction) bool { return slices.ContainsFunc(p.Claims, another) })
	needed := map[string]bool{}
	for _, p := range metric.Primary(m.Metrics) {
		needed[p.ID], needed[p.Ratio[0]], needed[p.Ratio[1]] = true, true, true
	}
	var values []record.Value
	err := r.EachValue(func(v record.Value) error {
		if all || needed[v.Metric] {
			values = append(values, v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	b := sharingOf(m, values)
	s.Shared, s.Pairs = b.shared, b.pairs
	if all {
		s.Further = further(m, s.Predictions, values)
	}
	return nil
}

// showSure prints how sure the primary contrasts are and how many replicates would make them surer, and how far they go together.
func (c *console) showSure(k *comparison) error {
	wish := design.Usual(k.level)
	rows := design.TableOf(k.contrasts, wish, k.deciding)
	if len(rows) == 0 {
		return nil
	}
	c.paragraph(c.bold(c.pick("How sure, and how many replicates would be surer (primary metrics, the widest contrast of each)",
		"有多可靠，需多少次重复才更可靠（主要指标，各取最宽的对比）")))
	if err := c.sheet(c.sureSheet(rows)); err != nil {
		return err
	}
	c.paragraph(c.faint(c.sureNote(wish, rows)))
	return c.showShared(k)
}

// sureSheet is the table of replicates, a row a metric.
func (c *console) sureSheet(rows []design.Row) sheet {
	s := sheet{heading: []string{"", c.pick("SD of pairs", "配对标准差"), c.pick("± now", "现在 ±"), c.pick("for ±", "要 ±"), c.pick("replicates", "重复次数"),
		c.pick("to detect", "要测出"), c.pick("replicates", "重复次数"), c.pick("Holm", "Holm")}, fixed: 2, right: []int{1, 2, 3, 4, 5, 6, 7}}
	for _, r := range rows {
		m, _ := metric.Find(r.Metric)
		t := r.Cells(c.lang)
		s.rows = append(s.rows, []string{c.label(m), t.SD, t.HalfWidth + fmt.Sprintf(" (%d)", r.Replicates), t.Width, t.ForWidth, t.Detect, t.ForPower, t.ForPowerHolm})
	}
	return s
}

// sureNote explains the columns of the table of replicates.
func (c *console) sureNote(wish design.Wish, rows []design.Row) string {
	tests := 0
	for _, r := range rows {
		if r.Primary() {
			tests = r.Tests
		}
	}
	note := fmt.Sprintf(c.pick("SD: standard deviation of the paired differences, in the unit they are read in; ± now: half the width of the %g %% interval, of (n) pairs; "+
		"replicates for a half-width: with an assurance of %g; to detect a true difference: with a power of %g in a single test at %s",
		"标准差：配对差异的标准差，以差异的单位计；现在 ±：(n) 对所得 %g%% 区间的半宽；达到所需半宽的重复次数：把握为 %g；测出真实差异：单项检验（%[4]s 水平）的功效为 %[3]g"),
		100*wish.Level, wish.Assurance, wish.Power, c.percentText(1-wish.Level))
	if tests > 0 {
		note += fmt.Sprintf(c.pick(", and (Holm) at the strictest level of Holm's adjustment over %s, %s", "；Holm：按 %s中最严的 Holm 水平 %s"),
			c.count(tests, "primary test", "项主要检验"), c.percentText((1-wish.Level)/float64(tests)))
	}
	return note + c.pick(". ", "。") + c.doubtNote(rows)
}

// doubtNote says how well the spread itself is known.
func (c *console) doubtNote(rows []design.Row) string {
	least := rows[0].Replicates
	for _, r := range rows {
		least = min(least, r.Replicates)
	}
	low, high := design.Doubt(least)
	return fmt.Sprintf(c.pick("The spread is known from %s only: what it really takes may be %s to %s times as many.", "离散程度仅由 %s得知，实际所需可能是上述的 %s 至 %s 倍。"),
		c.count(least, "pair", "对"), threeDigits(low), threeDigits(high))
}

// threeDigits writes a number above 0 in about three digits.
func threeDigits(v float64) string {
	return metric.Decimal(v, metric.Decimals(metric.Estimate{Mid: v, Lo: math.NaN(), Hi: math.NaN()}))
}

// percentText writes a share in per cent, in up to three digits: 2.5 %, in Chinese 2.5%.
func (c *console) percentText(share float64) string {
	return fmt.Sprintf(c.pick("%.3g %%", "%.3g%%"), 100*share)
}

// showShared prints how far the contrasts go together, and the baseline with the mean of the others.
func (c *console) showShared(k *comparison) error {
	if len(k.shared) == 0 {
		return nil
	}
	fmt.Fprintln(c.out)
	c.paragraph(c.bold(c.pick("What the contrasts share: the baseline", "各对比所共有者：基准")))
	s := sheet{heading: []string{"", c.pick("correlation of errors", "误差的相关"), c.pick("baseline less the mean of the others", "基准减其余情景的均值")}, fixed: 2, right: []int{1}}
	var seen legend
	for _, shared := range k.shared {
		m, _ := metric.Find(shared.Metric)
		if !metric.Known(shared.Others) {
			continue
		}
		e := m.Difference(shared.Others).In(c.lang)
		s.rows = append(s.rows, []string{c.label(m), correlationText(shared.Correlation), seen.difference(m, shared.Others, e, metric.Decimals(e), k.replicates())})
	}
	if err := c.sheet(s); err != nil {
		return err
	}
	c.paragraph(c.faint(c.pick("Correlation of the errors of two contrasts, mean over the pairs of scenarios: .5 is expected of markets that are independent of each other, "+
		"since each contrast takes away the same baseline. A baseline whose draws happen to be low moves all contrasts up alike: many contrasts of one sign are not as many "+
		"confirmations. The baseline is compared with the mean of the others in pairs, unadjusted; report.html sets every two scenarios beside each other.",
		"两项对比误差的相关，为各对情景的平均：各市场相互独立时预期为 0.5，因为每项对比都减去同一基准。基准的抽样若恰好偏低，所有对比会一同偏高："+
			"多项对比同号并不等于多次印证。基准与其余情景均值之差为配对差异，未校正；report.html 列出每两个情景之间的差异。")))
	return nil
}

// correlationText writes a correlation in two decimals.
func correlationText(x float64) string { return metric.Decimal(x, 2) }

// rowJSON is what a metric takes, for other programs. Sizes are in read_in.
type rowJSON struct {
	Metric              string   `json:"metric"`
	Family              string   `json:"family"`   // "primary", that of the metric (secondary), or "" for a placebo
	Scenario            string   `json:"scenario"` // of the widest contrast
	Pairs               int      `json:"pairs"`    // that the spread is known from
	ReadIn              string   `json:"read_in"`
	SD                  *float64 `json:"sd"`                     // of the paired differences
	HalfWidth           *float64 `json:"half_width"`             // of the interval with these pairs
	ForHalfWidth        *float64 `json:"for_half_width"`         // asked for
	ReplicatesWidth     *int     `json:"replicates_half_width"`  // for it, with the assurance; 50,001: more than there may be; null: not known
	ForDifference       *float64 `json:"for_difference"`         // asked for
	ReplicatesPower     *int     `json:"replicates_detect"`      // to detect it in a single test, with the power
	ReplicatesPowerHolm *int     `json:"replicates_detect_holm"` // at the strictest level of Holm's adjustment over tests
	Tests               int      `json:"tests"`                  // of the family
	DoubtLow            *float64 `json:"times_low"`              // how many times fewer it may really take, since the spread is known from these pairs only
	DoubtHigh           *float64 `json:"times_high"`
}

func rowsJSON(rows []design.Row) []rowJSON {
	known := func(n int) *int {
		if n == 0 {
			return nil
		}
		return &n
	}
	out := []rowJSON{}
	for _, r := range rows {
		m, _ := metric.Find(r.Metric)
		low, high := design.Doubt(r.Replicates)
		out = append(out, rowJSON{r.Metric, r.Family, r.Scenario, r.Replicates, m.ShownIn(), number(r.SD), number(r.HalfWidth), number(r.Width), known(r.ForWidth),
			number(r.Detect), known(r.ForPower), known(r.ForPowerHolm), r.Tests, number(low), number(high)})
	}
	return out
}

// designJSON is the table of replicates.
type designJSON struct {
	Level     float64   `json:"level"`
	Assurance float64   `json:"assurance"`
	Power     float64   `json:"power"`
	Metrics   []rowJSON `json:"metrics"` // primary ones and all others, in the order of the reference
}

func designOf(wish design.Wish, rows []design.Row) designJSON {
	return designJSON{wish.Level, wish.Assurance, wish.Power, rowsJSON(rows)}
}

// sharedJSON says how far the contrasts of a metric go together.
type sharedJSON struct {
	Metric      string       `json:"metric"`
	Contrasts   int          `json:"contrasts"`
	Replicates  int          `json:"replicates"`
	Correlation *float64     `json:"correlation"`              // of the errors of two contrasts, mean over the pairs of scenarios
	Others      contrastJSON `json:"baseline_less_the_others"` // the baseline (scenario) with the mean of the others (baseline), unadjusted
}

func sharedJSONs(of metric.Edition, shared []design.Shared) []sharedJSON {
	out := []sharedJSON{}
	for _, s := range shared {
		out = append(out, sharedJSON{s.Metric, s.Contrasts, s.Replicates, number(s.Correlation), contrastOf(of, s.Others)})
	}
	return out
}

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
