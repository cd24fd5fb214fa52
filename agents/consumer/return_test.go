package consumer

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// experienced integrates over buyers, whose x + option is exponential with mean 1, and over what they could not see: what they get,
// max(x + σz, −hassle), above x, and how many send the good back.
func experienced(option, sigma, hassle float64) (above, back float64) {
	const n = 600
	var z [n]float64
	for j := range z {
		z[j] = distuv.UnitNormal.Quantile((float64(j) + .5) / n)
	}
	for i := range n {
		x := -math.Log((float64(i)+.5)/n) - option
		for j := range z {
			shown := x + sigma*z[j]
			above += (max(shown, -hassle) - x) / (n * n)
			if shown < -hassle {
				back += 1.0 / (n * n)
			}
		}
	}
	return above, back
}

// Calm buyers who expect rightly get on average what they decided by: the option is worth what returns save them.
func TestTheOptionIsWorthWhatReturnsSave(t *testing.T) {
	for _, sigma := range []float64{0, .3, 1, 1.5, 3, 5.8} {
		for _, hassle := range []float64{-.5, 0, .1, .6, 2} {
			r := &Return{}
			option := r.Option(sigma, hassle)
			if got, _ := experienced(option, sigma, hassle); !(math.Abs(got-option) <= .003+.005*option) {
				t.Errorf("spread %g, hassle %g: the option is worth %.4f, returns save %.4f", sigma, hassle, option, got)
			}
		}
	}
}

// The page of the model says what the option is worth at a spread of 1.5 and a hassle of .1, and how many send goods back there.
func TestTheOptionIsWorthWhatTheModelPageSays(t *testing.T) {
	option := (&Return{}).Option(1.5, .1)
	if _, back := experienced(option, 1.5, .1); !(math.Abs(option-.40) <= .005 && math.Abs(back-.36) <= .005) {
		t.Errorf("the option is worth %.3f, and %.3f of goods come back", option, back)
	}
}

// Without hassle and surprises there is nothing to send back; a hassle that nobody bears makes the right worth nothing; the less is
// known of a good the more the right is worth, and the less the more trouble a return is.
func TestTheOptionGrowsWithIgnoranceAndFallsWithHassle(t *testing.T) {
	r := &Return{}
	if got := r.Option(0, 0); !(math.Abs(got) <= 1e-6) {
		t.Errorf("%g without surprises", got)
	}
	for _, sigma := range []float64{0, 1, 3} {
		if got := r.Option(sigma, 100); got > 1e-9 {
			t.Errorf("%g with a spread of %g and no way back", got, sigma)
		}
	}
	for _, hassle := range []float64{-.5, 0, .5, 2} {
		for sigma := .25; sigma < 5.8; sigma += .25 {
			if less, more := r.Option(sigma, hassle), r.Option(sigma+.25, hassle); !(more > less) && more > 1e-9 {
				t.Errorf("hassle %g: %g with a spread of %g, %g with more", hassle, less, sigma, more)
			}
			if less, more := r.Option(sigma, hassle+.25), r.Option(sigma, hassle); !(more > less) && more > 1e-9 {
				t.Errorf("spread %g: %g with a hassle of %g, %g with more", sigma, more, hassle, less)
			}
		}
	}
}

// What a live buyer cannot see is the rest of the fit and how the host suits it, one as good as the other; on the shelf there is no
// host, and a listing shows less of the fit.
func TestTheOptionCoversWhatTheChannelDoesNotShow(t *testing.T) {
	p := Params{Return: Return{Hassle: .2, ShelfHassle: .9}, Fit: Fit{Listing: .5}, Known: Known{Match: 3}}
	alike(t, "live, all of a spread of 4 seen", p.OptionLive(4, 1), p.Return.Option(3, .2))
	alike(t, "live, nothing of it seen", p.OptionLive(4, 0), p.Return.Option(5, .2))
	alike(t, "live, a part of it seen", p.OptionLive(4, .36), p.Return.Option(math.Sqrt(16*.64+9), .2))
	alike(t, "on the shelf", p.OptionOnShelf(4, .36), p.Return.Option(4*math.Sqrt(1-.18), .9))
}
