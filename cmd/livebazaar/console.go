package main

import (
	"io"

	"livebazaar/internal/terminal"
)

// console is where a command speaks, and how it was asked to.
type console struct {
	*terminal.Console
	json bool
	kept string // the folder whose results are complete, for the case that standard output is lost
}

func newConsole(out, err io.Writer) *console { return &console{Console: terminal.New(out, err)} }
