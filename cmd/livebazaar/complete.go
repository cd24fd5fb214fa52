package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"livebazaar/agents/param"
	"livebazaar/internal/terminal"
	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
)

// What the shell completes when the user presses Tab (livebazaar completion SHELL writes the shell's part).

// completing gives every command and flag its completions; a command that is not named here has none of files.
func completing(c *console, root *cobra.Command) {
	anything := func(string) bool { return true }
	folders := cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	for name, complete := range map[string]cobra.CompletionFunc{
		"run":       once(c.completeScenarios("scenario")),
		"compare":   c.completeScenarios(""),
		"try":       first(c.completeScenarios("scenario"), c.completeSettings),
		"show":      once(c.completeScenarios("")),
		"check":     c.completeScenarios(""),
		"migrate":   c.completeScenarios("file"),
		"init":      once(folders),
		"params":    once(c.completeKeys),
		"metrics":   once(c.completeMetrics),
		"resume":    once(c.completeResults(func(status string) bool { return status != string(store.Complete) })),
		"verify":    once(c.completeResults(anything)),
		"report":    once(c.completeResults(anything)),
		"plot":      once(c.completeResults(anything)),
		"export":    once(c.completeResults(anything)),
		"reproduce": once(c.completeResults(anything)),

		"replicates": once(c.completeResults(func(status string) bool { return status == string(store.Complete) })),
	} {
		if cmd, _, err := root.Find([]string{name}); err == nil && cmd != root {
			cmd.ValidArgsFunction = complete
		}
	}
	flags := map[string]cobra.CompletionFunc{
		"lang":       cobra.FixedCompletions([]cobra.Completion{"en\tEnglish", "zh\t简体中文"}, cobra.ShellCompDirectiveNoFileComp),
		"half-width": c.completeSizes,
		"detect":     c.completeSizes,

		"format": cobra.FixedCompletions([]cobra.Completion{"svg", "png", "svg,png"}, cobra.ShellCompDirectiveNoFileComp),
		"set":    c.completeSettings,
		"from":   c.completeScenarios("bundled"),
		"out":    folders,
		"trace":  cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),

		"only":        c.completeChecks,
		"calibration": cobra.FixedCompletions([]cobra.Completion{"md"}, cobra.ShellCompDirectiveFilterFileExt),
	}
	for _, cmd := range append(root.Commands(), root) {
		if cmd.ValidArgsFunction == nil && !cmd.HasSubCommands() {
			cmd.ValidArgsFunction = cobra.NoFileCompletions
		}
		for _, set := range []*pflag.FlagSet{cmd.LocalFlags(), cmd.PersistentFlags()} {
			set.VisitAll(func(f *pflag.Flag) {
				if _, have := cmd.GetFlagCompletionFunc(f.Name); have || f.NoOptDefVal != "" {
					return
				}
				complete, ok := flags[f.Name]
				if !ok {
					complete = cobra.NoFileCompletions // numbers
				}
				_ = cmd.RegisterFlagCompletionFunc(f.Name, complete) // fails only for a flag that is not there, or done already
			})
		}
	}
}

// once completes the first argument only.
func once(f cobra.CompletionFunc) cobra.CompletionFunc { return first(f, cobra.NoFileCompletions) }

// first completes the first argument in one way and those after it in another.
func first(f, then cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return then(cmd, args, typed)
		}
		return f(cmd, args, typed)
	}
}

// completeScenarios names the bundled scenarios and studies, and the folders and TOML files that go on from what is typed. only
// restricts it: "scenario" to no bundled study, "bundled" to no files, "file" to files.
func (c *console) completeScenarios(only string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var out []cobra.Completion
		for _, e := range scenarios.List() {
			if only != "file" && !(only == "scenario" && e.Kind == "study") && strings.HasPrefix(e.Name, typed) && !slices.Contains(args, e.Name) {
				out = append(out, described(e.Name, c.Pick(e.Title, e.TitleZH)))
			}
		}
		if only == "bundled" {
			return out, cobra.ShellCompDirectiveNoFileComp
		}
		isScenario := func(path string) bool { return strings.EqualFold(filepath.Ext(path), ".toml") }
		return withFiles(out, typed, args, isScenario, nil)
	}
}

// completeChecks names the groups of checks, and the checks, that go on from what is typed.
func (c *console) completeChecks(_ *cobra.Command, _ []string, typed string) (out []cobra.Completion, _ cobra.ShellCompDirective) {
	add := func(name string, what trial.Text) {
		if strings.HasPrefix(name, typed) {
			out = append(out, described(name, what.In(c.Lang)))
		}
	}
	for _, g := range checks.Groups {
		add(g.ID, g.Name)
	}
	for _, k := range checks.Checks() {
		add(k.Name, k.Claim)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeResults names the result folders that go on from what is typed, and those under results.
func (c *console) completeResults(wanted func(status string) bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		of := func(path string) (title string, ok bool) {
			m, err := store.ReadManifest(path)
			if err != nil || !wanted(string(m.Status)) {
				return "", false
			}
			title = c.Pick(m.Title.EN, m.Title.ZH)
			if title != "" {
				title += ", "
			}
			return title + string(m.Status), true
		}
		isResult := func(path string) bool { _, ok := of(path); return ok }
		describe := func(path string) string { title, _ := of(path); return title }
		var out []cobra.Completion
		if made, _ := filepath.Glob(filepath.Join("results", "*")); !strings.ContainsAny(typed, `/\`) {
			for _, dir := range made {
				if title, ok := of(dir); ok && strings.HasPrefix(dir, typed) {
					out = append(out, described(dir, title))
				}
			}
		}
		return withFiles(out, typed, nil, isResult, describe)
	}
}

// withFiles adds the entries of the file system that go on from what is typed: those wanted, and folders to look into.
func withFiles(out []cobra.Completion, typed string, args []string, wanted func(path string) bool,
	describe func(string) string) ([]cobra.Completion, cobra.ShellCompDirective) {
	dir, base := filepath.Split(typed)
	at := dir
	if rest, ok := strings.CutPrefix(dir, "~/"); ok { // the shell hands it over as it is typed
		home, err := os.UserHomeDir()
		if err != nil {
			return out, cobra.ShellCompDirectiveNoFileComp
		}
		at = filepath.Join(home, rest)
	}
	if at == "" {
		at = "."
	}
	directive := cobra.ShellCompDirectiveNoFileComp
	if len(out) == 0 {
		directive |= cobra.ShellCompDirectiveNoSpace // until something complete is among them
	}
	entries, _ := os.ReadDir(at) // what cannot be read has nothing to offer
	for _, e := range entries {
		name, path := dir+e.Name(), filepath.Join(at, e.Name())
		if !strings.HasPrefix(e.Name(), base) || strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(base, ".") ||
			slices.Contains(args, name) || name != terminal.OneLine(name) {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case wanted(path):
			directive &^= cobra.ShellCompDirectiveNoSpace
			text := ""
			if describe != nil {
				text = describe(path)
			}
			out = append(out, described(name, text))
		case info.IsDir():
			out = append(out, name+"/")
		}
	}
	return out, directive
}

// completeKeys goes on from what is typed of a key to the next dot: parameters, and tables of them.
func (c *console) completeKeys(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	keys, directive := c.nextKeys(typed)
	var out []cobra.Completion
	for _, k := range keys {
		if table, ok := strings.CutSuffix(k, "."); ok {
			out = append(out, described(table, c.Pick("a table", "一组参数"))) // explained as a whole
		}
		out = append(out, k)
	}
	return out, directive
}

// completeSettings is completeKeys and then, after the equals sign, the values.
func (c *console) completeSettings(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if key, value, ok := strings.Cut(typed, "="); ok {
		return c.completeValue(key, value)
	}
	keys, _ := c.nextKeys(typed)
	for i, k := range keys {
		name, label, _ := strings.Cut(k, "\t")
		if !strings.HasSuffix(name, ".") {
			keys[i] = described(name+"=", label)
		}
	}
	return keys, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeValue names the values that a parameter may take; of a number the default and the range.
func (c *console) completeValue(key, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	params, err := scenarios.Under(key)
	if err != nil || len(params) != 1 || params[0].Key != key {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p := params[0]
	var values []string
	switch p.Kind {
	case param.Choice:
		values = p.Choices
	case param.Bool:
		values = []string{"true", "false"}
	case param.Int, param.Float:
		values = []string{fmt.Sprint(p.Default)}
	}
	var out []cobra.Completion
	for _, v := range values {
		text := ""
		switch {
		case p.Kind == param.Int || p.Kind == param.Float:
			text = c.Pick("default; allowed ", "默认值；允许 ") + p.AllowedIn(c.Lang)
		case v == fmt.Sprint(p.Default):
			text = c.Pick("default", "默认值")
		}
		if strings.HasPrefix(v, typed) {
			out = append(out, described(key+"="+v, text))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// nextKeys lists what may follow of a key up to the next dot, which tables end with.
func (c *console) nextKeys(typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	params, err := scenarios.Under("")
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []cobra.Completion
	directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	for _, p := range params {
		if !strings.HasPrefix(p.Key, typed) {
			continue
		}
		next, _, table := strings.Cut(p.Key[len(typed):], ".")
		if table {
			if next = typed + next + "."; !slices.Contains(out, next) {
				out = append(out, next)
			}
			continue
		}
		directive &^= cobra.ShellCompDirectiveNoSpace
		out = append(out, described(p.Key, c.Pick(p.EN, p.ZH)))
	}
	return out, directive
}

// completeMetrics names the metrics.
func (c *console) completeMetrics(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, m := range metric.All() {
		if strings.HasPrefix(m.ID, typed) {
			out = append(out, described(m.ID, c.Pick(m.EN, m.ZH)))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeSizes names a metric and, after the equals sign, its usual size.
func (c *console) completeSizes(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	id, _, sized := strings.Cut(typed, "=")
	for _, name := range metric.Names() {
		switch m, _ := metric.Find(name); {
		case sized && name == id:
			usual := map[bool]string{true: "1pp", false: "2%"}[m.Reading() == metric.Points]
			out = append(out, described(name+"="+usual, c.Pick("usual", "常用")))
		case !sized && strings.HasPrefix(name, typed):
			out = append(out, described(name+"=", c.Pick(m.EN, m.ZH)))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// described is a completion with what the shell shows beside it.
func described(name, text string) cobra.Completion {
	if text == "" {
		return name
	}
	return cobra.CompletionWithDesc(name, terminal.OneLine(text))
}
