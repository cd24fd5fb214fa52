package param

// How units are spelled: what is counted in the singular (day, order), a ratio of two units with a slash and a plural
// before it (orders/week), a bare number in a time as "per week", a relation as "× mean demand".

// unitsZH are the units of parameters, metrics and scales in Simplified Chinese.
var unitsZH = map[string]string{
	"count": "个", "index": "指数点", "share": "比例", "quality": "质量分", "point": "分", "points": "分", "stage": "个阶段",
	"consumer": "人", "streamer": "名", "MCN": "家", "merchant": "家", "room": "间", "order": "单", "unit": "件",
	"simulated impression": "次模拟曝光",

	"hour": "小时", "day": "天", "week": "周", "month": "月", "year": "年", "host": "位主播", "week of sales": "周销量", "week of cost": "周成本",
	"per hour": "每小时", "per day": "每天", "per week": "每周", "per √week": "每 √周", "per month": "每月", "per year": "每年",
	"per session": "每场", "per weekly session": "每周每增一场", "per user": "相对每名在用用户",
	"per trial": "每次试价", "per unit of skill": "每单位能力", "per half-year's office": "每半年办公成本",

	"util": "效用", "logit": "对数几率", "logit/month": "对数几率/月", "log sd": "对数标准差", "log return": "对数回报", "log sales": "对数销售额", "log price": "对数价格",

	"yuan": "元", "yuan/hour": "元/小时", "yuan/week": "元/周", "yuan/month": "元/月", "yuan/visit": "元/次访问", "yuan/session": "元/场",
	"yuan/parcel": "元/件包裹", "yuan/1000 impressions": "元/千次曝光", "yuan/consumer/year": "元/（人·年）",

	"slots/day": "时段/天", "slots/consumer/day": "时段/（人·天）", "hours/session": "小时/场", "orders/week": "单/周",
	"orders/consumer/day": "单/（人·天）", "places/week": "坑位/周", "streamers/week": "名主播/周", "share/week": "比例/周",
	"inspections/merchant/month": "次抽检/（商家·月）",

	"share of cost": "占成本比例", "share of cost/day": "占成本比例/天", "share of days": "占天数比例", "share of hosts": "占主播比例",
	"share of impressions": "占流量比例", "share of places": "占推荐位比例", "share of price": "占标价比例", "share of sales": "占销售比例", "share of overhead": "占固定运营成本比例",
	"share of an equal share": "占均等份额的比例", "share of the border's rank": "占界线名次的比例",
	"share below 1, else rooms": "小于 1 为比例，否则为直播间数",

	"multiple of the mean": "均值的倍数", "multiple of the mean score": "平均得分的倍数", "× category median": "× 品类中位数",
	"× category share": "× 品类比例", "× cost of opening": "× 开业成本", "× emerging brand": "× 新锐品牌", "× mean demand": "× 平均需求", "× mean merchant": "× 平均商家",
	"× overhead": "× 固定运营成本", "× value": "× 销售额",

	"real consumers per consumer": "真实消费者/模拟消费者", "real streamers per streamer": "真实主播/模拟主播",
}

// counted are the units that are things or spans to be counted.
var counted = map[string]string{
	"consumer": "consumer", "streamer": "streamer", "MCN": "MCN", "merchant": "merchant", "room": "room", "order": "order", "unit": "unit",
	"simulated impression": "simulated impression", "point": "point", "stage": "stage", "hour": "hour", "day": "day", "week": "week",
	"month": "month", "year": "year", "host": "host", "week of sales": "week of sales|weeks of sales", "week of cost": "week of cost|weeks of cost",
}

// Plural is the English name of a unit after any other number than 1: days, but yuan and share.
func Plural(unit string) string {
	if thing, ok := counted[unit]; ok {
		return Things(2, thing)
	}
	return unit
}

// UnitIn returns a unit in the language ("zh" or else English), as it is where nothing else is known.
func UnitIn(unit, lang string) string {
	if zh, ok := unitsZH[unit]; ok && lang == "zh" {
		return zh
	}
	return unit
}
