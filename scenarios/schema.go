package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim/rules"
)

// JSONSchema returns the JSON Schema (draft 2020-12) of scenario and study files, made from the declarations of the
// parameters. Editors read it through the line "#:schema ./livebazaar.schema.json" at the top of a file.
func JSONSchema() []byte { return product.schema() }

// object is a JSON object that keeps the order in which its members were added.
type object struct {
	names  []string
	values map[string]any
}

func (o *object) add(name string, v any) *object {
	if o.values == nil {
		o.values = map[string]any{}
	}
	if _, again := o.values[name]; !again {
		o.names = append(o.names, name)
	}
	o.values[name] = v
	return o
}

// MarshalJSON writes the members in order.
func (o *object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range o.names {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{name, o.values[name]} {
			if j == 1 {
				b.WriteByte(':')
			}
			text, err := plainJSON(v)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON encodes without turning <, > and & into escapes.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

func indentedJSON(v any) []byte {
	text, err := plainJSON(v)
	var b bytes.Buffer
	if err == nil {
		err = json.Indent(&b, text, "", "  ")
	}
	if err != nil {
		panic("scenarios: " + err.Error()) // only plain values are encoded
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func closedTable(description string) (table, properties *object) {
	table, properties = &object{}, &object{}
	table.add("type", "object")
	if description != "" {
		table.add("description", description)
	}
	table.add("additionalProperties", false).add("properties", properties)
	return table, properties
}

func textSchema(description string) *object {
	return (&object{}).add("type", "string").add("description", description)
}

func (l *loader) schema() []byte {
	_, set := l.make()
	root, top := closedTable("A scenario (what differs from another one) or a study (a [study] with a list of scenarios).")
	top.add("schema", (&object{}).add("const", Schema).add("description", "version of the scenario format"))
	top.add("extends", textSchema("bundled scenario or file (relative to this one) that this one differs from"))
	top.add("title", textSchema("title, English"))
	top.add("title_zh", textSchema("title, Chinese"))
	top.add("question", textSchema("the question it answers, English"))
	top.add("question_zh", textSchema("the question it answers, Chinese"))
	top.add("study", l.studySchema())
	tables := map[string]*object{"": top}
	var propertiesOf func(table string) *object
	propertiesOf = func(table string) *object {
		if tables[table] == nil {
			inner, properties := closedTable("")
			propertiesOf(parent(table)).add(last(table), inner)
			tables[table] = properties
		}
		return tables[table]
	}
	for _, p := range set.Params() {
		propertiesOf(parent(p.Key)).add(last(p.Key), paramSchema(p))
	}
	out := (&object{}).add("$schema", "https://json-schema.org/draft/2020-12/schema").add("title", "livebazaar scenario")
	for _, name := range root.names {
		out.add(name, root.values[name])
	}
	return indentedJSON(out)
}

func (l *loader) studySchema() *object {
	study, in := closedTable("scenarios compared on the same markets")
	list := func(items any, description string) *object {
		return (&object{}).add("type", "array").add("items", items).add("description", description)
	}
	text := (&object{}).add("type", "string")
	metric := text
	if l.metrics != nil {
		metric = (&object{}).add("enum", l.metrics())
	}
	in.add("scenarios", list(text, "bundled names, or files relative to this one").add("minItems", 1))
	in.add("baseline", textSchema("the scenario the others are compared with; by default the first"))
	in.add("replicates", (&object{}).add("type", "integer").add("minimum", 2).
		add("maximum", rules.MostReplicates).add("description", "markets per scenario"))
	in.add("metrics", list(metric, "the metrics that decide"))
	in.add("level", (&object{}).add("type", "number").add("minimum", 0.5).add("maximum", 0.9999).
		add("default", defaultLevel).add("description", "level of the intervals"))
	in.add("predictions", list(text, "what is expected, written before it is run; what the contrasts are to judge in brackets at the end: "+claimForm))
	in.add("predictions_zh", list(text, "the same in Chinese, one for each"))
	return study.add("required", []string{"scenarios"})
}

func paramSchema(p *param.Param) *object {
	o := &object{}
	switch p.Kind {
	case param.Float, param.Int:
		o.add("type", map[param.Kind]string{param.Float: "number", param.Int: "integer"}[p.Kind])
		o.add("minimum", p.Min).add("maximum", p.Max)
	case param.Bool:
		o.add("type", "boolean")
	case param.Choice:
		o.add("enum", p.Choices)
	default:
		o.add("type", "string")
	}
	return o.add("default", p.Default).add("description", describe(p))
}

// describe says in one line what a parameter means.
func describe(p *param.Param) string {
	s := p.EN
	if p.ZH != "" {
		s += " (" + p.ZH + ")"
	}
	if p.Unit != "" {
		s += fmt.Sprintf(" [%s]", p.Unit)
	}
	if p.Doc != "" {
		s += ". " + strings.TrimSuffix(p.Doc, ".")
	}
	if len(p.When) > 0 {
		s += ". Acts when " + conditions(p, " and ")
	}
	if p.Acts != param.Always || p.Idle != "" {
		s += ". " + capital(actsSentence(p, "en"))
	}
	return s
}
