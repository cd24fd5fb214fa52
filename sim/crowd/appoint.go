package crowd

import (
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// keepAppointments moves fans among the active consumers of a chunk to the time at which a host they follow is live
// (consumer.Activity): who is active in a slot in which nobody it follows is live comes in a slot in which one is, if it is not
// active there. It is active as often as before. It reports whether anybody was moved.
func (w *Crowd) keepAppointments(chunk int, ch *Group, acc *worker) (moved bool) {
	from, to := w.Consumers.ChunkOf(chunk)
	when := column.Resize(acc.when, to-from)
	clear(when)
	acc.when = when
	for slot := range ch.active {
		for _, number := range ch.active[slot] {
			when[number&^(1<<slates.LiveBit)] |= 1<<slot | uint8(number>>slates.LiveBit)<<state.NumSlots
		}
	}
	key := w.On(chance.Appoint)
	due := column.Resize(acc.keen, len(when)+1)
	acc.keen = due
	n := 0
	for local, at := range when {
		draws, keen := uint64(key.At(uint64(from+local))), uint8(0)
		for slot := range state.NumSlots {
			keen |= uint8((draws>>(16*slot)&0xffff-uint64(w.t.appoint))>>63) << slot // 1 where the draw is below
		}
		due[n] = appointment{uint16(local), keen & at}
		n += one(at>>state.NumSlots != 0 && at&slotMask != slotMask && keen&at != 0)
	}
	moved = w.moveFans(from, when, due[:n])
	if !moved {
		return false
	}
	for slot := range ch.active {
		list := ch.active[slot][:cap(ch.active[slot])]
		n := 0
		for local, at := range when {
			list[n] = uint16(local) | uint16(at>>state.NumSlots)<<slates.LiveBit
			n += int(at >> slot & 1)
		}
		ch.active[slot] = list[:n]
	}
	return true
}

// An appointment is of a consumer that would give up some slots, a bit each, for another in which a host it follows is live.
type appointment struct {
	local uint16
	slots uint8
}

// moveFans looks at the hosts of those who would move, and moves who can. Their records are fetched sixteen at a time: where they are
// in memory nobody can foresee.
func (w *Crowd) moveFans(first int, when []uint8, due []appointment) (moved bool) {
	born, announced, records := w.Roll.Born, w.street.Announced, w.Consumers.Rec[first:]
	var next [slates.Lanes]uint16
	for n, a := range due {
		if n%slates.Lanes == 0 {
			batch := due[n:min(n+slates.Lanes, len(due))]
			for k := range batch {
				next[k] = batch[k].local
			}
			slates.Fetch(unsafe.Pointer(&records[0]), next[:len(batch)])
		}
		var live uint8
		for _, rel := range records[a.local].Rel {
			if open := announced[rel.Channel()]; open != 0 && rel.Followed() && rel.Day() >= born[rel.Channel()] {
				live |= open
			}
		}
		idle, free := a.slots&^live, live&^when[a.local]&slotMask
		for ; idle != 0 && free != 0; idle &= idle - 1 {
			from, to := idle&-idle, free&-free
			when[a.local], free, moved = when[a.local]&^from|to, free&^to, true
		}
	}
	return moved
}

// liveIn counts the live shoppers who are active, by slot.
func liveIn(ch *Group) (live [state.NumSlots]int64) {
	for slot := range ch.active {
		for _, number := range ch.active[slot] {
			live[slot] += int64(number >> slates.LiveBit)
		}
	}
	return live
}

// slotMask has a bit for every slot of the day.
const slotMask = 1<<state.NumSlots - 1
