package consumer

import "livebazaar/agents/param"

// Payment says that part of the orders is never paid.
type Payment struct{ Unpaid float64 }

// Declare binds the parameters to the set.
func (p *Payment) Declare(set *param.Set) {
	set.Float(&p.Unpaid, "unpaid", 0.12, param.Spec{Unit: "share", Min: 0, Max: 0.9, Source: param.Assumption,
		EN: "share of orders that is never paid", ZH: "未支付订单占比"})
}

// Paid returns the probability of payment when a share leaks away because paying means leaving the platform.
func (p *Payment) Paid(leak float64) float64 { return (1 - p.Unpaid) * (1 - leak) }
