package plots

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/sim/metric"
)

// askAndAnswer puts the question and one sentence with the answer and its intervals, then a sentence for each further
// deciding metric.
func (p *page) askAndAnswer(levels []metric.Level, opt Options) {
	deciding := []string{"gmv", "top3_share", "head_dependence_3", "repurchase_streamer_30"}
	p.Title = p.say("Results of ", "模拟结果：") + p.title(0)
	p.Question = p.scenarios[0].question.in(p.lang)
	if p.Several() {
		p.Title = p.say("Comparison of scenarios", "情景比较")
		p.Question = fmt.Sprintf(p.say("What changes against “%s”?", "与“%s”相比，有何变化？"), p.title(0))
	}
	if opt.Asked != nil {
		if t := opt.Asked.Title.in(p.lang); t != "" {
			p.Title = t
		}
		if q := opt.Asked.Question.in(p.lang); q != "" {
			p.Question = q
		}
		p.judge(opt.Asked)
		if len(opt.Asked.Deciding) > 0 {
			deciding = opt.Asked.Deciding
		}
	}
	var sentences []string
	for _, id := range deciding {
		m, ok := p.metrics.Find(id)
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
	differences, decimals := p.differences(m)
	var lower, higher, unsure, alike, same, sameOfFewer []string
	for sc := 1; sc < len(p.scenarios); sc++ {
		c, ok := p.contrast(sc, m.ID)
		if !ok || !metric.Known(c) {
			continue
		}
		far := metric.Stands(c)
		text := p.differenceText(differences[sc], decimals, metric.StandingMark(c))
		switch {
		case metric.Same(c) && c.Replicates < p.manifest.Replicates:
			of := fmt.Sprintf(p.say("%d of %d", "%d / %d"), c.Replicates, p.manifest.Replicates)
			sameOfFewer = append(sameOfFewer, p.bracketed(p.title(sc), of))
		case metric.Same(c):
			same = append(same, p.title(sc))
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
		words     Label
	}{
		{lower, Label{"is lower under %s", "%s较低"}}, {higher, Label{"is higher under %s", "%s较高"}},
		{unsure, Label{"differs under %s, but not after adjusting for the number of comparisons", "%s有差异，但 Holm 校正后不显著"}},
		{alike, Label{"does not clearly differ under %s", "%s无明显差异"}},
		{same, Label{"is the same in every replicate under %s", "%s在每次重复中都相同"}},
		{sameOfFewer, Label{"is the same in every replicate that measures it under %s", "%s在每次测得的重复中都相同"}},
	} {
		if len(part.scenarios) > 0 {
			parts = append(parts, fmt.Sprintf(part.words.in(p.lang), p.and(part.scenarios)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	name := m.EN
	if m.Reading() == metric.InUnit {
		name += ", in " + unitLabel(m.Unit).EN + ","
	}
	nameZH := m.ZH
	if m.Reading() == metric.InUnit {
		nameZH += "（" + unitLabel(m.Unit).ZH + "）"
	}
	subject, predicate := Label{name, nameZH}, strings.Join(parts, p.say("; it ", "；"))
	if !first {
		return fmt.Sprintf(p.say("%s %s.", "%s：%s。"), capital(subject).in(p.lang), predicate)
	}
	return fmt.Sprintf(p.say("Against %s, %s %s.", "与%s相比，%s：%s。"), p.names[0], subject.in(p.lang), predicate)
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
		return fmt.Sprintf(p.say("%s and %d others", "%s等 %d 个情景"), strings.Join(first, p.say(", ", "、")), map[string]int{English: n - mostNamed, Chinese: n}[p.lang])
	}
	if p.lang == Chinese {
		return strings.Join(names, "、")
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// levelSentence says how large a metric is in a single scenario.
func (p *page) levelSentence(levels []metric.Level, m metric.Metric) string {
	l := p.levelOf(levels, 0, m.ID)
	if math.IsNaN(l.Mean) {
		return ""
	}
	e := l.Estimate().In(p.lang)
	text, interval := e.Level(metric.LevelDecimals([]metric.Estimate{e}, nil))
	if interval != "" {
		text += " " + interval
	}
	if m.NamesUnit() {
		text += p.say(" ", "") + unitLabel(m.Unit).in(p.lang)
	}
	if n := p.consumers(); m.Unit == "yuan" && m.Family == "volume" && n > 1 && m.ID != "order_value" {
		text += fmt.Sprintf(p.say(", %s yuan per consumer", "，人均 %s 元"), significant(l.Mean/n))
	}
	return capital(Label{m.EN, m.ZH}).in(p.lang) + p.say(": ", "：") + text + p.outOf(e) + p.say(".", "。")
}
