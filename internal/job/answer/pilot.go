package answer

import "livebazaar/internal/job/judge"

// Pilot is a design for other programs.
type Pilot struct {
	Dir      string   `json:"dir"`
	Study    string   `json:"study"`
	Baseline string   `json:"baseline"`
	Pilot    Cost     `json:"pilot"`
	Design   Design   `json:"design"` // of all metrics
	Shown    []string `json:"shown"`  // those that needs are of: the primary ones and those named
	Needs    []Cost   `json:"needs"`  // for all of them: half_width, detect, detect_holm
}

// Cost is what replicates for a purpose take.
type Cost struct {
	For        string   `json:"for,omitempty"`
	Metric     string   `json:"metric,omitempty"` // that takes most
	Replicates *int     `json:"replicates"`       // null: not known; 50,001: more than there may be
	MarketDays *int64   `json:"market_days"`      // reruns included; null: not known
	WallS      *float64 `json:"wall_s"`           // at the pace of the pilot, with as many workers
	Workers    int      `json:"workers,omitempty"`
}

// PilotOf is the design that a pilot gives, whose results are in a folder.
func PilotOf(p *judge.Pilot, dir string) Pilot {
	out := Pilot{Dir: dir, Study: p.Manifest.Study, Baseline: p.Manifest.Baseline, Pilot: costOf(p, judge.Need{Replicates: p.Manifest.Replicates}),
		Design: designOf(p.Wish, p.Rows)}
	out.Pilot.Workers = p.Manifest.Workers
	for _, r := range p.Shown {
		out.Shown = append(out.Shown, r.Metric)
	}
	for _, n := range p.Needs() {
		out.Needs = append(out.Needs, costOf(p, n))
	}
	return out
}

func costOf(p *judge.Pilot, n judge.Need) Cost {
	out := Cost{For: string(n.For), Metric: n.Metric}
	if n.Replicates > 0 {
		out.Replicates = &n.Replicates
	}
	if days, wall := p.Cost(n.Replicates); days > 0 {
		out.MarketDays, out.WallS = &days, number(wall.Seconds())
	}
	return out
}
