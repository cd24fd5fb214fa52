package metric

import "math"

// Head dependence: what the platform loses without its best sellers, measured by running the market again without
// them (the experiment does; model description, metrics).

// HeadDependence returns 1 − without/with for two net GMVs of the same days.
func HeadDependence(with, without int64) float64 {
	if with <= 0 {
		return math.NaN()
	}
	return 1 - float64(without)/float64(with)
}

// HeadSubstitution returns the share of a removed streamer's own net GMV that others took over: 1 − (with −
// without)/own.
func HeadSubstitution(with, without, own int64) float64 {
	if own <= 0 {
		return math.NaN()
	}
	return 1 - float64(with-without)/float64(own)
}

// HalfLife returns the days until the loss of daily GMV after a removal has halved: the loss is 1 − without/with over
// the latest 14 days, compared with that of the first 14. It is undefined when nothing was lost at first, or when it
// did not halve before the end.
func HalfLife(with, without []int64) float64 {
	const smooth = 14
	loss := func(end int) float64 {
		var a, b int64
		for d := end - smooth; d < end; d++ {
			a += with[d]
			b += without[d]
		}
		return HeadDependence(a, b)
	}
	if len(with) < smooth {
		return math.NaN()
	}
	first := loss(smooth)
	if !(first > 0) {
		return math.NaN()
	}
	for end := smooth + 1; end <= len(with); end++ {
		if loss(end) <= first/2 {
			return float64(end)
		}
	}
	return math.NaN()
}

const branchNote = "Needs the branch runs (on in comparisons, off by default in single runs); blank without them or when fewer than 120 days are measured."

const branchNoteZH = "需要分叉重跑（比较时默认开启，单个情景默认关闭）；未开启或测量不足 120 天时为空。"

func removalMetric(id, en, zh, who, whoZH string, headline bool) Metric {
	return Metric{
		ID: id, Unit: "share", EN: en, ZH: zh, Family: dependence, Headline: headline,
		Definition: "Share of the platform's net GMV lost in the same-seed rerun in which " + who + " are barred, branched from the saved state a year before the end " +
			"(half-way when fewer than 730 days are measured).",
		DefinitionZH: "以同一随机种子从结束前一年（测量不足 730 天时取中点）的状态分叉重跑，禁止" + whoZH + "开播后平台净成交的损失比例。",
		Formula:      "1 − G⁻ᵏ/G", Caveat: "May leave [0,1]. " + branchNote,
		CaveatZH: "可能超出 [0,1]。" + branchNoteZH,
	}
}

var dependenceMetrics = []Metric{
	removalMetric("head_dependence_1", "loss without the top 1", "失去头部第 1 名的损失", "the best seller of the 90 days before", "此前 90 天销售第 1 的主播", true),
	removalMetric("head_dependence_3", "loss without the top 3", "失去前 3 名的损失", "the 3 best sellers of the 90 days before", "此前 90 天销售前 3 的主播", true),
	removalMetric("random_dependence_1", "loss without 1 random streamer", "失去随机 1 名主播的损失", "1 random active streamer (control)", "随机 1 名活跃主播（对照）", false),
	removalMetric("random_dependence_3", "loss without 3 random streamers", "失去随机 3 名主播的损失", "3 random active streamers (control)", "随机 3 名活跃主播（对照）", false),
	{
		ID: "head_substitution_1", Unit: "share", EN: "sales of the top 1 taken over by others", ZH: "头部第 1 名的替代率", Family: dependence,
		Definition:   "Share of the best seller's own net GMV that others take over when it is barred.",
		DefinitionZH: "头部第 1 名被禁播后，其净成交由其他主播承接的比例。",
		Formula:      "1 − (G − G⁻¹)/O, O its own net GMV in the factual run",
		FormulaZH:    "1 − (G − G⁻¹)/O，O 为其在实际运行中自身的净成交",
		Caveat:       "May leave [0,1]. " + branchNote,
		CaveatZH:     "可能超出 [0,1]。" + branchNoteZH,
	},
	{
		ID: "head_half_life_1", Unit: "day", EN: "half-life of the loss of the top 1", ZH: "头部缺位损失半衰期", Family: dependence,
		Definition:   "Days until the loss of placed GMV after barring the best seller has halved, means of 14 days.",
		DefinitionZH: "禁播头部第 1 名后，成交总额损失减半所需天数（14 天均值）。",
		Formula:      "first day d: loss(d−13 … d) ≤ ½·loss(1 … 14)",
		FormulaZH:    "首个满足 损失(d−13 … d) ≤ ½·损失(1 … 14) 的第 d 天",
		Caveat:       "Blank when it never halves. " + branchNote,
		CaveatZH:     "始终未减半时为空。" + branchNoteZH,
	},
}
