package job

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"livebazaar/sim/store"
)

// Create makes the result folder of a new job, with force in the place of one that holds results. The error is a Refusal where
// something there keeps it from being made.
func (j *Job) Create(dir string, force bool) (*store.Folder, error) {
	folder, err := store.Create(dir, j.Manifest, j.Files(), force)
	for _, wrong := range []error{store.ErrNotResults, store.ErrExists, store.ErrNewerFormat, store.ErrDamaged, store.ErrInTheWay} {
		if errors.Is(err, wrong) {
			return nil, Refusal{err}
		}
	}
	return folder, err
}

// NoPlace is a folder for results that cannot be made: another may do.
type NoPlace struct{ error }

func (n NoPlace) Unwrap() error { return n.error }

// CreateUnder makes a new result folder, NAME-date-time, in a folder that is made if it is not there. The error is NoPlace where the
// system makes no folder.
func (j *Job) CreateUnder(parent, name string, now time.Time) (*store.Folder, error) {
	_, err := os.Stat(parent)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, NoPlace{err}
	}
	dir, err := reserve(filepath.Join(parent, name+"-"+now.Format("20060102-1504")))
	var folder *store.Folder
	if err == nil {
		if folder, err = j.Create(dir, false); err == nil {
			return folder, nil
		}
		os.RemoveAll(dir) // which is this process's own, and holds no results
	}
	if made {
		os.Remove(parent) // if it is empty
	}
	return nil, err
}

// reserve makes a new folder and nobody else's: when others begin within the minute, those who come later get a number.
func reserve(base string) (string, error) {
	dir := base
	for n := 2; ; n++ {
		err := os.Mkdir(dir, 0o777)
		switch {
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrExist):
			return "", NoPlace{err}
		}
		dir = fmt.Sprintf("%s-%d", base, n)
	}
}
