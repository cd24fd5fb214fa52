package terminal

import (
	"fmt"

	"livebazaar/internal/job/judge"
)

// ShowComparison prints the paired differences, a sentence on them, and the path of the report as the last line.
func (c *Console) ShowComparison(k *judge.Comparison, report string) error {
	if err := c.showContrasts(k); err != nil {
		return err
	}
	fmt.Fprintln(c.Out)
	if err := c.ShowLevels(k, k.Shown()); err != nil {
		return err
	}
	for _, s := range []string{c.placeboWarning(k), c.reading(k)} {
		if s != "" {
			fmt.Fprintln(c.Out)
			c.Paragraph(s)
		}
	}
	fmt.Fprintln(c.Out)
	if err := c.showSure(k); err != nil {
		return err
	}
	c.showVerdicts(k)
	fmt.Fprintln(c.Out, report)
	return nil
}
