package plots

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// heads are the numbers of streamers that markets are run again without.
var heads = []int{1, 3, 10}

// headLosses are the ids of the loss without the k best and of its placebo, without k random streamers.
func (s *study) headLosses(k int) (top, random string) {
	if s.metrics.NetLoss() {
		return fmt.Sprint("head_dependence_", k), fmt.Sprint("random_dependence_", k)
	}
	return fmt.Sprint("head_loss_", k), fmt.Sprint("random_loss_", k)
}

// levelBand is the level of a metric under a scenario, with its interval.
func (s *study) levelBand(levels []metric.Level, scenario int, id string) band {
	l := s.levelOf(levels, scenario, id)
	return band{mean: l.Mean, lo: l.Lo, hi: l.Hi, n: l.Replicates}
}

// headLossFigure shows D(k), the loss without the k best sellers, beside the placebo, the loss without k random streamers, a
// panel for each scenario. k is a choice and no course: points are not joined.
func headLossFigure(s *study) figure {
	title := Label{"Head dependence: what the platform loses without its top k", "头部依赖：失去前 k 名主播的损失"}
	levels, err := s.levelsOf()
	n := s.paneled()
	losses := map[string][][]band{}
	var all [][]band
	measured := err == nil
	if measured {
		measured = false
		for sc := range n {
			var top, random []band
			for _, k := range heads {
				a, b := s.headLosses(k)
				top, random = append(top, s.levelBand(levels, sc, a)), append(random, s.levelBand(levels, sc, b))
				measured = measured || !math.IsNaN(top[len(top)-1].mean)
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
	titles, lines := s.titleLines(labelSize+0.5, figureWidth/vg.Length(columns)-40, 3), 1
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
	for i, k := range heads {
		left, right = append(left, float64(i)-beside), append(right, float64(i)+beside)
		marks = append(marks, plot.Tick{Value: float64(i), Label: decimal(float64(k), 0)})
	}
	placebo := pen{color: greyColor, marker: marker{hollow: true}, width: 1}
	amount := Label{"loss of placed GMV, %", "成交总额（下单）损失，%"}
	if s.metrics.NetLoss() {
		amount = Label{"loss of net GMV, %", "净成交损失，%"}
	}
	return figure{
		name: "head-dependence", title: title,
		legend: []key{
			{name: Label{"the k best sellers removed", "移除销售前 k 名"}, pen: penOf(0), kind: keyPoint},
			{name: Label{"k random active streamers removed (placebo)", "移除随机 k 名活跃主播（安慰剂对照）"}, pen: placebo, kind: keyPoint},
		},
		height:  vg.Length(rows) * (165 + vg.Length(lines-1)*panelLead),
		caption: s.headLossNote(levels).plus(s.onlySome(n, "summary.csv")),
		body: func(s *study, c draw.Canvas) {
			panels := make([][]*plot.Plot, rows)
			for i := range rows * columns {
				var p *plot.Plot
				if i < n {
					xl, yl := Label{"k, streamers removed", "k，移除主播数"}, Label{}
					if i%columns == 0 {
						yl = amount
					}
					p = s.newPlot(plain(strings.Join(titles[i], "\n")), xl, yl)
					p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, float64(len(heads))-0.5, lo, hi
					p.X.Tick.Marker = plot.ConstantTicks(marks)
					p.Y.Tick.Marker = ticks{want: 5, format: percent}
					addGrid(p)
					addLevel(p, 0, greyColor)
					addDots(p, curve{x: right, bands: losses["random"][i], pen: placebo}, false)
					addDots(p, curve{x: left, bands: losses["top"][i], pen: penOf(i)}, false)
				}
				panels[i/columns] = append(panels[i/columns], p)
			}
			grid(c, panels)
		},
	}
}

// headLossNote says what the losses are and of how many replicates.
func (s *study) headLossNote(levels []metric.Level) Label {
	level := levelPercent(s.level)
	if s.metrics.NetLoss() {
		return Label{
			fmt.Sprintf("Share of the platform's net GMV lost in a rerun with the same draws, branched a year before the end, or half-way in runs under 730 days. Means of the replicates that were run again, %s %% intervals.", level),
			fmt.Sprintf("在结束前一年（不足 730 天时为中点）分叉、用相同随机数重跑时，平台净成交的损失占比。做过重跑的各次重复的均值与 %s%% 区间。", level),
		}
	}
	note := Label{
		fmt.Sprintf("Share of placed GMV lost in the 90 days after a removal, in a rerun with the same draws. Means and %s %% intervals", level),
		fmt.Sprintf("移除后 90 天内，相同随机数重跑时成交总额（下单）的损失占比。均值与 %s%% 区间", level),
	}
	three, ten := s.levelBand(levels, 0, "head_loss_3").n, s.levelBand(levels, 0, "head_loss_10").n
	switch two := s.twoDates(levels); {
	case two && three > ten:
		note = note.plus(Label{
			fmt.Sprintf(": the 3 best sellers on both dates of removal, in %d replicates; all else on the first date, in %d", three, ten),
			fmt.Sprintf("：销售前 3 取两个移除时点、%d 次重复；其余取首个时点、%d 次重复", three, ten),
		})
	case two:
		note = note.plus(Label{": the 3 best sellers on both dates of removal, all else on the first", "：销售前 3 取两个移除时点，其余取首个时点"})
	case three > ten:
		note = note.plus(Label{
			fmt.Sprintf(": the 3 best sellers in %d replicates, all else in %d", three, ten),
			fmt.Sprintf("：销售前 3 取 %d 次重复，其余取 %d 次重复", three, ten),
		})
	}
	return note.plus(Label{".", "。"})
}

// twoDates reports whether the loss without the top 3 is a mean over two dates of removal: it differs then from that of the first.
func (s *study) twoDates(levels []metric.Level) bool {
	for sc := range s.scenarios {
		both, first := s.levelBand(levels, sc, "head_loss_3").mean, s.levelBand(levels, sc, "head_first_loss_3").mean
		if !math.IsNaN(both-first) && both != first {
			return true
		}
	}
	return false
}
