package disk

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"path"
	"sync"
)

// FileSum is the size in bytes and the sha256 (hex) of a file of the folder; Path is relative to the folder, with
// forward slashes.
type FileSum struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// stageBuffers are used again: a run writes thousands of small files.
var stageBuffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 1<<18) }}

// Stage writes a file beside its place, under its name and the suffix Unfinished, and makes its bytes durable. Every
// error names the file.
func (p *Site) Stage(name string, write func(io.Writer) error) (FileSum, error) {
	fail := func(err error) (FileSum, error) { return FileSum{}, fmt.Errorf("writing %s: %w", p.Path(name), err) }
	fresh := name + Unfinished
	if err := p.Remove(fresh); err != nil { // of a process that was stopped
		return fail(err)
	}
	out, err := p.Disk.Create(p.Root, fresh)
	if err != nil {
		return fail(err)
	}
	sum := &Summing{To: out, Hash: sha256.New()}
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
		p.Discard(name) // gives the space back; what counts is the error above
		return fail(err)
	}
	return FileSum{Path: name, Bytes: sum.Bytes, SHA256: hex.EncodeToString(sum.Hash.Sum(nil))}, nil
}

// Discard removes what Stage wrote for a name that it does not get.
func (p *Site) Discard(name string) error { return p.Disk.Remove(p.Root, name+Unfinished) }

// Settle gives a staged file its name. What has the name must be the program's own, which the caller knows.
func (p *Site) Settle(name string) error {
	is, err := p.Kind(name)
	if err == nil && is > Regular {
		err = InTheWay(p.Path(name), "a file of this name")
	}
	if err == nil {
		err = p.Disk.Rename(p.Root, name+Unfinished, name)
	}
	if err != nil {
		p.Discard(name)
		return fmt.Errorf("writing %s: %w", p.Path(name), err)
	}
	return nil
}

// Sync makes durable what was renamed and removed in a folder.
func (p *Site) Sync(name string) error {
	if err := p.Disk.SyncDir(p.Root, name); err != nil {
		return fmt.Errorf("writing %s: %w", p.Path(name), err)
	}
	return nil
}

// Replace gives a file of the program's own the bytes that write produces, all of them or none: after a stop at any
// moment it has its former content or the new one.
func (p *Site) Replace(name string, write func(io.Writer) error) (FileSum, error) {
	sum, err := p.Stage(name, write)
	if err != nil {
		return FileSum{}, err
	}
	if err := p.Settle(name); err != nil {
		return FileSum{}, err
	}
	if err := p.Sync(path.Dir(name)); err != nil {
		return FileSum{}, err
	}
	return sum, nil
}

// Summing counts and hashes what passes through it.
type Summing struct {
	To    io.Writer
	Hash  hash.Hash
	Bytes int64 // so far
}

// Write writes, counts and hashes.
func (s *Summing) Write(p []byte) (int, error) {
	n, err := s.To.Write(p)
	s.Hash.Write(p[:n])
	s.Bytes += int64(n)
	return n, err
}
