package streamer

import "livebazaar/agents/param"

// Practice is learning by doing: every session moves skill a little towards its ceiling,
//
//	skill ← skill + rate·(ceiling − skill) per session.
//
// Agencies train faster (package mcn); nobody passes the ceiling, so streamers cannot be copied at will.
type Practice struct{ Rate float64 }

// Declare binds the parameters to the set.
func (p *Practice) Declare(set *param.Set) {
	set.Float(&p.Rate, "rate", 0.004, param.Spec{Unit: "per session", Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "learning by doing", ZH: "实践学习速率"})
}

// After is the skill after a number of sessions in one step.
func (p *Practice) After(skill, ceiling, sessions float64) float64 {
	if skill >= ceiling {
		return skill
	}
	return skill + float64(min(1, float64(p.Rate*sessions))*(ceiling-skill))
}
