package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"math"
	"slices"
	"strings"

	"livebazaar/sim/record"
)

// The digest of a run is made from what its tables say, not from the bytes of their files, so that it survives a
// change of library, and does not depend on workers, batches or resumptions.
//
// For every scenario, replicate and table with at least one row, sha256 runs over the schema (name, number of key
// columns, and per column name, kind and unit) and then the rows in key order, cell after cell. Numbers are 8 bytes,
// little endian; every NaN is the same one and −0 is 0. Texts are preceded by their length. The summary counts as a
// table too (its rows in the order of the file). The run's digest is sha256 over the sorted list of
// (scenario, replicate, table, digest).

// oneNaN is the bit pattern that stands for every NaN.
const oneNaN = 0x7FF8000000000000

// canonicalBits returns the bits of x with one NaN and no negative zero.
func canonicalBits(x float64) uint64 {
	switch {
	case x != x:
		return oneNaN
	case x == 0:
		return 0
	}
	return math.Float64bits(x)
}

// rowHash digests the rows of one scenario and replicate in a table.
type rowHash struct {
	to  hash.Hash
	buf []byte
}

func newRowHash(t *record.Table) *rowHash {
	h := &rowHash{to: sha256.New(), buf: make([]byte, 0, 1<<12)}
	h.text(t.Name)
	h.word(uint64(t.Key))
	h.word(uint64(len(t.Columns)))
	for _, c := range t.Columns {
		h.text(c.Name)
		h.word(uint64(c.Kind))
		h.text(c.Unit)
	}
	return h
}

// rows adds the rows from (inclusive) to to (exclusive) of t.
func (h *rowHash) rows(t *record.Table, from, to int) {
	for r := from; r < to; r++ {
		for c := range t.Columns {
			switch t.Columns[c].Kind {
			case record.Int:
				h.word(uint64(t.Ints[c][r]))
			case record.Float:
				h.word(canonicalBits(t.Floats[c][r]))
			case record.Text:
				h.text(t.Texts[c][r])
			}
		}
	}
}

func (h *rowHash) word(v uint64) {
	if len(h.buf)+8 > cap(h.buf) {
		h.flush()
	}
	h.buf = binary.LittleEndian.AppendUint64(h.buf, v)
}

func (h *rowHash) text(s string) {
	h.word(uint64(len(s)))
	if len(h.buf)+len(s) > cap(h.buf) {
		h.flush()
	}
	if len(s) > cap(h.buf) {
		io.WriteString(h.to, s)
		return
	}
	h.buf = append(h.buf, s...)
}

func (h *rowHash) flush() {
	h.to.Write(h.buf)
	h.buf = h.buf[:0]
}

func (h *rowHash) sum() (d Digest) {
	h.flush()
	h.to.Sum(d[:0])
	return d
}

// Digest is a sha256.
type Digest [sha256.Size]byte

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

func parseDigest(s string) (d Digest, err error) {
	b, err := hex.DecodeString(s)
	if err != nil || copy(d[:], b) != len(d) || len(b) != len(d) {
		return d, fmt.Errorf("%q is no digest", s)
	}
	return d, nil
}

// digestOf is the digest of all rows of t, which are of one scenario and replicate.
func digestOf(t *record.Table) Digest {
	h := newRowHash(t)
	h.rows(t, 0, t.Rows)
	return h.sum()
}

// DigestEntry is the digest of one table of one replicate.
type DigestEntry struct {
	Scenario  string
	Replicate int64
	Table     string
	Digest    Digest
}

// joinDigests is the digest over a list of entries; their order does not matter.
func joinDigests(entries []DigestEntry) Digest {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b DigestEntry) int {
		if c := strings.Compare(a.Scenario, b.Scenario); c != 0 {
			return c
		}
		if a.Replicate != b.Replicate {
			if a.Replicate < b.Replicate {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Table, b.Table)
	})
	h := &rowHash{to: sha256.New(), buf: make([]byte, 0, 1<<12)}
	for _, e := range sorted {
		h.text(e.Scenario)
		h.word(uint64(e.Replicate))
		h.text(e.Table)
		h.text(e.Digest.String())
	}
	return h.sum()
}

// digests cuts a stream of rows, ordered so that a replicate's rows are together, into entries.
type digests struct {
	entries []DigestEntry
	open    *rowHash
}

// add takes the next rows of the table.
func (d *digests) add(t *record.Table) {
	for from := 0; from < t.Rows; {
		scenario, replicate := t.Texts[0][from], t.Ints[1][from]
		to := from + 1
		for to < t.Rows && t.Ints[1][to] == replicate && t.Texts[0][to] == scenario {
			to++
		}
		last := len(d.entries) - 1
		if d.open == nil || d.entries[last].Scenario != scenario || d.entries[last].Replicate != replicate {
			d.close()
			d.open = newRowHash(t)
			d.entries = append(d.entries, DigestEntry{Scenario: scenario, Replicate: replicate, Table: t.Name})
		}
		d.open.rows(t, from, to)
		from = to
	}
}

func (d *digests) close() []DigestEntry {
	if d.open != nil {
		d.entries[len(d.entries)-1].Digest = d.open.sum()
		d.open = nil
	}
	return d.entries
}
