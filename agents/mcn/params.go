// Package mcn holds the equations by which an agency (MCN 机构) decides: one file a mechanism, pure functions on
// float64. Package sim applies them to the columns of the market.
package mcn

import "livebazaar/agents/param"

// Params are all parameters of agencies.
type Params struct {
	Count     int64
	Present   float64
	Talent    Talent
	Scouting  Scouting
	Training  Training
	Contract  Contract
	Breakaway Breakaway
	Traffic   Traffic
	Pool      Pool
	Firm      Firm
}

// Declare binds the parameters to the set.
func (p *Params) Declare(set *param.Set) {
	set.Int(&p.Count, "count", 12, param.Spec{Acts: param.Start, Unit: "MCN", Min: 0, Max: 100_000,
		Source: "what the default market sustains, by calibration",
		EN:     "MCN agencies at the start", ZH: "初始 MCN 机构数",
		Doc: "Three times as many could run an agency; founding and failing move the number from there.", DocZH: "有能力经营机构者为其 3 倍；此后数量随成立与倒闭变动。"})
	set = set.WhenAbove("count", int64(0))
	set.Float(&p.Present, "present", 1, param.Spec{Acts: param.Start, Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of the agencies that is there at the start", ZH: "初始在场机构占比",
		Doc: "Below 1 the market starts with empty places, as one that takes off.", DocZH: "小于 1 时市场以空余名额起步，如处于起飞阶段。"})
	p.Talent.Declare(set.Under("talent"))
	p.Scouting.Declare(set.Under("scouting"))
	p.Training.Declare(set.Under("training"))
	p.Contract.Declare(set.Under("contract"))
	p.Breakaway.Declare(set.Under("breakaway"))
	p.Traffic.Declare(set.Under("traffic"))
	p.Pool.Declare(set.Under("pool"))
	p.Firm.Declare(set.Under("firm"))
}

// Capacity is the number of those who could run an agency, and of places for agencies: three times as many as start.
func (p *Params) Capacity() int { return int(3 * p.Count) }

// First is the number of agencies that the market is made with.
func (p *Params) First() int { return int(float64(p.Present*float64(p.Count)) + .5) }

func clamp(x, lo, hi float64) float64 {
	switch {
	case x < lo:
		return lo
	case x > hi:
		return hi
	}
	return x
}
