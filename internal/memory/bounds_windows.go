package memory

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// memoryStatus is MEMORYSTATUSEX of sysinfoapi.h.
type memoryStatus struct {
	length, load                                 uint32
	total, free, totalCommit, freeCommit         uint64
	totalVirtual, freeVirtual, freeExtendVirtual uint64
}

// What is available is memory that is free, or that the system may still promise where that is less.
func bounds() []Bound {
	s := memoryStatus{}
	s.length = uint32(unsafe.Sizeof(s))
	status := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if ok, _, _ := status.Call(uintptr(unsafe.Pointer(&s))); ok == 0 {
		return nil
	}
	return []Bound{{Kind: Machine, Bytes: int64(min(s.free, s.freeCommit, 1<<62))}}
}
