package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// removals are what markets lost without some streamers, by number k of those barred, over the replicates.
type removals struct {
	ks     []float64
	loss   map[string][]map[float64]*moments // by group ("top", "random"), scenario and k
	lives  []map[float64]*moments            // days until the loss without the top k had halved, by scenario and k
	halved []map[float64]int                 // in how many replicates it had
}

// readRemovals sums the table removals.
func (s *study) readRemovals() (removals, error) {
	out := removals{loss: map[string][]map[float64]*moments{}}
	for range s.scenarios {
		for _, g := range []string{"top", "random"} {
			out.loss[g] = append(out.loss[g], map[float64]*moments{})
		}
		out.lives, out.halved = append(out.lives, map[float64]*moments{}), append(out.halved, map[float64]int{})
	}
	here := 0 // the scenario whose rows are being read
	begin, end := func(sc int) { here = sc }, func(int, int) error { return nil }
	err := s.eachMarket("removals", anyScenario, visit{[]string{"k", "group", "loss"}, begin, func(r *rows) (func(int), error) {
		c, err := r.columns("k", "loss")
		if err != nil {
			return nil, err
		}
		group, err := r.texts("group")
		k, loss := c[0], c[1]
		return func(i int) {
			if !slices.Contains(out.ks, k[i]) {
				out.ks = append(out.ks, k[i])
			}
			if of, known := out.loss[group[i]]; known {
				at(of[here], k[i]).add(loss[i])
			}
		}, err
	}, end})
	if err != nil {
		return out, err
	}
	slices.Sort(out.ks)
	lives := []string{"k", "group", "half_life_days", "halved"} // unknown to the first results
	_ = s.eachMarket("removals", anyScenario, visit{lives, begin, func(r *rows) (func(int), error) {
		c, err := r.columns("k", "half_life_days", "halved")
		if err != nil {
			return nil, err
		}
		group, err := r.texts("group")
		k, life, halved := c[0], c[1], c[2]
		return func(i int) {
			if group[i] == "top" && !math.IsNaN(life[i]) {
				at(out.lives[here], k[i]).add(life[i])
				if halved[i] == 1 {
					out.halved[here][k[i]]++
				}
			}
		}, err
	}, end})
	return out, nil
}

// at returns the moments of k, empty ones if there are none.
func at(of map[float64]*moments, k float64) *moments {
	if of[k] == nil {
		of[k] = &moments{}
	}
	return of[k]
}

// losses returns D(k) of a group in a scenario.
func (r *removals) losses(group string, scenario int, level float64) []band {
	var out []band
	for _, k := range r.ks {
		out = append(out, interval(*at(r.loss[group][scenario], k), level))
	}
	return out
}

// halfLife returns the days until the loss without the top k had halved, those of the branch where it had not: the mean of
// those in which it had would say how fast the fast ones were.
func (r *removals) halfLife(scenario int, k float64, level float64) band {
	return interval(*at(r.lives[scenario], k), level)
}

// headLossFigure shows D(k), the share of net GMV lost when the k best sellers are barred, with k random streamers
// barred as the control, a panel for each scenario.
func headLossFigure(s *study) figure {
	title := Label{"Head dependence: what the platform loses without its top k", "头部依赖：失去前 k 名主播的损失"}
	found, err := s.removals()
	if err != nil {
		return leftOut("head-dependence", title, Label{
			"no removals were run (branches are off in single runs unless asked for)", "未做移除实验（单次运行默认关闭分叉）",
		})
	}
	n := s.paneled()
	columns := min(n, 3)
	rows := (n + columns - 1) / columns
	titles, lines := s.titleLines(labelSize+0.5, figureWidth/vg.Length(columns)-40, 3), 1
	for _, title := range titles[:n] {
		lines = max(lines, len(title))
	}
	var all [][]band
	ks, losses := found.ks, map[string][][]band{}
	for _, g := range []string{"top", "random"} {
		for sc := range n {
			losses[g] = append(losses[g], found.losses(g, sc, s.level))
		}
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
		height: vg.Length(rows) * (165 + vg.Length(lines-1)*panelLead),
		caption: Label{
			fmt.Sprintf("Share of the platform's net GMV lost in a rerun with the same draws, branched a year before the end, or half-way in runs under 730 days. Means of the replicates that were run again, %s %% intervals.", levelPercent(s.level)),
			fmt.Sprintf("在结束前一年（不足 730 天时为中点）分叉、用相同随机数重跑时，平台净成交的损失占比。做过重跑的各次重复的均值与 %s%% 区间。", levelPercent(s.level)),
		}.plus(s.onlySome(n, "tables/removals.csv")),
		body: func(s *study, c draw.Canvas) {
			panels := make([][]*plot.Plot, rows)
			for i := range rows * columns {
				var p *plot.Plot
				if i < n {
					xl, yl := Label{"k, streamers barred", "k，禁播主播数"}, Label{}
					if i%columns == 0 {
						yl = Label{"loss of net GMV, %", "净成交损失，%"}
					}
					p = s.newPlot(plain(strings.Join(titles[i], "\n")), xl, yl)
					p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, float64(len(ks))-0.5, lo, hi
					p.X.Tick.Marker = plot.ConstantTicks(marks)
					p.Y.Tick.Marker = ticks{want: 5, format: percent}
					addGrid(p)
					addLevel(p, 0, greyColor)
					top := penOf(i)
					top.dash = nil
					for nth, k := range []curve{
						{x: right, bands: losses["random"][i], pen: control},
						{x: left, bands: losses["top"][i], pen: top},
					} {
						line := k
						line.bands = slices.Clone(k.bands)
						for j := range line.bands {
							line.bands[j].lo, line.bands[j].hi = nan, nan
						}
						line.bare = true
						line.pen.width = []vg.Length{0.8, 1.2}[nth]
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
