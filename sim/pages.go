package sim

import "unsafe"

// alignInwards returns the part of b that begins and ends on pages of 4096 bytes.
func alignInwards(b []byte) []byte {
	const page = 4096
	skip := -uintptr(unsafe.Pointer(&b[0])) & (page - 1)
	b = b[skip:]
	return b[:len(b)&^(page-1)]
}

// newRecords makes the records of n consumers.
func newRecords(n int) []Consumer {
	rec := make([]Consumer, n)
	if n > 0 {
		adviseHuge(unsafe.Slice((*byte)(unsafe.Pointer(&rec[0])), n*int(unsafe.Sizeof(rec[0]))))
	}
	return rec
}
