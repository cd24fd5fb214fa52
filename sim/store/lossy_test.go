package store

import (
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"livebazaar/sim/store/disk"
)

// lossyDisk is a disk whose plug is pulled at a chosen operation (a file made, written to, synced or renamed, a directory
// made or synced, something removed). What was not synced until then may be lost, in any combination: of a file's bytes
// what follows a certain one, or their content, with only the length kept; of a directory every single file made, renamed or
// removed since its last sync. A rename is not kept because the file was synced, nor because a later one was.
type lossyDisk struct {
	disk.Real
	chance *rand.Rand

	mu      sync.Mutex
	left    int // operations before the plug is pulled
	stopped bool
	dir     string
	now     map[string]*inode   // the files as the program sees them
	kept    map[string]*inode   // as they would be found if the plug were pulled and all that may be lost were
	pending map[string][]change // of each directory since it was synced, in order
}

// inode is what a file holds; synced of its bytes are durable.
type inode struct {
	data   []byte
	synced int
}

// change is something done in a directory.
type change struct {
	from, to string // from is "": made; to is "": removed
	node     *inode // nil: a directory
}

func pullsPlug(left int, chance *rand.Rand) *lossyDisk {
	return &lossyDisk{left: left, chance: chance, now: map[string]*inode{}, kept: map[string]*inode{}, pending: map[string][]change{}}
}

// begin counts an operation. It leaves the disk locked if that is not the last one.
func (d *lossyDisk) begin(root *os.Root) error {
	d.mu.Lock()
	if d.dir == "" {
		d.dir = root.Name()
		d.read()
	}
	d.left--
	if d.left >= 0 {
		return nil
	}
	if !d.stopped {
		d.stopped = true
		d.lose()
	}
	d.mu.Unlock()
	return errPlug
}

// read takes what is there before the first operation for durable. The lock goes another way.
func (d *lossyDisk) read() {
	err := filepath.WalkDir(d.dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), lockName) {
			return err
		}
		data, err := os.ReadFile(file)
		name, _ := filepath.Rel(d.dir, file)
		d.now[filepath.ToSlash(name)] = &inode{data, len(data)}
		return err
	})
	if err != nil {
		panic(err)
	}
	d.kept = maps.Clone(d.now)
}

// apply makes a change durable.
func (d *lossyDisk) apply(c change) {
	switch {
	case c.node == nil && c.to == "":
		for name := range d.kept {
			if strings.HasPrefix(name, c.from+"/") {
				delete(d.kept, name)
			}
		}
	case c.node == nil:
	case c.to == "":
		if d.kept[c.from] == c.node {
			delete(d.kept, c.from)
		}
	default:
		d.kept[c.to] = c.node
		if d.kept[c.from] == c.node {
			delete(d.kept, c.from)
		}
	}
}

// lose leaves on the disk what is durable and a random part of the rest.
func (d *lossyDisk) lose() {
	var lost []string // directories of which it is not kept that they were made
	for _, dir := range slices.Sorted(maps.Keys(d.pending)) {
		for _, c := range d.pending[dir] {
			if d.chance.Intn(2) == 0 {
				d.apply(c)
			} else if c.node == nil && c.from == "" {
				lost = append(lost, c.to)
			} else if c.node == nil {
				d.must(os.MkdirAll(d.at(c.from), 0o755))
			}
		}
	}
	for name := range d.now {
		d.must(os.RemoveAll(d.at(name)))
	}
	for _, dir := range lost {
		d.must(os.RemoveAll(d.at(dir)))
	}
	for _, name := range slices.Sorted(maps.Keys(d.kept)) {
		node := d.kept[name]
		data := slices.Clone(node.data)
		if whole := node.synced + d.chance.Intn(len(data)-node.synced+1); d.chance.Intn(2) == 0 {
			data = data[:whole]
		} else {
			clear(data[whole:])
		}
		if slices.ContainsFunc(lost, func(dir string) bool { return strings.HasPrefix(name, dir+"/") }) {
			continue
		}
		d.must(os.MkdirAll(filepath.Dir(d.at(name)), 0o755))
		d.must(os.WriteFile(d.at(name), data, 0o644))
	}
}

func (d *lossyDisk) at(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *lossyDisk) must(err error) {
	if err != nil {
		panic(err)
	}
}

func (d *lossyDisk) note(dir string, c change) { d.pending[dir] = append(d.pending[dir], c) }

func (d *lossyDisk) Mkdir(root *os.Root, name string) error {
	if err := d.begin(root); err != nil {
		return err
	}
	defer d.mu.Unlock()
	err := d.Real.Mkdir(root, name)
	if err == nil {
		d.note(path.Dir(name), change{to: name})
	}
	return err
}

func (d *lossyDisk) Create(root *os.Root, name string) (disk.Sink, error) {
	if err := d.begin(root); err != nil {
		return nil, err
	}
	defer d.mu.Unlock()
	out, err := d.Real.Create(root, name)
	if err != nil {
		return nil, err
	}
	node := &inode{}
	d.now[name] = node
	d.note(path.Dir(name), change{to: name, node: node})
	return &lossyFile{out, d, root, node}, nil
}

func (d *lossyDisk) Rename(root *os.Root, from, to string) error {
	if err := d.begin(root); err != nil {
		return err
	}
	defer d.mu.Unlock()
	err := d.Real.Rename(root, from, to)
	if err == nil {
		d.now[to] = d.now[from]
		delete(d.now, from)
		d.note(path.Dir(to), change{from, to, d.now[to]})
	}
	return err
}

func (d *lossyDisk) Remove(root *os.Root, name string) error {
	if err := d.begin(root); err != nil {
		return err
	}
	defer d.mu.Unlock()
	info, _ := root.Lstat(name)
	err := d.Real.Remove(root, name)
	switch {
	case err != nil || info == nil:
	case info.IsDir():
		d.note(path.Dir(name), change{from: name})
	default:
		d.note(path.Dir(name), change{from: name, node: d.now[name]})
		delete(d.now, name)
	}
	return err
}

func (d *lossyDisk) SyncDir(root *os.Root, name string) error {
	if err := d.begin(root); err != nil {
		return err
	}
	defer d.mu.Unlock()
	for _, c := range d.pending[name] {
		d.apply(c)
	}
	delete(d.pending, name)
	return nil
}

type lossyFile struct {
	disk.Sink
	disk *lossyDisk
	root *os.Root
	node *inode
}

func (f *lossyFile) Write(p []byte) (int, error) {
	if err := f.disk.begin(f.root); err != nil {
		return 0, err
	}
	defer f.disk.mu.Unlock()
	f.node.data = append(f.node.data, p...)
	return f.Sink.Write(p)
}

func (f *lossyFile) Sync() error {
	if err := f.disk.begin(f.root); err != nil {
		return err
	}
	defer f.disk.mu.Unlock()
	f.node.synced = len(f.node.data)
	return nil
}

// The model of the disk itself: what is not synced is lost in some lives and kept in others, and what is synced in none.
func TestALossyDiskLosesWhatIsNotSynced(t *testing.T) {
	seen := map[string]int{}
	const lives = 200
	for life := range lives {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "old"), []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		d := pullsPlug(1<<30, rand.New(rand.NewSource(int64(life))))
		p, err := disk.Open(d, dir)
		if err != nil {
			t.Fatal(err)
		}
		write := func(name, text string, synced bool) {
			out, err := d.Create(p.Root, name)
			if err != nil {
				t.Fatal(err)
			}
			out.Write([]byte(text))
			if synced {
				out.Sync()
			}
			out.Close()
		}
		write("synced", "synced", true)
		write("renamed", "new", true)
		write("torn", "torn", false)
		d.SyncDir(p.Root, ".")
		d.Rename(p.Root, "renamed", "old") // not synced
		d.Remove(p.Root, "synced")         // not synced
		write("late", "late", true)
		d.left = 0
		if err := d.Mkdir(p.Root, "more"); err == nil {
			t.Fatal("the plug was not pulled")
		}
		p.Close()
		for _, name := range []string{"old", "synced", "renamed", "torn", "late"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			text := "absent"
			if err == nil {
				text = string(data)
			}
			if name == "torn" {
				text = map[bool]string{true: "torn", false: "not whole"}[text == "torn"]
			}
			seen[name+": "+text]++
		}
	}
	want := []string{"late: absent", "late: late", "old: new", "old: old", "renamed: absent", "renamed: new", "synced: absent", "synced: synced",
		"torn: not whole", "torn: torn"}
	if got := slices.Sorted(maps.Keys(seen)); !slices.Equal(got, want) {
		t.Errorf("after %d lives: %v, expected %v", lives, seen, want)
	}
}
