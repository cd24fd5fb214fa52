package job

import (
	"path/filepath"
	"sync"
	"testing"
)

// Who comes later takes the next number; nobody gets a name twice.
func TestANameIsReservedOnce(t *testing.T) {
	t.Parallel()
	base := filepath.Join(t.TempDir(), "r")
	got := make(chan string, 32)
	var all sync.WaitGroup
	for range cap(got) {
		all.Go(func() {
			dir, err := reserve(base)
			if err != nil {
				t.Error(err)
			}
			got <- dir
		})
	}
	all.Wait()
	close(got)
	seen := map[string]bool{}
	for dir := range got {
		if seen[dir] {
			t.Errorf("%s was given out twice", dir)
		}
		seen[dir] = true
	}
	if !seen[base] || !seen[base+"-2"] || !seen[base+"-32"] {
		t.Errorf("the numbers are not those in order: %v", seen)
	}
}
