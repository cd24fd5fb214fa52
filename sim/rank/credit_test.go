package rank

import (
	"slices"
	"strings"
	"testing"
)

func TestExposureRisesLinearlyWithCredit(t *testing.T) {
	v := scored(1, 1, 1, 1)
	v.Credit = []float64{40, 50, 60, 80}
	m := newMarket(t, setting{"gate.credit_low", 40.0}, setting{"gate.credit_high", 80.0})
	_, s := m.allocate(v)
	if want := []float64{0, 0.25, 0.5, 1}; !slices.Equal(s.Score, want) {
		t.Errorf("scores %v, want %v", s.Score, want)
	}
	if want := []bool{true, false, false, false}; !slices.Equal(s.Barred, want) {
		t.Errorf("barred %v, want %v", s.Barred, want)
	}
}

func TestEqualBarsMakeAStep(t *testing.T) {
	r := creditGate{low: 60, high: 60}
	if r.g(59.9) != 0 || r.g(60) != 1 {
		t.Errorf("g(59.9) = %v, g(60) = %v", r.g(59.9), r.g(60))
	}
}

func TestCreditBarsInTheWrongOrderAreRefused(t *testing.T) {
	m := newMarket(t, setting{"gate.credit_low", 70.0}, setting{"gate.credit_high", 60.0})
	want := "gate.credit_low must not be above gate.credit_high (now 70 and 60)"
	if got := m.complaints(); !slices.Equal(got, []string{want}) {
		t.Errorf("complaints %q", strings.Join(got, "; "))
	}
}

// complaints returns the messages of all violated checks.
func (m *market) complaints() []string {
	var list []string
	for _, c := range m.set.Checks() {
		if msg := c.Test(); msg != "" {
			list = append(list, msg)
		}
	}
	return list
}
