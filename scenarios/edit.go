package scenarios

import (
	"bytes"
	"slices"
)

// edit replaces the bytes from start to end of a source; what stands around it, comments and layout, stays.
type edit struct {
	start, end int
	text       string
}

// edited applies edits that do not overlap.
func edited(src []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(src[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(src[at:])
	return b.Bytes()
}

// lineSpan returns the whole lines, the last line end included, that contain start to end.
func (d *document) lineSpan(start, end int) (from, to int) {
	from = d.lines[d.lineOf(start)-1]
	if i := bytes.IndexByte(d.src[end:], '\n'); i >= 0 {
		return from, end + i + 1
	}
	return from, len(d.src)
}
