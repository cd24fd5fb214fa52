package rules_test

import (
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/sim/rules"
)

// Every condition over several parameters holds as the parameters are declared, and fails somewhere within their ranges (but for
// bounds of amounts of money): moved to their ends and back, one condition after the other.
func TestEveryConditionHoldsAtFirstAndCanFail(t *testing.T) {
	t.Parallel()
	p, set := rules.NewParams()
	money := map[string]bool{} // bounds of amounts: some ranges do not reach theirs by themselves
	for _, a := range p.Amounts() {
		money[strings.Join(a.Keys, ", ")] = true
	}
	for _, c := range set.Checks() {
		name := strings.Join(c.Keys, ", ")
		if said := c.Test(); said != "" {
			t.Errorf("%s as declared: %s", name, said)
		}
		if !money[name] && !fails(set, c, c.Keys) {
			t.Errorf("no ends of %s are refused", name)
		}
	}
}

// fails reports whether some choice of ends and present values of the parameters fails a condition.
func fails(set *param.Set, c param.Check, keys []string) bool {
	if len(keys) == 0 {
		return c.Test() != ""
	}
	q := set.Lookup(keys[0])
	before := q.Value()
	defer func() {
		if err := q.Set(before); err != nil {
			panic(err)
		}
	}()
	for _, v := range append([]any{before}, ends(q)...) {
		if q.Set(v) == nil && fails(set, c, keys[1:]) {
			return true
		}
	}
	return false
}

// ends are the ends of a parameter's range, or all that it can be.
func ends(q *param.Param) (all []any) {
	switch q.Kind {
	case param.Float:
		return []any{q.Min, q.Max}
	case param.Int:
		return []any{int64(q.Min), int64(q.Max)}
	case param.Bool:
		return []any{false, true}
	}
	for _, c := range q.Choices {
		all = append(all, c)
	}
	return all
}

// A market without any tier of merchants is refused.
func TestTiersThatNobodyIsInAreRefused(t *testing.T) {
	t.Parallel()
	_, set := rules.NewParams()
	for _, tier := range []string{"high_end", "mature", "emerging", "micro"} {
		for _, c := range set.Checks() {
			if said := c.Test(); said != "" {
				t.Errorf("before the share of %s is 0: %s", tier, said)
			}
		}
		if err := set.Lookup("merchants.tiers." + tier + ".share").Set(0.0); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range set.Checks() {
		if strings.Contains(c.Test(), "the shares of all tiers are 0") {
			return
		}
	}
	t.Error("all shares are 0, and nobody says so")
}
