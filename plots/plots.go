// Package plots draws the figures of a result folder and writes its report.
//
// It reads stored results through sim/store only and never runs the market. Every figure is a function of the results:
// no date, no randomness, so the same results give the same bytes.
package plots

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"livebazaar/agents/param"
	"livebazaar/sim/metric"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// The languages of labels.
const (
	English = "en"
	Chinese = "zh"
)

// dpi is the resolution of PNG files: a figure of 7.2 inch is 1440 pixels wide, sharp on a projector.
const dpi = 200

// Options say how results are shown.
type Options struct {
	Lang    string         // English (default) or Chinese
	Formats []string       // file formats of figures, "svg" and "png"; both when empty
	Params  []*param.Param // declarations of the scenario keys: labels, units and sources in the report; may be nil
	Study   *Study         // what was asked; nil where only the folder is known
	Warn    func(string)   // told what a reader should know (characters the font lacks); may be nil
}

// Study is what a study asked, written down before it was run. The result folder names its study only.
type Study struct {
	Title, Question Label
	Predictions     []Prediction
	Deciding        []string // ids of the metrics that answer the question, the first one above all
}

// Prediction is what was expected, in words, and the part of it that contrasts can judge.
type Prediction struct {
	Text   Label
	Claims []metric.Claim
}

func (o Options) check() (Options, error) {
	if o.Lang == "" {
		o.Lang = English
	}
	if o.Lang != English && o.Lang != Chinese {
		return o, fmt.Errorf("plots: unknown language %q: en or zh", o.Lang)
	}
	if len(o.Formats) == 0 {
		o.Formats = []string{"svg", "png"}
	}
	for _, f := range o.Formats {
		if f != "svg" && f != "png" {
			return o, fmt.Errorf("plots: unknown format %q: svg or png", f)
		}
	}
	if o.Warn == nil {
		o.Warn = func(string) {}
	}
	return o, nil
}

// figures lists every figure of a study, in the order of the report. A figure without data carries the reason.
func figures(s *study) []figure {
	return []figure{
		contrastFigure(s),
		gmvFigure(s, "gmv"),
		gmvFigure(s, "gmv_net"),
		concentrationFigure(s),
		lorenzFigure(s),
		rankSizeFigure(s),
		repurchaseFigure(s),
		cohortFigure(s),
		flowFigure(s),
		receiptsFigure(s),
		tierFigure(s),
		headLossFigure(s),
		activeFigure(s),
	}
}

// Draw writes every figure that the results in dir have data for to dir/plots and returns the files.
func Draw(dir string, opt Options) ([]string, error) {
	opt, err := opt.check()
	if err != nil {
		return nil, err
	}
	s, err := openStudy(dir, opt)
	if err != nil {
		return nil, err
	}
	return drawFiles(s, filepath.Join(dir, "plots"), opt)
}

func drawFiles(s *study, dir string, opt Options) ([]string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	type job struct {
		figure
		format string
	}
	var jobs []job
	for _, f := range figures(s) {
		if f.missing.EN != "" {
			continue
		}
		for _, format := range opt.Formats {
			jobs = append(jobs, job{f, format})
		}
	}
	files, errs := make([]string, len(jobs)), make([]error, len(jobs))
	var wait sync.WaitGroup
	for i, j := range jobs {
		files[i] = filepath.Join(dir, j.name+"."+j.format)
		wait.Go(func() {
			content, err := j.render(s, j.format)
			if err == nil {
				err = replaceFile(files[i], content)
			}
			errs[i] = err
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	if w := s.letters.warning(); w != "" {
		opt.Warn(w)
	}
	slices.Sort(files)
	return files, nil
}

// replaceFile writes a file so that a reader sees the old or the new content, never half of it.
func replaceFile(name string, content []byte) error {
	tmp := name + ".tmp"
	if err := os.WriteFile(tmp, content, 0o666); err != nil {
		return err
	}
	return os.Rename(tmp, name)
}

// render returns the figure as a file of the format.
func (f figure) render(s *study, format string) ([]byte, error) {
	if format == "svg" {
		return f.svg(s, glyphSet{}), nil
	}
	height := f.layout(s)
	c := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(figureWidth, height), vgimg.UseDPI(dpi))}
	f.drawTo(s, draw.NewCanvas(outlined{c, s.letters}, figureWidth, height))
	var out bytes.Buffer
	_, err := c.WriteTo(&out)
	return out.Bytes(), err
}

// svg returns the figure as an <svg> element that defines the characters it needs beyond those known.
func (f figure) svg(s *study, known glyphSet) []byte {
	height := f.layout(s)
	c := newSVG(figureWidth, height, s.letters, known)
	f.drawTo(s, draw.NewCanvas(c, figureWidth, height))
	return c.bytes(f.title.in(s.lang), f.caption.in(s.lang))
}

// figureWidth is the text width of a page.
const figureWidth = 7.2 * vg.Inch
