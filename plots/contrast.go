package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Contrast returns the contrast of a scenario in a metric.
func (s *Study) Contrast(scenario int, id string) (record.Contrast, bool) {
	at, ok := s.contrastAt[cell{s.Rules[scenario].Name, id}]
	if !ok {
		return record.Contrast{}, false
	}
	return s.Contrasts[at], true
}

// headline lists the metrics of the contrast figure that have a contrast, in the order of the reference.
func (s *Study) headline() []metric.Metric {
	var out []metric.Metric
	for _, m := range s.Metrics.All() {
		if !m.Headline {
			continue
		}
		for sc := 1; sc < len(s.Rules); sc++ {
			if c, ok := s.Contrast(sc, m.ID); ok && !math.IsNaN(c.Diff) {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// differenceUnit names the unit that differences in a metric are read in.
func differenceUnit(m metric.Metric) Label {
	unit := UnitLabel(m.Unit)
	return Label{m.Reading().In(English, unit.EN), m.Reading().In(Chinese, unit.ZH)}
}

// contrastFigure shows the paired difference of every headline metric, a panel each with its own axis.
func contrastFigure(s *Study) Figure {
	title := Label{"What each rule changes, against " + s.Rules[0].Title.EN, "各规则相对“" + s.Rules[0].Title.ZH + "”的变化"}
	metrics := s.headline()
	if len(s.Rules) == 1 {
		return leftOut("contrasts", title, Label{"there is one scenario only: nothing to compare", "只有一个情景，无从比较"})
	}
	if len(metrics) == 0 {
		return leftOut("contrasts", title, Label{"the results hold no contrasts", "结果中没有对比"})
	}
	return Figure{
		Name: "contrasts", Title: title, legend: s.keys(1, keyPoint),
		height:  s.dotHeight(len(metrics)) + s.titleRoom(metrics),
		Caption: s.contrastNote(),
		body: func(s *Study, c draw.Canvas) {
			var panels []*plot.Plot
			for _, m := range metrics {
				panels = append(panels, s.contrastPanel(m))
			}
			gridOf(c, panels, dotColumns)
		},
	}
}

func (s *Study) contrastNote() Label {
	if s.Manifest.Replicates < 2 {
		return Label{"Differences of one pair of markets each: no intervals.", "每个情景仅一对市场，没有区间。"}
	}
	shown := s.panelMarks()
	more, moreZH := "", ""
	if shown.same {
		more, moreZH = " A point at 0 without a bar: the same in every replicate.", "位于 0 且无横线者：每次重复都相同。"
	}
	if shown.sameOfFewer {
		more, moreZH = " A point at 0 without a bar: the same in every replicate that measures it.", "位于 0 且无横线者：每次测得的重复都相同。"
	}
	if shown.one {
		more, moreZH = more+" Any other point without a bar: one number in every pair.", moreZH+"其他无横线者：每对差异为同一数。"
	}
	if shown.fewer {
		more, moreZH = more+" "+Capital(FewerNote).EN+".", moreZH+FewerNote.ZH+"。"
	}
	note := Label{
		fmt.Sprintf("Paired differences, means of %s with %s %% intervals; filled where the difference remains after Holm's adjustment over all "+
			"primary contrasts", param.Count(s.Manifest.Replicates, "replicate"), LevelPercent(s.Confidence)),
		fmt.Sprintf("配对差异，%d 次重复的均值及 %s%% 区间；对全部主要对比作 Holm 校正后仍显著者为实心", s.Manifest.Replicates, LevelPercent(s.Confidence)),
	}
	if slices.ContainsFunc(s.headline(), s.secondary) {
		note = note.Plus(Label{", or of a secondary metric (°) within its family", "；° 为次要指标，在族内校正"})
	}
	return note.Plus(Label{"." + more, "。" + moreZH})
}

// fewer is written behind the title of a panel whose differences are the means of fewer pairs than there are replicates: " (6)",
// or " (4–6)" where scenarios differ.
func (s *Study) fewer(row []metric.Estimate) string {
	least, most := 0, 0
	for _, e := range row {
		if e.N > 0 && !math.IsNaN(e.Mid) {
			if least == 0 || e.N < least {
				least = e.N
			}
			most = max(most, e.N)
		}
	}
	switch {
	case least == 0 || least >= s.Manifest.Replicates:
		return ""
	case least == most:
		return fmt.Sprintf(" (%d)", least)
	}
	return fmt.Sprintf(" (%d–%d)", least, most)
}

// secondary reports whether the contrasts of a metric are not primary.
func (s *Study) secondary(m metric.Metric) bool {
	for _, c := range s.Contrasts {
		if c.Metric == m.ID {
			return c.Family != record.Primary
		}
	}
	return false
}

// contrastTitle is the title of a panel, in lines: a metric with its mark and of how few replicates it is may not fit into one.
func (s *Study) contrastTitle(m metric.Metric) []string {
	differences, _ := s.Differences(m)
	mark := ""
	if s.secondary(m) {
		mark = metric.SecondaryMark
	}
	return s.Letters.Wrap(Capital(Label{m.EN, m.ZH}).In(s.Language)+mark+s.fewer(differences[:s.drawn()]), LabelSize+0.5, FigureWidth/dotColumns-10)
}

// titleRoom is how much higher the figure is for titles of several lines.
func (s *Study) titleRoom(metrics []metric.Metric) vg.Length {
	lines := 1
	for _, m := range metrics {
		lines = max(lines, len(s.contrastTitle(m)))
	}
	return panelLead * vg.Length((lines-1)*((len(metrics)+dotColumns-1)/dotColumns))
}

func (s *Study) contrastPanel(m metric.Metric) *plot.Plot {
	differences, _ := s.Differences(m)
	dots, far := make([]markets.Band, s.drawn()), make([]bool, s.drawn())
	for sc, e := range differences[:s.drawn()] {
		dots[sc] = markets.Band{Mean: e.Mid, Lo: e.Lo, Hi: e.Hi}
		if c, ok := s.Contrast(sc, m.ID); ok && sc > 0 {
			far[sc] = metric.Stands(c)
		}
	}
	title := Plain(strings.Join(s.contrastTitle(m), "\n"))
	if still(dots) { // no size, so no axis of sizes
		p := s.dotPanel(title, Label{"the same in every replicate", "每次重复都相同"}, signedNumber, dots, far)
		p.X.Min, p.X.Max, p.X.Tick.Marker = -1, 1, plot.ConstantTicks{{Value: 0, Label: "0"}}
		return p
	}
	return s.dotPanel(title, differenceUnit(m), signedNumber, dots, far)
}

// still reports whether all that is known of some differences is that they are 0.
func still(dots []markets.Band) bool {
	known := false
	for _, b := range dots {
		known = known || !math.IsNaN(b.Mean)
		for _, v := range []float64{b.Mean, b.Lo, b.Hi} {
			if v != 0 && !math.IsNaN(v) {
				return false
			}
		}
	}
	return known
}

// panelMarks says what in the figure is explained below it.
func (s *Study) panelMarks() (marks struct{ same, sameOfFewer, one, fewer bool }) {
	for _, m := range s.headline() {
		differences, _ := s.Differences(m)
		for _, e := range differences[:s.drawn()] {
			few := e.Fewer(s.Manifest.Replicates) != ""
			marks.same, marks.sameOfFewer = marks.same || e.Same, marks.sameOfFewer || e.Same && few
			marks.one, marks.fewer = marks.one || e.One && !math.IsNaN(e.Mid), marks.fewer || few
		}
	}
	return marks
}

// What a number of replicates in brackets means.
var FewerNote = Label{"(n): measured in n replicates only", "(n)：仅在 n 次重复中测得"}
