package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// keep records a kept order: repeat-purchase spells and the next need.
func (s *slate) keep(o *state.Order, cat int, key chance.Key, out *Outcome) {
	c, w := s.c, s.w
	oi := o.Offer & state.OrderIndex
	host, merchant := w.HostOf(oi), w.Offers.Good[oi]/state.GoodsPer
	if c.Spell != 0 && o.Day > c.Spell { // placed after the first was received
		out.SpellDay = c.Spell
		if c.SpellHost == host && w.Number(int64(w.Hosts.Born[host])) <= int64(c.Spell) { // not somebody who took the place since
			out.Flags |= OutcomeSameHost
		}
		if c.SpellMerchant == merchant && w.Number(int64(w.Merchants.Born[merchant])) <= int64(c.Spell) {
			out.Flags |= OutcomeSameMerchant
		}
		c.Spell = 0
	}
	if c.Spell == 0 && (c.LastKept == 0 || w.MonthOf(uint32(c.LastKept)) != w.MonthOf(s.day)) {
		c.Spell, c.SpellHost, c.SpellMerchant = uint16(s.day), host, merchant
	}
	c.LastKept = uint16(s.day)
	switch {
	case o.Offer&state.OrderPurposive != 0:
		c.SetDue(cat, w.nextNeed(c, cat, s.day, key))
		s.acc.day.NeedsMetLive++
	case c.DueDay(cat) < state.NoNeed && c.DueDay(cat) > uint16(s.day):
		// the need is put off part of the way to what it would be after a purposive purchase
		due := uint32(c.DueDay(cat))
		if next := uint32(w.nextNeed(c, cat, s.day, key)); next > due {
			c.SetDue(cat, uint16(due+(next-due)*s.t.induced>>16))
		}
	}
}

// sendBack records what a return is to the consumer: less was spent, and the need is open again.
func (s *slate) sendBack(o *state.Order, cat int) {
	c, t := s.c, s.t
	c.Spent -= uint16(min(int64(c.Spent), t.spending(s.w.Offers.Price[o.Offer&state.OrderIndex], c.Budget)))
	if o.Offer&state.OrderPurposive != 0 {
		c.SetDue(cat, uint16(s.day))
	}
}
