package plots

// activePanels count those who take part.
var activePanels = []monthPanel{
	{"active_streamers", Label{"Active streamers", "活跃主播"}, Label{"with a session that month", "当月有直播的人数"}, number},
	{"active_merchants", Label{"Active merchants", "活跃商家"}, Label{"with a sale that month", "当月有成交的家数"}, number},
	{"active_mcns", Label{"MCN agencies", "MCN 机构"}, Label{"with a roster that month", "当月有签约主播的家数"}, number},
	{"entrants", Label{"Streamers who entered", "新进主播"}, Label{"a month", "人/月"}, number},
	{"exits", Label{"Streamers who left", "退出主播"}, Label{"a month", "人/月"}, number},
	{"rank_correlation", Label{"Stability of the ranking", "排名的稳定性"}, Label{"rank correlation with last month", "与上月的秩相关"}, number},
}

// activeFigure shows who is in the market over time.
func activeFigure(s *Study) Figure {
	return monthFigure(s, "active", Label{"Who is in the market", "市场参与者的变化"}, Label{
		wholeMonthsNote.EN + " Who enters or leaves is decided by the week, and some months hold five of those days.",
		wholeMonthsNote.ZH + "进入与退出按周决定，有的月份含五个决定日。",
	}, activePanels)
}
