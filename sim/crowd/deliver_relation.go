package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// asPromised returns how much a good that is kept counts for its host where it falls short by so much, all in 1/1024.
func (t *Tables) asPromised(short int32) uint32 {
	if short <= 0 {
		return fixed.One
	}
	return uint32(max(0, fixed.One-short*fixed.One/max(1, t.tolerance)))
}

// learn updates the relation to the host: evidence for trust, of failures and broken promises, a follow, or leaving it; and may lead
// the buyer to the merchant's own store.
func (s *slate) learn(oi uint32, key chance.Key, satisfaction int32, good uint32, kept, failed bool, out *Outcome) {
	c, t, w := s.c, s.t, s.w
	draws, rounding := key.Bits(deliveryRelation), key.Bits(deliveryRounding)
	host, merchant := w.HostOf(oi), int(w.Offers.Good[oi]/state.GoodsPer)
	channel, born := s.street.Channel(host), s.w.Roll.Born
	j := c.Find(channel, born[channel])
	grade := level(satisfaction)
	if j < 0 && w.Hosts.Alive[host] {
		if j = c.Vacate(born); j >= 0 {
			c.Rel[j] = state.Met(channel, s.day)
		}
	}
	if j >= 0 {
		rel := c.Rel[j]
		age := min(s.day-rel.Day(), state.MemoryDays-1)
		keep := t.keepWeek[age]
		pos := (rel.Positive()*keep + uint32(rounding&0xffff)) >> 16
		neg := (rel.Negative()*keep + uint32(rounding>>16&0xffff)) >> 16
		bond := (rel.Bond()*t.keepBond[age] + uint32(rounding>>32&0xffff)) >> 16
		followed := rel.Followed()
		drop := &t.drop
		if int(host) >= w.NumStreamers() {
			drop = &t.dropStore
		}
		switch part := uint32(rounding >> 48); { // an order is good or bad in part, never both
		case failed:
			neg += t.negative
		case out.Broken > 0:
			neg += (t.negative*uint32(out.Broken)<<6 + part) >> 16
		case kept:
			pos += (8*good<<6 + part) >> 16
		}
		switch {
		case followed && uint32(draws)&0xffff < drop[grade]:
			followed = false
			out.Flags |= OutcomeUnfollowed
		case !followed && kept && uint32(draws>>16)&0xffff < t.followBuyer[grade]:
			followed = true
			out.Flags |= OutcomeFollowed
		}
		c.Rel[j] = state.NewRelation(channel, min(pos, 255), min(neg, 255), bond, rel.Visits(), followed, s.day)
	}
	if !kept || int(host) >= w.NumStreamers() {
		return
	}
	store := w.StoreOf(merchant)
	if !w.Hosts.Alive[store] || !w.Merchants.StoreOpen[merchant] || uint32(draws>>32)&0xffff >= t.followStore[grade] {
		return
	}
	channel = s.street.Channel(int32(store))
	k := c.Find(channel, born[channel])
	if k < 0 {
		if k = c.Vacate(born); k < 0 {
			return
		}
		c.Rel[k] = state.Met(channel, s.day)
	}
	if !c.Rel[k].Followed() {
		c.Rel[k] |= state.RelFollowed
		out.Flags |= OutcomeStoreFollowed
	}
}
