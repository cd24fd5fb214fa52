package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
)

// replicatesCommand designs a study from a pilot: how many replicates the intervals and the tests that are wanted take.
func replicatesCommand(c *console) *cobra.Command {
	var widths, detects []string
	var level, assurance, power float64
	cmd := &cobra.Command{
		Use:   "replicates DIR",
		Short: "Say how many replicates a study needs, from a comparison taken as its pilot",
		Long: "Say how many replicates a study needs, from a comparison taken as its pilot: for intervals of a given half-width, and to detect\n" +
			"differences of a given size. DIR is the result folder of a finished comparison. All contrasts with the baseline are to be that sure:\n" +
			"the widest one counts. Shown are the metrics that the study declares (the headline ones where it declares none) and those named.\n\n" +
			"A size is written 2% (of the baseline's mean), 1pp (percentage points, for shares) or 0.5 (in the metric's own unit). Where none is\n" +
			"said it is 1pp for shares, 0.01 for an index that may be negative, 2% for all else.",
		Example: "  livebazaar replicates results/pilot\n  livebazaar replicates results/pilot --half-width gmv=1% --detect top3_share=0.5pp --power .9",
		Args:    resultFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			wish := design.Wish{Level: level, Assurance: assurance, Power: power}
			for _, f := range []struct {
				name  string
				value float64
			}{{"level", level}, {"assurance", assurance}, {"power", power}} {
				if cmd.Flags().Changed(f.name) && !(f.value >= 0.5 && f.value <= 0.9999) {
					return usagef("--%s %g: allowed 0.5 to 0.9999", f.name, f.value)
				}
			}
			var err error
			if wish.HalfWidth, err = sizes("half-width", widths); err != nil {
				return err
			}
			if wish.Detect, err = sizes("detect", detects); err != nil {
				return err
			}
			if !cmd.Flags().Changed("level") {
				wish.Level = 0 // that of the study
			}
			return c.design(args[0], wish)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&widths, "half-width", nil, "half the width of the intervals wanted: METRIC=SIZE (repeatable)")
	f.StringArrayVar(&detects, "detect", nil, "difference to be told from 0: METRIC=SIZE (repeatable)")
	f.Float64Var(&level, "level", 0.95, "of intervals and tests, a fraction (default that of the study)")
	f.Float64Var(&assurance, "assurance", 0.8, "chance that the intervals come out as narrow as wanted")
	f.Float64Var(&power, "power", 0.8, "chance that a difference of the size is detected")
	return cmd
}

var sizeText = regexp.MustCompile(`^([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?) ?(%|pp)?$`)

// sizes reads the values of a flag, METRIC=SIZE each.
func sizes(flag string, given []string) (map[string]design.Size, error) {
	out := map[string]design.Size{}
	for _, text := range given {
		wrong := func(format string, args ...any) error {
			return usagef("--%s %s: %s", flag, shellWord(text), fmt.Sprintf(format, args...))
		}
		id, said, ok := strings.Cut(text, "=")
		if id = strings.TrimSpace(id); !ok || id == "" {
			return nil, wrong("write METRIC=SIZE, as in --%s gmv=2%%", flag)
		}
		m, known := metric.Find(id)
		if !known {
			return nil, usageError{fmt.Errorf("--%s %s: %w", flag, shellWord(text), unknownMetric(id))}
		}
		if _, twice := out[m.ID]; twice {
			return nil, wrong("%s is given twice", m.ID)
		}
		parts := sizeText.FindStringSubmatch(strings.TrimSpace(said))
		allowed := "a number above 0 with % (of the baseline's mean), or in its own unit, " + m.Unit
		switch {
		case m.Reading() == metric.Points:
			allowed = "a number above 0 with pp (percentage points), or a fraction (0.01 is 1pp)"
		case m.Unit == "":
			allowed = "a number above 0 with % (of the baseline's mean), or the number itself"
		}
		if parts == nil {
			return nil, wrong("%q is no size; allowed for %s: %s", strings.TrimSpace(said), m.ID, allowed)
		}
		size := design.Size{In: map[string]design.Unit{"%": design.Percent, "pp": design.Points, "": design.Own}[parts[2]]}
		var err error
		if size.Value, err = strconv.ParseFloat(parts[1], 64); err != nil || !(size.Value > 0) || math.IsInf(size.Value, 1) {
			return nil, wrong("%s is no size; allowed for %s: %s", parts[1], m.ID, allowed)
		}
		if points := m.Reading() == metric.Points; points == (size.In == design.Percent) && size.In != design.Own {
			kind := "no share"
			if points {
				kind = "a share"
			}
			return nil, wrong("%s is %s; allowed: %s", m.ID, kind, allowed)
		}
		out[m.ID] = size
	}
	return out, nil
}

func (c *console) design(dir string, wish design.Wish) error {
	p, unread, err := job.Pilot(dir, wish)
	if err != nil {
		return folderError(refused(err))
	}
	if unread != nil {
		c.Say(c.Pick("notice: %s: its scenarios cannot be read by this version, so the cost is not told (%s)", "提示：%s：本版本无法读取其情景，故不计成本（%s）"), dir, unread)
	}
	if c.json {
		return c.WriteJSON(answer.PilotOf(p, dir))
	}
	return c.ShowPilot(p)
}
