package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// beside creates a file for writing in the folder of path, under a name that no file had. What becomes of path is for
// the caller to decide when the content is whole.
func beside(path string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	if len(base) > 100 { // a name has its limits
		base = ""
	}
	for range 1000 {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%08x.tmp", base, rand.Uint32()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fmt.Errorf("%s: no free name beside it", path)
}

// replaceable refuses what may not give way to a new file: a file is replaced, a device, a pipe or a folder is not, and
// neither is a symbolic link, which belongs to another place.
func replaceable(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", path, reason(err))
	case info.IsDir():
		return usagef("%s: is a folder; name a file", path)
	case info.Mode()&fs.ModeSymlink != 0:
		return usagef("%s: is a symbolic link, which is not replaced; name the file itself", path)
	case !info.Mode().IsRegular():
		return usagef("%s: is not an ordinary file, and is not replaced", path)
	}
	return nil
}

// replaceFile writes a file so that its name stands for the old or the new content, never half of one.
func replaceFile(path string, data []byte) error {
	if err := replaceable(path); err != nil {
		return err
	}
	mode := fs.FileMode(0o666)
	info, err := os.Stat(path)
	if err == nil {
		mode = info.Mode().Perm()
	}
	f, err := beside(path, mode)
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, reason(err))
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name()) // what counts is the error before
	}
	return err
}

// setAside keeps a file that has another content than the one it is to get: under its name and .bak, or .bak2 and so on where
// that is taken. It returns where it is kept, "" if there is nothing to keep.
func setAside(path string, fresh []byte) (kept string, err error) {
	old, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && bytes.Equal(old, fresh) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, reason(err))
	}
	kept = path + ".bak"
	for n := 2; ; n++ {
		f, err := os.OpenFile(kept, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		switch {
		case err == nil:
			_, err = f.Write(old)
			return kept, errors.Join(err, f.Close())
		case !errors.Is(err, fs.ErrExist):
			return "", fmt.Errorf("%s cannot be kept: %w", path, err)
		}
		kept = fmt.Sprintf("%s.bak%d", path, n)
	}
}

// publish gives a whole file its name. Without force a file that has come to stand there in the meantime stays.
func publish(fresh, path string, force bool) error {
	if err := replaceable(path); err != nil {
		return err
	}
	if !force {
		err := os.Link(fresh, path) // unlike renaming, it replaces nothing
		switch {
		case err == nil:
			return os.Remove(fresh)
		case errors.Is(err, fs.ErrExist):
			return fmt.Errorf("%s has come to exist during the run, and stays", path)
		}
		// There are file systems without links.
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%s has come to exist during the run, and stays", path)
		}
	}
	return os.Rename(fresh, path)
}
