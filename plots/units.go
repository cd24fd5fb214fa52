package plots

// unitLabels translate the units of metrics and tables.
var unitLabels = map[string]Label{
	"yuan":               {"yuan", "元"},
	"share":              {"share", "比例"},
	"count":              {"number", "个"},
	"index":              {"index points", "指数点"},
	"day":                {"days", "天"},
	"month":              {"months", "月"},
	"points":             {"points", "分"},
	"slots/consumer/day": {"slots per consumer and day", "时段/（人·天）"},
	"yuan/consumer/year": {"yuan per consumer and year", "元/（人·年）"},
	"yuan/order":         {"yuan per order", "元/单"},
}

func unitLabel(unit string) Label {
	if l, ok := unitLabels[unit]; ok {
		return l
	}
	return plain(unit)
}
