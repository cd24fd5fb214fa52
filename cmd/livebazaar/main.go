// Command livebazaar simulates markets of live-streaming commerce and compares platform rules in them.
//
// A file a sub-command; main only calls Run. Results and tables go to standard output, progress and messages to
// standard error.
package main

import (
	"context"
	"os"

	"livebazaar/internal/terminal"
)

//go:generate go test -run "GeneratedPages|OutputsRead|Mistakes" -update .
//go:generate go test ../../sim -run "WhoWritesWhichColumn" -update

func main() {
	complaints := terminal.NewPrinter(os.Stderr)
	ctx, release := stoppable(context.Background(), complaints, os.Exit)
	err := Run(ctx, os.Args[1:])
	release()
	os.Exit(explain(err, complaints))
}
