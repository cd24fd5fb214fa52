package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Accident is what takes a streamer off the air: illness, which strikes anyone, and scandal, whose weekly hazard
// rises with hype and with bad goods sold,
//
//	hazard = 1 − e^(−(illness + scandal·e^(β_h·hype + β_d·defects))), defects = share of settled orders that failed.
//
// A scandal costs public trust and spills over to the platform and to the merchants on show; after some the streamer
// is banned (file comeback.go), otherwise it is absent for some weeks.
type Accident struct {
	Illness, Scandal, Hype, Defects float64
	Bans, Absence                   float64
	Severity, SpillOver             float64
}

// Declare binds the parameters to the set.
func (a *Accident) Declare(set *param.Set) {
	set.Float(&a.Illness, "illness", 0.001, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "hazard of illness", ZH: "疾病风险率"})
	set.Float(&a.Scandal, "scandal", 0.0004, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "hazard of scandal without hype and bad goods", ZH: "无夸大与劣质商品时的丑闻风险率"})
	set.WhenAbove("scandal", 0.0).Float(&a.Hype, "hype", 4, param.Spec{Min: 0, Max: 40, Source: param.Assumption,
		EN: "log effect of hype on scandal", ZH: "夸大对丑闻的对数影响"})
	set.WhenAbove("scandal", 0.0).Float(&a.Defects, "defects", 4, param.Spec{Min: 0, Max: 40, Source: param.Assumption,
		EN: "log effect of the share of bad goods on scandal", ZH: "劣质商品占比对丑闻的对数影响"})
	set.WhenAbove("scandal", 0.0).Float(&a.Bans, "bans", 0.25, param.Spec{Min: 0, Max: 1, Former: []string{"streamers.accident.leaves"},
		Source: param.Assumption,
		EN:     "share of scandals after which the streamer is banned", ZH: "丑闻后被封禁的比例"})
	set.Float(&a.Absence, "absence", 28, param.Spec{Unit: "day", Min: 1, Max: 1000, Source: param.Assumption,
		EN: "mean absence", ZH: "平均停播时长"})
	set.WhenAbove("scandal", 0.0).Float(&a.Severity, "severity", 0.5, param.Spec{Min: 0, Max: 10, Source: param.Assumption,
		EN: "public trust lost in a scandal", ZH: "丑闻造成的公众信任损失",
		Doc: "Bad experiences added, as a share of all those on record.", DocZH: "新增的不良体验，占已有记录体验的比例。"})
	set.WhenAbove("scandal", 0.0).Float(&a.SpillOver, "spill_over", 0.3, param.Spec{Min: 0, Max: 1, Source: ".2-.5 (docs/model.md, section 7.8)",
		EN: "share of the shock that reaches merchants and platform", ZH: "冲击外溢至商家与平台的比例"})
}

// ScandalRate is the weekly rate of scandals at the given hype and share of failed orders.
func (a *Accident) ScandalRate(hype, defects float64) float64 {
	return float64(a.Scandal * chance.Exp(float64(a.Hype*hype)+float64(a.Defects*defects)))
}

// Hazard is the probability of any accident in a week; the share of it that is scandal is ScandalRate over the sum.
func (a *Accident) Hazard(hype, defects float64) float64 {
	return 1 - chance.Exp(-(a.Illness + a.ScandalRate(hype, defects)))
}
