package sim_test

import (
	"math"
	"reflect"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/sim"
)

// leaves returns the values of all numbers, switches and words of a struct of parameters, by the path of their field.
func leaves(v reflect.Value, path string, found map[string]any) map[string]any {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				leaves(v.Field(i), path+"."+f.Name, found)
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			leaves(v.Index(i), path+"["+v.Type().String()+"]"+string(rune('a'+i)), found)
		}
	case reflect.Float64, reflect.Int64, reflect.Bool, reflect.String:
		found[path] = v.Interface()
	}
	return found
}

// otherValue returns a value of the parameter other than its default, within its range.
func otherValue(p *param.Param) any {
	switch d := p.Default.(type) {
	case float64:
		if half := (p.Min + p.Max) / 2; half != d {
			return half
		}
		return p.Max
	case int64:
		if d < int64(math.Min(p.Max, 1e15)) {
			return d + 1
		}
		return d - 1
	case bool:
		return !d
	case string:
		for _, c := range p.Choices {
			if c != d {
				return c
			}
		}
	}
	return "another"
}

// A declaration is bound to one field, which nothing else is bound to, and every field that a mechanism reads has a declaration: one
// that is left out would leave the field at 0 for ever.
func TestEveryFieldOfTheParametersHasItsDeclaration(t *testing.T) {
	t.Parallel()
	p, set := sim.NewParams()
	before := leaves(reflect.ValueOf(p).Elem(), "", map[string]any{})
	bound := map[string]string{}
	for _, q := range set.Params() {
		if err := q.Set(otherValue(q)); err != nil {
			t.Fatalf("%s: %v", q.Key, err)
		}
		moved := 0
		for path, v := range leaves(reflect.ValueOf(p).Elem(), "", map[string]any{}) {
			if v != before[path] {
				moved++
				if other := bound[path]; other != "" {
					t.Errorf("%s and %s are bound to the same field %s", other, q.Key, path)
				}
				bound[path] = q.Key
			}
		}
		if moved > 1 {
			t.Errorf("%s moves %d fields", q.Key, moved)
		}
		if err := q.Set(q.Default); err != nil {
			t.Fatal(err)
		}
	}
	for path := range before {
		if bound[path] == "" {
			t.Errorf("no declaration is bound to %s", path)
		}
	}
}
