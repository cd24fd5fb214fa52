package streamer

import "livebazaar/agents/param"

// Giveback is what a streamer passes on of its commission to buyers, as coupons that lower the price of everything it
// shows: the discount that is the streamer's own choice, on top of the merchant's. Giving back the share g of a
// commission c on a price p,
//
//	p' = p·(1 − g·c),  c' = 1 − τ − (1 − c − τ)·p/p',
//
// τ the platform's fee: the merchant keeps of a unit what it kept before, the streamer pays. How much to give is learned
// by the hill-climb (file learning.go).
type Giveback struct{ First, Most float64 }

// Declare binds the parameters to the set.
func (g *Giveback) Declare(set *param.Set) {
	set.WhenAbove("most", 0.0).Float(&g.First, "first", 0.05, param.Spec{Acts: param.Entry, Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "mean share of commission a newcomer gives back to buyers", ZH: "新主播让利占佣金比例的均值",
		Doc:   "Streamers of the default market learn to give back up to about a third: higher values do not bind.",
		DocZH: "默认市场中主播学到的让利最高约三分之一：更高的取值不起约束作用。"})
	set.Float(&g.Most, "most", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "largest share of commission given back", ZH: "让利占佣金比例的上限",
		Doc: "At 0 the price is the merchant's alone.", DocZH: "取 0 时价格只由商家决定。"})
}

// Start is the share a newcomer begins with: exponential with the declared mean, cut off at the most; e is a standard
// exponential draw.
func (g *Giveback) Start(e float64) float64 { return min(g.Most, float64(g.First*e)) }

// GiveBack returns the price less the share given back of the commission, and the commission that then leaves the
// merchant what it had; price in any unit, commission and fee as shares.
func GiveBack(share, price, commission, fee float64) (lower, left float64) {
	lower = price * (1 - float64(share*commission))
	return lower, 1 - fee - (1-commission-fee)*price/lower
}
