package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
	"livebazaar/sim/metric"
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
			c.notices(files.compared())
			study, err := files.study(m.settings())
			if err != nil {
				return m.refused(files.refusedForTry(err, m))
			}
			if cmd.Flags().Changed("level") {
				study.Level = m.level
			}
			c.notices(study.Notices)
			c.noticeStarts(study)
			c.pointsToTry(files, m.sets)
			c.noticeLevels(study.Scenarios[study.Baseline].Params)
			j := studyJob(study, m)
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
			return c.conclude(cmd.Context(), r)
		},
	}
	m = simulationFlags(cmd, true)
	cmd.Flags().Float64Var(&m.level, "level", 0.95, "of the intervals, a fraction")
	return cmd
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

// showComparison prints the paired differences, a sentence on them, and the path of the report as the last line.
func (c *console) showComparison(r *results) error {
	k := r.comparison(c.lang)
	if err := c.showContrasts(k); err != nil {
		return err
	}
	fmt.Fprintln(c.out)
	if err := c.showLevels(k, k.shown()); err != nil {
		return err
	}
	for _, s := range []string{c.placeboWarning(k), c.reading(k)} {
		if s != "" {
			fmt.Fprintln(c.out)
			c.paragraph(s)
		}
	}
	fmt.Fprintln(c.out)
	if err := c.showSure(k); err != nil {
		return err
	}
	c.showVerdicts(k)
	fmt.Fprintln(c.out, r.report)
	return nil
}

func (r *results) comparison(lang string) *comparison {
	k := &comparison{days: min(365, r.job.baseline().Params.Run.Days), baseline: r.job.manifest.Baseline, titles: r.job.titles(lang), deciding: r.job.manifest.Metrics, planned: r.job.manifest.Replicates,
		metrics: metric.Of(r.job.manifest.ModelVersion),
		level:   r.job.level(), levels: r.levels(), contrasts: r.contrasts, predictions: predicted(r.job.manifest)}
	k.further = further(r.job.manifest, k.predictions, r.values)
	k.shared = sharingOf(r.job.manifest, r.values).shared
	k.measured = r.job.baseline().Params.Run.Days
	for _, name := range r.job.names() {
		if name != k.baseline {
			k.scenarios = append(k.scenarios, name)
		}
	}
	return k
}
