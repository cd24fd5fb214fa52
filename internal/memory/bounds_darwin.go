package memory

import "golang.org/x/sys/unix"

// What is available is not told without calling into the system's C library, so that it is all the memory there is.
func bounds() []Bound {
	total, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		return nil
	}
	return []Bound{{Kind: Machine, Bytes: int64(min(total, 1<<62))}}
}
