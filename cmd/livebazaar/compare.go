package main

import (
	"time"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/scenarios"
)

func compareCommand(c *console) *cobra.Command {
	var m *marketFlags
	cmd := &cobra.Command{
		Use:   "compare [STUDY or SCENARIO…]",
		Short: "Compare scenarios on the same markets, with intervals, figures and a report",
		Long: "Compare scenarios on the same markets, with intervals, figures and a report. Without arguments the bundled study " +
			scenarios.DefaultStudy + " is run.\nOf several scenarios the first is the baseline; one alone is compared with the bundled baseline.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := m.check(); err != nil {
				return err
			}
			if err := m.checkLevel(); err != nil {
				return err
			}
			files, err := read(cmd, args)
			if err != nil {
				return m.refused(err)
			}
			c.Notices(files.compared())
			if err := fitsSettings(files.scenarios(), m.memory); err != nil {
				return err
			}
			study, err := files.study(m.settings())
			if err != nil {
				return m.refused(files.refusedForTry(err, m))
			}
			if cmd.Flags().Changed("level") {
				study.Level = m.level
			}
			c.Notices(study.Notices)
			c.NoticeStarts(study)
			c.pointsToTry(files, m.sets)
			c.NoticeLevels(study.Scenarios[study.Baseline].Params)
			j := job.OfStudy(study, m.setup())
			if err := c.fits(j, m.memory); err != nil {
				return err
			}
			folder, err := m.create(j, study.Name, time.Now())
			if err != nil {
				return err
			}
			r, err := c.simulate(cmd.Context(), j, folder)
			if err != nil {
				return err
			}
			return c.conclude(cmd.Context(), r, nil)
		},
	}
	m = simulationFlags(cmd, true)
	cmd.Flags().Float64Var(&m.level, "level", 0.95, "of the intervals, a fraction")
	return cmd
}

// scenarios is how many scenarios the arguments name.
func (n *named) scenarios() int {
	if len(n.list) == 1 && n.IsStudy(n.list[0].Name) {
		return n.Listed(n.list[0].Name)
	}
	return len(n.list)
}

// study reads the study that the arguments name.
func (n *named) study(sets []string) (*scenarios.Study, error) {
	args := n.names()
	switch {
	case len(args) == 0:
		return n.LoadStudy(scenarios.DefaultStudy, sets)
	case len(args) == 1 && n.IsStudy(args[0]):
		return n.LoadStudy(args[0], sets)
	}
	for _, name := range args {
		if n.IsStudy(name) {
			return nil, usagef("%s is a study: it is compared alone", name)
		}
	}
	return n.NewStudy(args, sets)
}
