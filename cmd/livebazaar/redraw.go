package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
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
			files, err := c.redraw(cmd, args[0], memory, c.drawing(formats, false))
			if err != nil {
				return err
			}
			if c.json {
				return c.WriteJSON(files)
			}
			for _, f := range files {
				fmt.Fprintln(c.Out, f)
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
			if _, err := c.redraw(cmd, args[0], memory, c.drawing(nil, true)); err != nil {
				return err
			}
			if report := job.ReportPath(args[0]); c.json {
				return c.WriteJSON(report)
			} else {
				fmt.Fprintln(c.Out, report)
			}
			return nil
		},
	}
	memoryFlag(cmd, &memory)
	return cmd
}

// redraw draws a folder again from results that are as they were written.
func (c *console) redraw(cmd *cobra.Command, dir, given string, what job.Drawing) ([]string, error) {
	folder, err := store.Redraw(dir)
	if err != nil {
		return nil, folderError(err)
	}
	defer folder.Close()
	if err := c.fitsDrawing(len(folder.Manifest().Scenarios), given); err != nil {
		return nil, err
	}
	c.speak(cmd, folder.Manifest())
	what.Language = c.Lang
	heard := listens(cmd.Context(), dir)
	files, err := job.Draw(cmd.Context(), folder, what)
	heard()
	switch {
	case err != nil && folder.Manifest().Status != store.Complete:
		return nil, c.ended(job.End(cmd.Context(), folder, err))
	case errors.Is(err, errStopped):
		return nil, fmt.Errorf("%w: %s is drawn as before", errStopped, dir)
	}
	slices.Sort(files)
	return files, err
}

// drawing is what a command wants drawn: figures in some formats (all if there are none), and the report.
func (c *console) drawing(formats []string, report bool) job.Drawing {
	return job.Drawing{Language: c.Lang, Formats: formats, Report: report, Warn: func(s string) { c.Say("notice: %s", s) }}
}

// speak uses the language of a folder where the user asks for none.
func (c *console) speak(cmd *cobra.Command, m store.Manifest) {
	if lang := cmd.Flag("lang"); !lang.Changed && (m.Language == "en" || m.Language == "zh") {
		c.Lang = m.Language
	}
}
