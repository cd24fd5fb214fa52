package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/agents/param"
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
	if n := Nearest(last, k.tables[table]); n != "" {
		return n
	}
	for _, key := range k.all {
		if strings.HasSuffix(key, "."+last) {
			return key
		}
	}
	return within(2, strings.Join(path, "."), k.all) // the common start of long keys is no likeness
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
	from  *document
	place place
}

// settings finds the parameters a document sets, in the order they stand in it, and what is wrong with its keys.
// reserved are the names at the top of the file that are no parameters.
func (d *document) settings(k *keys, reserved []string) ([]setting, []string, Problems) {
	var found []setting
	var notices []string
	var ps Problems
	suggestions := 0
	by := map[*param.Param]setting{}
	var walk func(node map[string]any, above []string)
	walk = func(node map[string]any, above []string) {
		for _, name := range d.inOrder(node, above) {
			path := append(above[:len(above):len(above)], name)
			if len(above) == 0 && slices.Contains(reserved, name) {
				continue
			}
			v, key := node[name], strings.Join(path, ".")
			if strings.Contains(name, ".") || name == "" {
				ps = append(ps, d.keyProblem(path, "unknown key (write a dotted key without quotes)"))
				continue
			}
			p := k.set.Lookup(key)
			inner, isTable := v.(map[string]any)
			_, isGroup := k.tables[key]
			if p == nil && !(isTable && isGroup) && k.former[key] != nil {
				p = k.former[key]
				notices = append(notices, d.keyProblem(path, "is now called "+p.Key).Error())
			}
			switch {
			case p != nil:
				if other, twice := by[p]; twice {
					ps = append(ps, d.valueProblem(path, "set twice, also as "+shownKey(other.path)))
					continue
				}
				s := setting{param: p, path: path, value: v, from: d, place: d.at(path)}
				by[p] = s
				found = append(found, s)
			case isGroup && isTable:
				walk(inner, path)
			case isGroup:
				pr := d.valueProblem(path, "is a group of settings, not a value")
				if _, list := v.([]map[string]any); list {
					pr.Reason = "is one group of settings, not a list: write [" + key + "] with single brackets"
				}
				if inside := k.tables[key]; len(inside) > 0 {
					pr.Allowed = "a table with " + shorten(strings.Join(inside, ", "), 120)
				}
				ps = append(ps, pr)
			default:
				pr := d.keyProblem(path, "unknown key")
				switch reason := d.misplaced(path, k); {
				case reason != "":
					pr.Reason = reason
				case !bareKey(name):
					pr.Nearest = k.labelled(path)
					fallthrough
				default:
					if suggestions++; pr.Nearest == "" && suggestions <= shownProblems {
						pr.Nearest = k.near(path)
					}
				}
				ps = append(ps, pr)
			}
		}
	}
	walk(d.tree, nil)
	return found, notices, ps
}

// inOrder returns the names in a table as they stand in the document (by name where that is not known).
func (d *document) inOrder(node map[string]any, above []string) []string {
	names := make([]string, 0, len(node))
	at := make(map[string]int, len(node))
	for name := range node {
		names = append(names, name)
		at[name] = d.places[strings.Join(append(above[:len(above):len(above)], name), keyJoint)].key
	}
	slices.SortFunc(names, func(a, b string) int {
		if at[a] != at[b] {
			return at[a] - at[b]
		}
		return strings.Compare(a, b)
	})
	return names
}

// apply stores the setting, or says what is wrong with its value.
func (s setting) apply() *Problem {
	if f, ok := s.value.(float64); ok && math.IsInf(f, 0) || s.param.Set(s.value) != nil {
		pr := s.from.valueProblem(s.path, wrong(s.param, s.value))
		pr.Key = s.param.Key
		pr.Allowed = s.param.Allowed()
		if v, ok := s.value.(string); ok && s.param.Kind != param.Text {
			pr.Reason += lookalike(v)
		}
		if v, ok := s.value.(string); ok && s.param.Kind == param.Choice {
			pr.Nearest = Nearest(v, s.param.Choices)
		}
		return &pr
	}
	if text, ok := s.value.(string); ok && s.param.Kind == param.Text {
		return s.from.shown(s.path, text)
	}
	return nil
}

// wrong says in a few words why a parameter does not take v.
func wrong(p *param.Param, v any) string {
	f, isFloat := v.(float64)
	if _, large := v.(tooLarge); large && (p.Kind == param.Float || p.Kind == param.Int) {
		return outOfRange
	}
	switch p.Kind {
	case param.Float:
		if _, isInt := v.(int64); !isFloat && !isInt {
			return "must be a number"
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return "must be a finite number"
		}
		return outOfRange
	case param.Int:
		if isFloat && f == math.Trunc(f) && math.Abs(f) < 1e15 {
			return fmt.Sprintf("must be a whole number (write %.0f)", f)
		}
		if _, isInt := v.(int64); !isInt {
			return "must be a whole number"
		}
		return outOfRange
	case param.Bool:
		return "must be a switch"
	case param.Choice:
		if _, isText := v.(string); isText {
			return "unknown choice"
		}
	}
	return "must be a text in quotes"
}
