package column

import (
	"syscall"
)

// adviseHuge asks for huge pages under a large block of memory before it is first touched: the consumers' records are
// visited in leaps, and with small pages every leap costs a walk through the page tables. Advice that is not taken
// changes nothing but speed.
func adviseHuge(b []byte) {
	const (
		page   = 1 << 21
		advice = 14 // MADV_HUGEPAGE
	)
	if len(b) >= 2*page {
		// Rounded inwards to whole small pages; the kernel finds the huge ones.
		_ = syscall.Madvise(alignInwards(b), advice)
	}
}
