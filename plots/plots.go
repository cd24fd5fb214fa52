// Package plots draws the figures of a result folder. The page about it is for package report; the tables are read by package markets, and
// what is on a page is put there by package ink.
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

	"livebazaar/plots/ink"
	"livebazaar/sim/store"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The languages of labels.
const (
	English = "en"
	Chinese = "zh"
)

// Options say how figures are drawn.
type Options struct {
	Lang    string       // English (default) or Chinese
	Formats []string     // file formats of figures, "svg" and "png"; both when empty
	Warn    func(string) // told what a reader should know (characters the font lacks); may be nil
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
func figures(s *Study) []Figure {
	makers := []func(*Study) Figure{
		contrastFigure,
		func(s *Study) Figure { return gmvFigure(s, "gmv") },
		func(s *Study) Figure { return gmvFigure(s, "gmv_net") },
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
	out := make([]Figure, len(makers))
	beside(len(makers), func(i int) {
		f := makers[i](s)
		if len(f.legend) >= s.drawn()-1 { // the scenarios, with or without the baseline
			f.Caption = f.Caption.Plus(s.onlySome(s.drawn(), "tables/"))
		}
		f.vector = sync.OnceValue(func() *ink.SVG { return f.trace(s) })
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

// FiguresDir is the folder of figures in a result folder.
const FiguresDir = "plots"

// Draw makes every figure that the results have data for and puts each one by its name in a result folder, with forward
// slashes. Several goroutines put at a time.
func Draw(results Source, put store.Put, opt Options) error {
	s, err := Read(results, opt)
	if err != nil {
		return err
	}
	return s.Draw(put)
}

// Read reads what every figure needs.
func Read(results Source, opt Options) (*Study, error) {
	opt, err := opt.check()
	if err != nil {
		return nil, err
	}
	return newStudy(results, opt)
}

// Draw makes every figure that there are data for, in the formats asked for, and puts it by its name in a result folder.
func (s *Study) Draw(put store.Put) error {
	type job struct {
		Figure
		format string
	}
	var jobs []job
	for _, f := range s.Figures() {
		if f.Missing.EN != "" {
			continue
		}
		for _, format := range s.formats {
			jobs = append(jobs, job{f, format})
		}
	}
	errs := make([]error, len(jobs))
	beside(len(jobs), func(i int) {
		j := jobs[i]
		content, err := j.render(s, j.format)
		if err == nil {
			err = put(path.Join(FiguresDir, j.Name+"."+j.format), content)
		}
		errs[i] = err
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if w := s.Letters.Warning(); w != "" {
		s.warn(w)
	}
	return nil
}

// render returns the figure as a file of the format.
func (f Figure) render(s *Study, format string) ([]byte, error) {
	if format == "svg" {
		return f.SVG(s.Language, ink.GlyphSet{}), nil
	}
	height := f.layout(s)
	p := ink.NewPixels(FigureWidth, height)
	defer p.Free()
	f.drawTo(s, draw.NewCanvas(ink.Outlined{Canvas: p.Canvas, Letters: s.Letters}, FigureWidth, height))
	return p.PNG()
}

// trace draws the figure as a vector picture.
func (f Figure) trace(s *Study) *ink.SVG {
	height := f.layout(s)
	c := ink.NewSVG(FigureWidth, height, s.Letters)
	page := draw.NewCanvas(c, FigureWidth, height)
	page.SetColor(color.White)
	page.Fill(page.Rectangle.Path())
	f.drawTo(s, page)
	return c
}

// SVG returns the figure as an <svg> element that defines the characters it needs beyond those known.
func (f Figure) SVG(lang string, known ink.GlyphSet) []byte {
	return f.vector().Bytes(f.Title.In(lang), f.Caption.In(lang), known)
}

// FigureWidth is the text width of a page.
const FigureWidth = 7.2 * vg.Inch
