package chance

import "math"

// Exp returns e^x with the same bits on every machine: range reduction by ln 2 and a Taylor series of degree 13 on
// [−ln2/2, ln2/2]. The relative error is below 4e-16.
func Exp(x float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
		log2e = 1.44269504088896338700e+00
	)
	switch {
	case x != x:
		return x
	case x > 709.7:
		return math.Inf(1)
	case x < -745.1:
		return 0
	}
	n := math.Floor(float64(x*log2e) + 0.5)
	r := x - float64(n*ln2Hi)
	r -= float64(n * ln2Lo)
	// Σ r^k/k!, even and odd powers apart
	r2 := float64(r * r)
	even := float64(1.0/479001600*r2) + 1.0/3628800
	odd := float64(1.0/6227020800*r2) + 1.0/39916800
	even = float64(even*r2) + 1.0/40320
	odd = float64(odd*r2) + 1.0/362880
	even = float64(even*r2) + 1.0/720
	odd = float64(odd*r2) + 1.0/5040
	even = float64(even*r2) + 1.0/24
	odd = float64(odd*r2) + 1.0/120
	even = float64(even*r2) + 1.0/2
	odd = float64(odd*r2) + 1.0/6
	p := 1 + (r + float64(r2*(even+float64(odd*r))))
	if n > -1022 && n < 1024 { // 2^n and the product are normal numbers: what math.Ldexp returns
		return p * math.Float64frombits(uint64(int64(n)+1023)<<52)
	}
	return math.Ldexp(p, int(n))
}

// Log returns the natural logarithm with the same bits on every machine (the series of FreeBSD's e_log.c, without
// fused operations). Log(0) = −Inf, Log of a negative number is NaN.
func Log(x float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
		l1    = 6.666666666666735130e-01
		l2    = 3.999999999940941908e-01
		l3    = 2.857142874366239149e-01
		l4    = 2.222219843214978396e-01
		l5    = 1.818357216161805012e-01
		l6    = 1.531383769920937332e-01
		l7    = 1.479819860511658591e-01
	)
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	f, k := reduce(x)
	f--
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	t1 := l5 + float64(s4*l7)
	t1 = l3 + float64(s4*t1)
	t1 = float64(s2 * (l1 + float64(s4*t1)))
	t2 := l4 + float64(s4*l6)
	t2 = float64(s4 * (l2 + float64(s4*t2)))
	r := t1 + t2
	half := float64(0.5 * float64(f*f))
	return float64(k*ln2Hi) - ((half - (float64(s*(half+r)) + float64(k*ln2Lo))) - f)
}

// reduce writes a finite x > 0 as f·2^k with f in [√½, √2). It works on the bits: a branch on the fraction would be
// mispredicted every other time.
func reduce(x float64) (f, k float64) {
	const sqrtHalf = 0x3fe6a09e667f3bcd // the bits of √½
	less := 0.0
	if x < 0x1p-1022 { // not a normal number
		x *= 1 << 54
		less = 54
	}
	bits := math.Float64bits(x)
	octaves := int64(bits-sqrtHalf) >> 52
	return math.Float64frombits(bits - uint64(octaves)<<52), float64(octaves) - less
}

// Pow returns x^y for x ≥ 0; 0^0 is 1.
func Pow(x, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case x == 0:
		if y < 0 {
			return math.Inf(1)
		}
		return 0
	}
	return Exp(float64(y * Log(x)))
}

// Logistic returns 1/(1+e^−x).
func Logistic(x float64) float64 { return 1 / (1 + Exp(-x)) }

// Softplus returns ln(1+e^x), the log-sum of a choice between utility x and 0.
func Softplus(x float64) float64 {
	if x > 0 {
		return x + Log(1+Exp(-x))
	}
	return Log(1 + Exp(x))
}

// NormalShare returns the standard normal distribution function at x: ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia 2004).
func NormalShare(x float64) float64 {
	switch {
	case x < -8:
		return 0
	case x > 8:
		return 1
	}
	sum, term := x, x
	for n := 3.0; sum+term < sum || sum+term > sum; n += 2 {
		term = float64(term * (float64(x*x) / n))
		sum += term
	}
	return 0.5 + float64(0.3989422804014327*sum*Exp(float64(-.5*x*x)))
}

// NormalQuantile inverts the standard normal distribution function at p in (0,1): Wichura's AS 241 (1988), PPND16.
func NormalQuantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * ratio(r, &as241a, &as241b)
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-Log(r))
	var z float64
	if r <= 5 {
		z = ratio(r-1.6, &as241c, &as241d)
	} else {
		z = ratio(r-5, &as241e, &as241f)
	}
	if q < 0 {
		return -z
	}
	return z
}

// ratio divides two polynomials of degree 7. They are written out: Go unrolls no loop.
func ratio(r float64, num, den *[8]float64) float64 {
	n := float64(num[7]*r) + num[6]
	d := float64(den[7]*r) + den[6]
	n = float64(n*r) + num[5]
	d = float64(d*r) + den[5]
	n = float64(n*r) + num[4]
	d = float64(d*r) + den[4]
	n = float64(n*r) + num[3]
	d = float64(d*r) + den[3]
	n = float64(n*r) + num[2]
	d = float64(d*r) + den[2]
	n = float64(n*r) + num[1]
	d = float64(d*r) + den[1]
	n = float64(n*r) + num[0]
	d = float64(d*r) + den[0]
	return n / d
}

var (
	as241a = [8]float64{
		3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
	}
	as241b = [8]float64{
		1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
	}
	as241c = [8]float64{
		1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
		1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	}
	as241d = [8]float64{
		1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	as241e = [8]float64{
		6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}
	as241f = [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)
