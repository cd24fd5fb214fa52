package metric

import "math"

// Ended counts the spells that ended at one age, in whole days: by an event, of which so many of the cause in question, or by
// being watched no longer (censored).
type Ended struct{ Age, Events, OfCause, Censored int64 }

// KaplanMeier returns the probability that no event has happened by age t, from spells sorted by age (Kaplan & Meier
// 1958, JASA 53:457): Π_{a ≤ t} (1 − d_a/n_a), n_a those still watched at age a. Who is censored at an age is still at
// risk at it. It is undefined when nobody was watched as long as t and the events did not take everyone before.
func KaplanMeier(ended []Ended, t int64) float64 {
	survival, _, _ := follow(ended, t)
	return survival
}

// Incidence returns the probability that by age t an event of the cause in question has happened, before one of any other: the sum
// Σ_{a ≤ t} S(a−)·c_a/n_a (Aalen & Johansen 1978, Scandinavian Journal of Statistics 5:141). Of the d_a events at age a, c_a are of
// that cause, and S is the Kaplan-Meier survival of all of them. The incidences of all causes add up to 1 − S(t); when there is
// one cause, it is that. It is undefined where the survival is.
func Incidence(ended []Ended, t int64) float64 {
	_, incidence, _ := follow(ended, t)
	return min(1, incidence) // a sum of many shares may come out a last bit above
}

// RestrictedMean returns the mean of the lesser of the age at the event and t, days: ∫₀ᵗ S(a) da (Royston & Parmar 2013, BMC
// Medical Research Methodology 13:152). Ages are whole days, so that S is constant from one day to the next and the integral is
// S(0) + … + S(t−1). It is undefined where S(t) is.
func RestrictedMean(ended []Ended, t int64) float64 {
	_, _, mean := follow(ended, t)
	return mean
}

// follow goes through the ages up to t.
func follow(ended []Ended, t int64) (survival, incidence, mean float64) {
	nan := math.NaN()
	var watched, reached int64
	for _, e := range ended {
		watched += e.Events + e.Censored
	}
	if watched == 0 {
		return nan, nan, nan
	}
	survival = 1
	for _, e := range ended {
		if e.Age > t {
			break
		}
		mean += float64(survival * float64(e.Age-reached)) // the days before this age
		reached = e.Age
		incidence += float64(survival * (float64(e.OfCause) / float64(watched)))
		if e.Events > 0 {
			survival *= float64(watched-e.Events) / float64(watched)
		}
		if watched -= e.Events + e.Censored; watched == 0 {
			if survival == 0 || e.Age == t {
				return survival, incidence, mean + float64(survival*float64(t-reached))
			}
			return nan, nan, nan
		}
	}
	return survival, incidence, mean + float64(survival*float64(t-reached))
}
