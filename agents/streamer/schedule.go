package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Schedule says when rooms open. A streamer aims at n sessions a week and spreads them over the slots of a day by
// shares a_j; slot j opens on a day with probability min(1, n·a_j/7), so heads that aim at seven and more are near
// daily. Calibration: 50-109 sessions a year for the average active streamer (C8).
type Schedule struct {
	Sessions, Spread, ByTalent float64
	Most                       float64
	Noon, Evening              float64
}

// LeastSessions is the fewest sessions a week a streamer in the market aims at.
const LeastSessions = 0.25

// Declare binds the parameters to the set.
func (s *Schedule) Declare(set *param.Set) {
	set.Float(&s.Sessions, "sessions", 1.0, param.Spec{Acts: param.Entry, Unit: "per week", Min: LeastSessions, Max: 21,
		Source: "Ministry of Commerce 2020 and 2022 (C8), by calibration", EN: "median first aim of sessions", ZH: "初始开播目标中位数"})
	set.Float(&s.Spread, "spread", 0.4, param.Spec{Acts: param.Entry, Min: 0, Max: 2, Source: param.Assumption,
		EN: "log spread of the first aim", ZH: "初始开播目标的对数离散度"})
	set.Float(&s.ByTalent, "by_talent", 0.4, param.Spec{Acts: param.Entry, Min: 0, Max: 2, Source: param.Assumption,
		EN: "log effect of talent on the first aim", ZH: "天赋对初始开播目标的对数影响",
		Doc: "The more talented one does it for a living; learning takes over from there.", DocZH: "天赋较高者以此为业；之后由学习决定。"})
	set.Float(&s.Most, "most", 7, param.Spec{Unit: "per week", Min: 1, Max: 21, Source: param.Assumption,
		EN: "most sessions", ZH: "每周最多场次"})
	set.Float(&s.Noon, "noon", 0.3, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: "MacroWord 2024 (noon and evening peaks)",
		EN: "mean share of sessions at noon", ZH: "午间场次平均占比"})
	set.Float(&s.Evening, "evening", 0.5, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: "MacroWord 2024 (noon and evening peaks)",
		EN: "mean share of sessions in the evening", ZH: "晚间场次平均占比"})
	set.Check(func() string {
		if s.Noon+s.Evening > 1 {
			return "noon and evening shares of sessions must add up to at most 1"
		}
		return ""
	}, "noon", "evening")
}

// FirstAim is the number of sessions a week a newcomer aims at; talent and z are standard normal.
func (s *Schedule) FirstAim(talent, z float64) float64 {
	aim := s.Sessions * chance.Exp(float64(s.ByTalent*talent)+float64(s.Spread*z))
	return clamp(aim, LeastSessions, s.Most)
}

// Shares are the shares of sessions by slot (off-peak, noon, evening) of one streamer: the mean shares reweighted by
// three standard exponential draws, so that some are noon rooms and some evening rooms.
func (s *Schedule) Shares(e [3]float64) [3]float64 {
	a := [3]float64{float64((1 - s.Noon - s.Evening) * e[0]), float64(s.Noon * e[1]), float64(s.Evening * e[2])}
	sum := a[0] + a[1] + a[2]
	for j := range a {
		a[j] /= sum
	}
	return a
}

// Opens is the probability that a room opens in a slot of a day.
func Opens(sessions, share float64) float64 { return min(1, float64(sessions*share)/7) }
