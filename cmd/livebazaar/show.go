package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/internal/job/answer"
	"livebazaar/scenarios"
)

func showCommand(c *console) *cobra.Command {
	var full bool
	var sets []string
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Print what a scenario or study says: the differences, or everything with --full",
		Args:  arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := read(cmd, args)
			if err != nil {
				return err
			}
			name, err := files.one("show")
			if err != nil {
				return err
			}
			if files.IsStudy(name) {
				study, err := files.LoadStudy(name, sets)
				if err != nil {
					return err
				}
				c.Notices(study.Notices)
				c.NoticeStarts(study)
				return c.showStudy(study, full)
			}
			s, err := files.Load(name, sets)
			if err != nil {
				return err
			}
			c.Notices(s.Notices)
			c.NoticeAlone(s)
			return c.showScenario(s, full)
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, "write out every parameter")
	setFlag(cmd, &sets)
	return cmd
}

// shownScenario is a scenario for other programs.
type shownScenario struct {
	Name     string         `json:"name"`
	Title    string         `json:"title"`
	TitleZH  string         `json:"title_zh"`
	Question string         `json:"question"`
	Settings map[string]any `json:"settings"`            // what differs from the defaults, or everything
	OwnStart []string       `json:"own_start,omitempty"` // in a study: keys for which it has a population and a warm-up of its own
	OnEntry  []string       `json:"on_entry,omitempty"`  // in a study: keys that differ from the baseline and act on later entrants
}

func scenarioJSON(s *scenarios.Scenario, full bool) shownScenario {
	out := shownScenario{Name: s.Name, Title: s.Title, TitleZH: s.TitleZH, Question: s.Question, Settings: map[string]any{}}
	for _, p := range s.Set.Params() {
		if full || p.Changed() {
			out.Settings[p.Key] = p.Value()
		}
	}
	return out
}

func (c *console) showScenario(s *scenarios.Scenario, full bool) error {
	if c.json {
		return c.WriteJSON(scenarioJSON(s, full))
	}
	text := scenarios.DifferencesTOML(s)
	if full {
		text = scenarios.Resolved(s)
	} else if len(s.Differences()) == 0 {
		c.Say("every parameter has its default; --full writes them out")
	}
	_, err := c.Out.Write(text)
	return err
}

func (c *console) showStudy(study *scenarios.Study, full bool) error {
	if c.json {
		out := struct {
			Name        string          `json:"name"`
			Title       string          `json:"title"`
			TitleZH     string          `json:"title_zh"`
			Question    string          `json:"question"`
			QuestionZH  string          `json:"question_zh"`
			Baseline    string          `json:"baseline"`
			Replicates  int             `json:"replicates"`
			Level       float64         `json:"level"`
			Metrics     []string        `json:"metrics"`
			Predictions []string        `json:"predictions"`
			Scenarios   []shownScenario `json:"scenarios"`
		}{study.Name, study.Title, study.TitleZH, study.Question, study.QuestionZH, study.Scenarios[study.Baseline].Name,
			study.Replicates, study.Level, study.Metrics, study.Predictions, nil}
		for i, s := range study.Scenarios {
			shown, start := scenarioJSON(s, full), study.Start(i)
			shown.OwnStart, shown.OnEntry = answer.Keys(start.Own), answer.Keys(slices.Concat(start.Entry, start.Partly))
			out.Scenarios = append(out.Scenarios, shown)
		}
		return c.WriteJSON(out)
	}
	fmt.Fprintln(c.Out, c.Bold(study.Label(c.Lang)))
	fmt.Fprintln(c.Out, c.Pick(study.Question, study.QuestionZH))
	fmt.Fprintf(c.Out, c.Pick("%s × %s, %g %% intervals\n", "%s × %s，%g%% 区间\n"),
		c.Count(len(study.Scenarios), "scenario", "个情景"), c.Count(study.Replicates, "replicate", "次重复"), study.Level*100)
	predictions := study.Predictions
	if c.Lang == "zh" && len(study.PredictionsZH) > 0 {
		predictions = study.PredictionsZH
	}
	if len(predictions) > 0 {
		fmt.Fprintln(c.Out, "\n"+c.Bold(c.Pick("Predicted before it is run", "运行前的预测")))
		for _, p := range predictions {
			fmt.Fprintln(c.Out, "  "+p)
		}
	}
	base := study.Scenarios[study.Baseline]
	for i, s := range study.Scenarios {
		fmt.Fprintf(c.Out, "\n%s  %s\n", c.Bold(s.Name), s.Label(c.Lang))
		switch {
		case full:
			fmt.Fprint(c.Out, indent(string(scenarios.Resolved(s))))
			continue
		case i == study.Baseline:
			fmt.Fprintln(c.Out, "  "+c.Pick("the baseline", "基准"))
			for _, d := range s.Differences() {
				if !scenarios.Shared(d.Param) {
					fmt.Fprintf(c.Out, "  %s = %v\n", d.Param.Key, d.To)
				}
			}
			continue
		}
		differences := scenarios.Differences(base, s)
		for _, d := range differences {
			fmt.Fprintf(c.Out, c.Pick("  %s = %v  (baseline %v)\n", "  %s = %v  (基准 %v)\n"), d.Param.Key, d.To, d.From)
			if d.Param.Acts != param.Always {
				fmt.Fprintf(c.Out, c.Pick("    acts %s\n", "    生效：%s\n"), d.Param.Acts.LabelIn(c.Lang))
			}
		}
		if len(differences) == 0 {
			fmt.Fprintln(c.Out, "  "+c.Pick("no difference from the baseline", "与基准没有差别"))
		}
	}
	return nil
}

// indent moves a text two columns to the right.
func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  ") + "\n"
}
