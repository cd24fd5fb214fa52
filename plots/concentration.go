package plots

import (
	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// monthPanel is one number a month.
type monthPanel struct {
	column string
	title  Label
	unit   Label
	format func(v, step float64) string
}

var share = Label{"share of net GMV, %", "占净成交，%"}

var concentrationPanels = []monthPanel{
	{"top1_share", Label{"Largest streamer", "第 1 名主播"}, share, percent},
	{"top3_share", Label{"Top 3 streamers", "前 3 名主播"}, share, percent},
	{"top10_share", Label{"Top 10 streamers", "前 10 名主播"}, share, percent},
	{"gini", Label{"Gini coefficient", "基尼系数"}, Label{"0 equal … 1 one sells all", "0 均等 … 1 独占"}, number},
}

// wholeMonthsNote says what a month is.
var wholeMonthsNote = Label{"By whole months of 30 days.", "以 30 天为一月，不足一月者不计。"}

// concentrationFigure shows how much of each month's sales the head takes.
func concentrationFigure(s *Study) Figure {
	return monthFigure(s, "concentration",
		Label{"Concentration of sales among streamers", "主播销售集中度的变化"},
		wholeMonthsNote, concentrationPanels)
}

// wholeMonths bounds the whole ones among n months on record, the first of which has the number given: fewer streamers take
// part in a part of a month, and their sales look more concentrated.
func (s *Study) wholeMonths(first, n int) (from, to int) {
	begin, end := 1-s.Manifest.Warmup.Days, int(s.MetricWindow().To)
	for to = n; to > 0 && (first+to-1)*30 > end; to-- {
	}
	for from = 0; from < to && (first+from-1)*30+1 < begin; from++ {
	}
	return from, to
}

// monthFigure draws panels of the table months, two in a row.
func monthFigure(s *Study, name string, title, note Label, panels []monthPanel) Figure {
	type drawn struct {
		monthPanel
		curves []curve
	}
	var all []drawn
	var months []float64
	at, err := s.monthsSpan()
	if err != nil {
		return leftOut(name, title, noTable("months", err))
	}
	from, to := s.wholeMonths(at.First, at.Len())
	for i := from; i < to; i++ {
		months = append(months, float64(at.First+i))
	}
	if len(months) < 2 {
		return leftOut(name, title, Label{"the run is shorter than two months", "模拟不足两个月"})
	}
	for _, m := range panels {
		values := markets.NewMoments(len(s.Rules), at.Len())
		err = s.EachMarket("months", markets.AnyScenario, markets.Series("month", m.column, at, func(sc, _ int, v []float64) error {
			markets.AddAll(values[sc], v)
			return nil
		}))
		if err != nil {
			continue // results of an earlier version may lack the column
		}
		d := drawn{monthPanel: m}
		for sc := range values[:s.drawn()] {
			d.curves = append(d.curves, curve{x: months, bands: markets.Bands(values[sc], s.Confidence)[from:to], pen: PenOf(sc)})
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		return leftOut(name, title, noTable("months", err))
	}
	rows := (len(all) + 1) / 2
	return Figure{
		Name: name, Title: title, height: 165 * vg.Length(rows), legend: s.keys(0, keyLine),
		Caption: Label{note.EN + " " + s.bandNote().EN, note.ZH + s.bandNote().ZH},
		body: func(s *Study, c draw.Canvas) {
			panels := make([][]*plot.Plot, rows)
			for i, d := range all {
				x := Label{}
				if i >= len(all)-2 {
					x = Label{"months since the rules switched", "规则切换后的月数"}
					if len(s.Rules) == 1 {
						x = Label{"months since the end of warm-up", "预热结束后的月数"}
					}
				}
				p := s.timePanel(d.title, x, d.unit, d.curves, months, 0.06)
				p.X.Tick.Marker = monthTicks
				p.Y.Tick.Marker = ticks{want: 4, format: d.format}
				s.addVertical(p, 0.5, Label{})
				panels[i/2] = append(panels[i/2], p)
			}
			if len(all)%2 == 1 {
				panels[rows-1] = append(panels[rows-1], nil)
			}
			grid(c, panels)
		},
	}
}
