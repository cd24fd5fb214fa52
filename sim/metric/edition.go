package metric

import (
	"slices"
	"strings"
	"sync"
)

// An Edition is the metrics as a model version defines them. Some keep their id and mean something else from a version on:
// a folder is shown with the definitions by which it was measured.
// The zero value is that of the program itself.
type Edition struct {
	netLoss bool // head dependence is a loss of net GMV over the last year
}

// Of returns the metrics of a model version, as the manifest of a folder has it; 0 is the program's own.
func Of(version int) Edition { return Edition{netLoss: version > 0 && version < placedLoss} }

var present Edition

// All returns every metric in the order of the reference, without the variants over the first 90 days.
func (e Edition) All() []Metric { return slices.Clone(e.reference()) }

// reference is All, not to be written to.
func (e Edition) reference() []Metric {
	if e.netLoss {
		return formerReference()
	}
	return presentReference()
}

var (
	presentReference = sync.OnceValue(func() []Metric { return referenceWith(dependenceMetrics, newcomerMetrics, unpredictabilityMetrics) })
	formerReference  = sync.OnceValue(func() []Metric { return referenceWith(formerDependence, formerNewcomers, formerUnpredictability) })
)

func referenceWith(dependence, newcomers, unpredictability []Metric) []Metric {
	return slices.Concat(volumeMetrics, mixMetrics, concentrationMetrics, tailMetrics, dependence,
		repurchaseMetrics, mobilityMetrics, newcomers, unpredictability, qualityMetrics, surplusMetrics,
		profitMetrics, welfareMetrics)
}

// NetLoss reports whether head dependence is what it was until model version 7, the loss of net GMV in the last year; else it is
// the loss of placed GMV in the 90 days after a removal, less a placebo.
func (e Edition) NetLoss() bool { return e.netLoss }

// Headlines returns the metrics of the short tables.
func (e Edition) Headlines() []Metric {
	return slices.DeleteFunc(e.All(), func(m Metric) bool { return !m.Headline })
}

// Find returns the metric with the id; an id with the suffix First90 gives the variant over the first 90 days, which
// is a family of its own.
func (e Edition) Find(id string) (Metric, bool) {
	base, early := strings.CutSuffix(id, First90)
	for _, m := range e.reference() {
		if m.ID != base || early && !m.First90 {
			continue
		}
		if early {
			m.ID, m.Family, m.Headline = id, m.Family+First90, false
			m.EN += ", first 90 days"
			m.ZH += "（前 90 天）"
			m.Definition += " Over the first 90 measured days, just after the rules switch."
			m.DefinitionZH += "统计规则切换后的前 90 天。"
		}
		return m, true
	}
	return Metric{}, false
}

// Formerly returns the metric that had another id before, and has taken the place of the one that was called so.
func Formerly(id string) (Metric, bool) {
	for _, m := range present.reference() {
		if slices.Contains(m.Former, id) {
			return m, true
		}
	}
	return Metric{}, false
}
