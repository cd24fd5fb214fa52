package plots

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/plots/markets"
	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Heads are the numbers of streamers that markets are run again without.
var Heads = []int{1, 3, 10}

// HeadLosses are the ids of the loss without the k best and of its placebo, without k random streamers.
func (s *Study) HeadLosses(k int) (top, random string) {
	if s.Metrics.NetLoss() {
		return fmt.Sprint("head_dependence_", k), fmt.Sprint("random_dependence_", k)
	}
	return fmt.Sprint("head_loss_", k), fmt.Sprint("random_loss_", k)
}

// LevelBand is the level of a metric under a scenario, with its interval.
func (s *Study) LevelBand(levels []metric.Level, scenario int, id string) markets.Band {
	l := s.LevelOf(levels, scenario, id)
	return markets.Band{Mean: l.Mean, Lo: l.Lo, Hi: l.Hi, N: l.Replicates}
}

// headLossFigure shows D(k), the loss without the k best sellers, beside the placebo, the loss without k random streamers, a
// panel for each scenario. k is a choice and no course: points are not joined.
func headLossFigure(s *Study) Figure {
	title := Label{"Head dependence: what the platform loses without its top k", "头部依赖：失去前 k 名主播的损失"}
	levels, err := s.AllLevels()
	n := s.paneled()
	losses := map[string][][]markets.Band{}
	var all [][]markets.Band
	measured := err == nil
	if measured {
		measured = false
		for sc := range n {
			var top, random []markets.Band
			for _, k := range Heads {
				a, b := s.HeadLosses(k)
				top, random = append(top, s.LevelBand(levels, sc, a)), append(random, s.LevelBand(levels, sc, b))
				measured = measured || !math.IsNaN(top[len(top)-1].Mean)
			}
			losses["top"], losses["random"] = append(losses["top"], top), append(losses["random"], random)
			all = append(all, top, random)
		}
	}
	if !measured {
		return leftOut("head-dependence", title, Label{
			"no removals were run (branches are off in single runs unless asked for)", "未做移除实验（单次运行默认关闭分叉）",
		})
	}
	columns := min(n, 3)
	rows := (n + columns - 1) / columns
	titles, lines := s.titleLines(LabelSize+0.5, FigureWidth/vg.Length(columns)-40, 3), 1
	for _, title := range titles[:n] {
		lines = max(lines, len(title))
	}
	lo, hi := rangeOf(all, 0.06)
	lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	// The spacing of k is by order, as 1, 3 and 10 are: the axis says the numbers.
	// The two groups stand side by side, so that neither hides the other's interval.
	const beside = 0.07
	var left, right []float64
	var marks []plot.Tick
	for i, k := range Heads {
		left, right = append(left, float64(i)-beside), append(right, float64(i)+beside)
		marks = append(marks, plot.Tick{Value: float64(i), Label: Decimal(float64(k), 0)})
	}
	placebo := pen{Color: greyColor, marker: marker{hollow: true}, width: 1}
	amount := Label{"loss of placed GMV, %", "成交总额（下单）损失，%"}
	if s.Metrics.NetLoss() {
		amount = Label{"loss of net GMV, %", "净成交损失，%"}
	}
	return Figure{
		Name: "head-dependence", Title: title,
		legend: []key{
			{name: Label{"the k best sellers removed", "移除销售前 k 名"}, pen: PenOf(0), kind: keyPoint},
			{name: Label{"k random active streamers removed (placebo)", "移除随机 k 名活跃主播（安慰剂对照）"}, pen: placebo, kind: keyPoint},
		},
		height:  vg.Length(rows) * (165 + vg.Length(lines-1)*panelLead),
		Caption: s.headLossNote(levels).Plus(s.onlySome(n, "summary.csv")),
		body: func(s *Study, c draw.Canvas) {
			panels := make([][]*plot.Plot, rows)
			for i := range rows * columns {
				var p *plot.Plot
				if i < n {
					xl, yl := Label{"k, streamers removed", "k，移除主播数"}, Label{}
					if i%columns == 0 {
						yl = amount
					}
					p = s.newPlot(Plain(strings.Join(titles[i], "\n")), xl, yl)
					p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, float64(len(Heads))-0.5, lo, hi
					p.X.Tick.Marker = plot.ConstantTicks(marks)
					p.Y.Tick.Marker = ticks{want: 5, format: percent}
					addGrid(p)
					addLevel(p, 0, greyColor)
					addDots(p, curve{x: right, bands: losses["random"][i], pen: placebo}, false)
					addDots(p, curve{x: left, bands: losses["top"][i], pen: PenOf(i)}, false)
				}
				panels[i/columns] = append(panels[i/columns], p)
			}
			grid(c, panels)
		},
	}
}

// headLossNote says what the losses are and of how many replicates.
func (s *Study) headLossNote(levels []metric.Level) Label {
	level := LevelPercent(s.Confidence)
	if s.Metrics.NetLoss() {
		return Label{
			fmt.Sprintf("Share of the platform's net GMV lost in a rerun with the same draws, branched a year before the end, "+
				"or half-way in runs under 730 days. Means of the replicates that were run again, %s %% intervals.", level),
			fmt.Sprintf("在结束前一年（不足 730 天时为中点）分叉、用相同随机数重跑时，平台净成交的损失占比。做过重跑的各次重复的均值与 %s%% 区间。", level),
		}
	}
	note := Label{
		fmt.Sprintf("Share of placed GMV lost in the 90 days after a removal, in a rerun with the same draws. Means and %s %% intervals", level),
		fmt.Sprintf("移除后 90 天内，相同随机数重跑时成交总额（下单）的损失占比。均值与 %s%% 区间", level),
	}
	three, ten := s.LevelBand(levels, 0, "head_loss_3").N, s.LevelBand(levels, 0, "head_loss_10").N
	switch two := s.TwoDates(levels); {
	case two && three > ten:
		note = note.Plus(Label{
			fmt.Sprintf(": the 3 best sellers on both dates of removal, in %d replicates; all else on the first date, in %d", three, ten),
			fmt.Sprintf("：销售前 3 取两个移除时点、%d 次重复；其余取首个时点、%d 次重复", three, ten),
		})
	case two:
		note = note.Plus(Label{": the 3 best sellers on both dates of removal, all else on the first", "：销售前 3 取两个移除时点，其余取首个时点"})
	case three > ten:
		note = note.Plus(Label{
			fmt.Sprintf(": the 3 best sellers in %d replicates, all else in %d", three, ten),
			fmt.Sprintf("：销售前 3 取 %d 次重复，其余取 %d 次重复", three, ten),
		})
	}
	return note.Plus(Label{".", "。"})
}

// TwoDates reports whether the loss without the top 3 is a mean over two dates of removal: it differs then from that of the first.
func (s *Study) TwoDates(levels []metric.Level) bool {
	for sc := range s.Rules {
		both, first := s.LevelBand(levels, sc, "head_loss_3").Mean, s.LevelBand(levels, sc, "head_first_loss_3").Mean
		if !math.IsNaN(both-first) && both != first {
			return true
		}
	}
	return false
}
