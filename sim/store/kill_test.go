package store

import (
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"livebazaar/sim/store/disk"
)

var errPlug = errors.New("the plug was pulled")

// fullDisk has no room left from a chosen operation on: only writing fails.
type fullDisk struct {
	disk.Real
	mu   sync.Mutex
	left int // operations before it is full
}

type fullFile struct {
	disk.Sink
	disk *fullDisk
}

// full counts an operation and reports whether there is no room for it.
func (d *fullDisk) full() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left--
	return d.left < 0
}

func (d *fullDisk) Mkdir(root *os.Root, name string) error {
	if d.full() {
		return &os.PathError{Op: "mkdir", Path: name, Err: syscall.ENOSPC}
	}
	return d.Real.Mkdir(root, name)
}

func (d *fullDisk) Create(root *os.Root, name string) (disk.Sink, error) {
	if d.full() {
		return nil, &os.PathError{Op: "open", Path: name, Err: syscall.ENOSPC}
	}
	out, err := d.Real.Create(root, name)
	if err != nil {
		return nil, err
	}
	return &fullFile{out, d}, nil
}

func (d *fullDisk) Rename(root *os.Root, from, to string) error {
	d.full()
	return d.Real.Rename(root, from, to)
}

func (d *fullDisk) SyncDir(*os.Root, string) error { return nil }

func (f *fullFile) Write(p []byte) (int, error) {
	if f.disk.full() {
		n, _ := f.Sink.Write(p[:len(p)/2]) // it takes a part of what it is given
		return n, syscall.ENOSPC
	}
	return f.Sink.Write(p)
}

func (f *fullFile) Sync() error { return nil }

// goOn starts the run in dir or takes it up, on the disk.
func goOn(d disk.Disk, dir string) (*Folder, error) {
	f, err := resume(d, dir)
	if errors.Is(err, ErrNotResults) {
		return create(d, dir, toyManifest(), toyScenarios, false)
	}
	return f, err
}

const toyRows = 40

// complete reports whether a folder says so.
func complete(dir string) bool {
	m, err := ReadManifest(dir)
	return err == nil && m.Status == Complete
}

// moments are the operations at which a test of every stop stops: each of them where the long tests are asked for, else
// one in five, which is no divisor of what a file or a replicate takes.
func moments() (step int) {
	if os.Getenv("LIVEBAZAAR_LONG") != "" {
		return 1
	}
	return 5
}

// Wherever the plug is pulled, and again wherever it is pulled while going on, the folder never looks complete before
// it is, nothing that was finished is done again, and in the end every byte is the same.
func TestPulledPlugAtEveryOperation(t *testing.T) {
	want := resultBytes(t, toyFolder(t, toyRows, 1))
	chance := rand.New(rand.NewSource(1))
	top := t.TempDir()
	stops := 0
	for first := 0; ; first += moments() {
		dir := filepath.Join(top, strconv.Itoa(first))
		left, sound := first, false
		for !sound {
			d := pullsPlug(left, chance)
			f, err := goOn(d, dir)
			if err == nil {
				before, _ := f.Progress()
				var halves int
				halves, err = toyRun(f, toyRows, 1)
				if most := 2 * (len(toyScenarios)*toyReplicates - before); halves > most {
					t.Fatalf("stop at %d: %d halves done, %d were left", first, halves, most)
				}
				f.Close()
			}
			switch {
			case err == nil || errors.Is(err, ErrComplete):
				sound = true
			case !d.stopped: // if it did, the files may be gone while somebody still reads
				t.Fatalf("stop at %d: %v", first, err)
			}
			if sound && !d.stopped && left == first {
				t.Logf("%d stops", stops)
				sameFolder(t, want, resultBytes(t, dir))
				return // it ran through without a stop: every operation has been tried
			}
			stops++
			if complete(dir) {
				if problems, err := Verify(dir); err != nil || len(problems) > 0 {
					t.Fatalf("stop at %d: says complete, but %v %v", first, problems, err)
				}
			}
			left = chance.Intn(60) + 20
		}
		Resume(dir) // tidies up parts if the stop was right after completion
		sameFolder(t, want, resultBytes(t, dir))
		if t.Failed() {
			t.Fatalf("stop at %d", first)
		}
		os.RemoveAll(dir)
	}
}

// Replacing a run, wherever the plug is pulled until the new one is done: the folder is the old run still, or goes on as the
// new one, and nothing of the old one comes back to be in its way, to be taken for a part of it, or to lie among its files.
func TestPulledPlugWhileReplacing(t *testing.T) {
	former := toyFolder(t, 5, 1)
	next := toyManifest()
	next.Seed = 8
	const rows = 7
	fresh := filepath.Join(t.TempDir(), "fresh")
	f, err := create(calmDisk{}, fresh, next, toyScenarios, false)
	if err == nil {
		_, err = toyRun(f, rows, 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	want := resultBytes(t, fresh)
	for left := 0; ; left += moments() {
		dir := copied(t, former)
		d := pullsPlug(left, rand.New(rand.NewSource(int64(left))))
		f, err := create(d, dir, next, toyScenarios, true)
		if err == nil {
			if m, err := ReadManifest(dir); err != nil || m.Seed != 8 || m.Status != Running {
				t.Fatalf("replaced by %+v, %v", m, err)
			}
			_, err = toyRun(f, rows, 1)
			f.Close()
		}
		if err == nil {
			sameFolder(t, want, resultBytes(t, dir))
			return // it ran through without a stop
		}
		if !d.stopped { // if it did, the files may be gone while somebody still reads
			t.Fatalf("stop at %d: %v", left, err)
		}
		m, err := ReadManifest(dir)
		switch {
		case err == nil && m.Seed == 7:
			if problems, err := Verify(dir); err != nil || len(problems) > 0 {
				t.Fatalf("stop at %d: the old run is not whole: %v %v", left, problems, err)
			}
		case err == nil && complete(dir):
			if problems, err := Verify(dir); err != nil || len(problems) > 0 {
				t.Fatalf("stop at %d: says complete, but %v %v", left, problems, err)
			}
		}
		f, err = resume(calmDisk{}, dir)
		if errors.Is(err, ErrComplete) && m.Seed == 7 || errors.Is(err, ErrNotResults) {
			f, err = create(calmDisk{}, dir, next, toyScenarios, true)
		}
		if err == nil {
			_, err = toyRun(f, rows, 1)
			f.Close()
		}
		if err != nil && !errors.Is(err, ErrComplete) {
			t.Fatalf("stop at %d: %v", left, err)
		}
		sameFolder(t, want, resultBytes(t, dir))
		if t.Failed() {
			t.Fatalf("stop at %d", left)
		}
	}
}

// A disk that is full from any operation on: the error names a file, what was committed stays, the folder does not
// look complete, and with space again the run goes on to the same bytes.
func TestFullDiskAtEveryOperation(t *testing.T) {
	want := resultBytes(t, toyFolder(t, toyRows, 1))
	top := t.TempDir()
	for left := 0; ; left += moments() {
		dir := filepath.Join(top, strconv.Itoa(left))
		d := &fullDisk{left: left}
		f, err := goOn(d, dir)
		done := 0
		if err == nil {
			_, err = toyRun(f, toyRows, 1)
			done, _ = f.Progress()
			if err != nil {
				f.Stop(Failed, err.Error()) // may not find room for this word either
			}
		}
		if err == nil {
			sameFolder(t, want, resultBytes(t, dir))
			return
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), dir) {
			t.Fatalf("full at %d: the error names no file: %v", left, err)
		}
		if complete(dir) {
			t.Fatalf("full at %d: the folder says complete", left)
		}
		if f, err = goOn(calmDisk{}, dir); err != nil {
			t.Fatalf("full at %d: %v", left, err)
		}
		if now, _ := f.Progress(); now != done {
			t.Fatalf("full at %d: %d replicates were committed, %d are there", left, done, now)
		}
		if _, err := toyRun(f, toyRows, 1); err != nil {
			t.Fatalf("full at %d: %v", left, err)
		}
		sameFolder(t, want, resultBytes(t, dir))
		if t.Failed() {
			t.Fatalf("full at %d", left)
		}
		os.RemoveAll(dir)
	}
}

const childVar = "LIVEBAZAAR_STORE_TEST_DIR"

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childVar); dir != "" {
		f, err := goOn(disk.Real{}, dir)
		if err == nil {
			_, err = toyRun(f, childRows, 2)
		}
		if err != nil && !errors.Is(err, ErrComplete) {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	inMemory()
	debug.SetGCPercent(400) // as rarely as in a run of a small market (internal/job/need.go)
	os.Exit(m.Run())
}

const childRows = 8000

// kill -9 at random moments, until the run is through.
func TestKilledAtRandomMoments(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	began := time.Now()
	want := resultBytes(t, toyFolder(t, childRows, 2))
	whole := time.Since(began)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewSource(2))
	kills := 0
	for round := 0; kills < 9 && round < 40; round++ {
		dir := filepath.Join(t.TempDir(), strconv.Itoa(round))
		// Each life may last longer than the one before: on a machine that has become slow since the first run was
		// timed, a process that is always killed early would never come to its first commit.
		for life := whole * 3 / 4; ; life += life / 2 {
			child := exec.Command(self)
			child.Env = append(os.Environ(), childVar+"="+dir)
			child.Stderr = os.Stderr
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			kill := time.AfterFunc(time.Duration(chance.Int63n(int64(life))), func() { child.Process.Kill() })
			err := child.Wait()
			kill.Stop()
			var exit *exec.ExitError
			if err == nil {
				break
			}
			if !errors.As(err, &exit) || exit.ExitCode() >= 0 {
				t.Fatal(err) // it failed by itself
			}
			kills++
			if complete(dir) {
				if problems, err := Verify(dir); err != nil || len(problems) > 0 {
					t.Fatalf("says complete, but %v %v", problems, err)
				}
			} else if m, err := ReadManifest(dir); err == nil && !m.Whole() {
				if _, err := Open(dir); !errors.Is(err, ErrIncomplete) {
					t.Fatalf("an interrupted folder opens: %v", err)
				}
			}
		}
		got := resultBytes(t, dir)
		delete(got, lockName) // the last process may have been killed between completion and here
		sameFolder(t, want, got)
	}
	if kills < 9 {
		t.Errorf("only %d kills hit a running process", kills)
	}
	t.Logf("%d kills", kills)
}
