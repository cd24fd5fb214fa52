// Package rules has the parameters of a market, and what must hold of them together.
package rules

import (
	"livebazaar/agents/category"
	"livebazaar/agents/consumer"
	"livebazaar/agents/enforcement"
	"livebazaar/agents/mcn"
	"livebazaar/agents/merchant"
	"livebazaar/agents/param"
	"livebazaar/agents/streamer"
)

// Params are all parameters of a market, compiled from a scenario. The struct is bound to the param.Set it was made
// with: never copy it by value.
type Params struct {
	Run         RunParams
	Consumers   consumer.Params
	Platform    PlatformParams
	Streamers   streamer.Params
	MCNs        mcn.Params
	Merchants   merchant.Params
	Categories  category.Params
	Enforcement enforcement.Params

	set *param.Set
}

// MostReplicates is how many markets of a scenario there may be: more than the narrowest interval that anybody asks for.
const MostReplicates = 50_000

// RunParams say how long and how often the market runs.
type RunParams struct {
	Days, WarmupDays, Seed, Replicates int64
}

// NewParams returns the defaults and the set of declarations bound to them.
func NewParams() (*Params, *param.Set) {
	set := param.NewSet()
	p := &Params{set: set}
	run := set.Under("run")
	run.Int(&p.Run.Days, "days", 730, param.Spec{Unit: "day", Min: 1, Max: 12000,
		Source: param.Assumption, EN: "days simulated after warm-up", ZH: "预热后的模拟天数",
		Idle: "says how long is simulated; no day differs for it", IdleZH: "只决定模拟多久，不改变任何一天"})
	run.Int(&p.Run.WarmupDays, "warmup_days", 1092, param.Spec{Acts: param.Start, Unit: "day", Min: 7, Max: 3650,
		Source: "three years, after which the trends of the market are within 2 % a year (`livebazaar validate --only balance`)",
		EN:     "days of warm-up", ZH: "预热天数",
		Doc:   "Simulated under the baseline's rules before the measured days; not counted in any metric.",
		DocZH: "在计量开始前按基准规则模拟，不计入任何指标。"})
	run.Int(&p.Run.Seed, "seed", 1, param.Spec{Acts: param.Start, Min: 0, Max: 1 << 53,
		Source: param.Assumption, EN: "seed of all random draws", ZH: "随机种子"})
	run.Int(&p.Run.Replicates, "replicates", 1, param.Spec{Min: 1, Max: MostReplicates,
		Source: param.Assumption,
		EN:     "replicates", ZH: "重复次数",
		Doc:   "A comparison needs at least 2, and takes 8 where neither the study nor the command line says otherwise.",
		DocZH: "比较至少需要 2 次；研究与命令行均未指定时取 8 次。",
		Idle:  "says how many markets are simulated; none differs for it", IdleZH: "只决定模拟多少个市场，不改变任何一个"})
	p.Consumers.Declare(set.Under("consumers"))
	p.Platform.Declare(set.Under("platform"))
	p.Streamers.Declare(set.Under("streamers"))
	p.MCNs.Declare(set.Under("mcns"))
	p.Merchants.Declare(set.Under("merchants"))
	p.Categories.Declare(set.Under("categories"))
	p.Enforcement.Declare(set.Under("platform.enforcement"))
	declareConditions(set)
	p.declareFeasible(set)
	p.declareAmounts(set)
	return p, set
}
