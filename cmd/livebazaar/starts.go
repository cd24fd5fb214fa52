package main

import (
	"fmt"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/store"
)

// noticeStarts tells which scenarios of a comparison begin from a population and a warm-up of their own, and what acts only on
// those who enter after it.
func (c *console) noticeStarts(study *scenarios.Study) {
	base := study.Scenarios[study.Baseline]
	for i, s := range study.Scenarios {
		start := study.Start(i)
		if len(start.Own) > 0 {
			c.say(c.pick("notice: %s has a starting population and a warm-up of its own, by the same seeds and under the rules of %s, for what acts at the start, or as agencies enter: %s%s",
				"提示：%s 采用自己的初始主体与预热期（随机种子相同，规则同 %s），因以下参数在初始或机构进入时起作用：%s%s"),
				s.Name, base.Name, keysOf(start.Own), c.resized(start))
		}
		if len(start.Partly) > 0 {
			c.say(c.pick("notice: what %s changes in part only for those who enter after day 0: %s", "提示：%s 的以下参数有一部分只对第 0 天之后的进入者起作用：%s"),
				s.Name, keysOf(start.Partly))
		}
		if len(start.Entry) > 0 {
			c.say(c.pick("notice: what %s changes for those who enter after day 0, while those there at the start keep what they have: %s",
				"提示：%s 的以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：%s"), s.Name, keysOf(start.Entry))
		}
	}
}

// resized says, after what a scenario has its own start for, that its people are not all the baseline's.
func (c *console) resized(s scenarios.Start) string {
	if !s.Resized() {
		return ""
	}
	return c.pick("; with other numbers of agents fewer people are the same, and pairs tell less", "；主体数量不同，相同的主体较少，配对的作用减弱")
}

// noticeAlone tells the same of a scenario that is not compared yet. Its sizes are no news.
func (c *console) noticeAlone(s *scenarios.Scenario) {
	var own, entry []scenarios.Difference
	for _, d := range s.Differences() {
		_, unmet := s.Set.Unmet(d.Param)
		switch {
		case unmet || isSize(d.Param.Key):
		case sim.AtStart(d.Param):
			own = append(own, d)
		case d.Param.Acts == param.Entry:
			entry = append(entry, d)
		}
	}
	if len(own) > 0 {
		c.say(c.pick("notice: in a comparison %[2]s has a starting population and a warm-up of its own, for what acts at the start, or as agencies enter: %[1]s",
			"提示：比较时 %[2]s 采用自己的初始主体与预热期，因以下参数在初始或机构进入时起作用：%[1]s"), keysOf(own), s.Name)
	}
	if len(entry) > 0 {
		c.say(c.pick("notice: what acts on those who enter, in a comparison after day 0: %s", "提示：以下参数只对进入者起作用，比较时为第 0 天之后的进入者：%s"), keysOf(entry))
	}
}

func isSize(key string) bool {
	return strings.HasSuffix(key, ".count") || strings.HasSuffix(key, ".real")
}

// keysShown is how many keys a sentence names.
const keysShown = 4

// keysOf names the parameters of a list in a sentence.
func keysOf(list []scenarios.Difference) string {
	keys := keyList(list)
	if len(keys) > keysShown+1 {
		return fmt.Sprintf("%s, … (%d)", strings.Join(keys[:keysShown], ", "), len(keys))
	}
	return strings.Join(keys, ", ")
}

// keyList is the keys of a list.
func keyList(list []scenarios.Difference) []string {
	var keys []string
	for _, d := range list {
		keys = append(keys, d.Param.Key)
	}
	return keys
}

// ownStarts is what the manifest says of the scenarios that begin from a population and a warm-up of their own.
func ownStarts(base *scenarios.Scenario, list []*scenarios.Scenario) []store.OwnStart {
	var out []store.OwnStart
	for _, s := range list {
		if start := scenarios.StartOf(base, s); len(start.Own) > 0 {
			own := store.OwnStart{Scenario: s.Name}
			for _, d := range start.Own {
				own.Settings = append(own.Settings, setting(d.Param))
			}
			out = append(out, own)
		}
	}
	return out
}
