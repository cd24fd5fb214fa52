package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"livebazaar/sim/store/disk"

	"github.com/gofrs/flock"
)

const (
	lockName = ".lock"
	// lockMark is the content of the lock file. It tells a folder that livebazaar had only begun to set up when it was
	// stopped from one that belongs to somebody else.
	lockMark = "livebazaar result folder\n"
)

// folderLock makes its process the only writer of a folder.
type folderLock struct {
	*flock.Flock
	ours bool // the file is of the program's making, and removed with the lock
}

// lockPlace makes this process the only writer of a folder. It waits a moment, because a reader that asks whether the
// folder is being written holds the lock for an instant.
func lockPlace(p *disk.Site) (*folderLock, error) {
	path := p.Path(lockName)
	for {
		switch is, err := p.Kind(lockName); {
		case err != nil:
			return nil, err
		case is == disk.Nothing:
			// Written before locking, because some systems let nobody write a locked file; never through a link.
			if err := writeMark(p); errors.Is(err, fs.ErrExist) {
				continue // another process was quicker
			} else if err != nil {
				return nil, fmt.Errorf("writing %s: %w", path, err)
			}
		case is != disk.Regular:
			return nil, disk.InTheWay(path, "its lock")
		}
		ours := begun(p.Dir)                              // and read before locking, because some let nobody read one
		lock := flock.New(path, flock.SetFlag(os.O_RDWR)) // never makes the file
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		ok, err := lock.TryLockContext(ctx, 20*time.Millisecond)
		timedOut := ctx.Err() != nil
		cancel()
		if errors.Is(err, fs.ErrNotExist) {
			continue // its holder has just removed it
		}
		if !ok {
			if err != nil && !timedOut {
				return nil, fmt.Errorf("locking %s: %w", path, err)
			}
			return nil, fmt.Errorf("%s: %w", p.Dir, ErrLocked)
		}
		// The former holder removes the file when it is done: what was locked may no longer be what is there.
		held, heldErr := lock.Stat()
		there, thereErr := os.Lstat(path)
		if heldErr != nil || thereErr != nil || !os.SameFile(held, there) {
			lock.Unlock()
			continue
		}
		return &folderLock{lock, ours}, nil
	}
}

// writeMark makes the lock file, where nothing is. It has its content from the first moment, where the file system has
// links: a stop in between must not leave an empty file that looks like somebody else's.
func writeMark(p *disk.Site) error {
	fresh, err := "", fs.ErrExist
	for n := 0; errors.Is(err, fs.ErrExist); n++ { // a number that no process before has left behind
		fresh = fmt.Sprintf("%s.%d-%d%s", lockName, os.Getpid(), n, disk.Unfinished)
		err = writeNew(p, fresh)
	}
	if err != nil {
		return err
	}
	err = p.Root.Link(fresh, lockName) // unlike renaming, it replaces nothing
	p.Root.Remove(fresh)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return writeNew(p, lockName)
}

func writeNew(p *disk.Site, name string) error {
	f, err := p.Root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(lockMark)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// release lets others write, and removes the lock file if it is one of the program's.
func (l *folderLock) release() {
	if runtime.GOOS == "windows" { // where an open file cannot be removed, and so neither can one that another holds by now
		l.Unlock()
	}
	if l.ours {
		os.Remove(l.Path())
	}
	if runtime.GOOS != "windows" { // where somebody else might lock it in between
		l.Unlock()
	}
}

// beingWritten reports whether a process holds the lock of dir.
func beingWritten(dir string) bool {
	path := filepath.Join(dir, lockName)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	probe := flock.New(path, flock.SetFlag(os.O_RDONLY)) // never creates the file
	free, err := probe.TryRLock()
	if free {
		probe.Unlock()
	}
	return err == nil && !free
}

// begun reports whether livebazaar was setting up dir: whether there is a lock file of its making. It cannot be asked while
// this process holds the lock, since some systems let nobody read a locked file.
func begun(dir string) bool {
	path := filepath.Join(dir, lockName)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	mark, err := os.ReadFile(path)
	return err == nil && strings.HasPrefix(string(mark), lockMark)
}
