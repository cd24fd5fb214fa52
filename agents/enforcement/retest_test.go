package enforcement

import (
	"math"
	"testing"
)

// Two tests that err independently: of honest goods .03² = .0009 are found guilty, of others .85² = .7225.
func TestASecondTestSparesTheInnocent(t *testing.T) {
	p := Inspection{FalsePositive: .03, FalseNegative: .15, Retest: true}
	if honest, cheat := p.Guilty(false), p.Guilty(true); math.Abs(honest-.0009) > 1e-12 || math.Abs(cheat-.7225) > 1e-12 {
		t.Errorf("found guilty are %g of honest goods and %g of others", honest, cheat)
	}
	p.Retest = false
	if honest, cheat := p.Guilty(false), p.Guilty(true); honest != .03 || cheat != .85 {
		t.Errorf("by one test found guilty are %g of honest goods and %g of others", honest, cheat)
	}
}
