package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func plotCommand(c *console) *cobra.Command {
	var formats []string
	cmd := &cobra.Command{
		Use:   "plot DIR",
		Short: "Draw the figures of a result folder again",
		Args:  resultFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			for _, f := range formats {
				if f != "svg" && f != "png" {
					return usagef("--format %s: allowed svg, png", f)
				}
			}
			files, _, err := c.draw(args[0], formats, false)
			if err != nil {
				return folderError(err)
			}
			if c.json {
				return c.writeJSON(files)
			}
			for _, f := range files {
				fmt.Fprintln(c.out, f)
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&formats, "format", []string{"svg", "png"}, "file formats")
	return cmd
}
