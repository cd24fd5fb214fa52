package streamer

import "livebazaar/agents/param"

// Imitation is learning from equals: what one streamer cannot tell from its own noise, many can. In a week a part of them compare
// with one streamer of the same category, drawn at random, and take over how it claims and what it gives back with
//
//	P = min(1, max(0, π_j − π_i)/range),   π = ln((income + small)/(reservation + small)),
//
// proportional imitation (Schlag 1998, Journal of Economic Theory 78:130): of all rules that look at one other it is the one under
// which a population earns more from step to step whatever the payoffs are. The mean hype h̄ of a population that imitates moves by
//
//	Δh̄ = rate·cov(h, π)/range = rate·var(h)·(dπ/dh)/range
//
// a week: luck and talent, which are the same for all h, drop out. With a spread of .1, dπ/dh = 1, a rate of .25 and a range of 2 that
// is +.00125 a week at most; where hype costs income it is as much downwards. Newcomers claim as somebody of their category
// does, drawn alike: they learn the trade from those who are in it.
type Imitation struct{ Rate, Range float64 }

// Declare binds the parameters to the set.
func (m *Imitation) Declare(set *param.Set) {
	set.Float(&m.Rate, "rate", 0.25, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "streamers who compare with another one", ZH: "每周与同行比较的主播比例"})
	set.WhenAbove("rate", 0.0).Float(&m.Range, "range", 2, param.Spec{Min: 0.1, Max: 100,
		Source: "Schlag 1998; size an assumption: who earns 7 times as much is copied",
		EN:     "difference of log income that is copied for sure", ZH: "必然模仿的收入差距（对数）"})
}

// Copies is the probability of taking over the ways of another; own and other are the payoffs.
func (m *Imitation) Copies(own, other float64) float64 { return clamp((other-own)/m.Range, 0, 1) }
