package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/agents/param"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// flowFigure shows who pays whom: payers left, receivers right, widths in proportion, one scale for all panels.
func flowFigure(s *Study) Figure {
	title := Label{"Who pays whom", "资金在各方之间的流动"}
	moved, err := s.money()
	if err != nil {
		return leftOut("flows", title, noTable("flows", err))
	}
	var means []transfers
	for _, mean := range moved.means[:s.paneled()] {
		mean = mean.clone()
		mean.net()
		mean.drop(0.0005)
		means = append(means, mean)
	}
	columns := min(len(means), 2)
	rows := (len(means) + columns - 1) / columns
	titles, lines := s.titleLines(LabelSize+0.5, (FigureWidth-2*margin)/vg.Length(columns)-20, 3), 1
	for _, title := range titles[:len(means)] {
		lines = max(lines, len(title))
	}
	head := flowTitle + vg.Length(lines-1)*panelLead
	return Figure{
		Name: "flows", Title: title, height: vg.Length(rows) * (210 + head),
		Caption: Label{
			fmt.Sprintf("Net flows in %s over the last %s, means of the replicates; widths on one scale. "+
				"Payments held by the platform are shown from buyer to receiver, refunds subtracted; consumers' income and owners' capital are left "+
				"out, as are flows under 0.05 %% of the total.", s.YearUnit().EN, param.Count(s.MetricWindow().Days(), "day")),
			fmt.Sprintf("最后 %d 天的净流量，单位：%s，各次重复的均值，各图同一比例。平台代管的货款按买方到收款方计，已扣退款；不含消费者收入与股东投入，略去不足总额 0.05%% 的流动。",
				s.MetricWindow().Days(), s.YearUnit().ZH),
		}.Plus(s.onlySome(len(means), "tables/flows.csv")),
		body: func(s *Study, c draw.Canvas) {
			tiles := draw.Tiles{Rows: rows, Cols: columns, PadX: 18, PadY: 14, PadTop: 2}
			scale := vg.Length(math.Inf(1))
			for i, m := range means {
				tile := tiles.At(c, i%columns, i/columns)
				pays, gets := m.margins()
				height := tile.Max.Y - tile.Min.Y - head
				scale = min(scale, flowScale(pays, height), flowScale(gets, height))
			}
			for i, m := range means {
				s.drawFlows(tiles.At(c, i%columns, i/columns), m, scale, i, titles[i], head)
			}
		},
	}
}

const (
	flowSlot = vg.Length(11) // least height of a side, so that its name fits
	flowGap  = vg.Length(3)
	flowBar  = vg.Length(7)

	flowTitle = vg.Length(20) // height kept for the title of a panel, of one line
)

// stack places the sides with an amount below each other from the top.
func stack(amounts []float64, scale, top vg.Length) []vg.Length {
	at := make([]vg.Length, len(amounts))
	for i, v := range amounts {
		if v > 0 {
			h := vg.Length(v) * scale
			at[i] = top - (max(h, flowSlot)-h)/2
			top -= max(h, flowSlot) + flowGap
		}
	}
	return at
}

// flowScale is the largest scale (points per yuan) at which every side has its slot in the height.
func flowScale(amounts []float64, height vg.Length) vg.Length {
	need := func(scale vg.Length) vg.Length {
		sum := -flowGap
		for _, v := range amounts {
			if v > 0 {
				sum += max(vg.Length(v)*scale, flowSlot) + flowGap
			}
		}
		return sum
	}
	lo, hi := vg.Length(0), height/vg.Length(math.Max(slices.Max(amounts), 1e-9))
	for range 60 {
		if mid := (lo + hi) / 2; need(mid) <= height {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

func (s *Study) drawFlows(c draw.Canvas, m transfers, scale vg.Length, scenario int, title []string, head vg.Length) {
	n := len(sides)
	pays, gets := m.margins()
	titleStyle := s.style(LabelSize+0.5, inkColor, text.XCenter, text.YTop)
	for i, line := range title {
		c.FillText(titleStyle, vg.Point{X: (c.Min.X + c.Max.X) / 2, Y: c.Max.Y - vg.Length(i)*panelLead}, line)
	}
	top := c.Max.Y - head + 2
	sty := s.style(tickSize-0.5, inkColor, text.XRight, text.YCenter)
	side := vg.Length(0)
	name := func(i int, v float64) string { return sides[i].name.In(s.Language) + " " + Significant(v) }
	for i := range n {
		side = max(side, sty.Width(name(i, pays[i])), sty.Width(name(i, gets[i])))
	}
	left, right := c.Min.X+side+5, c.Max.X-side-5
	from, to := stack(pays, scale, top), stack(gets, scale, top)
	pen := PenOf(scenario)
	bar := func(x, y, h vg.Length) {
		c.SetColor(pen.Color)
		c.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: y - max(h, 0.5)}, Max: vg.Point{X: x + flowBar, Y: y}}.Path())
	}
	outAt, inAt := slices.Clone(from), slices.Clone(to)
	for a := range n {
		for b := range n {
			if m[a][b] == 0 {
				continue
			}
			h := vg.Length(m[a][b]) * scale
			x0, x1, y0, y1 := left+flowBar, right-flowBar, outAt[a], inAt[b]
			mid := (x0 + x1) / 2
			var path vg.Path
			path.Move(vg.Point{X: x0, Y: y0})
			path.CubeTo(vg.Point{X: mid, Y: y0}, vg.Point{X: mid, Y: y1}, vg.Point{X: x1, Y: y1})
			path.Line(vg.Point{X: x1, Y: y1 - h})
			path.CubeTo(vg.Point{X: mid, Y: y1 - h}, vg.Point{X: mid, Y: y0 - h}, vg.Point{X: x0, Y: y0 - h})
			path.Close()
			c.SetColor(translucent(pen.Color, 0.3))
			c.Fill(path)
			outAt[a] -= h
			inAt[b] -= h
		}
	}
	for i := range n {
		if pays[i] > 0 {
			h := vg.Length(pays[i]) * scale
			bar(left, from[i], h)
			c.FillText(sty, vg.Point{X: left - 3, Y: from[i] - h/2}, name(i, pays[i]))
		}
		if gets[i] > 0 {
			h := vg.Length(gets[i]) * scale
			bar(right-flowBar, to[i], h)
			sty := sty
			sty.XAlign = text.XLeft
			c.FillText(sty, vg.Point{X: right + 3, Y: to[i] - h/2}, name(i, gets[i]))
		}
	}
}
