package store

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"livebazaar/sim/store/disk"
)

// Redraw takes the lock of a folder whose results are whole, so that figures and report can be drawn, again or for the
// first time. The error wraps ErrChanged and names the files if results or manifest are not as they were written:
// nothing is drawn from numbers that somebody changed.
func Redraw(dir string) (*Folder, error) { return redraw(disk.Real{}, dir) }

func redraw(d disk.Disk, dir string) (*Folder, error) {
	if _, err := Open(dir); err != nil { // before a lock file is put into somebody else's folder
		return nil, err
	}
	f, err := takeLock(d, dir)
	if err != nil {
		return nil, err
	}
	if err := f.readWhole(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// takeLock locks a folder that is there.
func takeLock(d disk.Disk, dir string) (*Folder, error) {
	p, err := disk.Open(d, dir)
	if err != nil {
		return nil, err
	}
	lock, err := lockPlace(p)
	if err != nil {
		p.Close()
		return nil, err
	}
	return newFolder(p, lock), nil
}

// readWhole takes up the manifest of a folder whose results are whole.
func (f *Folder) readWhole() error {
	m, asWritten, err := readManifest(f.Dir())
	switch {
	case err != nil:
		return err
	case !asWritten:
		return fmt.Errorf("%s: %w", f.site.Path(manifestName), ErrChanged)
	case !m.Whole():
		return incomplete(f.Dir(), m)
	}
	f.take(m)
	if err := asErrors(f.Dir(), changes(f.Dir(), m.Files)); err != nil {
		return err
	}
	if err := f.dropHalfExported(); err != nil {
		return err
	}
	return f.clearUnfinished()
}

// asErrors makes one error of what is wrong with files.
func asErrors(dir string, problems []Problem) error {
	var errs []error
	for _, p := range problems {
		errs = append(errs, fmt.Errorf("%s: %w", filepath.Join(dir, filepath.FromSlash(p.File)), p.err))
	}
	return errors.Join(errs...)
}

// Put takes a finished file: a figure, or the report. Several goroutines may call it at a time.
type Put func(name string, content []byte) error

// Draw puts figures and report in place. make draws them from the results and puts each one; nothing of what was drawn
// before is touched until all are there. Then the folder does not say complete until the last one has its name, so that
// after a stop Resume draws again. With all set what was drawn before and is not drawn now is removed; otherwise it stays
// (some formats are drawn again), for which the folder must be complete. The run is complete when there is a report.
// The language goes into the manifest where all is drawn: Resume draws in it.
func (f *Folder) Draw(language string, all bool, make func(results *Results, put Put) error) error {
	f.gate.Lock()
	defer f.gate.Unlock()
	switch {
	case f.closed:
		return fmt.Errorf("%s: %w", f.Dir(), ErrNotWritable)
	case !f.manifest.Whole():
		return incomplete(f.Dir(), f.manifest)
	case !all && f.manifest.Status != Complete: // what a stopped drawing left may be of either
		return incomplete(f.Dir(), f.manifest)
	}
	if err := f.site.Mkdir("plots"); err != nil {
		return err
	}
	staged, err := f.stageDrawn(make)
	if err == nil {
		err = f.swapDrawn(language, all, staged)
	}
	if err != nil {
		for name := range staged { // those that have their names by now are not hit
			f.site.Discard(name)
		}
	}
	return err
}

// stageDrawn draws beside what is there.
func (f *Folder) stageDrawn(make func(*Results, Put) error) (map[string]disk.FileSum, error) {
	var mu sync.Mutex
	staged := map[string]disk.FileSum{}
	err := make(newResults(f.Dir(), f.manifest), func(name string, content []byte) error {
		if name != reportName && !(ours(name) && path.Dir(name) == "plots") {
			return fmt.Errorf("%s is neither the report nor a figure below plots/", name)
		}
		sum, err := f.site.Stage(name, func(w io.Writer) error {
			_, err := w.Write(content)
			return err
		})
		if err == nil {
			mu.Lock()
			staged[name] = sum
			mu.Unlock()
		}
		return err
	})
	return staged, err
}

// swapDrawn gives what was drawn its names.
func (f *Folder) swapDrawn(language string, all bool, staged map[string]disk.FileSum) error {
	names := slices.Sorted(maps.Keys(staged))
	drawn := map[string]disk.FileSum{}
	var gone []string
	for _, file := range f.manifest.Drawn {
		_, again := staged[file.Path]
		switch {
		case again || !ours(file.Path):
		case all:
			gone = append(gone, file.Path)
		default:
			drawn[file.Path] = file
		}
	}
	maps.Copy(drawn, staged)
	m, err := f.claim(f.manifest, names)
	if err != nil {
		return err
	}
	m.Status, m.Reason = Running, ""
	if all {
		m.Language = language
	}
	if err := f.say(m); err != nil { // from here on the folder is not complete, until the last file has its name
		return err
	}
	for _, name := range names {
		if err := f.site.Settle(name); err != nil {
			return err
		}
	}
	for _, name := range gone {
		if err := f.site.Remove(name); err != nil {
			return err
		}
	}
	for _, sub := range []string{"plots", "."} {
		if err := f.site.Sync(sub); err != nil {
			return err
		}
	}
	m.Drawn, m.Making = nil, nil
	for _, file := range drawn {
		m.Drawn = append(m.Drawn, file)
	}
	slices.SortFunc(m.Drawn, func(a, b disk.FileSum) int { return strings.Compare(a.Path, b.Path) })
	if m.reported() {
		m.Status = Complete
	}
	return f.say(m)
}
