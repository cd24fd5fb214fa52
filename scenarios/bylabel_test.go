package scenarios

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/metric"
)

// Each metric is found by its label in either language, whatever its capitals, and by a part of it that is long enough.
func TestMetricsAreFoundByTheirLabels(t *testing.T) {
	for _, m := range metric.All() {
		for _, label := range []string{m.EN, m.ZH, strings.ToUpper(m.EN), " " + m.EN + " "} {
			if got := MeantMetric(label, metric.Names()); got != m.ID {
				t.Errorf("%q is taken for %q, not %s", label, got, m.ID)
			}
		}
	}
	for word, want := range map[string]string{
		"复购":              "repurchase_30, repurchase_90, repurchase_365, repurchase_streamer_30, repurchase_streamer_90, repurchase_merchant_90",
		"random active":   "random_loss_1, random_loss_3 or random_loss_10",
		"random_loss":     "random_loss_1",
		"gvm":             "gmv",
		"头部依赖":            "head_dependence_1, head_dependence_3, head_dependence_10, ",
		"Head dependence": "head_dependence_1",
		"前 3 名的依":         "head_dependence_3",
	} {
		if got := MeantMetric(word, metric.Names()); !strings.HasPrefix(got, want) {
			t.Errorf("%q is taken for %q, not %q", word, got, want)
		}
	}
	for _, word := range []string{"zz", "的", "", "no such thing anywhere"} {
		if got := MeantMetric(word, metric.Names()); got != "" {
			t.Errorf("%q is taken for %q", word, got)
		}
	}
}

// So is each parameter, by its label in either language.
func TestParametersAreFoundByTheirLabels(t *testing.T) {
	_, set := product.make()
	having := map[string][]string{}
	for _, p := range set.Params() {
		having[strings.ToLower(p.EN)] = append(having[strings.ToLower(p.EN)], p.Key)
		having[p.ZH] = append(having[p.ZH], p.Key)
	}
	for i, label := range slices.Sorted(maps.Keys(having)) {
		if i%5 > 0 { // each is looked for among all
			continue
		}
		keys := having[label]
		if exact, _ := labelledKey(set, label); len(keys) <= mostHeld && exact != oneOf(keys) {
			t.Errorf("%q is taken for %q, not %v", label, exact, keys)
		}
	}
	for word, want := range map[string]string{
		"重复次数": "run.replicates", "Largest exposure of one  room": "platform.ranking.cap", "成交": "platform.ranking.weights.gmv",
		"zz": "", "exposure of one": "platform.ranking.cap",
	} {
		_, err := Under(word)
		if err == nil || want != "" && !strings.Contains(err.Error(), "did you mean "+want) || want == "" && strings.Contains(err.Error(), "mean") {
			t.Errorf("%q: %v", word, err)
		}
	}
}

// A study that names a metric by its label is told its id, in its metrics and in its claims.
func TestAStudyThatNamesALabelIsToldTheID(t *testing.T) {
	l := files{"s.toml": "[study]\nscenarios = [\"baseline\", \"tiered\"]\nmetrics = [\"净成交\", \"dependence on the top 3\"]\n" +
		"predictions = [\"a [tiered: 净成交 lower]\"]\n"}.loader()
	l.metrics = metric.Names
	_, ps := l.study("s.toml", nil)
	for i, want := range []string{
		`s.toml:3:12: study.metrics = "净成交": unknown metric, did you mean gmv_net?`,
		`s.toml:3:19: study.metrics = "dependence on the top 3": unknown metric, did you mean head_dependence_3?`,
		`s.toml:4:16: study.predictions = "a [tiered: 净成交 lower]": unknown metric "净成交", did you mean gmv_net?`,
	} {
		if len(ps) != 3 || ps[i].Error() != want {
			t.Fatalf("%v", ps)
		}
	}
}
