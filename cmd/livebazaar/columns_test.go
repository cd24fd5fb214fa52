package main

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Every column of the market's state is read by the product: what nobody reads need not be kept, saved and copied. A test alone is no
// reader. That every column has a writer is demanded where writers are watched, in sim/columns_test.go.
func TestEveryColumnIsRead(t *testing.T) {
	t.Parallel()
	code := load(t)
	read, columns := code.fieldsRead(), 0
	state := code.packages[module+"sim/state"].Scope().Lookup("Market").Type()
	columnsIn(state, nil, map[types.Type]bool{}, func(name string, column *types.Var) {
		columns++
		if !read[column] {
			t.Errorf("no code reads %s", name)
		}
	})
	if columns < 300 {
		t.Errorf("only %d columns are found", columns)
	}
}

// columnsIn finds the columns of a type: its fields and those of all that it holds, once each, but what is not saved. A struct itself is
// none. The first name of a column is where it is, as in docs/columns.md.
func columnsIn(t types.Type, within []string, seen map[types.Type]bool, found func(name string, column *types.Var)) {
	for {
		list, ok := t.Underlying().(interface{ Elem() types.Type }) // a slice or an array
		if !ok {
			break
		}
		t = list.Elem()
	}
	all, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return
	}
	seen[t] = true
	for i := range all.NumFields() {
		f := all.Field(i)
		if reflect.StructTag(all.Tag(i)).Get("snapshot") == "-" {
			continue
		}
		if _, group := f.Type().Underlying().(*types.Struct); !group {
			table := strings.Join(within, ".")
			if table == "" {
				table = "Market"
			}
			found(table+" "+f.Name(), f)
		}
		columnsIn(f.Type(), append(within[:len(within):len(within)], f.Name()), seen, found)
	}
}

// What is selected on the left of an assignment, to be counted up, cleared or measured, is not read; whatever else is selected is.
func TestWhatIsOnlyWrittenIsNotRead(t *testing.T) {
	t.Parallel()
	code := &source{files: token.NewFileSet(), packages: map[string]*types.Package{}}
	code.check(t, "made/up", []string{`package up
		type columns struct{ set, counted, added, again, swapped, cleared, measured, ranged, index, right, passed, nested []int; in []columns }
		func use(...any)
		func f(x, y *columns, out []int) {
			x.set = nil
			x.counted[0]++
			x.added[x.index[0]] += 1
			x.again[0] = 2*x.again[0] + 1
			x.swapped, y.swapped = y.swapped, x.swapped
			clear(x.cleared)
			use(len(x.measured))
			for i := range x.ranged { out[i] = x.right[i] }
			use(x.passed[1:])
			x.in[0].nested[1] = 1
		}`})
	var names []string
	for column := range code.fieldsRead() {
		names = append(names, column.Name())
	}
	slices.Sort(names)
	if want := []string{"index", "passed", "right"}; !slices.Equal(names, want) {
		t.Errorf("read are %q, want %q", names, want)
	}
}
