package tablefile

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
)

// FormatFloat is the shortest text that reads back as x; NaN is blank, and there is no negative zero.
func FormatFloat(x float64) string {
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

// ParseFloat reads what FormatFloat wrote.
func ParseFloat(s string) (float64, error) {
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

// WriteCSV writes the tables handed over by each, all of the schema, one below the other.
func WriteCSV(w io.Writer, s Schema, each func(func(*record.Table) error) error) error {
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
						cells[c] = FormatFloat(t.Floats[c][r])
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

// ReadCSVHeader reads the first row of a CSV file.
func ReadCSVHeader(path string) ([]string, error) {
	f, err := disk.OpenRegular(path)
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

// ReadCSV reads a CSV file and hands over each row after the header, which must be the one expected, or one of former versions.
func ReadCSV(path string, row func(header, cells []string) error, headers ...[]string) error {
	f, err := disk.OpenRegular(path)
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
