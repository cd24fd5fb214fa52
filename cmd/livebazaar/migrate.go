package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
)

func migrateCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate FILE…",
		Short: "Rewrite renamed keys and metrics in scenario and study files, keeping comments and layout",
		Args:  arguments(1, many),
		RunE: func(cmd *cobra.Command, args []string) error {
			named, err := read(cmd, args)
			if err != nil {
				return err
			}
			type rewritten struct {
				path    string
				data    []byte
				changes []string
			}
			var files []rewritten
			var problems scenarios.Problems
			for _, path := range named.names() {
				src, err := named.ReadFile(path)
				if err != nil {
					return err
				}
				data, changes, err := scenarios.Migrate(path, src)
				var found scenarios.Problems
				switch {
				case errors.As(err, &found):
					problems = append(problems, found...)
				case err != nil:
					return err
				}
				if len(changes) > 0 { // through a link the file is rewritten, not the link
					if real, err := filepath.EvalSymlinks(path); err == nil {
						path = real
					}
					if err := replaceable(path); err != nil {
						return err
					}
				}
				files = append(files, rewritten{path, data, changes})
			}
			if len(problems) > 0 {
				return problems // all files or none
			}
			all := []string{}
			for _, f := range files {
				all = append(all, f.changes...)
				if len(f.changes) > 0 {
					if err := replaceFile(f.path, f.data); err != nil {
						return err
					}
				} else if !c.json {
					c.Say("%s: nothing to change", f.path)
				}
			}
			if c.json {
				return c.WriteJSON(all)
			}
			for _, change := range all {
				fmt.Fprintln(c.Out, change)
			}
			return nil
		},
	}
}
