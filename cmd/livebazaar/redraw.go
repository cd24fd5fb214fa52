package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"livebazaar/sim/store"
)

// plotCommand draws figures again.
func plotCommand(c *console) *cobra.Command {
	var formats []string
	var memory string
	cmd := &cobra.Command{
		Use:   "plot DIR",
		Short: "Draw the figures of a result folder again",
		Args:  resultFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, f := range formats {
				if f != "svg" && f != "png" {
					return usagef("--format %s: allowed svg, png", f)
				}
			}
			files, err := c.redraw(cmd, args[0], memory, drawing{formats: formats})
			if err != nil {
				return err
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
	memoryFlag(cmd, &memory)
	return cmd
}

// reportCommand draws everything again.
func reportCommand(c *console) *cobra.Command {
	var memory string
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Write the report of a result folder again: one HTML file that opens without a network",
		Args:  resultFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := c.redraw(cmd, args[0], memory, drawing{report: true}); err != nil {
				return err
			}
			if report := reportPath(args[0]); c.json {
				return c.writeJSON(report)
			} else {
				fmt.Fprintln(c.out, report)
			}
			return nil
		},
	}
	memoryFlag(cmd, &memory)
	return cmd
}

// redraw draws a folder again from results that are as they were written.
func (c *console) redraw(cmd *cobra.Command, dir, given string, what drawing) ([]string, error) {
	folder, err := store.Redraw(dir)
	if err != nil {
		return nil, folderError(err)
	}
	defer folder.Close()
	if err := c.fitsDrawing(given); err != nil {
		return nil, err
	}
	c.speak(cmd, folder.Manifest())
	files, err := c.draw(cmd.Context(), folder, what)
	switch {
	case err != nil && folder.Manifest().Status != store.Complete:
		return nil, c.halt(cmd.Context(), folder, err)
	case errors.Is(err, errStopped):
		return nil, fmt.Errorf("%w: %s is drawn as before", errStopped, dir)
	}
	slices.Sort(files)
	return files, err
}
