// Package streamer holds the equations by which a streamer (主播) decides: one file a mechanism, pure functions on
// float64. Package sim applies them to the columns of the market.
package streamer

import "livebazaar/agents/param"

// Params are all parameters of streamers.
type Params struct {
	Count     int64
	Present   float64
	Real      float64
	Circle    int64
	Talent    Talent
	Practice  Practice
	Freshness Freshness
	Schedule  Schedule
	Show      Show
	LineUp    LineUp
	Giveback  Giveback
	Field     Field
	Climb     Climb
	Imitation Imitation
	Viability Viability
	Entry     Entry
	Accident  Accident
	Comeback  Comeback
}

// Declare binds the parameters to the set.
func (p *Params) Declare(set *param.Set) {
	set.Int(&p.Count, "count", 400, param.Spec{Acts: param.Start, Unit: "streamer", Min: 1, Max: 1_000_000, Source: param.Assumption,
		EN: "streamers at the start", ZH: "初始主播数",
		Doc: "Places in the market are half as many again; entry and exit move the number from there.", DocZH: "市场名额为其 1.5 倍；此后数量随进入与退出变动。"})
	set.Float(&p.Present, "present", 1, param.Spec{Acts: param.Start, Unit: "share", Min: 0.01, Max: 1, Source: param.Assumption,
		EN: "share of the streamers that is there at the start", ZH: "初始在场主播占比",
		Doc: "Below 1 the market starts with empty places, as one that takes off.", DocZH: "小于 1 时市场以空余名额起步，如处于起飞阶段。"})
	set.Float(&p.Real, "real", 1.1e6, param.Spec{Acts: param.Start, Unit: "streamer", Min: 1, Max: 1e9,
		Source: "Ministry of Commerce, 2022: active streamers on the platforms it watches",
		EN:     "real streamers the market stands for", ZH: "所代表的真实主播数",
		Doc:   "With the real consumers it says by how much real amounts per streamer, show or agency are scaled.",
		DocZH: "与真实消费者数一起，决定每名主播、每场直播、每家机构的真实金额如何折算。"})
	set.Int(&p.Circle, "circle", 400, param.Spec{Unit: "streamer", Min: 10, Max: 1_000_000, Source: param.Assumption,
		EN: "streamers in one circle of partners", ZH: "合作圈内主播数",
		Doc: "How many streamers, and with them what part of the merchants, can come to know each other. It does not grow " +
			"with the market: a market of more streamers has more circles.",
		DocZH: "能够彼此认识的主播数，商家按同样比例；不随市场增大：主播更多的市场有更多的圈子。"})
	p.Talent.Declare(set.Under("talent"))
	p.Practice.Declare(set.Under("practice"))
	p.Freshness.Declare(set.Under("freshness"))
	p.Schedule.Declare(set.Under("schedule"))
	p.Show.Declare(set.Under("show"))
	p.LineUp.Declare(set.Under("lineup"))
	p.Giveback.Declare(set.Under("giveback"))
	p.Field.Declare(set.Under("category"))
	p.Climb.Declare(set.Under("learning"))
	p.Imitation.Declare(set.Under("imitation"))
	p.Viability.Declare(set.Under("viability"))
	p.Entry.Declare(set.Under("entry"))
	p.Accident.Declare(set.Under("accident"))
	p.Comeback.Declare(set.Under("comeback"))
}

// Capacity is the number of places for streamers: half as many again as start.
func (p *Params) Capacity() int { return int(p.Count + (p.Count+1)/2) }

// First is the number of streamers that the market is made with.
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
