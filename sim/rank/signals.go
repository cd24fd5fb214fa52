package rank

import (
	"math"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Estimator estimates signals from the log: for host i with counts n (say orders) of d (impressions),
//
//	P̂_i = (n_i + n0·m_c)/(d_i + n0) / m,   m_c = (n_c + n0·m)/(d_c + n0),   m = Σn/Σd
//
// where c is the host's category (or the whole platform, then m_c = m) and n0 the weight of the prior in impressions.
// A host nobody has seen looks average; noise in the log is noise in the rank. Shrinkage: Efron & Morris 1975 (JASA).
// The rating has the number of ratings as d; its n0 is the number of ratings that n0 impressions bring on average.
type Estimator struct {
	HalfLife float64 // days
	Prior    float64 // n0, impressions
	Toward   string  // "category" or "platform"
}

func (e *Estimator) declare(set *param.Set) {
	set.Float(&e.HalfLife, "half_life", 14, param.Spec{Unit: "day", Min: 1, Max: 365, Source: param.Assumption,
		EN: "half-life of the platform's log", ZH: "平台日志半衰期",
		Doc: "After so many days an event counts half in the signals."})
	set.Float(&e.Prior, "prior_impressions", 300, param.Spec{Unit: "simulated impression", Min: 1, Max: 1e6,
		Source: param.Assumption, EN: "weight of the prior in signals", ZH: "信号先验强度",
		Doc: "A host's signals count as much as the mean of its category when it had so many impressions (fading included)."})
	set.Choice(&e.Toward, "prior", "category", param.Spec{Choices: []string{"category", "platform"}, Source: param.Assumption,
		EN: "mean that signals shrink to", ZH: "信号收缩目标"})
}

// Decay ages the log by one day: sums are multiplied by 2^(−1/half-life).
func (e *Estimator) Decay(l *Log) {
	keep := chance.Exp(-math.Ln2 / e.HalfLife)
	for c := range l.Sums {
		for h := range l.Sums[c] {
			l.Sums[c][h] *= keep
		}
	}
}

// ratio is a signal: what is counted, per what.
type ratio struct{ count, per Count }

var ratios = [NumSignals]ratio{
	Enter: {Enters, Impressions}, Stay: {Minutes, Impressions}, Follow: {Follows, Impressions},
	Order: {Orders, Impressions}, GMV: {Sales, Impressions}, Repurchase: {RepeatOrders, Impressions},
	Satisfaction: {RatingSum, Ratings}, Negative: {NegativeCount, Impressions},
}

// Estimate returns signal k of all hosts of the log, as multiples of the platform's mean, in the memory of out. A
// signal that nobody has shown yet is 1 for all.
func (e *Estimator) Estimate(k Signal, l *Log, category []uint8, out []float64) []float64 {
	count, per := l.Sums[ratios[k].count], l.Sums[ratios[k].per]
	out = resize(out, len(count))
	n, d := total(count), total(per)
	if n == 0 || d == 0 {
		for h := range out {
			out[h] = 1
		}
		return out
	}
	mean, prior := n/d, e.Prior
	if ratios[k].per == Ratings {
		if shown := total(l.Sums[Impressions]); shown > 0 {
			prior *= d / shown
		}
	}
	var toward [256]float64
	e.priorMeans(&toward, count, per, category, mean, prior)
	for h := range out {
		out[h] = (count[h] + float64(prior*toward[category[h]])) / (per[h] + prior) / mean
	}
	return out
}

// priorMeans sets m_c of every category that occurs.
func (e *Estimator) priorMeans(m *[256]float64, count, per []float64, category []uint8, mean, prior float64) {
	categories := 1 + int(slices.Max(category))
	if e.Toward == "platform" {
		for c := range m[:categories] {
			m[c] = mean
		}
		return
	}
	var n, d [256]sum
	counts, pers := newSum(largest(count)), newSum(largest(per))
	for c := range categories {
		n[c], d[c] = counts, pers
	}
	for h, c := range category[:len(count)] {
		n[c].add(count[h])
		d[c].add(per[h])
	}
	for c := range m[:categories] {
		m[c] = (n[c].value() + float64(prior*mean)) / (d[c].value() + prior)
	}
}
