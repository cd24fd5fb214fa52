package invented

import (
	"sync"

	"livebazaar/sim/record"
)

// Pieces is invented results whose tables are handed over a few rows at a time; it counts how often each is read.
type Pieces struct {
	*Results
	mu   sync.Mutex
	Read map[string]int
}

// InPieces hands the tables of invented results over in pieces.
func InPieces(v *Results) *Pieces { return &Pieces{Results: v, Read: map[string]int{}} }

// EachRows hands over a table, a few rows at a time.
func (v *Pieces) EachRows(name string, each func(*record.Table) error, columns ...string) error {
	v.mu.Lock()
	v.Read[name]++
	v.mu.Unlock()
	t, ok := v.Tables[name]
	if !ok {
		return v.Results.EachRows(name, each, columns...)
	}
	for from := 0; from < t.Rows; from += 77 {
		piece := record.NewTable(t.Name, t.Key, t.Columns...)
		piece.Rows = min(77, t.Rows-from)
		for c, col := range t.Columns {
			switch col.Kind {
			case record.Int:
				piece.Ints[c] = t.Ints[c][from : from+piece.Rows]
			case record.Float:
				piece.Floats[c] = t.Floats[c][from : from+piece.Rows]
			case record.Text:
				piece.Texts[c] = t.Texts[c][from : from+piece.Rows]
			}
		}
		if err := each(piece); err != nil {
			return err
		}
	}
	return nil
}
