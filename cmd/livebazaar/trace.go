package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/store"
)

// traceFlags say whose events are written and where.
type traceFlags struct {
	cmd       *cobra.Command
	file      string
	consumers []int
	streamers []int64
}

func tracingFlags(cmd *cobra.Command) *traceFlags {
	t := &traceFlags{cmd: cmd}
	cmd.Flags().StringVar(&t.file, "trace", "", "write every event of chosen agents to a new file or a pipe, a line of JSON each (- is standard output)")
	cmd.Flags().IntSliceVar(&t.consumers, "trace-consumers", nil, "consumers to trace, by number (default 0 to 9 if no streamer is named)")
	cmd.Flags().Int64SliceVar(&t.streamers, "trace-streamers", nil, "streamers to trace, by the number in the table of streamers")
	return t
}

// check refuses a trace that would not be whole.
func (t *traceFlags) check(m *marketFlags, j *job.Job) error {
	switch {
	case t.file == "" && t.cmd.Flags().Changed("trace"):
		return usagef("--trace '': name a file")
	case t.file == "" && (t.consumers != nil || t.streamers != nil):
		return usagef("--trace FILE says where the events go")
	case t.file != "" && (j.Manifest.Replicates != 1 || m.twin):
		return usagef("--trace follows one market: one replicate, no --twin")
	}
	for _, i := range t.consumers {
		if n := j.Baseline().Params.Consumers.Count; i < 0 || int64(i) >= n {
			return usagef("--trace-consumers %d: allowed 0 to %d", i, n-1)
		}
	}
	for _, i := range t.streamers {
		if i < 0 {
			return usagef("--trace-streamers %d: numbers start at 0", i)
		}
	}
	return nil
}

// trace is a file of events being written.
type trace struct {
	flags  *traceFlags
	ctx    context.Context
	file   *os.File
	fresh  bool   // the file has another name until it is whole
	force  bool   // it may then take the place of one that exists
	keep   func() // it is no leftover any more
	to     *bufio.Writer
	events int
	err    error // the first that writing met
}

// open begins the file, before anything is run. A new file is begun under another name: a trace has its name when it is
// whole. Pipes and devices are written to as they are; nothing else that exists is touched without --force, and what is
// not an ordinary file, is read by this very run or belongs to a result folder is not touched at all.
func (t *traceFlags) open(ctx context.Context, c *console, m *marketFlags, j *job.Job) (*trace, error) {
	if t.file == "" {
		return nil, nil
	}
	if t.consumers == nil && t.streamers == nil {
		for i := range 10 {
			t.consumers = append(t.consumers, i)
		}
	}
	tr := &trace{flags: t, ctx: ctx, force: m.force, keep: func() {}}
	info, err := os.Stat(t.file)
	printed, isFile := t.standardOutput()
	switch {
	case isFile && (t.file == "-" || err == nil && os.SameFile(info, printed)):
		if c.json && !isNull(printed) {
			return nil, usagef("--trace %s: that is standard output, where --json prints the results; name another file", t.file)
		}
		if tr.file = os.Stdout; printed.Mode().IsRegular() {
			break // at its own place in that file
		}
		if f, err := openStream(ctx, "/dev/stdout"); err == nil { // one that a signal need not wait for
			tr.file = f
		}
	case t.file == "-":
		return nil, usagef("--trace -: there is no standard output")
	case err == nil && info.IsDir():
		return nil, usagef("--trace %s: is a folder; name a file", t.file)
	case err == nil && info.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice) != 0:
		if tr.file, err = openStream(ctx, t.file); err != nil {
			return nil, err
		}
	case err == nil && !info.Mode().IsRegular():
		return nil, usagef("--trace %s: is neither a file nor a pipe", t.file)
	default:
		if err := t.place(m, j, info); err != nil {
			return nil, err
		}
		if tr.file, err = beside(t.file, 0o666); err != nil {
			return nil, usagef("--trace %s: no file can be made there: %w", t.file, reason(err))
		}
		tr.fresh, tr.keep = true, leftover(ctx, tr.file.Name())
	}
	tr.to = bufio.NewWriterSize(&patient{ctx: ctx, to: tr.file}, 1<<18)
	return tr, nil
}

// place refuses places where a new file may not be made; there is what stands there, nil if nothing.
func (t *traceFlags) place(m *marketFlags, j *job.Job, there fs.FileInfo) error {
	dir := filepath.Dir(t.file)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usagef("--trace %s: there is no folder %s", t.file, dir)
	}
	if strings.HasSuffix(t.file, "/") {
		return usagef("--trace %s: name a file", t.file)
	}
	if there != nil {
		for _, s := range j.Scenarios {
			for _, source := range s.Sources {
				if info, err := os.Stat(source.Path); source.Path != "" && err == nil && os.SameFile(info, there) {
					return usagef("--trace %s: is a scenario of this run; name another file", t.file)
				}
			}
		}
	}
	if err := replaceable(t.file); err != nil {
		return usagef("--trace %w", err)
	}
	real, err := filepath.Abs(dir)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		return usagef("--trace %s: %w", t.file, reason(err))
	}
	for at := real; ; at = filepath.Dir(at) {
		owned := m.out != "" && sameFolder(at, m.out)
		if _, err := store.ReadManifest(at); err == nil || owned {
			return usagef("--trace %s: lies in the result folder %s, whose files have sums; name a file outside", t.file, at)
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	out := m.out
	if out == "" {
		out = "results"
	}
	if abs, err := filepath.Abs(out); err == nil && isBelow(abs, filepath.Join(real, filepath.Base(t.file))) {
		return usagef("--trace %s: the results go there; name another file", t.file)
	}
	if there != nil && !m.force {
		return usagef("--trace %s: exists; --force replaces it", t.file)
	}
	return nil
}

// isBelow reports whether a path is another one or lies below it.
func isBelow(path, other string) bool {
	rel, err := filepath.Rel(other, path)
	return err == nil && filepath.IsLocal(rel)
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// standardOutput is what standard output leads to, if it is open.
func (t *traceFlags) standardOutput() (fs.FileInfo, bool) {
	info, err := os.Stdout.Stat()
	return info, err == nil && (t.file == "-" || !isNull(info))
}

// isNull reports whether the file is the device that forgets.
func isNull(info fs.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(null, info)
}

// readerWait is how long a pipe may wait for its reader.
const readerWait = 5 * time.Second

// openStream opens a pipe or device for writing. A pipe without a reader is refused after a while.
func openStream(ctx context.Context, path string) (*os.File, error) {
	for begun := time.Now(); ; {
		f, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		switch {
		case err == nil:
			return f, nil
		case !errors.Is(err, syscall.ENXIO):
			return nil, usagef("--trace %s: cannot be written: %w", path, reason(err))
		case time.Since(begun) > readerWait:
			return nil, usagef("--trace %s: nobody reads from this pipe", path)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: nothing was run", errStopped)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// patient writes to what may block for ever, such as a pipe whose reader sleeps, until the user stops the run.
type patient struct {
	ctx context.Context
	to  io.Writer
}

func (p *patient) Write(b []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	go func() {
		n, err := p.to.Write(b)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-p.ctx.Done():
	}
	select {
	case r := <-done:
		return r.n, r.err
	case <-time.After(patience / 2):
		return 0, errStopped // b stays with the goroutine: a bufio.Writer does not write again after an error
	}
}

// markets are the markets of package sim, with the chosen agents traced; nil if nobody is.
func (t *trace) markets() experiment.Markets {
	if t == nil {
		return nil
	}
	encode := json.NewEncoder(t.to)
	return experiment.Watched(func(_ int, w *sim.World) {
		w.Trace(t.flags.consumers, t.flags.streamers, func(e sim.Event) {
			if t.err == nil {
				t.events++
				t.err = encode.Encode(e)
			}
		})
	})
}

// drop takes back a trace whose run has failed.
func (t *trace) drop() {
	if t == nil {
		return
	}
	if !t.fresh {
		if t.to.Flush() == nil && t.file != os.Stdout {
			t.file.Close() // the run's own error is what counts
		}
		return
	}
	t.file.Close()
	os.Remove(t.file.Name())
	t.keep()
}

// finish gives the file its name. dir is where the results are, whatever becomes of the trace.
func (t *trace) finish(c *console, dir string) error {
	if t == nil {
		return nil
	}
	err := t.err
	if err == nil {
		err = t.to.Flush()
	}
	if t.file != os.Stdout && (err == nil || t.fresh) {
		err = errors.Join(err, t.file.Close())
	}
	if err == nil && t.fresh {
		err = publish(t.file.Name(), t.flags.file, t.force)
	}
	if err != nil && t.fresh {
		os.Remove(t.file.Name())
	}
	t.keep()
	switch {
	case err != nil:
		return fmt.Errorf("--trace %s is not whole: %w; the results are in %s all the same", t.flags.file, err, dir)
	case t.events == 0:
		c.Say(c.Pick("notice: --trace %s is empty: %s did nothing in this run. The numbers of streamers are those in %s.",
			"提示：--trace %s 为空：%s 在本次运行中没有任何事件。主播编号见 %s。"), t.flags.file, t.whom(c), filepath.Join(dir, "tables", "streamers.parquet"))
	}
	return nil
}

// whom names the agents that were to be traced.
func (t *trace) whom(c *console) string {
	var parts []string
	if n := len(t.flags.consumers); n > 0 {
		parts = append(parts, fmt.Sprintf(c.Pick("consumers %s", "消费者 %s"), numbers(t.flags.consumers)))
	}
	if n := len(t.flags.streamers); n > 0 {
		parts = append(parts, fmt.Sprintf(c.Pick("streamers %s", "主播 %s"), numbers(t.flags.streamers)))
	}
	return strings.Join(parts, c.Pick(" and ", "与"))
}

// numbers lists a few numbers.
func numbers[T int | int64](list []T) string {
	var words []string
	for i, n := range list {
		if i == 10 {
			words = append(words, "…")
			break
		}
		words = append(words, fmt.Sprint(n))
	}
	return strings.Join(words, ", ")
}
