package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
	"livebazaar/sim/character"
)

// named are the scenarios and studies that a command line names, and what reads them: it stops when the command is stopped.
type named struct {
	*scenarios.Reader
	list []scenarios.Named
}

// read expands the patterns among the arguments of a command.
func read(cmd *cobra.Command, args []string) (*named, error) {
	list, err := scenarios.Expand(args)
	if err != nil {
		return nil, err
	}
	return &named{scenarios.NewReader(cmd.Context()), list}, nil
}

// names are what to open.
func (n *named) names() []string {
	out := make([]string, len(n.list))
	for i, a := range n.list {
		out[i] = a.Name
	}
	return out
}

// one demands that the arguments name one scenario or study.
func (n *named) one(verb string) (string, error) {
	if len(n.list) == 1 {
		return n.list[0].Name, nil
	}
	text := fmt.Sprintf("%s takes one, and %s matches %d: %s", verb, n.list[0].Pattern, len(n.list), shellWords(n.names()))
	if verb == "run" {
		text += "; several are compared: livebazaar compare " + shellWord(n.list[0].Pattern)
	}
	return "", usagef("%s", text)
}

// compared leaves out the studies among several files that a pattern matched: the folder of a study holds the study and its
// scenarios. It says so, and which scenario is the baseline.
func (n *named) compared() (notices []string) {
	if len(n.list) < 2 {
		return nil
	}
	var kept []scenarios.Named
	for _, a := range n.list {
		if a.Pattern != "" && n.IsStudy(a.Name) {
			notices = append(notices, fmt.Sprintf("%s is a study and is left out of what %s matches; alone it is run by: livebazaar compare %s",
				a.Name, a.Pattern, shellWord(a.Name)))
			continue
		}
		kept = append(kept, a)
	}
	if len(kept) == 0 { // only studies: which one is meant is for the user to say
		return nil
	}
	n.list = kept
	for i := range notices {
		notices[i] = character.Visible(notices[i]) // a pattern matches any name
	}
	if len(kept) > 1 && kept[0].Pattern != "" {
		notices = append(notices, character.Visible(fmt.Sprintf("the baseline is %s, the first of %d files in natural order", kept[0].Name, len(kept))))
	}
	return notices
}
