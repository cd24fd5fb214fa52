package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// ofKind returns the first contrast of a kind, read in % of the baseline or otherwise, and its metric.
func (f *facts) ofKind(kind int, relative bool) (c record.Contrast, m metric.Metric) {
	for i, id := range metric.Names() {
		m, _ := metric.Find(id)
		for sc := 1; sc < f.Scenarios; sc++ {
			if kindOf(i, sc) == kind && relative == (m.Unit != "share" && !m.Signed) && !strings.HasSuffix(id, metric.First90) && !m.Placebo {
				return f.of(id, sc), m
			}
		}
	}
	panic(fmt.Sprintf("no contrast of kind %d", kind))
}

// verdicts of the predictions of predicted, one for each claim, then that of the whole.
var wantedVerdicts = [][]metric.Verdict{
	{metric.Supported, metric.Supported},
	{metric.Supported, metric.Contradicted, metric.Contradicted},
	{metric.Undecided, metric.Undecided, metric.Undecided},
	{metric.NotJudged, metric.NotJudged},
	{metric.NotJudged},
	{metric.Contradicted, metric.Contradicted},
	{metric.Supported, metric.Supported},
	{metric.Undecided, metric.Contradicted, metric.Contradicted},
	{metric.Supported, metric.Undecided, metric.Undecided},
	{metric.Undecided, metric.Undecided},
	{metric.Supported, metric.Supported, metric.Supported},
}

// verdictMarks are the verdicts as signs.
var verdictMarks = map[metric.Verdict]string{metric.Supported: "✓", metric.Contradicted: "✗", metric.Undecided: "?", metric.NotJudged: "–"}

// verdictWords are the verdicts in words.
var verdictWords = map[metric.Verdict]plots.Label{
	metric.Supported: {EN: "supported", ZH: "支持"}, metric.Contradicted: {EN: "contradicted", ZH: "相反"},
	metric.Undecided: {EN: "undecided", ZH: "未定"}, metric.NotJudged: {EN: "not judged", ZH: "未判断"},
}

// predicted is a study with a prediction of every verdict, for metrics of every unit, and deciding metrics of its own.
func predicted() *facts {
	f := distinct(5, 4, 400)
	claim := func(kind int, relative, higher bool) metric.Claim {
		c, m := f.ofKind(kind, relative)
		return metric.Claim{Scenario: c.Scenario, Metric: m.ID, Higher: higher}
	}
	margin := func(kind int, percent float64) metric.Claim {
		c := claim(kind, true, false)
		c.Margin = percent
		return c
	}
	lower, _ := f.ofKind(standsLower, true)
	further := lower
	further.Baseline, further.Scenario = invented.Names[2], invented.Names[3]
	further.Diff, further.DiffLo, further.DiffHi = -1.7*lower.Diff, -1.7*lower.DiffHi, -1.7*lower.DiffLo
	further.RelDiff, further.RelLo, further.RelHi, further.Family = -1.7*lower.RelDiff, -1.7*lower.RelHi, -1.7*lower.RelLo, record.Pairs
	f.asked = &Asked{
		Title: plots.Label{EN: "A study of rules", ZH: "规则研究"}, Question: plots.Label{EN: "Which rule is best?", ZH: "哪种规则最好？"},
		Further:  []record.Contrast{further},
		Deciding: []string{"return_rate", "gmv", "satisfaction", "active_streamers", "no such metric"},
	}
	f.beside()
	f.Run.Warmup.Own = []store.OwnStart{{Scenario: invented.Names[3],
		Settings: []store.Setting{{Key: "consumers.count", Value: "5000"}, {Key: "mcns.firm.cut", Value: "0.1"}}},
		{Scenario: invented.Names[4], Settings: []store.Setting{{Key: "platform.ranking.allocate", Value: "uniform"}}}}
	say := func(i int, unjudged int, claims ...metric.Claim) {
		f.asked.Predictions = append(f.asked.Predictions, Prediction{
			Text:   plots.Label{EN: fmt.Sprintf("H%d: in words", i), ZH: fmt.Sprintf("H%d：文字", i)},
			Claims: claims, Unjudged: unjudged,
		})
	}
	say(1, 0, claim(standsLower, true, false))
	say(2, 1, claim(standsHigher, false, true), claim(standsLower, false, true))
	say(3, 2, claim(clearAlone, true, true), claim(unclear, false, true))
	say(4, 1, claim(notMeasured, false, true))
	say(5, 0)
	say(6, 0, margin(standsLower, 0.01))
	say(7, 0, metric.Claim{Scenario: invented.Names[3], Metric: lower.Metric, Higher: true, Than: invented.Names[2]})
	say(8, 0, margin(standsLower, math.Round(-1e4*lower.RelDiff)/100), claim(standsHigher, true, false))
	say(9, 0, margin(standsLower, 50), claim(oneNumber, true, true))
	say(10, 0, claim(sameInAll, false, true))
	early := claim(standsLower, true, false)
	for i, id := range metric.Names() { // one that stands of the first 90 days
		m, _ := metric.Find(id)
		for sc := 1; sc < f.Scenarios && strings.HasSuffix(id, metric.First90) && m.Unit == "share"; sc++ {
			if kindOf(i, sc) == standsHigher {
				early = metric.Claim{Scenario: invented.Names[sc], Metric: id, Higher: true}
			}
		}
	}
	say(11, 0, claim(standsLower, true, false), early)
	return f
}

// worded is a study whose only prediction is in words.
func worded() *facts {
	f := distinct(3, 3, 400)
	f.asked = &Asked{Predictions: []Prediction{{Text: plots.Label{EN: "H1: nothing changes", ZH: "H1：没有变化"}}}}
	return f
}

// predictions read what was predicted and what came of it.
func (r *reader) predictions(f *facts) {
	r.Helper()
	if f.asked == nil || len(f.asked.Predictions) == 0 {
		return
	}
	judged := false
	for _, p := range f.asked.Predictions {
		judged = judged || len(p.Claims) > 0
	}
	r.says("h3", "Predicted before the run", "运行前的预测")
	for i, p := range f.asked.Predictions {
		if !judged {
			r.says("ul li", p.Text.EN, p.Text.ZH)
			continue
		}
		verdicts := wantedVerdicts[i]
		whole := verdictWords[verdicts[len(verdicts)-1]]
		if stated := len(p.Claims) + p.Unjudged; stated > 0 {
			known := 0
			tally := map[metric.Verdict]int{}
			for _, v := range verdicts[:len(verdicts)-1] {
				if v != metric.NotJudged {
					known++
					tally[v]++
				}
			}
			var each [2][]string
			for _, v := range []metric.Verdict{metric.Supported, metric.Undecided, metric.Contradicted} {
				if tally[v] > 0 {
					each[0] = append(each[0], fmt.Sprintf("%d %s", tally[v], verdictWords[v].EN))
					each[1] = append(each[1], fmt.Sprintf("%s %d 项", verdictWords[v].ZH, tally[v]))
				}
			}
			more := [2]string{}
			if len(each[0]) > 1 {
				more = [2]string{": " + strings.Join(each[0], ", "), "：" + strings.Join(each[1], "、")}
			}
			whole.EN += fmt.Sprintf(" (%d of %s judged%s)", known, count(stated, "claim", "claims", "").EN, more[0])
			whole.ZH += fmt.Sprintf("（%d 项论断判断了 %d 项%s）", stated, known, more[1])
		}
		largest := 0.0
		var early, late bool
		for _, c := range p.Claims {
			if part := f.claimed(c); !(part <= largest) {
				largest = part
			}
			early, late = early || strings.HasSuffix(c.Metric, "_first90"), late || !strings.HasSuffix(c.Metric, "_first90")
		}
		mark := verdictMarks[verdicts[len(verdicts)-1]] + " "
		if len(p.Claims) > 1 && pWords(largest) != "" {
			whole = whole.Plus(plots.Label{EN: ", ", ZH: "，"}).Plus(plots.Plain(pWords(largest)))
		}
		said := plots.Label{EN: mark + whole.EN + ": " + p.Text.EN, ZH: mark + whole.ZH + "：" + p.Text.ZH}
		if early && late {
			said = said.Plus(plots.Label{
				EN: fmt.Sprintf(" Its claims rest on overlapping windows: %d days of the first 90 days are also measured by the other metrics.",
					f.overlap()),
				ZH: fmt.Sprintf(" 其论断所依据的两段时间重叠：前 90 天中有 %d 天也属于其他指标的统计期。", f.overlap())})
		}
		r.says("ul li", said.EN, said.ZH)
		for k, c := range p.Claims {
			r.claim(f, c, verdicts[k])
		}
	}
	if judged {
		r.says("p", "A verdict is what this model says under these settings, from the differences listed: ✓ supported, ✗ contradicted, ? undecided, "+
			"which is no “no”: it is no evidence that there is no difference. Each claim has a one-sided p, compared with half of 1 − level, "+
			"so that it says what the marks and intervals of the tables say. Of a direction it is half of Holm's p (primary: over all primary "+
			"contrasts; secondary: within its family, or over all pairs of scenarios), or 1 less that half where the difference has the other "+
			"sign; of “not lower by x %” that of the paired test of the scenario less (1 − x %) of the baseline, not adjusted. A prediction of "+
			"several claims holds when each does: its p is the largest of theirs; it is contradicted as soon as one is. What a prediction says "+
			"beyond its list is not judged; the number of claims in brackets counts it where the study does.",
			"判断仅就本模型在这些设定下所列的差异而言：✓ 支持，✗ 相反，? 未定；未定不等于否定，并不证明没有差异。每项论断有一个单侧 p，与 1 −"+
				" 置信水平之半比较，因此与表中记号和区间一致。方向：取 Holm 校正后 p 的一半（主要：对全部主要对比校正；次要：族内，或对全部情景两两"+
				"校正），差异方向相反时为 1 减去此数；“至多低 x%”：取“情景减去基准的 (1 − x%)”的配对检验，未校正。多项论断的预测在每项成立"+
				"时成立，其 p 为各项中最大者；有一项相反即为相反。预测中未列出的部分不作判断；研究若计数，括号中的论断数包括这一部分。")
	}
}

// claim reads one claim with its verdict and the difference that it rests on.
func (r *reader) claim(f *facts, c metric.Claim, verdict metric.Verdict) {
	r.Helper()
	m, _ := metric.Find(c.Metric)
	place := func(name string) int {
		for i, n := range invented.Names {
			if n == name {
				return i
			}
		}
		return -1
	}
	row := f.of(c.Metric, place(c.Scenario))
	if c.Than != "" {
		row = f.asked.Further[0]
	}
	title := plots.Label(invented.Titles[place(c.Scenario)])
	en, zh := map[bool]string{true: "higher", false: "lower"}[c.Higher], map[bool]string{true: "高", false: "低"}[c.Higher]
	var said plots.Label
	switch {
	case c.Margin > 0:
		percent := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", c.Margin), "0"), ".")
		said = plots.Label{EN: fmt.Sprintf("%s not %s by %s %% under %s", m.EN, en, percent, title.EN),
			ZH: fmt.Sprintf("%s的%s至多%s %s%%", title.ZH, m.ZH, zh, percent)}
	case c.Than != "":
		than := plots.Label(invented.Titles[place(c.Than)])
		said = plots.Label{EN: fmt.Sprintf("%s %s under %s than under %s", m.EN, en, title.EN, than.EN),
			ZH: fmt.Sprintf("%s的%s%s于%s", title.ZH, m.ZH, zh, than.ZH)}
	default:
		said = plots.Label{EN: fmt.Sprintf("%s %s under %s", m.EN, en, title.EN), ZH: fmt.Sprintf("%s的%s更%s", title.ZH, m.ZH, zh)}
	}
	said = plots.Label{EN: verdictMarks[verdict] + " " + said.EN + ": " + verdictWords[verdict].EN,
		ZH: verdictMarks[verdict] + " " + said.ZH + "：" + verdictWords[verdict].ZH}
	if verdict == metric.NotJudged {
		r.says("ul li ul li", said.EN, said.ZH)
		return
	}
	pattern, numbers := f.phrase(m, row, r.lang)
	family := map[bool]plots.Label{true: {EN: ", primary", ZH: "，主要"}, false: {EN: ", secondary", ZH: "，次要"}}[row.Family == "primary"]
	switch {
	case c.Margin > 0: // the interval of the ratio, without a mark, and a test of its own
		pattern, numbers, family = "{+}"+perCent.In(r.lang)+" [{+}, {+}]", []float64{100 * row.RelDiff, 100 * row.RelLo, 100 * row.RelHi}, plots.Label{}
	case row.Diff == 0:
		pattern, numbers = "=", nil
	}
	p := f.claimed(c)
	if alpha := (1 - f.level) / 2; (p < alpha) != (verdict == metric.Supported) || (1-p < alpha) != (verdict == metric.Contradicted) {
		r.fail("%s is %s at p = %v", said.EN, verdictWords[verdict].EN, p)
	}
	note := plots.Plain(pattern).Plus(family).Plus(plots.Label{EN: ", ", ZH: "，"}).Plus(plots.Plain(pWords(p)))
	said = plots.Label{EN: said.EN + " (" + note.EN + ")", ZH: said.ZH + "（" + note.ZH + "）"}
	r.says("ul li ul li", said.EN, said.ZH, numbers...)
}

// claimed is the one-sided p of a claim: half of Holm's, from the side that it is on; of a margin that of the paired t test of the
// scenario less a part of the baseline, whose variance the three intervals give.
func (f *facts) claimed(c metric.Claim) float64 {
	var row record.Contrast
	for _, k := range slices.Concat(f.Judged, f.asked.Further) {
		if k.Metric == c.Metric && k.Scenario == c.Scenario && (k.Baseline == c.Than || c.Than == "" && k.Baseline == invented.Names[0]) {
			row = k
		}
	}
	if c.Margin > 0 {
		t := (row.RelDiff + c.Margin/100) * row.BaselineMean / math.Sqrt(f.varianceOf(row, 1-c.Margin/100))
		if tail := tailOf3(t) / 2; t > 0 {
			return tail
		} else {
			return 1 - tail
		}
	}
	if p := row.PHolm / 2; (row.Diff > 0) != c.Higher {
		return 1 - p
	}
	return row.PHolm / 2
}

// varianceOf is the variance of the mean of the scenario less k times the baseline.
func (f *facts) varianceOf(c record.Contrast, k float64) float64 {
	of := func(lo, hi float64) float64 { return math.Pow((hi-lo)/2/printedT[f.level][c.Replicates], 2) }
	s, b, d := of(c.ScenarioLo, c.ScenarioHi), of(c.BaselineLo, c.BaselineHi), of(c.DiffLo, c.DiffHi)
	together := (s + b - d) / 2 // the covariance
	return s + k*k*b - 2*k*together
}

// pWords is a p-value as it is written.
func pWords(p float64) string {
	switch {
	case math.IsNaN(p):
		return ""
	case p < 0.0001:
		return "p < 0.0001"
	case p < 0.01:
		return fmt.Sprintf("p = %.4f", p)
	}
	return fmt.Sprintf("p = %.3f", p)
}

// overlap is how many of the first 90 days are among the last 365.
func (f *facts) overlap() (days int) {
	for day := 1; day <= f.Days; day++ {
		if day <= 90 && day > f.Days-365 {
			days++
		}
	}
	return days
}

// answers read the sentences that answer the question.
func (r *reader) answers(f *facts) {
	r.Helper()
	deciding := []string{"gmv", "top3_share", "head_dependence_3", "repurchase_streamer_30"}
	if f.asked != nil && len(f.asked.Deciding) > 0 {
		deciding = f.asked.Deciding
	}
	kind := "p"
	for _, id := range deciding {
		if _, known := metric.Find(id); !known {
			continue
		}
		pattern, numbers := f.alone(id, r.lang)
		if f.Scenarios > 1 {
			pattern, numbers = f.sentence(id, kind == "p", r.lang)
		}
		if pattern == "" {
			continue
		}
		b := r.says(kind, pattern, pattern, numbers...)
		if d, err := readback.Text(b.text, pattern, numbers...); err == nil && len(d) > 0 && id != "gmv" {
			r.agreed(b, d)
		}
		kind = "ul li"
	}
	if kind == "p" {
		r.says("p", "None of the deciding metrics is defined in these results.", "结果中没有可判定的指标。")
	}
}

// notANumber reports whether any of some values is none.
func notANumber(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) {
			return true
		}
	}
	return false
}
