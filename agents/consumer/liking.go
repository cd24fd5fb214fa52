package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Liking is a lasting liking ψ_i for buying live, apart from how much somebody watches. Some never buy; among the others ψ is
// gamma distributed with mean 1. It enters the purchase as ln ψ_i, so that purchases given watching are proportional to it where
// they are rare. Counts of purchases are then negative binomial with a hard core of non-buyers (Ehrenberg 1959; Goodhardt,
// Ehrenberg & Chatfield 1984).
type Liking struct{ Never, Shape float64 }

// LikingClasses is how many equally likely classes those have who buy.
const LikingClasses = 64

// Declare binds the parameters to the set.
func (l *Liking) Declare(set *param.Set) {
	set.Float(&l.Never, "never", 0.24, param.Spec{Unit: "share", Min: 0, Max: 0.9,
		Source: "calibrated to viewers who have ever bought: CNNIC, December 2020; hard-core non-buyers: Goodhardt, Ehrenberg & Chatfield 1984",
		EN:     "consumers who watch but never buy live", ZH: "只看不买的消费者占比"})
	set.Float(&l.Shape, "shape", 0.9, param.Spec{Min: 0.1, Max: 20,
		Source: "shape of the negative binomial: Ehrenberg 1959; size calibrated to the share of the top fifth (McCarthy & Winer 2019)",
		EN:     "evenness of the liking for live purchases among those who buy", ZH: "购买者中直播购买偏好的均匀度（Gamma 形状）"})
}

// Of returns ln ψ of a class of those who buy: the log of the quantile at its middle.
func (l *Liking) Of(class int) float64 {
	return logGammaQuantile((float64(class)+0.5)/LikingClasses, l.Shape) - chance.Log(l.Shape)
}

// logGammaQuantile returns the log of the p-quantile of the gamma distribution of shape k and scale 1, by bisection.
func logGammaQuantile(p, k float64) float64 {
	whole := logGamma(k + 1)
	lo, hi := (chance.Log(p)+whole)/k-1, chance.Log(k+40+float64(10*k)) // P(x) ≤ x^k/Γ(k+1)
	for range 40 {
		if mid := (lo + hi) / 2; gammaShare(mid, k, whole) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// gammaShare returns P(k, x) = x^k·e^−x/Γ(k+1)·(1 + x/(k+1) + x²/((k+1)(k+2)) + …), the distribution function at x = e^logX;
// whole is ln Γ(k+1) (Abramowitz & Stegun 6.5.29).
func gammaShare(logX, k, whole float64) float64 {
	x, sum, term := chance.Exp(logX), 1.0, 1.0
	for n := 1; n < 1000 && term > sum*1e-12; n++ {
		term = float64(term * (x / (k + float64(n))))
		sum += term
	}
	return chance.Exp(float64(k*logX)-x-whole) * sum
}

// logGamma returns ln Γ(x) for x > 0: Stirling's series at x + 10, carried back by Γ(x+1) = x·Γ(x).
func logGamma(x float64) float64 {
	back := 0.0
	for range 10 {
		back += chance.Log(x)
		x++
	}
	series := 1/(12*x) - 1/(360*x*x*x) + 1/(1260*x*x*x*x*x)
	return float64((x-0.5)*chance.Log(x)) - x + 0.9189385332046727 + series - back
}
