//go:build !linux

package column

// adviseHuge asks for huge pages where the system offers them by advice.
func adviseHuge([]byte) {}
