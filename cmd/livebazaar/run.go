package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
)

func runCommand(c *console) *cobra.Command {
	var m *marketFlags
	var t *traceFlags
	cmd := &cobra.Command{
		Use:   "run [SCENARIO]",
		Short: "Simulate one scenario and print its headline numbers",
		Long: "Simulate one scenario and print its headline numbers. SCENARIO is a bundled name or the path of a file; without " +
			"it the bundled baseline is run.\nOne replicate is run unless --replicates or the scenario says otherwise.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("run takes one scenario; several are compared: livebazaar compare %s", shellWords(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "baseline"
			if len(args) == 1 {
				name = args[0]
			}
			if err := m.check(); err != nil {
				return err
			}
			files, err := read(cmd, []string{name})
			if err != nil {
				return m.refused(err)
			}
			if name, err = files.one("run"); err != nil {
				return err
			}
			if files.IsStudy(name) {
				return usagef("%s is a study, not a scenario: livebazaar compare %s", name, shellWord(name))
			}
			s, err := files.Load(name, m.settings())
			if err != nil {
				return m.refused(err)
			}
			c.Notices(s.Notices)
			c.NoticeLevels(s.Params)
			j := job.OfScenario(s, m.setup())
			if err := t.check(m, j); err != nil {
				return err
			}
			if err := c.fits(j, m.memory); err != nil {
				return err
			}
			events, err := t.open(cmd.Context(), c, m, j)
			if err != nil {
				return err
			}
			j.Markets = events.markets()
			folder, err := m.create(j, s.Name, time.Now())
			if err != nil {
				events.drop()
				return err
			}
			r, err := c.simulate(cmd.Context(), j, folder)
			if err != nil {
				events.drop()
				return err
			}
			lost := events.finish(c, folder.Dir()) // first, since it may go where the tables are printed
			return errors.Join(c.conclude(cmd.Context(), r, nil), lost)
		},
	}
	m = simulationFlags(cmd, false)
	t = tracingFlags(cmd)
	return cmd
}
