package written

import (
	"context"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// A name may lead to a pipe (run <(sed …), /dev/stdin), a device, or a place that does not answer. Whatever it is, reading
// ends: with what was read, when the context ends, or when nobody writes.

// How long a pipe is waited for. Somebody who types has all the time there is.
const (
	openWithin = 4 * time.Second  // until somebody opens its other end
	openSoon   = openWithin / 40  // the same once another pipe was waited for in vain
	silence    = 30 * time.Second // until somebody who has opened it writes something (more)
)

// unfit is why what a name leads to is not read.
type unfit string

func (u unfit) Error() string { return string(u) }

// Why a name is not read. ErrDirectory is for those who look for what else the name may mean.
const (
	ErrDirectory = unfit("is a folder: name a scenario or study file (.toml) in it")
	errSocket    = unfit("is a socket, not a file")
	errNobody    = unfit("is a pipe, and nobody opened it for writing within 4 seconds")
	errSilent    = unfit("is a pipe, and nothing was written to it for 30 seconds: write what it gives into a file first")
	errNothing   = unfit("gave nothing: whoever writes to it wrote no text")
)

// Opener reads files. What can be read only once, it keeps: a command asks first what a file is and then reads it.
type Opener struct {
	ctx  context.Context
	mu   sync.Mutex
	kept []keptFile
	vain bool // nobody wrote to a pipe: the command will fail, and soon
}

type keptFile struct {
	info fs.FileInfo
	data []byte
	err  error
}

// NewOpener returns an opener that stops waiting when the context ends, with its cause.
func NewOpener(ctx context.Context) *Opener { return &Opener{ctx: ctx} }

// within is how long the next pipe is waited for.
func (o *Opener) within() time.Duration {
	if o.vain {
		return openSoon
	}
	return openWithin
}

// Read returns the content of a file within the limits.
func (o *Opener) Read(path string) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	infos := make(chan fs.FileInfo, 1)   // what path is, before it is opened
	waits := make(chan time.Duration, 1) // something moved; how long the next may take, 0 for ever
	done := make(chan keptFile, 1)
	kept := o.kept
	go func() { done <- drain(path, kept, infos, waits) }()
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	var what fs.FileInfo
	moved, within := false, o.within()
	for {
		select {
		case <-o.ctx.Done():
			return nil, context.Cause(o.ctx)
		case got := <-done:
			if got.info != nil {
				o.kept = append(o.kept, got)
			}
			return got.data, got.err
		case info := <-infos:
			if what = info; !moved && !info.Mode().IsRegular() {
				timer.Reset(within)
			}
		case d := <-waits:
			if moved = true; what == nil {
				what = <-infos // it was sent before
			}
			if d > 0 {
				timer.Reset(d)
			} else {
				timer.Stop()
			}
		case <-timer.C:
			why := errNobody
			if moved {
				why = errSilent
			}
			o.vain = true
			o.kept = append(o.kept, keptFile{info: what, err: why}) // not to wait for it again
			return nil, why
		}
	}
}

// Find says whether path leads to a file, and does not read it: a pipe would lose what it holds.
func Find(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return ErrDirectory
	}
	return err
}

// drain reads path to its end, or takes what was kept of it. It returns info only of what must be kept. It may
// never come back: then nobody waits for it.
func drain(path string, kept []keptFile, infos chan<- fs.FileInfo, waits chan<- time.Duration) keptFile {
	info, err := os.Stat(path)
	if err != nil {
		return keptFile{err: err}
	}
	for _, k := range kept {
		if os.SameFile(k.info, info) {
			return keptFile{data: k.data, err: k.err}
		}
	}
	input, _ := os.Stdin.Stat()
	own := input != nil && os.SameFile(input, info)
	switch {
	case info.IsDir():
		return keptFile{err: ErrDirectory}
	case info.Mode()&fs.ModeSocket != 0 && !own:
		return keptFile{err: errSocket}
	}
	infos <- info
	once := own || !info.Mode().IsRegular()
	var f io.Reader
	patience := silence
	if own && !info.Mode().IsRegular() { // opened again, it would wait for a writer that has come and gone
		f = os.Stdin
		if term.IsTerminal(int(os.Stdin.Fd())) {
			patience = 0
		}
	} else {
		file, err := os.Open(path)
		if err != nil {
			return keptFile{err: err}
		}
		defer file.Close()
		if f = file; once && term.IsTerminal(int(file.Fd())) {
			patience = 0
		}
	}
	data, err := io.ReadAll(io.LimitReader(watched{f, func() {
		if once {
			select {
			case waits <- patience:
			default:
			}
		}
	}}, MaxFileBytes+1))
	switch {
	case err != nil:
	case len(data) > MaxFileBytes:
		err = errTooLarge
	case once && len(data) == 0 && !info.Mode().IsRegular():
		err = errNothing
	}
	if once {
		return keptFile{info: info, data: data, err: err}
	}
	return keptFile{data: data, err: err}
}

// watched tells before each read that everything up to here has moved.
type watched struct {
	from io.Reader
	tell func()
}

func (w watched) Read(p []byte) (int, error) {
	w.tell()
	return w.from.Read(p)
}
