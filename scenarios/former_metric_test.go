package scenarios

import (
	"slices"
	"strings"
	"testing"
)

const formerStudy = `schema = 1
[study]
scenarios = ["baseline", "uniform"]
metrics = ["gmv", "head_half_life_1", # the half-life, formerly head_halved_1
  'random_dependence_3', "head_halved_1"]
predictions = [
  "H5: head_half_life_1 falls [uniform: head_half_life_1 lower, gmv not lower by 2 %]",
  """H6: nothing [uniform: head_dependence_3 lower; 1 not judged]""",
]
predictions_zh = ["头部 [head_halved_1]", "无"]
`

// A study that names metrics by former ids is read as if it named the present ones, and whoever wrote it is told where; migrating
// it writes them, leaves comments and the author's words alone, and is done then.
func TestFormerMetricsOfAStudyAreReadAsThePresentOnesAndMigrated(t *testing.T) {
	l := *product
	at := formerStudy
	l.found, l.read = nil, func(string) ([]byte, error) { return []byte(at), nil }
	read := func() *Study {
		s, ps := l.study("x.toml", nil)
		if err := ps.Err(); err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := read()
	if want := []string{"gmv", "head_persistence_3", "random_loss_3"}; !slices.Equal(s.Metrics, want) {
		t.Errorf("metrics %v, want %v", s.Metrics, want)
	}
	p, err := ReadPrediction(s.Predictions[0])
	if err != nil || p.Claims[0].Metric != "head_persistence_3" || p.Words != "H5: head_half_life_1 falls" || p.Claims[1].Metric != "gmv" {
		t.Errorf("prediction %+v, %v", p, err)
	}
	told := strings.Join(s.Notices, "\n")
	for _, want := range []string{"x.toml:4:19: study.metrics", "metric head_half_life_1 has given way to head_persistence_3", "x.toml:5:3:",
		"random_dependence_3 has given way to random_loss_3", "x.toml:5:26:", "x.toml:7:3: study.predictions"} {
		if !strings.Contains(told, want) {
			t.Errorf("no notice of %q in\n%s", want, told)
		}
	}

	out, notices, ps := l.migrate("x.toml", []byte(formerStudy))
	if err := ps.Err(); err != nil || len(notices) != 4 {
		t.Fatalf("%v, notices %q", err, notices)
	}
	want := strings.NewReplacer(`"head_half_life_1",`, `"head_persistence_3",`, `'random_dependence_3', "head_halved_1"`,
		`'random_loss_3', "head_persistence_3"`, `[uniform: head_half_life_1 lower`, `[uniform: head_persistence_3 lower`).Replace(formerStudy)
	if string(out) != want {
		t.Errorf("migrated to\n%s\nwant\n%s", out, want)
	}
	at = string(out)
	if again := read(); !slices.Equal(again.Metrics, s.Metrics) && !slices.Equal(again.Metrics, append(slices.Clone(s.Metrics), "head_persistence_3")) ||
		again.Predictions[0] != s.Predictions[0] || strings.Contains(strings.Join(again.Notices, "\n"), "is now") {
		t.Errorf("the migrated study is read otherwise: %v, %v, %v", again.Metrics, again.Predictions, again.Notices)
	}
	if _, more, _ := l.migrate("x.toml", out); more != nil {
		t.Errorf("migrating twice changes it again: %q", more)
	}
}
