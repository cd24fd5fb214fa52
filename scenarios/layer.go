package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
)

// keys is what may be written about a set of parameters: their keys, former keys, and the tables around them.
type keys struct {
	set    *param.Set
	former map[string]*param.Param
	tables map[string][]string // table → what stands directly in it, in order of declaration; "" is the file itself
	all    []string
}

func keysOf(set *param.Set) *keys {
	k := &keys{set: set, former: map[string]*param.Param{}, tables: map[string][]string{}}
	for _, p := range set.Params() {
		k.all = append(k.all, p.Key)
		for key := p.Key; ; {
			table := parent(key)
			_, known := k.tables[table]
			k.tables[table] = append(k.tables[table], last(key))
			if known || table == "" {
				break
			}
			key = table
		}
		for _, f := range p.Former {
			k.former[f] = p
		}
	}
	for _, p := range set.Params() {
		for _, f := range p.Former {
			for table := parent(f); table != ""; table = parent(table) {
				if _, known := k.tables[table]; !known {
					k.tables[table] = nil
				}
			}
		}
	}
	return k
}

// parent is the table in which a key stands, last its name there.
func parent(key string) string { return key[:max(strings.LastIndexByte(key, '.'), 0)] }

func last(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// near returns the known key closest to an unknown one: a neighbour in the same table by its last part, else the full
// key of one with the same last part elsewhere, else the closest full key.
func (k *keys) near(path []string) string {
	last, table := path[len(path)-1], strings.Join(path[:len(path)-1], ".")
	if n := written.Nearest(last, k.tables[table]); n != "" {
		return n
	}
	for _, key := range k.all {
		if strings.HasSuffix(key, "."+last) {
			return key
		}
	}
	return written.Within(2, strings.Join(path, "."), k.all) // the common start of long keys is no likeness
}

// nearest is the key itself if it is known, else what near says.
func (k *keys) nearest(key string) string {
	if k.set.Lookup(key) != nil {
		return key
	}
	return k.near(strings.Split(key, "."))
}

// setting is one parameter given a value by a document.
type setting struct {
	param *param.Param
	path  []string
	value any
	from  *written.Document
	span  written.Span
}

// settingsOf finds the parameters a document sets, in the order they stand in it, and what is wrong with its keys.
// reserved are the names at the top of the file that are no parameters.
func settingsOf(d *written.Document, k *keys, reserved []string) ([]setting, []string, Problems) {
	var found []setting
	var notices []string
	var ps Problems
	suggestions := 0
	by := map[*param.Param]setting{}
	var walk func(node map[string]any, above []string)
	walk = func(node map[string]any, above []string) {
		for _, name := range d.InOrder(node, above) {
			path := append(above[:len(above):len(above)], name)
			if len(above) == 0 && slices.Contains(reserved, name) {
				continue
			}
			v, key := node[name], strings.Join(path, ".")
			if strings.Contains(name, ".") || name == "" {
				ps = append(ps, d.KeyProblem(path, "unknown key (write a dotted key without quotes)"))
				continue
			}
			p := k.set.Lookup(key)
			inner, isTable := v.(map[string]any)
			_, isGroup := k.tables[key]
			if p == nil && !(isTable && isGroup) && k.former[key] != nil {
				p = k.former[key]
				notices = append(notices, d.KeyProblem(path, "is now called "+p.Key).Error())
			}
			switch {
			case p != nil:
				if other, twice := by[p]; twice {
					ps = append(ps, d.ValueProblem(path, "set twice, also as "+written.ShownKey(other.path)))
					continue
				}
				s := setting{param: p, path: path, value: v, from: d, span: d.At(path)}
				by[p] = s
				found = append(found, s)
			case isGroup && isTable:
				walk(inner, path)
			case isGroup:
				pr := d.ValueProblem(path, "is a group of settings, not a value")
				if _, list := v.([]map[string]any); list {
					pr.Reason = "is one group of settings, not a list: write [" + key + "] with single brackets"
				}
				if inside := k.tables[key]; len(inside) > 0 {
					pr.Allowed = "a table with " + written.Shorten(strings.Join(inside, ", "), 120)
				}
				ps = append(ps, pr)
			default:
				pr := d.KeyProblem(path, "unknown key")
				switch reason := misplaced(d, path, k); {
				case reason != "":
					pr.Reason = reason
				case !written.BareKey(name):
					pr.Nearest = k.labelled(path)
					fallthrough
				default:
					if suggestions++; pr.Nearest == "" && suggestions <= written.ShownProblems {
						pr.Nearest = k.near(path)
					}
				}
				ps = append(ps, pr)
			}
		}
	}
	walk(d.Tree, nil)
	return found, notices, ps
}

// apply stores the setting, or says what is wrong with its value.
func (s setting) apply() *Problem {
	if f, ok := s.value.(float64); ok && math.IsInf(f, 0) || s.param.Set(s.value) != nil {
		pr := s.from.ValueProblem(s.path, wrong(s.param, s.value))
		pr.Key = s.param.Key
		pr.Allowed = s.param.Allowed()
		if v, ok := s.value.(string); ok && s.param.Kind != param.Text {
			pr.Reason += written.Lookalike(v)
		}
		if v, ok := s.value.(string); ok && s.param.Kind == param.Choice {
			pr.Nearest = written.Nearest(v, s.param.Choices)
		}
		return &pr
	}
	if text, ok := s.value.(string); ok && s.param.Kind == param.Text {
		return s.from.Shown(s.path, text)
	}
	return nil
}

// wrong says in a few words why a parameter does not take v.
func wrong(p *param.Param, v any) string {
	f, isFloat := v.(float64)
	if _, large := v.(tooLarge); large && (p.Kind == param.Float || p.Kind == param.Int) {
		return written.OutOfRange
	}
	switch p.Kind {
	case param.Float:
		if _, isInt := v.(int64); !isFloat && !isInt {
			return "must be a number"
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return "must be a finite number"
		}
		return written.OutOfRange
	case param.Int:
		if isFloat && f == math.Trunc(f) && math.Abs(f) < 1e15 {
			return fmt.Sprintf("must be a whole number (write %.0f)", f)
		}
		if _, isInt := v.(int64); !isInt {
			return "must be a whole number"
		}
		return written.OutOfRange
	case param.Bool:
		return "must be a switch"
	case param.Choice:
		if _, isText := v.(string); isText {
			return "unknown choice"
		}
	}
	return "must be a text in quotes"
}
