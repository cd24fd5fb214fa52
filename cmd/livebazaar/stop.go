package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// sameStop is the time within which two signals count as one: timeout(1) and some shells signal a process and then its
// whole group.
const sameStop = 300 * time.Millisecond

// stoppable returns a context that the first Ctrl-C (or SIGTERM) cancels, so that the run stops between two days and
// stays resumable; the second one leaves at once by exit(130).
func stoppable(parent context.Context, exit func(int)) (ctx context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, open := <-signals; !open {
			return
		}
		cancel(errStopped)
		first := time.Now()
		for range signals {
			if time.Since(first) > sameStop {
				exit(exitStopped)
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel(nil)
	}
}
