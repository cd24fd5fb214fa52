package streamer

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Entry is the decision to become a streamer. Each week some people consider it; one who does so enters with
//
//	P = logistic(sensitivity·ln(expected/reservation)),
//
// expected = the certainty equivalent, under log utility, of what recent newcomers earn (a discounted one of all
// streamers while there are too few), reservation = own wage × effort. The entry barrier is low and there is no fee;
// income spread over more streamers is what stops entry, so their number is an outcome.
type Entry struct {
	Rate, Sensitivity, Discount float64
	Recent                      float64
}

// Declare binds the parameters to the set.
func (e *Entry) Declare(set *param.Set) {
	set.Float(&e.Rate, "rate", 0.029, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "people who consider entry, per streamer at the start", ZH: "每周考虑入场者（相对初始主播数）"})
	set.WhenAbove("rate", 0.0).Float(&e.Sensitivity, "sensitivity", 1.5, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "sensitivity of entry to expected income", ZH: "入场对预期收入的敏感度"})
	set.WhenAbove("rate", 0.0).Float(&e.Discount, "discount", 0.5, param.Spec{Min: 0.001, Max: 1, Source: param.Assumption,
		EN: "newcomer's expected income against that of all", ZH: "新人预期收入占全体比例"})
	set.WhenAbove("rate", 0.0).Float(&e.Recent, "recent", 180, param.Spec{Unit: "day", Min: 30, Max: 1000, Source: param.Assumption,
		EN: "age up to which a streamer counts as a recent newcomer", ZH: "计为近期新人的最长天数"})
}

// Probability that a person who considers it enters; expected and reservation in the same unit.
func (e *Entry) Probability(expected, reservation float64) float64 {
	if expected <= 0 {
		return 0
	}
	if reservation <= 0 {
		return 1
	}
	return chance.Logistic(float64(e.Sensitivity * chance.Log(expected/reservation)))
}

// PickCategory is the category of a newcomer for u uniform in (0,1): in proportion to what streamers sell there. Usual
// are the categories' shares of demand and sum to 1; sales (any unit) may be all zero. A tenth of the weight always
// lies on the usual shares, so that a category that lost its streamers is found again.
func PickCategory(usual, sales *[category.Count]float64, u float64) int {
	total := 0.0
	for _, s := range sales {
		total += s
	}
	sum := 0.0
	for c, share := range usual {
		weight := share
		if total > 0 {
			weight = float64(0.1*share) + float64(0.9*sales[c])/total
		}
		sum += weight
		if u < sum {
			return c
		}
	}
	return category.Count - 1
}
