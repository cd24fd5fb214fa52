package tablefile

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"livebazaar/sim/record"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// The bytes of a Parquet file depend on how its rows were handed over, so every file goes through the same buffer:
// row groups of GroupRows rows counted from the start of the file, pages fed batchRows values at a time, one name for
// the writer in all files of a run. A blank (NaN) is a null, which averages in SQL and data frames leave out.
const (
	GroupRows = 1 << 16
	batchRows = 1 << 12
	pageBytes = 1 << 18
	schemaKey = "livebazaar" // metadata key under which the schema is kept
)

// Writer writes one Parquet file.
type Writer struct {
	out     *parquet.GenericWriter[any]
	group   []piece       // of the row group being filled
	filled  int           // its rows
	loose   *record.Table // the last piece of the group, if it is made of small tables
	pending []chan rowGroup
	idle    []rowGroup // committed, their memory free for the next ones
	Rows    int64
}

// piece is successive rows of a table, from (inclusive) to to (exclusive).
type piece struct {
	of       *record.Table
	from, to int
}

// rowGroup is a row group on its way: its rows, the memory for the values made of a batch of them, its encoded pages.
type rowGroup struct {
	rows   []piece
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

func parquetSchema(s Schema) *parquet.Schema {
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

// NewWriter begins a file of the schema. createdBy is what it says of the program that made it. The error names what of the schema
// no file can have.
func NewWriter(w io.Writer, s Schema, createdBy string) (*Writer, error) {
	if _, err := s.Empty(); err != nil {
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
		CreatedBy:          createdBy,
		Compression:        &zstd.Codec{Level: zstd.SpeedFastest},
		PageBufferSize:     pageBytes,
		DataPageStatistics: true,
		KeyValueMetadata:   map[string]string{schemaKey: string(meta)},
	})
	return &Writer{out: out}, nil
}

// fewRows is a table so small that what is around its cells is larger than they are: of such tables the cells are kept
// together, so that a row group needs the same memory whether it has the rows of one replicate or of thousands.
const fewRows = 256

// Add takes the next rows, which are in key order. The writer keeps t, which must not change any more.
func (w *Writer) Add(t *record.Table) error {
	for from := 0; from < t.Rows; {
		to := min(t.Rows, from+GroupRows-w.filled)
		if t.Rows < fewRows {
			w.gather(t, from, to)
		} else {
			w.group, w.loose = append(w.group, piece{t, from, to}), nil
		}
		w.filled += to - from
		from = to
		if w.filled == GroupRows {
			if err := w.startGroup(); err != nil {
				return err
			}
		}
	}
	w.Rows += int64(t.Rows)
	return nil
}

// gather copies rows behind those of the small tables before.
func (w *Writer) gather(t *record.Table, from, to int) {
	if w.loose == nil {
		w.loose = record.NewTable(t.Name, t.Key, t.Columns...)
		w.group = append(w.group, piece{of: w.loose})
	}
	for c, col := range t.Columns {
		switch col.Kind {
		case record.Int:
			w.loose.Ints[c] = append(w.loose.Ints[c], t.Ints[c][from:to]...)
		case record.Float:
			w.loose.Floats[c] = append(w.loose.Floats[c], t.Floats[c][from:to]...)
		case record.Text:
			w.loose.Texts[c] = append(w.loose.Texts[c], t.Texts[c][from:to]...)
		}
	}
	w.loose.Rows += to - from
	w.group[len(w.group)-1].to = w.loose.Rows
}

// startGroup encodes the filled row group beside the others; groups reach the file in order.
func (w *Writer) startGroup() error {
	for len(w.pending) >= runtime.GOMAXPROCS(0) {
		if err := w.commitGroup(); err != nil {
			return err
		}
	}
	if len(w.idle) == 0 {
		w.idle = append(w.idle, rowGroup{values: make([]parquet.Value, 0, batchRows), pages: w.out.BeginRowGroup()})
	}
	g := w.idle[len(w.idle)-1]
	w.idle = w.idle[:len(w.idle)-1]
	g.rows, w.group, w.filled, w.loose = w.group, g.rows[:0], 0, nil
	done := make(chan rowGroup, 1)
	w.pending = append(w.pending, done)
	go func() {
		g.err = g.encode()
		done <- g
	}()
	return nil
}

func (w *Writer) commitGroup() error {
	g := <-w.pending[0]
	w.pending = w.pending[1:]
	if g.err != nil {
		return g.err
	}
	if _, err := g.pages.Commit(); err != nil {
		return err
	}
	clear(g.rows) // the tables are not needed any more
	w.idle = append(w.idle, g)
	return nil
}

// encode makes the pages, column after column, in batches of batchRows values counted from the start of the group.
func (g *rowGroup) encode() error {
	for c, column := range g.pages.ColumnWriters() {
		values := g.values[:0]
		for _, p := range g.rows {
			for p.from < p.to {
				next := p
				next.to = min(p.to, p.from+batchRows-len(values))
				values = appendValues(values, next, c)
				p.from = next.to
				if len(values) == batchRows {
					if _, err := column.WriteRowValues(values); err != nil {
						return err
					}
					values = values[:0]
				}
			}
		}
		if len(values) > 0 {
			if _, err := column.WriteRowValues(values); err != nil {
				return err
			}
		}
	}
	return nil
}

// appendValues adds the cells of column c of some rows. Levels are for numbers only, which may be blank.
func appendValues(values []parquet.Value, p piece, c int) []parquet.Value {
	switch p.of.Columns[c].Kind {
	case record.Int:
		for _, x := range p.of.Ints[c][p.from:p.to] {
			values = append(values, parquet.Int64Value(x))
		}
	case record.Text:
		var last string
		value := parquet.ByteArrayValue(nil)
		for _, x := range p.of.Texts[c][p.from:p.to] {
			if x != last { // mostly the text of the row before
				last, value = x, parquet.ByteArrayValue([]byte(x))
			}
			values = append(values, value)
		}
	case record.Float:
		blank := parquet.NullValue().Level(0, 0, c)
		for _, x := range p.of.Floats[c][p.from:p.to] {
			if x != x {
				values = append(values, blank)
			} else {
				values = append(values, parquet.DoubleValue(x+0).Level(0, 1, c)) // +0: no negative zero
			}
		}
	}
	return values
}

// Close writes what is left and the footer.
func (w *Writer) Close() error {
	if w.filled > 0 {
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
