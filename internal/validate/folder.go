package validate

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// cellsName is the file in which a folder keeps what experiments found, a line for each replicate of each. A line is written whole and
// synced: of a run that is killed all but the last line is good.
const cellsName = "cells.jsonl"

// ErrBusy reports a folder that another process writes.
var ErrBusy = errors.New("another process is writing there")

// Folder keeps what experiments found.
type Folder struct {
	dir  string
	key  string // of model, seed and settings: what was found under others is not used
	lock *flock.Flock

	mu    sync.Mutex
	out   *os.File
	known map[cellID]trial.Numbers
}

type cellID struct {
	experiment string
	replicate  int
}

// cell is a line of the file. Numbers that JSON does not have are texts.
type cell struct {
	Key        string         `json:"key"`
	Experiment string         `json:"experiment"`
	Replicate  int            `json:"replicate"`
	Found      map[string]any `json:"found"`
}

// Open opens the folder of a trial, which is made if it is not there, and reads what was found before. Another process that has it open
// is ErrBusy.
func Open(dir string, what Trial) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	f := &Folder{dir: dir, key: what.key(), known: map[cellID]trial.Numbers{}, lock: flock.New(filepath.Join(dir, ".lock"))}
	switch locked, err := f.lock.TryLock(); {
	case err != nil:
		return nil, err
	case !locked:
		return nil, fmt.Errorf("%s: %w", dir, ErrBusy)
	}
	whole, err := f.read()
	if err == nil {
		f.out, err = os.OpenFile(f.path(cellsName), os.O_WRONLY|os.O_CREATE, 0o666)
	}
	if err == nil { // a line that was cut short is written over
		if err = f.out.Truncate(whole); err == nil {
			_, err = f.out.Seek(whole, 0)
		}
	}
	if err != nil {
		return nil, errors.Join(err, f.lock.Unlock())
	}
	return f, nil
}

func (f *Folder) path(name string) string { return filepath.Join(f.dir, name) }

// Close gives the folder up.
func (f *Folder) Close() error { return errors.Join(f.out.Close(), f.lock.Unlock()) }

// read takes in the lines of the file, and returns how many bytes of it are whole lines.
func (f *Folder) read() (whole int64, err error) {
	content, err := os.ReadFile(f.path(cellsName))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	lines := bufio.NewReader(bytes.NewReader(content))
	for {
		line, err := lines.ReadBytes('\n')
		var c cell
		if err != nil || json.Unmarshal(line, &c) != nil {
			return whole, nil
		}
		whole += int64(len(line))
		if c.Key == f.key {
			f.known[cellID{c.Experiment, c.Replicate}] = numbers(c.Found)
		}
	}
}

// Find implements trial.Keeper.
func (f *Folder) Find(experiment string, replicate int) (trial.Numbers, bool) {
	found, ok := f.known[cellID{experiment, replicate}]
	return found, ok
}

// Keep implements trial.Keeper.
func (f *Folder) Keep(experiment string, replicate int, found trial.Numbers) error {
	line, err := json.Marshal(cell{f.key, experiment, replicate, written(found)})
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := f.out.Write(append(line, '\n')); err != nil {
		return err
	}
	return f.out.Sync()
}

func written(found trial.Numbers) map[string]any {
	out := map[string]any{}
	for name, x := range found {
		out[name] = x
		if math.IsNaN(x) || math.IsInf(x, 0) {
			out[name] = fmt.Sprint(x)
		}
	}
	return out
}

func numbers(found map[string]any) trial.Numbers {
	out := trial.Numbers{}
	for name, x := range found {
		switch x := x.(type) {
		case float64:
			out[name] = x
		case string:
			out[name] = map[string]float64{"+Inf": math.Inf(1), "-Inf": math.Inf(-1)}[x]
			if x == "NaN" {
				out[name] = math.NaN()
			}
		}
	}
	return out
}

// put writes a file of the folder whole or not at all.
func (f *Folder) put(name string, content []byte) error { return Put(f.path(name), content) }

// Put writes a file whole or not at all: beside its place, synced and renamed.
func Put(path string, content []byte) error {
	out, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.livebazaar-tmp")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name()) // it is not there any more where all went well
	if _, err = out.Write(content); err == nil {
		err = out.Sync()
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(out.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}

// key names what the numbers hang on.
func (t Trial) key() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "model %d\nexperiments %d\nseed %d\nquick %v\n", t.ModelVersion, checks.Edition, t.Seed, t.Quick)
	for _, s := range t.Settings {
		fmt.Fprintf(sum, "%s=%v\n", s.Key, s.Value)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
