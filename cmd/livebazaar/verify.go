package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/sim/store"
)

func verifyCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "Check a result folder against its own sums",
		Args:  resultFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			problems, err := store.Verify(args[0])
			if err != nil {
				return folderError(err)
			}
			if c.json {
				out := []string{}
				for _, p := range problems {
					out = append(out, p.String())
				}
				err = c.WriteJSON(out)
			} else {
				for _, p := range problems {
					fmt.Fprintln(c.Out, p)
				}
			}
			switch {
			case err != nil:
				return err
			case len(problems) > 0:
				return told(exitFailed)
			}
			m, err := store.ReadManifest(args[0])
			if err == nil && !c.json {
				n := len(m.Files) + len(m.Drawn) + len(m.Exported)
				fmt.Fprintf(c.Out, "%s: %s as %s written, digest %s\n", args[0], param.Count(n, "file"), param.Things(n, "it was|they were"), m.Digest)
			}
			return err
		},
	}
}
