package plots

import (
	"fmt"
	"math"

	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// lorenzShare returns the share of all sales made by the smallest p of the sellers, L(p), straight between sellers
// (Lorenz 1905). sizes are sorted, largest first.
func lorenzShare(sizes []float64, p float64) float64 {
	n := len(sizes)
	sum := total(sizes)
	if n == 0 || sum <= 0 {
		return markets.NaN
	}
	at := p * float64(n)
	whole := int(math.Floor(at + 1e-9))
	low := 0.0
	for i := range min(whole, n) {
		low += sizes[n-1-i]
	}
	if rest := at - float64(whole); whole < n && rest > 1e-9 {
		low += rest * sizes[n-1-whole]
	}
	return low / sum
}

// lorenzPoints are where the curves are drawn: shares of the smallest, and decimal logarithms of shares of the largest
// streamers, from 0.3 % to 100 %.
func lorenzPoints() (p, top []float64) {
	const points = 100
	for i := range points + 1 {
		p = append(p, float64(i)/points)
		top = append(top, -2.5*(1-float64(i)/points))
	}
	return p, top
}

// lorenzFigure shows how unequally streamers sell: the Lorenz curve, and its upper end as the share of the top p on a
// log axis, where the head can be seen.
func lorenzFigure(s *Study) Figure {
	title := Label{"How unequally streamers sell", "主播销售的不均等程度"}
	found, err := s.sales()
	if err != nil {
		return leftOut("lorenz", title, noTable("streamers", err))
	}
	p, top := lorenzPoints()
	keys := s.keys(0, keyLine)
	var bottoms, tops []curve
	for sc := range found[:s.drawn()] {
		bottoms = append(bottoms, curve{x: p, bands: markets.Bands(found[sc].bottom, s.Confidence), pen: PenOf(sc)})
		tops = append(tops, curve{x: top, bands: markets.Bands(found[sc].top, s.Confidence), pen: PenOf(sc)})
		g := markets.Interval(found[sc].gini, s.Confidence)
		keys[sc].note = Label{": Gini " + BandText(g, 3), "：基尼 " + BandText(g, 3)}
	}
	return Figure{
		Name: "lorenz", Title: title, legend: keys, height: 250,
		Caption: Label{
			s.yearNote().EN + s.bandNote().EN,
			s.yearNote().ZH + s.bandNote().ZH,
		},
		body: func(s *Study, c draw.Canvas) {
			left := s.newPlot(Label{"Lorenz curve", "洛伦兹曲线"}, Label{"share of streamers, smallest first, %", "主播占比（由小到大），%"}, share)
			left.X.Min, left.X.Max, left.Y.Min, left.Y.Max = 0, 1, 0, 1
			left.X.Tick.Marker, left.Y.Tick.Marker = ticks{want: 5, format: percent}, ticks{want: 5, format: percent}
			addGrid(left)
			addCurves(left, []curve{{x: []float64{0, 1}, bands: lineBands(0, 1), pen: pen{Color: ruleColor, width: 1}, bare: true}})
			addCurves(left, bottoms)
			right := s.newPlot(Label{"Share of the head", "头部份额"}, Label{"top share of streamers, % (log scale)", "排名前百分之几的主播（对数轴）"}, share)
			right.X.Min, right.X.Max, right.Y.Min, right.Y.Max = top[0], 0, 0, 1
			right.X.Tick.Marker, right.Y.Tick.Marker = logTicks{percent}, ticks{want: 5, format: percent}
			addGrid(right)
			addCurves(right, tops)
			grid(c, [][]*plot.Plot{{left, right}})
		},
	}
}

// lineBands is a line without a band.
func lineBands(values ...float64) []markets.Band {
	var out []markets.Band
	for _, v := range values {
		out = append(out, markets.Band{Mean: v, Lo: markets.NaN, Hi: markets.NaN})
	}
	return out
}

// BandText writes the mean with its interval, as 0.712 [0.704, 0.720].
func BandText(b markets.Band, decimals int) string {
	if math.IsNaN(b.Lo) {
		return Decimal(b.Mean, decimals)
	}
	return fmt.Sprintf("%s [%s, %s]", Decimal(b.Mean, decimals), Decimal(b.Lo, decimals), Decimal(b.Hi, decimals))
}
