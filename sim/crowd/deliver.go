package crowd

import (
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// An outcome is what became of one delivered order.
type Outcome struct {
	Offer        uint32
	SpellDay     uint16 // day number on which the spell that this order ended began, 0 for none
	Satisfaction int16  // 1/1024
	Performance  uint16 // 1/1024
	Broken       uint16 // part of a failure that a broken promise is where the good does not fail, 1/1024
	Flags        uint16
}

// Draws of a delivery, under the key of the order's seed.
const (
	deliveryPerformance = iota
	deliveryReaction
	deliveryRelation
	deliveryRounding
)

// PrepareGoods reads from the state, once the week's decisions are made, what the day's deliveries rest on: goods and promises.
func (w *Crowd) PrepareGoods() {
	r := &w.run
	w.Crew.Blocks(len(r.delivered), func(from, to, _ int) {
		for g := from; g < to; g++ {
			r.delivered[g] = fixed.Of(w.Goods.Delivered[g])
			r.harmful[g] = w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[g])
		}
	})
	w.Crew.Blocks(len(r.promised), func(from, to, _ int) {
		for h := from; h < to; h++ {
			r.promised[h] = fixed.Of(w.p.Consumers.Expectation.Promised(w.p.Shortfall(w.Market, h)))
		}
	})
}

// DeliverAll hands over the orders that arrive today.
func (w *Crowd) DeliverAll() {
	w.eachChunk(w.deliver)
}

// deliver hands over the orders of a chunk that arrive today: performance is seen, satisfaction felt, the good kept or
// returned, trust and caution learned, the host followed or left, the next need set.
func (w *Crowd) deliver(chunk int, acc *worker) {
	ch, ring := &w.run.groups[chunk], &w.Consumers.Chunks[chunk].Due[w.Number(w.Day)&7]
	from, _ := w.Consumers.ChunkOf(chunk)
	day := uint32(w.Number(w.Day))
	ch.Settled = ch.Settled[:0]
	s := slate{w: w, t: w.t, r: &w.run, street: w.street, acc: acc, chunk: ch, day: day, slot: -1, from: from, rec: w.Consumers.Rec[from:]}
	due := *ring
	var next [slates.Lanes]uint16
	var goods [slates.Lanes]int32 // looked up for some orders at once: where they are in memory nobody can foresee
	to := acc.queue[:0]
	for n := range due {
		if n%slates.Lanes == 0 {
			batch := due[n:min(n+slates.Lanes, len(due))]
			for k := range batch {
				next[k] = batch[k].Local
				goods[k] = w.Offers.Good[batch[k].Offer&state.OrderIndex]
			}
			slates.Fetch(unsafe.Pointer(&w.Consumers.Rec[from]), next[:len(batch)])
		}
		o := &due[n]
		i := from + int(o.Local)
		s.c, s.local = &w.Consumers.Rec[i], o.Local
		s.traced = w.run.trace.follows(i)
		good := goods[n%slates.Lanes]
		ch.Settled = append(ch.Settled, s.receive(o, i, int(good)))
		to = append(to, TillOf(good))
		acc.delivered += w.Offers.Price[o.Offer&state.OrderIndex]
	}
	ch.Settling.form(to)
	acc.queue = to
	*ring = due[:0]
}

// receive is the delivery of one order to its consumer.
func (s *slate) receive(o *state.Order, i, good int) Outcome {
	c, t, w := s.c, s.t, s.w
	key := chance.Key(o.Seed).For(chance.Deliver).At(uint64(i))
	oi, cat := o.Offer&state.OrderIndex, int(w.Goods.Category[good])
	out := Outcome{Offer: oi}
	t.relax(c, s.day)

	draws := key.Bits(deliveryPerformance)
	performance := s.r.delivered[good] + (t.noise*int32(t.normal[draws&4095]))>>10
	performance = max(0, min(fixed.One, performance))
	harm, hurt := s.harm(good)
	should := int32(o.Expected) + s.r.promised[w.HostOf(oi)]
	satisfaction := t.satisfaction(performance, should) - hurt
	out.Performance, out.Satisfaction = uint16(performance), int16(max(-4096, min(4096, satisfaction)))
	failed := performance < t.failure
	if !failed {
		out.Broken = uint16(max(0, should-performance-t.tolerance))
	}

	// u_calm with what is known now: performance for expected quality, all of the fit, no arousal.
	calm := int32(o.Calm)<<2 + (t.quality*performance)>>10 + (t.unseen[cat]*int32(t.normal[o.Seed>>12&4095]))>>10 + int32(o.Match)<<2
	kept := calm > -t.hassle
	realised := max(calm, -t.hassle) - harm // which no refund undoes
	regret := max(0, forgone(o)-realised)   // the best alternative: the shelf for a need, else nothing
	perUtil := w.utilOf(i, c, good)
	s.acc.day.RegretSum += perUtil * int64(regret) >> 10
	s.acc.day.SurplusGap += perUtil * int64(realised-t.decided(o)-t.option[cat]) >> 10
	if !kept { // the need is open again
		back := perUtil * int64(forgone(o)) >> 10
		s.acc.day.SurplusGap += back
		s.acc.day.SurplusForgone -= back
	}
	s.acc.day.SatisfactionSum += int64(satisfaction)
	s.acc.day.Delivered++
	c.Caution += uint16(min(65535-int64(c.Caution), int64(t.careGain*regret>>10)*(65535-int64(c.Caution))>>10))

	reaction := key.Bits(deliveryReaction)
	if failed {
		out.Flags |= OutcomeFailed
		if uint32(reaction)&0xffff < t.complain {
			out.Flags |= OutcomeComplained
		}
	}
	before := s.dissatisfied(i)
	s.mood(satisfaction, failed)
	if uint32(reaction>>16)&0xffff < t.lapse[c.Habit()][level(satisfaction)] && w.Consumers.Habit[i]&state.UseMask == state.Adopter {
		w.Consumers.Habit[i] = w.Consumers.Habit[i]&^state.UseMask | state.Lapsed
		out.Flags |= OutcomeLapsed
	}
	switch after := s.dissatisfied(i); {
	case after && !before:
		out.Flags |= OutcomeUnhappier
	case before && !after:
		out.Flags |= OutcomeHappier
	}
	if kept {
		out.Flags |= OutcomeKept
		if o.Offer&state.OrderRepeat != 0 {
			out.Flags |= OutcomeRepeat
		}
		s.keep(o, cat, key, &out)
	} else {
		s.sendBack(o, cat)
	}
	if s.traced {
		kind := "return"
		if kept {
			kind = "keep"
		}
		s.note(kind, w.HostOf(oi), good, w.Offers.Price[oi], float64(satisfaction)/fixed.One)
	}
	s.learn(oi, key, satisfaction, t.asPromised(should-performance), kept, failed, &out)
	return out
}

// Flags of an outcome.
const (
	OutcomeKept = 1 << iota
	OutcomeFailed
	OutcomeComplained
	OutcomeFollowed
	OutcomeUnfollowed
	OutcomeStoreFollowed
	OutcomeSameHost
	OutcomeSameMerchant
	OutcomeUnhappier
	OutcomeHappier
	OutcomeLapsed
	OutcomeRepeat // kept, by one who has kept one of the host's before
)
