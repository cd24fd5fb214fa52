package merchant

import "livebazaar/agents/param"

// Store is the merchant's own room (store broadcast): own goods, own discount, no commission, a running cost.
type Store struct {
	Cost    float64 // yuan (real) per session
	Days    float64 // chance that a running store broadcasts on a day
	Review  int64   // weeks between decisions to run it or not
	Content float64 // content power of store hosts
	Product float64 // product power of store hosts
	Spread  float64 // sd of both
	Hype    float64 // how much store hosts promise above the truth
	Memory  float64 // weekly memory of its returns
}

func (s *Store) declare(set *param.Set) {
	set.WhenAbove("days", 0.0).Float(&s.Cost, "session_cost", 3000, param.Spec{Unit: "yuan", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "running cost of a store session", ZH: "店播单场成本",
		Doc:   "In real yuan: host, studio, operator.",
		DocZH: "真实元：主播、场地与运营人员。"})
	set.Float(&s.Days, "days", .6, param.Spec{Unit: "share of days", Min: 0, Max: 1, Source: param.Assumption,
		EN: "days with a store broadcast", ZH: "店播天数占比"})
	set.Int(&s.Review, "review", 4, param.Spec{Unit: "week", Min: 1, Max: 52, Source: param.Assumption,
		EN: "weeks between store decisions", ZH: "店播决策间隔"})
	set.Float(&s.Content, "content", .3, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "content power of store hosts", ZH: "店播内容力"})
	set.Float(&s.Product, "product", .45, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "product power of store hosts", ZH: "店播产品力"})
	set.Float(&s.Spread, "spread", .1, param.Spec{Acts: param.Entry, Min: 0, Max: .5, Source: param.Assumption,
		EN: "spread of store hosts' powers", ZH: "店播能力离散"})
	set.Float(&s.Hype, "hype", .05, param.Spec{Acts: param.Entry, Min: 0, Max: .5, Source: param.Assumption, EN: "hype of store hosts", ZH: "店播夸大程度"})
	set.WhenAbove("days", 0.0).Float(&s.Memory, "memory", .92, param.Spec{Unit: "per week", Min: .5, Max: 1, Source: param.Assumption,
		EN: "memory of the store's returns", ZH: "店播回报记忆",
		Doc:   "What was learned fades, so that a closed store is tried again some day.",
		DocZH: "所学会随时间淡忘，停掉的店播日后会再次尝试。"})
}

// RunsStore reports whether the store is worth running: a Thompson draw of its log return is above 0, that is, it is
// believed to earn its cost.
func RunsStore(draw float64) bool { return draw > 0 }
