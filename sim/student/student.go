// Package student holds Student's t: p-values, quantiles, and the interval of a mean. Its arithmetic gives the same bits
// on every build, since its numbers are written to contrasts.csv.
package student

import (
	"math"
	"sync"

	"livebazaar/agents/chance"
)

// TwoSidedP returns P(|T| ≥ |t|) for df degrees of freedom: the regularised incomplete beta I_x(df/2, ½) at
// x = df/(df+t²).
func TwoSidedP(t float64, df int) float64 {
	if t != t || df < 1 {
		return math.NaN()
	}
	return beyond(t, df, gammaRatio(df))
}

// beyond is TwoSidedP for who has the ratio of gammas of the degrees of freedom.
func beyond(t float64, df int, gammas float64) float64 {
	if t == 0 {
		return 1
	}
	t2, nu := float64(t*t), float64(df)
	a, b := float64(nu/2), 0.5
	x := nu / (nu + t2)
	y := t2 / (nu + t2) // 1 − x without cancellation
	if math.IsInf(t2, 1) {
		return 0
	}
	front := chance.Exp(float64(a*chance.Log(x))+float64(b*chance.Log(y))) * gammas / math.Sqrt(math.Pi)
	if x < (a+1)/(a+b+2) {
		return front * betaFraction(x, a, b) / a
	}
	return 1 - float64(front*betaFraction(y, b, a))/b
}

// Quantile returns the t with P(|T| ≥ t) = 1 − level: the half-width of an interval of that level in standard errors. It is found
// by bisection, once for each level and number of degrees of freedom.
func Quantile(level float64, df int) float64 {
	if df < 1 || !(level > 0 && level < 1) {
		return math.NaN()
	}
	of := law{level, df}
	if known, ok := quantiles.Load(of); ok {
		return known.(float64)
	}
	t := bisect(level, df)
	quantiles.Store(of, t)
	return t
}

// quantiles keeps those found, by law: intervals of a study have a few levels and numbers of pairs only.
var quantiles sync.Map

type law struct {
	level float64
	df    int
}

func bisect(level float64, df int) float64 {
	gammas := gammaRatio(df)
	lo, hi := 0.0, 1.0
	for beyond(hi, df, gammas) > 1-level {
		lo, hi = hi, 2*hi
	}
	for {
		mid := lo + float64((hi-lo)/2)
		if mid <= lo || mid >= hi {
			return mid
		}
		if beyond(mid, df, gammas) > 1-level {
			lo = mid
		} else {
			hi = mid
		}
	}
}

// gammaRatio returns Γ((n+1)/2)/Γ(n/2), from Γ(1)/Γ(½) = 1/√π and Γ(3/2)/Γ(1) = √π/2 by the recurrence of Γ.
func gammaRatio(n int) float64 {
	r, k := 1/math.Sqrt(math.Pi), 1
	if n%2 == 0 {
		r, k = math.Sqrt(math.Pi)/2, 2
	}
	for ; k < n; k += 2 {
		r *= float64(k+1) / float64(k)
	}
	return r
}

// betaFraction is the continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), evaluated by
// Lentz's method as in Press et al., Numerical Recipes, §6.4.
func betaFraction(x, a, b float64) float64 {
	const tiny, enough = 1e-300, 1e-16
	away := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c := 1.0
	d := 1 / away(1-float64(float64((a+b)*x)/(a+1)))
	h := d
	for m := 1.0; m < 1000; m++ {
		even := float64(float64(m*(b-m))*x) / float64((a+2*m-1)*(a+2*m))
		d = 1 / away(1+float64(even*d))
		c = away(1 + even/c)
		h = float64(h * float64(d*c))
		odd := -float64(float64((a+m)*(a+b+m))*x) / float64((a+2*m)*(a+2*m+1))
		d = 1 / away(1+float64(odd*d))
		c = away(1 + odd/c)
		step := float64(d * c)
		h = float64(h * step)
		if math.Abs(step-1) < enough {
			break
		}
	}
	return h
}
