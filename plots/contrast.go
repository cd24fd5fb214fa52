package plots

import (
	"fmt"
	"math"

	"livebazaar/agents/param"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// contrast returns the contrast of a scenario in a metric.
func (s *study) contrast(scenario int, id string) (record.Contrast, bool) {
	for _, c := range s.contrasts {
		if c.Scenario == s.scenarios[scenario].name && c.Metric == id {
			return c, true
		}
	}
	return record.Contrast{}, false
}

// headline lists the metrics of the contrast figure that have a contrast, in the order of the reference.
func (s *study) headline() []metric.Metric {
	var out []metric.Metric
	for _, m := range metric.All() {
		if !m.Headline {
			continue
		}
		for sc := 1; sc < len(s.scenarios); sc++ {
			if c, ok := s.contrast(sc, m.ID); ok && !math.IsNaN(c.Diff) {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// differenceUnit names the unit that differences in a metric are read in.
func differenceUnit(m metric.Metric) Label {
	unit := unitLabel(m.Unit)
	return Label{m.Reading().In(English, unit.EN), m.Reading().In(Chinese, unit.ZH)}
}

// contrastFigure shows the paired difference of every headline metric, a panel each with its own axis.
func contrastFigure(s *study) figure {
	title := Label{"What each rule changes, against " + s.scenarios[0].title.EN, "各规则相对“" + s.scenarios[0].title.ZH + "”的变化"}
	metrics := s.headline()
	if len(s.scenarios) == 1 {
		return leftOut("contrasts", title, Label{"there is one scenario only: nothing to compare", "只有一个情景，无从比较"})
	}
	if len(metrics) == 0 {
		return leftOut("contrasts", title, Label{"the results hold no contrasts", "结果中没有对比"})
	}
	return figure{
		name: "contrasts", title: title, legend: s.keys(1, keyPoint),
		height:  s.dotHeight(len(metrics)),
		caption: s.contrastNote(),
		body: func(s *study, c draw.Canvas) {
			var panels []*plot.Plot
			for _, m := range metrics {
				panels = append(panels, s.contrastPanel(m))
			}
			gridOf(c, panels, dotColumns)
		},
	}
}

func (s *study) contrastNote() Label {
	if s.manifest.Replicates < 2 {
		return Label{"Differences of one pair of markets each: no intervals.", "每个情景仅一对市场，没有区间。"}
	}
	fewer, fewerZH := "", ""
	if n := s.removalPairs(); n > 0 && n < int(s.manifest.Replicates) {
		fewer, fewerZH = fmt.Sprintf(" (losses without the top: %d)", n), fmt.Sprintf("（失去头部的损失：%d 次）", n)
	}
	equal, equalZH := "", ""
	if s.same() {
		equal, equalZH = " A point at 0 without a bar: the same in every replicate.", "位于 0 且无横线者：每次重复都相同。"
	}
	return Label{
		fmt.Sprintf("Paired differences, means of %s%s with %s %% intervals; filled where the difference remains after Holm's adjustment within its family.%s",
			param.Count(s.manifest.Replicates, "replicate"), fewer, levelPercent(s.level), equal),
		fmt.Sprintf("配对差异，%d 次重复%s的均值及 %s%% 区间；经族内 Holm 校正后仍显著者为实心。%s", s.manifest.Replicates, fewerZH, levelPercent(s.level), equalZH),
	}
}

// removalPairs is how many replicates were run again without the best sellers.
func (s *study) removalPairs() int {
	n := 0
	for _, c := range s.contrasts {
		if c.Metric == "head_dependence_3" {
			n = max(n, c.Replicates)
		}
	}
	return n
}

func (s *study) contrastPanel(m metric.Metric) *plot.Plot {
	differences, _ := s.differences(m)
	dots, far := make([]band, s.drawn()), make([]bool, s.drawn())
	for sc, e := range differences[:s.drawn()] {
		dots[sc] = band{mean: e.Mid, lo: e.Lo, hi: e.Hi}
		if c, ok := s.contrast(sc, m.ID); ok && sc > 0 {
			far[sc] = metric.Stands(c)
		}
	}
	return s.dotPanel(capital(Label{m.EN, m.ZH}), differenceUnit(m), signedNumber, dots, far)
}

// same reports whether the figure shows a difference that is 0 in every replicate.
func (s *study) same() bool {
	for _, m := range s.headline() {
		differences, _ := s.differences(m)
		for _, e := range differences {
			if e.Same {
				return true
			}
		}
	}
	return false
}
