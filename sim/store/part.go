package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// A part is one finished replicate of one scenario on its way into the tables, one file:
//
//	magic | cells of table 0, column after column | … | index (JSON) | start of index, its length | sha256 of all before
//
// Cells are little endian, 8 bytes a number; a text is its length (4 bytes) and its bytes. It lives only until the run
// is complete.
const partMagic = "livebazaar part 1\n"

const partTail = 8 + 8 + sha256.Size

var errTorn = errors.New("torn or foreign")

type partIndex struct {
	Run          string      `json:"run"` // identity of the run it belongs to
	Scenario     string      `json:"scenario"`
	Replicate    int         `json:"replicate"`
	ConsumerDays int64       `json:"consumer_days"`
	MarketNanos  int64       `json:"market_ns"`
	Session      int         `json:"session"`    // which start or resumption of the run made it
	ElapsedNanos int64       `json:"elapsed_ns"` // since that session began
	Tables       []partTable `json:"tables"`     // the first is the summary
}

type partTable struct {
	tablefile.Schema
	Rows   int    `json:"rows"`
	Start  int64  `json:"start"`
	Bytes  int64  `json:"bytes"`
	Digest string `json:"digest"`
}

const summaryName = "summary"

// summaryTableAt is the place of the summary among the tables of a part.
const summaryTableAt = 0

// summaryTable is the summary as a table; rows keep the order of the values.
func summaryTable(values []record.Value) *record.Table {
	t := record.NewTable(summaryName, 3,
		record.Column{Name: "scenario", Kind: record.Text}, record.Column{Name: "replicate", Kind: record.Int},
		record.Column{Name: "metric", Kind: record.Text}, record.Column{Name: "unit", Kind: record.Text},
		record.Column{Name: "value", Kind: record.Float})
	for _, v := range values {
		t.Append(v.Scenario, v.Replicate, v.Metric, v.Unit, v.Value)
	}
	return t
}

func summaryValues(t *record.Table) []record.Value {
	values := make([]record.Value, t.Rows)
	for r := range values {
		values[r] = record.Value{Scenario: t.Texts[0][r], Replicate: int(t.Ints[1][r]), Metric: t.Texts[2][r],
			Unit: t.Texts[3][r], Value: t.Floats[4][r]}
	}
	return values
}

// writePart writes the tables and completes the index with where they are.
func writePart(w io.Writer, index partIndex, tables []*record.Table) error {
	out := &disk.Summing{To: w, Hash: sha256.New()}
	if _, err := io.WriteString(out, partMagic); err != nil {
		return err
	}
	buf := make([]byte, 0, 1<<16)
	for _, t := range tables {
		entry := partTable{Schema: tablefile.SchemaOf(t), Rows: t.Rows, Start: out.Bytes, Digest: digestOf(t).String()}
		for c := range t.Columns {
			for r := 0; r < t.Rows; {
				buf = buf[:0]
				for ; r < t.Rows && len(buf) < 1<<15; r++ {
					switch t.Columns[c].Kind {
					case record.Int:
						buf = binary.LittleEndian.AppendUint64(buf, uint64(t.Ints[c][r]))
					case record.Float:
						buf = binary.LittleEndian.AppendUint64(buf, canonicalBits(t.Floats[c][r]))
					case record.Text:
						buf = binary.LittleEndian.AppendUint32(buf, uint32(len(t.Texts[c][r])))
						buf = append(buf, t.Texts[c][r]...)
					}
				}
				if _, err := out.Write(buf); err != nil {
					return err
				}
			}
		}
		entry.Bytes = out.Bytes - entry.Start
		index.Tables = append(index.Tables, entry)
	}
	head, err := json.Marshal(index)
	if err != nil {
		return err
	}
	start := out.Bytes
	tail := binary.LittleEndian.AppendUint64(nil, uint64(start))
	tail = binary.LittleEndian.AppendUint64(tail, uint64(len(head)))
	for _, b := range [][]byte{head, tail} {
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	_, err = w.Write(out.Hash.Sum(nil))
	return err
}

// readPartIndex reads the index of a part; with check it also reads the whole file and compares its sum. The error
// wraps errTorn if the file is not a whole part.
func readPartIndex(path string, check bool) (partIndex, error) {
	var index partIndex
	f, err := disk.OpenRegular(path)
	if err != nil {
		return index, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return index, err
	}
	size := info.Size()
	torn := fmt.Errorf("%s: %w", path, errTorn)
	if size < int64(len(partMagic)+partTail) {
		return index, torn
	}
	tail := make([]byte, partTail)
	if _, err := f.ReadAt(tail, size-partTail); err != nil {
		return index, err
	}
	if check {
		h := sha256.New()
		if _, err := io.Copy(h, io.NewSectionReader(f, 0, size-sha256.Size)); err != nil {
			return index, err
		}
		if !bytes.Equal(h.Sum(nil), tail[16:]) {
			return index, torn
		}
	}
	start, length := int64(binary.LittleEndian.Uint64(tail)), int64(binary.LittleEndian.Uint64(tail[8:]))
	if start < int64(len(partMagic)) || length < 0 || start > size-partTail || length != size-partTail-start {
		return index, torn
	}
	head := make([]byte, length)
	if _, err := f.ReadAt(head, start); err != nil {
		return index, err
	}
	if json.Unmarshal(head, &index) != nil || len(index.Tables) == 0 {
		return index, torn
	}
	return index, nil
}

// cellBytes are buffers for the bytes of a table: parts are of about the same size, and read one after the other.
var cellBytes = sync.Pool{New: func() any { return new([]byte) }}

// readPartTable reads one table of a part and compares its digest.
func readPartTable(path string, entry *partTable) (*record.Table, error) {
	torn := fmt.Errorf("%s: table %s: %w", path, entry.Name, errTorn)
	f, err := disk.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if entry.Start < 0 || entry.Bytes < 0 || entry.Start > info.Size() || entry.Bytes > info.Size()-entry.Start ||
		entry.Rows < 0 || int64(entry.Rows) > entry.Bytes {
		return nil, torn
	}
	buf := cellBytes.Get().(*[]byte)
	defer cellBytes.Put(buf)
	*buf = slices.Grow((*buf)[:0], int(entry.Bytes))[:entry.Bytes]
	data := *buf
	if _, err := f.ReadAt(data, entry.Start); err != nil {
		return nil, fmt.Errorf("%s: table %s: %w", path, entry.Name, err)
	}
	t, err := entry.Empty()
	if err != nil {
		return nil, err
	}
	t.Rows = entry.Rows
	for c, col := range t.Columns {
		switch col.Kind {
		case record.Text:
			cells, rest, ok := decodeTexts(data, t.Rows)
			if !ok {
				return nil, torn
			}
			t.Texts[c], data = cells, rest
		default:
			if len(data) < 8*t.Rows {
				return nil, torn
			}
			if col.Kind == record.Int {
				t.Ints[c] = make([]int64, t.Rows)
				for r := range t.Ints[c] {
					t.Ints[c][r] = int64(binary.LittleEndian.Uint64(data[8*r:]))
				}
			} else {
				t.Floats[c] = make([]float64, t.Rows)
				for r := range t.Floats[c] {
					t.Floats[c][r] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*r:]))
				}
			}
			data = data[8*t.Rows:]
		}
	}
	if len(data) != 0 || digestOf(t).String() != entry.Digest {
		return nil, torn
	}
	return t, nil
}

// decodeTexts reads n texts and shares the memory of equal ones, of which tables have many.
func decodeTexts(data []byte, n int) (cells []string, rest []byte, ok bool) {
	cells = make([]string, n)
	texts := tablefile.NewTextPool()
	last := ""
	for r := range cells {
		if len(data) < 4 {
			return nil, nil, false
		}
		length := binary.LittleEndian.Uint32(data)
		data = data[4:]
		if uint64(length) > uint64(len(data)) {
			return nil, nil, false
		}
		if string(data[:length]) != last { // mostly it is the text of the row before
			last = texts.Text(data[:length])
		}
		cells[r], data = last, data[length:]
	}
	return cells, data, true
}
