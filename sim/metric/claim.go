package metric

import (
	"fmt"
	"slices"
	"strconv"

	"livebazaar/sim/record"
)

// Claim is the part of a prediction that a contrast can judge. It says in which direction a metric of a scenario differs from that
// of the baseline or of another scenario, or that it differs in that direction by no more than a margin.
type Claim struct {
	Scenario, Metric string
	Higher           bool    // or else lower
	Margin           float64 // %; if above 0: not higher (lower) by as much
	Than             string  // the scenario compared with, "" for the baseline
}

// In says the claim in the language ("zh" or else English), of the metrics of an edition; title is that of its scenario, than
// that of the one it is compared with, if that is named.
func (c Claim) In(of Edition, lang, title, than string) string {
	name := Metric{EN: c.Metric, ZH: c.Metric}
	if m, ok := of.Find(c.Metric); ok {
		name = m
	}
	zh, en := "低", "lower"
	if c.Higher {
		zh, en = "高", "higher"
	}
	percent := strconv.FormatFloat(c.Margin, 'g', -1, 64)
	if lang == "zh" {
		switch {
		case c.Margin > 0 && c.Than != "":
			return fmt.Sprintf("%s的%s至多比%s%s %s%%", title, name.ZH, than, zh, percent)
		case c.Margin > 0:
			return fmt.Sprintf("%s的%s至多%s %s%%", title, name.ZH, zh, percent)
		case c.Than != "":
			return fmt.Sprintf("%s的%s%s于%s", title, name.ZH, zh, than)
		}
		return title + "的" + name.ZH + "更" + zh
	}
	if c.Margin > 0 {
		en = "not " + en + " by " + percent + " %"
	}
	said := name.EN + " " + en + " under " + title
	if c.Than != "" {
		said += " than under " + than
	}
	return said
}

// Untested says why no contrast judges the claim though there is one of its metric, as in "random_loss_3 is a placebo, …"; "" where
// one judges it, and of a metric that is not known. Declared are the metrics that the study names as its own.
func (c Claim) Untested(declared []string) string {
	m, known := Find(c.Metric)
	switch primary := slices.ContainsFunc(Primary(declared), func(p Metric) bool { return p.ID == m.ID }); {
	case !known:
		return ""
	case m.Placebo:
		return c.Metric + " is a placebo, which is never tested: no contrast judges what is claimed of it"
	case m.Part && c.Margin == 0 && !primary:
		return c.Metric + " is a part of another metric and not tested by itself, so no contrast judges in which direction it differs: " +
			"name it in the metrics of the study, or claim it of the whole"
	}
	return ""
}

// Judge looks up the contrast of a claim and says what it means for it. The contrasts with the study's baseline stand
// first; those with other scenarios may follow.
func (c Claim) Judge(contrasts []record.Contrast) (record.Contrast, Verdict) {
	than := c.Than
	if than == "" && len(contrasts) > 0 {
		than = contrasts[0].Baseline
	}
	for _, row := range contrasts {
		if row.Scenario != c.Scenario || row.Metric != c.Metric || row.Baseline != than {
			continue
		}
		return row, judged(c.P(row), row.Level)
	}
	return record.Contrast{}, NotJudged
}

// judged is the verdict that a one-sided p gives at half of 1 − level: as the interval of that level has it on either side.
func judged(p, level float64) Verdict {
	switch alpha := Alpha(level); {
	case p != p:
		return NotJudged
	case p < alpha:
		return Supported
	case 1-p < alpha:
		return Contradicted
	}
	return Undecided
}

// Alpha is what one-sided p-values are compared with: (1 − level)/2.
func Alpha(level float64) float64 { return (1 - level) / 2 }

// P is the one-sided p-value of a claim by its contrast: how likely so clear an outcome is where the claim is false. Of a direction
// it is half of Holm's p, or 1 less that half where the difference has the other sign, so that it tells what the marks of the
// contrasts tell. Of a margin it is that of the paired test of s − (1−m)·b, or of its mirror, not adjusted for the number of claims,
// so that it tells what the interval shown tells. It is undefined where the contrast is, and for placebos.
func (c Claim) P(row record.Contrast) float64 {
	if c.Margin > 0 {
		return atMost(row, c.Margin/100, c.Higher)
	}
	if p := float64(row.PHolm / 2); (row.Diff > 0) == c.Higher {
		return p
	} else {
		return 1 - p
	}
}
