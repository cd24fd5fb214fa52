package tablefile

import (
	"errors"
	"fmt"
	"io"
	"math"

	"livebazaar/sim/record"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// readColumn fills the rows of column c of t from at to end with the cells of the chunk.
func readColumn(chunk parquet.ColumnChunk, t *record.Table, c, at, end int) error {
	pages := chunk.Pages()
	defer pages.Close()
	var words dictionary
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		n := int(page.NumValues())
		if n > end-at {
			return fmt.Errorf("more than the %d cells of its rows", end)
		}
		switch t.Columns[c].Kind {
		case record.Int:
			err = readInts(t.Ints[c][at:at+n], page)
		case record.Float:
			err = readFloats(t.Floats[c][at:at+n], page)
		case record.Text:
			err = words.read(t.Texts[c][at:at+n], page)
		}
		if err != nil {
			return err
		}
		at += n
		parquet.Release(page)
	}
	if at != end {
		return fmt.Errorf("%d cells too few for its rows", end-at)
	}
	return nil
}

var errCells = errors.New("a page with another number of cells than it says")

func readInts(to []int64, page parquet.Page) error {
	data := page.Data()
	if copy(to, data.Int64()) != len(to) {
		return errCells
	}
	return nil
}

// readFloats spreads the numbers that a page keeps over its cells; the others are blank.
func readFloats(to []float64, page parquet.Page) error {
	data := page.Data()
	numbers, levels := data.Double(), page.DefinitionLevels()
	if len(levels) != len(to) {
		return errCells
	}
	if len(numbers) == len(to) && page.NumNulls() == 0 {
		copy(to, numbers)
		return nil
	}
	for i, level := range levels {
		switch {
		case level == 0:
			to[i] = math.NaN()
		case len(numbers) == 0:
			return errCells
		default:
			to[i], numbers = numbers[0], numbers[1:]
		}
	}
	if len(numbers) != 0 {
		return errCells
	}
	return nil
}

// dictionary holds the texts that the pages of a column refer to by number.
type dictionary struct {
	of    parquet.Dictionary
	texts []string
}

func (d *dictionary) read(to []string, page parquet.Page) error {
	data := page.Data()
	of := page.Dictionary()
	if of == nil {
		return readTexts(to, data)
	}
	if of != d.of {
		d.of, d.texts = of, make([]string, of.Len())
		for i := range d.texts {
			d.texts[i] = string(of.Index(int32(i)).ByteArray())
		}
	}
	numbers := data.Int32()
	if len(numbers) != len(to) {
		return errCells
	}
	for i, n := range numbers {
		if n < 0 || int(n) >= len(d.texts) {
			return errCells
		}
		to[i] = d.texts[n]
	}
	return nil
}

// readTexts reads a page that writes its texts out. They must fill it: the library leaves out what is behind as many texts as the
// page says, and so would take a page that has more of them.
func readTexts(to []string, data encoding.Values) error {
	bytes, offsets := data.ByteArray()
	if len(offsets) != len(to)+1 || int(offsets[len(to)]) != len(bytes) {
		return errCells
	}
	texts := NewTextPool()
	for i := range to {
		to[i] = texts.Text(bytes[offsets[i]:offsets[i+1]])
	}
	return nil
}

// TextPool shares the memory of equal texts, of which tables have many.
type TextPool struct{ known map[string]string }

// NewTextPool returns an empty pool.
func NewTextPool() *TextPool { return &TextPool{known: map[string]string{}} }

// Text returns the text of some bytes, the same one for equal bytes.
func (p *TextPool) Text(b []byte) string {
	if s, ok := p.known[string(b)]; ok {
		return s
	}
	s := string(b)
	p.known[s] = s
	return s
}
