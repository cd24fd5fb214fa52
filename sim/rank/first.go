package rank

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"livebazaar/agents/chance"
)

// item is a room in an order: larger keys first, ties by a draw that is keyed by slot and ID. Ties broken by the serial number
// itself would favour the oldest hosts whenever many rooms look alike, as they do on the first day.
type item struct {
	key, tie uint64
	i        int32
}

// scoreKey maps numbers ≥ 0 to keys in the same order: the bits of a positive float64 are ordered like the numbers.
func scoreKey(x float64) uint64 { return math.Float64bits(x + 0) }

// newItem places room i with the given ID under the key of the slot.
func newItem(slot chance.Key, id uint64, i int, key uint64) item {
	return item{key: key, tie: uint64(slot.At(id)), i: int32(i)}
}

func (a item) before(b item) bool { return a.key > b.key || a.key == b.key && a.tie < b.tie }

func order(a, b item) int { return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(a.tie, b.tie)) }

// first moves the k first items to the front, in any order: Hoare's quickselect, with a full sort where it gets slow.
func first(a []item, k int) {
	if k <= 0 || k >= len(a) {
		return
	}
	lo, hi := 0, len(a)
	for patience := 2 * bits.Len(uint(len(a))); hi-lo > 12 && patience > 0; patience-- {
		pivot := median(a[lo], a[(lo+hi)/2], a[hi-1])
		i, j := lo-1, hi
		for {
			for i++; a[i].before(pivot); i++ {
			}
			for j--; pivot.before(a[j]); j-- {
			}
			if i >= j {
				break
			}
			a[i], a[j] = a[j], a[i]
		}
		if k <= j {
			hi = j + 1
		} else {
			lo = j + 1
		}
	}
	slices.SortFunc(a[lo:hi], order)
}

func median(a, b, c item) item {
	if b.before(a) {
		a, b = b, a
	}
	if c.before(b) {
		b = c
		if b.before(a) {
			b = a
		}
	}
	return b
}
