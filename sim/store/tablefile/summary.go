package tablefile

import (
	"io"
	"math"
	"slices"
	"strconv"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

var (
	summaryColumns  = []string{"scenario", "replicate", "metric", "unit", "value"}
	contrastColumns = []string{"study", "baseline", "scenario", "metric", "unit", "family", "replicates", "baseline_mean", "baseline_lo",
		"baseline_hi", "scenario_mean", "scenario_lo", "scenario_hi", "diff", "diff_lo", "diff_hi", "rel_diff", "rel_lo", "rel_hi", "level",
		"p", "p_holm"}
	// Those of folders whose contrasts had no primary family: a metric's were adjusted within its own.
	formerContrastColumns = []string{"study", "baseline", "scenario", "metric", "unit", "replicates", "baseline_mean",
		"scenario_mean", "diff", "diff_lo", "diff_hi", "rel_diff", "rel_lo", "rel_hi", "level", "p", "p_holm"}
)

// contrastTexts and contrastNumbers are the fields of a contrast by their columns; replicates is a whole number.
func contrastTexts(c *record.Contrast) map[string]*string {
	return map[string]*string{"study": &c.Study, "baseline": &c.Baseline, "scenario": &c.Scenario, "metric": &c.Metric, "unit": &c.Unit,
		"family": &c.Family}
}

func contrastNumbers(c *record.Contrast) map[string]*float64 {
	return map[string]*float64{"baseline_mean": &c.BaselineMean, "baseline_lo": &c.BaselineLo, "baseline_hi": &c.BaselineHi,
		"scenario_mean": &c.ScenarioMean, "scenario_lo": &c.ScenarioLo, "scenario_hi": &c.ScenarioHi, "diff": &c.Diff, "diff_lo": &c.DiffLo,
		"diff_hi": &c.DiffHi, "rel_diff": &c.RelDiff, "rel_lo": &c.RelLo, "rel_hi": &c.RelHi, "level": &c.Level, "p": &c.P, "p_holm": &c.PHolm}
}

// WriteSummary writes summary.csv, a value a row.
func WriteSummary(w io.Writer, values []record.Value) error {
	return writeRows(w, summaryColumns, func(write func(...string) error) error {
		for _, v := range values {
			if err := write(v.Scenario, strconv.Itoa(v.Replicate), v.Metric, v.Unit, FormatFloat(v.Value)); err != nil {
				return err
			}
		}
		return nil
	})
}

// WriteContrasts writes contrasts.csv.
func WriteContrasts(w io.Writer, contrasts []record.Contrast) error {
	return writeRows(w, contrastColumns, func(write func(...string) error) error {
		for _, c := range contrasts {
			texts, numbers := contrastTexts(&c), contrastNumbers(&c)
			cells := make([]string, len(contrastColumns))
			for i, column := range contrastColumns {
				switch {
				case texts[column] != nil:
					cells[i] = *texts[column]
				case numbers[column] != nil:
					cells[i] = FormatFloat(*numbers[column])
				default:
					cells[i] = strconv.Itoa(c.Replicates)
				}
			}
			if err := write(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// ReadSummary reads summary.csv; blanks are NaN.
func ReadSummary(path string) ([]record.Value, error) {
	var values []record.Value
	err := EachValue(path, func(v record.Value) error { values = append(values, v); return nil })
	return values, err
}

// EachValue hands over summary.csv value by value, for those too large to hold.
func EachValue(path string, each func(record.Value) error) error {
	texts := NewTextPool()
	return ReadCSV(path, func(_, cells []string) error {
		replicate, err := strconv.Atoi(cells[1])
		if err != nil {
			return err
		}
		x, err := ParseFloat(cells[4])
		if err != nil {
			return err
		}
		return each(record.Value{Scenario: texts.Text([]byte(cells[0])), Replicate: replicate,
			Metric: texts.Text([]byte(cells[2])), Unit: texts.Text([]byte(cells[3])), Value: x})
	}, summaryColumns)
}

// ReadContrasts reads contrasts.csv. What a former version did not write is blank; its families were those of the metrics.
func ReadContrasts(path string) ([]record.Contrast, error) {
	var contrasts []record.Contrast
	err := ReadCSV(path, func(header, cells []string) (err error) {
		none := math.NaN()
		c := record.Contrast{BaselineLo: none, BaselineHi: none, ScenarioLo: none, ScenarioHi: none}
		texts, numbers := contrastTexts(&c), contrastNumbers(&c)
		for i, column := range header {
			switch {
			case texts[column] != nil:
				*texts[column] = cells[i]
			case numbers[column] != nil:
				*numbers[column], err = ParseFloat(cells[i])
			default:
				c.Replicates, err = strconv.Atoi(cells[i])
			}
			if err != nil {
				return err
			}
		}
		if m, known := metric.Find(c.Metric); known && !slices.Contains(header, "family") {
			c.Family = m.Family
		}
		contrasts = append(contrasts, c)
		return nil
	}, contrastColumns, formerContrastColumns)
	return contrasts, err
}
