package judge

import (
	"fmt"
	"time"

	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Pilot is a finished comparison as the ground of a design.
type Pilot struct {
	Manifest store.Manifest
	Wish     design.Wish
	Rows     []design.Row     // of all metrics
	Shown    []design.Row     // of the primary ones and those named
	Plan     *experiment.Plan // nil where its scenarios cannot be read, and costs are not known
}

// NewPilot designs a study from the values of a finished one. The error names what is wished of a metric that the pilot says
// nothing about.
func NewPilot(m store.Manifest, values []record.Value, wish design.Wish) (*Pilot, error) {
	p := &Pilot{Manifest: m, Wish: wish}
	contrasts := experiment.Contrasts(values, m.Study, m.Baseline, wish.Level, m.Metrics)
	p.Rows = design.Table(contrasts, wish)
	p.Shown = design.Of(p.Rows, m.Metrics)
	for _, id := range wished(wish) {
		if err := p.show(id, contrasts); err != nil {
			return nil, err
		}
	}
	return p, nil
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
func (p *Pilot) show(id string, contrasts []record.Contrast) error {
	for _, r := range p.Shown {
		if r.Metric == id {
			return nil
		}
	}
	for _, r := range p.Rows {
		if r.Metric == id {
			p.Shown = append(p.Shown, r)
			return nil
		}
	}
	for _, row := range contrasts {
		if row.Metric == id && metric.Known(row) {
			return fmt.Errorf("%s: the pilot tells no spread of it: fewer than two of its pairs differ by different numbers", id)
		}
	}
	return fmt.Errorf("%s: the pilot does not measure it", id)
}

// Purpose is what replicates are for.
type Purpose string

// The purposes of replicates.
const (
	HalfWidth  Purpose = "half_width"  // intervals as narrow as wished
	Detect     Purpose = "detect"      // the wished differences, each in a single test
	DetectHolm Purpose = "detect_holm" // the same at the strictest level of Holm's adjustment
)

// Need is what all of the metrics shown take for one purpose.
type Need struct {
	For        Purpose
	Replicates int    // 0: not known of any of them
	Metric     string // that takes most
}

// Needs are the most that any of the metrics shown takes, for each purpose.
func (p *Pilot) Needs() []Need {
	out := []Need{{For: HalfWidth}, {For: Detect}, {For: DetectHolm}}
	for i, of := range []func(design.Row) int{func(r design.Row) int { return r.ForWidth }, func(r design.Row) int { return r.ForPower },
		func(r design.Row) int { return r.ForPowerHolm }} {
		for _, r := range p.Shown {
			if n := of(r); n > out[i].Replicates {
				out[i].Replicates, out[i].Metric = n, r.Metric
			}
		}
	}
	return out
}

// Cost is how many market days so many replicates take, reruns included, and how long, at the pace of the pilot; 0 where that is
// not known.
func (p *Pilot) Cost(replicates int) (days int64, wall time.Duration) {
	if p.Plan == nil || replicates < 1 || replicates > design.Most {
		return 0, 0
	}
	plan := *p.Plan
	before := plan.MarketDays()
	plan.Replicates = replicates
	days = plan.MarketDays()
	if before > 0 {
		wall = time.Duration(p.Manifest.WallS * float64(days) / float64(before) * float64(time.Second))
	}
	return days, wall
}
