package terminal

import (
	"fmt"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// ShowFindings prints what checks found, a table for each group, and how many pass.
func (c *Console) ShowFindings(all []trial.Finding, passed, of int) error {
	heading := []string{c.Pick("check", "检验"), c.Pick("claim", "命题"), c.Pick("expected", "期望"), c.Pick("found", "测得"), ""}
	for _, g := range checks.Groups {
		var rows [][]string
		for i := range all {
			if f := &all[i]; f.Check.Group == g.ID {
				rows = append(rows, []string{f.Check.Name, f.Check.Claim.In(c.Lang), f.ExpectedIn(c.Lang), f.FoundIn(c.Lang), f.VerdictIn(c.Lang)})
			}
		}
		if len(rows) == 0 {
			continue
		}
		fmt.Fprintln(c.Out, c.Bold(g.Name.In(c.Lang)))
		if err := c.Grid(heading, rows); err != nil {
			return err
		}
		fmt.Fprintln(c.Out)
	}
	fmt.Fprintf(c.Out, c.Pick("%d of %d checks pass", "%d / %d 项检验通过"), passed, of)
	if met, rows := trial.Score(all); rows > 0 {
		fmt.Fprintf(c.Out, c.Pick("; rows of the calibration met: %d of %d", "；校准数据达成：%d / %d 行"), met, rows)
	}
	_, err := fmt.Fprintln(c.Out)
	return err
}

// ListChecks prints the checks without running them.
func (c *Console) ListChecks(all []trial.Check) error {
	var rows [][]string
	for i := range all {
		k := &all[i]
		f := trial.Finding{Check: *k, Expected: k.Expected}
		rows = append(rows, []string{k.Name, k.Group, k.Row, k.Experiment, k.Claim.In(c.Lang), f.ExpectedIn(c.Lang)})
	}
	return c.Grid([]string{c.Pick("check", "检验"), c.Pick("group", "组"), c.Pick("row", "行"), c.Pick("experiment", "实验"), c.Pick("claim", "命题"),
		c.Pick("expected", "期望")}, rows)
}
