package scenarios

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Migrate rewrites renamed keys and metrics and the format version in a scenario or study, leaving comments and layout alone, and
// says what it changed. A key that must move to another table takes its line, comment included, with it. source names
// the file in messages.
func Migrate(source string, src []byte) ([]byte, []string, error) {
	out, notices, ps := product.migrate(source, src)
	return out, notices, ps.Err()
}

// line is one key = value that stands below a table header.
type line struct {
	path, table []string // of the value; of the header or inline table it stands in
	firstPart   int      // offsets of the whole dotted key
	lastPart    int
	start, end  int // of key = value
	inline      bool
}

// section is a table header with what stands below it, up to the next header.
type section struct {
	path       []string
	start, end int // offsets of the dotted key in the header
	header     int // offset of the header's line
	after      int // offset behind it
	list       bool
	lines      []line
}

func (l *loader) migrate(source string, original []byte) ([]byte, []string, Problems) {
	d, ps := l.parse(source, source, original)
	if len(ps) > 0 {
		return nil, nil, ps
	}
	_, set := l.make()
	former := keysOf(set).former
	var edits []written.Edit
	var notices []string
	note := func(at int, text string) { notices = append(notices, d.Problem(at, "", "", text).Error()) }
	if v, given := d.Tree["schema"]; !given {
		at := firstExpression(d)
		edits = append(edits, written.Edit{Start: at, End: at, Text: fmt.Sprintf("schema = %d\n", Schema)})
		note(at, fmt.Sprintf("added schema = %d", Schema))
	} else if n, ok := v.(int64); !ok || n > Schema || n < 1 {
		_, ps := headerOf(d)
		return nil, nil, ps
	}

	edits = append(edits, formerMetrics(d, note)...)

	sections := sectionsOf(d)
	headed := map[string]bool{} // tables with a header
	for _, s := range sections {
		headed[strings.Join(s.path, ".")] = len(s.path) > 0
	}
	moved := map[string][]string{} // table → lines to add to it
	var tables []string
	for i, s := range sections {
		if s.list {
			continue
		}
		if table := s.renamed(former, set); table != "" {
			edits = append(edits, written.Edit{Start: s.start, End: s.end, Text: table})
			note(s.start, fmt.Sprintf("[%s] is now [%s]", strings.Join(s.path, "."), table))
			continue
		}
		end := len(d.Src)
		if i+1 < len(sections) {
			end = sections[i+1].header
		}
		left := len(bytes.TrimSpace(d.Src[s.after:end])) + len("\n")
		for _, ln := range s.lines {
			key := strings.Join(ln.path, ".")
			p := former[key]
			if p == nil || set.Lookup(key) != nil {
				continue
			}
			note(ln.firstPart, key+" is now "+p.Key)
			table := parent(p.Key)
			inside, below := strings.CutPrefix(p.Key, strings.Join(append(ln.table[:len(ln.table):len(ln.table)], ""), "."))
			switch {
			case below && (parent(key) == table || !headed[table]):
				edits = append(edits, written.Edit{Start: ln.firstPart, End: ln.lastPart, Text: inside})
			case ln.inline:
				return nil, nil, Problems{d.Problem(ln.firstPart, key, "", "is now called "+p.Key+": it stands in an inline table, move it by hand")}
			default:
				from, to := d.LineSpan(ln.start, ln.end)
				if left -= to - from; left == 0 { // nothing stays in the section
					edits = append(edits, written.Edit{Start: s.header, End: s.after})
				}
				text := strings.TrimPrefix(p.Key, table+".") + string(d.Src[ln.lastPart:to])
				if !strings.HasSuffix(text, "\n") {
					text += "\n"
				}
				edits = append(edits, written.Edit{Start: from, End: to})
				if moved[table] == nil {
					tables = append(tables, table)
				}
				moved[table] = append(moved[table], text)
			}
		}
	}
	for _, table := range tables {
		edits = append(edits, insertion(d, table, sections, strings.Join(moved[table], "")))
	}
	if len(edits) == 0 {
		return original, nil, nil
	}
	out := written.Edited(d.Src, edits)
	if bytes.HasPrefix(original, []byte("\xef\xbb\xbf")) {
		out = append([]byte("\xef\xbb\xbf"), out...)
	}
	if !l.sameSettings(source, d, out) {
		return nil, nil, Problems{{Source: source,
			Reason: "cannot be rewritten without changing what it says; rename by hand:\n  " +
				strings.Join(notices, "\n  ")}}
	}
	return out, notices, nil
}

// sectionsOf lists the headers and lines of a document.
func sectionsOf(d *written.Document) []section {
	out := []section{{}}
	var p unstable.Parser
	p.Reset(d.Src)
	extent := func(it unstable.Iterator) (path []string, start, end int) {
		start = -1
		for it.Next() {
			n := it.Node()
			if start < 0 {
				start = int(n.Raw.Offset)
			}
			path, end = append(path, string(n.Data)), int(n.Raw.Offset+n.Raw.Length)
		}
		return path, start, end
	}
	var add func(table []string, e *unstable.Node, inline bool)
	add = func(table []string, e *unstable.Node, inline bool) {
		path, start, end := extent(e.Key())
		path = append(table[:len(table):len(table)], path...)
		s := &out[len(out)-1]
		s.lines = append(s.lines, line{path: path, table: table, firstPart: start, lastPart: end, inline: inline,
			start: int(e.Raw.Offset), end: int(e.Raw.Offset + e.Raw.Length)})
		if e.Value().Kind == unstable.InlineTable {
			for it := e.Value().Children(); it.Next(); {
				add(path, it.Node(), true)
			}
		}
	}
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind == unstable.KeyValue {
			add(out[len(out)-1].path, e, false)
			continue
		}
		path, start, end := extent(e.Key())
		header, after := d.LineSpan(start, end)
		out = append(out, section{path: path, start: start, end: end, header: header, after: after, list: e.Kind == unstable.ArrayTable})
	}
	return out
}

// renamed returns the table that all lines of a section are now in, or "".
func (s section) renamed(former map[string]*param.Param, set *param.Set) string {
	table := ""
	for _, ln := range s.lines {
		key := strings.Join(ln.path, ".")
		p := former[key]
		if p == nil || set.Lookup(key) != nil {
			return ""
		}
		t, ok := strings.CutSuffix(p.Key, strings.TrimPrefix(key, strings.Join(s.path, ".")))
		if !ok || t == "" || table != "" && t != table {
			return ""
		}
		table = t
	}
	if len(s.path) == 0 || table == strings.Join(s.path, ".") {
		return ""
	}
	return table
}

// insertion adds lines to a table: below its header if there is one, at the top of the file if it needs none, else
// under a new header at the end.
func insertion(d *written.Document, table string, sections []section, text string) written.Edit {
	if table == "" {
		at := firstExpression(d)
		return written.Edit{Start: at, End: at, Text: text}
	}
	for _, s := range sections {
		if !s.list && strings.Join(s.path, ".") == table {
			if s.after > 0 && d.Src[s.after-1] != '\n' {
				text = "\n" + text
			}
			return written.Edit{Start: s.after, End: s.after, Text: text}
		}
	}
	head := "\n"
	if len(d.Src) > 0 && d.Src[len(d.Src)-1] != '\n' {
		head = "\n\n"
	}
	return written.Edit{Start: len(d.Src), End: len(d.Src), Text: head + "[" + table + "]\n" + text}
}

// firstExpression is the start of the first line that is neither empty nor a comment.
func firstExpression(d *written.Document) int {
	for i, start := range d.Lines {
		end := len(d.Src)
		if i+1 < len(d.Lines) {
			end = d.Lines[i+1]
		}
		if text := bytes.TrimSpace(d.Src[start:end]); len(text) > 0 && text[0] != '#' {
			return start
		}
	}
	return len(d.Src)
}

// sameSettings reports whether the rewritten source gives every parameter the value the old one gave it, and keeps no
// former key.
func (l *loader) sameSettings(source string, old *written.Document, rewritten []byte) bool {
	now, ps := written.Parse(source, source, rewritten)
	if len(ps) > 0 {
		return false
	}
	_, set := l.make()
	k := keysOf(set)
	values := func(d *written.Document) (map[string]string, []string, []string) {
		found, notices, wrong := settingsOf(d, k, append([]string{"study"}, metaKeys...))
		m := map[string]string{}
		for _, f := range found {
			m[f.param.Key] = fmt.Sprintf("%T %v", f.value, f.value)
		}
		var reasons []string
		for _, w := range wrong {
			reasons = append(reasons, w.Key+w.Reason)
		}
		slices.Sort(reasons)
		return m, notices, reasons
	}
	a, _, wrongA := values(old)
	b, notices, wrongB := values(now)
	return maps.Equal(a, b) && len(notices) == 0 && slices.Equal(wrongA, wrongB)
}
