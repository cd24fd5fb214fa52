package consumer

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

var shapes = []float64{.1, .3, .9, 1, 2.5, 20}

// The liking of a class is the log of the gamma quantile at its middle: so many have less.
func TestLikingsAreTheQuantilesOfAGammaDistribution(t *testing.T) {
	for _, shape := range shapes {
		l, gamma := Liking{Shape: shape}, distuv.Gamma{Alpha: shape, Beta: shape}
		for class := range LikingClasses {
			got, want := gamma.CDF(math.Exp(l.Of(class))), (float64(class)+.5)/LikingClasses
			if !(math.Abs(got-want) <= 1e-9) {
				t.Errorf("shape %g, class %d: %.12g like it less, want %.12g", shape, class, got, want)
			}
		}
	}
}

// Among those who buy ψ has the mean 1, whatever its shape: a shape says who buys, not how much is bought. The classes cut the upper
// tail, the more the less even they are.
func TestTheMeanLikingIsOne(t *testing.T) {
	for shape, lost := range map[float64]float64{.9: .01, 2.5: .005, 20: .002} {
		l, mean := Liking{Shape: shape}, 0.0
		for class := range LikingClasses {
			mean += math.Exp(l.Of(class)) / LikingClasses
		}
		if !(mean <= 1+1e-9 && mean >= 1-lost) {
			t.Errorf("shape %g: the mean of ψ is %.4f", shape, mean)
		}
	}
}

// Purchases that come at random at a rate proportional to ψ are counted by a negative binomial distribution (Ehrenberg 1959): the
// classes leave no gap of more than .002 in any frequency.
func TestCountsOfPurchasesAreNegativeBinomial(t *testing.T) {
	l := defaults().Liking
	for _, mean := range []float64{.5, 3, 12} {
		k := l.Shape
		for n := range 20 {
			got := 0.0
			for class := range LikingClasses {
				got += distuv.Poisson{Lambda: mean * math.Exp(l.Of(class))}.Prob(float64(n)) / LikingClasses
			}
			up, _ := math.Lgamma(k + float64(n))
			down, _ := math.Lgamma(k)
			of, _ := math.Lgamma(float64(n) + 1)
			want := math.Exp(up - down - of + k*math.Log(k/(k+mean)) + float64(n)*math.Log(mean/(k+mean)))
			if !(math.Abs(got-want) <= .002) {
				t.Errorf("%.4f buy %d times with a mean of %g, by the negative binomial %.4f", got, n, mean, want)
			}
		}
	}
}
