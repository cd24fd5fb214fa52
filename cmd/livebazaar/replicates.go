package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
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
			return c.design(args[0], wish, cmd.Flags().Changed("level"))
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

// pilot is a finished comparison as the ground of a design.
type pilot struct {
	manifest store.Manifest
	wish     design.Wish
	rows     []design.Row // of all metrics
	shown    []design.Row // of the primary ones and those named
	plan     *experiment.Plan
}

func (c *console) design(dir string, wish design.Wish, ownLevel bool) error {
	r, err := store.Open(dir)
	if err != nil {
		return folderError(err)
	}
	m := r.Manifest()
	if m.Study == "" || len(m.Scenarios) < 2 {
		return usagef("%s: holds a run of one scenario; a pilot is a comparison of at least two (livebazaar compare)", dir)
	}
	if err := r.Unchanged(); err != nil {
		return folderError(err)
	}
	values, err := r.Summary()
	if err != nil {
		return err
	}
	if !ownLevel {
		wish.Level = m.Level
	}
	p := &pilot{manifest: m, wish: wish}
	contrasts := experiment.Contrasts(values, m.Study, m.Baseline, wish.Level, m.Metrics)
	p.rows = design.Table(contrasts, wish)
	p.shown = design.Of(p.rows, m.Metrics)
	for _, id := range wished(wish) {
		if err := p.show(id, contrasts); err != nil {
			return err
		}
	}
	if len(p.shown) == 0 {
		return usagef("%s: tells no spread: in none of its primary metrics do two pairs differ by different numbers", dir)
	}
	if j, err := storedJob(dir, m, max(1, m.Workers)); err == nil {
		plan := j.plan()
		p.plan = &plan
	} else {
		c.say(c.pick("notice: %s: its scenarios cannot be read by this version, so the cost is not told (%s)", "提示：%s：本版本无法读取其情景，故不计成本（%s）"), dir, err)
	}
	if c.json {
		return c.writeJSON(p.json(dir))
	}
	return c.showPilot(p)
}

// wished are the metrics that a wish names, in the order of the reference.
func wished(wish design.Wish) []string {
	var out []string
	for _, id := range metric.Names() {
		_, width := wish.HalfWidth[id]
		if _, detect := wish.Detect[id]; width || detect {
			out = append(out, id)
		}
	}
	return out
}

// show adds a metric that is named to those shown, and refuses one that the pilot says nothing about.
func (p *pilot) show(id string, contrasts []record.Contrast) error {
	for _, r := range p.shown {
		if r.Metric == id {
			return nil
		}
	}
	for _, r := range p.rows {
		if r.Metric == id {
			p.shown = append(p.shown, r)
			return nil
		}
	}
	for _, row := range contrasts {
		if row.Metric == id && metric.Known(row) {
			return usagef("%s: the pilot tells no spread of it: fewer than two of its pairs differ by different numbers", id)
		}
	}
	return usagef("%s: the pilot does not measure it", id)
}

// need is what all of the metrics shown take for one purpose.
type need struct {
	what       string // half_width, detect or detect_holm
	replicates int    // 0: not known of one of them
	metric     string // that takes most
}

// needs are the most that any of the metrics shown takes, for each purpose.
func (p *pilot) needs() []need {
	out := []need{{what: "half_width"}, {what: "detect"}, {what: "detect_holm"}}
	for i, of := range []func(design.Row) int{func(r design.Row) int { return r.ForWidth }, func(r design.Row) int { return r.ForPower },
		func(r design.Row) int { return r.ForPowerHolm }} {
		for _, r := range p.shown {
			if n := of(r); n > out[i].replicates {
				out[i].replicates, out[i].metric = n, r.Metric
			}
		}
	}
	return out
}

// cost is how many market days so many replicates take, reruns included, and how long, at the pace of the pilot; 0 where that is
// not known.
func (p *pilot) cost(replicates int) (days int64, wall time.Duration) {
	if p.plan == nil || replicates < 1 || replicates > design.Most {
		return 0, 0
	}
	plan := *p.plan
	before := plan.MarketDays()
	plan.Replicates = replicates
	days = plan.MarketDays()
	if before > 0 {
		wall = time.Duration(p.manifest.WallS * float64(days) / float64(before) * float64(time.Second))
	}
	return days, wall
}

func (c *console) showPilot(p *pilot) error {
	m := p.manifest
	c.paragraph(c.bold(fmt.Sprintf(c.pick("Replicates that %s needs, by %s of %s: the widest contrast of each metric",
		"%s 所需的重复次数，依据 %[3]s 的 %[2]s：各指标取最宽的对比"), m.Study, c.count(m.Replicates, "replicate", "次重复"), c.count(len(m.Scenarios), "scenario", "个情景"))))
	s := c.sureSheet(p.shown)
	for i, r := range p.shown {
		if !r.Primary() {
			s.rows[i][0] += c.pick(" (secondary)", "（次要）")
		}
	}
	if err := c.sheet(s); err != nil {
		return err
	}
	c.paragraph(c.faint(c.sureNote(p.wish, p.shown)))
	fmt.Fprintln(c.out)
	for i, n := range p.needs() {
		what := []string{c.pick("All half-widths", "全部半宽"), c.pick("All differences, a single test each", "全部差异，各为单项检验"),
			c.pick("All differences, at Holm's strictest level", "全部差异，按最严的 Holm 水平")}[i]
		c.paragraph(what + c.pick(": ", "：") + c.needText(p, n))
	}
	if days, wall := p.cost(m.Replicates); days > 0 {
		c.paragraph(c.faint(fmt.Sprintf(c.pick("The pilot: %s, %s market days, %s with %s. Replicates that run again without streamers, or as twins, are as few as `compare` takes.",
			"试点：%s，%s 个市场日，%s（%s）。移除主播的重跑与孪生重跑的次数与 `compare` 相同。"),
			c.count(m.Replicates, "replicate", "次重复"), metric.Decimal(float64(days), 0), spell(wall), c.count(m.Workers, "worker", "个并行"))))
	}
	return nil
}

// needText says how many replicates, which metric takes them, and what they cost.
func (c *console) needText(p *pilot, n need) string {
	if n.replicates == 0 {
		return metric.Blank
	}
	m, _ := metric.Find(n.metric)
	if n.replicates > design.Most {
		return fmt.Sprintf(c.pick("more than %s replicates (%s)", "超过 %s 次重复（%s）"), metric.Decimal(design.Most, 0), c.pick(m.EN, m.ZH))
	}
	text := c.count(n.replicates, "replicate", "次重复") + c.pick(" (", "（") + c.pick(m.EN, m.ZH) + c.pick(")", "）")
	if days, wall := p.cost(n.replicates); days > 0 {
		text += fmt.Sprintf(c.pick(": %s market days, about %s at the pilot's pace", "：%s 个市场日，按试点的速度约 %s"), metric.Decimal(float64(days), 0), spell(wall))
	}
	return text
}

// pilotJSON is a design for other programs.
type pilotJSON struct {
	Dir      string     `json:"dir"`
	Study    string     `json:"study"`
	Baseline string     `json:"baseline"`
	Pilot    costJSON   `json:"pilot"`
	Design   designJSON `json:"design"` // of all metrics
	Shown    []string   `json:"shown"`  // those that needs are of: the primary ones and those named
	Needs    []costJSON `json:"needs"`  // for all of them: half_width, detect, detect_holm
}

type costJSON struct {
	For        string   `json:"for,omitempty"`
	Metric     string   `json:"metric,omitempty"` // that takes most
	Replicates *int     `json:"replicates"`       // null: not known; 50,001: more than there may be
	MarketDays *int64   `json:"market_days"`      // reruns included; null: not known
	WallS      *float64 `json:"wall_s"`           // at the pace of the pilot, with as many workers
	Workers    int      `json:"workers,omitempty"`
}

func (p *pilot) costJSON(n need) costJSON {
	out := costJSON{For: n.what, Metric: n.metric}
	if n.replicates > 0 {
		out.Replicates = &n.replicates
	}
	if days, wall := p.cost(n.replicates); days > 0 {
		out.MarketDays, out.WallS = &days, number(wall.Seconds())
	}
	return out
}

func (p *pilot) json(dir string) pilotJSON {
	out := pilotJSON{Dir: dir, Study: p.manifest.Study, Baseline: p.manifest.Baseline, Pilot: p.costJSON(need{replicates: p.manifest.Replicates}),
		Design: designOf(p.wish, p.rows)}
	out.Pilot.Workers = p.manifest.Workers
	for _, r := range p.shown {
		out.Shown = append(out.Shown, r.Metric)
	}
	for _, n := range p.needs() {
		out.Needs = append(out.Needs, p.costJSON(n))
	}
	return out
}
