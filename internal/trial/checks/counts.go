package checks

import "math"

// Frequencies are how many people bought how often: n people by number of purchases.
type Frequencies []float64

// Note adds a person with so many purchases.
func (f *Frequencies) Note(purchases int) {
	for len(*f) <= purchases {
		*f = append(*f, 0)
	}
	(*f)[purchases]++
}

// Hardcore is the negative binomial with hard-core non-buyers (Ehrenberg 1959; Morrison & Schmittlein 1988): a part of the people
// never buys, the others buy at Poisson rates that differ between them by a gamma distribution.
//
//	P(0) = never + (1−never)·NB(0),  P(n) = (1−never)·NB(n),  NB(n) = Γ(k+n)/(Γ(k)·n!)·(k/(k+m))^k·(m/(k+m))^n
type Hardcore struct {
	Never float64 // share of people, 0..1
	Mean  float64 // m, purchases of the others in the period
	Shape float64 // k, of the gamma distribution
}

// P is the share of people with so many purchases.
func (h Hardcore) P(purchases int) float64 {
	n, k, m := float64(purchases), h.Shape, h.Mean
	a, _ := math.Lgamma(k + n)
	b, _ := math.Lgamma(k)
	c, _ := math.Lgamma(n + 1)
	p := (1 - h.Never) * math.Exp(a-b-c+k*math.Log(k/(k+m))+n*math.Log(m/(k+m)))
	if purchases == 0 {
		p += h.Never
	}
	return p
}

// Fit fits the distribution by maximum likelihood. Where never is not NaN it is the share of people who never buy, known from a longer
// period: of a short one shape and share cannot be told apart. The result is NaN where nobody or everybody buys too little.
func (f Frequencies) Fit(never float64) Hardcore {
	people, bought := 0.0, 0.0
	for n, x := range f {
		people += x
		bought += x * float64(n)
	}
	nan := math.NaN()
	if bought == 0 {
		return Hardcore{nan, nan, nan}
	}
	worst := func(logMean, logShape float64) (float64, Hardcore) { // the negative log-likelihood a person, and with which share of others
		h := Hardcore{never, math.Exp(logMean), math.Exp(logShape)}
		if math.IsNaN(never) { // the likeliest share makes the zeros what they are
			zero := Hardcore{0, h.Mean, h.Shape}.P(0)
			h.Never = max(0, (f[0]/people-zero)/(1-zero))
		}
		sum := 0.0
		for n, count := range f {
			if count > 0 {
				sum -= count * math.Log(max(h.P(n), 1e-300))
			}
		}
		return sum / people, h
	}
	middle := math.Log(bought / people)
	mean := func(logShape float64) float64 {
		return lowest(middle-1, middle+3, func(m float64) float64 { v, _ := worst(m, logShape); return v })
	}
	shape := lowest(math.Log(.02), math.Log(50), func(k float64) float64 { v, _ := worst(mean(k), k); return v })
	_, best := worst(mean(shape), shape)
	return best
}

// lowest is where a function of one valley is lowest between two places, by golden sections.
func lowest(lo, hi float64, f func(float64) float64) float64 {
	golden := (math.Sqrt(5) - 1) / 2
	a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
	fa, fb := f(a), f(b)
	for hi-lo > 1e-5 {
		if fa < fb {
			hi, b, fb = b, a, fa
			a = hi - golden*(hi-lo)
			fa = f(a)
		} else {
			lo, a, fa = a, b, fb
			b = lo + golden*(hi-lo)
			fb = f(b)
		}
	}
	return (lo + hi) / 2
}

// Gap is the largest difference between the observed and the fitted share of people of a number of purchases.
func (f Frequencies) Gap(h Hardcore) float64 {
	people := 0.0
	for _, x := range f {
		people += x
	}
	worst := 0.0
	for n, x := range f {
		worst = max(worst, math.Abs(x/people-h.P(n)))
	}
	return worst
}
