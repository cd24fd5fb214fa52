package metric

import (
	"math"
	"strconv"

	"livebazaar/sim/record"
)

// Repurchase: a consumer's first kept live order in a calendar month starts a spell that ends with the next kept live
// order, or is censored at the end of the run. Nearly everybody buys again within 90 days under any rules; from whom and after
// how long is what rules change.

// cohorts splits the record's cohort rows, sorted by cohort and age, by cohort.
func cohorts(rows []record.CohortAge) [][]record.CohortAge {
	var all [][]record.CohortAge
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].Cohort == rows[i].Cohort {
			j++
		}
		all = append(all, rows[i:j])
		i = j
	}
	return all
}

// Spells returns how the spells of one cohort ended, by age; cause counts those of its repeat orders that are in question.
func Spells(cohort []record.CohortAge, cause func(record.CohortAge) int64) (ended []Ended, size int64) {
	ended = make([]Ended, len(cohort))
	for i, c := range cohort {
		ended[i] = Ended{Age: c.Age, Events: c.Repeat, OfCause: cause(c), Censored: c.Censored}
		size += c.Repeat + c.Censored
	}
	return ended, size
}

// The causes that a repeat order may be counted for.
var (
	anyRepeat    = func(c record.CohortAge) int64 { return c.Repeat }
	sameStreamer = func(c record.CohortAge) int64 { return c.SameStreamer }
	sameMerchant = func(c record.CohortAge) int64 { return c.SameMerchant }
)

// overCohorts returns the mean of a measure of spells up to age w over the measured cohorts whose w days end in the window or
// later, weighted by size. Cohorts in which it is undefined, since they were not watched for w days, are left out.
func (v *view) overCohorts(w int64, cause func(record.CohortAge) int64, measure func([]Ended, int64) float64) float64 {
	var weighted, size float64
	for _, cohort := range cohorts(v.book.Cohorts) {
		if c := cohort[0].Cohort; c < 1 || !v.reaches(c, w) {
			continue
		}
		ended, n := Spells(cohort, cause)
		if x := measure(ended, w); x == x {
			weighted += float64(float64(n) * x)
			size += float64(n)
		}
	}
	if size == 0 {
		return math.NaN()
	}
	return weighted / size
}

// sameShare returns the share of the repeat orders within 90 days that part picks, over cohorts watched for 90 days:
// cut short they would over-weight short intervals.
func (v *view) sameShare(part func(record.CohortAge) int64) float64 {
	var same, all int64
	for _, c := range v.book.Cohorts {
		if c.Cohort >= 1 && c.Age <= 90 && v.reaches(c.Cohort, 90) && c.Cohort*daysInMonth+90 <= v.last {
			same += part(c)
			all += c.Repeat
		}
	}
	return share(same, all)
}

// reaches reports whether a cohort's w days of follow-up end in the window or later, so that what is measured happened
// in it.
func (v *view) reaches(cohort, w int64) bool { return cohort*daysInMonth+w >= v.From }

func repurchaseMetric(w int64) Metric {
	days := strconv.FormatInt(w, 10)
	return Metric{
		ID: "repurchase_" + days, Unit: "share", EN: "repurchase within " + days + " days", ZH: days + " 天复购率", Family: repeat,
		Definition: "Kaplan-Meier probability of another kept live order, placed after that one was received, within " + days +
			" days after a consumer's first kept live order in a calendar month; " +
			"measured cohorts whose " + days + " days end in the window or later, weighted by size.",
		DefinitionZH: "消费者在某月首笔保留直播订单之后 " + days + " 天内再次产生保留直播订单（须在收货后下单）的概率（Kaplan-Meier）；只计第 " + days + " 天落在计量期内或其后的同期群，按规模加权。",
		Formula:      "Σ_c n_c·(1 − Π_{a ≤ " + days + "} (1 − d_a/n_a)) / Σ_c n_c",
		Caveat:       "Blank when no cohort was watched that long. Who still waits for the repeat of an earlier month's first order opens no cohort anew.",
		CaveatZH:     "没有同期群观察到这么久时为空。仍在等待早先月份首单之复购的消费者不再开启新的同期群。",
		of:           func(v *view) float64 { return v.overCohorts(w, anyRepeat, Incidence) },
	}
}

// repurchaseFrom is the repurchase from who had the order before: a competing event is a repurchase from anybody else.
func repurchaseFrom(who, whoZH string, w int64, cause func(record.CohortAge) int64) Metric {
	days := strconv.FormatInt(w, 10)
	return Metric{
		ID: "repurchase_" + who + "_" + days, Unit: "share", EN: "same " + who + " again within " + days + " days",
		ZH: days + " 天同" + whoZH + "复购率", Family: repeat, Headline: true,
		Definition: "Probability that a consumer's next kept live order after the first one in a calendar month comes within " + days +
			" days and is from the same " + who +
			": cumulative incidence (Aalen-Johansen), a next order from anybody else being the competing event; " +
			"the same spells, cohorts, weights and censoring as repurchase_" + days + ".",
		DefinitionZH: "消费者某月首笔保留直播订单之后的下一笔保留直播订单在 " + days + " 天内产生且来自同一" + whoZH +
			"的概率：累积发生率（Aalen-Johansen），先向其他" + whoZH + "购买为竞争事件；观察期间、同期群、权重与截尾同 repurchase_" + days + "。",
		Formula:   "Σ_c n_c·Σ_{a ≤ " + days + "} S_c(a−)·k_a/n_a / Σ_c n_c, k_a of the d_a repeats at age a from the same " + who,
		FormulaZH: "Σ_c n_c·Σ_{a ≤ " + days + "} S_c(a−)·k_a/n_a / Σ_c n_c，k_a 为第 a 天 d_a 笔复购中同一" + whoZH + "者",
		Caveat: "Only the next order counts: who buys elsewhere first and returns later is not in it. " +
			"It rises with the number of repeats as well as with loyalty; same_" + who +
			"_share is the share among repeats. Blank when no cohort was watched that long.",
		CaveatZH: "只看下一笔订单：先在别处购买、后再回来者不计。复购总量与忠诚度都会使其上升；same_" + who + "_share 为复购中的占比。没有同期群观察到这么久时为空。",
		of:       func(v *view) float64 { return v.overCohorts(w, cause, Incidence) },
	}
}

var repurchaseMetrics = []Metric{
	repurchaseMetric(30),
	repurchaseMetric(90),
	repurchaseMetric(365),
	repurchaseFrom("streamer", "主播", 30, sameStreamer),
	repurchaseFrom("streamer", "主播", 90, sameStreamer),
	repurchaseFrom("merchant", "商家", 90, sameMerchant),
	{
		ID: "reorder_wait_90", Unit: "day", EN: "wait for the next order", ZH: "再次下单等待天数", Family: repeat, Headline: true,
		Definition: "Restricted mean wait: mean days from a consumer's first kept live order in a calendar month to the next one, " +
			"a wait of more than 90 days counting as 90; " +
			"the same spells, cohorts, weights and censoring as repurchase_90.",
		DefinitionZH: "限制平均等待时间：消费者某月首笔保留直播订单至下一笔的平均天数，超过 90 天者按 90 天计；观察期间、同期群、权重与截尾同 repurchase_90。",
		Formula:      "Σ_c n_c·∫₀⁹⁰ S_c(a) da / Σ_c n_c = Σ_c n_c·(S_c(0) + … + S_c(89)) / Σ_c n_c",
		Caveat: "From receipt to receipt: an order is two days on its way at least, and only one placed after the first was received " +
			"counts. Blank when no cohort was watched for 90 days.",
		CaveatZH: "自签收至签收：订单在途至少两天，且须在首单签收后下单才计。没有同期群观察满 90 天时为空。",
		of:       func(v *view) float64 { return v.overCohorts(90, anyRepeat, RestrictedMean) },
	},
	{
		ID: "repeat_order_share", Unit: "share", EN: "repeat orders within 30 days", ZH: "30 天内复购订单占比", Family: repeat, First90: true,
		Definition:   "Share of paid live orders by consumers whose latest kept live order was at most 30 days old when they ordered.",
		DefinitionZH: "已支付的直播订单中，消费者下单时距其最近一笔保留直播订单不超过 30 天者的占比。",
		Formula:      "orders paid within 30 days of a kept one / orders paid",
		FormulaZH:    "距上一笔保留订单 30 天内的已支付订单 / 已支付订单",
		Caveat:       "Counts orders, so frequent buyers weigh most; repurchase_90 counts consumers.",
		CaveatZH:     "按订单计，购买频繁者权重最大；repurchase_90 按消费者计。",
		of:           func(v *view) float64 { return share(v.sum.RepeatOrders, v.sum.OrdersPaid) },
	},
	{
		ID: "same_streamer_share", Unit: "share", EN: "repeat with the same streamer", ZH: "同主播复购占比", Family: repeat,
		Definition:   "Share of the next kept live orders within 90 days that went to the same streamer.",
		DefinitionZH: "90 天内的复购中向同一主播购买的比例。",
		Formula:      "repeats with the same streamer / repeats, age ≤ 90 days",
		FormulaZH:    "同主播复购 / 复购，间隔 ≤ 90 天",
		of:           func(v *view) float64 { return v.sameShare(sameStreamer) },
	},
	{
		ID: "same_merchant_share", Unit: "share", EN: "repeat with the same merchant", ZH: "同商家复购占比", Family: repeat,
		Definition:   "Share of the next kept live orders within 90 days that went to the same merchant.",
		DefinitionZH: "90 天内的复购中向同一商家购买的比例。",
		Formula:      "repeats with the same merchant / repeats, age ≤ 90 days",
		FormulaZH:    "同商家复购 / 复购，间隔 ≤ 90 天",
		of:           func(v *view) float64 { return v.sameShare(sameMerchant) },
	},
}
