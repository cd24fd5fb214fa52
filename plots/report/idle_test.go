package report

import (
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/internal/invented"
)

// A setting that another one switches off is told in the report, to whoever has nothing but the report.
func TestTheReportSaysWhatASettingThatIsSwitchedOffNeeds(t *testing.T) {
	var rule string
	var head float64
	set := param.NewSet()
	set.Choice(&rule, "platform.ranking.allocate", "proportional", param.Spec{EN: "rule", ZH: "规则", Choices: []string{"proportional", "tier-quota"}})
	set.When("platform.ranking.allocate", "tier-quota").Float(&head, "platform.ranking.head", 0.5, param.Spec{EN: "head's part", ZH: "头部份额", Max: 1})
	for _, c := range []struct {
		lang, rule, want string
		told             bool
	}{
		{"en", "proportional", "This changes nothing here: platform.ranking.head (acts when platform.ranking.allocate = &#34;tier-quota&#34;).", true},
		{"zh", "proportional", "以下参数在此不起作用：platform.ranking.head（platform.ranking.allocate = &#34;tier-quota&#34; 时生效）。", true},
		{"en", "tier-quota", "This changes nothing here", false},
	} {
		v := invented.New(2, 3, 60, 20)
		for i, part := range []string{"0.5", "0.2"} {
			v.TOML[invented.Names[i]] = []byte("title = \"a\"\n[run]\ndays = 60\n[platform.ranking]\nallocate = \"" + c.rule + "\"\nhead = " + part + "\n")
		}
		page := strings.ReplaceAll(pageOf(t, v, Options{Lang: c.lang, Params: set.Params()}), "<wbr>", "")
		if got := strings.Contains(page, c.want); got != c.told {
			t.Errorf("%s, allocate = %s: %q is told: %t", c.lang, c.rule, c.want, got)
		}
	}
}
