package scenarios

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// keyJoint stands in no sensible key (TOML allows it only as an escape; then at worst a position is that of another key).
const keyJoint = "\x00"

// place is where a key and its value stand, as offsets in the source.
type place struct {
	key, keyEnd     int // the last part of the key
	value, valueEnd int // both 0 for a table header
}

func (d *document) lineOf(at int) int { return sort.SearchInts(d.lines, at+1) }

// problem makes a Problem at an offset.
func (d *document) problem(at int, key, value, reason string) Problem {
	p := Problem{Source: d.source, Key: key, Value: value, Reason: reason}
	if d.path != "" || len(d.src) > 0 {
		p.Line = d.lineOf(at)
		if start := d.lines[p.Line-1]; d.counted < start || d.counted > at {
			d.counted, d.column = start, 1
		}
		d.column += utf8.RuneCount(d.src[d.counted:at])
		d.counted, p.Column = at, d.column
	}
	return p
}

// at returns where a key stands, the nearest table above it if the key itself is not in the document.
func (d *document) at(path []string) place {
	for n := len(path); n > 0; n-- {
		if pl, ok := d.places[strings.Join(path[:n], keyJoint)]; ok {
			return pl
		}
	}
	return place{}
}

// keyProblem points at a key; valueProblem points at its value and quotes it.
func (d *document) keyProblem(path []string, reason string) Problem {
	return d.problem(d.at(path).key, shownKey(path), "", reason)
}

func (d *document) valueProblem(path []string, reason string) Problem {
	pl := d.at(path)
	if pl.valueEnd == 0 {
		return d.keyProblem(path, reason)
	}
	return d.problem(pl.value, shownKey(path), d.raw(pl), reason)
}

func (d *document) raw(pl place) string { return shorten(string(d.src[pl.value:pl.valueEnd]), 60) }

// locate notes where every key and value stands.
func (d *document) locate(text []byte) (ps Problems) {
	defer func() {
		if r := recover(); r != nil {
			ps = Problems{{Source: d.source, Reason: "cannot be read as TOML"}}
		}
	}()
	var p unstable.Parser
	p.Reset(text)
	var table []string
	deep := -1
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = d.keys(nil, e.Key(), place{})
			if len(table) > maxDepth {
				deep = int(e.Child().Raw.Offset)
			}
		case unstable.KeyValue:
			if at := d.keyValue(table, e); at >= 0 {
				deep = at
			}
		}
		if deep >= 0 {
			return Problems{d.problem(deep, "", "", fmt.Sprintf("more than %d levels within each other", maxDepth))}
		}
	}
	if err := p.Error(); err != nil {
		at := len(d.src)
		var pe *unstable.ParserError
		if errors.As(err, &pe) && len(pe.Highlight) > 0 {
			at = int(p.Range(pe.Highlight).Offset)
		}
		return Problems{d.syntaxProblem(err.Error(), text, at, table)}
	}
	return nil
}

// keys notes the parts of a dotted key below parent and returns the whole key; at is the place of its value.
func (d *document) keys(parent []string, it unstable.Iterator, at place) []string {
	path := parent[:len(parent):len(parent)]
	for it.Next() {
		n := it.Node()
		path = append(path, string(n.Data))
		if len(path) > maxDepth {
			return path
		}
		pl := place{key: int(n.Raw.Offset), keyEnd: int(n.Raw.Offset + n.Raw.Length)}
		if it.IsLast() {
			pl.value, pl.valueEnd = at.value, at.valueEnd
		}
		id := strings.Join(path, keyJoint)
		if _, ok := d.places[id]; !ok {
			d.places[id] = pl
		}
	}
	return path
}

// keyValue notes one key = value and what is inside the value. It returns the offset of what lies too deep, or -1.
func (d *document) keyValue(table []string, e *unstable.Node) int {
	start, end := int(e.Raw.Offset), int(e.Raw.Offset+e.Raw.Length)
	last := start
	for it := e.Key(); it.Next(); {
		last = int(it.Node().Raw.Offset + it.Node().Raw.Length)
	}
	value := last
	for value < end && (d.src[value] == ' ' || d.src[value] == '\t' || d.src[value] == '=') {
		value++
	}
	path := d.keys(table, e.Key(), place{value: value, valueEnd: end})
	if len(path) > maxDepth {
		return start
	}
	return d.inside(path, e.Value(), value)
}

// inside notes what lists and inline tables contain.
func (d *document) inside(path []string, v *unstable.Node, at int) int {
	if len(path) >= maxDepth && (v.Kind == unstable.InlineTable || v.Kind == unstable.Array) {
		return at
	}
	switch v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			if deep := d.keyValue(path, it.Node()); deep >= 0 {
				return deep
			}
		}
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			n, here := it.Node(), at
			element := append(path[:len(path):len(path)], elementPart(i))
			if n.Raw.Length > 0 {
				here = int(n.Raw.Offset)
				d.places[strings.Join(element, keyJoint)] = place{key: here, keyEnd: here, value: here, valueEnd: here + int(n.Raw.Length)}
			}
			if deep := d.inside(element, n, here); deep >= 0 {
				return deep
			}
		}
	}
	return -1
}

const elementMark = "\x01"

// elementPart stands for element i of a list in the path of a place.
func elementPart(i int) string { return elementMark + strconv.Itoa(i) }
