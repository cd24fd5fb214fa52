package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"livebazaar/sim"
	"livebazaar/sim/experiment"
)

// traceFlags say whose events are written and where.
type traceFlags struct {
	file      string
	consumers []int
	streamers []int64
}

func tracingFlags(cmd *cobra.Command) *traceFlags {
	t := &traceFlags{}
	cmd.Flags().StringVar(&t.file, "trace", "", "write every event of chosen agents to a file, a line of JSON each")
	cmd.Flags().IntSliceVar(&t.consumers, "trace-consumers", nil, "consumers to trace, by number (default 0 to 9 if no streamer is named)")
	cmd.Flags().Int64SliceVar(&t.streamers, "trace-streamers", nil, "streamers to trace, by the number in the table of streamers")
	return t
}

// check refuses a trace that would not be whole.
func (t *traceFlags) check(m *marketFlags, j *job) error {
	switch {
	case t.file == "" && (t.consumers != nil || t.streamers != nil):
		return usagef("--trace FILE says where the events go")
	case t.file != "" && (j.manifest.Replicates != 1 || m.twin):
		return usagef("--trace follows one market: one replicate, no --twin")
	}
	for _, i := range t.consumers {
		if n := j.baseline().Params.Consumers.Count; i < 0 || int64(i) >= n {
			return usagef("--trace-consumers %d: allowed 0 to %d", i, n-1)
		}
	}
	return nil
}

// trace is a file of events being written.
type trace struct {
	flags *traceFlags
	file  *os.File
	to    *bufio.Writer
	err   error // the first that writing met
}

// open begins the file under another name: a trace has its name when it is whole.
func (t *traceFlags) open() (*trace, error) {
	if t.file == "" {
		return nil, nil
	}
	if t.consumers == nil && t.streamers == nil {
		for i := range 10 {
			t.consumers = append(t.consumers, i)
		}
	}
	if info, err := os.Stat(t.file); err == nil && info.IsDir() {
		return nil, usagef("--trace %s: is a folder; name a file", t.file)
	}
	if dir := filepath.Dir(t.file); dir != "." {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, usagef("--trace %s: there is no folder %s", t.file, dir)
		}
	}
	f, err := os.Create(t.file + ".tmp")
	if err != nil {
		return nil, usageError{err}
	}
	return &trace{flags: t, file: f, to: bufio.NewWriterSize(f, 1<<18)}, nil
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
				t.err = encode.Encode(e)
			}
		})
	})
}

// finish gives the file its name, or removes it when the run has failed.
func (t *trace) finish(failed error) error {
	if t == nil {
		return failed
	}
	err := errors.Join(failed, t.err, t.to.Flush(), t.file.Close())
	if err == nil {
		return os.Rename(t.file.Name(), t.flags.file)
	}
	os.Remove(t.file.Name()) // what counts is the error before
	if failed != nil {
		return failed
	}
	return err
}
