package metric

import (
	"math"
	"strings"
)

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

// HalfLife returns the days until the loss of daily GMV after a removal has halved, restricted to the days watched, and
// whether it did (1) or had not by the end (0): the loss is 1 − without/with over the latest 14 days, compared with that of
// the first 14. A loss that outlasts the branch counts as the branch's length, since leaving it out would compare rules by
// the markets that recovered under both; the mean over replicates is a restricted mean (Royston & Parmar 2013, BMC Medical
// Research Methodology 13:152). Both are undefined only when nothing was lost at first.
func HalfLife(with, without []int64) (days, halved float64) {
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
		return math.NaN(), math.NaN()
	}
	first := loss(smooth)
	if !(first > 0) {
		return math.NaN(), math.NaN()
	}
	for end := smooth + 1; end <= len(with); end++ {
		if loss(end) <= first/2 {
			return float64(end), 1
		}
	}
	return float64(len(with)), 0
}

const branchNote = "Needs the branch runs (on in comparisons, off by default in single runs); blank without them or when fewer than 120 days are measured."

const branchNoteZH = "需要分叉重跑（比较时默认开启，单个情景默认关闭）；未开启或测量不足 120 天时为空。"

// Sales of the best are summed over the record's months (sim.World.TopStreamers).
const (
	bestNote   = "The 90 days before are the month of 30 days under way and the three before it: 90 to 120 days (95 in runs of two years). "
	bestNoteZH = "“此前 90 天”指当月与之前三个月（每月 30 天），实为 90 至 120 天（两年的运行为 95 天）。"
)

func removalMetric(id, en, zh, who, whoZH string, headline bool) Metric {
	note, noteZH := branchNote, branchNoteZH
	if strings.HasPrefix(id, "head") {
		note, noteZH = bestNote+note, bestNoteZH+noteZH
	}
	return Metric{
		ID: id, Unit: "share", EN: en, ZH: zh, Family: dependence, Headline: headline,
		Definition: "Share of the platform's net GMV lost in the same-seed rerun in which " + who + " are barred, branched from the saved state a year before the end " +
			"(half-way when fewer than 730 days are measured).",
		DefinitionZH: "以同一随机种子从结束前一年（测量不足 730 天时取中点）的状态分叉重跑，禁止" + whoZH + "开播后平台净成交的损失比例。",
		Formula:      "1 − G⁻ᵏ/G", Caveat: "May leave [0,1]. " + note,
		CaveatZH: "可能超出 [0,1]。" + noteZH,
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
		ID: "head_half_life_1", Unit: "day", Signed: true, EN: "half-life of the loss of the top 1, restricted", ZH: "头部缺位损失半衰期（截至分叉期末）", Family: dependence,
		Definition: "Days until the loss of placed GMV after barring the best seller has halved, means of 14 days, restricted to the length of the branch: " +
			"a loss that has not halved by the end counts as that length. Its mean over replicates is a restricted mean.",
		DefinitionZH: "禁播头部第 1 名后，成交总额损失减半所需天数（14 天均值），以分叉长度为上限：到期末仍未减半者按分叉长度计。各次重复的均值为限制平均值。",
		Formula:      "min(first day d: loss(d−13 … d) ≤ ½·loss(1 … 14), days of the branch)",
		FormulaZH:    "min(首个满足 损失(d−13 … d) ≤ ½·损失(1 … 14) 的第 d 天, 分叉天数)",
		Caveat:       "A lower bound of the half-life where head_halved_1 is below 1: read them together. Compare only branches of one length. Blank when nothing was lost at first. " + branchNote,
		CaveatZH:     "head_halved_1 低于 1 时只是半衰期的下限，应一并阅读；只宜比较长度相同的分叉。起初没有损失时为空。" + branchNoteZH,
	},
	{
		ID: "head_halved_1", Unit: "share", EN: "loss of the top 1 halved before the end", ZH: "头部缺位损失在期末前减半", Family: dependence,
		Definition:   "Whether the loss of placed GMV after barring the best seller halved before the branch ended: 1 or 0 in a replicate, the share of replicates in a mean.",
		DefinitionZH: "禁播头部第 1 名后，成交总额的损失是否在分叉结束前减半：单次重复为 1 或 0，均值即减半的重复占比。",
		Formula:      "1 if a day d of the branch has loss(d−13 … d) ≤ ½·loss(1 … 14), else 0",
		FormulaZH:    "分叉期内存在满足 损失(d−13 … d) ≤ ½·损失(1 … 14) 的第 d 天则为 1，否则为 0",
		Caveat:       "Blank when nothing was lost at first. " + branchNote,
		CaveatZH:     "起初没有损失时为空。" + branchNoteZH,
	},
}
