package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"

	"gonum.org/v1/gonum/stat/distuv"
)

// starts read what a card says of a scenario's own start, and of settings that act on entrants only.
func (r *reader) starts(f *facts, sc int, rows [][]plots.Label) {
	r.Helper()
	if sc == 0 {
		return
	}
	own := map[string]string{}
	if len(f.Run.Warmup.Own) > 0 {
		own = map[string]string{invented.Names[3]: "consumers.count, mcns.firm.cut", invented.Names[4]: "platform.ranking.allocate"}
	}
	keys := own[invented.Names[sc]]
	if keys != "" {
		said := plots.Label{EN: "It has a starting population and a warm-up of its own, by the same seeds and under the baseline's rules, " +
			"for what acts at the start, or as agencies enter: " + keys + ".",
			ZH: "该情景采用自己的初始主体与预热期，随机种子相同，规则同基准，因以下参数在初始或机构进入时起作用：" + strings.ReplaceAll(keys, ", ", "、") + "。"}
		if strings.Contains(keys, "count") {
			said = said.Plus(plots.Label{EN: " With other numbers of agents fewer people are the same as in the baseline, and pairs tell less.",
				ZH: "主体数量不同，与基准相同的主体较少，配对的作用减弱。"})
		}
		r.says("p", said.EN, said.ZH)
	}
	for _, row := range rows {
		if row[0].EN == "platform.ranking.allocate" && !strings.Contains(keys, "allocate") {
			r.says("p", "This acts on those who enter after day 0, while those there at the start keep what they have: platform.ranking.allocate.",
				"以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：platform.ranking.allocate。")
		}
	}
	for _, row := range rows {
		if row[0].EN == "platform.ranking.objective" {
			r.says("p", "This acts in part only on those who enter after day 0: platform.ranking.objective.",
				"以下参数有一部分只对第 0 天之后的进入者起作用：platform.ranking.objective。")
		}
	}
}

// beside sets scenarios beside each other in numbers of their own: what the contrasts share, and some of every two scenarios.
func (f *facts) beside() {
	row := func(id string, one, other int, rel, half, holm float64, n int) record.Contrast {
		m, _ := metric.Find(id)
		base := 1.07 * sizeOf(m, 3)
		c := record.Contrast{Baseline: invented.Names[one], Scenario: invented.Names[other], Metric: id, Unit: m.Unit, Family: record.Pairs,
			Replicates: n, Level: f.level, BaselineMean: base, P: holm / 7, PHolm: holm, Diff: base * rel, DiffLo: base * (rel - half),
			DiffHi: base * (rel + half), RelDiff: rel, RelLo: rel - half, RelHi: rel + half}
		return c
	}
	shared := func(id string, correlation, rel, half float64, n int) {
		c := row(id, 0, 0, rel, half, math.NaN(), n)
		c.Family, c.P = "", math.NaN()
		f.asked.Shared = append(f.asked.Shared, design.Shared{Metric: id, Contrasts: 4, Replicates: n, Correlation: correlation, Others: c})
	}
	shared("return_rate", 0.4321, 0.0312, 0.0123, 4)
	shared("gmv", -0.1234, -0.0213, 0.0345, 3)
	shared("satisfaction", math.NaN(), 0.0567, 0.0054, 4)
	shared("active_streamers", 0.5, math.NaN(), math.NaN(), 0) // not told
	f.asked.Pairs = []record.Contrast{row("return_rate", 0, 1, 0.0234, 0.0111, 0.0321, 4), row("gmv", 0, 1, -0.0345, 0.0122, 0.0213, 4),
		row("gmv", 0, 4, 0.0456, 0.0499, 0.7, 3), row("satisfaction", 1, 3, 0.0567, 0.0133, 0.0456, 4),
		row("active_streamers", 3, 4, -0.0678, 0.0144, 0.0567, 3), row("return_rate", 3, 4, 0, 0, 1, 4)}
}

// primary are the metrics that the study declares, or else the headline ones.
func (f *facts) primary() (out []metric.Metric) {
	if f.asked != nil && len(f.asked.Deciding) > 0 {
		for _, id := range f.asked.Deciding {
			if m, known := metric.Find(id); known {
				out = append(out, m)
			}
		}
		return out
	}
	for _, m := range metric.All() {
		if m.Headline && !m.Placebo {
			out = append(out, m)
		}
	}
	return out
}

// named is how a table calls a metric.
func (r *reader) named(m metric.Metric) string {
	name := plots.Label{EN: m.EN, ZH: m.ZH}.In(r.lang)
	switch m.Unit {
	case "share", "index", "count", "":
		return name
	}
	return name + plots.Label{EN: ", ", ZH: "，"}.In(r.lang) + plots.UnitLabel(m.Unit).In(r.lang)
}

// apart is the standard deviation of the paired differences of a contrast, as they are read.
func (f *facts) apart(m metric.Metric, c record.Contrast) float64 {
	if c.Replicates < 2 || notANumber(c.DiffLo, c.DiffHi) || c.DiffLo == c.DiffHi {
		return math.NaN()
	}
	root := math.Sqrt(float64(c.Replicates))
	half := (c.DiffHi - c.DiffLo) / 2 / printedT[f.level][c.Replicates] * root
	switch {
	case m.Unit == "share":
		return 100 * half
	case m.Signed:
		return half
	}
	return 100 * root * math.Sqrt(f.varianceOf(c, 1+c.RelDiff)) / c.BaselineMean
}

// howSure reads how many replicates would be surer, what the contrasts share and every two scenarios.
func (r *reader) howSure(f *facts) {
	r.Helper()
	if f.Scenarios < 2 || r.lost {
		return
	}
	type wide struct {
		metric.Metric
		record.Contrast
		sd float64
	}
	var rows []wide
	for _, m := range f.primary() {
		most := wide{Metric: m}
		for sc := 1; sc < f.Scenarios; sc++ {
			if c := f.of(m.ID, sc); f.apart(m, c) > most.sd {
				most.Contrast, most.sd = c, f.apart(m, c)
			}
		}
		if most.sd > 0 {
			rows = append(rows, most)
		}
	}
	tests := func(family string) (n int) {
		for _, c := range f.Judged {
			if c.Family == family && family != "" && !math.IsNaN(c.P) {
				n++
			}
		}
		return n
	}
	if len(rows) > 0 {
		r.says("h3", "How many more replicates", "还需多少次重复")
		r.head(plots.Label{EN: "Primary metric", ZH: "主要指标"}.In(r.lang), plots.Label{EN: "spread of pairs", ZH: "配对离散程度"}.In(r.lang),
			plots.Label{EN: "half-width now", ZH: "现有半宽"}.In(r.lang), plots.Label{EN: "half-width wanted", ZH: "所需半宽"}.In(r.lang),
			plots.Label{EN: "replicates for it", ZH: "所需重复"}.In(r.lang), plots.Label{EN: "difference to detect", ZH: "待测出差异"}.In(r.lang),
			plots.Label{EN: "replicates for it", ZH: "所需重复"}.In(r.lang), plots.Label{EN: "at Holm's strictest level", ZH: "按最严 Holm 水平"}.In(r.lang))
		least, strictest := rows[0].Replicates, 0
		for _, w := range rows {
			least = min(least, w.Replicates)
			if w.Contrast.Family == "primary" {
				strictest = tests("primary")
			}
			b := r.next("tr", r.named(w.Metric))
			if r.lost || len(b.cells) != 8 || b.cells[0].words() != r.named(w.Metric) {
				r.fail("the row %q is not that of %s in 8 cells", b.text, w.Metric.ID)
				return
			}
			if title := f.title(slices.Index(invented.Names, w.Scenario), r.lang); b.cells[0].attr["title"] != title {
				r.fail("the widest contrast of %s is called that of %q, want %q", w.Metric.ID, b.cells[0].attr["title"], title)
			}
			size, suffix := 2.0, perCent.In(r.lang)
			switch {
			case w.Metric.Unit == "share":
				size, suffix = 1, " pp"
			case w.Metric.Signed && w.Metric.Unit == "index":
				size, suffix = 0.01, ""
			case w.Metric.Signed:
				size, suffix = 0.02*math.Abs(w.BaselineMean), ""
			}
			half := printedT[f.level][w.Replicates] * w.sd / math.Sqrt(float64(w.Replicates))
			var decimals [2]int
			for i, cell := range []struct {
				pattern string
				number  float64
			}{{"{}" + suffix, w.sd}, {"{}" + suffix + fmt.Sprintf(" (%d)", w.Replicates), half}} {
				d, err := readback.Text(b.cells[1+i].words(), cell.pattern, cell.number)
				if err != nil {
					r.fail("cell %d of %s is %q: %v", 1+i, w.Metric.ID, b.cells[1+i].words(), err)
					return
				}
				decimals[i] = d[0]
			}
			if decimals[0] != decimals[1] || !visible(decimals[1], spread{0, -half, half, 0}) {
				r.fail("the half-width of %s is %q: it does not show, or as another spread", w.Metric.ID, b.cells[2].words())
			}
			n := tests(w.Contrast.Family)
			for i, enough := range map[int]func(n int) bool{
				4: func(n int) bool { return assured(n, w.sd, size, f.level) },
				6: func(n int) bool { return detected(n, w.sd, size, f.level) },
				7: func(k int) bool { return detected(k, w.sd, size, 1-(1-f.level)/float64(n)) },
			} {
				r.fewest(b.cells[i].words(), fmt.Sprintf("cell %d of %s", i, w.Metric.ID), enough)
			}
			for _, i := range []int{3, 5} {
				if _, err := readback.Text(b.cells[i].words(), "{}"+suffix, size); err != nil {
					r.fail("cell %d of %s is %q: %v", i, w.Metric.ID, b.cells[i].words(), err)
				}
			}
		}
		percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
		note := plots.Label{
			EN: fmt.Sprintf("The spread is the standard deviation of the paired differences, in the unit they are read in, of the widest contrast. "+
				"Replicates for a half-width give a %s %% interval no wider with an assurance of 0.8; replicates to detect a true difference find it "+
				"with a power of 0.8 (noncentral t) in a single test at {} %%", percent),
			ZH: fmt.Sprintf("离散程度为最宽对比的配对差异的标准差，以差异的单位计。达到半宽的重复次数使 %s%% 区间以 0.8 的把握不宽于此；测出真实差异的重复次数以 0.8 的功效（非中心 t 分布）"+
				"在 {}%% 水平的单项检验中测出", percent)}
		numbers := []float64{100 * (1 - f.level)}
		if strictest > 0 {
			note = note.Plus(plots.Label{EN: fmt.Sprintf(", and at the strictest level of Holm's adjustment over %s, {} %%",
				count(strictest, "primary test", "primary tests", "").EN), ZH: fmt.Sprintf("，或在 %d 项主要检验的最严 Holm 水平 {}%% 上测出", strictest)})
			numbers = append(numbers, 100*(1-f.level)/float64(strictest))
		}
		chi := distuv.ChiSquared{K: float64(least - 1)}
		numbers = append(numbers, float64(least-1)/chi.Quantile(0.975), float64(least-1)/chi.Quantile(0.025))
		note = note.Plus(plots.Label{EN: ". The half-width now is t·s/√n of the spread s; intervals in % of the baseline (Fieller's) are not " +
			"symmetric and may be a little wider. ",
			ZH: "。现有半宽由离散程度 s 得出，为 t·s/√n；以 % 计的区间（Fieller）不对称，可能略宽。"}).Plus(plots.Label{
			EN: fmt.Sprintf("The spread is known from %s only: what it really takes may be {} to {} times as many. Other sizes: "+
				"livebazaar replicates DIR --half-width METRIC=SIZE",
				count(least, "pair", "pairs", "").EN),
			ZH: fmt.Sprintf("离散程度仅由 %d 对得知，实际所需可能是上述的 {} 至 {} 倍。 其他大小： livebazaar replicates DIR --half-width METRIC=SIZE", least)})
		r.says("p", note.EN, note.ZH, numbers...)
	}
	r.shared(f)
	r.pairs(f)
}

// fewest demands that a number of replicates is enough and that one less is not.
func (r *reader) fewest(cell, what string, enough func(n int) bool) {
	r.Helper()
	var n int
	if cell == "> 50,000" {
		if enough(50_000) {
			r.fail("%s is %q, and 50,000 are enough", what, cell)
		}
		return
	}
	if _, err := fmt.Sscan(strings.ReplaceAll(cell, ",", ""), &n); err != nil || n < 2 || n > 50_000 {
		r.fail("%s is %q", what, cell)
		return
	}
	if !enough(n) || n > 2 && enough(n-1) {
		r.fail("%s is %d, which is not the fewest that are enough", what, n)
	}
}

// assured reports whether n pairs give an interval of no more than the half-width with a chance of .8: whether the spread seen, whose
// square goes with χ², is small enough.
func assured(n int, sd, half, level float64) bool {
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile((1 + level) / 2)
	seen := half * math.Sqrt(float64(n)) / t
	return distuv.ChiSquared{K: float64(n - 1)}.CDF(float64(n-1)*seen*seen/(sd*sd)) >= 0.8
}

// detected reports whether n pairs tell the difference from 0 with a power of .8: over all spreads x that may be seen, as many times the
// true one as their χ density says, the chance of a mean beyond t·x/√n.
func detected(n int, sd, difference, level float64) bool {
	nu := float64(n - 1)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: nu}.Quantile((1 + level) / 2)
	delta := math.Sqrt(float64(n)) * difference / sd
	chi, normal := distuv.ChiSquared{K: nu}, distuv.UnitNormal
	const steps = 2000
	from, to := max(0, math.Sqrt(nu)-9), math.Sqrt(nu)+9
	power, width := 0.0, (to-from)/steps
	for i := range steps {
		x := from + width*(float64(i)+0.5)
		beyond := t * x / math.Sqrt(nu)
		power += width * 2 * x * chi.Prob(x*x) * (normal.CDF(delta-beyond) + normal.CDF(-delta-beyond))
	}
	return power >= 0.8
}

// shared read what the contrasts have in common.
func (r *reader) shared(f *facts) {
	r.Helper()
	if f.asked == nil || len(f.asked.Shared) == 0 {
		return
	}
	r.says("h3", "What the contrasts share: the baseline", "各对比所共有者：基准")
	r.head(plots.Label{EN: "Primary metric", ZH: "主要指标"}.In(r.lang), plots.Label{EN: "correlation of errors", ZH: "误差的相关"}.In(r.lang),
		plots.Label{EN: "baseline less the mean of the others", ZH: "基准减其余情景的均值"}.In(r.lang))
	for _, s := range f.asked.Shared {
		m, _ := metric.Find(s.Metric)
		if math.IsNaN(s.Others.Diff) {
			continue
		}
		b := r.next("tr", r.named(m))
		if r.lost || len(b.cells) != 3 || b.cells[0].words() != r.named(m) {
			r.fail("the row %q is not that of %s in 3 cells", b.text, m.ID)
			return
		}
		if d, err := readback.Text(b.cells[1].words(), "{}", s.Correlation); err != nil || d[0] != 2 && !math.IsNaN(s.Correlation) {
			r.fail("the correlation of %s is %q: %v", m.ID, b.cells[1].words(), err)
		}
		pattern, numbers := f.inTable(m, s.Others, r.lang)
		if _, err := readback.Text(b.cells[2].words(), pattern, numbers...); err != nil {
			r.fail("the baseline less the others in %s is %q: %v", m.ID, b.cells[2].words(), err)
		}
	}
	r.says("p", "Correlation of the errors of two contrasts, mean over the pairs of scenarios. Of markets that are independent of each other "+
		"0.5 is expected, since each contrast takes away the same baseline. With few replicates a baseline whose draws happen to be low moves all "+
		"contrasts up alike: many contrasts of one sign are not as many confirmations. The second column sets the baseline against the mean of "+
		"the others, in pairs, unadjusted, in % of that mean where differences are read so.",
		"两项对比误差的相关，为各对情景的平均。各市场相互独立时预期为 0.5，因为每项对比都减去同一基准。重复次数少时，基准的抽样若恰好偏低，所有对比会一同偏高："+
			"多项对比同号并不等于多次印证。第二列为基准与其余情景均值的配对差异，未校正；以 % 计者相对该均值。")
}

// pairs read every two scenarios.
func (r *reader) pairs(f *facts) {
	r.Helper()
	if f.asked == nil || len(f.asked.Pairs) == 0 {
		return
	}
	r.says("summary", "Rule by rule: every two scenarios (secondary)", "逐对比较：每两个情景（次要）")
	titles := []string{plots.Label{EN: "Scenario less the other", ZH: "情景减另一情景"}.In(r.lang)}
	for _, m := range f.primary() {
		titles = append(titles, r.named(m))
	}
	r.head(titles...)
	for one := range f.Scenarios {
		for other := range f.Scenarios {
			of := map[string]record.Contrast{}
			for _, c := range f.asked.Pairs {
				if c.Baseline == invented.Names[one] && c.Scenario == invented.Names[other] {
					of[c.Metric] = c
				}
			}
			if len(of) == 0 {
				continue
			}
			name := f.title(other, r.lang) + " − " + f.title(one, r.lang)
			b := r.next("tr", name)
			if r.lost || len(b.cells) != len(titles) || b.cells[0].words() != name {
				r.fail("the row %q is not that of %s in %d cells", b.text, name, len(titles))
				return
			}
			for i, m := range f.primary() {
				cell, pattern, numbers := b.cells[i+1], "–", []float64(nil)
				c, there := of[m.ID]
				if there {
					pattern, numbers = f.inTable(m, c, r.lang)
				}
				if _, err := readback.Text(cell.words(), pattern, numbers...); err != nil {
					r.fail("%s of %s is %q: %v", m.ID, name, cell.words(), err)
				}
				if bold := strings.Contains(cell.attr["class"], "apart"); bold != (there && f.mark(c) != "") || cell.attr["data-s"] != titles[i+1] {
					r.fail("%s of %s is bold: %v, and of %q", m.ID, name, bold, cell.attr["data-s"])
				}
			}
		}
	}
	r.says("p", "Paired differences in the primary metrics, in % of the second scenario where differences are read so; "+
		"° remains after Holm's adjustment over all differences of this table, and is secondary. It adjusts over more tests than section 3, "+
		"so that a difference with the baseline may have its mark there and none here.",
		"主要指标的配对差异；以 % 计者相对后一情景；° 表示对本表全部差异作 Holm 校正后仍显著，为次要结果。其检验数多于第 3 节，故与基准的差异可能在彼处有标记而在此没有。")
}
