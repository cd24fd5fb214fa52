package slates

import "unsafe"

// Fetch brings records that are worked on next into the cache, so that the waits for memory overlap: those of the
// numbers given, counted from the first (LiveBit does not count). It changes nothing; where there is no instruction for it, it does nothing.
func Fetch(first unsafe.Pointer, numbers []uint16) {
	if len(numbers) > 0 && prefetches {
		fetch((*byte)(first), &numbers[0], len(numbers))
	}
}

// FetchRows does the same for entries of a list, each of size bytes and at most two cache lines, by number.
func FetchRows(first unsafe.Pointer, size uintptr, rows []int32) {
	if len(rows) > 0 && prefetches {
		fetchRows((*byte)(first), size, &rows[0], len(rows))
	}
}

// FetchAll does the same for things of at most two cache lines, wherever they are.
func FetchAll[T any](things []*T) {
	if len(things) > 0 && prefetches {
		fetchAll((*unsafe.Pointer)(unsafe.Pointer(&things[0])), unsafe.Sizeof(*things[0]), len(things))
	}
}
