package rank

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMinimumExposureRaisesTheLowest(t *testing.T) {
	// a/N = .125. Above it lie .575 and .125, together .7; a half is left to share: .125 + .575·.5/.7 = .5357.
	out, _ := newMarket(t, setting{"minimum_exposure", 0.5}).allocate(scored(7, 2.5, 0.5, 0))
	if want := []int64{536, 214, 125, 125}; !slices.Equal(out, want) {
		t.Errorf("impressions %v, want %v", out, want)
	}
}

func TestFullMinimumExposureIsUniform(t *testing.T) {
	out, _ := newMarket(t, setting{"minimum_exposure", 1.0}).allocate(scored(9, 3, 1, 0))
	if !slices.Equal(out, []int64{250, 250, 250, 250}) {
		t.Errorf("impressions %v", out)
	}
}

func TestMinimumThatAllHaveChangesNothing(t *testing.T) {
	v := scored(1, 1.7, 3.3)
	with, _ := newMarket(t, setting{"minimum_exposure", 0.4}).allocate(v)
	without, _ := newMarket(t).allocate(v)
	if !slices.Equal(with, without) {
		t.Errorf("impressions %v with a guarantee nobody needs, %v without", with, without)
	}
}

// FairRec's guarantee (Patro et al. 2020), also beside a cap: nobody who is shown gets less than ⌊a·S/N⌋.
func TestGuaranteeHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		a := rapid.Float64Range(0, 1).Draw(t, "a")
		_ = m.set.Lookup("minimum_exposure").Set(a)
		_ = m.set.Lookup("paid.ad_load").Set(0.0)
		out, s := m.allocate(v)
		least := int64(a*float64(v.Impressions)/float64(s.Open) - 1e-6)
		for i, n := range out {
			if !s.Barred[i] && n < least {
				t.Fatalf("room %d gets %d of the %d guaranteed", i, n, least)
			}
		}
	})
}
