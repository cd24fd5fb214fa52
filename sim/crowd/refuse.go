package crowd

import (
	"livebazaar/sim/state"
)

// Refuse undoes what an order for a good did to its consumer, and returns what the order promised, fen.
func (w *Crowd) Refuse(c *state.Consumer, o *state.Order, good int) int64 {
	if o.Offer&state.OrderPurposive != 0 {
		c.SetDue(int(w.Goods.Category[good]), o.Day)
	}
	if o.Offer&state.OrderPaid == 0 {
		return 0
	}
	c.Spent -= uint16(min(int64(c.Spent), w.t.spending(w.Offers.Price[o.Offer&state.OrderIndex], c.Budget)))
	return w.t.worth(o, c)
}
