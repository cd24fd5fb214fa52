package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Caution grows from regret and fades. Regret = max(0, u_best alternative − u_realised), in utils; caution ←
// caution + gain·regret·(1−caution), in [0,1] (H14; Zeelenberg & Pieters 2007).
type Caution struct{ Gain, HalfLife float64 }

// Declare binds the parameters to the set.
func (c *Caution) Declare(set *param.Set) {
	set.Float(&c.Gain, "gain", 0.1, param.Spec{Min: 0, Max: 1, Source: param.Assumption, EN: "caution gained per util of regret", ZH: "每单位后悔增加的谨慎"})
	set.Float(&c.HalfLife, "half_life", 60, param.Spec{Unit: "day", Min: 1, Max: 1000, Source: param.Assumption,
		EN: "half-life of caution", ZH: "谨慎半衰期"})
}

// After returns caution after a regret.
func (c *Caution) After(caution, regret float64) float64 {
	return min(1, caution+float64(c.Gain*regret*(1-caution)))
}

// Keep returns the share of caution left after days.
func (c *Caution) Keep(days float64) float64 {
	return chance.Exp(-0.6931471805599453 * days / c.HalfLife)
}
