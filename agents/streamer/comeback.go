package streamer

import "livebazaar/agents/param"

// Comeback is what becomes of those a scandal has banned: some try to come back under a new name after a while, with the
// skill they had and nothing else, neither followers nor trust nor a record. Real-name rules (package enforcement) stop a
// part of them.
type Comeback struct{ Tries, Away float64 }

// Declare binds the parameters to the set.
func (c *Comeback) Declare(set *param.Set) {
	set.Float(&c.Tries, "tries", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "banned streamers that try to come back under a new name", ZH: "被封主播中试图换名复出的比例",
		Doc:   "Rare at the default size: a few bans a year, and real-name rules stop most who try.",
		DocZH: "默认规模下很少发生：每年只有几起封禁，且实名制拦下大多数尝试者。"})
	set.WhenAbove("tries", 0.0).Float(&c.Away, "away", 180, param.Spec{Unit: "day", Min: 28, Max: 3650, Source: param.Assumption,
		EN: "mean time until a banned streamer comes back", ZH: "被封后至复出的平均时长",
		Doc: "Exponential on top of four weeks.", DocZH: "在四周之上呈指数分布。"})
}

// Days is how long a banned streamer stays away; e is a standard exponential draw.
func (c *Comeback) Days(e float64) int64 { return least + int64(float64((c.Away-least)*e)) }

// least is how many days a banned name is away at least.
const least = 28
