package column

import (
	"reflect"
	"slices"
	"testing"
)

// shops are columns of every form: plain, tagged empty, of arrays, of structs, in a struct, lists of columns, and of other things.
type shops struct {
	Open   []bool
	Name   []uint64
	Left   []int32   `vacant:"long ago"`
	Owner  []int16   `vacant:"-1"`
	Boost  []float64 `vacant:"1.5"`
	Tier   []uint8   `vacant:"2"`
	Hours  [][3]int64
	Trials []trial
	Today  sales
	Sums   [2][]float64
	Shelf  []int32      `per:"shelf" vacant:"7"`
	Stock  stock        `per:"shelf"`
	Memory [][]float64  `per:"rule,shop"`
	Fixed  [2]int64     // no column
	Books  [2][]float64 `per:"shelf"`
	Talk   []int64      `per:"shelf"`
}

type trial struct{ Weeks, Price int32 }
type sales struct{ Orders, Paid []int64 }
type stock struct {
	Units []int64
	Of    []int32 `per:"shop" vacant:"-9"`
}

// filledShops are three shops with two shelves, of which everything says 5.
func filledShops() *shops {
	three, two := []int64{5, 5, 5}, []int64{5, 5}
	return &shops{
		Open: []bool{true, true, true}, Name: []uint64{5, 5, 5}, Left: []int32{5, 5, 5}, Owner: []int16{5, 5, 5},
		Boost: []float64{5, 5, 5}, Tier: []uint8{5, 5, 5}, Hours: [][3]int64{{5, 5, 5}, {5, 5, 5}, {5, 5, 5}},
		Trials: []trial{{5, 5}, {5, 5}, {5, 5}}, Today: sales{slices.Clone(three), slices.Clone(three)},
		Sums: [2][]float64{{5, 5, 5}, {5, 5, 5}}, Shelf: []int32{5, 5}, Stock: stock{slices.Clone(two), []int32{5, 5, 5}},
		Memory: [][]float64{{5, 5, 5}, {5, 5, 5}}, Fixed: [2]int64{5, 5}, Books: [2][]float64{{5, 5}, {5, 5}}, Talk: slices.Clone(two),
	}
}

// A row of one kind is emptied in all columns that have an entry per such a thing, to what a tag says or to 0; no other row, and no
// column of something else.
func TestVacateEmptiesOneRowOfAKind(t *testing.T) {
	t.Parallel()
	got, want := filledShops(), filledShops()
	Vacate(got, "shop", "shop", 1)
	want.Open[1], want.Name[1], want.Left[1], want.Owner[1], want.Boost[1], want.Tier[1] = false, 0, LongAgo, -1, 1.5, 2
	want.Hours[1], want.Trials[1], want.Today.Orders[1], want.Today.Paid[1] = [3]int64{}, trial{}, 0, 0
	want.Sums[0][1], want.Sums[1][1], want.Memory[0][1], want.Memory[1][1], want.Stock.Of[1] = 0, 0, 0, 0, -9
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the second shop is emptied to\n%+v, want\n%+v", got, want)
	}
	got, want = filledShops(), filledShops()
	Vacate(got, "shop", "shelf", 0)
	want.Shelf[0], want.Stock.Units[0], want.Books[0][0], want.Books[1][0], want.Talk[0] = 7, 0, 0, 0, 0
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the first shelf is emptied to\n%+v, want\n%+v", got, want)
	}
}

// Columns that were just made are as Vacate leaves every row.
func TestVacateAllIsAllRowsVacated(t *testing.T) {
	t.Parallel()
	var made, emptied struct {
		A []int64
		B []float64 `vacant:"1.5"`
		C struct {
			D []int32 `vacant:"long ago"`
		}
	}
	Stretch(&made, 3)
	Stretch(&emptied, 3)
	VacateAll(&made)
	for row := range 3 {
		Vacate(&emptied, "shop", "shop", row)
	}
	if !reflect.DeepEqual(made, emptied) || made.B[2] != 1.5 || made.C.D[2] != LongAgo {
		t.Errorf("made %+v, emptied row by row %+v", made, emptied)
	}
}

// A tag that says nothing intelligible is found the first time that it is read.
func TestAColumnThatSaysNothingOfBeingEmptyIsRefused(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a column is empty with a word, and nobody minds")
		}
	}()
	VacateAll(&struct {
		A []int64 `vacant:"none"`
	}{A: []int64{5}})
}
