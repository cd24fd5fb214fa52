package written

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// keyJoint stands in no sensible key (TOML allows it only as an escape; then at worst a position is that of another key).
const keyJoint = "\x00"

// Span is where a key and its value stand, as offsets in the source.
type Span struct {
	key             int // the last part of the key
	Value, ValueEnd int // both 0 for a table header
}

func (d *Document) lineOf(at int) int { return sort.SearchInts(d.Lines, at+1) }

// Problem makes a Problem at an offset.
func (d *Document) Problem(at int, key, value, reason string) Problem {
	p := Problem{Source: d.Source, Key: key, Value: value, Reason: reason}
	if d.Path != "" || len(d.Src) > 0 {
		p.Line = d.lineOf(at)
		if start := d.Lines[p.Line-1]; d.counted < start || d.counted > at {
			d.counted, d.column = start, 1
		}
		d.column += utf8.RuneCount(d.Src[d.counted:at])
		d.counted, p.Column = at, d.column
	}
	return p
}

// At returns where a key stands, the nearest table above it if the key itself is not in the document.
func (d *Document) At(path []string) Span {
	for n := len(path); n > 0; n-- {
		if sp, ok := d.spans[strings.Join(path[:n], keyJoint)]; ok {
			return sp
		}
	}
	return Span{}
}

// Exactly returns where a key itself stands, and whether it is in the document.
func (d *Document) Exactly(path []string) (sp Span, known bool) {
	sp, known = d.spans[strings.Join(path, keyJoint)]
	return sp, known
}

// InOrder returns the names in a table as they stand in the document (by name where that is not known).
func (d *Document) InOrder(node map[string]any, above []string) []string {
	names := make([]string, 0, len(node))
	at := make(map[string]int, len(node))
	for name := range node {
		names = append(names, name)
		at[name] = d.spans[strings.Join(append(above[:len(above):len(above)], name), keyJoint)].key
	}
	slices.SortFunc(names, func(a, b string) int {
		if at[a] != at[b] {
			return at[a] - at[b]
		}
		return strings.Compare(a, b)
	})
	return names
}

// KeyProblem points at a key.
func (d *Document) KeyProblem(path []string, reason string) Problem {
	return d.Problem(d.At(path).key, ShownKey(path), "", reason)
}

// ValueProblem points at the value of a key and quotes it.
func (d *Document) ValueProblem(path []string, reason string) Problem {
	sp := d.At(path)
	if sp.ValueEnd == 0 {
		return d.KeyProblem(path, reason)
	}
	return d.Problem(sp.Value, ShownKey(path), d.raw(sp), reason)
}

func (d *Document) raw(sp Span) string { return Shorten(string(d.Src[sp.Value:sp.ValueEnd]), 60) }

// locate notes where every key and value stands.
func (d *Document) locate(text []byte) (ps Problems) {
	defer func() {
		if r := recover(); r != nil {
			ps = Problems{{Source: d.Source, Reason: "cannot be read as TOML"}}
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
			table = d.keys(nil, e.Key(), Span{})
			if len(table) > MaxDepth {
				deep = int(e.Child().Raw.Offset)
			}
		case unstable.KeyValue:
			if at := d.keyValue(table, e); at >= 0 {
				deep = at
			}
		}
		if deep >= 0 {
			return Problems{d.Problem(deep, "", "", fmt.Sprintf("more than %d levels within each other", MaxDepth))}
		}
	}
	if err := p.Error(); err != nil {
		at := len(d.Src)
		var pe *unstable.ParserError
		if errors.As(err, &pe) && len(pe.Highlight) > 0 {
			at = int(p.Range(pe.Highlight).Offset)
		}
		return Problems{d.syntaxProblem(err.Error(), text, at, table)}
	}
	return nil
}

// keys notes the parts of a dotted key below parent and returns the whole key; at is the place of its value.
func (d *Document) keys(parent []string, it unstable.Iterator, at Span) []string {
	path := parent[:len(parent):len(parent)]
	for it.Next() {
		n := it.Node()
		path = append(path, string(n.Data))
		if len(path) > MaxDepth {
			return path
		}
		sp := Span{key: int(n.Raw.Offset)}
		if it.IsLast() {
			sp.Value, sp.ValueEnd = at.Value, at.ValueEnd
		}
		id := strings.Join(path, keyJoint)
		if _, ok := d.spans[id]; !ok {
			d.spans[id] = sp
		}
	}
	return path
}

// keyValue notes one key = value and what is inside the value. It returns the offset of what lies too deep, or -1.
func (d *Document) keyValue(table []string, e *unstable.Node) int {
	start, end := int(e.Raw.Offset), int(e.Raw.Offset+e.Raw.Length)
	last := start
	for it := e.Key(); it.Next(); {
		last = int(it.Node().Raw.Offset + it.Node().Raw.Length)
	}
	value := last
	for value < end && (d.Src[value] == ' ' || d.Src[value] == '\t' || d.Src[value] == '=') {
		value++
	}
	path := d.keys(table, e.Key(), Span{Value: value, ValueEnd: end})
	if len(path) > MaxDepth {
		return start
	}
	return d.inside(path, e.Value(), value)
}

// inside notes what lists and inline tables contain.
func (d *Document) inside(path []string, v *unstable.Node, at int) int {
	if len(path) >= MaxDepth && (v.Kind == unstable.InlineTable || v.Kind == unstable.Array) {
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
			element := append(path[:len(path):len(path)], ElementPart(i))
			if n.Raw.Length > 0 {
				here = int(n.Raw.Offset)
				d.spans[strings.Join(element, keyJoint)] = Span{key: here, Value: here, ValueEnd: here + int(n.Raw.Length)}
			}
			if deep := d.inside(element, n, here); deep >= 0 {
				return deep
			}
		}
	}
	return -1
}

const elementMark = "\x01"

// ElementPart stands for element i of a list in the path of a place.
func ElementPart(i int) string { return elementMark + strconv.Itoa(i) }
