package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
)

func listCommand(c *console) *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the bundled studies and scenarios with their questions",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			entries := scenarios.List()
			switch {
			case c.json:
				return c.WriteJSON(entries)
			case markdown:
				_, err := fmt.Fprint(c.Out, studiesPage(entries))
				return err
			}
			for _, kind := range []struct{ id, en, zh string }{{"study", "Studies", "研究"}, {"scenario", "Scenarios", "情景"}} {
				var rows [][]string
				for _, e := range entries {
					if e.Kind == kind.id {
						rows = append(rows, []string{"  " + e.Name, c.Pick(e.Title, e.TitleZH), c.Pick(e.Question, e.QuestionZH)})
					}
				}
				how := c.Pick("livebazaar compare NAME", "用 livebazaar compare 名称 运行")
				if kind.id == "scenario" {
					fmt.Fprintln(c.Out)
					how = c.Pick("livebazaar run NAME", "用 livebazaar run 名称 运行")
				}
				fmt.Fprintln(c.Out, c.Bold(c.Pick(kind.en, kind.zh))+"  "+c.Faint(how))
				if err := c.Grid(nil, rows); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print the page docs/studies.md")
	return cmd
}

// studiesPage is docs/studies.md.
func studiesPage(entries []scenarios.Entry) string {
	var b strings.Builder
	b.WriteString("# Bundled studies and scenarios\n\nMade by `livebazaar list --markdown`; do not edit. " +
		"`livebazaar compare NAME` runs a study, `livebazaar show NAME` prints what its scenarios change and what is predicted, " +
		"`livebazaar init DIR --from NAME` writes an editable copy. The metrics that a study declares are its primary ones: its contrasts are " +
		"adjusted over all of them ([statistics](statistics.md)). How many replicates a study of your own needs, `livebazaar replicates DIR` says " +
		"from a first, smaller comparison.\n\n## Studies\n")
	for _, e := range entries {
		if e.Kind != "study" {
			continue
		}
		fmt.Fprintf(&b, "\n### %s\n\n**%s** · %s\n\n%s\n\n%s\n\n", e.Name, e.Title, e.TitleZH, e.Question, e.QuestionZH)
		fmt.Fprintf(&b, "Scenarios: `%s`.\n", strings.Join(e.Scenarios, "`, `"))
		study, err := scenarios.LoadStudy(e.Name, nil)
		if err != nil || len(study.Predictions) == 0 {
			continue
		}
		b.WriteString("\nPredicted before it was run; what the contrasts judge stands in brackets:\n\n")
		for _, p := range study.Predictions {
			fmt.Fprintf(&b, "- %s\n", p)
		}
	}
	b.WriteString("\n## Scenarios\n\n| name | title | 中文 | question |\n|---|---|---|---|\n")
	for _, e := range entries {
		if e.Kind == "scenario" {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", e.Name, e.Title, e.TitleZH, e.Question)
		}
	}
	return b.String()
}
