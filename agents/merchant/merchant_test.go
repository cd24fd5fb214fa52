package merchant

import (
	"testing"

	"livebazaar/agents/param"
)

func declared() *Params {
	var p Params
	p.Declare(param.NewSet().Under("merchants"))
	return &p
}

// C21: the same product is 7.6 % cheaper live than on the shelf, ± 3 percentage points. Agencies' pools and what streamers give back come
// on top of what merchants cut themselves, so that this is less, and not nothing. Tiers are weighted by the places they ask for, micro
// sources by two.
func TestUsualDiscountLeavesRoomForPools(t *testing.T) {
	var sum, weight float64
	for _, tier := range declared().Tiers {
		places := tier.Share * float64(max(tier.Partners, 2))
		sum += places * tier.Discount
		weight += places
	}
	if mean := sum / weight; mean < .02 || mean > .076 {
		t.Errorf("merchants cut %.3f on average, want .02 to .076", mean)
	}
}

// Analysys 2021 orders the tiers: the higher the brand, the better the good, the dearer, the smaller the cut; emerging
// brands cut deepest and test most streamers; micro sources ask nobody.
func TestTiersAreOrderedAsTheSourceSays(t *testing.T) {
	p := declared().Tiers
	for i := 1; i < NumTiers; i++ {
		if p[i].Quality >= p[i-1].Quality || p[i].Price >= p[i-1].Price {
			t.Errorf("%s is not below %s in quality and price", TierNames[i], TierNames[i-1])
		}
	}
	if p[HighEnd].Discount >= p[Mature].Discount || p[Mature].Discount >= p[Emerging].Discount {
		t.Error("cuts do not deepen from high-end over mature to emerging")
	}
	if p[Emerging].Partners <= p[Mature].Partners || p[Micro].Partners != 0 || p[Micro].Learns {
		t.Error("emerging brands should test most streamers, micro sources ask nobody and learn nothing")
	}
	if p[HighEnd].Reach[0] <= p[Mature].Reach[0] || p[Emerging].Reach[2] <= p[Mature].Reach[2] {
		t.Error("high-end should go for head streamers, emerging for the tail")
	}
}
