package sim

import "livebazaar/agents/chance"

// keep records a kept order: repeat-purchase spells and the next need.
func (s *slate) keep(o *Order, cat int, key chance.Key, out *outcome) {
	c, w := s.c, s.w
	oi := o.Offer & orderIndex
	host, merchant := w.hostOf(oi), w.Offers.Good[oi]/GoodsPer
	if c.Spell != 0 && o.Day > c.Spell { // placed after the first was received
		out.spellDay = c.Spell
		if c.SpellHost == host && w.number(int64(w.Hosts.Born[host])) <= int64(c.Spell) { // not somebody who took the place since
			out.flags |= outcomeSameHost
		}
		if c.SpellMerchant == merchant && w.number(int64(w.Merchants.Born[merchant])) <= int64(c.Spell) {
			out.flags |= outcomeSameMerchant
		}
		c.Spell = 0
	}
	if c.Spell == 0 && (c.LastKept == 0 || w.monthOf(uint32(c.LastKept)) != w.monthOf(s.day)) {
		c.Spell, c.SpellHost, c.SpellMerchant = uint16(s.day), host, merchant
	}
	c.LastKept = uint16(s.day)
	switch {
	case o.Offer&orderPurposive != 0:
		c.setDue(cat, w.nextNeed(c, cat, s.day, key))
		s.acc.day.NeedsMetLive++
	case c.dueDay(cat) < noNeed && c.dueDay(cat) > uint16(s.day):
		// the need is put off part of the way to what it would be after a purposive purchase
		due := uint32(c.dueDay(cat))
		if next := uint32(w.nextNeed(c, cat, s.day, key)); next > due {
			c.setDue(cat, uint16(due+(next-due)*s.t.induced>>16))
		}
	}
}

// sendBack records what a return is to the consumer: less was spent, and the need is open again.
func (s *slate) sendBack(o *Order, cat int) {
	c, t := s.c, s.t
	c.Spent -= uint16(min(int64(c.Spent), t.spending(s.w.Offers.Price[o.Offer&orderIndex], c.Budget)))
	if o.Offer&orderPurposive != 0 {
		c.setDue(cat, uint16(s.day))
	}
}
