package slates

import "unsafe"

// Fetch brings records that are worked on next into the cache, so that the waits for memory overlap: those of the
// numbers given, counted from the first (LiveBit does not count). It changes nothing; where there is no instruction for it, it does nothing.
func Fetch(first unsafe.Pointer, numbers []uint16) {
	if len(numbers) > 0 && prefetches {
		fetch((*byte)(first), &numbers[0], len(numbers))
	}
}
