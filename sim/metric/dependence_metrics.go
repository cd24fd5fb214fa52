package metric

import (
	"fmt"
	"slices"
)

const branchNote = "Needs the branch runs (on in comparisons, off by default in single runs); " +
	"blank without them or when fewer than 120 days are measured."

const branchNoteZH = "需要分叉重跑（比较时默认开启，单个情景默认关闭）；未开启或测量不足 120 天时为空。"

// Where and when the removals are made (experiment.removalDates).
const (
	dateNote = "Removals are made at the end of a month: the last one with 90 days after it, and before that a year from the end, " +
		"but day 90 at the earliest, " +
		"where the two are 180 days apart (days 180 and 450 of 545). "
	dateNoteZH = "移除均在月末：一是其后仍有 90 天的最后一个月末；二是距期末一年（不早于第 90 天）的月末，两者须相隔 180 天（545 天的运行为第 180 与 450 天）。"
	bestNote   = "The best are people, not stores, by orders placed in exactly the 90 days before, which may reach into the warm-up; " +
		"who gave up by then is not among them, and who is back from a ban counts by its new name alone. "
	bestNoteZH = "“最佳”指自然人主播而非店播，按此前恰好 90 天的成交总额排序（可延伸至预热期），届时已退出者不计，封禁后换名复出者只计新名下的成交。"
)

// subset says in which replicates a branch is run.
var (
	subset   = fmt.Sprintf("On the first date, in the first %d replicates. ", Fully)
	subsetZH = fmt.Sprintf("只在首个时点、前 %d 次重复中测量。", Fully)
)

// heads are the numbers of streamers that are removed.
var heads = []int{1, 3, 10}

// best names k of the best, as they stand in a sentence; top in a label.
func best(k int) (en, zh string) {
	if k == 1 {
		return "the best seller", "销售第 1 的主播"
	}
	return fmt.Sprintf("the %d best sellers", k), fmt.Sprintf("销售前 %d 的主播", k)
}

func top(k int) (en, zh string) {
	if k == 1 {
		return "the top 1", "第 1 名"
	}
	return fmt.Sprintf("the top %d", k), fmt.Sprintf("前 %d 名", k)
}

func someone(k int) (en, zh string) {
	if k == 1 {
		return "1 random active streamer", "随机 1 名活跃主播"
	}
	return fmt.Sprintf("%d random active streamers", k), fmt.Sprintf("随机 %d 名活跃主播", k)
}

// firstLoss is the id of the loss on the first date.
func firstLoss(k int) string {
	if k == 3 {
		return "head_first_loss_3"
	}
	return fmt.Sprintf("head_loss_%d", k)
}

// byHead makes a metric for each number of streamers removed.
func byHead(make func(k int) Metric) []Metric {
	var all []Metric
	for _, k := range heads {
		m := make(k)
		m.Unit, m.Family = "share", dependence
		all = append(all, m)
	}
	return all
}

var dependenceMetrics = slices.Concat(
	byHead(func(k int) Metric {
		en, zh := top(k)
		whom, whomZH := best(k)
		when, whenZH := subset, subsetZH
		if k == 3 {
			when, whenZH = "", ""
		}
		return Metric{
			ID: fmt.Sprint("head_dependence_", k), EN: "dependence on " + en, ZH: "对" + zh + "的依赖", Headline: k == 3,
			Definition: "What the platform loses without " + whom + ", beyond what it loses without as many random active streamers: " +
				"share of its placed GMV of the 90 days after the removal. " +
				"The loss of the random ones, a placebo, is pooled over all scenarios and replicates, so it cancels from differences between scenarios.",
			DefinitionZH: "失去" + whomZH + "后，平台此后 90 天成交总额（下单）的损失比例，减去失去同样多随机活跃主播的损失。后者为安慰剂，取全部情景与重复的均值，故在情景之差中抵消。",
			Formula:      fmt.Sprintf("head_loss_%d − mean of random_loss_%[1]d over all scenarios and replicates", k),
			FormulaZH:    fmt.Sprintf("head_loss_%d − random_loss_%[1]d 在全部情景与重复中的均值", k),
			Caveat: "May be below 0. Its level depends on the comparison by the pooled placebo, differences between scenarios do not. " +
				"Its interval leaves out that of the placebo; where rules differ in the placebo (random_loss), a report says so. " +
				when + dateNote + bestNote + branchNote,
			CaveatZH: "可能为负。安慰剂按整项比较合并，故水平随比较而变，情景之差不变。区间不含安慰剂均值自身的误差；若各规则的安慰剂（random_loss）有差异，报告会说明。" + whenZH + dateNoteZH + bestNoteZH + branchNoteZH,
			pools:    [2]string{fmt.Sprint("head_loss_", k), fmt.Sprint("random_loss_", k)},
		}
	}),
	byHead(func(k int) Metric {
		en, zh := top(k)
		whom, whomZH := best(k)
		m := Metric{
			ID: fmt.Sprint("head_loss_", k), EN: "loss without " + en, ZH: "失去" + zh + "的损失", Part: true,
			Definition: "Share of the platform's placed GMV of the 90 days after that is lost when " + whom + " of the 90 days before are removed for good: " +
				"the market is run again without them, with the same draws, from its state at the end of that day. " +
				"They come back under no name; their followers go on following. ",
			DefinitionZH: "永久移除此前 90 天" + whomZH + "后，平台此后 90 天成交总额（下单）的损失比例：自当日末的状态以相同随机数重跑。被移除者不以任何名义复出，其粉丝仍保持关注。",
			Formula:      fmt.Sprintf("1 − G⁻%s/G, G the GMV placed on days d+1 … d+90 after the removal at the end of day d", superscript(k)),
			FormulaZH:    fmt.Sprintf("1 − G⁻%s/G，G 为第 d 天末移除后第 d+1 … d+90 天的成交总额", superscript(k)),
			Caveat:       "May be below 0: a market without them goes another way by chance too. " + subset + dateNote + bestNote + branchNote,
			CaveatZH:     "可能为负：重跑的市场也因偶然而不同。" + subsetZH + dateNoteZH + bestNoteZH + branchNoteZH,
		}
		if k == 3 {
			m.Definition += "The mean over two dates, or of the one date of a shorter run."
			m.DefinitionZH += "取两个时点的均值，较短的运行只有一个时点。"
			m.Formula += "; mean over the dates d"
			m.FormulaZH += "；对各时点 d 取均值"
			m.Caveat, m.CaveatZH = "May be below 0: a market without them goes another way by chance too. "+dateNote+bestNote+branchNote,
				"可能为负：重跑的市场也因偶然而不同。"+dateNoteZH+bestNoteZH+branchNoteZH
		}
		return m
	}),
	byHead(func(k int) Metric {
		whom, whomZH := someone(k)
		m := Metric{
			ID: fmt.Sprint("random_loss_", k), EN: "loss without " + whom, ZH: "失去" + whomZH + "的损失", Placebo: true,
			Definition: "The same for " + whom + " (a session in the last 28 days): a placebo. " +
				"One draw per replicate, shared by all scenarios as far as the same people are there, and more added to fewer.",
			DefinitionZH: "对" + whomZH + "（最近 28 天内开播过）的同一度量，作为安慰剂。每次重复抽取一次，各情景尽可能共用；人数较多者在较少者之上追加。",
			Formula:      "1 − G⁻ʳ/G, as head_loss",
			FormulaZH:    "1 − G⁻ʳ/G，同 head_loss",
			Caveat: "Not tested for differences: it should show next to nothing, and says how much chance alone moves a branch. " +
				subset + dateNote + branchNote,
			CaveatZH: "不做差异检验：它本应接近于零，反映分叉仅因偶然会有多大变动。" + subsetZH + dateNoteZH + branchNoteZH,
		}
		if k != 10 {
			m.Former = []string{fmt.Sprint("random_dependence_", k)}
		}
		return m
	}),
	[]Metric{
		{
			ID: "head_first_loss_3", Unit: "share", EN: "loss without the top 3, first date", ZH: "失去前 3 名的损失（首个时点）", Family: dependence, Part: true,
			Definition:   "head_loss_3 on the first date alone.",
			DefinitionZH: "仅首个时点的 head_loss_3。",
			Formula:      "1 − G⁻³/G, as head_loss_3, first date d",
			FormulaZH:    "1 − G⁻³/G，同 head_loss_3，仅首个时点 d",
			Caveat:       dateNote + branchNote,
			CaveatZH:     dateNoteZH + branchNoteZH,
		},
		{
			ID: "head_dependence_long_3", Unit: "share", EN: "loss without the top 3, day 181 to the end", ZH: "失去前 3 名的长期损失（第 181 天至期末）", Family: dependence,
			Definition:   "Share of placed GMV that is lost from day 181 after the first removal of the 3 best sellers to the end of the run.",
			DefinitionZH: "首个时点移除销售前 3 的主播后，第 181 天至期末成交总额（下单）的损失比例。",
			Formula:      "1 − G⁻³/G, G the GMV placed from day d+181 to the end, first date d",
			FormulaZH:    "1 − G⁻³/G，G 为首个时点 d 之后第 d+181 天至期末的成交总额",
			Caveat: "May be below 0. No placebo of that length is run, and none is taken off: two markets drift apart by chance with time. " + subset +
				"Blank where a run is too short for two dates. " + dateNote + branchNote,
			CaveatZH: "可能为负。没有同样长度的安慰剂，也未扣除：两个市场会因偶然而逐渐分开。" + subsetZH + "运行不足以设两个时点时为空。" + dateNoteZH + branchNoteZH,
		},
		{
			ID: "head_persistence_3", Unit: "share", EN: "share of the loss of the top 3 that lasts", ZH: "前 3 名损失的持续率", Family: dependence,
			Definition:   "Loss without the top 3 from day 181 on, relative to that of the first 90 days: the ratio of their means over the same replicates.",
			DefinitionZH: "失去前 3 名后第 181 天起的损失与前 90 天损失之比：两者在相同重复中的均值之比。",
			Formula:      "mean head_dependence_long_3 / mean head_first_loss_3",
			FormulaZH:    "head_dependence_long_3 均值 / head_first_loss_3 均值",
			Caveat:       ratioNote + "Read its interval and do not compare rules by it: eight pairs are too few. " + branchNote,
			CaveatZH:     ratioNoteZH + "应读区间，不宜用于比较规则：八对太少。" + branchNoteZH,
			Former:       []string{"head_half_life_1", "head_halved_1"},
			Ratio:        [2]string{"head_dependence_long_3", "head_first_loss_3"},
		},
	},
	byHead(func(k int) Metric {
		en, zh := top(k)
		whom, whomZH := best(k)
		return Metric{
			ID: fmt.Sprint("head_own_", k), EN: "own share of " + en, ZH: zh + "自身的成交占比", Part: true,
			Definition: "Share of the platform's placed GMV of the 90 days after the first date that is sold by " +
				whom + " of the 90 days before, in the run that goes on with them.",
			DefinitionZH: "首个时点之后 90 天，" + whomZH + "在未移除的实际运行中自身成交占平台成交总额（下单）的比例。",
			Formula:      "O/G, O their own placed GMV",
			FormulaZH:    "O/G，O 为其自身的成交总额",
			Caveat:       onlyFirst(k, false) + dateNote + bestNote + branchNote,
			CaveatZH:     onlyFirst(k, true) + dateNoteZH + bestNoteZH + branchNoteZH,
		}
	}),
	byHead(func(k int) Metric {
		en, zh := top(k)
		whom, whomZH := best(k)
		return Metric{
			ID: fmt.Sprint("head_taken_", k), EN: "taken over by others from " + en + ", of all GMV", ZH: zh + "由他人承接的成交占平台的比例", Part: true,
			Definition:   "Share of the platform's placed GMV of the 90 days after the first date that is sold by " + whom + " and not lost without them.",
			DefinitionZH: "首个时点之后 90 天，" + whomZH + "自身成交中移除后未损失的部分占平台成交总额（下单）的比例。",
			Formula:      fmt.Sprintf("head_own_%d − %s", k, firstLoss(k)),
			Caveat:       onlyFirst(k, false) + branchNote,
			CaveatZH:     onlyFirst(k, true) + branchNoteZH,
		}
	}),
	byHead(func(k int) Metric {
		en, zh := top(k)
		whom, whomZH := best(k)
		return Metric{
			ID: fmt.Sprint("head_substitution_", k), EN: "sales of " + en + " taken over by others", ZH: zh + "的替代率",
			Definition: "Share of what " + whom + " would have sold in the 90 days after the first date that others take over: " +
				"a ratio of means over the same replicates.",
			DefinitionZH: "首个时点之后 90 天，" + whomZH + "本应实现的成交由他人承接的比例：两者在相同重复中的均值之比。",
			Formula:      fmt.Sprintf("mean head_taken_%d / mean head_own_%[1]d = 1 − mean %[2]s / mean head_own_%[1]d", k, firstLoss(k)),
			FormulaZH:    fmt.Sprintf("head_taken_%d 均值 / head_own_%[1]d 均值 = 1 − %[2]s 均值 / head_own_%[1]d 均值", k, firstLoss(k)),
			Caveat:       "May leave [0,1]. " + ratioNote + onlyFirst(k, false) + branchNote,
			CaveatZH:     "可能超出 [0,1]。" + ratioNoteZH + onlyFirst(k, true) + branchNoteZH,
			Ratio:        [2]string{fmt.Sprint("head_taken_", k), fmt.Sprint("head_own_", k)},
		}
	}),
)

const (
	ratioNote = "Not a number of a single replicate, where it is blank; its interval is Fieller's, " +
		"and it is blank where what it is relative to is not clearly above 0 at 99 %. " +
		"Differences between scenarios have the interval of the linearised ratio. "
	ratioNoteZH = "单次重复中为空；区间为 Fieller 区间；分母在 99% 水平下不明显大于 0 时为空。情景之差的区间由线性化比率给出。"
)

// onlyFirst says where a metric of the first date is measured in a part of the replicates only.
func onlyFirst(k int, zh bool) string {
	switch {
	case k == 3:
		return ""
	case zh:
		return subsetZH
	}
	return subset
}

func superscript(k int) string { return map[int]string{1: "¹", 3: "³", 10: "¹⁰"}[k] }
