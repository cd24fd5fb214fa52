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
		RunE: func(_ *cobra.Command, args []string) error {
			problems := scenarios.Problems{}
			for _, name := range args {
				kind, notices, err := inspect(name)
				var found scenarios.Problems
				switch {
				case errors.As(err, &found):
					problems = append(problems, found...)
				case err != nil:
					return err
				default:
					c.notices(notices)
					if !c.json && !c.quiet {
						fmt.Fprintf(c.out, "%s: %s, nothing wrong\n", name, kind)
					}
				}
			}
			switch {
			case c.json:
				if err := c.writeJSON(problems); err != nil || len(problems) == 0 {
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

// inspect reads a scenario or study and says which it is.
func inspect(name string) (kind string, notices []string, err error) {
	if _, err := os.Stat(filepath.Join(name, "manifest.json")); err == nil {
		return "", nil, scenarios.Problems{{Source: name, Reason: "is a result folder: `livebazaar verify " + shellWord(name) + "` checks it"}}
	}
	if scenarios.IsStudy(name) {
		study, err := scenarios.LoadStudy(name, nil)
		if err != nil {
			return "", nil, err
		}
		return "study of " + param.Count(len(study.Scenarios), "scenario"), study.Notices, nil
	}
	s, err := scenarios.Load(name, nil)
	if err != nil {
		return "", nil, err
	}
	n := len(s.Differences())
	return fmt.Sprintf("scenario, %s %s from the defaults, with those of what it extends",
		param.Count(n, "value"), param.Things(n, "differs|differ")), s.Notices, nil
}
