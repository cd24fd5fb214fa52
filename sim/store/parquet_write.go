package store

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"livebazaar/sim/record"
)

// The bytes of a Parquet file depend on how its rows were handed over, so every file goes through the same buffer:
// row groups of groupRows rows counted from the start of the file, pages fed batchRows values at a time, one name for
// the writer. A blank (NaN) is a null, which averages in SQL and data frames leave out.
const (
	groupRows  = 1 << 16
	batchRows  = 1 << 12
	pageBytes  = 1 << 18
	schemaKey  = "livebazaar" // metadata key under which the schema is kept
	parquetApp = "livebazaar"
)

// tableWriter writes one Parquet file.
type tableWriter struct {
	out     *parquet.GenericWriter[any]
	group   *record.Table // rows of the row group being filled
	pending []chan rowGroup
	idle    []rowGroup // committed, their memory free for the next ones
	rows    int64
}

// rowGroup is the memory of a row group on its way: its rows, the values made of a batch of them, its encoded pages.
type rowGroup struct {
	rows   *record.Table
	values []parquet.Value
	pages  *parquet.ConcurrentRowGroupWriter
	err    error
}

// orderedGroup is a Parquet group whose fields keep the order of the table's columns; parquet.Group sorts by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

func (g orderedGroup) Fields() []parquet.Field { return g.fields }

func parquetSchema(s schema) *parquet.Schema {
	nodes := parquet.Group{}
	position := map[string]int{}
	for i, c := range s.Columns {
		position[c.Name] = i
		switch c.Kind {
		case "int":
			nodes[c.Name] = parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)
		case "float":
			nodes[c.Name] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
		case "text":
			nodes[c.Name] = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		}
	}
	fields := slices.Clone(nodes.Fields())
	slices.SortFunc(fields, func(a, b parquet.Field) int { return position[a.Name()] - position[b.Name()] })
	return parquet.NewSchema(s.Name, orderedGroup{nodes, fields})
}

func newTableWriter(w io.Writer, s schema) (*tableWriter, error) {
	empty, err := s.empty()
	if err != nil {
		return nil, err
	}
	for _, c := range s.Columns {
		if strings.Contains(c.Name, ",") {
			return nil, fmt.Errorf("table %s: column %q: no comma allowed", s.Name, c.Name)
		}
	}
	meta, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	out := parquet.NewGenericWriter[any](w, parquetSchema(s), &parquet.WriterConfig{
		CreatedBy:          parquetApp,
		Compression:        &zstd.Codec{Level: zstd.SpeedFastest},
		PageBufferSize:     pageBytes,
		DataPageStatistics: true,
		KeyValueMetadata:   map[string]string{schemaKey: string(meta)},
	})
	return &tableWriter{out: out, group: empty}, nil
}

// add takes the next rows, which are in key order.
func (w *tableWriter) add(t *record.Table) error {
	for from := 0; from < t.Rows; {
		to := min(t.Rows, from+groupRows-w.group.Rows)
		for c, col := range t.Columns {
			switch col.Kind {
			case record.Int:
				w.group.Ints[c] = append(w.group.Ints[c], t.Ints[c][from:to]...)
			case record.Float:
				w.group.Floats[c] = append(w.group.Floats[c], t.Floats[c][from:to]...)
			case record.Text:
				w.group.Texts[c] = append(w.group.Texts[c], t.Texts[c][from:to]...)
			}
		}
		w.group.Rows += to - from
		from = to
		if w.group.Rows == groupRows {
			if err := w.startGroup(); err != nil {
				return err
			}
		}
	}
	w.rows += int64(t.Rows)
	return nil
}

// startGroup encodes the filled row group beside the others; groups reach the file in order.
func (w *tableWriter) startGroup() error {
	for len(w.pending) >= runtime.GOMAXPROCS(0) {
		if err := w.commitGroup(); err != nil {
			return err
		}
	}
	if len(w.idle) == 0 {
		w.idle = append(w.idle, rowGroup{
			rows:   record.NewTable(w.group.Name, w.group.Key, w.group.Columns...),
			values: make([]parquet.Value, 0, batchRows),
			pages:  w.out.BeginRowGroup(),
		})
	}
	g := w.idle[len(w.idle)-1]
	w.idle = w.idle[:len(w.idle)-1]
	g.rows, w.group = w.group, g.rows
	done := make(chan rowGroup, 1)
	w.pending = append(w.pending, done)
	go func() {
		g.err = g.encode()
		done <- g
	}()
	return nil
}

func (w *tableWriter) commitGroup() error {
	g := <-w.pending[0]
	w.pending = w.pending[1:]
	if g.err != nil {
		return g.err
	}
	if _, err := g.pages.Commit(); err != nil {
		return err
	}
	for c := range g.rows.Columns {
		g.rows.Ints[c], g.rows.Floats[c], g.rows.Texts[c] = g.rows.Ints[c][:0], g.rows.Floats[c][:0], g.rows.Texts[c][:0]
	}
	g.rows.Rows = 0
	w.idle = append(w.idle, g)
	return nil
}

func (g *rowGroup) encode() error {
	t, values, columns := g.rows, g.values, g.pages.ColumnWriters()
	for c, col := range t.Columns {
		for r := 0; r < t.Rows; {
			values = values[:0]
			for ; r < t.Rows && len(values) < batchRows; r++ {
				switch col.Kind {
				case record.Int:
					values = append(values, parquet.Int64Value(t.Ints[c][r]).Level(0, 0, c))
				case record.Text:
					values = append(values, parquet.ValueOf(t.Texts[c][r]).Level(0, 0, c))
				case record.Float:
					if x := t.Floats[c][r]; x != x {
						values = append(values, parquet.NullValue().Level(0, 0, c))
					} else {
						values = append(values, parquet.DoubleValue(x+0).Level(0, 1, c)) // +0: no negative zero
					}
				}
			}
			if _, err := columns[c].WriteRowValues(values); err != nil {
				return err
			}
		}
	}
	return nil
}

// close writes what is left and the footer.
func (w *tableWriter) close() error {
	if w.group.Rows > 0 {
		if err := w.startGroup(); err != nil {
			return err
		}
	}
	for len(w.pending) > 0 {
		if err := w.commitGroup(); err != nil {
			return err
		}
	}
	return w.out.Close()
}
