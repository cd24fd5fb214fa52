package crowd

import (
	"livebazaar/agents/consumer"
	"livebazaar/sim/state"
)

// decided returns what an order's good was worth when it was bought, in 1/1024 util: neither the joy of buying nor the option to
// return it.
func (t *Tables) decided(o *state.Order) int32 {
	return int32(o.Calm)<<2 + (t.quality*int32(o.Expected))>>10 + int32(o.Hot)<<2
}

// forgone returns what the shelf was worth to the order's need, in 1/1024 util.
func forgone(o *state.Order) int32 { return int32(o.Forgone) << 2 }

// promised returns in fen what an order promised its consumer when deciding, and of that what it gave up for it, at so many fen a
// util. An order that is never delivered takes it back from experienced surplus: its need is open again.
func (t *Tables) promised(o *state.Order, perUtil int64) (surplus, shelf int64) {
	shelf = perUtil * int64(forgone(o)) >> 10
	return perUtil*int64(t.decided(o)+int32(o.Joy)<<2)>>10 - shelf, shelf
}

// utilOf returns what a util is worth to consumer i in the purchase of a good, fen.
func (w *Crowd) utilOf(i int, c *state.Consumer, good int) int64 {
	of := uint64(w.run.lastingKey.At(uint64(i))) >> 28 & (consumer.SensitivityClasses - 1)
	return w.t.perUtil(w.t.kappa[c.Budget][of], float64(w.Goods.Comparable[good]), c.Budget)
}

// Refuse undoes what an order for a good did to its consumer, whose number is i, and returns what the order promised and of that
// what it gave up for it, fen.
func (w *Crowd) Refuse(i int, o *state.Order, good int) (surplus, shelf int64) {
	c := &w.Consumers.Rec[i]
	if o.Offer&state.OrderPurposive != 0 {
		c.SetDue(int(w.Goods.Category[good]), o.Day)
	}
	if o.Offer&state.OrderPaid == 0 {
		return 0, 0
	}
	c.Spent -= uint16(min(int64(c.Spent), w.t.spending(w.Offers.Price[o.Offer&state.OrderIndex], c.Budget)))
	return w.t.promised(o, w.utilOf(i, c, good))
}
