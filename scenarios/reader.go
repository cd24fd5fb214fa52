package scenarios

import (
	"context"
	"os"

	"livebazaar/scenarios/written"
)

// Reader reads the files of one command. It stops waiting for them when its context ends, with the context's cause, and
// reads a pipe once, however often it is asked for.
type Reader struct {
	ctx context.Context
	l   *loader
}

// NewReader returns a reader of the operating system's files and the embedded ones.
func NewReader(ctx context.Context) *Reader {
	l := *product
	l.read = written.NewOpener(ctx).Read
	return &Reader{ctx, &l}
}

// plainReader is a reader for those who have no context.
var plainReader = NewReader(context.Background())

// err is what is wrong, or why nothing more was read.
func (r *Reader) err(ps Problems) error {
	if cause := context.Cause(r.ctx); cause != nil && len(ps) > 0 {
		return cause
	}
	return ps.Err()
}

// Load reads the scenario called name (an embedded one, or a path: with a separator or ending in .toml) and lays the
// overrides ("key=value") over it. The error is of type Problems and holds everything that is wrong.
func (r *Reader) Load(name string, sets []string) (*Scenario, error) {
	s, ps := r.l.scenario(reference{name: name}, nil, sets)
	return s, r.err(ps)
}

// LoadStudy reads the study called name with all its scenarios. Settings outside [study] hold for every scenario and go
// over what the scenarios say; the overrides ("key=value") go over both.
func (r *Reader) LoadStudy(name string, sets []string) (*Study, error) {
	s, ps := r.l.study(name, sets)
	return s, r.err(ps)
}

// NewStudy puts a study together from scenarios, the first one being the baseline. One alone is compared with the
// embedded baseline.
func (r *Reader) NewStudy(names, sets []string) (*Study, error) {
	s, ps := r.l.assemble(names, sets)
	return s, r.err(ps)
}

// IsStudy reports whether name can be read and is a study; what cannot be read is left to Load to explain.
func (r *Reader) IsStudy(name string) bool {
	d, _ := r.l.open(reference{name: name})
	if d == nil {
		return false
	}
	_, ok := d.Tree["study"]
	return ok
}

// Listed is how many scenarios a study lists; 0 where it cannot be read, which is left to LoadStudy to explain.
func (r *Reader) Listed(name string) int {
	d, _ := r.l.open(reference{name: name})
	if d == nil {
		return 0
	}
	table, _ := d.Tree["study"].(map[string]any)
	list, _ := table["scenarios"].([]any)
	return len(list)
}

// ReadFile reads a scenario or study file as it stands, within the limits, to be written again: a pipe or device is refused.
// The error is of type Problems.
func (r *Reader) ReadFile(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, Problems{{Source: path, Reason: "is no file that can be written again"}}
	}
	b, err := r.l.read(path)
	if err != nil {
		return nil, r.err(Problems{written.Unreadable(path, err)})
	}
	return b, nil
}

// Load is the same without a context.
func Load(name string, sets []string) (*Scenario, error) { return plainReader.Load(name, sets) }

// LoadStudy is the same without a context.
func LoadStudy(name string, sets []string) (*Study, error) { return plainReader.LoadStudy(name, sets) }

// IsStudy is the same without a context.
func IsStudy(name string) bool { return plainReader.IsStudy(name) }
