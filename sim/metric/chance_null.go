package metric

import (
	"math"

	"livebazaar/agents/chance"
)

// What chance alone would give: the yardsticks of gini_null and unpredictability, exact and without drawing.

// BinomialMAD returns E|X − np| for X binomial(n, p), by de Moivre's closed form
// 2·m·C(n,m)·p^m·(1−p)^(n−m+1), m = ⌊np⌋+1 (Diaconis & Zabell 1991, Statistical Science 6:284).
func BinomialMAD(n int64, p float64) float64 {
	if n <= 0 || p <= 0 || p >= 1 {
		return 0
	}
	m := math.Floor(float64(float64(n)*p)) + 1
	if m > float64(n) {
		return float64(2*float64(n)*(1-p)) * chance.Pow(p, float64(n))
	}
	ln := chance.Log(2*m) + logChoose(float64(n), m) + float64(m*chance.Log(p)) + float64((float64(n)-m+1)*chance.Log(1-p))
	return chance.Exp(ln)
}

// GiniNull returns the expected small-sample Gini coefficient of n equal sellers who share the orders by chance. The
// coefficient is the mean difference of pairs over twice the mean; two sellers together hold S ~ binomial(orders, 2/n)
// orders, which split evenly by chance, so E|X₁−X₂| = Σ_S P(S)·2·MAD(S, ½).
func GiniNull(orders int64, n int) float64 {
	if orders < 1 || n < 2 {
		return math.NaN()
	}
	if n == 2 {
		return 2 * BinomialMAD(orders, 0.5) / float64(orders)
	}
	p := 2 / float64(n)
	mean := float64(float64(orders) * p)
	reach := float64(12*math.Sqrt(mean)) + 40 // beyond 12 standard deviations nothing is left
	lo := int64(math.Max(0, math.Floor(mean-reach)))
	hi := int64(math.Min(float64(orders), math.Ceil(mean+reach)))
	lnP, lnQ := chance.Log(p), chance.Log(1-p)
	var weight, difference float64
	for s := lo; s <= hi; s++ {
		w := chance.Exp(logChoose(float64(orders), float64(s)) + float64(float64(s)*lnP) + float64(float64(orders-s)*lnQ))
		weight += w
		difference += float64(w * 2 * BinomialMAD(s, 0.5))
	}
	return difference / weight / float64(2*float64(orders)/float64(n))
}

// logChoose returns ln C(n, k).
func logChoose(n, k float64) float64 { return logFactorial(n) - logFactorial(k) - logFactorial(n-k) }

// logFactorial returns ln n!, exact below 32 and by Stirling's series above (error below 1e-14).
func logFactorial(n float64) float64 {
	if n < 32 {
		f := 1.0
		for i := 2.0; i <= n; i++ {
			f *= i
		}
		return chance.Log(f)
	}
	const halfLog2Pi = 0.91893853320467274178
	i := 1 / n
	i2 := float64(i * i)
	series := float64(i * (1.0/12 - float64(i2*(1.0/360-float64(i2*(1.0/1260-float64(i2/1680)))))))
	return float64((n+0.5)*chance.Log(n)) - n + halfLog2Pi + series
}
