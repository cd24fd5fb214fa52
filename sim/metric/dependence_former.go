package metric

import "strings"

// What head dependence was until model version 7: one branch of a year, the loss of net GMV, a control of its own. Folders of
// that time keep these definitions and labels.

// placedLoss is the first model version that measures head dependence by the loss of placed GMV; see dependence.go.
const placedLoss = 8

const (
	formerBest   = "The 90 days before are the month of 30 days under way and the three before it: 90 to 120 days (95 in runs of two years). "
	formerBestZH = "“此前 90 天”指当月与之前三个月（每月 30 天），实为 90 至 120 天（两年的运行为 95 天）。"
)

func formerRemoval(id, en, zh, who, whoZH string, headline bool) Metric {
	note, noteZH := branchNote, branchNoteZH
	if strings.HasPrefix(id, "head") {
		note, noteZH = formerBest+note, formerBestZH+noteZH
	}
	return Metric{
		ID: id, Unit: "share", EN: en, ZH: zh, Family: dependence, Headline: headline,
		Definition: "Share of the platform's net GMV lost in the same-seed rerun in which " + who + " are barred, " +
			"branched from the saved state a year before the end " +
			"(half-way when fewer than 730 days are measured).",
		DefinitionZH: "以同一随机种子从结束前一年（测量不足 730 天时取中点）的状态分叉重跑，禁止" + whoZH + "开播后平台净成交的损失比例。",
		Formula:      "1 − G⁻ᵏ/G", Caveat: "May leave [0,1]. " + note,
		CaveatZH: "可能超出 [0,1]。" + noteZH,
	}
}

var formerDependence = []Metric{
	formerRemoval("head_dependence_1", "loss without the top 1", "失去头部第 1 名的损失", "the best seller of the 90 days before", "此前 90 天销售第 1 的主播", true),
	formerRemoval("head_dependence_3", "loss without the top 3", "失去前 3 名的损失", "the 3 best sellers of the 90 days before", "此前 90 天销售前 3 的主播", true),
	formerRemoval("random_dependence_1", "loss without 1 random streamer", "失去随机 1 名主播的损失",
		"1 random active streamer (control)", "随机 1 名活跃主播（对照）", false),
	formerRemoval("random_dependence_3", "loss without 3 random streamers", "失去随机 3 名主播的损失",
		"3 random active streamers (control)", "随机 3 名活跃主播（对照）", false),
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
		ID: "head_half_life_1", Unit: "day", Signed: true, EN: "half-life of the loss of the top 1, restricted", ZH: "头部缺位损失半衰期（截至分叉期末）",
		Family: dependence,
		Definition: "Days until the loss of placed GMV after barring the best seller has halved, means of 14 days, " +
			"restricted to the length of the branch: " +
			"a loss that has not halved by the end counts as that length. Its mean over replicates is a restricted mean.",
		DefinitionZH: "禁播头部第 1 名后，成交总额损失减半所需天数（14 天均值），以分叉长度为上限：到期末仍未减半者按分叉长度计。各次重复的均值为限制平均值。",
		Formula:      "min(first day d: loss(d−13 … d) ≤ ½·loss(1 … 14), days of the branch)",
		FormulaZH:    "min(首个满足 损失(d−13 … d) ≤ ½·损失(1 … 14) 的第 d 天, 分叉天数)",
		Caveat: "A lower bound of the half-life where head_halved_1 is below 1: read them together. " +
			"Compare only branches of one length. Blank when nothing was lost at first. " + branchNote,
		CaveatZH: "head_halved_1 低于 1 时只是半衰期的下限，应一并阅读；只宜比较长度相同的分叉。起初没有损失时为空。" + branchNoteZH,
	},
	{
		ID: "head_halved_1", Unit: "share", EN: "loss of the top 1 halved before the end", ZH: "头部缺位损失在期末前减半", Family: dependence,
		Definition: "Whether the loss of placed GMV after barring the best seller halved before the branch ended: 1 or 0 in a replicate, " +
			"the share of replicates in a mean.",
		DefinitionZH: "禁播头部第 1 名后，成交总额的损失是否在分叉结束前减半：单次重复为 1 或 0，均值即减半的重复占比。",
		Formula:      "1 if a day d of the branch has loss(d−13 … d) ≤ ½·loss(1 … 14), else 0",
		FormulaZH:    "分叉期内存在满足 损失(d−13 … d) ≤ ½·损失(1 … 14) 的第 d 天则为 1，否则为 0",
		Caveat:       "Blank when nothing was lost at first. " + branchNote,
		CaveatZH:     "起初没有损失时为空。" + branchNoteZH,
	},
}
