package main

import (
	"errors"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/sim/store"
)

func resumeCommand(c *console) *cobra.Command {
	var workers int
	var memory string
	cmd := &cobra.Command{
		Use:   "resume DIR",
		Short: "Go on with a run that was stopped or interrupted; the results are the same to the byte",
		Args:  resultFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkWorkers(workers); err != nil {
				return err
			}
			dir := args[0]
			bound, err := boundOf(memory)
			if err != nil {
				return err
			}
			if err := c.sayNeed(job.FitRest(dir, workers, bound)); err != nil {
				return err
			}
			j, folder, err := job.Resume(dir, workers, func(s string) { c.Say("notice: %s", s) })
			switch {
			case errors.Is(err, store.ErrComplete):
				c.Say(c.Pick("%s is complete, nothing is left to do", "%s 已完成，无需继续"), dir)
				return nil
			case err != nil:
				return folderError(err)
			}
			c.speak(cmd, folder.Manifest())
			r, err := c.simulate(cmd.Context(), j, folder)
			if err != nil {
				return err
			}
			return c.conclude(cmd.Context(), r, nil)
		},
	}
	workersFlag(cmd, &workers)
	memoryFlag(cmd, &memory)
	return cmd
}
