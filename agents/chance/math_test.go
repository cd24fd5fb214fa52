package chance

import (
	"hash/fnv"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// ulps returns the distance of two finite numbers in units in the last place.
func ulps(a, b float64) uint64 {
	x, y := ordered(a), ordered(b)
	if x < y {
		x, y = y, x
	}
	return uint64(x) - uint64(y)
}

func ordered(x float64) int64 {
	b := int64(math.Float64bits(x))
	if b < 0 {
		return math.MinInt64 - b
	}
	return b
}

func TestExpIsAccurate(t *testing.T) {
	worst := uint64(0)
	for j := range uint64(300_000) {
		x := (Root(1).Uniform(j) - 0.5) * 1400
		if j%2 == 0 {
			x /= 100 // most arguments of the model are small
		}
		worst = max(worst, ulps(Exp(x), math.Exp(x)))
	}
	if worst > 3 { // 4e-16 relative is below 4 half-ulps; the reference is itself off by up to one
		t.Errorf("Exp is off by %d ulps", worst)
	}
}

func TestLogIsAccurate(t *testing.T) {
	worst := uint64(0)
	for j := range uint64(300_000) {
		x := Root(2).Uniform(j)
		switch j % 3 {
		case 0:
			x = math.Exp((x - 0.5) * 1400)
		case 1:
			x = 0.5 + x // near 1, where a careless logarithm loses all digits
		}
		worst = max(worst, ulps(Log(x), math.Log(x)))
	}
	if worst > 2 {
		t.Errorf("Log is off by %d ulps", worst)
	}
}

// Numbers too small to be normal have a logarithm like all others, where the library's own is wrong on some machines: log x =
// log(x·2^600) − 600·log 2.
func TestLogOfSubnormalNumbersIsAccurate(t *testing.T) {
	for x := math.SmallestNonzeroFloat64; x < 0x1p-1021; x *= 1.7 {
		if got, want := Log(x), math.Log(x*0x1p600)-600*math.Ln2; math.Abs(got/want-1) > 1e-15 {
			t.Errorf("Log(%g) = %v, want %v", x, got, want)
		}
		x += math.SmallestNonzeroFloat64 // the smallest grow at all
	}
}

// Pow is Exp(y·Log x), so its relative error grows with the size of the exponent: half an ulp per unit of y·ln x.
// The reference multiplies its way up and is off by up to half an ulp per unit of y.
func TestPowIsAccurate(t *testing.T) {
	for j := range uint64(100_000) {
		x, y := 20*Root(3).At(j).Uniform(0), 40*(Root(3).At(j).Uniform(1)-0.5)
		got, want := Pow(x, y), math.Pow(x, y)
		if allowed := (4 + 2*math.Abs(y*math.Log(x)) + math.Abs(y)) * 0x1p-53; math.Abs(got/want-1) > allowed {
			t.Fatalf("Pow(%g, %g) = %g, want %g", x, y, got, want)
		}
	}
}

func TestNormalQuantileIsAccurate(t *testing.T) {
	for j := range uint64(100_000) {
		p := Root(4).Uniform(j)
		if j%3 == 0 {
			p = math.Exp(-700 * p) // deep in the tail
		}
		want := distuv.UnitNormal.Quantile(p)
		if got := NormalQuantile(p); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
			t.Fatalf("quantile of %g is %.17g, want %.17g", p, got, want)
		}
	}
}

func TestNormalShareIsAccurate(t *testing.T) {
	for j := range uint64(100_000) {
		x := 20 * (Root(5).Uniform(j) - .5)
		if got, want := NormalShare(x), .5*math.Erfc(-x/math.Sqrt2); math.Abs(got-want) > 2e-15 {
			t.Fatalf("%.17g are below %g, want %.17g", got, x, want)
		}
	}
}

func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Exp(0)", Exp(0), 1}, {"Exp(-Inf)", Exp(-inf), 0}, {"Exp(Inf)", Exp(inf), inf}, {"Exp(NaN)", Exp(nan), nan},
		{"Exp(-800)", Exp(-800), 0}, {"Exp(800)", Exp(800), inf},
		{"Log(1)", Log(1), 0}, {"Log(0)", Log(0), -inf}, {"Log(-1)", Log(-1), nan}, {"Log(Inf)", Log(inf), inf}, {"Log(NaN)", Log(nan), nan},
		{"Pow(0,0)", Pow(0, 0), 1}, {"Pow(0,2)", Pow(0, 2), 0}, {"Pow(0,-1)", Pow(0, -1), inf}, {"Pow(7,0)", Pow(7, 0), 1},
		{"Logistic(0)", Logistic(0), 0.5}, {"Logistic(800)", Logistic(800), 1}, {"Logistic(-800)", Logistic(-800), 0},
		{"Softplus(-800)", Softplus(-800), 0}, {"Softplus(800)", Softplus(800), 800},
		{"NormalQuantile(1/2)", NormalQuantile(0.5), 0}, {"NormalShare(0)", NormalShare(0), 0.5},
		{"NormalShare(-Inf)", NormalShare(-inf), 0}, {"NormalShare(Inf)", NormalShare(inf), 1}, {"NormalShare(NaN)", NormalShare(nan), nan},
	} {
		if c.got != c.want && !(math.IsNaN(c.got) && math.IsNaN(c.want)) {
			t.Errorf("%s = %g, want %g", c.name, c.got, c.want)
		}
	}
}

// Exp, Log and Softplus grow, so that comparing utilities through them never turns an order around.
func TestGrowingFunctionsGrow(t *testing.T) {
	for x := -20.0; x < 20; x += 1.0 / 512 {
		next := x + 1.0/512
		if Exp(next) <= Exp(x) || Softplus(next) <= Softplus(x) || Logistic(next) < Logistic(x) {
			t.Fatalf("not growing at %g", x)
		}
	}
}

// The bits must be the same on every machine, compiler setting and release: results are compared byte by byte.
func TestBitsArePinned(t *testing.T) {
	h := fnv.New64a()
	add := func(x float64) {
		b := math.Float64bits(x)
		for range 8 {
			h.Write([]byte{byte(b)})
			b >>= 8
		}
	}
	for i := range 20_000 {
		x := float64(i-10_000) / 500
		add(Exp(x))
		add(Log(Exp(x)))
		add(Pow(float64(i)/1000, x))
		add(NormalQuantile((float64(i) + 0.5) / 20_000))
		add(Logistic(x))
		add(Softplus(x))
		add(NormalShare(x))
	}
	if got, want := h.Sum64(), uint64(0x757b5f684133174e); got != want {
		t.Errorf("the functions' bits hash to %#016x, want %#016x", got, want)
	}
}
