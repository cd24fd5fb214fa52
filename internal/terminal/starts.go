package terminal

import (
	"fmt"
	"strings"

	"livebazaar/internal/job"
	"livebazaar/scenarios"
)

// NoticeStarts tells which scenarios of a comparison begin from a population and a warm-up of their own, and what acts only on
// those who enter after it.
func (c *Console) NoticeStarts(study *scenarios.Study) {
	base := study.Scenarios[study.Baseline]
	for i, s := range study.Scenarios {
		start := study.Start(i)
		if len(start.Own) > 0 {
			c.Say(c.Pick("notice: %s has a starting population and a warm-up of its own, by the same seeds and under the rules of %s, "+
				"for what acts at the start, or as agencies enter: %s%s",
				"提示：%s 采用自己的初始主体与预热期（随机种子相同，规则同 %s），因以下参数在初始或机构进入时起作用：%s%s"),
				s.Name, base.Name, keysOf(start.Own), c.resized(start))
		}
		if len(start.Partly) > 0 {
			c.Say(c.Pick("notice: what %s changes in part only for those who enter after day 0: %s", "提示：%s 的以下参数有一部分只对第 0 天之后的进入者起作用：%s"),
				s.Name, keysOf(start.Partly))
		}
		if len(start.Entry) > 0 {
			c.Say(c.Pick("notice: what %s changes for those who enter after day 0, while those there at the start keep what they have: %s",
				"提示：%s 的以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：%s"), s.Name, keysOf(start.Entry))
		}
	}
}

// resized says, after what a scenario has its own start for, that its people are not all the baseline's.
func (c *Console) resized(s scenarios.Start) string {
	if !s.Resized() {
		return ""
	}
	return c.Pick("; with other numbers of agents fewer people are the same, and pairs tell less", "；主体数量不同，相同的主体较少，配对的作用减弱")
}

// NoticeAlone tells the same of a scenario that is not compared yet. Its sizes are no news.
func (c *Console) NoticeAlone(s *scenarios.Scenario) {
	own, entry := job.Alone(s)
	if len(own) > 0 {
		c.Say(c.Pick("notice: in a comparison %[2]s has a starting population and a warm-up of its own, for what acts at the start, "+
			"or as agencies enter: %[1]s",
			"提示：比较时 %[2]s 采用自己的初始主体与预热期，因以下参数在初始或机构进入时起作用：%[1]s"), keysOf(own), s.Name)
	}
	if len(entry) > 0 {
		c.Say(c.Pick("notice: what acts on those who enter, in a comparison after day 0: %s", "提示：以下参数只对进入者起作用，比较时为第 0 天之后的进入者：%s"), keysOf(entry))
	}
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
