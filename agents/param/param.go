// Package param holds the one declaration of every parameter: key, type, unit, default, range, source, label.
//
// A mechanism declares its parameters by binding the fields of its own struct to a Set, in the way the flag package
// does. Validation, the schema, the reference, the help and the sensitivity ranges all read that declaration.
package param

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Kind is the type of a parameter's value.
type Kind uint8

// The kinds of a parameter.
const (
	Float Kind = iota
	Int
	Bool
	Choice
	Text
)

func (k Kind) String() string {
	return [...]string{"float", "integer", "boolean", "choice", "text"}[k]
}

// Assumption is the Source of a plausible value that no field evidence was found for.
const Assumption = "assumption"

// Spec says what a parameter means and which values it may take.
type Spec struct {
	Unit     string   // unit of the value, "" for a pure number
	Min, Max float64  // closed range of a Float or Int
	Choices  []string // allowed values of a Choice
	Source   string   // paper and equation, data row, or Assumption
	EN, ZH   string   // label in English and Simplified Chinese, a few words
	Doc      string   // meaning in a sentence, where the label does not say it all
	DocZH    string   // the same in Simplified Chinese
	Former   []string // full keys this parameter had before (still accepted, with a notice)
	Acts     Acts     // on whom a change acts: all from that day on (Always), those who enter (Entry), a new market (Start)
	Idle     string   // why no value of it ever moves the state of a market; "" for almost all
	IdleZH   string   // the same in Simplified Chinese
}

// Param is one declared parameter, bound to the field that holds its value.
type Param struct {
	Key     string // full key, for instance "consumers.trust.memory"
	Kind    Kind
	Default any         // float64, int64, bool or string
	When    []Condition // all that must hold for the parameter to act, those declared last first
	Spec
	dst any
}

// Check is a condition over several parameters; it returns "" or what is wrong and what would be right.
type Check struct {
	Keys []string // full keys the message is about; the first one is where the error is shown
	Test func() string
}

type list struct {
	params []*Param
	byKey  map[string]*Param
	checks []Check
}

// Set collects declarations under a prefix.
type Set struct {
	prefix string
	when   []Condition
	list   *list
}

// NewSet returns an empty set without a prefix.
func NewSet() *Set { return &Set{list: &list{byKey: map[string]*Param{}}} }

// Under returns the same set with prefix added before every key declared through it.
func (s *Set) Under(prefix string) *Set {
	return &Set{prefix: s.prefix + prefix + ".", when: s.when, list: s.list}
}

func (s *Set) add(key string, kind Kind, def, dst any, spec Spec) {
	p := &Param{Key: s.prefix + key, Kind: kind, Default: def, When: s.when, Spec: spec, dst: dst}
	if s.list.byKey[p.Key] != nil {
		panic("param: " + p.Key + " declared twice")
	}
	if err := p.Set(def); err != nil {
		panic("param: default of " + p.Key + ": " + err.Error())
	}
	s.list.byKey[p.Key] = p
	s.list.params = append(s.list.params, p)
}

// Float declares a real parameter and sets *dst to its default.
func (s *Set) Float(dst *float64, key string, def float64, spec Spec) {
	s.add(key, Float, def, dst, spec)
}

// Int declares a whole-number parameter and sets *dst to its default.
func (s *Set) Int(dst *int64, key string, def int64, spec Spec) { s.add(key, Int, def, dst, spec) }

// Bool declares a switch and sets *dst to its default.
func (s *Set) Bool(dst *bool, key string, def bool, spec Spec) { s.add(key, Bool, def, dst, spec) }

// Choice declares a parameter that takes one of spec.Choices and sets *dst to its default.
func (s *Set) Choice(dst *string, key, def string, spec Spec) { s.add(key, Choice, def, dst, spec) }

// Text declares a free text and sets *dst to its default.
func (s *Set) Text(dst *string, key, def string, spec Spec) { s.add(key, Text, def, dst, spec) }

// Check adds a condition over the parameters with the given keys (relative to the prefix).
func (s *Set) Check(test func() string, keys ...string) {
	full := make([]string, len(keys))
	for i, k := range keys {
		full[i] = s.prefix + k
	}
	s.list.checks = append(s.list.checks, Check{Keys: full, Test: test})
}

// Params returns all declarations in the order they were made.
func (s *Set) Params() []*Param { return s.list.params }

// Checks returns all conditions over several parameters.
func (s *Set) Checks() []Check { return s.list.checks }

// Lookup returns the parameter with the full key, or nil.
func (s *Set) Lookup(key string) *Param { return s.list.byKey[key] }

// Value returns the present value: float64, int64, bool or string.
func (p *Param) Value() any {
	switch d := p.dst.(type) {
	case *float64:
		return *d
	case *int64:
		return *d
	case *bool:
		return *d
	case *string:
		return *d
	}
	panic("param: unknown destination")
}

// DocIn returns the meaning in the language ("zh" or else English), in English where there is no other.
func (p *Param) DocIn(lang string) string {
	if lang == "zh" && p.DocZH != "" {
		return p.DocZH
	}
	return p.Doc
}

// Changed reports whether the value differs from the default.
func (p *Param) Changed() bool { return p.Value() != p.Default }

// Set stores v (float64, int64, bool or string; a whole number is accepted for a Float) after checking type and
// range. The error says what is allowed.
func (p *Param) Set(v any) error {
	switch d := p.dst.(type) {
	case *float64:
		x, ok := v.(float64)
		if n, isInt := v.(int64); isInt {
			x, ok = float64(n), true
		}
		if !ok {
			return fmt.Errorf("must be a number, not %s", describe(v))
		}
		if math.IsNaN(x) || x < p.Min || x > p.Max {
			return fmt.Errorf("= %s: allowed %s", number(x), p.Allowed())
		}
		*d = x + 0 // no negative zero
	case *int64:
		n, ok := v.(int64)
		if !ok {
			return fmt.Errorf("must be a whole number, not %s", describe(v))
		}
		if float64(n) < p.Min || float64(n) > p.Max {
			return fmt.Errorf("= %d: allowed %s", n, p.Allowed())
		}
		*d = n
	case *bool:
		b, ok := v.(bool)
		if !ok {
			return fmt.Errorf("must be true or false, not %s", describe(v))
		}
		*d = b
	case *string:
		s, ok := v.(string)
		if !ok {
			return fmt.Errorf("must be a text in quotes, not %s", describe(v))
		}
		if p.Kind == Choice {
			found := false
			for _, c := range p.Choices {
				found = found || c == s
			}
			if !found {
				return fmt.Errorf("= %q: allowed %s", s, p.Allowed())
			}
		}
		*d = s
	}
	return nil
}

// Allowed says in words which values the parameter takes.
func (p *Param) Allowed() string { return p.AllowedIn("en") }

// AllowedIn is Allowed in the language ("zh" or else English).
func (p *Param) AllowedIn(lang string) string {
	either, text, to := "true or false", "any text", " to "
	if lang == "zh" {
		either, text, to = "true 或 false", "任意文本", " 至 "
	}
	switch p.Kind {
	case Bool:
		return either
	case Choice:
		return strings.Join(p.Choices, ", ")
	case Text:
		return text
	}
	s := number(p.Min) + to + number(p.Max)
	if p.Unit != "" {
		unit := UnitIn(p.Unit, lang)
		if lang != "zh" {
			unit = Plural(p.Unit)
		}
		s += " " + unit
	}
	return s
}

// number writes x as a reader would: 1000000 rather than 1e+06, but 1e-09.
func number(x float64) string {
	if a := math.Abs(x); a >= 1e-4 && a < 1e17 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func describe(v any) string {
	switch x := v.(type) {
	case nil:
		return "nothing"
	case string:
		return strconv.Quote(x)
	case int64, float64, bool:
		return fmt.Sprint(x)
	case map[string]any:
		return "a table"
	case []any, []map[string]any:
		return "a list"
	}
	return fmt.Sprintf("a %T", v)
}

// SumsToOne returns "" when the named shares add up to 1, and otherwise what they add up to. Arguments alternate
// between name and value.
func SumsToOne(pairs ...any) string {
	sum, parts := 0.0, make([]string, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		x := pairs[i+1].(float64)
		sum += x
		parts = append(parts, pairs[i].(string)+" "+number(x))
	}
	if math.Abs(sum-1) < 1e-9 {
		return ""
	}
	return "must add up to 1 (now " + strconv.FormatFloat(sum, 'g', 6, 64) + "): " + strings.Join(parts, " + ")
}
