package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/sim/store"
)

func reproduceCommand(c *console) *cobra.Command {
	var workers int
	var memory string
	cmd := &cobra.Command{
		Use:   "reproduce DIR",
		Short: "Run the scenarios of a result folder again and compare digests",
		Args:  resultFolder,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := checkWorkers(workers); err != nil {
				return err
			}
			before, err := store.Open(args[0])
			if err != nil {
				return folderError(err)
			}
			if err := before.Unchanged(); err != nil {
				return err
			}
			j, err := job.Stored(args[0], before.Manifest(), workers)
			if err != nil {
				return err
			}
			if err := c.fits(j, memory); err != nil {
				return err
			}
			scratch, err := os.MkdirTemp("", "livebazaar-reproduce-")
			if err != nil {
				return noTemporary(err)
			}
			defer leftover(cmd.Context(), scratch)()
			defer func() {
				if e := os.RemoveAll(scratch); err == nil {
					err = e
				}
			}()
			again, err := c.again(cmd, j, filepath.Join(scratch, "again"))
			if err != nil {
				return err
			}
			return c.showReproduction(before.Manifest(), again)
		},
	}
	workersFlag(cmd, &workers)
	memoryFlag(cmd, &memory)
	return cmd
}

// noTemporary says what to do where there is no place for temporary files.
func noTemporary(err error) error {
	return fmt.Errorf("no place for temporary files (TMPDIR in the environment names one): %w", err)
}

// again runs the job of a folder a second time, in another folder, and returns the manifest of that.
func (c *console) again(cmd *cobra.Command, j *job.Job, scratch string) (store.Manifest, error) {
	j.Again(thisProgram())
	folder, err := createIn(j, scratch, false)
	if err != nil {
		return store.Manifest{}, err
	}
	_, err = c.simulate(cmd.Context(), j, folder)
	folder.Close()
	if err != nil {
		if cmd.Context().Err() != nil {
			return store.Manifest{}, fmt.Errorf("%w: nothing was compared", errStopped)
		}
		return store.Manifest{}, err
	}
	return store.ReadManifest(scratch)
}

// showReproduction compares two runs of one job.
func (c *console) showReproduction(before, again store.Manifest) error {
	r := job.Reproduced(before, again)
	if c.json {
		if err := c.WriteJSON(r); err != nil {
			return err
		}
	} else {
		if r.Same {
			fmt.Fprintf(c.Out, "the same digest: %s\n", r.Digest)
		} else {
			fmt.Fprintf(c.Out, "another digest: %s then, %s now\n", r.Digest, r.Again)
			for _, t := range r.Differ {
				fmt.Fprintf(c.Out, "  differs: %s\n", t)
			}
		}
		for _, v := range r.Version {
			fmt.Fprintf(c.Out, "  %s\n", v)
		}
	}
	if !r.Same {
		return told(exitFailed)
	}
	return nil
}
