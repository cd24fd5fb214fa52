package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// Disk is every change the store makes to the file system, so that tests can fill it up or pull its plug. Names are
// below the root and use forward slashes.
type Disk interface {
	Mkdir(root *os.Root, name string) error
	Create(root *os.Root, name string) (Sink, error) // nothing may be there yet
	Rename(root *os.Root, from, to string) error
	Remove(root *os.Root, name string) error  // a file or an empty folder; no error if absent
	SyncDir(root *os.Root, name string) error // makes renames in the folder durable
}

// Sink is a file being written.
type Sink interface {
	io.Writer
	Sync() error
	Close() error
}

// Unfinished is the suffix of a file of the program that is not in place yet. Such a file is worth nothing after a
// stop. Nobody else's files are called so: a folder may hold files named *.tmp that are the user's.
const Unfinished = ".livebazaar-tmp"

// Real is the disk of the operating system.
type Real struct{}

// Mkdir makes a folder.
func (Real) Mkdir(root *os.Root, name string) error { return root.Mkdir(name, 0o755) }

// Create makes a file that is not there yet.
func (Real) Create(root *os.Root, name string) (Sink, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// Rename gives a file another name, in the place of what has it.
func (Real) Rename(root *os.Root, from, to string) error { return root.Rename(from, to) }

// Remove removes a file or an empty folder; what is absent is no error.
func (Real) Remove(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// SyncDir makes durable what was made, renamed and removed in a folder.
func (Real) SyncDir(root *os.Root, name string) error {
	if runtime.GOOS == "windows" {
		return nil // a directory cannot be synced there; renames are journalled
	}
	d, err := root.Open(name)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}
