package sim

import "livebazaar/sim/slates"

// A room is what a visitor finds in one open room in one slot; what can be seen of it on a slate is its slates.Room.
type room struct {
	salt   uint64 // hash of the host's serial number, for the visitors' draws
	host   int32
	first  int32         // index of the host's first offer
	born   uint32        // day number the host entered: older memories are of another
	trust  int16         // public trust, 1/1024
	cats   uint16        // categories of the goods on show, a bit each
	places [LineUp]uint8 // places of the offers that can be had
	count  uint8
	main   uint8
}

// A roomTally counts what visitors did in one room in one slot.
type roomTally struct {
	impressions, followed, visits, private, stay, follows int64 // followed: shown to followers
}

// openRooms makes the rooms of the slot: who is open, how the platform's impressions fall on them, what visitors see.
func (w *World) openRooms() {
	r, slot := &w.run, w.run.slot
	for _, host := range r.open {
		r.roomOf[host] = -1
	}
	r.rooms, r.faces, r.open = r.rooms[:0], r.faces[:0], r.open[:0]
	h := &w.Hosts
	for _, host := range r.live {
		if h.Open[host]>>slot&1 == 0 {
			continue
		}
		rm, face := w.furnish(int(host))
		if rm.count == 0 {
			continue
		}
		r.roomOf[host] = int32(len(r.rooms))
		r.rooms, r.faces = append(r.rooms, rm), append(r.faces, face)
		r.open = append(r.open, host)
	}
	n := len(r.rooms)
	r.tally = resize(r.tally, n)
	clear(r.tally)
	for i := range r.workers {
		r.workers[i].rooms = resize(r.workers[i].rooms, n)
		clear(r.workers[i].rooms)
		r.workers[i].impressions = resize(r.workers[i].impressions, n)
		clear(r.workers[i].impressions)
	}
	w.allocate(slot)
	r.supplied += r.view.Impressions
	w.buildWheels()
	r.crowd = resize(r.crowd, n)
	for i, host := range r.open {
		r.crowd[i] = fixed(w.p.Consumers.Purchase.Crowd(h.Popular[host], r.meanPopular))
	}
}

// furnish makes the room of a host from its offers on show that are in stock, and what can be seen of it on a slate.
func (w *World) furnish(host int) (room, slates.Room) {
	h := &w.Hosts
	rm := room{salt: uint64(w.run.saltKey.At(h.ID[host])), host: int32(host), born: w.run.born[host], main: h.Category[host],
		first: int32(w.offer(w.Edition(), host, 0))}
	trust := w.publicTrust(host)
	rm.trust = int16(fixed(trust))
	for j := range LineUp {
		oi := int(rm.first) + j
		if g := w.Offers.Good[oi]; g >= 0 && w.Goods.Stock[g] > 0 && w.sells(int(g)/GoodsPer) {
			rm.places[rm.count] = uint8(j)
			rm.count++
			rm.cats |= 1 << w.Goods.Category[g]
			w.run.terms[oi] = w.weigh(host, oi, int(g))
		}
	}
	choice := &w.p.Consumers.Room
	x, y := int32(h.StyleX[host])*w.t.style>>8, int32(h.StyleY[host])*w.t.style>>8
	return rm, slates.Room{
		Appeal: fixed(choice.Appeal(h.Content[host], h.Fresh[host], h.Product[host], h.Hype[host], trust) +
			choice.Popularity(h.Popular[host], w.run.meanPopular)),
		Style: pair(x, y),
		Salt:  uint32(rm.salt>>32) | 1,
		Mark:  uint32(rm.cats) | uint32(rm.main)<<slates.MainShift,
	}
}

// pair packs two numbers of 16 bits.
func pair(x, y int32) uint32 { return uint32(uint16(x)) | uint32(y)<<16 }
