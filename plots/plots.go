// Package plots draws the figures of a result folder and writes its report.
//
// It reads stored results through sim/store only and never runs the market. Every figure is a function of the results:
// no date, no randomness, so the same results give the same bytes.
package plots

import (
	"fmt"
	"image/color"
	"path"
	"runtime"
	"sync"
	"sync/atomic"

	"livebazaar/agents/param"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The languages of labels.
const (
	English = "en"
	Chinese = "zh"
)

// Options say how results are shown.
type Options struct {
	Lang    string         // English (default) or Chinese
	Formats []string       // file formats of figures, "svg" and "png"; both when empty
	Params  []*param.Param // declarations of the scenario keys: labels, units and sources in the report; may be nil
	Asked   *Asked         // what was asked; nil where only the folder is known
	Warn    func(string)   // told what a reader should know (characters the font lacks); may be nil
}

// Asked is what a study asked, written down before it was run. The result folder names its study only.
type Asked struct {
	Title, Question Label
	Predictions     []Prediction
	Further         []record.Contrast // with other scenarios than the baseline, where predictions name them
	Shared          []design.Shared   // what the contrasts in the primary metrics have in common
	Pairs           []record.Contrast // every two scenarios in the primary metrics
	Deciding        []string          // ids of the metrics that answer the question, the first one above all
}

// Prediction is what was expected, in words, and the part of it that contrasts can judge.
type Prediction struct {
	Text     Label
	Claims   []metric.Claim
	Unjudged int // claims of the sentence that no contrast judges
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

// figures makes every figure of a study, in the order of the report. A figure without data carries the reason.
func figures(s *study) []figure {
	makers := []func(*study) figure{
		contrastFigure,
		func(s *study) figure { return gmvFigure(s, "gmv") },
		func(s *study) figure { return gmvFigure(s, "gmv_net") },
		concentrationFigure,
		lorenzFigure,
		rankSizeFigure,
		repurchaseFigure,
		cohortFigure,
		flowFigure,
		receiptsFigure,
		tierFigure,
		headLossFigure,
		headCourseFigure,
		activeFigure,
	}
	out := make([]figure, len(makers))
	beside(len(makers), func(i int) {
		f := makers[i](s)
		if len(f.legend) >= s.drawn()-1 { // the scenarios, with or without the baseline
			f.caption = f.caption.plus(s.onlySome(s.drawn(), "tables/"))
		}
		f.vector = sync.OnceValue(func() *svgCanvas { return f.trace(s) })
		out[i] = f
	})
	return out
}

// mostBeside bounds the memory of figures on their way: one needs some tens of megabytes while its table is read, or while
// it is a picture of pixels.
const mostBeside = 4

// beside does n things that do not depend on each other, a few at a time but no more than there are processors.
func beside(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, mostBeside, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}

// ReportName is the name of the report in a result folder; figures are below FiguresDir.
const (
	ReportName = "report.html"
	FiguresDir = "plots"
)

// Draw makes every figure that the results have data for and puts each one by its name in a result folder, with forward
// slashes. Several goroutines put at a time.
func Draw(results Source, put store.Put, opt Options) error { return show(results, put, opt, false) }

// DrawAndReport is Draw and the report: one page that holds everything it shows, opens without a network, and prints.
// The results are read once.
func DrawAndReport(results Source, put store.Put, opt Options) error {
	return show(results, put, opt, true)
}

func show(results Source, put store.Put, opt Options, withReport bool) error {
	opt, err := opt.check()
	if err != nil {
		return err
	}
	s, err := newStudy(results, opt)
	if err != nil {
		return err
	}
	if err := drawFiles(s, put, opt); err != nil {
		return err
	}
	if !withReport {
		return nil
	}
	content, err := reportPage(s, opt)
	if err != nil {
		return err
	}
	return put(ReportName, content)
}

func drawFiles(s *study, put store.Put, opt Options) error {
	type job struct {
		figure
		format string
	}
	var jobs []job
	for _, f := range s.figures() {
		if f.missing.EN != "" {
			continue
		}
		for _, format := range opt.Formats {
			jobs = append(jobs, job{f, format})
		}
	}
	errs := make([]error, len(jobs))
	beside(len(jobs), func(i int) {
		j := jobs[i]
		content, err := j.render(s, j.format)
		if err == nil {
			err = put(path.Join(FiguresDir, j.name+"."+j.format), content)
		}
		errs[i] = err
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if w := s.letters.warning(); w != "" {
		opt.Warn(w)
	}
	return nil
}

// render returns the figure as a file of the format.
func (f figure) render(s *study, format string) ([]byte, error) {
	if format == "svg" {
		return f.svg(s, glyphSet{}), nil
	}
	height := f.layout(s)
	p := newPixels(figureWidth, height)
	defer p.free()
	f.drawTo(s, draw.NewCanvas(outlined{p.canvas, s.letters}, figureWidth, height))
	return p.png()
}

// trace draws the figure as a vector picture.
func (f figure) trace(s *study) *svgCanvas {
	height := f.layout(s)
	c := newSVG(figureWidth, height, s.letters)
	page := draw.NewCanvas(c, figureWidth, height)
	page.SetColor(color.White)
	page.Fill(page.Rectangle.Path())
	f.drawTo(s, page)
	return c
}

// svg returns the figure as an <svg> element that defines the characters it needs beyond those known.
func (f figure) svg(s *study, known glyphSet) []byte {
	return f.vector().bytes(f.title.in(s.lang), f.caption.in(s.lang), known)
}

// figureWidth is the text width of a page.
const figureWidth = 7.2 * vg.Inch
