package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
)

// disk is every change the store makes to the file system, so that tests can fill it up or pull its plug. Names are
// below the root and use forward slashes.
type disk interface {
	mkdir(root *os.Root, name string) error
	create(root *os.Root, name string) (sink, error) // nothing may be there yet
	rename(root *os.Root, from, to string) error
	remove(root *os.Root, name string) error  // a file or an empty folder; no error if absent
	syncDir(root *os.Root, name string) error // makes renames in the folder durable
}

// sink is a file being written.
type sink interface {
	io.Writer
	Sync() error
	Close() error
}

// unfinished is the suffix of a file of the program that is not in place yet. Such a file is worth nothing after a
// stop. Nobody else's files are called so: a folder may hold files named *.tmp that are the user's.
const unfinished = ".livebazaar-tmp"

type realDisk struct{}

func (realDisk) mkdir(root *os.Root, name string) error { return root.Mkdir(name, 0o755) }

func (realDisk) create(root *os.Root, name string) (sink, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

func (realDisk) rename(root *os.Root, from, to string) error { return root.Rename(from, to) }

func (realDisk) remove(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (realDisk) syncDir(root *os.Root, name string) error {
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

// place is a result folder as the program writes it. Whatever the files in it are or point to, nothing outside the
// folder is touched, nothing is written or removed through a symbolic link, and nothing but a regular file is replaced
// or removed.
type place struct {
	disk disk
	root *os.Root
	dir  string
}

func openPlace(d disk, dir string) (*place, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &place{d, root, dir}, nil
}

func (p *place) close() { p.root.Close() }

// path is the path of a file below the folder, for messages and for reading.
func (p *place) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

// what is at a name below the folder.
type kind int

const (
	nothing  kind = iota
	regular       // a regular file, reached through real folders only
	folder        // a real folder, reached through real folders only
	stranger      // anything else: a link, a device, a pipe, or something behind a link
)

func (p *place) kind(name string) (kind, error) {
	for at := 0; at < len(name); {
		next := len(name)
		for i := at; i < len(name); i++ {
			if name[i] == '/' {
				next = i
				break
			}
		}
		info, err := p.root.Lstat(name[:next])
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nothing, nil
		case err != nil:
			return nothing, err
		case next == len(name) && info.Mode().IsRegular():
			return regular, nil
		case !info.IsDir():
			return stranger, nil
		}
		at = next + 1
	}
	return folder, nil
}

// mkdir makes a folder below the place if it is not there.
func (p *place) mkdir(name string) error {
	is, err := p.kind(name)
	switch {
	case err != nil:
		return err
	case is == folder:
		return nil
	case is != nothing:
		return inTheWay(p.path(name), "a folder of this name")
	}
	if err := p.disk.mkdir(p.root, name); err != nil {
		return fmt.Errorf("making %s: %w", p.path(name), err)
	}
	if err := p.disk.syncDir(p.root, path.Dir(name)); err != nil {
		return fmt.Errorf("making %s: %w", p.path(name), err)
	}
	return nil
}

// inTheWay is the error for something that the program did not write where it must write.
func inTheWay(path, what string) error {
	return fmt.Errorf("%s: %w: livebazaar writes %s and did not write what is there; move it away or choose another folder",
		path, ErrInTheWay, what)
}

// remove removes a regular file. What else has its name stays, without an error, and so does a file behind a link.
func (p *place) remove(name string) error {
	if is, err := p.kind(name); err != nil || is != regular {
		return err
	}
	if err := p.disk.remove(p.root, name); err != nil {
		return fmt.Errorf("removing %s: %w", p.path(name), err)
	}
	return nil
}

// removeIfEmpty removes a folder that has nothing in it.
func (p *place) removeIfEmpty(name string) error {
	is, err := p.kind(name)
	if err != nil || is != folder {
		return err
	}
	entries, err := fs.ReadDir(p.root.FS(), name)
	if err != nil || len(entries) > 0 {
		return err
	}
	return p.disk.remove(p.root, name)
}

// names lists what is in a real folder below the place, sorted; what is absent or no real folder is empty.
func (p *place) names(name string) ([]string, error) {
	if name != "." {
		if is, err := p.kind(name); err != nil || is != folder {
			return nil, err
		}
	}
	entries, err := fs.ReadDir(p.root.FS(), name)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// FileSum is the size in bytes and the sha256 (hex) of a file of the folder; Path is relative to the folder, with
// forward slashes.
type FileSum struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// stageBuffers are used again: a run writes thousands of small files.
var stageBuffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 1<<18) }}

// stage writes a file beside its place, under its name and the suffix unfinished, and makes its bytes durable. Every
// error names the file.
func (p *place) stage(name string, write func(io.Writer) error) (FileSum, error) {
	fail := func(err error) (FileSum, error) { return FileSum{}, fmt.Errorf("writing %s: %w", p.path(name), err) }
	fresh := name + unfinished
	if err := p.remove(fresh); err != nil { // of a process that was stopped
		return fail(err)
	}
	out, err := p.disk.create(p.root, fresh)
	if err != nil {
		return fail(err)
	}
	sum := &summing{to: out, hash: sha256.New()}
	buffered := stageBuffers.Get().(*bufio.Writer)
	defer stageBuffers.Put(buffered)
	buffered.Reset(sum)
	defer buffered.Reset(nil)
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
	if err != nil {
		p.disk.remove(p.root, fresh) // gives the space back; what counts is the error above
		return fail(err)
	}
	return FileSum{Path: name, Bytes: sum.bytes, SHA256: hex.EncodeToString(sum.hash.Sum(nil))}, nil
}

// settle gives a staged file its name. What has the name must be the program's own, which the caller knows.
func (p *place) settle(name string) error {
	is, err := p.kind(name)
	if err == nil && is > regular {
		err = inTheWay(p.path(name), "a file of this name")
	}
	if err == nil {
		err = p.disk.rename(p.root, name+unfinished, name)
	}
	if err != nil {
		p.disk.remove(p.root, name+unfinished)
		return fmt.Errorf("writing %s: %w", p.path(name), err)
	}
	return nil
}

// sync makes durable what was renamed and removed in a folder.
func (p *place) sync(name string) error {
	if err := p.disk.syncDir(p.root, name); err != nil {
		return fmt.Errorf("writing %s: %w", p.path(name), err)
	}
	return nil
}

// replace gives a file of the program's own the bytes that write produces, all of them or none: after a stop at any
// moment it has its former content or the new one.
func (p *place) replace(name string, write func(io.Writer) error) (FileSum, error) {
	sum, err := p.stage(name, write)
	if err != nil {
		return FileSum{}, err
	}
	if err := p.settle(name); err != nil {
		return FileSum{}, err
	}
	if err := p.sync(path.Dir(name)); err != nil {
		return FileSum{}, err
	}
	return sum, nil
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

// openRegular opens a file for reading, through links where there are any. What is no file is refused at once: opening
// a pipe would wait for somebody to write.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("not a regular file")}
	}
	return os.Open(path)
}

// readRegular reads a whole file.
func readRegular(path string) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// sumFile reads the file at dir/path and returns its size and sum.
func sumFile(dir, path string) (FileSum, error) {
	f, err := openRegular(filepath.Join(dir, filepath.FromSlash(path)))
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
