package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"livebazaar/sim/filename"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// exportFolder is where tables for other programs lie.
const exportFolder = "csv"

// codebookName is the file that explains the columns of all the others.
const codebookName = "codebook"

// Exported names an exported file, where it is and how many rows it has below its header.
type Exported struct {
	Table string
	Path  string
	Rows  int64
}

// Export writes every table, summary and contrasts, and a codebook that explains their columns as CSV into csv/, in place of
// what was exported before. A stop leaves the former export; where it comes while the files get their names, none is listed,
// and what is there is removed by the next command that writes the folder. A file of another's that has such a name
// is refused with ErrInTheWay before anything is written. Memory does not grow with the tables.
func (f *Folder) Export(ctx context.Context, form CSV) ([]Exported, error) {
	f.gate.Lock()
	defer f.gate.Unlock()
	switch {
	case f.closed:
		return nil, fmt.Errorf("%s: %w", f.Dir(), ErrNotWritable)
	case !f.manifest.Whole():
		return nil, incomplete(f.Dir(), f.manifest)
	}
	e, err := newExport(ctx, newResults(f.Dir(), f.manifest), form, exportFolder)
	if err != nil {
		return nil, err
	}
	m, err := f.claim(f.manifest, e.names())
	if err != nil {
		return nil, err
	}
	if err := f.site.Mkdir(exportFolder); err != nil {
		return nil, err
	}
	sums, err := e.stage(f.site)
	if err == nil {
		err = f.swapExported(m, sums)
	}
	if err != nil {
		e.drop(f.site)
		f.site.RemoveIfEmpty(exportFolder) // what counts is the error above
		return nil, err
	}
	return e.written(f.site), nil
}

// swapExported gives what was staged its names. m is the manifest in which they are claimed.
func (f *Folder) swapExported(m Manifest, sums []disk.FileSum) error {
	var gone []string
	for _, was := range m.Exported {
		if ours(was.Path) && !slices.Contains(m.Making, was.Path) {
			gone = append(gone, was.Path)
		}
	}
	m.Exported, m.Making = nil, append(m.Making, gone...)
	if err := f.say(m); err != nil {
		return err
	}
	for _, file := range sums {
		if err := f.site.Settle(file.Path); err != nil {
			return err
		}
	}
	for _, name := range gone {
		if err := f.site.Remove(name); err != nil {
			return err
		}
	}
	if err := f.site.Sync(exportFolder); err != nil {
		return err
	}
	m.Exported, m.Making = sums, slices.DeleteFunc(slices.Clone(m.Making), exported)
	return f.say(m)
}

// exported reports whether a file is below csv/.
func exported(name string) bool { return path.Dir(name) == exportFolder }

// dropHalfExported removes what an export left that was stopped while its files got their names.
func (f *Folder) dropHalfExported() error {
	half := slices.DeleteFunc(slices.Clone(f.manifest.Making), func(name string) bool { return !exported(name) || !ours(name) })
	if len(half) == 0 {
		return nil
	}
	for _, name := range half {
		if err := f.site.Remove(name); err != nil {
			return err
		}
	}
	if is, err := f.site.Kind(exportFolder); err != nil {
		return err
	} else if is == disk.Folder {
		if err := f.site.Sync(exportFolder); err != nil {
			return err
		}
	}
	m := f.manifest
	m.Making = slices.DeleteFunc(slices.Clone(m.Making), exported)
	return f.say(m)
}

// ExportTo writes the files of Export into another folder, which is made where it is absent. Nothing in it is replaced:
// where something has the name of a file the error wraps ErrInTheWay and names it. One process at a time writes into it: while
// another does, the error wraps ErrLocked. After an error nothing is left.
func (r *Results) ExportTo(ctx context.Context, dir string, form CSV) ([]Exported, error) {
	return r.exportTo(ctx, disk.Real{}, dir, form)
}

func (r *Results) exportTo(ctx context.Context, d disk.Disk, dir string, form CSV) (files []Exported, err error) {
	e, err := newExport(ctx, r, form, ".")
	if err != nil {
		return nil, err
	}
	made := !disk.Exists(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	p, err := disk.Open(d, dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		p.Close()
		if made && err != nil {
			os.Remove(dir) // if it is empty
		}
	}()
	lock, err := lockPlace(p)
	if err != nil {
		return nil, err
	}
	defer lock.release()
	free := func(suffixes ...string) error {
		for _, name := range e.names() {
			for _, suffix := range suffixes {
				if is, err := p.Kind(name + suffix); err != nil {
					return err
				} else if is != disk.Nothing {
					return fmt.Errorf("%s: %w: nothing is replaced outside the result folder; move it away or choose another folder",
						p.Path(name+suffix), ErrInTheWay)
				}
			}
		}
		return nil
	}
	if err := free("", disk.Unfinished); err != nil {
		return nil, err
	}
	sums, err := e.stage(p)
	if err == nil {
		err = free("") // another program may have been quicker
	}
	if err != nil {
		e.drop(p)
		return nil, err
	}
	for at, file := range sums {
		if err := p.Settle(file.Path); err != nil {
			e.drop(p)
			for _, file := range sums[:at] {
				p.Remove(file.Path)
			}
			return nil, err
		}
	}
	if err := p.Sync("."); err != nil {
		return nil, err
	}
	return e.written(p), nil
}

// export is a set of files on its way.
type export struct {
	ctx   context.Context
	from  *Results
	form  CSV
	files []exportFile
}

type exportFile struct {
	table, name string
	write       func(io.Writer) (rows int64, err error)
	rows        int64
}

// newExport prepares the files of an export below a folder: summary, contrasts, the tables by name, and the codebook.
func newExport(ctx context.Context, r *Results, form CSV, below string) (*export, error) {
	e := &export{ctx: ctx, from: r, form: form}
	contrasts, err := contrastSchema(r.path("contrasts.csv"))
	if err != nil {
		return nil, err
	}
	schemas := []tablefile.Schema{summarySchema(), contrasts}
	for _, name := range r.Tables() {
		t, err := tablefile.Open(r.path(tablePath(name)), nil)
		if err != nil {
			return nil, err
		}
		t.Close()
		schemas = append(schemas, t.Schema)
	}
	add := func(table string, write func(io.Writer) (int64, error)) {
		e.files = append(e.files, exportFile{table: table, name: path.Join(below, table+".csv"), write: write})
	}
	for _, s := range schemas {
		add(s.Name, func(w io.Writer) (int64, error) { return e.writeTable(w, s) })
	}
	add(codebookName, func(w io.Writer) (int64, error) { return writeCodebook(w, schemas, form) })
	var tables []string
	for _, f := range e.files {
		tables = append(tables, f.table)
	}
	return e, filename.CheckAll(tables...)
}

func (e *export) names() []string {
	names := make([]string, len(e.files))
	for i, f := range e.files {
		names[i] = f.name
	}
	return names
}

// stage writes all files beside their places.
func (e *export) stage(p *disk.Site) ([]disk.FileSum, error) {
	var sums []disk.FileSum
	for i := range e.files {
		file := &e.files[i]
		sum, err := p.Stage(file.name, func(w io.Writer) (err error) {
			file.rows, err = file.write(w)
			return err
		})
		if err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	slices.SortFunc(sums, func(a, b disk.FileSum) int { return strings.Compare(a.Path, b.Path) })
	return sums, nil
}

// drop removes what is staged and has no name yet.
func (e *export) drop(p *disk.Site) {
	for _, name := range e.names() {
		p.Discard(name) // what counts is the error before
	}
}

func (e *export) written(p *disk.Site) []Exported {
	var files []Exported
	for _, f := range e.files {
		files = append(files, Exported{f.table, p.Path(f.name), f.rows})
	}
	return files
}

// writeTable writes one table, piece by piece.
func (e *export) writeTable(w io.Writer, s tablefile.Schema) (rows int64, err error) {
	out := e.form.begin(w, s)
	each := func(t *record.Table) error {
		if err := context.Cause(e.ctx); err != nil {
			return err
		}
		rows += int64(t.Rows)
		return out.rows(t)
	}
	switch s.Name {
	case summaryName:
		err = e.from.eachSummary(each)
	case contrastsName:
		err = eachContrast(e.from.path("contrasts.csv"), s, each)
	default:
		err = e.from.EachRows(s.Name, each)
	}
	return rows, errors.Join(err, out.flush())
}

// summaryRows are the rows of the summary handed over at once.
const summaryRows = 1 << 12

// eachSummary hands over the summary as a table, piece by piece.
func (r *Results) eachSummary(each func(*record.Table) error) error {
	values := make([]record.Value, 0, summaryRows)
	err := r.EachValue(func(v record.Value) error {
		values = append(values, v)
		if len(values) < summaryRows {
			return nil
		}
		err := each(summaryTable(values))
		values = values[:0]
		return err
	})
	if err != nil {
		return err
	}
	return each(summaryTable(values))
}
