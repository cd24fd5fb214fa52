package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/climb"
	"livebazaar/agents/param"
)

// Choice is what a streamer learns to choose: hype, sessions a week, and the share of its commission given back to
// buyers.
type Choice struct{ Hype, Sessions, Giveback float64 }

// Within is the choice with nothing above the most of it.
func (c Choice) Within(most Choice) Choice {
	return Choice{Hype: min(c.Hype, most.Hype), Sessions: min(c.Sessions, most.Sessions), Giveback: min(c.Giveback, most.Giveback)}
}

// Learner is a noisy hill-climb over a streamer's choices (package climb).
type Learner struct {
	Accepted, Trial Choice
	climb.Phase
}

// Climb says how the hill-climb steps. Income is net of returns and of the cost of sessions, relative to what an
// average streamer earned in the same week, so that a good season is not taken for a good idea.
type Climb struct {
	climb.Rule
	HypeStep, LoadStep, GiveStep float64
}

// Declare binds the parameters to the set.
func (c *Climb) Declare(set *param.Set) {
	set.Int(&c.Weeks, "weeks", 8, param.Spec{Unit: "week", Min: 8, Max: 104, Source: "docs/decisions/hype-learner.md: at least 8 weeks",
		EN: "weeks over which a choice is judged", ZH: "评估一次选择所用周数"})
	set.Int(&c.Lag, "lag", 2, param.Spec{Unit: "week", Min: 0, Max: 8, Source: "orders settle within two weeks",
		EN: "weeks not counted after a change", ZH: "改变后不计入评估的周数"})
	set.Float(&c.HypeStep, "hype_step", 0.03, param.Spec{Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "size of a step in hype", ZH: "夸大程度的试探步长"})
	set.Float(&c.LoadStep, "sessions_step", 0.25, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "size of a step in log sessions", ZH: "场次（对数）的试探步长"})
	set.Float(&c.GiveStep, "giveback_step", 0.05, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "size of a step in the share of commission given back", ZH: "让利比例的试探步长"})
	set.Float(&c.Caution, "caution", 0.5, param.Spec{Min: 0, Max: 5, Source: param.Assumption,
		EN: "advantage in standard errors before a change is kept", ZH: "保留改变所需优势（标准误）"})
}

// Start sets the learner to a first point. Wait puts off its first trial by a number of weeks, so that not all
// streamers experiment at once.
func (c *Climb) Start(l *Learner, first Choice, wait int32) {
	*l = Learner{Accepted: first, Trial: first, Phase: climb.Phase{Weeks: -wait}}
}

// Copy gives the learner another's ways of claiming and giving back. It goes on from there, and measures anew.
func (c *Climb) Copy(l *Learner, other Choice) {
	first := l.Accepted
	first.Hype, first.Giveback = other.Hype, other.Giveback
	c.Start(l, first, 0)
}

// Now is the choice in force.
func (l *Learner) Now() Choice {
	if l.Trying {
		return l.Trial
	}
	return l.Accepted
}

// Week takes in one week's relative net income. Draws 0 to 2 of the key make the next trial, between most of each choice
// and the least.
func (c *Climb) Week(l *Learner, income float64, most Choice, key chance.Key) {
	switch c.Rule.Week(&l.Phase, income) {
	case climb.Kept:
		l.Accepted = l.Trial
	case climb.Open, climb.Dropped:
		return
	}
	at := &l.Accepted
	l.Trial = Choice{
		Hype:     clamp(at.Hype+float64(c.HypeStep*key.Normal(0)), 0, most.Hype),
		Sessions: clamp(at.Sessions*chance.Exp(float64(c.LoadStep*key.Normal(1))), LeastSessions, most.Sessions),
		Giveback: clamp(at.Giveback+float64(c.GiveStep*key.Normal(2)), 0, most.Giveback),
	}
}
