package param

import (
	"fmt"
	"strconv"
)

// Relation is how a condition compares.
type Relation uint8

// The relations of a condition.
const (
	Is    Relation = iota // has the value
	IsNot                 // has another value
	Above                 // is more than the value
)

// Condition says when a parameter acts: while the one with the full key Key stands in the relation to the value.
type Condition struct {
	Key      string
	Value    any // bool, or string of a Choice; for Above float64 or int64, as the parameter's kind is
	Relation Relation
}

// When returns the same set; what is declared through it acts only while the parameter with the key (relative to the
// prefix, declared before or after) has the value. A value given to it at other times is no mistake, but changes nothing.
func (s *Set) When(key string, value any) *Set { return s.Only(Condition{s.prefix + key, value, Is}) }

// WhenNot is When for any other value.
func (s *Set) WhenNot(key string, value any) *Set {
	return s.Only(Condition{s.prefix + key, value, IsNot})
}

// WhenAbove is When for values above the given one: float64 for a Float, int64 for an Int.
func (s *Set) WhenAbove(key string, value any) *Set {
	return s.Only(Condition{s.prefix + key, value, Above})
}

// Only returns the same set; what is declared through it acts only under the condition, whose key is a full one. It serves
// where the other parameter stands in another part of the market.
func (s *Set) Only(c Condition) *Set {
	return &Set{prefix: s.prefix, when: append([]Condition{c}, s.when...), list: s.list}
}

// Requires adds a condition, with a full key, to the parameter with the full key, which must have been declared.
func (s *Set) Requires(key string, c Condition) {
	p := s.Lookup(key)
	if p == nil {
		panic("param: " + key + " is not declared")
	}
	p.When = append(p.When[:len(p.When):len(p.When)], c)
}

// Unmet returns the first condition of a parameter of the set that does not hold, and whether there is one.
func (s *Set) Unmet(p *Param) (Condition, bool) {
	for _, c := range p.When {
		if !c.Holds(s.Lookup(c.Key).Value()) {
			return c, true
		}
	}
	return Condition{}, false
}

// Holds reports whether a value of the parameter with the condition's key meets it.
func (c Condition) Holds(value any) bool {
	switch c.Relation {
	case IsNot:
		return value != c.Value
	case Above:
		switch bound := c.Value.(type) {
		case int64:
			return value.(int64) > bound
		case float64:
			return value.(float64) > bound
		}
		panic("param: " + c.Key + " is compared with no number")
	}
	return value == c.Value
}

// String is the condition as it would stand in a scenario.
func (c Condition) String() string {
	relation := [...]string{" = ", " ≠ ", " > "}[c.Relation]
	if text, ok := c.Value.(string); ok {
		return c.Key + relation + strconv.Quote(text)
	}
	return c.Key + relation + fmt.Sprint(c.Value)
}
