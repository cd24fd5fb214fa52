package rank

import (
	"math"
	"math/bits"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Signal names what a score may weigh.
type Signal int

// The signals, each as a multiple of the platform's mean (1 = average).
const (
	Enter        Signal = iota // entries per impression
	Stay                       // minutes watched per impression
	Follow                     // new followers per impression
	Order                      // orders per impression
	GMV                        // gross sales per impression
	Repurchase                 // kept orders by earlier buyers per buyer
	Satisfaction               // mean rating
	Negative                   // complaints and dislikes per impression
	NumSignals
)

func (k Signal) String() string {
	return [...]string{"enter", "stay", "follow", "order", "gmv", "repurchase", "satisfaction", "negative"}[k]
}

// Estimator estimates signals from the log: for host i with counts n (say orders) of d (impressions),
//
//	P̂_i = (n_i + n0·m_c)/(d_i + n0) / m,   m_c = (n_c + n0·m)/(d_c + n0),   m = Σn/Σd
//
// where c is the host's category (or the whole platform, then m_c = m) and n0 the weight of the prior in impressions.
// A host nobody has seen looks average; noise in the log is noise in the rank. Shrinkage: Efron & Morris 1975 (JASA).
// Repurchase and rating have the number of buyers and of ratings as d; their n0 is how many of these n0 impressions bring on average.
// So both tell how it is to have bought from a host, and not how much is bought: orders of earlier buyers per impression are orders
// first of all, and rise with whatever sells.
type Estimator struct {
	HalfLife float64 // days
	Prior    float64 // n0, impressions
	Toward   string  // "category" or "platform"
}

func (e *Estimator) declare(set *param.Set) {
	set.Float(&e.HalfLife, "half_life", 14, param.Spec{Unit: "day", Min: 1, Max: 365, Source: param.Assumption,
		EN: "half-life of the platform's log", ZH: "平台日志半衰期",
		Doc: "After so many days an event counts half in the signals.", DocZH: "经过这些天后，一次事件在信号中的权重减半。"})
	set.Float(&e.Prior, "prior_impressions", 600, param.Spec{Unit: "simulated impression", Min: 1, Max: 1e6, Source: param.Assumption,
		EN: "weight of the prior in signals", ZH: "信号先验强度",
		Doc:   "A host's signals count as much as the mean of its category when it had so many impressions (fading included).",
		DocZH: "推荐流量（含衰减）达到此数时，主播自身信号与其品类均值的权重相等。"})
	set.Choice(&e.Toward, "prior", "category", param.Spec{Choices: []string{"category", "platform"}, Source: param.Assumption,
		EN: "mean that signals shrink to", ZH: "信号收缩目标"})
}

// Keep is what a day leaves of the log: 2^(−1/half-life).
func (e *Estimator) Keep() float64 { return chance.Exp(-math.Ln2 / e.HalfLife) }

// ratio is a signal: what is counted, per what.
type ratio struct{ count, per Count }

var ratios = [NumSignals]ratio{
	Enter: {Enters, Shown}, Stay: {Minutes, Shown}, Follow: {Follows, Shown},
	Order: {Orders, Shown}, GMV: {Sales, Shown}, Repurchase: {RepeatOrders, FirstOrders},
	Satisfaction: {RatingSum, Ratings}, Negative: {NegativeCount, Shown},
}

// Estimate returns signal k of all hosts of the log, as multiples of the platform's mean, in the memory of out. A
// signal that nobody has shown yet is 1 for all.
func (e *Estimator) Estimate(k Signal, l *Log, category []uint8, out []float64) []float64 {
	count, per := l.Sums[ratios[k].count], l.Sums[ratios[k].per]
	out = resize(out, len(count))
	var counts, pers [256]float64
	n, d := tally(&counts, count, category), tally(&pers, per, category)
	if n == 0 || d == 0 {
		for h := range out {
			out[h] = 1
		}
		return out
	}
	mean, prior := n/d, e.Prior
	if ratios[k].per != Shown {
		if shown := total(l.Sums[Shown]); shown > 0 {
			prior *= d / shown
		}
	}
	e.priorMeans(&counts, &pers, mean, prior)
	for h := range out {
		out[h] = (count[h] + float64(prior*counts[category[h]])) / (per[h] + prior) / mean
	}
	return out
}

// priorMeans turns n_c, what is counted of every category, into m_c; pers is d_c.
func (e *Estimator) priorMeans(counts, pers *[256]float64, mean, prior float64) {
	for c := range counts {
		if e.Toward == "platform" {
			counts[c] = mean
		} else {
			counts[c] = (counts[c] + float64(prior*mean)) / (pers[c] + prior)
		}
	}
}

// tally adds up a column by category and returns the total, whatever the order of the hosts.
func tally(of *[256]float64, column []float64, category []uint8) float64 {
	var parts [256]struct{ hi, lo uint64 }
	all := newSum(largest(column))
	for h, c := range category[:len(column)] {
		var carry uint64
		p := &parts[c]
		p.lo, carry = bits.Add64(p.lo, all.units(column[h]), 0)
		p.hi += carry
	}
	for c, p := range parts {
		if p.hi|p.lo != 0 {
			var carry uint64
			of[c] = sum{shift: all.shift, hi: p.hi, lo: p.lo}.value()
			all.lo, carry = bits.Add64(all.lo, p.lo, 0)
			all.hi += p.hi + carry
		}
	}
	return all.value()
}
