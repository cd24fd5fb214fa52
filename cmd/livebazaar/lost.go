package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// lostOutput is standard output that could not be written.
type lostOutput struct {
	err  error
	code int
	kept string // the folder whose results are complete all the same
}

func (l lostOutput) Error() string {
	s := fmt.Sprintf("cannot write to standard output: %v", reason(l.err))
	if l.kept != "" {
		s += "; the results are complete in " + l.kept
	}
	return s
}

// reason is what the system says, without what the program did and with which name.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func (l lostOutput) Unwrap() error { return l.err }

// settle is how a command ends when its output is taken into account: nobody is told that all is well when what they asked
// for is not there. A reader that has seen enough (| head) is no failure, but not a success either: 141, as shells name it.
func (c *console) settle(err error) error {
	lost := c.Lost()
	var silent told
	switch {
	case lost == nil:
		return err
	case err == nil && brokenPipe(lost):
		return told(exitPipe)
	case err == nil:
		return lostOutput{err: lost, code: exitFailed, kept: c.kept}
	case errors.As(err, &silent) && !brokenPipe(lost): // the reasons it printed are lost
		return lostOutput{err: lost, code: int(silent)}
	}
	return err
}

// brokenPipe reports whether nobody reads any more.
func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) || errors.Is(err, noReader) }
