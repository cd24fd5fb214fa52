package merchant

import "livebazaar/agents/param"

// Live is the choice to sell through live rooms or on the shelf alone. Live selling costs a fixed sum a week, for whoever prepares samples,
// terms and answers, and a part of the overhead. It pays while
//
//	gain = contribution of places and the own store + shelf sales that live sales bring (reach) > cost.
//
// Who does not sell live lets what it remembers of its own fade towards what live sellers of its tier are known to gain, and begins when
//
//	(gain − cost)·horizon > set-up.
//
// Who does gives it up when its own gain, smoothed, falls short by so much that it pays to come back one day, and pay the set-up again:
//
//	(cost − gain)·horizon > set-up.
//
// Between the two lies what set-up sunk keeps in and uncertain set-up keeps out (hysteresis: Dixit 1989).
type Live struct {
	Decide  bool
	Cost    float64 // yuan (real) a week
	Team    float64 // part of the overhead that only live sellers have
	SetUp   float64 // weeks of cost paid to begin
	Horizon float64 // weeks
	Review  int64   // weeks between decisions
	Trial   int64   // weeks a beginner goes on in any case
	Memory  float64 // weekly memory of the own gain while it is not had
}

func (l *Live) declare(set *param.Set) {
	set.Bool(&l.Decide, "decide", true, param.Spec{Source: "entry and exit under sunk costs: Dixit 1989, J. Polit. Econ. 97",
		EN: "merchants decide whether to sell live", ZH: "商家自行决定是否做直播"})
	set.Float(&l.Cost, "cost", 200, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "fixed cost of selling live", ZH: "直播销售固定成本",
		Doc:   "In real yuan: samples, terms, answers, whoever the merchant is.",
		DocZH: "真实元：样品、条款与答疑，各层级相同。"})
	set.Float(&l.Team, "team", .3, param.Spec{Unit: "share of overhead", Min: 0, Max: 1, Source: param.Assumption,
		EN: "overhead that only live sellers have", ZH: "仅直播商家承担的运营成本"})
	decided := set.When("decide", true)
	decided.Float(&l.SetUp, "set_up", 8, param.Spec{Unit: "week of cost", Min: 0, Max: 104, Source: param.Assumption,
		EN: "cost of beginning to sell live", ZH: "开始直播的一次性投入"})
	decided.Float(&l.Horizon, "horizon", 26, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "weeks in which beginning must pay", ZH: "一次性投入的回收期"})
	decided.Int(&l.Review, "review", 8, param.Spec{Unit: "week", Min: 1, Max: 52, Source: param.Assumption,
		EN: "weeks between decisions on selling live", ZH: "直播决策间隔"})
	decided.Int(&l.Trial, "trial", 16, param.Spec{Unit: "week", Min: 0, Max: 104, Source: param.Assumption,
		EN: "weeks a beginner goes on in any case", ZH: "起步后的最短坚持周数"})
	decided.Float(&l.Memory, "memory", .98, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "memory of the own gain while not selling live", ZH: "停播期间对自身收益的记忆"})
}

// GoesOn reports whether a live seller goes on. Gain and cost are a week's, in one unit of money.
func (l *Live) GoesOn(gain, cost float64) bool {
	return (cost-gain)*l.Horizon <= l.SetUp*cost
}

// Begins reports whether a merchant that sells on the shelf alone begins to sell live.
func (l *Live) Begins(gain, cost float64) bool {
	return (gain-cost)*l.Horizon > l.SetUp*cost
}

// Recalled is the gain that a merchant expects of live selling after a week without it: its own fades towards that of its equals.
func (l *Live) Recalled(own, equals float64) float64 { return Smoothed(own, equals, l.Memory) }

// Reach is the part of shelf sales that a merchant has through its live sales, by its visibility (Visibility): visible is what it weighs
// with them, and unseen what it would weigh without.
func Reach(shelf, visible, unseen float64) float64 {
	if visible <= unseen {
		return 0
	}
	return float64(shelf * (1 - unseen/visible))
}

// Spills is what one unit of money of live sales more brings on the shelf: the slope of Reach in live sales, where shelf is what the shelf
// leaves, sales what is sold live, and usual what merchants of the category sell live.
func Spills(shelf, sales, usual float64) float64 {
	if usual <= 0 || shelf <= 0 {
		return 0
	}
	return shelf / float64(usual*Visibility(sales, usual))
}
