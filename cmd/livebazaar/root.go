package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"livebazaar/scenarios"
	"livebazaar/sim/character"
	"livebazaar/sim/filename"
	"livebazaar/sim/store"
)

const about = `livebazaar simulates markets of live-streaming commerce: consumers, streamers, MCN agencies and merchants under a
platform's rules. It compares rules over simulated years, on the same markets, with intervals and figures.

Start with:
  ` + tryExample + `   change one setting, see what moves
  livebazaar compare                                       the bundled study of ranking rules, with a report
  livebazaar list                                          what else is there
  livebazaar init my-study                                 an editable copy`

// Run executes one command line (without the program's name).
func Run(ctx context.Context, args []string) error {
	c := newConsole(os.Stdout, os.Stderr)
	root := newRoot(c)
	root.SetArgs(args)
	return c.settle(root.ExecuteContext(ctx))
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
	root.SetOut(c.Out)
	root.SetErr(c.Err)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	flags := root.PersistentFlags()
	flags.BoolVarP(&c.Quiet, "quiet", "q", false, "say nothing but results and errors")
	flags.BoolVar(&c.json, "json", false, "print results as JSON")
	flags.StringVar(&c.Lang, "lang", "en", "language of labels: en or zh")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if c.Lang != "en" && c.Lang != "zh" {
			return usagef("--lang %q: allowed en, zh", c.Lang)
		}
		return nil
	}
	root.AddCommand(
		tryCommand(c), runCommand(c), compareCommand(c),
		listCommand(c), showCommand(c), initCommand(c), checkCommand(c), migrateCommand(c), schemaCommand(c),
		paramsCommand(c), metricsCommand(c),
		plotCommand(c), reportCommand(c), exportCommand(c), replicatesCommand(c),
		resumeCommand(c), reproduceCommand(c), verifyCommand(c), validateCommand(c),
	)
	ownRules(root)
	for _, cmd := range root.Commands() {
		plainMarks(cmd)
	}
	completing(c, root)
	return root
}

// ownRules makes the commands that cobra brings along refuse mistakes as the others do.
func ownRules(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if found, rest, err := root.Find(args); err != nil || found == root && len(args) > 0 || len(rest) > 0 {
					return usagef("no command %s (livebazaar --help lists them)", shellWords(args))
				}
				return nil
			}
		case "completion":
			var shells []string
			for _, shell := range cmd.Commands() {
				shell.Args = arguments(0, 0)
				shells = append(shells, shell.Name())
			}
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if len(args) == 0 {
					return usagef("completion needs the name of a shell: %s", strings.Join(shells, ", "))
				}
				return usagef("completion %s: allowed %s", shellWord(args[0]), strings.Join(shells, ", "))
			}
			cmd.RunE = func(*cobra.Command, []string) error { return nil } // so that its arguments are looked at
		}
	}
}

// plainMarks makes a command look first for what keyboards and editors put in the place of hyphens, = and spaces.
func plainMarks(cmd *cobra.Command) {
	judge := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		for _, a := range args {
			if err := typedOtherwise(cmd, a); err != nil {
				return err
			}
		}
		if judge == nil {
			return nil
		}
		return judge(cmd, args)
	}
}

// typedOtherwise says which character of an argument is not the one that is meant. A file of that very name is meant.
func typedOtherwise(cmd *cobra.Command, arg string) error {
	if _, err := os.Lstat(arg); err == nil {
		return nil
	}
	first, n := utf8.DecodeRuneInString(arg)
	word := strings.TrimLeft(arg[n:], "-−–—‐‑‒―－")
	key, _, setting := strings.Cut(word, "＝")
	switch {
	case character.Instead(first) == "-" && n > 1 && word != "":
		flag, _, _ := strings.Cut(key, "=")
		return usagef("%s: %s begins no flag: write two plain hyphens, --%s (%s --help explains the flags)",
			arg, character.Name(first), flag, cmd.CommandPath())
	case setting && !strings.Contains(arg, "="):
		return usagef("%s: %s sets nothing: write =, as in %s", arg, character.Name('＝'), shellWord(strings.Replace(arg, "＝", "=", 1)))
	case scenarios.IsPath(arg) && strings.ContainsAny(arg, `/\`):
		return nil // a path that is not there
	}
	for i, r := range arg {
		if to := character.Instead(r); (to == "," || to == ";" || to == " ") && r > unicode.MaxASCII && !strings.Contains(arg[:i], "=") {
			apart := strings.FieldsFunc(arg, func(q rune) bool { return q == r })
			return usagef("%s: %s separates nothing: write a space between names: %s", arg, character.Name(r), shellWords(apart))
		}
	}
	return nil
}

// many is no bound on the number of arguments.
const many = math.MaxInt

// arguments makes a wrong number of arguments a usage error.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch n := len(args); {
		case n < least:
			return usagef("%s needs an argument; usage: %s", cmd.Name(), cmd.UseLine())
		case n > most:
			return usagef("%s is one argument too many; usage: %s", shellWord(args[most]), cmd.UseLine())
		}
		return nil
	}
}

// resultFolder demands one argument that is a folder; what is in it is for the store to judge.
func resultFolder(cmd *cobra.Command, args []string) error {
	if err := arguments(1, 1)(cmd, args); err != nil {
		return err
	}
	switch info, err := os.Stat(args[0]); {
	case errors.Is(err, fs.ErrNotExist):
		return usagef("%s: no such folder; name the one that a run or comparison wrote", args[0])
	case err == nil && !info.IsDir():
		return usagef("%s: is a file; name the result folder, the one with manifest.json in it", args[0])
	case errors.Is(err, syscall.ENAMETOOLONG):
		return usagef("%s: the name is too long", args[0])
	}
	return nil
}

// outsideResults refuses a place inside a result folder, whose files have sums.
func outsideResults(dir string) error {
	real, err := filepath.Abs(dir)
	if err != nil {
		return usageError{err}
	}
	real = behindLinks(real)
	for at := filepath.Dir(real); ; at = filepath.Dir(at) {
		if _, err := store.ReadManifest(at); err == nil {
			return usagef("%s: lies in the result folder %s; name a folder outside", dir, at)
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

// behindLinks is where a path leads, of which the end may not be there yet.
func behindLinks(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if up := filepath.Dir(path); up != path {
		return filepath.Join(behindLinks(up), filepath.Base(path))
	}
	return path
}

// newFolder refuses a place where no folder can be made because a file is in the way, and a name with what nobody sees.
func newFolder(dir string) error {
	if err := filename.CheckPath(dir); err != nil {
		return usagef("%s: %w", dir, err)
	}
	if err := outsideResults(dir); err != nil {
		return err
	}
	for path := filepath.Clean(dir); ; path = filepath.Dir(path) {
		info, err := os.Stat(path)
		if link, linkErr := os.Readlink(path); linkErr == nil && errors.Is(err, fs.ErrNotExist) {
			return usagef("%s: %s is a symbolic link to %s, which is not there", dir, path, link)
		}
		switch {
		case err == nil && info.IsDir() || path == filepath.Dir(path):
			return nil
		case err == nil && path == filepath.Clean(dir):
			return usagef("%s: is a file; name a folder, new or empty", dir)
		case errors.Is(err, syscall.ENAMETOOLONG):
			return usagef("%s: the name is too long", dir)
		case err == nil:
			return usagef("%s: %s is a file, and no folder can be made in it", dir, path)
		}
	}
}
