package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/internal/job/judge"
	"livebazaar/scenarios"
)

// tryExample is what a newcomer may type.
const tryExample = "livebazaar try small platform.ranking.allocate=uniform"

func tryCommand(c *console) *cobra.Command {
	var m *marketFlags
	cmd := &cobra.Command{
		Use:   "try SCENARIO KEY=VALUE…",
		Short: "Change settings of a scenario and see what moves: unchanged against changed, on the same markets",
		Long: fmt.Sprintf("Change settings of a scenario and see what moves: the scenario as it is against the same with the settings changed, on the "+
			"same markets.\nSCENARIO is a bundled name or the path of a file; `livebazaar params` lists the keys. Several changes are made together.\n"+
			"%d replicates of %d days are simulated unless --replicates and --days say otherwise; what the scenario says of these two holds "+
			"for its own runs only.\nNothing is kept unless --out names a folder, which then holds a comparison with figures and a report.",
			scenarios.TrialReplicates, scenarios.TrialDays),
		Example: "  " + tryExample + "\n  livebazaar try baseline platform.ranking.cap=0.02 --replicates 24 --out results/cap",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := m.check(); err != nil {
				return err
			}
			if err := m.checkLevel(); err != nil {
				return err
			}
			files := &named{Reader: scenarios.NewReader(cmd.Context())}
			if err := files.tryArguments(args, m.sets); err != nil {
				return err
			}
			trial, err := files.NewTrial(args[0], args[1:], m.settings())
			if err != nil {
				return m.refused(err)
			}
			if cmd.Flags().Changed("level") {
				trial.Study.Level = m.level
			}
			c.Notices(trial.Study.Notices)
			c.NoticeStarts(trial.Study)
			c.noticeOwn(trial)
			c.NoticeLevels(trial.Study.Scenarios[0].Params)
			return c.try(cmd.Context(), trial, m)
		},
	}
	m = simulationFlags(cmd, false)
	cmd.Flags().Float64Var(&m.level, "level", 0.95, "of the intervals, a fraction")
	for name, usage := range map[string]string{
		"days":       fmt.Sprintf("days simulated after warm-up (default %d)", scenarios.TrialDays),
		"replicates": fmt.Sprintf("markets per side, with seeds of their own (default %d)", scenarios.TrialReplicates),
		"out":        "keep the results in this folder, with figures and a report (default: nothing is kept)",
		"set":        "change a parameter on both sides: key=value (repeatable)",
	} {
		cmd.Flags().Lookup(name).Usage = usage
	}
	return cmd
}

// tryArguments refuses what is no scenario with changes, with an example of one.
func (n *named) tryArguments(args, sets []string) error {
	switch {
	case len(args) == 0:
		return usagef("try needs a scenario and a change; for instance: %s", tryExample)
	case strings.Contains(args[0], "=") && !scenarios.IsPath(args[0]):
		return usagef("try needs a scenario before the change; for instance: livebazaar try small %s", shellWords(args))
	case n.IsStudy(args[0]):
		return usagef("%s is a study, and a trial changes one scenario: livebazaar show %s lists its scenarios; for instance: %s",
			args[0], shellWord(args[0]), tryExample)
	case len(args) == 1 && len(sets) > 0:
		return usagef("--set changes both sides; write the change without it: livebazaar try %s %s", shellWord(args[0]), shellWords(sets))
	case len(args) == 1:
		return usagef("try needs a change (key=value); for instance: livebazaar try %s platform.ranking.allocate=uniform "+
			"(livebazaar params lists the keys)", shellWord(args[0]))
	}
	half := func(a string) bool {
		key, value, ok := strings.Cut(a, "=")
		return ok && (strings.TrimSpace(key) == "" || strings.TrimSpace(value) == "")
	}
	for _, a := range args[1:] {
		switch {
		case slices.ContainsFunc(args[1:], half):
			return usagef("%s: write each change as key=value, without spaces; for instance: %s", shellWords(args[1:]), tryExample)
		case !strings.Contains(a, "="):
			return usagef("%s is no change (key=value); scenarios are compared with each other by livebazaar compare; for instance: %s",
				shellWord(a), tryExample)
		}
	}
	return nil
}

// noticeOwn tells what a trial does not follow of the scenario's file.
func (c *console) noticeOwn(t *scenarios.Trial) {
	for _, d := range t.Own {
		flag := "--" + strings.TrimPrefix(d.Param.Key, "run.")
		c.Say(c.Pick("notice: %s says %s = %s; a trial takes %s (%s %s for the same)", "提示：%s 设定 %s = %s；试验取 %s（如需相同：%s %s）"),
			t.Study.Scenarios[0].Name, d.Param.Key, scenarios.Written(d.From), scenarios.Written(d.To), flag, scenarios.Written(d.From))
	}
}

// try runs a trial: in the folder that is named, or in one of its own that is gone afterwards, however that comes about.
func (c *console) try(ctx context.Context, trial *scenarios.Trial, m *marketFlags) error {
	j := job.OfStudy(trial.Study, m.setup())
	if err := c.fits(j, m.memory); err != nil {
		return err
	}
	dir := m.out
	if dir == "" {
		parent, err := os.MkdirTemp("", "livebazaar-try-")
		if err != nil {
			return noTemporary(err)
		}
		defer leftover(ctx, parent)()
		defer os.RemoveAll(parent) // holds nothing of the user's
		dir = filepath.Join(parent, "results")
	}
	folder, err := createIn(j, dir, m.force)
	if err != nil {
		return err
	}
	begun := time.Now()
	r, err := c.simulate(ctx, j, folder)
	if err != nil {
		if m.out == "" {
			err = passed(err)
		}
		return err
	}
	took := time.Since(begun)
	if m.out == "" {
		if err := r.Close(); err != nil {
			return err
		}
		return c.showTried(trial, r, took, "")
	}
	return c.conclude(ctx, r, func(report string) error { return c.showTried(trial, r, took, report) })
}

// passed is a failure of a run that leaves nothing behind: there is no folder to go on from.
func passed(err error) error {
	var stopped stoppedError
	if errors.As(err, &stopped) {
		stopped.Dir = ""
		return stopped
	}
	var failed failedError
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// showTried prints what a trial found.
func (c *console) showTried(trial *scenarios.Trial, r *job.Results, took time.Duration, report string) error {
	t := judge.Tried(trial, r.Contrasts)
	if !c.json {
		return c.ShowTrial(t, r, took, report)
	}
	dir := ""
	if report != "" {
		dir = r.Dir()
	}
	return c.WriteJSON(answer.Tried(t, r, took, c.Idle(t), dir, report))
}

// trialOf is the command that shows what settings do in the one scenario that is named, and the settings that it changes: those
// that both sides of a comparison must share are no change. It is "" where there is no such command.
func (n *named) trialOf(sets []string) (command string, changes []string) {
	changes = slices.DeleteFunc(slices.Clone(sets), func(s string) bool {
		key, _, _ := strings.Cut(s, "=")
		key = strings.TrimSpace(key)
		return scenarios.Shared(&param.Param{Key: key}) || job.IsSize(key)
	})
	if len(n.list) != 1 || len(changes) == 0 || n.IsStudy(n.list[0].Name) {
		return "", nil
	}
	return "livebazaar try " + shellWord(n.list[0].Name) + " " + shellWords(changes), changes
}

// refusedForTry adds to a comparison that is refused, where the same settings may be tried, how to do that.
func (n *named) refusedForTry(err error, m *marketFlags) error {
	var problems scenarios.Problems
	command, changes := n.trialOf(m.sets)
	if command == "" || !errors.As(err, &problems) || len(problems) == 0 {
		return err
	}
	name := n.list[0].Name
	if _, wrong := n.NewTrial(name, changes, nil); wrong != nil {
		return err // a mistake in the scenario or the settings
	}
	problems[len(problems)-1].Reason += fmt.Sprintf("; to see what the settings do in %s: %s", name, command)
	return err
}

// pointsToTry says, where one scenario is compared with the baseline under settings that both get, how to see what the settings do.
func (c *console) pointsToTry(files *named, sets []string) {
	command, changes := files.trialOf(sets)
	if command == "" {
		return
	}
	c.Say(c.Pick("notice: baseline and %s both get %s; to see what it changes in %[1]s: %[3]s",
		"提示：baseline 与 %s 都会采用 %s；要看它在 %[1]s 中的作用：%[3]s"), files.list[0].Name, shellWords(changes), command)
}
