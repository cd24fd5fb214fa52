package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"livebazaar/scenarios"
	"livebazaar/scenarios/written"
	"livebazaar/sim/character"
)

// flagParams are the parameters that flags stand for.
var flagParams = map[string]string{"days": "run.days", "replicates": "run.replicates", "consumers": "consumers.count", "seed": "run.seed"}

// flagRanges are those of flags that stand for no parameter.
var flagRanges = map[string]string{"workers": "1 to 4096", "level": "0.5 to 0.9999"}

// flagError says what is wrong with a flag and which one is meant.
func flagError(cmd *cobra.Command, err error) error {
	text, cause, _ := strings.Cut(err.Error(), ": strconv.")
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		if near := meantFlag(cmd, unknown); near != "" {
			text += ": did you mean " + near + "?"
		}
	case errors.As(err, &invalid) && strings.HasSuffix(cause, strconv.ErrRange.Error()):
		text = fmt.Sprintf("--%s %s: out of range", invalid.GetFlag().Name, invalid.GetValue())
		if allowed := flagRange(invalid.GetFlag().Name); allowed != "" {
			text += ", allowed " + allowed
		}
	case strings.HasPrefix(cause, "ParseInt"), strings.HasPrefix(cause, "Atoi"):
		text += ": must be a whole number" + typedIn(invalid)
	case strings.HasPrefix(cause, "ParseFloat"):
		text += ": must be a number" + typedIn(invalid)
	case cause != "":
		text += ": must be true or false"
	}
	return usageError{fmt.Errorf("%s (%s --help explains the flags)", text, cmd.CommandPath())}
}

func flagRange(name string) string {
	if params, err := scenarios.Under(flagParams[name]); flagParams[name] != "" && err == nil {
		return params[0].Allowed()
	}
	return flagRanges[name]
}

// meantFlag returns the flag that comes closest to one that is not there: --days for --day and -days, --set for a parameter.
func meantFlag(cmd *cobra.Command, unknown *pflag.NotExistError) string {
	name := unknown.GetSpecifiedName()
	if names := unknown.GetSpecifiedShortnames(); len(names) > 1 {
		name, _, _ = strings.Cut(names, "=")
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if near := written.Nearest(name, known); near != "" && len(name) > 1 {
		return "--" + near
	}
	if cmd.Flags().Lookup("set") != nil && strings.Contains(name, ".") {
		if params, err := scenarios.Under(name); err == nil && len(params) == 1 && params[0].Key == name {
			return "--set " + name + "=…"
		}
	}
	return ""
}

// typedIn says which character of a value is not the plain one it looks like.
func typedIn(invalid *pflag.InvalidValueError) string {
	if invalid == nil {
		return ""
	}
	for _, r := range invalid.GetValue() {
		if typed := character.Typed(r); typed != "" {
			return ": " + character.Name(r) + ": " + typed
		}
	}
	return ""
}
