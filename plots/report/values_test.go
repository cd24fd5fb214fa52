package report

import (
	"slices"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
)

func TestScenariosDifferInWhatTheirFilesSayOtherwise(t *testing.T) {
	v := invented.New(2, 1, 40, 3)
	v.TOML[invented.Names[0]] = []byte("title = \"A\"\n[platform]\nfee = 0.05\nrule = \"gmv\"\n[run]\ndays = 30\n")
	v.TOML[invented.Names[1]] = []byte("title = \"B\"\n[platform]\nfee = 0.05\nrule = \"uniform\"\n[run]\ndays = 30.0\n[new]\nkey = true\n")
	s := open(t, v, plots.English)
	got := unlike(s.Rules[0], s.Rules[1])
	want := []keyDifference{{Key: "new.key", From: "–", To: "true"}, {Key: "platform.rule", From: "gmv", To: "uniform"}}
	if !slices.Equal(got, want) {
		t.Errorf("differences %v, want %v", got, want)
	}
}

func TestValuesOfAScenarioAreWrittenAlike(t *testing.T) {
	for got, want := range map[string]string{
		valueText(30.0): "30", valueText(int64(30)): "30", valueText([]any{0.5, "x"}): "[0.5 x]", valueText(nil): "–",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
