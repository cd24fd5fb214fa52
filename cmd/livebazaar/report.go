package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func reportCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "report DIR",
		Short: "Write the report of a result folder again: one HTML file that opens without a network",
		Args:  resultFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			_, report, err := c.draw(args[0], nil, true)
			if err != nil {
				return folderError(err)
			}
			if c.json {
				return c.writeJSON(report)
			}
			fmt.Fprintln(c.out, report)
			return nil
		},
	}
}
