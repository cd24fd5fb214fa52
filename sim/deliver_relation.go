package sim

import "livebazaar/agents/chance"

// learn updates the relation to the host: evidence for trust, a follow, or leaving it; and may lead the buyer to the
// merchant's own store.
func (s *slate) learn(oi uint32, key chance.Key, satisfaction int32, kept, failed bool, out *outcome) {
	c, t, w := s.c, s.t, s.w
	draws, rounding := key.Bits(deliveryRelation), key.Bits(deliveryRounding)
	host, merchant := w.hostOf(oi), int(w.Offers.Good[oi]/GoodsPer)
	j := c.find(host, s.r.born[host])
	grade := level(satisfaction)
	if j < 0 && w.Hosts.Alive[host] {
		if j = c.vacate(s.r.born); j >= 0 {
			c.Rel[j] = Relation(host) | Relation(s.day)<<relDay
		}
	}
	if j >= 0 {
		rel := c.Rel[j]
		age := min(s.day-rel.day(), memoryDays-1)
		keep := t.keepWeek[age]
		pos := (rel.positive()*keep + uint32(rounding&0xffff)) >> 16
		neg := (rel.negative()*keep + uint32(rounding>>16&0xffff)) >> 16
		bond := (rel.bond()*t.keepBond[age] + uint32(rounding>>32&0xffff)) >> 16
		followed := rel.followed()
		drop := &t.drop
		if int(host) >= w.NumStreamers() {
			drop = &t.dropStore
		}
		switch {
		case failed:
			neg += t.negative
		case kept:
			pos += 8
		}
		switch {
		case followed && uint32(draws)&0xffff < drop[grade]:
			followed = false
			out.flags |= outcomeUnfollowed
		case !followed && kept && uint32(draws>>16)&0xffff < t.followBuyer[grade]:
			followed = true
			out.flags |= outcomeFollowed
		}
		c.Rel[j] = relation(host, min(pos, 255), min(neg, 255), bond, rel.visits(), followed, s.day)
	}
	if !kept || int(host) >= w.NumStreamers() {
		return
	}
	store := w.StoreOf(merchant)
	if !w.Hosts.Alive[store] || !w.Merchants.StoreOpen[merchant] || uint32(draws>>32)&0xffff >= t.followStore[grade] {
		return
	}
	k := c.find(int32(store), s.r.born[store])
	if k < 0 {
		if k = c.vacate(s.r.born); k < 0 {
			return
		}
		c.Rel[k] = Relation(store) | Relation(s.day)<<relDay
	}
	if !c.Rel[k].followed() {
		c.Rel[k] |= relFollowed
		out.flags |= outcomeStoreFollowed
	}
}
