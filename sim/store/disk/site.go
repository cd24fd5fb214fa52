package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Site is a result folder as the program writes it. Whatever the files in it are or point to, nothing outside the
// folder is touched, nothing is written or removed through a symbolic link, and nothing but a regular file is replaced
// or removed.
type Site struct {
	Disk Disk     // through which everything is changed
	Root *os.Root // of the folder: names cannot lead out of it
	Dir  string   // the folder's path, for messages and for reading
}

// Open opens a folder that is there. The caller closes it.
func Open(d Disk, dir string) (*Site, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Site{d, root, dir}, nil
}

// Close lets go of the folder; its files stay.
func (p *Site) Close() { p.Root.Close() }

// Path is the path of a file below the folder, for messages and for reading.
func (p *Site) Path(name string) string { return filepath.Join(p.Dir, filepath.FromSlash(name)) }

// Kind is what is at a name below the folder.
type Kind int

// The kinds.
const (
	Nothing  Kind = iota
	Regular       // a regular file, reached through real folders only
	Folder        // a real folder, reached through real folders only
	Stranger      // anything else: a link, a device, a pipe, or something behind a link
)

// Kind says what is at a name, without following a link.
func (p *Site) Kind(name string) (Kind, error) {
	for at := 0; at < len(name); {
		next := len(name)
		for i := at; i < len(name); i++ {
			if name[i] == '/' {
				next = i
				break
			}
		}
		info, err := p.Root.Lstat(name[:next])
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return Nothing, nil
		case err != nil:
			return Nothing, err
		case next == len(name) && info.Mode().IsRegular():
			return Regular, nil
		case !info.IsDir():
			return Stranger, nil
		}
		at = next + 1
	}
	return Folder, nil
}

// Mkdir makes a folder below the site if it is not there.
func (p *Site) Mkdir(name string) error {
	is, err := p.Kind(name)
	switch {
	case err != nil:
		return err
	case is == Folder:
		return nil
	case is != Nothing:
		return InTheWay(p.Path(name), "a folder of this name")
	}
	if err := p.Disk.Mkdir(p.Root, name); err != nil {
		return fmt.Errorf("making %s: %w", p.Path(name), err)
	}
	if err := p.Disk.SyncDir(p.Root, path.Dir(name)); err != nil {
		return fmt.Errorf("making %s: %w", p.Path(name), err)
	}
	return nil
}

// ErrInTheWay says that something the program did not write has the name of what it writes.
var ErrInTheWay = errors.New("in the way")

// InTheWay is the error for something that the program did not write where it must write.
func InTheWay(path, what string) error {
	return fmt.Errorf("%s: %w: livebazaar writes %s and did not write what is there; move it away or choose another folder",
		path, ErrInTheWay, what)
}

// Remove removes a regular file. What else has its name stays, without an error, and so does a file behind a link.
func (p *Site) Remove(name string) error {
	if is, err := p.Kind(name); err != nil || is != Regular {
		return err
	}
	if err := p.Disk.Remove(p.Root, name); err != nil {
		return fmt.Errorf("removing %s: %w", p.Path(name), err)
	}
	return nil
}

// RemoveIfEmpty removes a folder that has nothing in it.
func (p *Site) RemoveIfEmpty(name string) error {
	is, err := p.Kind(name)
	if err != nil || is != Folder {
		return err
	}
	entries, err := fs.ReadDir(p.Root.FS(), name)
	if err != nil || len(entries) > 0 {
		return err
	}
	return p.Disk.Remove(p.Root, name)
}

// Names lists what is in a real folder below the site, sorted; what is absent or no real folder is empty.
func (p *Site) Names(name string) ([]string, error) {
	if name != "." {
		if is, err := p.Kind(name); err != nil || is != Folder {
			return nil, err
		}
	}
	entries, err := fs.ReadDir(p.Root.FS(), name)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}
