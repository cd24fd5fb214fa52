package main

import (
	"errors"

	"github.com/spf13/cobra"

	"livebazaar/sim"
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
			m, err := store.ReadManifest(dir)
			if err == nil && !m.Whole() && m.ModelVersion != sim.ModelVersion {
				return usagef("%s was begun with model version %d (livebazaar %s); this is version %d, and results of two models are not mixed: run it again", dir, m.ModelVersion, m.Version, sim.ModelVersion)
			}
			if err == nil && !m.Whole() {
				// What cannot be read is for Resume to tell.
				if j, err := storedJob(dir, m, workers); err == nil {
					if err := c.fits(j, memory); err != nil {
						return err
					}
				}
			}
			if err == nil && m.Whole() {
				if err := c.fitsDrawing(memory); err != nil {
					return err
				}
			}
			folder, err := store.Resume(dir)
			switch {
			case errors.Is(err, store.ErrComplete):
				c.say(c.pick("%s is complete, nothing is left to do", "%s 已完成，无需继续"), dir)
				return nil
			case err != nil:
				return folderError(err)
			}
			for _, p := range folder.Discarded() {
				c.say("notice: %s", p)
			}
			c.speak(cmd, folder.Manifest())
			j, err := storedJob(dir, folder.Manifest(), workers)
			if err != nil {
				return errors.Join(err, folder.Close())
			}
			r, err := c.simulate(cmd.Context(), j, folder)
			if err != nil {
				return err
			}
			return c.conclude(cmd.Context(), r)
		},
	}
	workersFlag(cmd, &workers)
	memoryFlag(cmd, &memory)
	return cmd
}
