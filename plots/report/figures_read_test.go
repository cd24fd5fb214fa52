package report

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// course is what a series should be: points with their intervals, as the axes have them.
type course struct {
	x []float64
	y []spread
}

const hundredth = 0.06 // points by which a place may be off: two roundings to hundredths and those of the marks

// follows checks that the line of a look in a panel goes through all points of a course and through no others, and that the area of
// its colour covers the intervals.
func (q panel) follows(t *testing.T, what string, l look, want course, banded bool) {
	t.Helper()
	var line *shape
	for i, m := range q.lines {
		if m.color == l.color && m.dash == l.dash && m.width == 1.4 && len(m.at) > 2 && q.inside(m.at[0][0], m.at[0][1]) {
			if line != nil {
				t.Errorf("%s has two lines", what)
			}
			line = &q.lines[i]
		}
	}
	if line == nil {
		t.Errorf("%s has no line", what)
		return
	}
	var points [][2]float64
	var low, high [][2]float64
	for i, x := range want.x {
		s := want.y[i]
		if math.IsNaN(s.mid) {
			continue
		}
		points = append(points, [2]float64{q.x.at(x), q.y.at(s.mid)})
		if !math.IsNaN(s.lo) {
			low, high = append(low, [2]float64{q.x.at(x), q.y.at(s.lo)}), append(high, [2]float64{q.x.at(x), q.y.at(s.hi)})
		}
	}
	samePoints(t, what, line.at, points)
	if !banded {
		return
	}
	slices.Reverse(low)
	for _, m := range q.areas {
		if m.color == l.color && m.opacity < 1 && len(m.at) == 2*len(low) && q.inside(m.at[0][0], m.at[0][1]) {
			samePoints(t, "the interval of "+what, m.at, append(high, low...))
			return
		}
	}
	t.Errorf("%s has no interval", what)
}

func samePoints(t *testing.T, what string, got, want [][2]float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d points, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if math.Abs(got[i][0]-want[i][0]) > hundredth || math.Abs(got[i][1]-want[i][1]) > hundredth {
			t.Errorf("%s: point %d at %.2f, want %.2f", what, i, got[i], want[i])
			return
		}
	}
}

// spots are the markers of a colour in a panel, from above.
func (q panel) spots(l look, sideways bool) (out []shape) {
	for _, g := range q.glyphs {
		if g.color == l.color && len(g.at) == l.corners && q.inside(g.x, g.y) {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b shape) int {
		if sideways {
			return int(math.Copysign(1, a.x-b.x))
		}
		return int(math.Copysign(1, a.y-b.y))
	})
	return out
}

// bar finds the interval through a marker, from its lower end, and whether there is one.
func (q panel) bar(g shape, upright bool) (from, to float64, drawn bool) {
	for _, m := range q.lines {
		if m.color != g.color || m.width != 1.2 || len(m.at) != 2 {
			continue
		}
		if upright && math.Abs(m.at[0][0]-g.x) < 0.05 && m.at[0][0] == m.at[1][0] && q.inside(m.at[0][0], m.at[0][1]) {
			return m.at[0][1], m.at[1][1], true
		}
		if !upright && math.Abs(m.at[0][1]-g.y) < 0.05 && m.at[0][1] == m.at[1][1] && q.inside(m.at[0][0], m.at[0][1]) {
			return m.at[0][0], m.at[1][0], true
		}
	}
	return 0, 0, false
}

// stands checks a marker: where it stands, its bar, and whether it is filled.
func (q panel) stands(t *testing.T, what string, g shape, a axis, upright bool, want spread, filled bool) {
	t.Helper()
	at := map[bool]float64{true: g.y, false: g.x}[upright]
	if math.Abs(at-a.at(want.mid)) > hundredth {
		t.Errorf("%s stands at %.2f, want %.2f (%v)", what, at, a.at(want.mid), want.mid)
	}
	if g.hollow == filled {
		t.Errorf("%s is filled: %v", what, !g.hollow)
	}
	from, to, drawn := q.bar(g, upright)
	if drawn == math.IsNaN(want.lo) {
		t.Errorf("%s has a bar: %v", what, drawn)
	} else if drawn && (math.Abs(from-a.at(want.lo)) > hundredth || math.Abs(to-a.at(want.hi)) > hundredth) {
		t.Errorf("%s reaches from %.2f to %.2f, want %.2f to %.2f", what, from, to, a.at(want.lo), a.at(want.hi))
	}
}

// daily are the amounts of a column of the table of days, by scenario, replicate and day.
func (f *facts) daily(column string) []map[int]map[int]float64 {
	out := make([]map[int]map[int]float64, f.Scenarios)
	f.rows("days", func(sc, rep int, number func(string) float64, _ func(string) string) {
		if out[sc] == nil {
			out[sc] = map[int]map[int]float64{}
		}
		if out[sc][rep] == nil {
			out[sc][rep] = map[int]float64{}
		}
		out[sc][rep][int(number("day"))] += number(column)
	})
	return out
}

// begin takes the days before one out of the table of days.
func (f *facts) begin(day int64) {
	all := f.Tables["days"]
	kept := record.NewTable(all.Name, all.Key, all.Columns...)
	for i := range all.Rows {
		if all.Ints[3][i] < day {
			continue
		}
		for c := range all.Columns {
			switch all.Columns[c].Kind {
			case record.Int:
				kept.Ints[c] = append(kept.Ints[c], all.Ints[c][i])
			case record.Float:
				kept.Floats[c] = append(kept.Floats[c], all.Floats[c][i])
			default:
				kept.Texts[c] = append(kept.Texts[c], all.Texts[c][i])
			}
		}
		kept.Rows++
	}
	f.Tables["days"] = kept
}

// ratio is the paired difference in % of the baseline, with Fieller's interval.
func (f *facts) ratio(values, base []float64) spread {
	d := make([]float64, len(values))
	for i := range values {
		d[i] = values[i] - base[i]
	}
	return f.fieller(d, base).times(100)
}

func (f *facts) gmvCourses(column string) (levels, differences []course) {
	daily := f.daily(column)
	for sc := range f.Scenarios {
		var level, difference course
		for day := slices.Min(slices.Collect(maps.Keys(daily[sc][0]))) + 27; day <= f.Days; day++ {
			if day%7 != 0 {
				continue
			}
			values, base := make([]float64, f.Replicates), make([]float64, f.Replicates)
			for rep := range values {
				for d := day - 27; d <= day; d++ {
					values[rep] += daily[sc][rep][d] / 28 / 10000
					base[rep] += daily[0][rep][d] / 28 / 10000
				}
			}
			level.x, level.y = append(level.x, float64(day)), append(level.y, f.spreadOf(values))
			difference.x, difference.y = append(difference.x, float64(day)), append(difference.y, f.ratio(values, base))
		}
		levels, differences = append(levels, level), append(differences, difference)
	}
	return levels, differences
}

// monthly is a column of the table of months over the whole months, times a scale.
func (f *facts) monthly(column string, scale float64) (out []course) {
	values := make([]map[int][]float64, f.Scenarios)
	f.rows("months", func(sc, rep int, number func(string) float64, _ func(string) string) {
		if values[sc] == nil {
			values[sc] = map[int][]float64{}
		}
		values[sc][int(number("month"))] = append(values[sc][int(number("month"))], number(column))
	})
	for sc := range values {
		var c course
		for month := -2; month*30 <= f.Days; month++ { // months that are over; warm-up begins with month −2
			c.x, c.y = append(c.x, float64(month)), append(c.y, f.spreadOf(values[sc][month]).times(scale))
		}
		out = append(out, c)
	}
	return out
}

// sizes are what the streamers of each market sold in the window, the largest first.
func (f *facts) sizes() [][][]float64 {
	sums := make([][]map[int]float64, f.Scenarios)
	for sc := range sums {
		sums[sc] = make([]map[int]float64, f.Replicates)
		for rep := range sums[sc] {
			sums[sc][rep] = map[int]float64{}
		}
	}
	f.rows("streamers", func(sc, rep int, number func(string) float64, _ func(string) string) {
		if f.inYear(number("month")) {
			sums[sc][rep][int(number("streamer"))] += number("gmv_net")
		}
	})
	out := make([][][]float64, f.Scenarios)
	for sc := range sums {
		for _, market := range sums[sc] {
			var sold []float64
			for _, v := range market {
				sold = append(sold, v)
			}
			slices.Sort(sold)
			slices.Reverse(sold)
			out[sc] = append(out[sc], sold)
		}
	}
	return out
}

// over takes a number of each market of a scenario.
func (f *facts) over(markets [][]float64, of func(sold []float64) float64) spread {
	var values []float64
	for _, sold := range markets {
		values = append(values, of(sold))
	}
	return f.spreadOf(values)
}

// lowest is the share of all sales of the smallest part of the sellers, straight between them.
func lowest(sold []float64, part float64) float64 {
	sum, of := 0.0, 0.0
	for i := range sold {
		v := sold[len(sold)-1-i] // from the smallest
		of += v
		sum += v * min(max(part*float64(len(sold))-float64(i), 0), 1)
	}
	return sum / of
}

// gini is the mean difference of all pairs over twice the mean (Gini 1912), of n sellers.
func gini(sold []float64) float64 {
	sum, of := 0.0, 0.0
	for _, a := range sold {
		of += a
		for _, b := range sold {
			sum += math.Abs(a - b)
		}
	}
	n := float64(len(sold))
	return sum / (2 * n * (n - 1)) / (of / n)
}

// comeback is the share of a market's cohorts that bought again by an age, weighted by size: of anybody, by the product limit of
// Kaplan & Meier, or of the same streamer, by the incidence of Aalen & Johansen.
func comeback(rows [][5]float64, cohorts []int, age float64, same bool) float64 {
	weighted, all := 0.0, 0.0
	for _, c := range cohorts {
		size, left, returned := 0.0, 1.0, 0.0
		for _, r := range rows {
			if int(r[0]) == c {
				size += r[2] + r[3]
			}
		}
		at := size
		for _, r := range rows { // in the order of age
			if int(r[0]) != c {
				continue
			}
			if r[1] <= age {
				returned += left * r[4] / at
				left *= 1 - r[2]/at
			}
			at -= r[2] + r[3]
		}
		if !same {
			returned = 1 - left
		}
		weighted, all = weighted+size*returned, all+size
	}
	return weighted / all
}

// cohortRows are the rows of the table of cohorts of each market: cohort, age, repeats, censored, repeats with the same streamer.
func (f *facts) cohortRows() [][][][5]float64 {
	out := make([][][][5]float64, f.Scenarios)
	for sc := range out {
		out[sc] = make([][][5]float64, f.Replicates)
	}
	f.rows("cohorts", func(sc, rep int, number func(string) float64, _ func(string) string) {
		out[sc][rep] = append(out[sc][rep], [5]float64{number("cohort"), number("age"), number("repeat"), number("censored"), number("same_streamer")})
	})
	return out
}

// sideNames are the sides of the flows of money in the order in which they are drawn.
var sideNames = []struct {
	id   string
	name plots.Label
}{
	{"consumers", plots.Label{EN: "Consumers", ZH: "消费者"}},
	{"merchants", plots.Label{EN: "Merchants", ZH: "商家"}},
	{"streamers", plots.Label{EN: "Streamers", ZH: "主播"}},
	{"mcns", plots.Label{EN: "MCNs", ZH: "MCN 机构"}},
	{"platforms", plots.Label{EN: "Platforms", ZH: "平台"}},
	{"logistics", plots.Label{EN: "Logistics", ZH: "物流"}},
	{"government", plots.Label{EN: "Government", ZH: "政府"}},
	{"shelf", plots.Label{EN: "Shelf sellers", ZH: "货架商家"}},
	{"outside", plots.Label{EN: "Outside", ZH: "外部"}},
}

// moved is what went from side to side in each market, in yuan per consumer and year, one direction less the other.
func (f *facts) moved() [][]map[[2]string]float64 {
	out := make([][]map[[2]string]float64, f.Scenarios)
	for sc := range out {
		out[sc] = make([]map[[2]string]float64, f.Replicates)
		for rep := range out[sc] {
			out[sc][rep] = map[[2]string]float64{}
		}
	}
	f.rows("flows", func(sc, rep int, number func(string) float64, text func(string) string) {
		from, to := text("from"), text("to")
		if text("purpose") == "income" || text("purpose") == "capital" || to == "escrow" {
			return
		}
		if from == "escrow" {
			from = "consumers"
		}
		v := number("amount") / 10000 * 365 / float64(f.window())
		out[sc][rep][[2]string{from, to}] += v
		out[sc][rep][[2]string{to, from}] -= v
	})
	return out
}

// holm returns which of some p-values remain at the level (Holm 1979).
func holm(p []float64, level float64) []bool {
	out := make([]bool, len(p))
	left := len(p)
	for range p {
		best := -1
		for i := range p {
			if !out[i] && (best < 0 || p[i] < p[best]) {
				best = i
			}
		}
		if !(p[best]*float64(left) < 1-level) {
			break
		}
		out[best], left = true, left-1
	}
	return out
}

// tailOf3 is the two-sided chance of a larger t of 3 degrees of freedom, in closed form.
func tailOf3(t float64) float64 {
	t = math.Abs(t)
	return 1 - 2/math.Pi*(math.Atan(t/math.Sqrt(3))+t/math.Sqrt(3)/(1+t*t/3))
}

// TestEveryMarkOfTheFiguresStandsWhereItsNumberIs reads the figures back from their SVG, in both languages: what the legend calls by a
// name has the look that the series of that scenario is drawn with, and lines, areas, points and bars stand where the marks of the axes
// put the numbers that the test makes of the tables.
func TestEveryMarkOfTheFiguresStandsWhereItsNumberIs(t *testing.T) {
	for _, lang := range []string{plots.English, plots.Chinese} {
		short := distinct(2, 3, 250)
		short.begin(-83) // its first four weeks end on a day of the curves
		for _, f := range []*facts{distinct(4, 4, 400), short} {
			s := open(t, f.Results, lang)
			t.Run(fmt.Sprintf("%s, %d scenarios", lang, f.Scenarios), func(t *testing.T) { f.readFigures(t, s) })
		}
	}
}

func (f *facts) readFigures(t *testing.T, s *study) {
	lang := s.Language
	looks := func(p *picture, from int, note func(sc int) string) (out []look) {
		for sc := range f.Scenarios {
			if sc < from {
				out = append(out, look{})
				continue
			}
			name := f.title(sc, lang)
			if note != nil {
				name += note(sc)
			}
			out = append(out, p.key(t, name))
		}
		return out
	}
	for _, column := range []string{"gmv", "gmv_net"} {
		p := readPicture(t, s, column)
		l := looks(p, 0, nil)
		panels := p.panels(t)
		if len(panels) != 2 {
			t.Fatalf("%s has %d panels", column, len(panels))
		}
		levels, differences := f.gmvCourses(column)
		for sc := range f.Scenarios {
			panels[0].follows(t, fmt.Sprint(column, " under ", f.title(sc, lang)), l[sc], levels[sc], true)
			if sc > 0 {
				panels[1].follows(t, fmt.Sprint("difference in ", column, " under ", f.title(sc, lang)), l[sc], differences[sc], true)
			}
		}
	}
	f.readMonths(t, s, looks)
	f.readSales(t, s, looks)
	f.readCohorts(t, s, looks)
	f.readDots(t, s, looks)
	f.readTiers(t, s, looks)
	f.readFlows(t, s)
	f.readHeadLoss(t, s)
	f.readHeadCourse(t, s, looks)
}

type lookFinder = func(p *picture, from int, note func(sc int) string) []look

// readMonths reads the figures of the table of months.
func (f *facts) readMonths(t *testing.T, s *study, looks lookFinder) {
	for name, panels := range map[string][]struct {
		column string
		title  plots.Label
		scale  float64
	}{
		"concentration": {{"top1_share", plots.Label{EN: "Largest streamer", ZH: "第 1 名主播"}, 100},
			{"top3_share", plots.Label{EN: "Top 3 streamers", ZH: "前 3 名主播"}, 100},
			{"top10_share", plots.Label{EN: "Top 10 streamers", ZH: "前 10 名主播"}, 100}, {"gini", plots.Label{EN: "Gini coefficient", ZH: "基尼系数"}, 1}},
		"active": {{"active_streamers", plots.Label{EN: "Active streamers", ZH: "活跃主播"}, 1},
			{"active_merchants", plots.Label{EN: "Active merchants", ZH: "活跃商家"}, 1},
			{"active_mcns", plots.Label{EN: "MCN agencies", ZH: "MCN 机构"}, 1}, {"entrants", plots.Label{EN: "Streamers who entered", ZH: "新进主播"}, 1},
			{"exits", plots.Label{EN: "Streamers who left", ZH: "退出主播"}, 1},
			{"rank_correlation", plots.Label{EN: "Stability of the ranking", ZH: "排名的稳定性"}, 1}},
	} {
		p := readPicture(t, s, name)
		l := looks(p, 0, nil)
		drawn := p.panels(t)
		if len(drawn) != len(panels) {
			t.Fatalf("%s has %d panels", name, len(drawn))
		}
		for i, want := range panels {
			if drawn[i].title != want.title.In(s.Language) {
				t.Errorf("panel %d of %s is %q, want %q", i, name, drawn[i].title, want.title.In(s.Language))
			}
			for sc, c := range f.monthly(want.column, want.scale) {
				drawn[i].follows(t, want.column+" under "+f.title(sc, s.Language), l[sc], c, true)
			}
		}
	}
}

// readSales reads the figures of how unequally streamers sell.
func (f *facts) readSales(t *testing.T, s *study, looks lookFinder) {
	sold := f.sizes()
	note := func(of func([]float64) float64, decimals int, label plots.Label) func(int) string {
		return func(sc int) string {
			e := f.over(sold[sc], of)
			format := fmt.Sprintf("%%.%df [%%.%[1]df, %%.%[1]df]", decimals)
			return label.In(s.Language) + fmt.Sprintf(format, e.mid, e.lo, e.hi)
		}
	}
	p := readPicture(t, s, "lorenz")
	l := looks(p, 0, note(gini, 3, plots.Label{EN: ": Gini ", ZH: "：基尼 "}))
	panels := p.panels(t, numbers, numbers, logarithms, numbers)
	left, right := panels[0], panels[1]
	for sc := range f.Scenarios {
		var bottom, top course
		for i := range 101 {
			part := float64(i) / 100
			bottom.x = append(bottom.x, 100*part)
			bottom.y = append(bottom.y, f.over(sold[sc], func(v []float64) float64 { return 100 * lowest(v, part) }))
			head := math.Pow(10, -2.5*(1-part))
			top.x = append(top.x, 100*head)
			top.y = append(top.y, f.over(sold[sc], func(v []float64) float64 { return 100 * (1 - lowest(v, 1-head)) }))
		}
		left.follows(t, "Lorenz curve of "+f.title(sc, s.Language), l[sc], bottom, true)
		right.follows(t, "head of "+f.title(sc, s.Language), l[sc], top, true)
	}

	p = readPicture(t, s, "rank-size")
	l = looks(p, 0, note(metric.TailExponent, 2, plots.Label{EN: ": ", ZH: "："}))
	q := p.panels(t, logarithms, logarithms)[0]
	for sc := range f.Scenarios {
		var c course
		for rank := 1; rank <= 40; {
			e := f.over(sold[sc], func(v []float64) float64 {
				sum := 0.0
				for _, x := range v {
					sum += x
				}
				return 100 * v[rank-1] / sum
			})
			c.x, c.y = append(c.x, float64(rank)), append(c.y, e)
			rank = max(rank+1, int(math.Ceil(float64(rank)*1.06)))
		}
		q.follows(t, "sales by rank of "+f.title(sc, s.Language), l[sc], c, false)
	}
}

// readCohorts reads the figures of repurchase.
func (f *facts) readCohorts(t *testing.T, s *study, looks lookFinder) {
	rows := f.cohortRows()
	horizon := min(365, f.Days/2/5*5)
	var followed []int
	for c := 1; c*30+horizon <= f.Days; c++ {
		followed = append(followed, c)
	}
	of := func(sc int, cohorts []int, end int, same, apart bool) (c course) {
		for age := 0; age <= end; age += 5 {
			var values []float64
			for rep := range rows[sc] {
				share := comeback(rows[sc][rep], cohorts, float64(age), same)
				if apart {
					share -= comeback(rows[0][rep], cohorts, float64(age), same)
				}
				values = append(values, 100*share)
			}
			c.x, c.y = append(c.x, float64(age)), append(c.y, f.spreadOf(values))
		}
		return c
	}
	p := readPicture(t, s, "repurchase")
	l := looks(p, 0, nil)
	drawn := p.panels(t)
	if len(drawn) != 4 {
		t.Fatalf("repurchase has %d panels", len(drawn))
	}
	for row, title := range []plots.Label{{EN: "Bought again", ZH: "再次购买"}, {EN: "Next order from the same streamer", ZH: "下一笔来自同一主播"}} {
		if got := drawn[2*row].title; got != title.In(s.Language) {
			t.Errorf("panel %d of repurchase is %q, want %q", row, got, title.In(s.Language))
		}
		for _, axis := range []plots.Label{{EN: "bought again, %", ZH: "已复购，%"}, {EN: "from the same streamer, %", ZH: "回购同一主播，%"}}[row : row+1] {
			if !slices.ContainsFunc(p.words, func(w written) bool { return w.upstairs && w.text == axis.In(s.Language) }) {
				t.Errorf("no axis of repurchase is called %q", axis.In(s.Language))
			}
		}
		for sc := range f.Scenarios {
			what := title.EN + " under " + f.title(sc, s.Language)
			drawn[2*row].follows(t, what, l[sc], of(sc, followed, horizon, row == 1, false), true)
			if sc > 0 {
				drawn[2*row+1].follows(t, what+" less the baseline", l[sc], of(sc, followed, horizon, row == 1, true), true)
			}
		}
	}

	p = readPicture(t, s, "cohorts")
	q := p.panels(t)[0]
	for first := 1; (first+2)*30+30 <= f.Days; first += 3 {
		name := fmt.Sprintf(plots.Label{EN: "months %d–%d", ZH: "第 %d–%d 月"}.In(s.Language), first, first+2)
		q.follows(t, "cohorts of "+name, p.key(t, name), of(0, []int{first, first + 1, first + 2}, min(365, f.Days-(first+2)*30), false, false), false)
	}
}

// readDots reads the figures of differences in panels of dots.
func (f *facts) readDots(t *testing.T, s *study, looks lookFinder) {
	p := readPicture(t, s, "contrasts")
	l := looks(p, 1, nil)
	drawn := p.panels(t)
	n := 0
	for _, m := range metric.Headlines() {
		known, few := false, []int{}
		for sc := 1; sc < f.Scenarios; sc++ {
			c := f.of(m.ID, sc)
			if d, _ := read(m, c); !math.IsNaN(d.mid) {
				few = append(few, c.Replicates)
			}
			known = known || !math.IsNaN(c.Diff)
		}
		if !known {
			continue
		}
		q := drawn[n]
		n++
		title := plots.Label{EN: strings.ToUpper(m.EN[:1]) + m.EN[1:], ZH: m.ZH}.In(s.Language)
		if m.ID == "top3_share" || m.ID == "gini" {
			title += "°"
		}
		if len(few) > 0 && slices.Min(few) < f.Replicates {
			if title += fmt.Sprintf(" (%d", slices.Min(few)); slices.Max(few) > slices.Min(few) {
				title += fmt.Sprintf("–%d", slices.Max(few))
			}
			title += ")"
		}
		if q.title != title {
			t.Errorf("the panel of %s is %q, want %q", m.ID, q.title, title)
		}
		last := q.top
		for sc := 1; sc < f.Scenarios; sc++ {
			c := f.of(m.ID, sc)
			d, _ := read(m, c)
			if c.DiffLo == c.DiffHi && c.Diff != 0 {
				d.lo, d.hi = math.NaN(), math.NaN()
			}
			spots := q.spots(l[sc], false)
			if math.IsNaN(d.mid) {
				if len(spots) > 0 {
					t.Errorf("%s under %s is shown and not known", m.ID, f.title(sc, s.Language))
				}
				continue
			}
			if len(spots) != 1 || spots[0].y <= last {
				t.Errorf("%s under %s has %d points, or is not below the one before", m.ID, f.title(sc, s.Language), len(spots))
				continue
			}
			last = spots[0].y
			if len(q.x.labels) > 1 {
				q.stands(t, m.ID+" under "+f.title(sc, s.Language), spots[0], q.x, false, d, c.PHolm < 1-f.level)
			}
		}
	}
	if n != len(drawn) {
		t.Errorf("%d panels for %d metrics", len(drawn), n)
	}

	p = readPicture(t, s, "receipts")
	l = looks(p, 1, nil)
	drawn = p.panels(t)
	moved := f.moved()
	var kept []spread
	var chance []float64
	var of []int
	for i, side := range sideNames {
		if side.id == "outside" || side.id == "logistics" {
			continue
		}
		for sc := 1; sc < f.Scenarios; sc++ {
			var values []float64
			for rep := range moved[sc] {
				received := 0.0
				for _, other := range sideNames {
					received += moved[sc][rep][[2]string{other.id, side.id}] - moved[0][rep][[2]string{other.id, side.id}]
				}
				values = append(values, received)
			}
			e := f.spreadOf(values)
			kept, of = append(kept, e), append(of, i)
			chance = append(chance, tailOf3(e.mid/((e.hi-e.lo)/2/printedT[f.level][f.Replicates])))
		}
	}
	marks := holm(chance, f.level)
	for k, e := range kept {
		q, sc := drawn[k/(f.Scenarios-1)], 1+k%(f.Scenarios-1)
		what := sideNames[of[k]].id + " under " + f.title(sc, s.Language)
		if title := sideNames[of[k]].name.In(s.Language); q.title != title {
			t.Errorf("the panel of %s is %q", title, q.title)
		}
		spots := q.spots(l[sc], false)
		if len(spots) != 1 {
			t.Errorf("%s has %d points", what, len(spots))
			continue
		}
		filled := marks[k]
		if f.Replicates != 4 { // the closed form is that of 3 degrees of freedom
			filled = !spots[0].hollow
		}
		q.stands(t, what, spots[0], q.x, false, e, filled)
	}
}

// readTiers reads the figure by tier.
func (f *facts) readTiers(t *testing.T, s *study, looks lookFinder) {
	p := readPicture(t, s, "tiers")
	l := looks(p, 1, nil)
	for i, q := range p.panels(t, names, numbers) {
		table := tierRows[i]
		if q.title != table.title.In(s.Language) {
			t.Errorf("panel %d by tier is %q", i, q.title)
		}
		for sc := 1; sc < f.Scenarios; sc++ {
			spots := q.spots(l[sc], true)
			if len(spots) != len(table.ids) {
				t.Errorf("%s under %s has %d points", q.title, f.title(sc, s.Language), len(spots))
				continue
			}
			for k, id := range table.ids {
				var d []float64
				sums := f.byTier(table.table, table.column, id)
				for rep := range sums[sc] {
					d = append(d, sums[sc][rep]-sums[0][rep])
				}
				q.stands(t, fmt.Sprint(q.title, ", ", id, " under ", f.title(sc, s.Language)), spots[k], q.y, true, f.spreadOf(d), true)
				// The name below is that of the tier: nearer than those of the others.
				nearest, far := "", math.Inf(1)
				for _, w := range p.words {
					if d := math.Abs(w.x + w.width/2 - spots[k].x); w.y > q.bottom && w.y < q.bottom+14 && d < far {
						nearest, far = w.text, d
					}
				}
				if nearest != table.names[k].In(s.Language) {
					t.Errorf("%s of %s stands over %q", q.title, id, nearest)
				}
			}
		}
	}
}

// readFlows reads the figure of flows: each side with its amount, bars and bands in proportion to the money.
func (f *facts) readFlows(t *testing.T, s *study) {
	p := readPicture(t, s, "flows")
	moved := f.moved()
	var scales []float64
	bands, bars := 0, 0
	for sc := range f.Scenarios {
		mean := map[[2]string]float64{}
		all := 0.0
		for _, a := range sideNames {
			for _, b := range sideNames {
				for rep := range moved[sc] {
					mean[[2]string{a.id, b.id}] += max(moved[sc][rep][[2]string{a.id, b.id}], 0) / float64(f.Replicates)
				}
			}
		}
		for _, v := range mean {
			all += v
		}
		color := p.panelColor(sc)
		heights := map[string][]float64{} // of bars, left and right
		for _, m := range p.areas {
			if m.color == color && m.opacity == 1 && len(m.at) >= 4 {
				heights["bars"] = append(heights["bars"], height(m))
			}
			if m.color == color && m.opacity < 1 {
				heights["bands"] = append(heights["bands"], math.Abs(m.at[2][1]-m.at[1][1]))
			}
		}
		var flows, margins []float64
		for _, a := range sideNames {
			pays := 0.0
			for _, b := range sideNames {
				if v := mean[[2]string{a.id, b.id}]; v >= 0.0005*all {
					flows = append(flows, v)
					pays += v
				}
			}
			gets := 0.0
			for _, b := range sideNames {
				if v := mean[[2]string{b.id, a.id}]; v >= 0.0005*all {
					gets += v
				}
			}
			for _, v := range []float64{pays, gets} {
				if v == 0 {
					continue
				}
				margins = append(margins, v)
				if label := a.name.In(s.Language) + " " + threeDigits(v); !slices.ContainsFunc(p.words, func(w written) bool { return w.text == label }) {
					t.Errorf("no side is called %q", label)
				}
			}
		}
		if len(heights["bands"]) != len(flows) || len(heights["bars"]) != len(margins) {
			t.Errorf("%d bands and %d bars under %s, want %d and %d", len(heights["bands"]), len(heights["bars"]), f.title(sc, s.Language),
				len(flows), len(margins))
			continue
		}
		for i, h := range heights["bands"] { // drawn by payer, then by receiver
			if flows[i] > 100 {
				scales = append(scales, h/flows[i])
			}
		}
		for i, h := range heights["bars"] {
			if margins[i] > 100 {
				scales = append(scales, h/margins[i])
			}
		}
		bands, bars = bands+len(flows), bars+len(margins)
	}
	if len(scales) < 10 || slices.Max(scales) > 1.01*slices.Min(scales) {
		t.Errorf("%d bands and %d bars have scales from %v to %v", bands, bars, slices.Min(scales), slices.Max(scales))
	}
}

// panelColor is the colour of a scenario in a figure without a legend: the order of the palette of Okabe and Ito.
func (p *picture) panelColor(sc int) string {
	return []string{"#333333", "#0072b2", "#e69f00", "#009e73", "#cc79a7"}[sc]
}

func height(m shape) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, at := range m.at {
		lo, hi = min(lo, at[1]), max(hi, at[1])
	}
	return hi - lo
}

// threeDigits writes an amount with about three digits.
func threeDigits(v float64) string {
	switch {
	case v >= 1000:
		return fmt.Sprintf("%d,%03d", int(v+0.5)/1000, int(v+0.5)%1000)
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// readHeadLoss reads the figure of losses without some streamers.
func (f *facts) readHeadLoss(t *testing.T, s *study) {
	p := readPicture(t, s, "head-dependence")
	if best := p.key(t, plots.Label{EN: "the k best sellers removed", ZH: "移除销售前 k 名"}.In(s.Language)); best.color != p.panelColor(0) {
		t.Errorf("the legend shows the best sellers in %s", best.color)
	}
	control := p.key(t, plots.Label{EN: "k random active streamers removed (placebo)", ZH: "移除随机 k 名活跃主播（安慰剂对照）"}.In(s.Language))
	for sc, q := range p.panels(t, names, numbers) {
		if q.title != f.title(sc, s.Language) {
			t.Errorf("panel %d of losses is %q", sc, q.title)
		}
		var top, random []shape
		for _, g := range q.glyphs {
			switch {
			case !q.inside(g.x, g.y):
			case g.color == p.panelColor(sc) && !g.hollow:
				top = append(top, g)
			case g.color == control.color && g.hollow:
				random = append(random, g)
			}
		}
		for group, spots := range map[string][]shape{"head_loss_": top, "random_loss_": random} {
			n := 0
			for i, k := range []int{1, 3, 10} {
				loss := f.levelOf(fmt.Sprint(group, k), sc).times(100)
				if math.IsNaN(loss.mid) {
					continue
				}
				if n++; n > len(spots) {
					break
				}
				q.stands(t, fmt.Sprint(group, k, " under ", q.title), spots[n-1], q.y, true, loss, group == "head_loss_")
				if q.x.labels[i] != fmt.Sprint(k) || math.Abs(q.x.places[i]-spots[n-1].x) > 12 {
					t.Errorf("%s: the loss of %v stands over %q", q.title, k, q.x.labels[i])
				}
			}
			if n != len(spots) {
				t.Errorf("%s has %d points of %s, want %d", q.title, len(spots), group, n)
			}
		}
	}
}

// readHeadCourse reads the figure of how the loss goes on: the branches without the top 3 from the first date, beside the run itself.
func (f *facts) readHeadCourse(t *testing.T, s *study, looks lookFinder) {
	p := readPicture(t, s, "head-course")
	l := looks(p, 0, nil)
	q := p.panels(t)[0]
	first := f.Days / 3 / 30 * 30
	factual := f.daily("gmv")
	branch := make([]map[int]map[int]float64, f.Scenarios)
	f.rows("courses", func(sc, rep int, number func(string) float64, text func(string) string) {
		if number("date") != float64(first) || text("group") != "top" || number("k") != 3 {
			return
		}
		if branch[sc] == nil {
			branch[sc] = map[int]map[int]float64{}
		}
		if branch[sc][rep] == nil {
			branch[sc][rep] = map[int]float64{}
		}
		branch[sc][rep][int(number("day"))] = number("gmv")
	})
	for sc := range f.Scenarios {
		var c course
		for since := 28; since <= f.Days-first; since += 7 {
			var values []float64
			for rep := range min(f.Replicates, 8) {
				with, without := 0.0, 0.0
				for day := first + since - 27; day <= first+since; day++ {
					with, without = with+factual[sc][rep][day], without+branch[sc][rep][day]
				}
				values = append(values, 100*(1-without/with))
			}
			c.x, c.y = append(c.x, float64(since)), append(c.y, f.spreadOf(values))
		}
		q.follows(t, "loss under "+f.title(sc, s.Language), l[sc], c, true)
	}
	for _, note := range []struct {
		after int
		words plots.Label
	}{{90, plots.Label{EN: "days 1–90: first loss", ZH: "第 1–90 天：首期损失"}}, {180, plots.Label{EN: "day 181 on: long loss", ZH: "第 181 天起：长期损失"}}} {
		stands := slices.ContainsFunc(p.words, func(w written) bool {
			return w.text == note.words.In(s.Language) && math.Abs(w.x-q.x.at(float64(note.after))-3) < 0.1
		})
		if want := f.Days-first > note.after; stands != want && note.after < f.Days-first-28 {
			t.Errorf("a branch of %d days is marked at day %d: %v", f.Days-first, note.after, stands)
		}
	}
}
