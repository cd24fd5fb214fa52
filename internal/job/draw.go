package job

import (
	"context"
	"path/filepath"
	"sync"

	"livebazaar/internal/job/judge"
	"livebazaar/plots"
	"livebazaar/plots/report"
	"livebazaar/scenarios"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Drawing is what is to be drawn of results: figures in some formats (all if there are none), and the report.
type Drawing struct {
	Language string // en or zh
	Formats  []string
	Report   bool
	Warn     func(string) // told what the reader should know
}

// Draw puts figures and report into the results' folder, which completes it. After an error the folder is closed.
func (r *Results) Draw(ctx context.Context, what Drawing) error {
	if _, err := Draw(ctx, r.folder, what); err != nil {
		return End(ctx, r.folder, err)
	}
	return nil
}

// Draw puts figures, and the report if that is wanted, into a folder whose results are whole, and returns their paths. A
// context that is cancelled leaves what was drawn before.
func Draw(ctx context.Context, folder *store.Folder, what Drawing) (files []string, err error) {
	options := reportOptions(folder.Manifest(), what)
	var mu sync.Mutex
	err = folder.Draw(what.Language, what.Report, func(r *store.Results, put store.Put) (err error) {
		if err := judge.Ask(r, options.Asked); err != nil {
			return err
		}
		source := stoppableSource{r, ctx}
		counted := func(name string, content []byte) error {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			mu.Lock()
			files = append(files, filepath.Join(folder.Dir(), filepath.FromSlash(name)))
			mu.Unlock()
			return put(name, content)
		}
		if what.Report {
			return report.Draw(source, counted, options)
		}
		return plots.Draw(source, counted, plots.Options{Lang: what.Language, Formats: what.Formats, Warn: what.Warn})
	})
	return files, err
}

// reportOptions are the settings of figures and report: what was asked comes from the folder's manifest, what the keys of
// scenarios mean from their declarations.
func reportOptions(m store.Manifest, what Drawing) report.Options {
	params, err := scenarios.Under("")
	if err != nil {
		panic("livebazaar: " + err.Error()) // all parameters can always be listed
	}
	asked := &report.Asked{Title: plots.Label(m.Title), Question: plots.Label(m.Question), Deciding: m.Metrics, Predictions: judge.Predicted(m)}
	return report.Options{Lang: what.Language, Formats: what.Formats, Params: params, Asked: asked, Warn: what.Warn}
}

// ReportPath is where the report of a result folder is.
func ReportPath(dir string) string { return filepath.Join(dir, report.Name) }

// stoppableSource are results that can no longer be read once the context is cancelled.
type stoppableSource struct {
	plots.Source
	ctx context.Context
}

func (s stoppableSource) EachRows(name string, each func(*record.Table) error, columns ...string) error {
	return s.Source.EachRows(name, func(t *record.Table) error {
		if err := context.Cause(s.ctx); err != nil {
			return err
		}
		return each(t)
	}, columns...)
}
