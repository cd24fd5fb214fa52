package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	// sameStop is the time within which two signals count as one: timeout(1) and some shells signal a process and then its
	// whole group.
	sameStop = 300 * time.Millisecond
	// patience is how long work that does not listen to the context may go on after the first signal: whatever is short ends as
	// it would, and nothing that reads, draws, checks or waits for somebody else keeps the user waiting.
	patience = 2 * time.Second
)

// stopper knows what the first signal has to wait for, and what leaving early must not leave behind.
type stopper struct {
	complain io.Writer
	exit     func(int)

	mu        sync.Mutex
	signalled bool
	listening int                 // pieces of work that the context stops
	resumable string              // the folder that resume goes on with
	leftovers map[string]struct{} // to be removed
	timer     *time.Timer
}

type stopperKey struct{}

// stoppable returns a context that the first Ctrl-C, SIGTERM or SIGHUP (a closed terminal) cancels, so that the run stops
// between two days and stays resumable. Work that does not listen to the context is left after a moment. The second signal
// leaves at once. Both leave by exit(130). Under nohup, which has SIGHUP ignored, it stays so.
func stoppable(parent context.Context, complain io.Writer, exit func(int)) (ctx context.Context, release func()) {
	s := &stopper{complain: complain, exit: exit, leftovers: map[string]struct{}{}}
	ctx, cancel := context.WithCancelCause(context.WithValue(parent, stopperKey{}, s))
	signals := make(chan os.Signal, 2)
	stopping := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		stopping = append(stopping, syscall.SIGHUP)
	}
	signal.Notify(signals, stopping...)
	signal.Ignore(syscall.SIGPIPE) // a progress line that nobody reads any more must not end the run
	go func() {
		if _, open := <-signals; !open {
			return
		}
		cancel(errStopped)
		s.begin()
		first := time.Now()
		for range signals {
			if time.Since(first) > sameStop {
				s.leave(false)
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		s.mu.Lock() // for good: from here on the command ends by itself
		if s.timer != nil {
			s.timer.Stop()
		}
		cancel(nil)
	}
}

// begin takes in the first signal.
func (s *stopper) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signalled = true
	s.timer = time.AfterFunc(patience, s.impatient)
}

// impatient leaves unless something is listening, which will end by itself.
func (s *stopper) impatient() {
	s.mu.Lock()
	waits := s.listening > 0
	s.mu.Unlock()
	if !waits {
		s.leave(true)
	}
}

// leave ends the program from outside of what it is doing.
func (s *stopper) leave(say bool) {
	s.mu.Lock() // for good
	cleared := make(chan struct{})
	go func() {
		defer close(cleared)
		for path := range s.leftovers {
			os.RemoveAll(path)
		}
		if say {
			fmt.Fprintln(s.complain, s.farewell())
		}
	}()
	select {
	case <-cleared:
	case <-time.After(time.Second): // a disk or a terminal that does not answer
	}
	s.exit(exitStopped)
}

// farewell says how to go on.
func (s *stopper) farewell() string {
	for path := range s.leftovers {
		if strings.HasPrefix(s.resumable, path+string(filepath.Separator)) {
			return "stopped"
		}
	}
	if s.resumable == "" {
		return "stopped"
	}
	return "stopped; go on with: livebazaar resume " + shellWord(s.resumable)
}

// listens marks work on a result folder that ctx stops, until the returned function is called.
func listens(ctx context.Context, folder string) (done func()) {
	s, ok := ctx.Value(stopperKey{}).(*stopper)
	if !ok {
		return func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listening++
	s.resumable = folder
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.listening--
		if s.signalled && s.listening == 0 {
			s.timer.Reset(patience)
		}
	}
}

// leftover names a file or folder that is of no use when the program has to leave, until the returned function is called.
func leftover(ctx context.Context, path string) (keep func()) {
	s, ok := ctx.Value(stopperKey{}).(*stopper)
	if !ok {
		return func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leftovers[path] = struct{}{}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.leftovers, path)
	}
}
