package metric

import "math"

// Ended counts the spells that ended at one age, in days: by the event, or by being watched no longer (censored).
type Ended struct{ Age, Events, Censored int64 }

// KaplanMeier returns the probability that no event has happened by age t, from spells sorted by age (Kaplan & Meier
// 1958, JASA 53:457): Π_{a ≤ t} (1 − d_a/n_a), n_a those still watched at age a. Who is censored at an age is still at
// risk at it. It is undefined when nobody was watched as long as t and the events did not take everyone before.
func KaplanMeier(ended []Ended, t int64) float64 {
	var watched int64
	for _, e := range ended {
		watched += e.Events + e.Censored
	}
	if watched == 0 {
		return math.NaN()
	}
	survival := 1.0
	for _, e := range ended {
		if e.Age > t {
			break
		}
		if e.Events > 0 {
			survival *= float64(watched-e.Events) / float64(watched)
		}
		if watched -= e.Events + e.Censored; watched == 0 {
			if survival == 0 || e.Age == t {
				return survival
			}
			return math.NaN()
		}
	}
	return survival
}
