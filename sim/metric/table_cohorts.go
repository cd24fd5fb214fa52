package metric

import "livebazaar/sim/record"

// cohortTable has one row per cohort and age at which something happened.
func cohortTable(book *record.Book, id row) *record.Table {
	t := newTable("cohorts", 2,
		number("cohort", "month", "month of the first kept live order of the month", "当月首笔保留直播订单所在月").Called("首单月份"),
		number("age", "day", "days since that order", "距该订单的天数"),
		count("at_risk", "consumers still watched at the beginning of that age", "该天龄开始时仍在观察的消费者数").Called("在观察人数"),
		count("repeat", "next kept live orders at that age", "该天龄发生的复购数").Called("复购数"),
		money("repeat_net", "their value", "其金额").Called("复购金额"),
		count("same_streamer", "of these with the same streamer", "其中同一主播"),
		count("same_merchant", "of these with the same merchant", "其中同一商家"),
		count("censored", "consumers watched no longer", "截尾人数"),
	)
	for _, cohort := range cohorts(book.Cohorts) {
		var watched int64
		for _, c := range cohort {
			watched += c.Repeat + c.Censored
		}
		for _, c := range cohort {
			if c.Repeat+c.Censored == 0 {
				continue
			}
			id.add(t, c.Cohort, c.Age, watched, c.Repeat, yuan(c.RepeatNet), c.SameStreamer, c.SameMerchant, c.Censored)
			watched -= c.Repeat + c.Censored
		}
	}
	return t
}
