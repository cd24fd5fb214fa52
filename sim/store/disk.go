package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk is every change the store makes to the file system, so that tests can fill it up or pull its plug.
type disk interface {
	mkdir(path string) error
	create(path string) (sink, error)
	rename(from, to string) error
	remove(path string) error  // with everything below; no error if absent
	syncDir(path string) error // makes renames in the directory durable
}

// sink is a file being written.
type sink interface {
	io.Writer
	Sync() error
	Close() error
}

// unfinished is the suffix of a file that is not in place yet; such a file is worth nothing after a stop.
const unfinished = ".tmp"

type realDisk struct{}

func (realDisk) mkdir(path string) error { return os.MkdirAll(path, 0o755) }

func (realDisk) create(path string) (sink, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
}

func (realDisk) rename(from, to string) error { return os.Rename(from, to) }

func (realDisk) remove(path string) error { return os.RemoveAll(path) }

func (realDisk) syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // a directory cannot be synced there; renames are journalled
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}

// FileSum is the size in bytes and the sha256 (hex) of a file of the folder; Path is relative to the folder, with
// forward slashes.
type FileSum struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// replaceFile gives path the bytes that write produces, all of them or none: after a stop at any moment the file has
// its former content or the new one. Every error names the file.
func replaceFile(d disk, path string, write func(io.Writer) error) (FileSum, error) {
	fail := func(err error) (FileSum, error) { return FileSum{}, fmt.Errorf("writing %s: %w", path, err) }
	fresh := path + unfinished
	out, err := d.create(fresh)
	if err != nil {
		return fail(err)
	}
	sum := &summing{to: out, hash: sha256.New()}
	buffered := bufio.NewWriterSize(sum, 1<<18)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = out.Sync()
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = d.rename(fresh, path)
	}
	if err != nil {
		d.remove(fresh) // gives the space back; what counts is the error above
		return fail(err)
	}
	if err := d.syncDir(filepath.Dir(path)); err != nil {
		return fail(err)
	}
	return FileSum{Bytes: sum.bytes, SHA256: hex.EncodeToString(sum.hash.Sum(nil))}, nil
}

// summing counts and hashes what passes through it.
type summing struct {
	to    io.Writer
	hash  hash.Hash
	bytes int64
}

func (s *summing) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.hash.Write(p[:n])
	s.bytes += int64(n)
	return n, err
}

// sumFile reads the file at dir/path and returns its size and sum.
func sumFile(dir, path string) (FileSum, error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		return FileSum{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return FileSum{}, err
	}
	return FileSum{Path: path, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

// exists reports whether there is anything at path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// namesIn lists a directory, sorted; one that is absent is empty.
func namesIn(dir string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	return entries, err
}
