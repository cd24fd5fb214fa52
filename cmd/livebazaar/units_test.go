package main

import (
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
)

// A Chinese label with its unit behind it does not say the same noun twice: 初始商家数 (家), not (家商家).
func TestChineseUnitsDoNotRepeatTheNoun(t *testing.T) {
	all, err := scenarios.Under("")
	if err != nil || len(all) < 100 {
		t.Fatal(len(all), err)
	}
	for _, p := range all {
		for _, noun := range []string{"商家", "主播", "机构", "直播间"} {
			if strings.Contains(p.ZH, noun) && strings.HasSuffix(param.UnitIn(p.Unit, "zh"), noun) {
				t.Errorf("%s: %s (%s)", p.Key, p.ZH, param.UnitIn(p.Unit, "zh"))
			}
		}
	}
}
