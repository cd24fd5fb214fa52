package report

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/plots"
	"livebazaar/sim/metric"
)

// askAndAnswer puts the question and one sentence with the answer and its intervals, then a sentence for each further
// deciding metric.
func (p *page) askAndAnswer(levels []metric.Level, opt Options) {
	deciding := []string{"gmv", "top3_share", "head_dependence_3", "repurchase_streamer_30"}
	p.Title = p.say("Results of ", "模拟结果：") + p.TitleOf(0)
	p.Question = p.Rules[0].Question.In(p.Language)
	if p.Several() {
		p.Title = p.say("Comparison of scenarios", "情景比较")
		p.Question = fmt.Sprintf(p.say("What changes against “%s”?", "与“%s”相比，有何变化？"), p.TitleOf(0))
	}
	if opt.Asked != nil {
		if t := opt.Asked.Title.In(p.Language); t != "" {
			p.Title = t
		}
		if q := opt.Asked.Question.In(p.Language); q != "" {
			p.Question = q
		}
		p.judge(opt.Asked)
		if len(opt.Asked.Deciding) > 0 {
			deciding = opt.Asked.Deciding
		}
	}
	var sentences []string
	for _, id := range deciding {
		m, ok := p.Metrics.Find(id)
		if !ok {
			continue
		}
		sentence := p.levelSentence(levels, m)
		if p.Several() {
			sentence = p.contrastSentence(m, len(sentences) == 0)
		}
		if sentence != "" {
			sentences = append(sentences, sentence)
		}
	}
	if len(sentences) > 0 {
		p.Answer, p.Findings = sentences[0], sentences[1:]
	}
}

// contrastSentence says under which scenarios a metric is clearly lower or higher than under the baseline, after Holm's
// adjustment, under which only the single interval leaves 0 out, and under which it does not, each with its difference. The
// first sentence names the baseline, those listed below it need not.
func (p *page) contrastSentence(m metric.Metric, first bool) string {
	differences, decimals := p.Differences(m)
	var lower, higher, unsure, alike, same, sameOfFewer []string
	for sc := 1; sc < len(p.Rules); sc++ {
		c, ok := p.Contrast(sc, m.ID)
		if !ok || !metric.Known(c) {
			continue
		}
		far := metric.Stands(c)
		text := p.differenceText(differences[sc], decimals, metric.StandingMark(c))
		switch {
		case metric.Same(c) && c.Replicates < p.Manifest.Replicates:
			of := fmt.Sprintf(p.say("%d of %d", "%d / %d"), c.Replicates, p.Manifest.Replicates)
			sameOfFewer = append(sameOfFewer, p.bracketed(p.TitleOf(sc), of))
		case metric.Same(c):
			same = append(same, p.TitleOf(sc))
		case far && c.Diff < 0:
			lower = append(lower, p.bracketed(p.names[sc], text))
		case far:
			higher = append(higher, p.bracketed(p.names[sc], text))
		case metric.Apart(c):
			unsure = append(unsure, p.bracketed(p.names[sc], text))
		default:
			alike = append(alike, p.bracketed(p.names[sc], text))
		}
	}
	var parts []string
	for _, part := range []struct {
		scenarios []string
		words     plots.Label
	}{
		{lower, plots.Label{EN: "is lower under %s", ZH: "%s较低"}}, {higher, plots.Label{EN: "is higher under %s", ZH: "%s较高"}},
		{unsure, plots.Label{EN: "differs under %s, but not after adjusting for the number of comparisons", ZH: "%s有差异，但 Holm 校正后不显著"}},
		{alike, plots.Label{EN: "does not clearly differ under %s", ZH: "%s无明显差异"}},
		{same, plots.Label{EN: "is the same in every replicate under %s", ZH: "%s在每次重复中都相同"}},
		{sameOfFewer, plots.Label{EN: "is the same in every replicate that measures it under %s", ZH: "%s在每次测得的重复中都相同"}},
	} {
		if len(part.scenarios) > 0 {
			parts = append(parts, fmt.Sprintf(part.words.In(p.Language), p.and(part.scenarios)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	name := m.EN
	if m.Reading() == metric.InUnit {
		name += ", in " + plots.UnitLabel(m.Unit).EN + ","
	}
	nameZH := m.ZH
	if m.Reading() == metric.InUnit {
		nameZH += "（" + plots.UnitLabel(m.Unit).ZH + "）"
	}
	subject, predicate := plots.Label{EN: name, ZH: nameZH}, strings.Join(parts, p.say("; it ", "；"))
	if !first {
		return fmt.Sprintf(p.say("%s %s.", "%s：%s。"), plots.Capital(subject).In(p.Language), predicate)
	}
	return fmt.Sprintf(p.say("Against %s, %s %s.", "与%s相比，%s：%s。"), p.names[0], subject.In(p.Language), predicate)
}

func (p *page) bracketed(name, text string) string {
	return name + p.say(" (", "（") + text + p.say(")", "）")
}

// mostNamed is how many scenarios one part of a sentence names; the table has them all.
const mostNamed = 6

// and joins names as in a sentence; of very many it counts those after the first.
func (p *page) and(names []string) string {
	if n := len(names); n > mostNamed+2 {
		first := names[:mostNamed]
		return fmt.Sprintf(p.say("%s and %d others", "%s等 %d 个情景"), strings.Join(first, p.say(", ", "、")),
			map[string]int{plots.English: n - mostNamed, plots.Chinese: n}[p.Language])
	}
	if p.Language == plots.Chinese {
		return strings.Join(names, "、")
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// levelSentence says how large a metric is in a single scenario.
func (p *page) levelSentence(levels []metric.Level, m metric.Metric) string {
	l := p.LevelOf(levels, 0, m.ID)
	if math.IsNaN(l.Mean) {
		return ""
	}
	e := l.Estimate().In(p.Language)
	text, interval := e.Level(metric.LevelDecimals([]metric.Estimate{e}, nil))
	if interval != "" {
		text += " " + interval
	}
	if m.NamesUnit() {
		text += p.say(" ", "") + plots.UnitLabel(m.Unit).In(p.Language)
	}
	if n := p.Consumers(); m.Unit == "yuan" && m.Family == "volume" && n > 1 && m.ID != "order_value" {
		text += fmt.Sprintf(p.say(", %s yuan per consumer", "，人均 %s 元"), plots.Significant(l.Mean/n))
	}
	return plots.Capital(plots.Label{EN: m.EN, ZH: m.ZH}).In(p.Language) + p.say(": ", "：") + text + p.outOf(e) + p.say(".", "。")
}
