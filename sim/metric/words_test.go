package metric

import "testing"

// Every kind of claim in both languages: a word in the wrong language, or one that says the opposite, is a wrong verdict for who
// reads it.
func TestAClaimReadsTheSameInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		claim  Claim
		en, zh string
	}{
		{Claim{Metric: "gini", Higher: true}, "Gini coefficient higher under Tiers", "Tiers的基尼系数更高"},
		{Claim{Metric: "gini"}, "Gini coefficient lower under Tiers", "Tiers的基尼系数更低"},
		{Claim{Metric: "gini", Than: "base"}, "Gini coefficient lower under Tiers than under Base", "Tiers的基尼系数低于Base"},
		{Claim{Metric: "gmv", Margin: 2}, "GMV (placed) not lower by 2 % under Tiers", "Tiers的成交总额至多低 2%"},
		{Claim{Metric: "gmv", Margin: 1.5, Higher: true, Than: "base"},
			"GMV (placed) not higher by 1.5 % under Tiers than under Base", "Tiers的成交总额至多比Base高 1.5%"},
		{Claim{Metric: "old_name"}, "old_name lower under Tiers", "Tiers的old_name更低"},
	} {
		if got := c.claim.In(Edition{}, "en", "Tiers", "Base"); got != c.en {
			t.Errorf("%+v reads %q, want %q", c.claim, got, c.en)
		}
		if got := c.claim.In(Edition{}, "zh", "Tiers", "Base"); got != c.zh {
			t.Errorf("%+v reads %q, want %q", c.claim, got, c.zh)
		}
	}
}

func TestAFormulaIsInTheReadersLanguageWhereItDiffers(t *testing.T) {
	m := Metric{Formula: "a / b", FormulaZH: "甲 / 乙"}
	same := Metric{Formula: "Σ x"}
	for lang, want := range map[string][2]string{"en": {"a / b", "Σ x"}, "": {"a / b", "Σ x"}, "zh": {"甲 / 乙", "Σ x"}} {
		if got := [2]string{m.FormulaIn(lang), same.FormulaIn(lang)}; got != want {
			t.Errorf("in %q: %q, want %q", lang, got, want)
		}
	}
}

// Who sold nothing is not in the tail, whose logarithm would be infinite.
func TestTailExponentsLeaveOutWhoSoldNothing(t *testing.T) {
	var sold []float64
	for i := range 25 {
		sold = append(sold, 1000/float64(i+1))
	}
	nothing := append(append([]float64(nil), sold...), 0, 0, 0)
	near(t, "exponent", TailExponent(nothing), TailExponent(sold), 1e-15)
	near(t, "Hill", Hill(nothing), Hill(sold), 1e-15)
	if x := TailExponent(append(sold[:9:9], 0, 0)); x == x {
		t.Errorf("nine who sold give an exponent of %g", x)
	}
}
