package plots

import (
	"fmt"
	"math"

	"livebazaar/plots/markets"
	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// courseWindow is the number of days a point of the course averages over: four weeks, so that weekdays weigh alike. A point
// stands every courseStep days.
const courseWindow, courseStep = 28, 7

// headCourse is how the loss without the top 3 goes on from the first removal, by days since.
type headCourse struct {
	x      []float64           // days since the removal
	losses [][]markets.Moments // by scenario and point
	date   int                 // last day before the removal
	length int                 // days of the branches
}

// readHeadCourse sets the branches without the top 3 beside the factual runs. Only the first replicates have long branches, and
// only they are kept: every point is the mean of the same markets, those with the longest branch.
func (s *Study) readHeadCourse() (headCourse, error) {
	type branch struct {
		date int
		gmv  []float64 // by day since
	}
	branches := make([][]branch, len(s.Rules)) // by scenario and replicate
	var now branch
	out := headCourse{losses: make([][]markets.Moments, len(s.Rules))}
	columns := []string{"date", "group", "k", "day", "gmv"}
	err := s.EachMarket("courses", markets.AnyScenario, markets.Visit{
		Columns: columns,
		Begin:   func(int) { now = branch{} },
		Piece: func(r *markets.Rows) (func(int), error) {
			c, err := r.Columns("date", "k", "day", "gmv")
			if err != nil {
				return nil, err
			}
			group, err := r.Texts("group")
			return func(i int) {
				if group[i] != metric.Top || c[1][i] != 3 || len(now.gmv) > 0 && int(c[0][i]) != now.date {
					return // another branch, or one from the second date
				}
				now.date = int(c[0][i])
				now.gmv = append(now.gmv, c[3][i])
			}, err
		},
		End: func(sc, replicate int) error {
			if replicate < metric.Fully {
				branches[sc] = append(branches[sc], now)
				out.length = max(out.length, len(now.gmv))
				out.date = max(out.date, now.date)
			}
			return nil
		},
	})
	if err != nil {
		return out, err
	}
	for day := courseWindow; day <= out.length; day += courseStep {
		out.x = append(out.x, float64(day))
	}
	for sc := range out.losses {
		out.losses[sc] = make([]markets.Moments, len(out.x))
	}
	at, err := s.daysSpan()
	if err != nil {
		return out, err
	}
	loss := make([]float64, len(out.x))
	return out, s.EachMarket("days", markets.AnyScenario, markets.Series("day", "gmv", at, func(sc, replicate int, factual []float64) error {
		if replicate >= len(branches[sc]) || len(branches[sc][replicate].gmv) < out.length {
			return nil
		}
		b := &branches[sc][replicate]
		for i, day := range out.x {
			loss[i] = markets.NaN
			if with := trailing(factual, b.date+int(day)-at.First, courseWindow); with > 0 {
				loss[i] = 100 * (1 - trailing(b.gmv, int(day)-1, courseWindow)/with)
			}
		}
		markets.AddAll(out.losses[sc], loss)
		return nil
	}))
}

// headCourseFigure shows how the loss without the top 3 goes on, under every rule: whether others take over.
func headCourseFigure(s *Study) Figure {
	title := Label{"What becomes of the loss without the top 3", "失去前 3 名后损失的变化"}
	found, err := s.headCourse()
	switch {
	case err != nil:
		return leftOut("head-course", title, Label{
			"no removals were run (branches are off in single runs unless asked for), or their days are not in these results",
			"未做移除实验（单次运行默认关闭分叉），或结果中没有其逐日数据",
		})
	case len(found.x) < 2:
		return leftOut("head-course", title, Label{"the branches are too short", "分叉运行过短"})
	}
	var curves []curve
	n := 0
	for sc := range found.losses[:s.drawn()] {
		curves = append(curves, curve{x: found.x, bands: markets.Bands(found.losses[sc], s.Confidence), pen: PenOf(sc)})
		n = max(n, found.losses[sc][0].N)
	}
	note := Label{
		fmt.Sprintf("Loss of placed GMV since the three best sellers were removed at the end of day %d, in %% of the run that goes on with them. "+
			"Each point is the loss of the %d days that end with it; below 0 more is sold than with them. ", found.date, courseWindow),
		fmt.Sprintf("自第 %d 天末移除销售前 3 的主播起，成交总额（下单）相对未移除运行的损失，%%。每点为截至当日 %d 天的损失；低于 0 表示移除后成交反而更多。", found.date, courseWindow),
	}
	note = note.Plus(s.bandNoteOf(n))
	return Figure{
		Name: "head-course", Title: title, legend: s.keys(0, keyLine), height: gmvPanelHeight, Caption: note,
		body: func(s *Study, c draw.Canvas) {
			p := s.timePanel(Plain(""), Label{"days since the removal", "移除后的天数"}, Label{"loss of placed GMV, %", "成交总额（下单）损失，%"}, curves, found.x, 0.12)
			p.X.Min = 0
			p.Y.Min, p.Y.Max = math.Min(p.Y.Min, 0), math.Max(p.Y.Max, 0)
			p.Y.Tick.Marker = ticks{want: 6, format: number}
			addLevel(p, 0, greyColor)
			if found.length > metric.Watch {
				s.addVertical(p, metric.Watch, Label{"days 1–90: first loss", "第 1–90 天：首期损失"})
			}
			if found.length > metric.LongAfter+courseWindow {
				s.addVertical(p, metric.LongAfter, Label{"day 181 on: long loss", "第 181 天起：长期损失"})
			}
			grid(c, [][]*plot.Plot{{p}})
		},
	}
}
