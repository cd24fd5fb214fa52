package trial

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Amount writes a number in the unit of the check, without the unit's name: per cent with one decimal, others with three digits.
func (c *Check) Amount(x float64) string {
	var s string
	switch size := math.Abs(x); {
	case c.Unit == "%":
		s = strconv.FormatFloat(100*x, 'f', 1, 64)
	case size >= 100:
		s = strconv.FormatFloat(x, 'f', 0, 64)
	case size >= 10:
		s = strconv.FormatFloat(x, 'f', 1, 64)
	case size >= .1 || size == 0:
		s = strconv.FormatFloat(x, 'f', 2, 64)
	default:
		s = strconv.FormatFloat(x, 'f', 4, 64)
	}
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

// UnitIn is the unit's name behind a number, with the space before it; "" for none.
func (c *Check) UnitIn(lang string) string {
	if c.Unit == "" {
		return ""
	}
	if zh := map[string]string{"yuan": "元", "yuan/consumer/year": "元/人/年", "office-years": "年办公成本"}[c.Unit]; lang == "zh" && zh != "" {
		return " " + zh
	}
	return " " + c.Unit
}

// ExpectedIn says what is expected.
func (f *Finding) ExpectedIn(lang string) string {
	c := &f.Check
	pick := func(en, zh string) string { return Text{en, zh}.In(lang) }
	lo, hi := !math.IsInf(f.Expected.Lo, 0), !math.IsInf(f.Expected.Hi, 0)
	switch {
	case lo && hi && f.Expected.Lo == f.Expected.Hi:
		return c.Amount(f.Expected.Lo) + c.UnitIn(lang)
	case lo && hi:
		return fmt.Sprintf(pick("%s to %s%s", "%s 至 %s%s"), c.Amount(f.Expected.Lo), c.Amount(f.Expected.Hi), c.UnitIn(lang))
	case lo && f.Expected.Lo == 0:
		return pick("above 0", "大于 0")
	case hi && f.Expected.Hi == 0:
		return pick("below 0", "小于 0")
	case lo:
		return fmt.Sprintf(pick("at least %s%s", "不低于 %s%s"), c.Amount(f.Expected.Lo), c.UnitIn(lang))
	}
	return fmt.Sprintf(pick("at most %s%s", "不高于 %s%s"), c.Amount(f.Expected.Hi), c.UnitIn(lang))
}

// FoundIn says what was found, with its interval.
func (f *Finding) FoundIn(lang string) string {
	c := &f.Check
	switch {
	case !f.Measured:
		return Text{"not measured", "未测量"}.In(lang)
	case math.IsNaN(f.Lo):
		return c.Amount(f.Value) + c.UnitIn(lang)
	}
	return fmt.Sprintf("%s [%s, %s]%s", c.Amount(f.Value), c.Amount(f.Lo), c.Amount(f.Hi), c.UnitIn(lang))
}

// VerdictIn is pass, miss, input or shown.
func (f *Finding) VerdictIn(lang string) string {
	switch {
	case f.Check.Input:
		return Text{"input", "输入"}.In(lang)
	case f.Check.Shown:
		return Text{"shown", "仅列示"}.In(lang)
	case f.Pass:
		return Text{"pass", "通过"}.In(lang)
	}
	return Text{"miss", "未达"}.In(lang)
}

// Uses are the experiments that a check rests on.
func (c *Check) Uses() (names []string) {
	names = append(names, c.Experiment)
	for _, name := range c.Of.Needs {
		if of, _, other := strings.Cut(name, "/"); other {
			names = append(names, of)
		}
	}
	return names
}

// Score counts, over findings, the rows of the calibration: one is met where all its checks pass that can be missed, and rows that have
// no such check are not counted.
func Score(all []Finding) (met, rows int) {
	missed, seen := map[string]bool{}, map[string]bool{}
	for i := range all {
		if c := &all[i].Check; c.Row != "" && !c.NoHit() {
			seen[c.Row] = true
			missed[c.Row] = missed[c.Row] || !all[i].Pass
		}
	}
	for row := range seen {
		if !missed[row] {
			met++
		}
	}
	return met, len(seen)
}
