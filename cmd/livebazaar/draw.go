package main

import (
	"livebazaar/plots"
	"livebazaar/scenarios"
	"livebazaar/sim/store"
)

// plotOptions are the settings of figures and report.
func (c *console) plotOptions(formats []string) plots.Options {
	params, err := scenarios.Under("")
	if err != nil {
		params = nil
	}
	return plots.Options{Lang: c.lang, Formats: formats, Params: params, Warn: func(s string) { c.say("notice: %s", s) }}
}

// draw writes figures and report of a complete folder and records them in its manifest.
func (c *console) draw(dir string, formats []string, withReport bool) (files []string, report string, err error) {
	options := c.plotOptions(formats)
	if files, err = plots.Draw(dir, options); err != nil {
		return nil, "", err
	}
	if withReport {
		if report, err = plots.Report(dir, options); err != nil {
			return nil, "", err
		}
		files = append(files, report)
	}
	return files, report, store.AddFiles(dir, files...)
}
