package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
)

func checkCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE…",
		Short: "Validate scenario and study files; everything that is wrong, with line and column",
		Args:  arguments(1, many),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := read(cmd, args)
			if err != nil {
				return err
			}
			problems := scenarios.Problems{}
			for _, name := range files.names() {
				kind, notices, err := c.inspect(files, name)
				var found scenarios.Problems
				switch {
				case errors.As(err, &found):
					problems = append(problems, found...)
				case err != nil:
					return err
				default:
					notices()
					if !c.json && !c.Quiet {
						fmt.Fprintf(c.Out, "%s: %s, nothing wrong\n", name, kind)
					}
				}
			}
			switch {
			case c.json:
				if err := c.WriteJSON(problems); err != nil || len(problems) == 0 {
					return err
				}
				return told(exitUsage)
			case len(problems) > 0:
				return problems
			}
			return nil
		},
	}
}

// inspect reads a scenario or study, says which it is and returns what tells of what is to be noticed.
func (c *console) inspect(n *named, name string) (kind string, notices func(), err error) {
	if _, err := os.Stat(filepath.Join(name, "manifest.json")); err == nil {
		return "", nil, scenarios.Problems{{Source: name, Reason: "is a result folder: `livebazaar verify " + shellWord(name) + "` checks it"}}
	}
	if n.IsStudy(name) {
		study, err := n.LoadStudy(name, nil)
		if err != nil {
			return "", nil, err
		}
		return "study of " + param.Count(len(study.Scenarios), "scenario"), func() { c.Notices(study.Notices); c.NoticeStarts(study) }, nil
	}
	s, err := n.Load(name, nil)
	if err != nil {
		return "", nil, err
	}
	differ := len(s.Differences())
	return fmt.Sprintf("scenario, %s %s from the defaults, with those of what it extends",
		param.Count(differ, "value"), param.Things(differ, "differs|differ")), func() { c.Notices(s.Notices); c.NoticeAlone(s) }, nil
}
