package column

import (
	"unsafe"
)

// alignInwards returns the part of b that begins and ends on pages of 4096 bytes.
func alignInwards(b []byte) []byte {
	const page = 4096
	skip := -uintptr(unsafe.Pointer(&b[0])) & (page - 1)
	b = b[skip:]
	return b[:len(b)&^(page-1)]
}

// New makes a column of n entries that have no pointers and are visited in leaps.
func New[T any](n int) []T {
	column := make([]T, n)
	if n > 0 {
		adviseHuge(unsafe.Slice((*byte)(unsafe.Pointer(&column[0])), n*int(unsafe.Sizeof(column[0]))))
	}
	return column
}
