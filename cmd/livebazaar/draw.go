package main

import (
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
	m, err := store.ReadManifest(dir)
	if err != nil {
		return nil, "", err
	}
	options := c.plotOptions(m, formats)
	if options.Study.Further, err = furtherOf(dir, m, options.Study.Predictions); err != nil {
		return nil, "", err
	}
	if withReport {
		if files, report, err = plots.DrawAndReport(dir, options); err != nil {
			return nil, "", err
		}
		files = append(files, report)
	} else if files, err = plots.Draw(dir, options); err != nil {
		return nil, "", err
	}
	return files, report, store.AddFiles(dir, files...)
}
