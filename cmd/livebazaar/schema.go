package main

import (
	"github.com/spf13/cobra"

	"livebazaar/scenarios"
)

func schemaCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files, for editors",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			_, err := c.Out.Write(scenarios.JSONSchema())
			return err
		},
	}
}
