package answer

import (
	"math"
	"testing"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// The JSON has the interval that the tables show, also where that is not the one of the ratio, and none where there is none.
func TestJSONHasWhatIsShown(t *testing.T) {
	t.Parallel()
	near := func(what string, c Contrast, want ...float64) {
		t.Helper()
		for i, got := range []*float64{c.Shown, c.ShownLo, c.ShownHi} {
			if got == nil || math.Abs(*got-want[i]) > 1e-9 {
				t.Errorf("%s: number %d of %+v, want %g", what, i, c, want[i])
			}
		}
	}
	row := record.Contrast{Metric: "gmv", Unit: "yuan", BaselineMean: 1000, Diff: 50, DiffLo: 4, DiffHi: 96, RelDiff: 0.05, RelLo: -0.01, RelHi: 0.11}
	near("gmv", ContrastOf(metric.Edition{}, row), 5, 0.4, 9.6)
	row.DiffLo, row.DiffHi = 50, 50
	if got := ContrastOf(metric.Edition{}, row); got.ReadIn != "%" || *got.Shown != 5 || got.ShownLo != nil || got.ShownHi != nil {
		t.Errorf("%+v", got)
	}
	row = record.Contrast{Metric: "top3_share", Unit: "share", BaselineMean: 0.3, Diff: 0.05, DiffLo: 0.04, DiffHi: 0.06}
	near("top3_share", ContrastOf(metric.Edition{}, row), 5, 4, 6)
	if got := ContrastOf(metric.Edition{}, row).ReadIn; got != "pp" {
		t.Errorf("a share is read in %q", got)
	}
	row = record.Contrast{Metric: "unpredictability", Unit: "index", Diff: -5}
	if got := ContrastOf(metric.Edition{}, row); got.ReadIn != "index" || *got.Shown != -5 {
		t.Errorf("%+v", got)
	}
}
