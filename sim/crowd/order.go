package crowd

import "livebazaar/sim/state"

// decided returns the decision utility of an order in 1/1024 util.
func (t *Tables) decided(o *state.Order) int32 {
	return int32(o.Calm)<<2 + (t.quality*int32(o.Expected))>>10 + int32(o.Hot)<<2
}

// forgone returns what the shelf was worth to the order's need, in 1/1024 util.
func forgone(o *state.Order) int32 { return int32(o.Forgone) << 2 }

// worth returns in fen what an order promised its consumer when deciding, above what it gave up for it. An order that is never
// delivered takes it back from experienced surplus: its need is open again.
func (t *Tables) worth(o *state.Order, c *state.Consumer) int64 {
	return t.perUtil[c.Budget] * int64(t.decided(o)-forgone(o)) >> 10
}

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
