package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Dropout happens after a purchase, per relation (a streamer, a merchant's store, live shopping as such), and responds to satisfaction:
// logit p_d = logit p_d0 − k·S (Fader, Hardie & Lee 2005 for dropping out after purchases). With reactivation.
type Dropout struct{ Host, Store, Live, Response, Reactivation float64 }

// Declare binds the parameters to the set.
func (d *Dropout) Declare(set *param.Set) {
	set.Float(&d.Host, "host", 0.08, param.Spec{Unit: "share", Min: 0, Max: 0.9,
		Source: "Fader, Hardie & Lee 2005 (CDNOW: mean .24 with b/(a+b)); size an assumption",
		EN:     "probability of leaving a streamer after a purchase", ZH: "购后离开主播的概率"})
	set.Float(&d.Store, "store", 0.08, param.Spec{Unit: "share", Min: 0, Max: 0.9, Source: param.Assumption,
		EN: "probability of leaving a store broadcast after a purchase", ZH: "购后离开店播的概率"})
	set.Float(&d.Live, "live", 0.006, param.Spec{Unit: "share", Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "probability of leaving live shopping after a purchase", ZH: "购后离开直播购物的概率"})
	set.Float(&d.Response, "response", 2.0, param.Spec{Min: 0, Max: 10, Source: "sign: Bolton 1998; size an assumption",
		EN: "response of drop-out to satisfaction (k)", ZH: "流失对满意度的反应 k"})
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
