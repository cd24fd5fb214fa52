package plots

// unitLabels translate the units of metrics, tables and common parameters, and the names of scales.
var unitLabels = map[string]Label{
	"yuan":                        {"yuan", "元"},
	"share":                       {"share", "比例"},
	"count":                       {"number", "个"},
	"real consumers per consumer": {"real consumers per consumer", "真实消费者/消费者"},
	"real streamers per streamer": {"real streamers per streamer", "真实主播/主播"},
	"consumer":                    {"consumers", "人"},
	"week":                        {"weeks", "周"},
	"per week":                    {"per week", "每周"},
	"share of impressions":        {"share of impressions", "流量占比"},
	"index":                       {"index points", "指数点"},
	"day":                         {"days", "天"},
	"month":                       {"months", "月"},
	"points":                      {"points", "分"},
	"slots/consumer/day":          {"slots per consumer and day", "时段/（人·天）"},
	"yuan/consumer/year":          {"yuan per consumer and year", "元/（人·年）"},
	"yuan/order":                  {"yuan per order", "元/单"},
}

func unitLabel(unit string) Label {
	if l, ok := unitLabels[unit]; ok {
		return l
	}
	return plain(unit)
}
