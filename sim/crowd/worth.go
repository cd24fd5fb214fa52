package crowd

import (
	"livebazaar/sim/state"
)

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

// relax brings the lazily decayed traits of a consumer up to the day number.
func (t *Tables) relax(c *state.Consumer, day uint32) {
	age := min(day-uint32(c.Touched), state.MemoryDays-1)
	c.Spent = uint16(uint32(c.Spent) * t.keepBuy[age] >> 16)
	c.Caution = uint16((uint64(c.Caution)*uint64(t.keepCare[age]) + 1<<15) >> 16)
	c.Touched = uint16(day)
}
