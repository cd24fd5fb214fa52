package mcn

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Belief is what is known of a streamer's talent: mean and variance of the log of revenue per impression relative to
// the market's.
type Belief struct{ Mean, Var float64 }

// Talent is learned from noisy results by a Kalman filter on log revenue per impression: talent θ ~ N(μ₀, σ₀²) drifts
// with variance q a week and is seen with noise,
//
//	V ← V + q;  K = V/(V + noise²);  mean ← mean + K·(seen − mean);  V ← (1−K)·V.
//
// The agency sees its own streamers better than an outsider sees the others. A streamer is kept while
// mean + z·√V > threshold (Terviö 2009): what is still unknown is worth waiting for.
type Talent struct {
	Mean, Spread       float64
	Drift              float64
	OwnNoise, Noise    float64
	Optimism, Mediocre float64
	Probation          float64
}

// Declare binds the parameters to the set.
func (t *Talent) Declare(set *param.Set) {
	set.Float(&t.Mean, "mean", -1.2, param.Spec{Acts: param.Entry, Min: -10, Max: 10, Source: param.Assumption,
		EN: "prior mean of log talent against the market", ZH: "天赋（对数，相对市场）先验均值"})
	set.Float(&t.Spread, "spread", 1, param.Spec{Acts: param.Entry, Min: 0.01, Max: 10, Source: param.Assumption,
		EN: "prior standard deviation of log talent", ZH: "天赋（对数）先验标准差"})
	set.Float(&t.Drift, "drift", 0.05, param.Spec{Unit: "per √week", Min: 0, Max: 2, Source: param.Assumption,
		EN: "drift of log talent", ZH: "天赋（对数）漂移"})
	set.Float(&t.OwnNoise, "own_noise", 0.7, param.Spec{Min: 0.01, Max: 10, Source: param.Assumption,
		EN: "noise of a week's result of an own streamer", ZH: "自有主播周业绩噪声"})
	set.Float(&t.Noise, "public_noise", 1.4, param.Spec{Min: 0.01, Max: 10, Source: param.Assumption,
		EN: "noise of a week's result of another streamer", ZH: "外部主播周业绩噪声"})
	set.Float(&t.Optimism, "optimism", 1, param.Spec{Min: 0, Max: 5, Source: "Terviö 2009",
		EN: "standard deviations added before talent is judged", ZH: "判断天赋时附加的标准差倍数"})
	set.Float(&t.Mediocre, "threshold", -1.6, param.Spec{Min: -10, Max: 10, Source: "Terviö 2009; level: " + param.Assumption,
		EN: "log talent below which a streamer is let go", ZH: "解约的天赋阈值（对数）"})
	set.Float(&t.Probation, "probation", 84, param.Spec{Unit: "day", Min: 0, Max: 3650, Source: param.Assumption,
		EN: "days before a streamer may be let go", ZH: "解约前的考察期"})
}

// Prior is the belief about somebody nobody has seen.
func (t *Talent) Prior() Belief { return Belief{Mean: t.Mean, Var: float64(t.Spread * t.Spread)} }

// Learn is the belief after a week in which seen was observed; own says that the observer is the streamer's agency.
func (t *Talent) Learn(b Belief, seen float64, own bool) Belief {
	noise := t.Noise
	if own {
		noise = t.OwnNoise
	}
	v := b.Var + float64(t.Drift*t.Drift)
	k := v / (v + float64(noise*noise))
	return Belief{Mean: b.Mean + float64(k*(seen-b.Mean)), Var: float64((1 - k) * v)}
}

// Seen is the log of revenue per impression relative to the market's, each with one more average impression so that
// nobody's is −∞. Market is revenue per impression of all.
func Seen(revenue, impressions, market float64) float64 {
	if market <= 0 {
		return 0
	}
	return chance.Log((revenue + market) / (float64(market*impressions) + market))
}

// Promise is mean + z·√V, the talent that an optimist still hopes for.
func (t *Talent) Promise(b Belief) float64 { return b.Mean + float64(t.Optimism*math.Sqrt(b.Var)) }

// Keeps reports whether the agency keeps a streamer after the probation.
func (t *Talent) Keeps(b Belief) bool { return t.Promise(b) > t.Mediocre }
