// Package recompute measures a result folder anew: every metric of every replicate from the files that a reader has (tables in
// Parquet, the resolved scenarios, the manifest), by the definitions in docs/metrics.md and with formulas of its own. It shares
// no code with the program that wrote the folder, so that the two can be held against each other, and it is written to be
// read: plain sums over rows, no matter how slow.
package recompute

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/parquet-go/parquet-go"
)

// Table is a result table. Numbers are by column and row, NaN where the cell is blank; so are texts.
type Table struct {
	Rows    int
	Numbers map[string][]float64
	Texts   map[string][]string
}

// Market is one replicate of one scenario: its rows of every table, and what its scenario says.
type Market struct {
	Scenario  string
	Replicate int
	Tables    map[string]Table

	Days      int     // measured
	Consumers float64 // registered
}

// Read returns the markets of a folder.
func Read(dir string) ([]Market, error) {
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Replicates int
		Scenarios  []struct{ Name string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "tables", "*.parquet"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, fmt.Errorf("%s: no tables", dir))
	}
	tables := map[string]Table{}
	for _, file := range files {
		t, err := readTable(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		tables[strings.TrimSuffix(filepath.Base(file), ".parquet")] = t
	}
	var markets []Market
	for _, s := range manifest.Scenarios {
		for r := range manifest.Replicates {
			m := Market{Scenario: s.Name, Replicate: r, Tables: map[string]Table{}}
			if err := m.rules(filepath.Join(dir, "scenarios", s.Name+".toml")); err != nil {
				return nil, err
			}
			for name, t := range tables {
				m.Tables[name] = t.where(func(i int) bool {
					return t.Texts["scenario"][i] == s.Name && t.Numbers["replicate"][i] == float64(r)
				})
			}
			markets = append(markets, m)
		}
	}
	return markets, nil
}

// rules takes from a resolved scenario what the tables do not say.
func (m *Market) rules(path string) error {
	var s struct {
		Run       struct{ Days int }
		Consumers struct{ Count float64 }
		Streamers struct{ Count float64 }
	}
	if _, err := toml.DecodeFile(path, &s); err != nil {
		return err
	}
	if s.Run.Days == 0 || s.Consumers.Count == 0 || s.Streamers.Count == 0 {
		return fmt.Errorf("%s: days or counts are missing", path)
	}
	m.Days, m.Consumers = s.Run.Days, s.Consumers.Count
	return nil
}

// where returns the rows that are wanted.
func (t Table) where(wanted func(row int) bool) Table {
	out := Table{Numbers: map[string][]float64{}, Texts: map[string][]string{}}
	for i := range t.Rows {
		if !wanted(i) {
			continue
		}
		out.Rows++
		for name, cells := range t.Numbers {
			out.Numbers[name] = append(out.Numbers[name], cells[i])
		}
		for name, cells := range t.Texts {
			out.Texts[name] = append(out.Texts[name], cells[i])
		}
	}
	return out
}

// readTable reads a Parquet file by the plain reader of rows.
func readTable(path string) (Table, error) {
	t := Table{Numbers: map[string][]float64{}, Texts: map[string][]string{}}
	f, err := os.Open(path)
	if err != nil {
		return t, err
	}
	defer f.Close()
	r := parquet.NewReader(f)
	defer r.Close()
	fields := r.Schema().Fields()
	for _, field := range fields {
		if field.Type().Kind() == parquet.ByteArray {
			t.Texts[field.Name()] = nil
		} else {
			t.Numbers[field.Name()] = nil
		}
	}
	rows := make([]parquet.Row, 512)
	for {
		n, err := r.ReadRows(rows)
		for _, row := range rows[:n] {
			for _, cell := range row {
				name := fields[cell.Column()].Name()
				switch {
				case cell.IsNull():
					t.Numbers[name] = append(t.Numbers[name], math.NaN())
				case cell.Kind() == parquet.ByteArray:
					t.Texts[name] = append(t.Texts[name], string(cell.ByteArray()))
				case cell.Kind() == parquet.Int64:
					t.Numbers[name] = append(t.Numbers[name], float64(cell.Int64()))
				default:
					t.Numbers[name] = append(t.Numbers[name], cell.Double())
				}
			}
			t.Rows++
		}
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return t, err
		}
	}
}
