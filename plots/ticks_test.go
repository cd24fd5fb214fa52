package plots

import (
	"testing"

	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
)

func TestNumbersAreWrittenAsInPrint(t *testing.T) {
	for got, want := range map[string]string{
		Decimal(1234567.891, 1):      "1,234,567.9",
		Decimal(-0.04, 1):            "0.0",
		Decimal(-12, 0):              "−12",
		Decimal(markets.NaN, 2):      "–",
		withSign(0.021*100, 1):       "+2.1",
		withSign(-0.001, 1):          "0.0",
		number(0.25, 0.05):           "0.25",
		percent(0.125, 0.025):        "12.5",
		Significant(0.1234):          "0.123",
		Significant(4321):            "4,321",
		levelOf(0.341, "share"):      "34.1 %",
		levelOf(3310.2, "yuan"):      "3,310",
		UnitLabel("parsec").In("zh"): "parsec",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMarksAreRoundNumbersInRange(t *testing.T) {
	marks := ticks{want: 4, format: number}.Ticks(-0.3, 11)
	var got []string
	for _, m := range marks {
		got = append(got, m.Label)
	}
	if len(got) != 3 || got[0] != "0" || got[1] != "5" || got[2] != "10" {
		t.Errorf("marks %v, want 0 5 10", got)
	}
	if m := (ticks{want: 4, format: number}).Ticks(3, 3); m != nil {
		t.Errorf("an empty range has marks %v", m)
	}
	if m := (logTicks{number}).Ticks(0, 2); m[0].Label != "1" || m[len(m)-1].Label != "100" {
		t.Errorf("a log axis of 1 to 100 is marked from %q to %q", m[0].Label, m[len(m)-1].Label)
	}
}

// In a narrow panel long labels are fewer, and one that would be cut off at an end of the axis is not written.
func TestLabelsOfAPanelFitBelowIt(t *testing.T) {
	axis := fitting{ticks{want: 4, format: signedNumber}, panelCharacters}
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{
		{-0.3, 0.3, " −0.2 0.0 +0.2"},
		{-399_000, 299_000, " −200,000 0 +200,000"},
		{-401_000, 20_000, " −200,000 0"},
		{-1.2e6, 2.6e7, " 0 +10,000,000 +20,000,000"},
	} {
		got := ""
		for _, m := range axis.Ticks(c.lo, c.hi) {
			if m.Label != "" {
				got += " " + m.Label
			}
		}
		if got != c.want {
			t.Errorf("%g to %g: marks%s, want%s", c.lo, c.hi, got, c.want)
		}
	}
}

// levelOf writes one level alone, without an interval.
func levelOf(mean float64, unit string) string {
	e := metric.Level{Unit: unit, Mean: mean, Lo: markets.NaN, Hi: markets.NaN}.Estimate()
	text, _ := e.Level(metric.Decimals(e))
	return text
}
