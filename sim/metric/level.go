package metric

import (
	"math"

	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// DefaultLevel is the level of intervals where nobody chose another.
const DefaultLevel = 0.95

// Level is the mean of a metric over the replicates of a scenario, with the interval of that mean.
type Level struct {
	Scenario, Metric, Unit string
	Replicates             int     // in which the metric is defined
	Mean, Lo, Hi           float64 // NaN where no replicate defines the metric; Lo and Hi also where only one does
	Level                  float64 // of the interval
}

// Levels returns the levels of every metric of every scenario, in the order in which they first appear among the values:
// mean ± t·s/√n over the n replicates in which the metric is defined (Student's t with n−1 degrees of freedom).
func Levels(values []record.Value, level float64) []Level {
	type key struct{ scenario, metric string }
	var order []key
	found := map[key][]float64{}
	unit := map[string]string{}
	for _, v := range values {
		k := key{v.Scenario, v.Metric}
		if _, known := found[k]; !known {
			order = append(order, k)
			found[k] = nil
		}
		unit[v.Metric] = v.Unit
		if !math.IsNaN(v.Value) {
			found[k] = append(found[k], v.Value)
		}
	}
	quantile := map[int]float64{} // found by iteration, and most metrics share their degrees of freedom
	out := make([]Level, len(order))
	for i, k := range order {
		x := found[k]
		n := len(x)
		t, known := quantile[n]
		if !known {
			t = student.Quantile(level, n-1)
			quantile[n] = t
		}
		mean := student.Mean(x)
		half := float64(t * student.StandardError(x)) // NaN for fewer than two
		out[i] = Level{k.scenario, k.metric, unit[k.metric], n, mean, mean - half, mean + half, level}
	}
	return out
}

// LevelOf finds the level of a metric of a scenario; one that is not there is undefined.
func LevelOf(levels []Level, scenario, id string) Level {
	for _, l := range levels {
		if l.Scenario == scenario && l.Metric == id {
			return l
		}
	}
	return Level{Scenario: scenario, Metric: id, Mean: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: math.NaN()}
}

// Estimate returns the level as it is read: shares in %.
func (l Level) Estimate() Estimate {
	if l.Unit == "share" {
		return Estimate{Mid: 100 * l.Mean, Lo: 100 * l.Lo, Hi: 100 * l.Hi, Suffix: " %"}
	}
	return Estimate{Mid: l.Mean, Lo: l.Lo, Hi: l.Hi}
}
