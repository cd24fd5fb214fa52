package scenarios

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
)

// Difference is one parameter that has another value in one scenario than in another.
type Difference struct {
	Param    *param.Param // as declared for the second scenario
	From, To any          // float64, int64, bool or string
}

// Differences lists what scenario b says otherwise than a, in order of declaration.
func Differences(a, b *Scenario) []Difference {
	var out []Difference
	for _, p := range b.Set.Params() {
		if q := a.Set.Lookup(p.Key); q != nil && q.Value() != p.Value() {
			out = append(out, Difference{Param: p, From: q.Value(), To: p.Value()})
		}
	}
	return out
}

// Differences lists what the scenario says otherwise than the declared defaults, in order of declaration.
func (s *Scenario) Differences() []Difference {
	var out []Difference
	for _, p := range s.Set.Params() {
		if p.Changed() {
			out = append(out, Difference{Param: p, From: p.Default, To: p.Value()})
		}
	}
	return out
}

// Resolved writes the scenario with every default spelled out, in order of declaration. Loading it gives exactly the
// same parameters.
func Resolved(s *Scenario) []byte {
	var b bytes.Buffer
	s.writeHeader(&b, "")
	writeTables(&b, s.Set.Params())
	return b.Bytes()
}

// DifferencesTOML writes the scenario as what it says otherwise than the baseline.
func DifferencesTOML(s *Scenario) []byte {
	var changed []*param.Param
	for _, p := range s.Set.Params() {
		if p.Changed() {
			changed = append(changed, p)
		}
	}
	var b bytes.Buffer
	s.writeHeader(&b, baselineName)
	writeTables(&b, changed)
	return b.Bytes()
}

func (s *Scenario) writeHeader(b *bytes.Buffer, extends string) {
	fmt.Fprintf(b, "schema = %d\n", Schema)
	for _, m := range []struct{ key, text string }{
		{"extends", extends}, {"title", s.Title}, {"title_zh", s.TitleZH}, {"question", s.Question}, {"question_zh", s.QuestionZH},
	} {
		if m.text != "" {
			fmt.Fprintf(b, "%s = %s\n", m.key, quoted(m.text))
		}
	}
}

// writeTables writes parameters grouped in tables, the tables in the order in which their first parameter was declared.
func writeTables(b *bytes.Buffer, params []*param.Param) {
	var tables []string
	in := map[string][]*param.Param{}
	for _, p := range params {
		table := parent(p.Key)
		if in[table] == nil {
			tables = append(tables, table)
		}
		in[table] = append(in[table], p)
	}
	// Keys without a table must come before the first one.
	for _, p := range in[""] {
		writeParam(b, p, p.Key)
	}
	for _, table := range tables {
		if table == "" {
			continue
		}
		fmt.Fprintf(b, "\n[%s]\n", table)
		for _, p := range in[table] {
			writeParam(b, p, p.Key[len(table)+1:])
		}
	}
}

func writeParam(b *bytes.Buffer, p *param.Param, name string) {
	fmt.Fprintf(b, "%s = %s", name, tomlValue(p.Value()))
	comment := p.EN
	if p.Unit != "" {
		comment = "[" + p.Unit + "] " + comment
	}
	if p.Acts != param.Always {
		comment += "; acts " + p.Acts.LabelIn("en")
	}
	if comment != "" {
		fmt.Fprintf(b, "  # %s", written.Shorten(comment, 200))
	}
	b.WriteByte('\n')
}

// tomlValue writes a value such that reading it gives the same value of the same type.
func tomlValue(v any) string {
	switch x := v.(type) {
	case float64:
		format := byte('f')
		if a := math.Abs(x); a != 0 && (a < 1e-4 || a >= 1e15) {
			format = 'e'
		}
		s := strconv.FormatFloat(x, format, -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case string:
		return quoted(x)
	}
	return fmt.Sprint(v)
}

// quoted writes a basic TOML string.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
