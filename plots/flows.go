package plots

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// side is a class of accounts.
type side struct {
	id   string
	name Label
}

// sides are the classes of accounts in the order they are drawn.
var sides = []side{
	{"consumers", Label{"Consumers", "消费者"}},
	{"merchants", Label{"Merchants", "商家"}},
	{"streamers", Label{"Streamers", "主播"}},
	{"mcns", Label{"MCNs", "MCN 机构"}},
	{"platforms", Label{"Platforms", "平台"}},
	{"logistics", Label{"Logistics", "物流"}},
	{"government", Label{"Government", "政府"}},
	{"shelf", Label{"Shelf sellers", "货架商家"}},
	{"outside", Label{"Outside", "外部"}},
}

// escrow holds a payment until the order is settled; it is nobody's side.
const escrow = "escrow"

func sideIndex(id string) int {
	for i, side := range sides {
		if side.id == id {
			return i
		}
	}
	return -1
}

// transfers is net money from a side to another in one market, yuan per consumer and year; the smaller of two opposite
// flows is subtracted from the larger.
type transfers [][]float64

// moneyFlows reads the table flows, by scenario and replicate. Consumers' income and owners' capital are left out.
// Money in escrow is followed through: what escrow pays to a side counts as paid by consumers, and a refund as never
// paid.
func (s *study) moneyFlows() ([][]transfers, error) {
	r, err := s.open("flows", "from", "to", "purpose", "amount")
	if err != nil {
		return nil, err
	}
	var columns [3][]string
	for i, name := range []string{"from", "to", "purpose"} {
		if columns[i], err = r.texts(name); err != nil {
			return nil, err
		}
	}
	amount, err := r.numbers("amount")
	if err != nil {
		return nil, err
	}
	out := make([][]transfers, len(s.scenarios))
	for sc := range out {
		for range r.replicates {
			out[sc] = append(out[sc], transfers(newCells(1, len(sides), len(sides), 0)[0]))
		}
	}
	unit := s.consumers() * float64(s.window().Days()) / 365
	for i := range amount {
		from, to, purpose := columns[0][i], columns[1][i], columns[2][i]
		if purpose == "income" || purpose == "capital" || to == escrow {
			continue
		}
		if from == escrow {
			from = "consumers"
		}
		a, b := sideIndex(from), sideIndex(to)
		if a < 0 || b < 0 {
			return nil, fmt.Errorf("plots: table flows has an unknown side in %s → %s", from, to)
		}
		if a != b {
			out[r.scenario[i]][r.replicate[i]][a][b] += amount[i] / unit
		}
	}
	for _, markets := range out {
		for _, m := range markets {
			m.net()
		}
	}
	return out, nil
}

func (m transfers) net() {
	for a := range m {
		for b := range a {
			d := m[a][b] - m[b][a]
			m[a][b], m[b][a] = math.Max(d, 0), math.Max(-d, 0)
		}
	}
}

// drop leaves out flows under a share of all money moved: hair lines with names that fill the figure.
func (m transfers) drop(least float64) {
	sum := 0.0
	for _, row := range m {
		sum += total(row)
	}
	for a := range m {
		for b := range m {
			if m[a][b] < least*sum {
				m[a][b] = 0
			}
		}
	}
}

// received is what a side took in less what it paid.
func (m transfers) received(side int) float64 {
	sum := 0.0
	for other := range m {
		sum += m[other][side] - m[side][other]
	}
	return sum
}

// perYear names the unit of money flows.
func (s *study) perYear() Label {
	if s.consumers() == 1 {
		return Label{"yuan a year", "元/年"}
	}
	return Label{"yuan per consumer and year", "元/（人·年）"}
}

// flowFigure shows who pays whom: payers left, receivers right, widths in proportion, one scale for all panels.
func flowFigure(s *study) figure {
	title := Label{"Who pays whom", "资金在各方之间的流动"}
	markets, err := s.moneyFlows()
	if err != nil {
		return leftOut("flows", title, noTable("flows", err))
	}
	var means []transfers
	for _, runs := range markets {
		mean := transfers(newCells(1, len(sides), len(sides), 0)[0])
		for a := range mean {
			for b := range mean[a] {
				for _, m := range runs {
					mean[a][b] += m[a][b] / float64(len(runs))
				}
			}
		}
		mean.net()
		mean.drop(0.002)
		means = append(means, mean)
	}
	columns := min(len(means), 2)
	rows := (len(means) + columns - 1) / columns
	return figure{
		name: "flows", title: title, height: vg.Length(rows) * 205,
		caption: Label{
			fmt.Sprintf("Net flows in %s over the last %d days, means of the replicates; widths on one scale. Payments held by the platform are shown from buyer to receiver, "+
				"refunds subtracted; consumers' income and owners' capital are left out, as are flows under 0.2 %% of the total.", s.perYear().EN, s.window().Days()),
			fmt.Sprintf("最后 %d 天的净流量，单位：%s，各次重复的均值，各图同一比例。平台代管的货款按买方到收款方计，已扣退款；不含消费者收入与股东投入，略去不足总额 0.2%% 的流动。",
				s.window().Days(), s.perYear().ZH),
		},
		body: func(s *study, c draw.Canvas) {
			tiles := draw.Tiles{Rows: rows, Cols: columns, PadX: 18, PadY: 14, PadTop: 2}
			scale := vg.Length(math.Inf(1))
			for i, m := range means {
				tile := tiles.At(c, i%columns, i/columns)
				pays, gets := m.margins()
				height := tile.Max.Y - tile.Min.Y - flowTitle
				scale = min(scale, flowScale(pays, height), flowScale(gets, height))
			}
			for i, m := range means {
				s.drawFlows(tiles.At(c, i%columns, i/columns), m, scale, i)
			}
		},
	}
}

// margins is what each side pays and gets.
func (m transfers) margins() (pays, gets []float64) {
	pays, gets = make([]float64, len(m)), make([]float64, len(m))
	for a := range m {
		for b := range m {
			pays[a] += m[a][b]
			gets[b] += m[a][b]
		}
	}
	return pays, gets
}

const (
	flowSlot = vg.Length(11) // least height of a side, so that its name fits
	flowGap  = vg.Length(3)
	flowBar  = vg.Length(7)

	flowTitle = vg.Length(20) // height kept for the title of a panel
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

func (s *study) drawFlows(c draw.Canvas, m transfers, scale vg.Length, scenario int) {
	n := len(sides)
	pays, gets := m.margins()
	titleStyle := s.style(labelSize+0.5, inkColor, text.XCenter, text.YTop)
	c.FillText(titleStyle, vg.Point{X: (c.Min.X + c.Max.X) / 2, Y: c.Max.Y}, s.title(scenario))
	top := c.Max.Y - flowTitle + 2
	sty := s.style(tickSize-0.5, inkColor, text.XRight, text.YCenter)
	side := vg.Length(0)
	name := func(i int, v float64) string { return sides[i].name.in(s.lang) + " " + significant(v) }
	for i := range n {
		side = max(side, sty.Width(name(i, pays[i])), sty.Width(name(i, gets[i])))
	}
	left, right := c.Min.X+side+5, c.Max.X-side-5
	from, to := stack(pays, scale, top), stack(gets, scale, top)
	pen := penOf(scenario)
	bar := func(x, y, h vg.Length) {
		c.SetColor(pen.color)
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
			c.SetColor(translucent(pen.color, 0.3))
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

// receiptsFigure shows how much more or less each side keeps than under the baseline.
func receiptsFigure(s *study) figure {
	title := Label{"Who wins and who loses: net receipts of each side", "谁得谁失：各方净收入的变化"}
	if len(s.scenarios) == 1 {
		return leftOut("receipts", title, Label{"there is one scenario only: nothing to compare", "只有一个情景，无从比较"})
	}
	markets, err := s.moneyFlows()
	if err != nil {
		return leftOut("receipts", title, noTable("flows", err))
	}
	kept := slices.DeleteFunc(slices.Clone(sides), func(side side) bool {
		return side.id == "outside" // whatever leaves the market; its receipts are the others' costs
	})
	return figure{
		name: "receipts", title: title, legend: s.keys(1, keyPoint), height: s.dotHeight(len(kept)),
		caption: Label{
			fmt.Sprintf("Receipts less payments, paired difference to the baseline with %s %% intervals; filled where the interval leaves out 0. "+
				"Consumers get goods for what they pay: spending less is no gain in itself.", decimal(100*s.level, 0)),
			fmt.Sprintf("收入减支出与基准的配对差异及 %s%% 区间；区间不含 0 者为实心。消费者支出换得商品：少花钱本身并非获益。", decimal(100*s.level, 0)),
		},
		body: func(s *study, c draw.Canvas) {
			var panels []*plot.Plot
			for _, side := range kept {
				i := sideIndex(side.id)
				dots, far := make([]band, len(markets)), make([]bool, len(markets))
				for sc, runs := range markets {
					diff := make([]float64, len(runs))
					for rep, m := range runs {
						diff[rep] = m.received(i) - markets[0][rep].received(i)
					}
					dots[sc] = interval(diff, s.level)
					far[sc] = clearOf0(dots[sc])
				}
				panels = append(panels, s.dotPanel(side.name, s.perYear(), signedNumber, dots, far))
			}
			gridOf(c, panels, dotColumns)
		},
	}
}

// dotNote says what the bars through points are.
func (s *study) dotNote() Label {
	if s.manifest.Replicates < 2 {
		return s.bandNote()
	}
	return Label{
		fmt.Sprintf("Bars are %s %% intervals over %d replicates.", decimal(100*s.level, 0), s.manifest.Replicates),
		fmt.Sprintf("竖线为 %[2]d 次重复的 %[1]s%% 区间。", decimal(100*s.level, 0), s.manifest.Replicates),
	}
}

// addGroups draws, for each named group, the paired difference of every scenario to the first one, side by side; with
// one scenario alone, its level. values[scenario][replicate][group].
func (s *study) addGroups(p *plot.Plot, names []Label, values cells) {
	var marks []plot.Tick
	var x []float64
	for i, name := range names {
		x = append(x, float64(i))
		marks = append(marks, plot.Tick{Value: float64(i), Label: name.in(s.lang)})
	}
	p.X.Tick.Marker, p.X.Tick.LineStyle.Width = plot.ConstantTicks(marks), 0
	p.X.Tick.Label.Color = inkColor
	p.X.Min, p.X.Max = -0.5, float64(len(names))-0.5
	var dots []curve
	first := min(1, len(values)-1)
	all := [][]band{lineBands(0)}
	for sc := first; sc < len(values); sc++ {
		diff := newCells(1, len(values[sc]), len(names), nan)[0]
		for rep := range diff {
			for i := range names {
				diff[rep][i] = values[sc][rep][i]
				if first > 0 {
					diff[rep][i] -= values[0][rep][i]
				}
			}
		}
		b := bands(diff, s.level)
		all = append(all, b)
		shift := (float64(sc) - float64(first+len(values)-1)/2) * 7
		dots = append(dots, curve{x: x, bands: b, pen: penOf(sc), shift: shift})
	}
	p.Y.Min, p.Y.Max = rangeOf(all, 0.06)
	p.Y.Tick.Marker = ticks{want: 5, format: signedNumber}
	if first == 0 {
		p.Y.Tick.Marker = ticks{want: 5, format: number}
	}
	addGrid(p)
	addLevel(p, 0, greyColor)
	for _, d := range dots {
		addDots(p, d, false)
	}
}
