// Package metric defines what is measured: every metric with its definition, unit and formula beside the function
// that computes it, one mechanism a file, and the result tables made from the record.
//
// Unless a definition says otherwise a metric covers the last 365 measured days (or all of them, if fewer), counts net
// GMV, and looks at streamers with at least one session. What is undefined is NaN (a blank in the tables), never 0.
package metric

import (
	"math"

	"livebazaar/sim/record"
)

// Metric is one defined measure.
type Metric struct {
	ID                       string // firm name, a column of summaries and contrasts
	Unit                     string // "yuan", "share", "count", "day", …
	EN, ZH                   string // label, a few words
	Definition, DefinitionZH string // what it measures, in a sentence or two
	Formula, FormulaZH       string // in the terms of the record; FormulaZH is "" where it is the same
	Caveat, CaveatZH         string // what not to read into it; may be empty
	Family                   string // id of the family whose contrasts are adjusted together, but for those that a study declares; see Primary
	Headline                 bool   // shown in the short table and the contrast plot
	First90                  bool   // also measured over the first 90 measured days, as <id>_first90
	Signed                   bool   // may be 0 or less by its nature: differences are read in its unit, not as a share; see Reading

	Former  []string  // ids it had before, or of what it has taken the place of: accepted where a person writes one
	Ratio   [2]string // ids of two metrics whose means it is the ratio of, over the same replicates; blank by replicate
	Placebo bool      // what should show nothing: never tested for a difference, never a claim
	Part    bool      // shown for what another metric is made of, whose test is the test of it: in no family unless a study declares it

	of    func(*view) float64 // nil when the experiment measures it with runs of its own
	pools [2]string           // ids of a loss and of its placebo, whose mean over all scenarios is taken off; see Pool
}

// FormulaIn returns the formula in the language ("zh" or else English).
func (m Metric) FormulaIn(lang string) string {
	if lang == "zh" && m.FormulaZH != "" {
		return m.FormulaZH
	}
	return m.Formula
}

// RestsOn reports whether the metric is made of another one, directly or through others.
func (m Metric) RestsOn(id string) bool {
	for _, part := range append(m.Ratio[:], m.pools[:]...) {
		if p, ok := Find(part); ok && (part == id || p.RestsOn(id)) {
			return true
		}
	}
	return false
}

// Family is a group of metrics; contrasts that are not primary are adjusted for multiple testing within it.
type Family struct{ ID, EN, ZH string }

// The families.
const (
	volume        = "volume"
	concentration = "concentration"
	dependence    = "dependence"
	repeat        = "repeat"
	mobility      = "mobility"
	quality       = "quality"
	welfare       = "welfare"
)

// Families returns the families in the order in which their metrics are listed.
func Families() []Family {
	return []Family{
		{volume, "Volume", "成交规模"},
		{concentration, "Concentration", "集中度"},
		{dependence, "Head dependence", "头部依赖"},
		{repeat, "Repeat purchase", "复购"},
		{mobility, "Streamers' mobility", "主播流动"},
		{quality, "Quality and trust", "质量与信任"},
		{welfare, "Surplus and profit", "剩余与利润"},
	}
}

// First90 is the suffix of a metric measured over the first 90 measured days, just after the rules switch.
const First90 = "_first90"

// All returns every metric in the order of the reference, without the variants over the first 90 days.
func All() []Metric { return present.All() }

// Headlines returns the metrics of the short tables.
func Headlines() []Metric { return present.Headlines() }

// Primary returns the metrics whose contrasts are a study's primary family: those that it declares, in their order, or else the
// headline ones. Placebos are never among them.
func Primary(declared []string) []Metric {
	var out []Metric
	seen := map[string]bool{}
	add := func(m Metric) {
		if !m.Placebo && !seen[m.ID] {
			seen[m.ID], out = true, append(out, m)
		}
	}
	for _, id := range declared {
		if m, ok := Find(id); ok {
			add(m)
		}
	}
	if len(declared) == 0 {
		for _, m := range Headlines() {
			add(m)
		}
	}
	return out
}

// Names returns the ids of all values of a summary in their order, the variants over the first 90 days included.
func Names() []string {
	var names, early []string
	for _, m := range present.reference() {
		names = append(names, m.ID)
		if m.First90 {
			early = append(early, m.ID+First90)
		}
	}
	return append(names, early...)
}

// Find returns the metric with the id; an id with the suffix First90 gives the variant over the first 90 days, which
// is a family of its own.
func Find(id string) (Metric, bool) { return present.Find(id) }

// Compute measures a market from its closed record: every metric over the window, then the variants over the first 90
// measured days. Metrics that need runs of their own are left blank; scenario and replicate are the caller's to fill.
func Compute(book *record.Book, window Window) []record.Value {
	var values, early []record.Value
	late := look(book, window)
	first := look(book, window.first90())
	for _, m := range All() {
		v := math.NaN()
		if m.of != nil {
			v = m.of(late)
		}
		values = append(values, record.Value{Metric: m.ID, Unit: m.Unit, Value: v})
		if m.First90 {
			early = append(early, record.Value{Metric: m.ID + First90, Unit: m.Unit, Value: m.of(first)})
		}
	}
	return append(values, early...)
}
