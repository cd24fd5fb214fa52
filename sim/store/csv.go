package store

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"livebazaar/sim/record"
)

// inCSV are the tables small enough to be kept as CSV beside Parquet.
var inCSV = []string{"months", "cohorts", "flows", "removals", "mcns"}

var (
	summaryColumns  = []string{"scenario", "replicate", "metric", "unit", "value"}
	contrastColumns = []string{"study", "baseline", "scenario", "metric", "unit", "replicates", "baseline_mean",
		"scenario_mean", "diff", "diff_lo", "diff_hi", "rel_diff", "rel_lo", "rel_hi", "level", "p", "p_holm"}
)

// contrastNumbers are the fields of the columns from baseline_mean on.
func contrastNumbers(c *record.Contrast) []*float64 {
	return []*float64{&c.BaselineMean, &c.ScenarioMean, &c.Diff, &c.DiffLo, &c.DiffHi, &c.RelDiff, &c.RelLo, &c.RelHi,
		&c.Level, &c.P, &c.PHolm}
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
			cells := []string{c.Study, c.Baseline, c.Scenario, c.Metric, c.Unit, strconv.Itoa(c.Replicates)}
			for _, x := range contrastNumbers(&c) {
				cells = append(cells, formatFloat(*x))
			}
			if err := write(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// readRows reads a CSV file and hands over each row after the header, which must be the one expected.
func readRows(path string, header []string, row func(cells []string) error) error {
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
	if !slices.Equal(first, header) {
		return fmt.Errorf("%s: its columns are %v, expected %v", path, first, header)
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = row(cells)
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
	return readRows(path, summaryColumns, func(cells []string) error {
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
	})
}

func readContrasts(path string) ([]record.Contrast, error) {
	var contrasts []record.Contrast
	err := readRows(path, contrastColumns, func(cells []string) error {
		replicates, err := strconv.Atoi(cells[5])
		if err != nil {
			return err
		}
		c := record.Contrast{Study: cells[0], Baseline: cells[1], Scenario: cells[2], Metric: cells[3], Unit: cells[4],
			Replicates: replicates}
		for i, x := range contrastNumbers(&c) {
			if *x, err = parseFloat(cells[6+i]); err != nil {
				return err
			}
		}
		contrasts = append(contrasts, c)
		return nil
	})
	return contrasts, err
}
