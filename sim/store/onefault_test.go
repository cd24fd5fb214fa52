package store

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"livebazaar/sim/store/disk"
)

// oneFault is a disk on which one operation fails, and all others go on as if nothing were.
type oneFault struct {
	disk.Real
	mu   sync.Mutex
	left int      // operations before it
	what string   // it was
	all  []string // operations, in their order
}

type oneFaultFile struct {
	disk.Sink
	disk *oneFault
}

func (d *oneFault) step(what string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = append(d.all, what)
	d.left--
	if d.left != -1 {
		return nil
	}
	d.what = what
	return &os.PathError{Op: what, Path: "disk", Err: syscall.EIO}
}

func (d *oneFault) Mkdir(root *os.Root, name string) error {
	if err := d.step("mkdir " + name); err != nil {
		return err
	}
	return d.Real.Mkdir(root, name)
}

func (d *oneFault) Create(root *os.Root, name string) (disk.Sink, error) {
	if err := d.step("create " + name); err != nil {
		return nil, err
	}
	out, err := d.Real.Create(root, name)
	return &oneFaultFile{out, d}, err
}

func (d *oneFault) Rename(root *os.Root, from, to string) error {
	if err := d.step("rename " + to); err != nil {
		return err
	}
	return d.Real.Rename(root, from, to)
}

func (d *oneFault) Remove(root *os.Root, name string) error {
	if err := d.step("remove " + name); err != nil {
		return err
	}
	return d.Real.Remove(root, name)
}

func (d *oneFault) SyncDir(_ *os.Root, name string) error { return d.step("sync folder " + name) }

func (f *oneFaultFile) Write(p []byte) (int, error) {
	if err := f.disk.step("write"); err != nil {
		return 0, err
	}
	return f.Sink.Write(p)
}

func (f *oneFaultFile) Sync() error { return f.disk.step("sync") }

func (f *oneFaultFile) Close() error {
	err := f.Sink.Close()
	if fault := f.disk.step("close"); fault != nil {
		return fault
	}
	return err
}

// Whatever single operation of the disk fails, whoever asked for it is told: no error is lost on the way, be it of something
// written, removed, or only made durable. (Of files that are made, filled and named, one operation in five, unless the long tests are
// asked for: they are many and alike. Of what is removed, and of folders, each.)
func TestEveryErrorOfTheDiskIsTold(t *testing.T) {
	former := toyFolder(t, 5, 1)
	if _, err := exportOf(former, CSV{}); err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut") // interrupted: parts, one of them not whole, checkpoints, and files being written
	f, err := create(calmDisk{}, cut, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	for r := range 2 {
		if _, err := toyReplicate(f, "uniform", r, 5); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(f.partPath(partKey{0, 0}), 100); err != nil {
		t.Fatal(err)
	}
	f.Close()
	half := copied(t, former) // an export that was stopped while its files got their names
	m, err := ReadManifest(half)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range m.Exported {
		m.Making = append(m.Making, file.Path)
	}
	m.Exported = nil
	if err := writeManifest(siteAt(t, half), m); err != nil {
		t.Fatal(err)
	}
	for dir, names := range map[string][]string{
		former: {"plots/a.svg", "csv/days.csv", "x"},
		cut:    {"parts/000-00002.part", "parts/state/x.state", "summary.csv"},
	} {
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name+disk.Unfinished)), []byte("half"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for what, life := range map[string]struct {
		from string
		live func(d disk.Disk, dir string) error
	}{
		"replacing and running": {former, func(d disk.Disk, dir string) error {
			f, err := create(d, dir, toyManifest(), toyScenarios, true)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = toyRun(f, 5, 1)
			return err
		}},
		"drawing again": {former, func(d disk.Disk, dir string) error {
			f, err := redraw(d, dir)
			if err != nil {
				return err
			}
			defer f.Close()
			return f.Draw("zh", true, draws(otherDrawing))
		}},
		"exporting again": {former, func(d disk.Disk, dir string) error {
			f, err := redraw(d, dir)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = f.Export(context.Background(), CSV{Chinese: true})
			return err
		}},
		"exporting elsewhere": {former, func(d disk.Disk, dir string) error {
			r, err := Open(dir)
			if err == nil {
				_, err = r.exportTo(context.Background(), d, filepath.Join(dir, "deeper"), CSV{})
			}
			return err
		}},
		"tidying up after a stopped export": {half, func(d disk.Disk, dir string) error {
			f, err := redraw(d, dir)
			if err == nil {
				f.Close()
			}
			return err
		}},
		"going on": {cut, func(d disk.Disk, dir string) error {
			f, err := resume(d, dir)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = toyRun(f, 5, 1)
			return err
		}},
	} {
		calm := &oneFault{left: math.MaxInt}
		if err := life.live(calm, copied(t, life.from)); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if len(calm.all) < 5 {
			t.Errorf("%s: only %d operations", what, len(calm.all))
		}
		for left, operation := range calm.all {
			kind, _, _ := strings.Cut(operation, " ")
			if kind != "remove" && kind != "mkdir" && left%moments() != 0 {
				continue
			}
			dir := copied(t, life.from)
			d := &oneFault{left: left}
			err := life.live(d, dir)
			if d.what == "" {
				t.Fatalf("%s: there is no operation %d, and the error is %v", what, left, err)
			}
			if !errors.Is(err, syscall.EIO) {
				t.Errorf("%s: %s fails (operation %d), and the error is %v", what, d.what, left, err)
			}
			if complete(dir) && what != "exporting elsewhere" {
				if problems, err := Verify(dir); err != nil || len(problems) > 0 {
					t.Errorf("%s: %s failed (operation %d), the folder says complete, but %v %v", what, d.what, left, problems, err)
				}
			}
			os.RemoveAll(dir)
		}
	}
}
