package streamer

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Learner is a noisy hill-climb over hype and sessions. It alternates: measure the accepted point for some weeks, try
// a point near it for as many, keep whichever earned more.
type Learner struct {
	Hype, Sessions           float64 // the accepted point; sessions a week
	TrialHype, TrialSessions float64 // the point being tried
	Base, Sum, Square        float64 // mean income at the accepted point; sum and sum of squares of the running phase
	BaseVar                  float64 // variance of that mean
	Weeks                    int32   // of the running phase
	Trying                   bool
}

// Climb says how the hill-climb steps. Income is net of returns and of the cost of sessions, relative to what an
// average streamer earned in the same week, so that a good season is not taken for a good idea. A trial is kept when
//
//	mean_trial − mean_base > caution·sd(difference).
//
// Judged over at least eight weeks, because hype sells at once and is paid for later: shorter memories ratchet hype
// up (model description, keeping the market alive).
type Climb struct {
	Weeks, Lag         int64
	HypeStep, LoadStep float64
	Caution            float64
}

// Declare binds the parameters to the set.
func (c *Climb) Declare(set *param.Set) {
	set.Int(&c.Weeks, "weeks", 8, param.Spec{Unit: "week", Min: 8, Max: 104, Source: "model description: at least 8 weeks",
		EN: "weeks over which a choice is judged", ZH: "评估一次选择所用周数"})
	set.Int(&c.Lag, "lag", 2, param.Spec{Unit: "week", Min: 0, Max: 8, Source: "orders settle within two weeks",
		EN: "weeks not counted after a change", ZH: "改变后不计入评估的周数"})
	set.Float(&c.HypeStep, "hype_step", 0.03, param.Spec{Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "size of a step in hype", ZH: "夸大程度的试探步长"})
	set.Float(&c.LoadStep, "sessions_step", 0.25, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "size of a step in log sessions", ZH: "场次（对数）的试探步长"})
	set.Float(&c.Caution, "caution", 0.5, param.Spec{Min: 0, Max: 5, Source: param.Assumption,
		EN: "advantage in standard errors before a change is kept", ZH: "保留改变所需优势（标准误）"})
}

// Start sets the learner to a first point. Wait puts off its first trial by a number of weeks, so that not all
// streamers experiment at once.
func (c *Climb) Start(l *Learner, hype, sessions float64, wait int32) {
	*l = Learner{Hype: hype, Sessions: sessions, TrialHype: hype, TrialSessions: sessions, Weeks: -wait}
}

// Now is the hype and the sessions a week in force.
func (l *Learner) Now() (hype, sessions float64) {
	if l.Trying {
		return l.TrialHype, l.TrialSessions
	}
	return l.Hype, l.Sessions
}

// Week takes in one week's relative net income. Draws 0 and 1 of the key make the next trial; most bounds sessions.
func (c *Climb) Week(l *Learner, income, most float64, key chance.Key) {
	l.Weeks++
	if int64(l.Weeks) <= c.Lag {
		return
	}
	l.Sum += income
	l.Square += float64(income * income)
	n := int64(l.Weeks) - c.Lag
	if n < c.Weeks {
		return
	}
	mean := l.Sum / float64(n)
	variance := max(0, l.Square/float64(n)-float64(mean*mean)) / float64(n)
	measured := !l.Trying
	if l.Trying {
		noise := math.Sqrt(variance + l.BaseVar)
		if mean-l.Base > float64(c.Caution*noise) {
			l.Hype, l.Sessions = l.TrialHype, l.TrialSessions
			measured = true
		}
		l.Trying = false
	}
	if measured {
		l.Base, l.BaseVar = mean, variance
		l.TrialHype = clamp(l.Hype+float64(c.HypeStep*key.Normal(0)), 0, MaxHype)
		l.TrialSessions = clamp(l.Sessions*chance.Exp(float64(c.LoadStep*key.Normal(1))), LeastSessions, most)
		l.Trying = true
	}
	l.Sum, l.Square, l.Weeks = 0, 0, 0
}
