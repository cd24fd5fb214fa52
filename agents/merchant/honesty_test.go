package merchant

import (
	"testing"

	"livebazaar/agents/enforcement"
)

// V7 (Becker 1968): without a lost future cheating switches where the difference in detection times the fine equals
// the gain.
func TestCheatingSwitchesWhereDetectionTimesFineEqualsGain(t *testing.T) {
	inspection := enforcement.Inspection{FalsePositive: .03, FalseNegative: .15}
	for _, n := range []float64{.25, 1, 3} {
		caught := enforcement.Detection(inspection.Guilty(true), n)
		wrongly := enforcement.Detection(inspection.Guilty(false), n)
		const gain = 1000.0
		threshold := gain / (caught - wrongly)
		if StaysHonest(gain, caught, wrongly, threshold*.999, 0, 0) {
			t.Errorf("n = %v: a fine just below %.0f deters", n, threshold)
		}
		if !StaysHonest(gain, caught, wrongly, threshold*1.001, 0, 0) {
			t.Errorf("n = %v: a fine just above %.0f does not deter", n, threshold)
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
