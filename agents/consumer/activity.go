package consumer

import "livebazaar/agents/param"

// Activity says how often a consumer opens the platform. A day has three slots: off-peak, noon and evening. Followers come for a
// host: who has opened the platform today at a time at which nobody it follows is live keeps the appointment instead, with a
// probability, where one of them is live at a time at which it would not have come. It comes as often as before.
type Activity struct {
	Mean, Spread           float64
	OffPeak, Noon, Evening float64
	Appointment            float64
}

// Declare binds the parameters to the set.
func (a *Activity) Declare(set *param.Set) {
	set.Float(&a.Mean, "mean", 1.05, param.Spec{Unit: "slots/day", Min: 0.01, Max: 3, Source: param.Assumption,
		EN: "mean active slots per day of a live shopper", ZH: "直播购物者日均活跃时段数",
		Doc: "Before the cap of 0.98 a slot and the 16 classes of activity, which lower it: " +
			"with the default spread 1.05 comes out as 0.99, and 3 as 2.07.",
		DocZH: "未计每时段 0.98 的上限与 16 个活跃度分级；二者使实际值偏低：在默认离散度下，1.05 实为 0.99，3 实为 2.07。"})
	set.Float(&a.Spread, "spread", 0.7, param.Spec{Unit: "log sd", Min: 0, Max: 1.5, Source: param.Assumption,
		EN: "spread of activity between consumers", ZH: "消费者间活跃度差异"})
	share := func(dst *float64, key string, def float64, en, zh string) {
		set.Float(dst, key, def, param.Spec{Unit: "share", Min: 0, Max: 1,
			Source: "S1: noon and evening peaks; the shares are an assumption",
			EN:     en, ZH: zh})
	}
	share(&a.OffPeak, "offpeak", 0.25, "share of activity off-peak", "平时时段活跃份额")
	share(&a.Noon, "noon", 0.25, "share of activity at noon", "午间活跃份额")
	share(&a.Evening, "evening", 0.50, "share of activity in the evening", "晚间活跃份额")
	set.Float(&a.Appointment, "appointment", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "fans who come when a host they follow is live, instead of at another time of the day", ZH: "为所关注主播开播而改变当日到场时段的粉丝比例"})
	set.Check(func() string { return param.SumsToOne("offpeak", a.OffPeak, "noon", a.Noon, "evening", a.Evening) }, "offpeak", "noon", "evening")
}

// Shares returns the shares of activity by slot.
func (a *Activity) Shares() [3]float64 { return [3]float64{a.OffPeak, a.Noon, a.Evening} }

// InSlot returns the probability that a consumer of relative activity rate (mean 1 in the population) is active in a
// slot with the given share: min(0.98, mean·rate·share).
func (a *Activity) InSlot(rate, share float64) float64 { return min(0.98, a.Mean*rate*share) }
