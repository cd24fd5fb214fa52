package param

import (
	"fmt"
	"strconv"
)

// Condition says when a parameter acts: while the one with the full key Key has the value.
type Condition struct {
	Key   string
	Value any // bool, or string of a Choice
}

// When returns the same set; what is declared through it acts only while the parameter with the key (relative to the
// prefix, declared before or after) has the value. A value given to it at other times is no mistake, but changes nothing.
func (s *Set) When(key string, value any) *Set {
	return &Set{prefix: s.prefix, when: append([]Condition{{s.prefix + key, value}}, s.when...), list: s.list}
}

// Unmet returns the first condition of a parameter of the set that does not hold, and whether there is one.
func (s *Set) Unmet(p *Param) (Condition, bool) {
	for _, c := range p.When {
		if s.Lookup(c.Key).Value() != c.Value {
			return c, true
		}
	}
	return Condition{}, false
}

// String is the condition as it would stand in a scenario.
func (c Condition) String() string {
	if text, ok := c.Value.(string); ok {
		return c.Key + " = " + strconv.Quote(text)
	}
	return fmt.Sprintf("%s = %v", c.Key, c.Value)
}
