//go:build unix

package written

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// Once a pipe was waited for in vain, the next one is not waited for as long.
func TestTheSecondPipeIsGivenUpSooner(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe.toml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	o := NewOpener(t.Context())
	first := o.within()
	if _, err := o.Read(path); !errors.Is(err, errNobody) {
		t.Errorf("got %v", err)
	}
	if second := o.within(); second > first/20 {
		t.Errorf("the first pipe is waited for %v, the next for %v", first, second)
	}
}
