package job

import (
	"testing"

	"livebazaar/scenarios"
)

// What the notice calls calibrated are the declared defaults.
func TestLevelsAreCalibratedWithTheDefaults(t *testing.T) {
	t.Parallel()
	s, err := scenarios.Load("baseline", nil)
	if err != nil {
		t.Fatal(err)
	}
	p := s.Params
	got := [4]int64{p.Consumers.Count, p.Streamers.Count, p.Merchants.Count, p.MCNs.Count}
	if got != [4]int64{calibratedConsumers, calibratedStreamers, calibratedMerchants, calibratedMCNs} {
		t.Errorf("defaults are %d consumers, streamers, merchants and agencies", got)
	}
}
