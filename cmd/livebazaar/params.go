package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
)

func paramsCommand(c *console) *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "params [KEY]",
		Short: "Explain parameters: meaning, unit, default, allowed values, source",
		Long: "Explain parameters: meaning, unit, default, allowed values, source. KEY is a parameter or a table of them, " +
			"for instance consumers.trust; without it all are listed.",
		Args: arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			key := ""
			if len(args) == 1 {
				key = args[0]
			}
			switch {
			case markdown:
				_, err := fmt.Fprint(c.Out, scenarios.Reference())
				return err
			case c.json:
				text, err := scenarios.ParamJSON(key)
				if err != nil {
					return err
				}
				_, err = c.Out.Write(text)
				return err
			case key == "":
				return c.paramIndex()
			}
			text, err := scenarios.ParamText(key, c.Lang)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(c.Out, text)
			return err
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print the page docs/parameters.md")
	return cmd
}

// paramIndex lists all parameters, a line each.
func (c *console) paramIndex() error {
	params, err := scenarios.Under("")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, p := range params {
		rows = append(rows, []string{p.Key, fmt.Sprint(p.Default), param.UnitIn(p.Unit, c.Lang), scenarios.ActsIn(p, c.Lang), c.Pick(p.EN, p.ZH)})
	}
	return c.Grid([]string{c.Pick("key", "键"), c.Pick("default", "默认"), c.Pick("unit", "单位"), c.Pick("acts", "生效"), c.Pick("meaning", "含义")}, rows, 1)
}
