package plots

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// removalLosses returns D(k) by scenario, group ("top", "random") and k, over the replicates.
func (s *study) removalLosses() (ks []float64, losses map[string][][]band, err error) {
	r, err := s.open("removals", "k", "group", "loss")
	if err != nil {
		return nil, nil, err
	}
	k, err := r.numbers("k")
	if err != nil {
		return nil, nil, err
	}
	loss, err := r.numbers("loss")
	if err != nil {
		return nil, nil, err
	}
	group, err := r.texts("group")
	if err != nil {
		return nil, nil, err
	}
	ks = slices.Clone(k)
	slices.Sort(ks)
	ks = slices.Compact(ks)
	losses = map[string][][]band{}
	for _, g := range []string{"top", "random"} {
		values := newCells(len(s.scenarios), len(r.replicates), len(ks), nan)
		for i := range k {
			if group[i] == g {
				at, _ := slices.BinarySearch(ks, k[i])
				values[r.scenario[i]][r.replicate[i]][at] = loss[i]
			}
		}
		for sc := range values {
			losses[g] = append(losses[g], bands(values[sc], s.level))
		}
	}
	return ks, losses, nil
}

// halfLives returns the days until the loss without the top k had halved, those of the branch where it had not, and in how
// many replicates it had, by scenario and k: medians of those in which it had would say how fast the fast ones were.
func (s *study) halfLives(ks []float64) (days [][]band, halved [][]int) {
	days, halved = make([][]band, len(s.scenarios)), make([][]int, len(s.scenarios))
	lives := make([][][]float64, len(s.scenarios))
	for sc := range s.scenarios {
		lives[sc], halved[sc] = make([][]float64, len(ks)), make([]int, len(ks))
	}
	r, err := s.open("removals", "k", "group", "half_life_days", "halved")
	if err == nil {
		k, _ := r.numbers("k")
		life, _ := r.numbers("half_life_days")
		did, _ := r.numbers("halved")
		group, _ := r.texts("group")
		for i := range k {
			if at, ok := slices.BinarySearch(ks, k[i]); ok && group[i] == "top" && !math.IsNaN(life[i]) {
				sc := r.scenario[i]
				lives[sc][at] = append(lives[sc][at], life[i])
				if did[i] == 1 {
					halved[sc][at]++
				}
			}
		}
	}
	for sc := range lives {
		for _, v := range lives[sc] {
			days[sc] = append(days[sc], interval(v, s.level))
		}
	}
	return days, halved
}

// headLossFigure shows D(k), the share of net GMV lost when the k best sellers are barred, with k random streamers
// barred as the control, a panel for each scenario.
func headLossFigure(s *study) figure {
	title := Label{"Head dependence: what the platform loses without its top k", "头部依赖：失去前 k 名主播的损失"}
	ks, losses, err := s.removalLosses()
	if err != nil {
		return leftOut("head-dependence", title, Label{
			"no removals were run (branches are off in single runs unless asked for)", "未做移除实验（单次运行默认关闭分叉）",
		})
	}
	columns := min(len(s.scenarios), 3)
	rows := (len(s.scenarios) + columns - 1) / columns
	var all [][]band
	for _, g := range []string{"top", "random"} {
		all = append(all, losses[g]...)
	}
	lo, hi := rangeOf(all, 0.06)
	lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	// The spacing of k is by order, as 1, 3 and 10 are: the axis says the numbers.
	// The two groups stand side by side, so that neither hides the other's interval.
	const beside = 0.05
	var left, right []float64
	var marks []plot.Tick
	for i, k := range ks {
		left, right = append(left, float64(i)-beside), append(right, float64(i)+beside)
		marks = append(marks, plot.Tick{Value: float64(i), Label: decimal(k, 0)})
	}
	control := pen{color: greyColor, dash: []vg.Length{2, 2}, marker: marker{hollow: true}, width: 1}
	shown := penOf(0)
	return figure{
		name: "head-dependence", title: title,
		legend: []key{
			{name: Label{"the k best sellers barred", "禁播销售前 k 名"}, pen: shown, kind: keyLine},
			{name: Label{"k random active streamers barred (control)", "禁播随机 k 名活跃主播（对照）"}, pen: control, kind: keyLine},
		},
		height: vg.Length(rows) * 165,
		caption: Label{
			fmt.Sprintf("Share of the platform's net GMV lost in a rerun with the same draws, branched a year before the end, or half-way in runs under 730 days. Means of the replicates that were run again, %s %% intervals.", levelPercent(s.level)),
			fmt.Sprintf("在结束前一年（不足 730 天时为中点）分叉、用相同随机数重跑时，平台净成交的损失占比。做过重跑的各次重复的均值与 %s%% 区间。", levelPercent(s.level)),
		},
		body: func(s *study, c draw.Canvas) {
			panels := make([][]*plot.Plot, rows)
			for i := range rows * columns {
				var p *plot.Plot
				if i < len(s.scenarios) {
					xl, yl := Label{"k, streamers barred", "k，禁播主播数"}, Label{}
					if i%columns == 0 {
						yl = Label{"loss of net GMV, %", "净成交损失，%"}
					}
					p = s.newPlot(s.scenarios[i].title, xl, yl)
					p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, float64(len(ks))-0.5, lo, hi
					p.X.Tick.Marker = plot.ConstantTicks(marks)
					p.Y.Tick.Marker = ticks{want: 5, format: percent}
					addGrid(p)
					addLevel(p, 0, greyColor)
					top := penOf(i)
					top.dash = nil
					for n, k := range []curve{
						{x: right, bands: losses["random"][i], pen: control},
						{x: left, bands: losses["top"][i], pen: top},
					} {
						line := k
						line.bands = slices.Clone(k.bands)
						for j := range line.bands {
							line.bands[j].lo, line.bands[j].hi = nan, nan
						}
						line.bare = true
						line.pen.width = []vg.Length{0.8, 1.2}[n]
						addCurves(p, []curve{line})
						addDots(p, k, false)
					}
				}
				panels[i/columns] = append(panels[i/columns], p)
			}
			grid(c, panels)
		},
	}
}
