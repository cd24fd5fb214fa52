package record

// Value is one measured number of one replicate: a row of summary.csv. A blank (undefined) value is NaN.
type Value struct {
	Scenario  string
	Replicate int
	Metric    string // id of a metric
	Unit      string
	Value     float64
}

// Part is everything one finished replicate of one scenario leaves behind.
type Part struct {
	Scenario     string
	Replicate    int
	Summary      []Value
	Tables       []*Table // always the same names and columns; each has scenario and replicate as its first two columns
	ConsumerDays int64    // registered consumers × simulated days, warm-up (in the part that ran it) and branches included
	MarketNanos  int64    // wall time of the market (never part of a table or a digest)
}

// Primary is the family of the contrasts that answer a study's question: those in the metrics that it declares. Every other
// family is secondary.
const Primary = "primary"

// Pairs is the family of the contrasts of every two scenarios, rule by rule. It is secondary, and not in contrasts.csv.
const Pairs = "pairs"

// Contrast is a paired difference between a scenario and the baseline: a row of contrasts.csv. Undefined numbers are
// NaN.
type Contrast struct {
	Study, Baseline, Scenario, Metric, Unit string
	Family                                  string // what p_holm is adjusted over: Primary or the metric's; "" for a placebo, which has none
	Replicates                              int
	BaselineMean, BaselineLo, BaselineHi    float64 // over the pairs, with its interval
	ScenarioMean, ScenarioLo, ScenarioHi    float64
	Diff, DiffLo, DiffHi                    float64
	RelDiff, RelLo, RelHi                   float64
	Level, P, PHolm                         float64
}
