package main

import (
	"strings"
	"testing"
)

// Who asks for a metric, or a parameter, by its label is told the id, in either language.
func TestLabelsLeadToIDs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ command, word, want string }{
		{"metrics", "净成交", "unknown metric 净成交: did you mean gmv_net?"},
		{"metrics", "Dependence on the top 3", "unknown metric Dependence on the top 3: did you mean head_dependence_3?"},
		{"metrics", "random active", "did you mean random_loss_1, random_loss_3 or random_loss_10?"},
		{"metrics", "复购", "did you mean repurchase_30, "},
		{"metrics", "zz", "unknown metric zz (livebazaar metrics lists them)"},
		{"params", "单个直播间曝光上限", "did you mean platform.ranking.cap?"},
		{"params", "largest exposure of one room", "did you mean platform.ranking.cap?"},
	} {
		if o := must(t, exitUsage, t.TempDir(), c.command, c.word); !strings.Contains(o.err, c.want) {
			t.Errorf("%s %s: %s", c.command, c.word, o.err)
		}
	}
}
