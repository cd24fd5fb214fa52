package column

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

// books are a state of every form that can be saved, and what follows from it.
type books struct {
	Day     int64
	Title   string
	Prices  []float64
	Rings   [2][]uint16
	Entries []entry
	Lists   [][]int32
	hidden  []int8
	Total   int64 `snapshot:"-"`
}

type entry struct {
	Day  int32
	Of   string
	Rows []int64
}

func someBooks() *books {
	return &books{Day: -34, Title: "账 book", Prices: []float64{1.5, 0, -2}, Rings: [2][]uint16{{7}, {8, 9}},
		Entries: []entry{{Day: 3, Of: "one", Rows: []int64{4}}, {}}, Lists: [][]int32{{1, 2}, {}}, hidden: []int8{-1}, Total: 99}
}

var layoutOfBooks = Layout(1, reflect.TypeFor[books]())

func saved(t *testing.T, b *books) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Encode(&out, "books\n", layoutOfBooks, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is read is what was written, the fields that nobody outside sees included, and nothing of what follows from the others.
func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	t.Parallel()
	b := someBooks()
	var got books
	if err := Decode(bytes.NewReader(saved(t, b)), "books\n", layoutOfBooks, 3, &got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(saved(t, &got), saved(t, b)) || got.Entries[0].Of != "one" || got.Rings[1][1] != 9 || got.hidden[0] != -1 {
		t.Errorf("read %+v, written %+v", got, b)
	}
	if got.Total != 0 || Sum(&got) != Sum(b) {
		t.Error("what follows from the state is saved, or in its checksum")
	}
	if b.Rings[1][1]++; Sum(&got) == Sum(b) {
		t.Error("another state has the same checksum")
	}
}

// What was written for another purpose, in another version or of another layout is refused as such; what is cut short or damaged at
// any byte is an error.
func TestWhatIsOfAnotherLayoutIsRefused(t *testing.T) {
	t.Parallel()
	whole := saved(t, someBooks())
	layouts := map[uint64]string{layoutOfBooks: "the books"}
	for name, layout := range map[string]uint64{
		"another version":       Layout(2, reflect.TypeFor[books]()),
		"a field of other name": Layout(1, reflect.TypeFor[struct{ Day int64 }]()),
		"the same, renamed":     Layout(1, reflect.TypeFor[struct{ Date int64 }]()),
		"of other size":         Layout(1, reflect.TypeFor[struct{ Day int32 }]()),
		"deep within":           Layout(1, reflect.TypeFor[struct{ Day [2][]struct{ A int8 } }]()),
		"deeper":                Layout(1, reflect.TypeFor[struct{ Day [2][]struct{ A uint8 } }]()),
		"of other length":       Layout(1, reflect.TypeFor[struct{ Day [3][]struct{ A uint8 } }]()),
	} {
		if other := layouts[layout]; other != "" {
			t.Errorf("%s has the layout of %s", name, other)
		}
		layouts[layout] = name
		if err := Decode(bytes.NewReader(whole), "books\n", layout, 3, &books{}); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if Layout(1, reflect.TypeFor[struct {
		Day  int64
		Note []int64 `snapshot:"-"`
	}]()) != Layout(1, reflect.TypeFor[struct{ Day int64 }]()) {
		t.Error("what is not saved is in the layout")
	}
	if err := Decode(bytes.NewReader(whole), "bocks\n", layoutOfBooks, 3, &books{}); !errors.Is(err, ErrFormat) {
		t.Errorf("another purpose: %v", err)
	}
	for at := range whole {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0x10
		if Decode(bytes.NewReader(damaged), "books\n", layoutOfBooks, 3, &books{}) == nil {
			t.Errorf("byte %d is another, and nobody sees it", at)
		}
		if Decode(bytes.NewReader(whole[:at]), "books\n", layoutOfBooks, 3, &books{}) == nil {
			t.Errorf("the first %d bytes are taken for the whole", at)
		}
	}
}

// A copy is what was copied and goes its own way; a list that has room for it is filled where it is.
func TestACopyGoesItsOwnWay(t *testing.T) {
	t.Parallel()
	b := someBooks()
	room := make([]float64, 0, 8)
	copied := &books{Prices: room, Total: 5}
	Copy(copied, b)
	if Sum(copied) != Sum(b) || copied.Total != 5 || &copied.Prices[0] != &room[:1][0] {
		t.Errorf("%+v is copied to %+v", b, copied)
	}
	before := Sum(copied)
	b.Prices[0], b.Rings[0][0], b.Entries[0].Rows[0], b.Lists[0][0], b.hidden[0] = 0, 0, 0, 0, 0
	if Sum(copied) != before {
		t.Errorf("the copy changes with what was copied: %+v", copied)
	}
}
