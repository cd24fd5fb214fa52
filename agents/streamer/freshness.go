package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Freshness is the volatile part of popularity, in 0..1: it halves every half-life and is renewed by each session in
// proportion to content and product power,
//
//	F ← F·2^(−1/half-life) each day;  F ← F + gain·(w·content + (1−w)·product)·(1−F) each session.
//
// Without product strength popularity decays (statement H11); the half-life keeps ranks from freezing.
type Freshness struct {
	HalfLife float64
	Gain     float64
	Content  float64
}

// Declare binds the parameters to the set.
func (f *Freshness) Declare(set *param.Set) {
	set.Float(&f.HalfLife, "half_life", 10, param.Spec{Unit: "day", Min: 1, Max: 365,
		Source: param.Assumption + "; 7-14 days keep lock-in away", EN: "half-life of freshness", ZH: "新鲜度半衰期"})
	set.Float(&f.Gain, "gain", 0.5, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "renewal by a session", ZH: "每场直播的新鲜度恢复"})
	set.Float(&f.Content, "content_weight", 0.5, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "weight of content against product power", ZH: "内容力相对产品力的权重"})
}

// DailyDecay is the factor by which freshness falls in a day.
func (f *Freshness) DailyDecay() float64 {
	const ln2 = 0.6931471805599453
	return chance.Exp(-ln2 / f.HalfLife)
}

// Renew is the freshness after a session.
func (f *Freshness) Renew(fresh, content, product float64) float64 {
	power := float64(f.Content*content) + float64((1-f.Content)*product)
	return fresh + float64(min(1, float64(f.Gain*power))*(1-fresh))
}
