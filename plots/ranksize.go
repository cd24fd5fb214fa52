package plots

import (
	"fmt"
	"math"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// rankSizeFigure shows the share of sales against the rank on log axes: a straight line is a power law.
func rankSizeFigure(s *Study) Figure {
	title := Label{"Sales by rank, and the exponent of the tail", "销售额与排名，及尾部指数"}
	found, err := s.sales()
	if err != nil {
		return leftOut("rank-size", title, noTable("streamers", err))
	}
	keys := s.keys(0, keyLine)
	var curves []curve
	lo, hi, last, tail := math.Inf(1), math.Inf(-1), 1, 0
	for sc := range found[:s.drawn()] {
		tail = max(tail, found[sc].tail)
		k := curve{pen: PenOf(sc)}
		// Every rank up to 20, then about 40 to a decade: more cannot be told apart on a log axis.
		next := 1.0
		all := markets.Bands(found[sc].ranks, s.Confidence)
		for rank := 1; rank <= len(all); rank++ {
			b := all[rank-1]
			if float64(rank) < next || math.IsNaN(b.Mean) {
				continue
			}
			next = math.Max(float64(rank)+1, float64(rank)*1.06)
			b = log10Of(b)
			k.x, k.bands = append(k.x, math.Log10(float64(rank))), append(k.bands, b)
			lo, hi, last = math.Min(lo, b.Mean), math.Max(hi, b.Mean), max(last, rank)
		}
		curves = append(curves, k)
		e := markets.Interval(found[sc].exponent, s.Confidence)
		keys[sc].note = Label{": " + BandText(e, 2), "：" + BandText(e, 2)}
	}
	if last < 3 {
		return leftOut("rank-size", title, Label{"fewer than three streamers sold anything", "有成交的主播不足三名"})
	}
	lo = math.Max(lo, hi-6)
	return Figure{
		Name: "rank-size", Title: title, legend: keys, height: 260,
		Caption: Label{
			fmt.Sprintf("%sThe legend gives the exponent of the tail, fitted to the largest %s (left of the upright line): "+
				"the smaller, the heavier the head; 1 is Zipf's law. %s", s.yearNote().EN, param.Count(tail, "streamer"), s.bandNote().EN),
			fmt.Sprintf("%s图例给出前 %d 名主播（竖线左侧）拟合的尾部指数：越小头部越重，1 即齐普夫定律。%s", s.yearNote().ZH, tail, s.bandNote().ZH),
		},
		body: func(s *Study, c draw.Canvas) {
			p := s.newPlot(Label{}, Label{"rank of the streamer (log scale)", "主播排名（对数轴）"}, Label{"share of net GMV, % (log scale)", "占净成交，%（对数轴）"})
			p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.04, math.Log10(float64(last))+0.04, lo-0.06, hi+0.2
			p.X.Tick.Marker, p.Y.Tick.Marker = logTicks{number}, logTicks{percent}
			addGrid(p)
			addCurves(p, curves)
			s.addVertical(p, math.Log10(float64(tail)+0.5), Label{})
			grid(c, [][]*plot.Plot{{p}})
		},
	}
}

// log10Of is the band on a log axis. A lower bound at or below 0 has no place there and goes to a hundredth of the mean.
func log10Of(b markets.Band) markets.Band {
	b.Lo = math.Log10(math.Max(b.Lo, b.Mean/100))
	b.Mean, b.Hi = math.Log10(b.Mean), math.Log10(b.Hi)
	return b
}
