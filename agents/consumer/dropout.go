package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Dropout happens after a purchase, per relation (a streamer, a merchant's store, live shopping as such), and responds to satisfaction:
// logit p_d = logit p_d0 − k·S (Fader, Hardie & Lee 2005 for dropping out after purchases). From live shopping as such less with
// habit H: −k_H·H more. The charm of the new wanes besides, whatever is bought, at a rate of w·e^(−k_H·H) a year: together the hazard
// of leaving falls with tenure. With reactivation.
type Dropout struct{ Host, Store, Live, Wane, Response, Habit, Reactivation float64 }

// Declare binds the parameters to the set.
func (d *Dropout) Declare(set *param.Set) {
	set.Float(&d.Host, "host", 0.08, param.Spec{Unit: "share", Min: 0, Max: 0.9,
		Source: "Fader, Hardie & Lee 2005 (CDNOW: mean .24 with b/(a+b)); size an assumption",
		EN:     "probability of leaving a streamer after a purchase", ZH: "购后离开主播的概率"})
	set.Float(&d.Store, "store", 0.08, param.Spec{Unit: "share", Min: 0, Max: 0.9, Source: param.Assumption,
		EN: "probability of leaving a store broadcast after a purchase", ZH: "购后离开店播的概率"})
	set.Float(&d.Live, "live", 0.007, param.Spec{Unit: "share", Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "probability of leaving live shopping after a purchase without habit", ZH: "无习惯时购后离开直播购物的概率"})
	set.Float(&d.Response, "response", 2.0, param.Spec{Min: 0, Max: 10, Source: "sign: Bolton 1998; size an assumption",
		EN: "response of drop-out to satisfaction (k)", ZH: "流失对满意度的反应 k"})
	set.Float(&d.Wane, "wane", 0.2, param.Spec{Unit: "per year", Min: 0, Max: 5, Source: param.Assumption,
		EN: "leaving live shopping without habit, whatever is bought (w)", ZH: "无习惯时与购买无关的流失率 w"})
	set.Float(&d.Habit, "habit", 3.2, param.Spec{Min: 0, Max: 10,
		Source: "sign: retention of cohorts flattens, Fader & Hardie 2007; size an assumption",
		EN:     "what full habit takes from leaving live shopping (k_H)", ZH: "习惯对离开直播购物的抑制 k_H"})
	set.Float(&d.Reactivation, "reactivation", 0.0014, param.Spec{Unit: "per day", Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "rate at which those who left live shopping come back", ZH: "流失者回归率"})
}

// After returns the probability of dropping out after a purchase of satisfaction s, base the probability at s = 0.
func (d *Dropout) After(base, s float64) float64 {
	if base <= 0 {
		return 0
	}
	return chance.Logistic(chance.Log(base/(1-base)) - float64(d.Response*s))
}

// AfterUse returns the probability of leaving live shopping as such after a purchase of satisfaction s, with a habit in [0,1].
func (d *Dropout) AfterUse(s, habit float64) float64 {
	if d.Live <= 0 {
		return 0
	}
	return chance.Logistic(chance.Log(d.Live/(1-d.Live)) - float64(d.Response*s) - float64(d.Habit*habit))
}

// Wanes returns the yearly hazard of leaving live shopping as such, whatever is bought, with a habit in [0,1].
func (d *Dropout) Wanes(habit float64) float64 { return d.Wane * chance.Exp(-d.Habit*habit) }
