package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockName = ".lock"
	// lockMark is the content of the lock file. It tells a folder that livebazaar had only begun to set up when it was
	// stopped from one that belongs to somebody else.
	lockMark = "livebazaar result folder\n"
)

// lockFolder makes this process the only writer of dir. It waits a moment, because a reader that asks whether the
// folder is being written holds the lock for an instant.
func lockFolder(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	for {
		if !begun(dir) {
			// Before locking, because some systems let nobody write a locked file.
			if err := os.WriteFile(path, []byte(lockMark), 0o644); err != nil {
				return nil, fmt.Errorf("writing %s: %w", path, err)
			}
		}
		lock := flock.New(path)
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		ok, err := lock.TryLockContext(ctx, 20*time.Millisecond)
		timedOut := ctx.Err() != nil
		cancel()
		if !ok {
			if err != nil && !timedOut {
				return nil, fmt.Errorf("locking %s: %w", path, err)
			}
			return nil, fmt.Errorf("%s: %w", dir, ErrLocked)
		}
		// The former holder removes the file when it is done: what was locked may no longer be what is there.
		held, heldErr := lock.Stat()
		there, thereErr := os.Stat(path)
		if heldErr != nil || thereErr != nil || !os.SameFile(held, there) {
			lock.Unlock()
			continue
		}
		return lock, nil
	}
}

// release removes the lock file and lets others write.
func release(lock *flock.Flock) {
	os.Remove(lock.Path())
	lock.Unlock()
}

// beingWritten reports whether a process holds the lock of dir.
func beingWritten(dir string) bool {
	probe := flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_RDONLY)) // never creates the file
	free, err := probe.TryRLock()
	if free {
		probe.Unlock()
	}
	return err == nil && !free
}

// begun reports whether livebazaar was setting up dir.
func begun(dir string) bool {
	mark, err := os.ReadFile(filepath.Join(dir, lockName))
	return err == nil && strings.HasPrefix(string(mark), lockMark)
}
