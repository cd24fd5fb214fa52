package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"livebazaar/sim/store/disk"
)

// A checkpoint is one file: magic | index (JSON, one line) | what the caller wrote | sha256 of all before.
const stateMagic = "livebazaar state 1\n"

type stateIndex struct {
	Run          string `json:"run"`
	Session      int    `json:"session"`
	ElapsedNanos int64  `json:"elapsed_ns"`
}

// stateFolder is where checkpoints lie.
const stateFolder = "parts/state"

// stateFile gives every name a file of its own, whatever characters it has.
func stateFile(name string) string { return stateFolder + "/" + url.QueryEscape(name) + ".state" }

// onState runs change while no other goroutine changes the checkpoint with this name.
func (f *Folder) onState(name string, change func(file string) error) error {
	f.gate.RLock()
	defer f.gate.RUnlock()
	if f.closed {
		return fmt.Errorf("checkpoint %s: %w", name, ErrNotWritable)
	}
	if name == "" || len(name) > 80 {
		return fmt.Errorf("checkpoint %q: its name must have 1 to 80 bytes", name)
	}
	defer f.states.lock(name)()
	return change(stateFile(name))
}

// SaveState keeps what write produces as the checkpoint called name. The former one stays until the new one is
// complete and on the disk.
func (f *Folder) SaveState(name string, write func(io.Writer) error) error {
	return f.onState(name, func(file string) error {
		index, err := json.Marshal(stateIndex{Run: f.run, Session: f.Manifest().Sessions, ElapsedNanos: int64(f.elapsed())})
		if err != nil {
			return err
		}
		_, err = f.site.Replace(file, func(w io.Writer) error {
			out := &disk.Summing{To: w, Hash: sha256.New()}
			if _, err := fmt.Fprintf(out, "%s%s\n", stateMagic, index); err != nil {
				return err
			}
			if err := write(out); err != nil {
				return err
			}
			_, err := w.Write(out.Hash.Sum(nil))
			return err
		})
		return err
	})
}

// LoadState opens the checkpoint called name, or returns nil, nil if there is none that is whole.
func (f *Folder) LoadState(name string) (content io.ReadCloser, err error) {
	err = f.onState(name, func(file string) error {
		content, err = openState(f.site.Path(file), f.run)
		return err
	})
	return content, err
}

// DropState removes the checkpoint called name, if there is one.
func (f *Folder) DropState(name string) error {
	return f.onState(name, f.site.Remove)
}

// openState returns nil, nil for a checkpoint that is absent, torn or of another run.
func openState(path, run string) (io.ReadCloser, error) {
	file, err := disk.OpenRegular(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	index, start, end, err := readState(file)
	if err != nil || end < 0 || index.Run != run {
		file.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{bufio.NewReaderSize(io.NewSectionReader(file, start, end-start), 1<<18), file}, nil
}

// readState checks a checkpoint's sum and returns where its content is; end is −1 if it is torn.
func readState(file *os.File) (index stateIndex, start, end int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return index, 0, -1, err
	}
	end = info.Size() - sha256.Size
	if end < int64(len(stateMagic)) {
		return index, 0, -1, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(file, 0, end)); err != nil {
		return index, 0, -1, err
	}
	sum := make([]byte, sha256.Size)
	if _, err := file.ReadAt(sum, end); err != nil {
		return index, 0, -1, err
	}
	head := bufio.NewReader(io.NewSectionReader(file, 0, end))
	magic, _ := head.ReadString('\n')
	line, _ := head.ReadString('\n')
	if !bytes.Equal(h.Sum(nil), sum) || magic != stateMagic || json.Unmarshal([]byte(line), &index) != nil {
		return index, 0, -1, nil
	}
	return index, int64(len(magic) + len(line)), end, nil
}

// lastStates returns the indexes of all checkpoints that are whole, for the wall time they tell.
func (f *Folder) lastStates() ([]stateIndex, error) {
	names, err := f.site.Names(stateFolder)
	if err != nil {
		return nil, err
	}
	var found []stateIndex
	for _, name := range names {
		if !strings.HasSuffix(name, ".state") || !f.private(stateFolder, name) {
			continue
		}
		file, err := disk.OpenRegular(f.site.Path(stateFolder + "/" + name))
		if err != nil {
			return nil, err
		}
		index, _, end, err := readState(file)
		file.Close()
		if err != nil {
			return nil, err
		}
		if end >= 0 {
			found = append(found, index)
		}
	}
	return found, nil
}
