package store

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// inCSV are the tables small enough to be kept as CSV beside Parquet.
var inCSV = []string{"months", "cohorts", "flows", "removals", "removed", "mcns"}

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

// formatFloat is the shortest text that reads back as x; NaN is blank, and there is no negative zero.
func formatFloat(x float64) string {
	switch size := math.Abs(x); {
	case x != x:
		return ""
	case x == 0:
		return "0"
	case size < 1e-6 || size >= 1e21:
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func parseFloat(s string) (float64, error) {
	if s == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(s, 64)
}

func writeRows(w io.Writer, header []string, rows func(write func(...string) error) error) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	if err := rows(func(cells ...string) error { return out.Write(cells) }); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// writeTableCSV writes the tables handed over by each, all of the schema, one below the other.
func writeTableCSV(w io.Writer, s schema, each func(func(*record.Table) error) error) error {
	header := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		header[i] = c.Name
	}
	return writeRows(w, header, func(write func(...string) error) error {
		cells := make([]string, len(header))
		return each(func(t *record.Table) error {
			for r := range t.Rows {
				for c, col := range t.Columns {
					switch col.Kind {
					case record.Int:
						cells[c] = strconv.FormatInt(t.Ints[c][r], 10)
					case record.Float:
						cells[c] = formatFloat(t.Floats[c][r])
					case record.Text:
						cells[c] = t.Texts[c][r]
					}
				}
				if err := write(cells...); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func writeSummary(w io.Writer, values []record.Value) error {
	return writeRows(w, summaryColumns, func(write func(...string) error) error {
		for _, v := range values {
			if err := write(v.Scenario, strconv.Itoa(v.Replicate), v.Metric, v.Unit, formatFloat(v.Value)); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeContrasts(w io.Writer, contrasts []record.Contrast) error {
	return writeRows(w, contrastColumns, func(write func(...string) error) error {
		for _, c := range contrasts {
			texts, numbers := contrastTexts(&c), contrastNumbers(&c)
			cells := make([]string, len(contrastColumns))
			for i, column := range contrastColumns {
				switch {
				case texts[column] != nil:
					cells[i] = *texts[column]
				case numbers[column] != nil:
					cells[i] = formatFloat(*numbers[column])
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

// readHeader reads the first row of a CSV file.
func readHeader(path string) ([]string, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	header, err := csv.NewReader(f).Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return header, nil
}

// readRows reads a CSV file and hands over each row after the header, which must be the one expected, or one of former versions.
func readRows(path string, row func(header, cells []string) error, headers ...[]string) error {
	f, err := openRegular(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.ReuseRecord = true
	first, err := in.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	header := slices.Clone(first)
	if !slices.ContainsFunc(headers, func(h []string) bool { return slices.Equal(h, header) }) {
		return fmt.Errorf("%s: its columns are %v, expected %v", path, header, headers[0])
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = row(header, cells)
		}
		if err != nil {
			line, _ := in.FieldPos(0)
			return fmt.Errorf("%s:%d: %w", path, line, err)
		}
	}
}

func readSummary(path string) ([]record.Value, error) {
	var values []record.Value
	err := eachValue(path, func(v record.Value) error { values = append(values, v); return nil })
	return values, err
}

func eachValue(path string, each func(record.Value) error) error {
	texts := newTextPool()
	return readRows(path, func(_, cells []string) error {
		replicate, err := strconv.Atoi(cells[1])
		if err != nil {
			return err
		}
		x, err := parseFloat(cells[4])
		if err != nil {
			return err
		}
		return each(record.Value{Scenario: texts.text([]byte(cells[0])), Replicate: replicate,
			Metric: texts.text([]byte(cells[2])), Unit: texts.text([]byte(cells[3])), Value: x})
	}, summaryColumns)
}

// readContrasts reads contrasts.csv. What a former version did not write is blank; its families were those of the metrics.
func readContrasts(path string) ([]record.Contrast, error) {
	var contrasts []record.Contrast
	err := readRows(path, func(header, cells []string) (err error) {
		none := math.NaN()
		c := record.Contrast{BaselineLo: none, BaselineHi: none, ScenarioLo: none, ScenarioHi: none}
		texts, numbers := contrastTexts(&c), contrastNumbers(&c)
		for i, column := range header {
			switch {
			case texts[column] != nil:
				*texts[column] = cells[i]
			case numbers[column] != nil:
				*numbers[column], err = parseFloat(cells[i])
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
