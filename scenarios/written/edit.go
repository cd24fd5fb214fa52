package written

import (
	"bytes"
	"slices"
)

// Edit replaces the bytes from Start to End of a source; what stands around it, comments and layout, stays.
type Edit struct {
	Start, End int
	Text       string
}

// Edited applies edits that do not overlap.
func Edited(src []byte, edits []Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(src[at:e.Start])
		b.WriteString(e.Text)
		at = e.End
	}
	b.Write(src[at:])
	return b.Bytes()
}

// LineSpan returns the whole lines, the last line end included, that contain start to end.
func (d *Document) LineSpan(start, end int) (from, to int) {
	from = d.Lines[d.lineOf(start)-1]
	if i := bytes.IndexByte(d.Src[end:], '\n'); i >= 0 {
		return from, end + i + 1
	}
	return from, len(d.Src)
}
