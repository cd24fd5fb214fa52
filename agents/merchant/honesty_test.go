package merchant

import (
	"math"
	"testing"

	"livebazaar/agents/enforcement"
)

// V7 (Becker 1968): without a lost future cheating switches where the difference in detection times the fine equals
// the gain, also where less than one inspection is expected.
func TestCheatingSwitchesWhereDetectionTimesFineEqualsGain(t *testing.T) {
	const quarter = 3 * enforcement.Month // days
	for _, n := range []float64{.01, .25, .455, 1, 3} {
		inspection := enforcement.Inspection{Sampling: n / 3, FalsePositive: .03, FalseNegative: .15}
		caught, wrongly := inspection.Caught(true, quarter), inspection.Caught(false, quarter)
		const gain = 1000.0
		threshold := gain / (caught - wrongly)
		if StaysHonest(gain, caught, wrongly, threshold*.999, 0, 0) {
			t.Errorf("n = %v: a fine just below %.0f deters", n, threshold)
		}
		if !StaysHonest(gain, caught, wrongly, threshold*1.001, 0, 0) {
			t.Errorf("n = %v: a fine just above %.0f does not deter", n, threshold)
		}
		if poisson := gain / (math.Exp(-.03*n) - math.Exp(-.85*n)); math.Abs(threshold/poisson-1) > .02 {
			t.Errorf("n = %v: the fine that deters is %.0f, by Poisson inspections %.0f", n, threshold, poisson)
		}
	}
}

// Klein & Leffler 1981: a future worth losing keeps a firm honest without any fine.
func TestALongFutureReplacesTheFine(t *testing.T) {
	if !StaysHonest(100, .5, .02, 0, 300, 0) || StaysHonest(100, .5, .02, 0, 100, 0) {
		t.Error("the future at stake should deter once the chance to lose it outweighs the gain")
	}
}

func TestInspectionThatConvictsAllAlikeDetersNobody(t *testing.T) {
	if StaysHonest(1, .4, .4, 1e9, 1e9, 0) {
		t.Error("a verdict that does not depend on conduct deters")
	}
}
