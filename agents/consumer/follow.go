package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Follow says when a visitor follows the host, and when a buyer does, or turns to the merchant's own store: the way
// from public traffic into private domain. The number of follows is capped by the slots of the packed state.
type Follow struct{ Visit, Slope, Buyer, Store, Satisfaction float64 }

// Declare binds the parameters to the set.
func (f *Follow) Declare(set *param.Set) {
	set.Float(&f.Visit, "visit", -4.0, param.Spec{Unit: "logit", Min: -12, Max: 4, Source: param.Assumption,
		EN: "log odds that a visitor follows", ZH: "访客关注的对数几率"})
	set.Float(&f.Slope, "slope", 0.5, param.Spec{Min: 0, Max: 3, Source: param.Assumption,
		EN: "effect of the room's utility on following", ZH: "直播间效用对关注的影响"})
	set.Float(&f.Buyer, "buyer", -1.0, param.Spec{Unit: "logit", Min: -12, Max: 6, Source: param.Assumption,
		EN: "log odds that a buyer who keeps the good follows", ZH: "留货买家关注的对数几率"})
	set.Float(&f.Store, "store", -2.6, param.Spec{Unit: "logit", Min: -12, Max: 6,
		Source: "S2: merchants lead public traffic into private domain; size an assumption",
		EN:     "log odds that a buyer who keeps the good follows the merchant's store", ZH: "留货买家关注商家店播的对数几率"})
	set.Float(&f.Satisfaction, "satisfaction", 4, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "effect of satisfaction on following after a purchase", ZH: "满意度对购后关注的影响"})
}

// ByVisit returns the probability that a visitor follows a room of the given excess utility.
func (f *Follow) ByVisit(excess float64) float64 {
	return chance.Logistic(f.Visit + float64(f.Slope*excess))
}

// ByPurchase returns the probability that a buyer with satisfaction s follows the host.
func (f *Follow) ByPurchase(s float64) float64 {
	return chance.Logistic(f.Buyer + float64(f.Satisfaction*s))
}

// OfStore returns the probability that a buyer with satisfaction s follows the merchant's own store.
func (f *Follow) OfStore(s float64) float64 {
	return chance.Logistic(f.Store + float64(f.Satisfaction*s))
}
