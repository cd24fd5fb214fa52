package store

import (
	"os"
	"syscall"
)

// inMemory lets the folders of tests lie in memory, where there is plenty: what these tests do is make and remove thousands of
// small files, each of which a real disk takes its time for. The long tests take the disk there is.
func inMemory() {
	const shm, plenty = "/dev/shm", 1 << 28 // they take some 50 MB
	var s syscall.Statfs_t
	if os.Getenv("TMPDIR") != "" || os.Getenv("LIVEBAZAAR_LONG") != "" || syscall.Statfs(shm, &s) != nil || s.Bavail*uint64(s.Bsize) < plenty {
		return
	}
	if dir, err := os.MkdirTemp(shm, ""); err == nil {
		os.Remove(dir)
		os.Setenv("TMPDIR", shm)
	}
}
