package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/internal/job"
	"livebazaar/internal/memory"
	"livebazaar/sim/metric"
)

// memoryFlag declares --memory.
func memoryFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "memory", "", "memory that may be used, for instance 8GB or 512MiB (default: what is found)")
}

// largeBytes is from where on the need is told.
const largeBytes = 1 << 30

// fits refuses a job that needs more memory than there is, and says what a large one needs. Given is what the user says there is.
func (c *console) fits(j *job.Job, given string) error {
	bound, err := boundOf(given)
	if err != nil {
		return err
	}
	return c.sayNeed(j.Fit(bound))
}

// fitsSettings refuses more scenarios than there is memory to read.
func fitsSettings(scenarios int, given string) error {
	bound, err := boundOf(given)
	if err != nil {
		return err
	}
	return refused(job.FitSettings(scenarios, bound))
}

// sayNeed tells what a large job needs, or that it does not fit.
func (c *console) sayNeed(needed int64, err error) error {
	if err == nil && needed >= largeBytes {
		c.Say(c.Pick("about %s of memory", "内存约需 %s"), memory.Text(needed))
	}
	return refused(err)
}

// fitsDrawing is the same for figures and report alone.
func (c *console) fitsDrawing(scenarios int, given string) error {
	bound, err := boundOf(given)
	if err != nil {
		return err
	}
	return refused(job.FitDrawing(scenarios, bound))
}

// boundOf is how much memory there is, or is said to be.
func boundOf(given string) (memory.Bound, error) {
	bytes := int64(0)
	if given != "" {
		var err error
		if bytes, err = memory.Parse(given); err != nil {
			return memory.Bound{}, usagef("--memory %w", err)
		}
	}
	return memory.Least(bytes), nil
}

// tooLarge says what does not fit, and what would.
func tooLarge(t job.TooLarge) error {
	if t.Drawing {
		return fmt.Errorf("drawing needs about %s of memory, and %s are %s", memory.Text(t.Needed), memory.Text(t.Bound.Bytes), t.Bound)
	}
	text := t.Error() + ": " + advice(t.Advice)
	if t.Bound.Hard() {
		return fmt.Errorf("%s", text)
	}
	return fmt.Errorf("%s (--memory SIZE, if there is more)", text)
}

// advice says what makes a job fit.
func advice(a job.Advice) string {
	switch {
	case a.Workers > 0:
		return fmt.Sprintf("--workers %d fits, or lower %s", a.Workers, a.Key)
	case a.Replicates > 0:
		return fmt.Sprintf("%d replicates fit", a.Replicates)
	case a.Key == "" && a.Scenarios == 0:
		return "compare fewer scenarios"
	case a.Most == 0 && a.Scenarios > 0:
		return param.Count(a.Scenarios, "scenario") + param.Things(a.Scenarios, " fits| fit")
	case a.Most == 0:
		return fmt.Sprintf("lower %s and what else makes the market large, and run it with --workers 1", a.Key)
	}
	return fmt.Sprintf("lower %s (%s fit)", a.Key, metric.Decimal(float64(a.Most), 0))
}
