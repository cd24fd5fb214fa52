package enforcement

import "livebazaar/agents/param"

// Identity is the rule that whoever opens a room does so under a real name, checked against those who were banned.
type Identity struct{ RealName float64 }

func (p *Identity) declare(set *param.Set) {
	set.Float(&p.RealName, "real_name", .8, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "Administrative Measures for Live-Streaming Marketing (China, 2021), article 8: real names; " +
			"how many are stopped is an assumption",
		EN: "banned streamers whom real-name rules keep from coming back", ZH: "实名制拦下的被封主播比例",
		Doc:   "Of those who try a new name. 0 is a platform without such rules, 1 one where nobody gets past them.",
		DocZH: "占试图换名复出者的比例。0 表示无实名规则，1 表示无人能绕过。"})
}

// Stops reports whether the rules stop somebody who was banned; u is uniform in (0,1).
func (p *Identity) Stops(u float64) bool { return u < p.RealName }
