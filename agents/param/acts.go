package param

// Acts says on whom a change of a parameter acts, and from when.
type Acts uint8

// When a parameter acts.
const (
	// Always: from the day on which it is set, on all that is there (the zero value: most parameters do).
	Always Acts = iota
	// Entry: on those who enter, at the start of a market and, once other rules are in force, from then on. Who is there
	// already keeps what was drawn on entry.
	Entry
	// Partly: from the day on which it is set, but part of it is given to people and firms on entry: who is there already
	// keeps that part.
	Partly
	// Start: only where a market is made, or during its warm-up. Changing it in a market under way changes nothing.
	Start
)

// String is the word for it in scenarios' documentation and in data for programs.
func (a Acts) String() string { return [...]string{"always", "entry", "partly", "start"}[a] }

// LabelIn says it in a few words in the language ("zh" or else English).
func (a Acts) LabelIn(lang string) string {
	if lang == "zh" {
		return [...]string{"始终", "进入时", "始终，部分在进入时", "仅初始"}[a]
	}
	return [...]string{"always", "on entry", "always, in part on entry", "only at the start"}[a]
}

// SentenceIn says it in a sentence in the language ("zh" or else English).
func (a Acts) SentenceIn(lang string) string {
	if lang == "zh" {
		return [...]string{
			"自设定之日起对全体生效。",
			"对进入者生效：初始时，以及更换规则后的新进入者；已在场者不受影响。",
			"自设定之日起生效，但其中一部分在进入时确定：已在场者保留原有的这一部分。",
			"仅在市场建立时或预热期内读取；对运行中的市场改动无效。",
		}[a]
	}
	return [...]string{
		"acts on all from the day it is set",
		"acts on those who enter: at the start and, after a switch of rules, on later entrants; those present keep what they have",
		"acts from the day it is set, but a part is given on entry: those present keep that part",
		"read only where a market is made or warmed up; changing it in a market under way changes nothing",
	}[a]
}
