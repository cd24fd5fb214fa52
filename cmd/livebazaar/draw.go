package main

import (
	"context"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"livebazaar/plots"
	"livebazaar/scenarios"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// plotOptions are the settings of figures and report: what was asked comes from the folder's manifest, what the keys of
// scenarios mean from their declarations.
func (c *console) plotOptions(m store.Manifest, formats []string) plots.Options {
	params, err := scenarios.Under("")
	if err != nil {
		panic("livebazaar: " + err.Error()) // all parameters can always be listed
	}
	asked := &plots.Study{Title: plots.Label(m.Title), Question: plots.Label(m.Question), Deciding: m.Metrics, Predictions: predicted(m)}
	return plots.Options{Lang: c.lang, Formats: formats, Params: params, Study: asked,
		Warn: func(s string) { c.say("notice: %s", s) }}
}

// speak uses the language of a folder where the user asks for none.
func (c *console) speak(cmd *cobra.Command, m store.Manifest) {
	if lang := cmd.Flag("lang"); !lang.Changed && (m.Language == "en" || m.Language == "zh") {
		c.lang = m.Language
	}
}

// drawing is what a command wants drawn: figures in some formats (all if there are none), and the report.
type drawing struct {
	formats []string
	report  bool
}

// draw puts figures, and the report if that is wanted, into a folder whose results are whole, and returns their paths. A
// stop leaves what was drawn before.
func (c *console) draw(ctx context.Context, folder *store.Folder, what drawing) (files []string, err error) {
	defer listens(ctx, folder.Dir())()
	options := c.plotOptions(folder.Manifest(), what.formats)
	var mu sync.Mutex
	err = folder.Draw(c.lang, what.report, func(r *store.Results, put store.Put) (err error) {
		if err := asked(r, options.Study); err != nil {
			return err
		}
		draw := plots.Draw
		if what.report {
			draw = plots.DrawAndReport
		}
		return draw(stoppableSource{r, ctx}, func(name string, content []byte) error {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			mu.Lock()
			files = append(files, filepath.Join(folder.Dir(), filepath.FromSlash(name)))
			mu.Unlock()
			return put(name, content)
		}, options)
	})
	return files, err
}

// stoppableSource are results that can no longer be read once the user has stopped the command.
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
