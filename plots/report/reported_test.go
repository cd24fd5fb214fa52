package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// facts are invented results in which every number is another one, and what the test itself makes of them: nothing here is
// computed by the code that makes the report.
type facts struct {
	*invented.Results
	asked  *Asked
	params []*param.Param
	level  float64

	TierSums map[string][][]float64 // by table, column and tier, once they are asked for
}

// The kinds of contrast. The scenarios of a metric take turns.
const (
	standsLower   = iota // remains after Holm's adjustment
	standsHigher         //
	clearAlone           // clear before the adjustment only
	unclear              //
	sameInAll            // 0 in every replicate
	sameInFewer          // 0 in those that measure it
	oneNumber            // one number other than 0 in every pair
	ofFewer              // lower, of fewer replicates
	notMeasured          //
	ofNothing            // the baseline is not above 0
	ratioDisagree        // the interval of the ratio holds 0, that of the difference does not
	contrastKinds
)

// sizeOf is about how large a metric is; metrics of one unit all differ.
func sizeOf(m metric.Metric, i int) float64 {
	size := map[string]float64{"share": 0.4, "yuan": 3e6, "index": 0.6, "count": 900, "day": 40}[m.Unit]
	if size == 0 {
		size = 50
	}
	return size * (1 + 0.013*float64(i))
}

// kindOf is the kind of contrast of the i-th metric under a scenario.
func kindOf(i, sc int) int { return (i*3 + sc) % contrastKinds }

// distinct makes facts. Some metrics are undefined in some replicates, in all but one, under one scenario, or everywhere.
func distinct(scenarios, replicates, days int) *facts {
	f := &facts{Results: invented.New(scenarios, replicates, days, 40), level: 0.95}
	f.Summary, f.Judged = nil, nil
	if scenarios > 1 {
		f.level = 0.9
	}
	for i, id := range metric.Names() {
		m, _ := metric.Find(id)
		f.Each(func(sc, rep int, name string) {
			x := sizeOf(m, i) * (1 + 0.05*invented.Noise(rep, 5000+i, 1)[0] + 0.02*float64(sc) + 0.01*invented.Noise(rep, 1000*sc+i, 1)[0])
			switch {
			case m.Ratio[0] != "": // of means, and so of no replicate
				x = math.NaN()
			case i%11 == 5, i%11 == 7 && rep == replicates-1, i%11 == 9 && rep > 0, i%13 == 4 && sc == 1:
				x = math.NaN()
			}
			f.Summary = append(f.Summary, record.Value{Scenario: name, Replicate: rep, Metric: id, Unit: m.Unit, Value: x})
		})
		for sc := 1; sc < scenarios; sc++ {
			f.Judged = append(f.Judged, f.contrastOf(m, i, sc))
		}
	}
	f.Run.Level = f.level
	f.Run.Scale = []store.Scale{{Name: "consumers", Value: 12345.6}, {Name: "streamers", Value: 3.21}}
	f.Run.Files = []store.FileSum{{Path: "tables/days.parquet", SHA256: strings.Repeat("a1", 32)},
		{Path: "tables/months.parquet", SHA256: strings.Repeat("b2", 32)}}
	for i := range f.Run.Scenarios {
		f.Run.Scenarios[i].SHA256 = fmt.Sprintf("%064d", i+1)
	}
	set := param.NewSet()
	var text string
	var number float64
	var whole int64
	set.Text(&text, "platform.ranking.objective", "gmv", param.Spec{EN: "what the ranking maximises", ZH: "排序目标", Source: param.Assumption,
		Acts: param.Partly})
	set.Text(&text, "platform.ranking.allocate", "greedy", param.Spec{EN: "how exposure is given", ZH: "曝光分配", Source: "somebody 2020",
		Acts: param.Entry})
	set.Int(&whole, "consumers.count", 5000, param.Spec{EN: "registered consumers", ZH: "注册消费者", Unit: "count", Min: 1, Max: 1e6,
		Source: param.Assumption, Acts: param.Start})
	set.Float(&number, "platform.fee", 0.05, param.Spec{EN: "fee", ZH: "佣金", Unit: "share", Min: 0, Max: 1, Source: "somebody 2021"})
	f.params = set.Params()
	return f
}

// contrastOf invents a contrast of its kind with numbers of its own.
func (f *facts) contrastOf(m metric.Metric, i, sc int) record.Contrast {
	n := f.Replicates
	base := sizeOf(m, i) * 1.003
	rel, half := 0.021+0.0007*float64(i)+0.004*float64(sc), 0.008+0.0003*float64(i)+0.001*float64(sc)
	c := record.Contrast{Study: "study", Baseline: invented.Names[0], Scenario: invented.Names[sc], Metric: m.ID, Unit: m.Unit,
		Family: m.Family, Replicates: n, Level: f.level}
	switch {
	case m.Placebo:
		c.Family = ""
	case m.Headline && m.ID != "top3_share" && m.ID != "gini": // as in a study that declares the others
		c.Family = record.Primary
	}
	p, holm := 0.0011, 0.0123
	switch kindOf(i, sc) {
	case standsLower:
		rel = -rel
	case clearAlone:
		p, holm = 0.0321, 0.3456
	case unclear:
		rel, p, holm = 0.3*half, 0.4567, 1
	case ofFewer:
		rel, c.Replicates = -rel, max(n-1, 1)
	case oneNumber:
		half, p, holm = 0, 0.125, 0.6
	case sameInAll, sameInFewer:
		rel, half, p, holm = 0, 0, 1, 1
		if kindOf(i, sc) == sameInFewer {
			c.Replicates = max(n-1, 1)
		}
	}
	c.BaselineMean, c.ScenarioMean, c.P, c.PHolm = base, base*(1+rel), p, holm
	c.Diff, c.DiffLo, c.DiffHi = base*rel, base*(rel-half), base*(rel+half)
	c.RelDiff, c.RelLo, c.RelHi = rel, rel-1.1*half, rel+1.05*half // another interval than that of the difference
	c.BaselineLo, c.BaselineHi, c.ScenarioLo, c.ScenarioHi = base*0.98, base*1.02, c.ScenarioMean-0.021*base, c.ScenarioMean+0.021*base
	nan := math.NaN()
	switch kindOf(i, sc) {
	case ratioDisagree:
		c.RelLo = -0.001
	case notMeasured:
		c.Diff, c.DiffLo, c.DiffHi, c.RelDiff, c.RelLo, c.RelHi, c.P, c.PHolm, c.Replicates = nan, nan, nan, nan, nan, nan, nan, nan, 0
	case ofNothing:
		c.BaselineMean, c.RelDiff, c.RelLo, c.RelHi = -base, nan, nan, nan
	}
	if n < 2 && kindOf(i, sc) != notMeasured { // one pair has no interval and no test
		c.DiffLo, c.DiffHi, c.RelLo, c.RelHi, c.P, c.PHolm, c.Replicates = nan, nan, nan, nan, nan, nan, 1
	}
	if n < 2 {
		c.BaselineLo, c.BaselineHi, c.ScenarioLo, c.ScenarioHi = nan, nan, nan, nan
	}
	if m.Placebo {
		c.PHolm = nan
	}
	return c
}

// of finds the contrast of a metric under a scenario.
func (f *facts) of(id string, sc int) record.Contrast {
	for _, c := range f.Judged {
		if c.Metric == id && c.Scenario == invented.Names[sc] {
			return c
		}
	}
	return record.Contrast{Diff: math.NaN(), RelDiff: math.NaN(), P: math.NaN(), PHolm: math.NaN()}
}

// printedT are two-sided quantiles of Student's t, as tables have them, by level and number of values.
var printedT = map[float64]map[int]float64{
	0.9:  {2: 6.3137515147, 3: 2.9199855804, 4: 2.3533634348, 5: 2.1318467863},
	0.95: {2: 12.7062047364, 3: 4.3026527297, 4: 3.1824463053, 5: 2.7764451052},
	0.99: {2: 63.6567411629, 3: 9.9248432009, 4: 5.8409093097, 5: 4.6040948713},
}

// spread is a mean with its interval and of how many values it is.
type spread struct {
	mid, lo, hi float64
	n           int
}

// spreadOf takes the mean and the interval of those values that are numbers.
func (f *facts) spreadOf(values []float64) spread { return spreadAt(f.level, values) }

func spreadAt(level float64, values []float64) spread {
	sum, n := 0.0, 0
	for _, x := range values {
		if !math.IsNaN(x) {
			sum, n = sum+x, n+1
		}
	}
	s := spread{sum / float64(n), math.NaN(), math.NaN(), n}
	squares := 0.0
	for _, x := range values {
		if !math.IsNaN(x) {
			squares += (x - s.mid) * (x - s.mid)
		}
	}
	if n > 1 {
		half := printedT[level][n] * math.Sqrt(squares/float64(n-1)/float64(n))
		s.lo, s.hi = s.mid-half, s.mid+half
	}
	return s
}

func (s spread) times(x float64) spread { return spread{s.mid * x, s.lo * x, s.hi * x, s.n} }

// valuesOf are the values of a metric under a scenario by replicate.
func (f *facts) valuesOf(id string, sc int) (values []float64) {
	for _, v := range f.Summary {
		if v.Metric == id && v.Scenario == invented.Names[sc] {
			values = append(values, v.Value)
		}
	}
	return values
}

// levelOf is the level of a metric under a scenario; of one that is a ratio of means that of these, where the lower is clear of 0 at
// 99 %.
func (f *facts) levelOf(id string, sc int) spread {
	m, _ := metric.Find(id)
	if m.Ratio[0] == "" {
		return f.spreadOf(f.valuesOf(id, sc))
	}
	above, below := f.valuesOf(m.Ratio[0], sc), f.valuesOf(m.Ratio[1], sc)
	var a, b []float64
	for i := range above {
		if !notANumber(above[i], below[i]) {
			a, b = append(a, above[i]), append(b, below[i])
		}
	}
	if !(spreadAt(0.99, b).lo > 0) {
		return spread{math.NaN(), math.NaN(), math.NaN(), 0}
	}
	return f.fieller(a, b)
}

// fieller is the ratio of two means with all those ratios that Student's test does not reject (Fieller 1954), found by halving.
func (f *facts) fieller(above, below []float64) spread {
	mid := spreadAt(f.level, above).mid / spreadAt(f.level, below).mid
	rejected := func(ratio float64) bool {
		left := make([]float64, len(above))
		for i := range left {
			left[i] = above[i] - ratio*below[i]
		}
		s := f.spreadOf(left)
		return s.lo > 0 || s.hi < 0
	}
	end := func(side float64) float64 {
		far := side * max(math.Abs(mid), 1e-6)
		for !rejected(mid + far) {
			far *= 2
		}
		near := 0.0
		for range 100 {
			if middle := (near + far) / 2; rejected(mid + middle) {
				far = middle
			} else {
				near = middle
			}
		}
		return mid + far
	}
	return spread{mid, end(-1), end(1), len(above)}
}

// fewer is how a number of replicates stands behind a number: nothing if it is all of them.
func (f *facts) fewer(n int) string {
	if n == 0 || n == f.Replicates {
		return ""
	}
	return fmt.Sprintf(" (%d)", n)
}

func (f *facts) title(sc int, lang string) string { return plots.Label(invented.Titles[sc]).In(lang) }

func (f *facts) window() int { return min(f.Days, 365) }

// count writes a number of things.
func count(n int, one, many, zh string) plots.Label {
	if n == 1 {
		many = one
	}
	return plots.Label{EN: fmt.Sprint(n, " ", many), ZH: fmt.Sprint(n, " ", zh)}
}

// perCent is what stands behind a number in per cent: in Chinese no space before the sign.
var perCent = plots.Label{EN: " %", ZH: "%"}

// read is how a contrast is read: its numbers times a scale, with the unit behind the first.
func read(m metric.Metric, c record.Contrast) (d spread, unit string) {
	d = spread{c.Diff, c.DiffLo, c.DiffHi, c.Replicates}
	switch {
	case m.Unit == "share":
		return d.times(100), " pp"
	case m.Signed:
		return d, ""
	}
	relative := spread{c.RelDiff, c.RelLo, c.RelHi, c.Replicates}
	if (d.lo > 0 || d.hi < 0) != (relative.lo > 0 || relative.hi < 0) {
		relative.lo, relative.hi = d.lo/c.BaselineMean, d.hi/c.BaselineMean
	}
	return relative.times(100), " %"
}

// mark is what stands behind a contrast that remains after Holm's adjustment.
func (f *facts) mark(c record.Contrast) string {
	switch {
	case !(c.PHolm < 1-f.level):
		return ""
	case c.Family == "primary":
		return "*"
	}
	return "°"
}

// phrase is a contrast as a sentence has it.
func (f *facts) phrase(m metric.Metric, c record.Contrast, lang string) (pattern string, numbers []float64) {
	d, unit := read(m, c)
	if unit == perCent.EN {
		unit = perCent.In(lang)
	}
	pattern, numbers = "{+}"+unit, []float64{d.mid}
	switch {
	case math.IsNaN(d.mid):
		pattern = "{+}"
	case c.DiffLo == c.DiffHi && !math.IsNaN(c.DiffLo):
		pattern += plots.Label{EN: " in every pair", ZH: "，每对均同"}.In(lang)
	case !math.IsNaN(d.lo):
		pattern, numbers = pattern+" [{+}, {+}]", []float64{d.mid, d.lo, d.hi}
	}
	pattern += f.mark(c)
	if d.n != f.Replicates && !math.IsNaN(d.mid) {
		pattern += plots.Label{EN: fmt.Sprintf(", in %d of %s", d.n, count(f.Replicates, "replicate", "replicates", "").EN),
			ZH: fmt.Sprintf("，%d 次重复中的 %d 次", f.Replicates, d.n)}.In(lang)
	}
	return pattern, numbers
}

// sentence is what the report says of a deciding metric.
func (f *facts) sentence(id string, first bool, lang string) (pattern string, numbers []float64) {
	m, _ := metric.Find(id)
	type group struct {
		words plots.Label
		in    func(c record.Contrast) bool
	}
	holm := func(c record.Contrast) bool { return c.PHolm < 1-f.level }
	same := func(c record.Contrast) bool { return c.Diff == 0 && !(c.DiffLo < 0) }
	groups := []group{
		{plots.Label{EN: "is lower under %s", ZH: "%s较低"}, func(c record.Contrast) bool { return holm(c) && c.Diff < 0 }},
		{plots.Label{EN: "is higher under %s", ZH: "%s较高"}, func(c record.Contrast) bool { return holm(c) && c.Diff > 0 }},
		{plots.Label{EN: "differs under %s, but not after adjusting for the number of comparisons", ZH: "%s有差异，但 Holm 校正后不显著"},
			func(c record.Contrast) bool { return !holm(c) && c.P < 1-f.level }},
		{plots.Label{EN: "does not clearly differ under %s", ZH: "%s无明显差异"}, func(c record.Contrast) bool { return !(c.P < 1-f.level) && !same(c) }},
		{plots.Label{EN: "is the same in every replicate under %s", ZH: "%s在每次重复中都相同"},
			func(c record.Contrast) bool { return same(c) && c.Replicates == f.Replicates }},
		{plots.Label{EN: "is the same in every replicate that measures it under %s", ZH: "%s在每次测得的重复中都相同"},
			func(c record.Contrast) bool { return same(c) && c.Replicates < f.Replicates }},
	}
	var parts []string
	for g, group := range groups {
		var who []string
		var all [][]float64
		for sc := 1; sc < f.Scenarios; sc++ {
			c := f.of(id, sc)
			if math.IsNaN(c.Diff) || !group.in(c) {
				continue
			}
			said, of := f.phrase(m, c, lang)
			switch g {
			case 4:
				who, all = append(who, f.title(sc, lang)), append(all, nil)
				continue
			case 5:
				said, of = fmt.Sprintf(plots.Label{EN: "%d of %d", ZH: "%d / %d"}.In(lang), c.Replicates, f.Replicates), nil
			}
			who, all = append(who, f.title(sc, lang)+plots.Label{EN: " (", ZH: "（"}.In(lang)+said+plots.Label{EN: ")", ZH: "）"}.In(lang)), append(all, of)
		}
		if len(who) == 0 {
			continue
		}
		names := ""
		switch n := len(who); {
		case n > 8 && lang == plots.English:
			names, all = strings.Join(who[:6], ", ")+fmt.Sprintf(" and %d others", n-6), all[:6]
		case n > 8:
			names, all = strings.Join(who[:6], "、")+fmt.Sprintf("等 %d 个情景", n), all[:6]
		case lang == plots.Chinese:
			names = strings.Join(who, "、")
		case n == 1:
			names = who[0]
		default:
			names = strings.Join(who[:n-1], ", ") + " and " + who[n-1]
		}
		parts, numbers = append(parts, fmt.Sprintf(group.words.In(lang), names)), append(numbers, slices.Concat(all...)...)
	}
	if len(parts) == 0 {
		return "", nil
	}
	said := strings.Join(parts, plots.Label{EN: "; it ", ZH: "；"}.In(lang))
	name := plots.Label{EN: m.EN, ZH: m.ZH}
	if m.Unit != "share" && m.Signed {
		unit := plots.UnitLabel(m.Unit)
		name = plots.Label{EN: m.EN + ", in " + unit.EN + ",", ZH: m.ZH + "（" + unit.ZH + "）"}
	}
	if first {
		return fmt.Sprintf(plots.Label{EN: "Against %s, %s %s.", ZH: "与%s相比，%s：%s。"}.In(lang), f.title(0, lang), name.In(lang), said), numbers
	}
	return fmt.Sprintf(plots.Label{EN: "%s %s.", ZH: "%s：%s。"}.In(lang),
		plots.Label{EN: strings.ToUpper(name.EN[:1]) + name.EN[1:], ZH: name.ZH}.In(lang), said), numbers
}

// alone is what the report of a single run says of a metric.
func (f *facts) alone(id, lang string) (pattern string, numbers []float64) {
	m, _ := metric.Find(id)
	l := f.levelOf(id, 0)
	if math.IsNaN(l.mid) {
		return "", nil
	}
	consumers := l.mid / 10000
	unit, behind := "", plots.UnitLabel(m.Unit).In(lang)
	switch m.Unit {
	case "share":
		l, unit, behind = l.times(100), perCent.In(lang), ""
	case "index", "count", "":
		behind = ""
	}
	pattern, numbers = "{}"+unit, []float64{l.mid}
	if !math.IsNaN(l.lo) {
		pattern, numbers = pattern+" [{}, {}]", []float64{l.mid, l.lo, l.hi}
	}
	if behind != "" {
		pattern += plots.Label{EN: " ", ZH: ""}.In(lang) + behind
	}
	if m.Unit == "yuan" && m.Family == "volume" && id != "order_value" {
		pattern, numbers = pattern+plots.Label{EN: ", {} yuan per consumer", ZH: "，人均 {} 元"}.In(lang), append(numbers, consumers)
	}
	if l.n != f.Replicates {
		pattern += plots.Label{EN: fmt.Sprintf(", in %d of %s", l.n, count(f.Replicates, "replicate", "replicates", "").EN),
			ZH: fmt.Sprintf("，%d 次重复中的 %d 次", f.Replicates, l.n)}.In(lang)
	}
	name := plots.Label{EN: strings.ToUpper(m.EN[:1]) + m.EN[1:], ZH: m.ZH}.In(lang)
	return name + plots.Label{EN: ": ", ZH: "："}.In(lang) + pattern + plots.Label{EN: ".", ZH: "。"}.In(lang), numbers
}

// visible reports whether the decimals show the half of an interval.
func visible(decimals int, s spread) bool {
	half := (s.hi - s.lo) / 2
	return !(half > 0) || half >= 0.5*math.Pow(10, -float64(decimals)) || decimals == 6
}

// metrics are the rows of a table of metrics, by family: every metric that the table knows something about.
func (r *reader) metrics(f *facts, suffix string, defined func(id string) bool, row func(b block, m metric.Metric)) {
	r.Helper()
	for _, family := range metric.Families() {
		var shown []metric.Metric
		for _, m := range metric.All() {
			if m.Family != family.ID || suffix != "" && !m.First90 {
				continue
			}
			if m, _ := metric.Find(m.ID + suffix); defined(m.ID) {
				shown = append(shown, m)
			}
		}
		if len(shown) == 0 {
			continue
		}
		r.head(plots.Label{EN: family.EN, ZH: family.ZH}.In(r.lang))
		for _, m := range shown {
			name := plots.Label{EN: m.EN, ZH: m.ZH}.In(r.lang)
			switch m.Unit {
			case "share", "index", "count", "":
			default:
				name += plots.Label{EN: ", ", ZH: "，"}.In(r.lang) + plots.UnitLabel(m.Unit).In(r.lang)
			}
			b := r.next("tr", name)
			if r.lost {
				return
			}
			if got := b.cells[0].words(); got != name {
				r.fail("here is the row of %q, expected was %q", got, name)
			}
			if told := b.cells[0].attr["title"]; !strings.HasPrefix(told, plots.Label{EN: m.Definition, ZH: m.DefinitionZH}.In(r.lang)) {
				r.fail("%s is explained by %q", m.ID, told)
			}
			row(b, m)
		}
	}
}

// columns are the titles over a table of metrics; every later cell repeats the one it belongs to.
func (r *reader) columns(f *facts) {
	r.Helper()
	titles := []string{plots.Label{EN: "Metric", ZH: "指标"}.In(r.lang)}
	for sc := range f.Scenarios {
		titles = append(titles, f.title(sc, r.lang))
	}
	r.head(titles...)
}

// cell compares a cell with a pattern, and with whose it says it is.
func (r *reader) cell(f *facts, b block, sc int, m metric.Metric, pattern string, numbers ...float64) (decimals int) {
	r.Helper()
	if len(b.cells) != f.Scenarios+1 {
		r.fail("the row of %s has %d cells", m.ID, len(b.cells))
		return -1
	}
	cell := b.cells[sc+1]
	if cell.attr["data-s"] != f.title(sc, r.lang) {
		r.fail("%s under %s is marked as of %q", m.ID, f.title(sc, r.lang), cell.attr["data-s"])
	}
	d, err := readback.Text(cell.words(), pattern, numbers...)
	if err != nil {
		r.fail("%s under %s is %q: %v", m.ID, f.title(sc, r.lang), cell.words(), err)
		return -1
	}
	if len(d) == 0 {
		return -1
	}
	return slices.Max(d)
}

// agreed demands that all numbers of a row have as many decimals.
func (r *reader) agreed(b block, seen []int) {
	r.Helper()
	seen = slices.DeleteFunc(slices.Clone(seen), func(d int) bool { return d < 0 })
	if n := len(slices.Compact(slices.Sorted(slices.Values(seen)))); n > 1 {
		r.fail("the row %q has numbers of %v decimals", b.text, seen)
	}
}

// differences read a table of contrasts.
func (r *reader) differences(f *facts, suffix string) {
	r.Helper()
	r.columns(f)
	known := func(id string) bool {
		for sc := 1; sc < f.Scenarios; sc++ {
			if !math.IsNaN(f.of(id, sc).Diff) {
				return true
			}
		}
		return false
	}
	r.metrics(f, suffix, known, func(b block, m metric.Metric) {
		level, scale := f.levelOf(m.ID, 0), ""
		if m.Unit == "share" {
			level, scale = level.times(100), perCent.In(r.lang)
		}
		if math.IsNaN(level.mid) {
			scale = ""
		}
		r.cell(f, b, 0, m, "{}"+scale+f.fewer(level.n), level.mid)
		var decimals []int
		for sc := 1; sc < f.Scenarios; sc++ {
			c := f.of(m.ID, sc)
			d, _ := read(m, c)
			pattern, numbers := f.inTable(m, c, r.lang)
			decimals = append(decimals, r.cell(f, b, sc, m, pattern, numbers...))
			if bold := strings.Contains(b.cells[sc+1].attr["class"], "apart"); bold != (f.mark(c) != "") {
				r.fail("%s under %s is bold: %v", m.ID, f.title(sc, r.lang), bold)
			}
			if len(numbers) == 3 && !visible(decimals[sc-1], d) {
				r.fail("%s under %s is %q: its interval does not show", m.ID, f.title(sc, r.lang), b.cells[sc+1].words())
			}
		}
		r.agreed(b, decimals)
	})
}

// inTable is how a contrast stands in a cell.
func (f *facts) inTable(m metric.Metric, c record.Contrast, lang string) (pattern string, numbers []float64) {
	d, unit := read(m, c)
	if unit == perCent.EN {
		unit = perCent.In(lang)
	}
	pattern, numbers = "{+}"+unit, []float64{d.mid}
	mark := f.mark(c)
	switch {
	case math.IsNaN(d.mid):
		return "{+}" + mark, numbers
	case c.Diff == 0 && !(c.DiffLo < 0):
		return "=" + f.fewer(c.Replicates), nil
	case c.DiffLo == c.DiffHi:
		pattern += "†" + mark + f.fewer(c.Replicates)
	case math.IsNaN(d.lo):
		pattern += mark + f.fewer(c.Replicates)
	default:
		pattern, numbers = pattern+mark+f.fewer(c.Replicates)+" [{+}, {+}]", []float64{d.mid, d.lo, d.hi}
	}
	return pattern, numbers
}

// levels read the table of levels.
func (r *reader) levels(f *facts) {
	r.Helper()
	r.columns(f)
	known := func(id string) bool {
		for sc := range f.Scenarios {
			if !math.IsNaN(f.levelOf(id, sc).mid) {
				return true
			}
		}
		return false
	}
	r.metrics(f, "", known, func(b block, m metric.Metric) {
		var decimals []int
		for sc := range f.Scenarios {
			l, unit := f.levelOf(m.ID, sc), ""
			if m.Unit == "share" {
				l, unit = l.times(100), perCent.In(r.lang)
			}
			pattern, numbers := "{}"+unit+f.fewer(l.n), []float64{l.mid}
			switch {
			case math.IsNaN(l.mid):
				pattern = "{}"
			case !math.IsNaN(l.lo):
				pattern, numbers = pattern+" [{}, {}]", []float64{l.mid, l.lo, l.hi}
			}
			decimals = append(decimals, r.cell(f, b, sc, m, pattern, numbers...))
			if !visible(decimals[sc], l) {
				r.fail("the level of %s is %q: its interval does not show", m.ID, b.cells[sc+1].words())
			}
		}
		r.agreed(b, decimals)
	})
}

// some reports whether a contrast is of a kind.
func (f *facts) some(is func(c record.Contrast) bool) bool {
	return slices.ContainsFunc(f.Judged, is)
}

// TestEveryWordOfTheReportIsRight reads whole reports, in both languages, from the first heading to the last sum of a file, and
// compares each cell and sentence with the inputs. What it is not told of fails it.
func TestEveryWordOfTheReportIsRight(t *testing.T) {
	for what, f := range map[string]*facts{
		"five scenarios":                 distinct(5, 4, 400),
		"eleven scenarios, all lower":    lowerAll(),
		"a comparison with one pair":     distinct(3, 1, 200),
		"a run with replicates":          distinct(1, 4, 500),
		"a single run":                   distinct(1, 1, 400),
		"a comparison of a few days":     distinct(2, 3, 1),
		"a study with predictions":       predicted(),
		"a folder without any removals":  distinct(2, 3, 400).withoutRemovals(),
		"a single run without removals":  distinct(1, 1, 400).withoutRemovals(),
		"of a study as it stands":        distinct(3, 5, 545).onOneDate(),
		"a study with words alone to it": worded(),
	} {
		for _, lang := range []string{plots.English, plots.Chinese} {
			f.readReport(t, what, lang)
		}
	}
}

// lowerAll is a comparison of more scenarios than a sentence names, all of which lower what the sentence is about.
func lowerAll() *facts {
	f := distinct(11, 2, 400)
	for i := range f.Judged {
		if c := &f.Judged[i]; c.Metric == "gmv" {
			rel := -0.0123 - 0.0011*float64(i)
			c.Replicates, c.BaselineMean, c.P, c.PHolm = 2, 3e6, 0.0011, 0.0123
			c.Diff, c.DiffLo, c.DiffHi = 3e6*rel, 3e6*(rel-0.004), 3e6*(rel+0.005)
			c.RelDiff, c.RelLo, c.RelHi = rel, rel-0.0042, rel+0.0053
		}
	}
	return f
}

// withoutRemovals leaves out what comes of removals.
func (f *facts) withoutRemovals() *facts {
	delete(f.Tables, "courses")
	dependence := func(id string) bool { m, _ := metric.Find(id); return m.Family == "dependence" }
	f.Summary = slices.DeleteFunc(f.Summary, func(v record.Value) bool { return dependence(v.Metric) })
	f.Judged = slices.DeleteFunc(f.Judged, func(c record.Contrast) bool { return dependence(c.Metric) })
	return f
}

// onOneDate are removals on one date only, in fewer replicates but for the top 3.
func (f *facts) onOneDate() *facts {
	for i := range f.Summary {
		switch v := &f.Summary[i]; v.Metric {
		case "head_loss_3":
			v.Value = 0.05 + 0.002*float64(v.Replicate*v.Replicate)
		case "head_first_loss_3":
			v.Value = 0.05 + 0.002*float64(v.Replicate*v.Replicate)
		case "head_loss_10":
			if v.Value = 0.11 + 0.01*float64(v.Replicate); v.Replicate > 2 {
				v.Value = math.NaN()
			}
		}
	}
	return f
}

// levelNote is what the report says of the table of levels.
func (f *facts) levelNote() plots.Label {
	if f.Replicates == 1 {
		return plots.Label{EN: "One replicate, so no intervals.", ZH: "仅一次重复，没有区间。"}
	}
	percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
	fewer := false
	for _, id := range metric.Names() {
		for sc := range f.Scenarios {
			if l := f.levelOf(id, sc); l.n > 0 && l.n < f.Replicates && !strings.HasSuffix(id, metric.First90) {
				fewer = true
			}
		}
	}
	note := plots.Label{
		EN: fmt.Sprintf("Means of %d replicates; in square brackets the %s %% interval of the mean (Student's t over replicates)", f.Replicates, percent),
		ZH: fmt.Sprintf("%d 次重复的均值；方括号内为均值的 %s%% 区间（对各次重复按 t 分布）", f.Replicates, percent),
	}
	if fewer {
		note = note.Plus(plots.Label{EN: "; (n): measured in n replicates only", ZH: "；(n)：仅在 n 次重复中测得"})
	}
	return note.Plus(plots.Label{EN: ".", ZH: "。"})
}

// marksNote explains the marks that occur in the tables of differences, and no others.
func (f *facts) marksNote() plots.Label {
	same := func(c record.Contrast) bool { return c.Diff == 0 && !(c.DiffLo < 0) }
	few := func(c record.Contrast) bool { return !math.IsNaN(c.Diff) && c.Replicates < f.Replicates }
	note := plots.Label{EN: "* is primary and remains after Holm's adjustment over all primary contrasts; " +
		"° is secondary and remains after Holm's adjustment within its family of metrics only; ",
		ZH: "* 为主要对比，对全部主要对比作 Holm 校正后仍显著；° 为次要对比，仅在所属指标族内作 Holm 校正后仍显著；"}
	if f.some(func(c record.Contrast) bool { return same(c) && few(c) }) {
		note = note.Plus(plots.Label{EN: "= is the same in every replicate that measures it", ZH: "= 表示每次测得的重复都相同"})
	} else {
		note = note.Plus(plots.Label{EN: "= is the same in every replicate", ZH: "= 表示每次重复都相同"})
	}
	if f.some(func(c record.Contrast) bool { return c.DiffLo == c.DiffHi && c.Diff != 0 }) {
		note = note.Plus(plots.Label{EN: "; † is one number in every pair, so without an interval", ZH: "；† 表示每对差异为同一数，故无区间"})
	}
	levelOfFewer := false
	for _, id := range metric.Names() {
		if l := f.levelOf(id, 0); l.n > 0 && l.n < f.Replicates {
			levelOfFewer = true
		}
	}
	if levelOfFewer || f.some(few) {
		note = note.Plus(plots.Label{EN: "; (n): measured in n replicates only", ZH: "；(n)：仅在 n 次重复中测得"})
	}
	return note.Plus(plots.Label{EN: "; – was not measured, or is a % of a baseline that is not above 0.", ZH: "；– 表示未测得，或基准不大于 0 而无法取百分比。"})
}

// figures read some figures by their titles and captions.
func (r *reader) figures(f *facts, names ...string) {
	r.Helper()
	for _, name := range names {
		said, drawn := f.figureWords(name)
		if !drawn {
			continue
		}
		b := r.says("figure", said[0].EN, said[0].ZH)
		if r.lost {
			return
		}
		if got := b.node.find("desc")[0].words(); got != said[1].In(r.lang) {
			r.fail("the caption of %s is %q, want %q", name, got, said[1].In(r.lang))
		}
	}
}

func (f *facts) readReport(t *testing.T, what, lang string) {
	r := readPage(t, what, lang, pageOf(t, f.Results, Options{Lang: lang, Asked: f.asked, Params: f.params}))
	several := f.Scenarios > 1
	percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
	window := count(f.window(), "day", "days", "天")

	r.says("p", "livebazaar · report of a simulated market of live-streaming commerce", "livebazaar · 直播电商市场模拟报告")
	title := plots.Label{EN: "Results of " + f.title(0, plots.English), ZH: "模拟结果：" + f.title(0, plots.Chinese)}
	question := plots.Label{EN: "Which rule keeps GMV without a few stars holding it?", ZH: "哪种规则既保住成交额又不依赖少数头部？"}
	if several {
		title = plots.Label{EN: "Comparison of scenarios", ZH: "情景比较"}
		question = plots.Label{EN: "What changes against “" + f.title(0, plots.English) + "”?", ZH: "与“" + f.title(0, plots.Chinese) + "”相比，有何变化？"}
	}
	if f.asked != nil && f.asked.Title.EN != "" {
		title, question = f.asked.Title, f.asked.Question
	}
	r.says("h1", title.EN, title.ZH)
	for _, entry := range []plots.Label{
		{EN: "Question and answer", ZH: "问题与回答"},
		{EN: "What was compared", ZH: "比较了什么"},
		map[bool]plots.Label{true: {EN: "Differences", ZH: "差异"}, false: {EN: "Levels", ZH: "水平"}}[several],
		{EN: "Over time", ZH: "随时间的变化"},
		{EN: "Who wins and who loses", ZH: "谁得谁失"},
		{EN: "Head dependence", ZH: "头部依赖"},
		{EN: "Cohorts", ZH: "同期群"},
		{EN: "How sure", ZH: "有多可靠"},
		{EN: "How to reproduce", ZH: "如何复现"},
	} {
		r.says("ol li", entry.EN, entry.ZH)
	}

	r.says("h2", "1. Question and answer", "1. 问题与回答")
	r.says("p", question.EN, question.ZH)
	r.answers(f)
	if several {
		r.says("p", "Paired differences over the last "+window.EN+", with "+percent+" % intervals over replicates that share their random draws; "+
			"* is primary and remains after Holm's adjustment over all primary contrasts, ° is secondary and remains within its family of metrics; "+
			"pp: percentage points.",
			"最后 "+window.ZH+"的配对差异，附 "+percent+"% 区间（各情景共用随机数）；* 为主要对比，对全部主要对比作 Holm 校正后仍显著；° 为次要对比，族内校正后仍显著；pp 为百分点。")
	} else {
		r.says("p", "Over the last "+window.EN+". "+f.levelNote().EN, "最后 "+window.ZH+"。 "+f.levelNote().ZH)
	}
	r.predictions(f)

	r.says("h2", "2. What was compared", "2. 比较了什么")
	switch {
	case len(f.Run.Warmup.Own) > 0:
		r.says("p", "Each scenario is given by what differs from the baseline. Those of which nothing else is said share one starting population "+
			"and warm-up under the baseline's rules; the rules switch on day 1.",
			"各情景以其与基准的差异表示。未另作说明的情景共用同一初始主体与基准规则下的预热期；第 1 天起切换规则。")
	case several:
		r.says("p", "Each scenario is given by what differs from the baseline. All share one warm-up under the baseline's rules; "+
			"the rules switch on day 1.",
			"各情景以其与基准的差异表示。全部情景共用基准规则下的预热期，第 1 天起切换规则。")
	}
	for sc := range f.Scenarios {
		r.card(f, sc)
	}

	if several {
		r.says("h2", "3. Differences", "3. 差异")
		r.figures(f, "contrasts")
		r.says("h3", "All metrics, last "+window.EN, "全部指标，最后 "+window.ZH)
		r.differences(f, "")
		marks := f.marksNote()
		r.says("p", "First column: mean under the baseline. Others: difference to it, in % of it, of shares in percentage points (pp), "+
			"and in the unit of a metric that may be 0 or less by its nature. "+percent+" % intervals; "+marks.EN,
			"首列为基准均值；其余为与基准之差，以 % 表示；比例用百分点（pp），本身可为 0 或负值的指标用原单位。 "+percent+"% 区间；"+marks.ZH)
		r.says("summary", "The first 90 days after the rules switched", "规则切换后的前 90 天")
		if days := f.overlap(); days > 0 {
			r.says("p", fmt.Sprintf("Overlapping windows: %s of these 90 days are also among those of the table above.", count(days, "day", "days", "").EN),
				fmt.Sprintf("两段时间重叠：这 90 天中有 %d 天也属于上表的统计天数。", days))
		}
		r.differences(f, metric.First90)
		r.says("h3", "Levels under each scenario, last "+window.EN, "各情景的水平，最后 "+window.ZH)
	} else {
		r.says("h2", "3. Levels", "3. 水平")
	}
	r.says("p", f.levelNote().EN, f.levelNote().ZH)
	r.levels(f)

	r.says("h2", "4. Over time", "4. 随时间的变化")
	r.figures(f, "gmv", "gmv_net", "concentration", "lorenz", "rank-size", "active")
	r.says("h2", "5. Who wins and who loses", "5. 谁得谁失")
	r.figures(f, "receipts", "tiers", "flows")
	r.says("h3", "By tier, yuan per consumer and year", "分层，元/（人·年）")
	r.tiers(f)
	r.says("p", tierWords.EN+"Net GMV is that of live sales: merchants' profit also counts their sales on the shelf.",
		tierWords.ZH+"净成交只计直播销售，商家利润还含货架销售。")
	r.says("h2", "6. Head dependence", "6. 头部依赖")
	r.figures(f, "head-dependence", "head-course")
	r.placebos(f)
	r.removals(f)
	r.says("h2", "7. Cohorts", "7. 同期群")
	r.figures(f, "repurchase", "cohorts")
	r.sure(f)
	r.again(f)
	r.end()
}

// card reads what a scenario is.
func (r *reader) card(f *facts, sc int) {
	r.Helper()
	name := plots.Label(invented.Titles[sc])
	if sc == 0 && f.Scenarios > 1 {
		name = name.Plus(plots.Label{EN: " (baseline)", ZH: "（基准）"})
	}
	r.says("h3", name.EN, name.ZH)
	r.says("p", "Which rule keeps GMV without a few stars holding it?", "哪种规则既保住成交额又不依赖少数头部？")
	rule := func(sc int) (objective, allocate string) {
		return []string{"gmv", "engagement", "repurchase", "gmv", "gmv"}[sc%5], []string{"softmax", "softmax", "softmax", "tier-quota", "uniform"}[sc%5]
	}
	objective, allocate := rule(sc)
	head := plots.Label{EN: "baseline", ZH: "基准"}
	var rows [][]plots.Label
	if sc == 0 {
		head = plots.Label{EN: "default", ZH: "默认"}
		rows = [][]plots.Label{
			{plots.Plain("consumers.count"), {EN: "registered consumers (count)", ZH: "注册消费者 (" + param.UnitIn("count", plots.Chinese) + ")"},
				plots.Plain("5000"), plots.Plain("10000")},
			{plots.Plain("platform.ranking.allocate"), {EN: "how exposure is given", ZH: "曝光分配"}, plots.Plain("greedy"), plots.Plain(allocate)},
		}
	} else {
		before, given := rule(0)
		if allocate != given {
			rows = append(rows, []plots.Label{plots.Plain("platform.ranking.allocate"), {EN: "how exposure is given", ZH: "曝光分配"},
				plots.Plain(given), plots.Plain(allocate)})
		}
		if objective != before {
			rows = append(rows, []plots.Label{plots.Plain("platform.ranking.objective"), {EN: "what the ranking maximises", ZH: "排序目标"},
				plots.Plain(before), plots.Plain(objective)})
		}
	}
	if len(rows) == 0 {
		r.says("p", "Differs in nothing from the baseline.", "与基准没有差异。")
	} else {
		r.head(plots.Label{EN: "Key", ZH: "参数"}.In(r.lang), plots.Label{EN: "Meaning", ZH: "含义"}.In(r.lang),
			plots.Label{EN: "Acts", ZH: "生效"}.In(r.lang), head.In(r.lang), plots.Label{EN: "here", ZH: "本情景"}.In(r.lang))
	}
	acts := map[string]plots.Label{
		"platform.ranking.objective": {EN: "always, in part on entry", ZH: "始终，部分在进入时"},
		"platform.ranking.allocate":  {EN: "on entry", ZH: "进入时"},
		"consumers.count":            {EN: "only at the start", ZH: "仅初始"},
	}
	for _, row := range rows {
		r.head(row[0].In(r.lang), row[1].In(r.lang), acts[row[0].EN].In(r.lang), row[2].In(r.lang), row[3].In(r.lang))
	}
	r.starts(f, sc, rows)
	r.says("p", "All keys: scenarios/"+invented.Names[sc]+".toml", "全部参数： scenarios/"+invented.Names[sc]+".toml")
}

// sure reads the section on how sure the results are.
func (r *reader) sure(f *facts) {
	r.Helper()
	r.says("h2", "8. How sure", "8. 有多可靠")
	widest := 0.0
	for sc := 1; sc < f.Scenarios; sc++ {
		m, _ := metric.Find("gmv")
		if d, _ := read(m, f.of("gmv", sc)); !notANumber(d.mid, d.lo) && d.lo != d.hi {
			widest = math.Max(widest, (d.hi-d.lo)/2)
		}
	}
	precision, numbers := plots.Label{}, []float64(nil)
	if widest > 0 {
		percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
		precision, numbers = plots.Label{EN: " Half the width of the widest " + percent + " % interval of a difference in GMV is {} % of the baseline.",
			ZH: "成交总额差异最宽的 " + percent + "% 区间，其半宽为基准的 {}%。"}, []float64{widest}
	}
	r.says("ul li", fmt.Sprintf("Replicates of each scenario: %d; seed 7.%s", f.Replicates, precision.EN),
		fmt.Sprintf("每个情景的重复次数： %d；随机种子 7。%s", f.Replicates, precision.ZH), numbers...)
	for _, said := range []plots.Label{
		{EN: "Intervals cover the chance of this model market (other draws of the same market). They say nothing about whether the model or its " +
			"parameters are right.",
			ZH: "区间只反映模型市场内的随机性（同一市场的另一次抽样），不说明模型或参数是否正确。"},
		{EN: "With many metrics some differences look clear by chance. The metrics that the study declares (the headline ones where it declares " +
			"none) are primary: the mark * is given after Holm's adjustment over all of their contrasts. All others are secondary: " +
			"the mark ° is given after Holm's adjustment within the family of the metric, and is a hint for another study. Placebos are in no family.",
			ZH: "指标众多时，总有差异因偶然而显得明显。研究所声明的指标（未声明时为核心指标）为主要指标：* 为对其全部对比作 Holm 校正后的结果。" +
				"其余为次要指标：° 为族内 Holm 校正后的结果，只是另一项研究的线索。安慰剂对照不属于任何一族。"},
		{EN: "GMV counts orders that were never paid, were cancelled or came back. Net GMV counts what was paid and kept.",
			ZH: "成交总额含未支付、取消与退货的订单；净成交只计已支付且保留的订单。"},
		{EN: "Concentration depends on the number of streamers: compare shares between markets of one size only; the tail exponent travels further.",
			ZH: "集中度取决于主播数量：份额只宜在同规模市场间比较，尾部指数适用更广。"},
		{EN: "Money is in yuan at the scale of the simulated market; before comparing it with a real one, " +
			"multiply it by how many consumers one simulated consumer stands for.",
			ZH: "金额为模拟市场的元；与现实比较前，须乘以每名模拟消费者所代表的真实消费者人数。"},
		{EN: "Differences come after a common warm-up: the first 90 days show the switch, the days at the end what remains by then, which is not for ever.",
			ZH: "差异产生于共同预热之后：前 90 天反映切换，末段反映届时留存的效果，并非永久。"},
	} {
		r.says("ul li", said.EN, said.ZH)
	}
	r.howSure(f)
	r.says("p", "Real entities per simulated one: consumers = 12,346, streamers = 3.21", "每个模拟个体代表的真实个体数： "+
		param.UnitIn("consumers", plots.Chinese)+" = 12,346，"+param.UnitIn("streamers", plots.Chinese)+" = 3.21")
	r.says("summary", "Parameters that are assumptions (grade C): 2. Plausible, without field evidence; vary them before you rely on a result",
		"假设性参数（C 级）： 2。合理但缺少实证；依赖结论前应加以变动")
	r.head(plots.Label{EN: "Key", ZH: "参数"}.In(r.lang), plots.Label{EN: "Meaning", ZH: "含义"}.In(r.lang),
		plots.Label{EN: "value", ZH: "取值"}.In(r.lang), plots.Label{EN: "range", ZH: "范围"}.In(r.lang))
	for _, p := range f.params {
		if p.Source == param.Assumption {
			value := map[string]string{"platform.ranking.objective": "gmv", "consumers.count": "10000"}[p.Key]
			r.head(p.Key, plots.Label{EN: p.EN, ZH: p.ZH}.In(r.lang), value, p.AllowedIn(r.lang))
		}
	}
	left := f.leftOut()
	if len(left) > 0 {
		r.says("h3", "Left out", "未画的图")
	}
	for _, said := range left {
		r.says("ul li", said.EN, said.ZH)
	}
}

// again reads how the results can be made again.
func (r *reader) again(f *facts) {
	r.Helper()
	r.says("h2", "9. How to reproduce", "9. 如何复现")
	r.says("pre", "livebazaar compare --seed 7", "livebazaar compare --seed 7")
	r.says("p", "In this folder: livebazaar reproduce DIR runs it again and compares digests; livebazaar verify DIR checks the files against "+
		"their sums.",
		"在本文件夹： livebazaar reproduce DIR 重新运行并比较摘要； livebazaar verify DIR 按校验和检查文件。")
	version := plots.Label{EN: "0.1.0 (0123abcd), model version 8", ZH: "0.1.0 (0123abcd)，模型版本 8"}
	r.head(plots.Label{EN: "Version", ZH: "版本"}.In(r.lang), version.In(r.lang))
	r.head(plots.Label{EN: "Digest of all tables", ZH: "全部数据表的摘要"}.In(r.lang), strings.Repeat("5e", 32))
	r.head(plots.Label{EN: "Study", ZH: "研究"}.In(r.lang), map[bool]string{true: "ranking-rules", false: "–"}[f.Scenarios > 1])
	r.head(plots.Label{EN: "Warm-up", ZH: "预热"}.In(r.lang),
		plots.Label{EN: "90 days under the rules of gmv-ranking", ZH: "90 天，规则： gmv-ranking"}.In(r.lang))
	for sc := range f.Scenarios {
		r.head(plots.Label{EN: "Scenario", ZH: "情景"}.In(r.lang), fmt.Sprintf("scenarios/%s.toml sha256 %064d", invented.Names[sc], sc+1))
	}
	r.says("summary", "Files (2)", "文件 (2)")
	r.head("tables/days.parquet", strings.Repeat("a1", 32))
	r.head("tables/months.parquet", strings.Repeat("b2", 32))
}
