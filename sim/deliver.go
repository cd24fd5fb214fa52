package sim

import (
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

// An outcome is what became of one delivered order.
type outcome struct {
	offer        uint32
	spellDay     uint16 // day number on which the spell that this order ended began, 0 for none
	satisfaction int16  // 1/1024
	flags        uint16
}

// Flags of an outcome.
const (
	outcomeKept = 1 << iota
	outcomeFailed
	outcomeComplained
	outcomeFollowed
	outcomeUnfollowed
	outcomeStoreFollowed
	outcomeSameHost
	outcomeSameMerchant
	outcomeUnhappier
	outcomeHappier
	outcomeLapsed
)

// Draws of a delivery, under the key of the order's seed.
const (
	deliveryPerformance = iota
	deliveryReaction
	deliveryRelation
	deliveryRounding
)

// deliver hands over the orders of a chunk that arrive today: performance is seen, satisfaction felt, the good kept or
// returned, trust and caution learned, the host followed or left, the next need set.
func (w *World) deliver(chunk int, acc *worker) {
	ch := &w.Consumers.Chunks[chunk]
	from, _ := w.Consumers.chunkOf(chunk)
	day := uint32(w.number(w.Day))
	ring := day & 7
	ch.settled = ch.settled[:0]
	s := slate{w: w, t: w.t, r: &w.run, acc: acc, chunk: ch, day: day, slot: -1, from: from, rec: w.Consumers.Rec[from:]}
	due := ch.Due[ring]
	var next [slates.Lanes]uint16
	var goods [slates.Lanes]int32 // looked up for some orders at once: where they are in memory nobody can foresee
	for n := range due {
		if n%slates.Lanes == 0 {
			batch := due[n:min(n+slates.Lanes, len(due))]
			for k := range batch {
				next[k] = batch[k].Local
				goods[k] = w.Offers.Good[batch[k].Offer&orderIndex]
			}
			slates.Fetch(unsafe.Pointer(&w.Consumers.Rec[from]), next[:len(batch)])
		}
		o := &due[n]
		i := from + int(o.Local)
		s.c, s.local = &w.Consumers.Rec[i], o.Local
		s.traced = w.run.trace.follows(i)
		ch.settled = append(ch.settled, s.receive(o, i, int(goods[n%slates.Lanes])))
	}
	ch.Due[ring] = ch.Due[ring][:0]
}

// receive is the delivery of one order to its consumer.
func (s *slate) receive(o *Order, i, good int) outcome {
	c, t, w := s.c, s.t, s.w
	key := chance.Key(o.Seed).For(chance.Deliver).At(uint64(i))
	oi, cat := o.Offer&orderIndex, int(w.Goods.Category[good])
	out := outcome{offer: oi}
	c.relax(t, s.day)

	draws := key.Bits(deliveryPerformance)
	performance := s.r.delivered[good] + (t.noise*int32(t.normal[draws&4095]))>>10
	performance = max(0, min(One, performance))
	satisfaction := t.satisfaction(performance, int32(o.Expected))
	out.satisfaction = int16(max(-4096, min(4096, satisfaction)))
	failed := performance < t.failure

	// u_calm with what is known now: performance for expected quality, all of the fit, no arousal.
	calm := int32(o.Calm)<<2 + (t.quality*performance)>>10 + (t.unseen[cat]*int32(t.normal[o.Seed>>12&4095]))>>10
	kept := calm > -t.hassle
	realised := max(calm, -t.hassle)
	regret := max(0, o.forgone()-realised) // the best alternative: the shelf for a need, else nothing
	s.acc.day.RegretSum += t.perUtil[c.Budget] * int64(regret) >> 10
	gap := realised - o.decided(t)
	if !kept {
		gap += o.forgone() // the need is open again
	}
	s.acc.day.SurplusGap += t.perUtil[c.Budget] * int64(gap) >> 10
	s.acc.day.SatisfactionSum += int64(satisfaction)
	s.acc.day.Delivered++
	c.Caution += uint16(min(65535-int64(c.Caution), int64(t.careGain*regret>>10)*(65535-int64(c.Caution))>>10))

	reaction := key.Bits(deliveryReaction)
	if failed {
		out.flags |= outcomeFailed
		if uint32(reaction)&0xffff < t.complain {
			out.flags |= outcomeComplained
		}
	}
	before := s.dissatisfied(i)
	s.mood(satisfaction, failed)
	if uint32(reaction>>16)&0xffff < t.lapse[level(satisfaction)] && w.Consumers.Habit[i]&useMask == adopter {
		w.Consumers.Habit[i] = w.Consumers.Habit[i]&^useMask | lapsed
		out.flags |= outcomeLapsed
	}
	switch after := s.dissatisfied(i); {
	case after && !before:
		out.flags |= outcomeUnhappier
	case before && !after:
		out.flags |= outcomeHappier
	}
	if kept {
		out.flags |= outcomeKept
		s.keep(o, cat, key, &out)
	} else {
		s.sendBack(o, cat)
	}
	if s.traced {
		kind := "return"
		if kept {
			kind = "keep"
		}
		s.note(kind, w.hostOf(oi), good, w.Offers.Price[oi], float64(satisfaction)/One)
	}
	s.learn(oi, key, satisfaction, kept, failed, &out)
	return out
}
