package metric

import (
	"math"
	"strconv"

	"livebazaar/sim/record"
)

// Repurchase: a consumer's first kept live order in a calendar month starts a spell that ends with the next kept live
// order, or is censored at the end of the run.

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

// Repurchase returns the Kaplan-Meier probability of another kept live order within w days, over the measured cohorts
// chosen, weighted by size. Cohorts not watched for w days are left out.
func Repurchase(rows []record.CohortAge, w int64, chosen func(cohort int64) bool) float64 {
	var weighted, size float64
	for _, cohort := range cohorts(rows) {
		if cohort[0].Cohort < 1 || !chosen(cohort[0].Cohort) {
			continue
		}
		ended := make([]Ended, len(cohort))
		var n int64
		for i, c := range cohort {
			ended[i] = Ended{c.Age, c.Repeat, c.Censored}
			n += c.Repeat + c.Censored
		}
		if s := KaplanMeier(ended, w); s == s {
			weighted += float64(float64(n) * (1 - s))
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

func repurchaseMetric(w int64, headline bool) Metric {
	days := strconv.FormatInt(w, 10)
	return Metric{
		ID: "repurchase_" + days, Unit: "share", EN: "repurchase within " + days + " days", ZH: days + " 天复购率", Family: repeat, Headline: headline,
		Definition: "Kaplan-Meier probability of another kept live order, placed after that one was received, within " + days + " days after a consumer's first kept live order in a calendar month; " +
			"measured cohorts whose " + days + " days end in the window or later, weighted by size.",
		DefinitionZH: "消费者在某月首笔保留直播订单之后 " + days + " 天内再次产生保留直播订单（须在收货后下单）的概率（Kaplan-Meier）；只计第 " + days + " 天落在计量期内或其后的同期群，按规模加权。",
		Formula:      "Σ_c n_c·(1 − Π_{a ≤ " + days + "} (1 − d_a/n_a)) / Σ_c n_c",
		Caveat:       "Blank when no cohort was watched that long. Who still waits for the repeat of an earlier month's first order opens no cohort anew.",
		CaveatZH:     "没有同期群观察到这么久时为空。仍在等待早先月份首单之复购的消费者不再开启新的同期群。",
		of: func(v *view) float64 {
			return Repurchase(v.book.Cohorts, w, func(c int64) bool { return v.reaches(c, w) })
		},
	}
}

var repurchaseMetrics = []Metric{
	repurchaseMetric(30, false),
	repurchaseMetric(90, true),
	repurchaseMetric(365, false),
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
		of:           func(v *view) float64 { return v.sameShare(func(c record.CohortAge) int64 { return c.SameStreamer }) },
	},
	{
		ID: "same_merchant_share", Unit: "share", EN: "repeat with the same merchant", ZH: "同商家复购占比", Family: repeat,
		Definition:   "Share of the next kept live orders within 90 days that went to the same merchant.",
		DefinitionZH: "90 天内的复购中向同一商家购买的比例。",
		Formula:      "repeats with the same merchant / repeats, age ≤ 90 days",
		FormulaZH:    "同商家复购 / 复购，间隔 ≤ 90 天",
		of:           func(v *view) float64 { return v.sameShare(func(c record.CohortAge) int64 { return c.SameMerchant }) },
	},
}
