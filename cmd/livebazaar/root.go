package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

const about = `livebazaar simulates markets of live-streaming commerce: consumers, streamers, MCN agencies and merchants under a
platform's rules. It compares rules over simulated years, on the same markets, with intervals and figures.

Start with:  livebazaar compare          the bundled study of ranking rules, with a report at the end
             livebazaar list             what else is there
             livebazaar init my-study    an editable copy`

// Run executes one command line (without the program's name).
func Run(ctx context.Context, args []string) error {
	root := newRoot(newConsole(os.Stdout, os.Stderr))
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

// newRoot returns the command that all others hang on.
func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "livebazaar",
		Short:         "Simulate live-streaming commerce and compare platform rules",
		Long:          about,
		Version:       versionText(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			err := fmt.Errorf("unknown command %q", args[0])
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				err = fmt.Errorf("%w: did you mean %s?", err, strings.Join(near, " or "))
			}
			return usageError{fmt.Errorf("%w (livebazaar --help lists them)", err)}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		text, cause, _ := strings.Cut(err.Error(), ": strconv.")
		switch {
		case strings.HasPrefix(cause, "ParseInt"):
			text += ": must be a whole number"
		case strings.HasPrefix(cause, "ParseFloat"):
			text += ": must be a number"
		case cause != "":
			text += ": must be true or false"
		}
		return usageError{fmt.Errorf("%s (%s --help explains the flags)", text, cmd.CommandPath())}
	})
	flags := root.PersistentFlags()
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "say nothing but results and errors")
	flags.BoolVar(&c.json, "json", false, "print results as JSON")
	flags.StringVar(&c.lang, "lang", "en", "language of labels: en or zh")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if c.lang != "en" && c.lang != "zh" {
			return usagef("--lang %q: allowed en, zh", c.lang)
		}
		return nil
	}
	root.AddCommand(
		runCommand(c), compareCommand(c),
		listCommand(c), showCommand(c), initCommand(c), checkCommand(c), migrateCommand(c), schemaCommand(c),
		paramsCommand(c), metricsCommand(c),
		plotCommand(c), reportCommand(c),
		resumeCommand(c), reproduceCommand(c), verifyCommand(c),
	)
	return root
}

// arguments makes a wrong number of arguments a usage error.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%w; usage: %s", err, cmd.UseLine())}
		}
		return nil
	}
}
