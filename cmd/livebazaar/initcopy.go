package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
)

func initCommand(c *console) *cobra.Command {
	var from string
	var force bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Write an editable copy of a bundled study, with the schema beside it",
		Args:  arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := scenarios.Copies(from)
			if err != nil {
				return err
			}
			dir := args[0]
			if err := newFolder(dir); err != nil {
				return err
			}
			if !force {
				for _, f := range files {
					if _, err := os.Lstat(filepath.Join(dir, f.Name)); err == nil {
						return usagef("%s exists; --force replaces it", filepath.Join(dir, f.Name))
					}
				}
			}
			for _, f := range files { // all or none
				if err := replaceable(filepath.Join(dir, f.Name)); err != nil {
					return err
				}
			}
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return err
			}
			var written []string
			for _, f := range files {
				path := filepath.Join(dir, f.Name)
				kept, err := setAside(path, f.Data)
				if err == nil {
					err = replaceFile(path, f.Data)
				}
				if err != nil {
					return err
				}
				if kept != "" {
					c.Say("notice: %s was another; it is kept as %s", path, kept)
				}
				written = append(written, path)
			}
			if c.json {
				return c.WriteJSON(written)
			}
			for _, path := range written {
				fmt.Fprintln(c.Out, path)
			}
			verb := "run"
			if scenarios.IsStudy(from) {
				verb = "compare"
			}
			c.Say("edit them, then: livebazaar %s %s", verb, shellWord(asPath(filepath.Join(dir, from+".toml"))))
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", scenarios.DefaultStudy, "bundled study or scenario to copy")
	cmd.Flags().BoolVar(&force, "force", false, "replace files that exist; those you have changed are kept beside them as .bak")
	return cmd
}

// asPath makes sure that a name is taken for a path.
func asPath(path string) string {
	if !scenarios.IsPath(path) {
		return "." + string(filepath.Separator) + path
	}
	return path
}
