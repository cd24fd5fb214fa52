package main

import (
	"os"
	"path/filepath"

	"livebazaar/plots"
	"livebazaar/scenarios"
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

// draw writes the figures of a complete folder, and its report if that is wanted, and records them in the manifest.
func (c *console) draw(dir string, formats []string, withReport bool) (files []string, report string, err error) {
	results, err := store.Open(dir)
	if err != nil {
		return nil, "", err
	}
	options := c.plotOptions(results.Manifest(), formats)
	if options.Study.Further, err = furtherOf(dir, results.Manifest(), options.Study.Predictions); err != nil {
		return nil, "", err
	}
	stage, err := os.MkdirTemp(dir, ".drawing-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(stage)
	draw := plots.Draw
	if withReport {
		draw = plots.DrawAndReport
	}
	names, err := draw(results, stage, options)
	if err != nil {
		return nil, "", err
	}
	if err := os.MkdirAll(filepath.Join(dir, plots.FiguresDir), 0o777); err != nil {
		return nil, "", err
	}
	for _, name := range names {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Rename(filepath.Join(stage, filepath.FromSlash(name)), place); err != nil {
			return nil, "", err
		}
		if name == plots.ReportName {
			report = place
		}
		files = append(files, place)
	}
	return files, report, store.AddFiles(dir, files...)
}
