package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

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

// openSlot makes the rooms of a slot: who is open, how the platform's impressions fall on them, what visitors see.
func (w *World) openSlot(slot int) {
	r := &w.run
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

// terms are what a visitor weighs of one offer, in 1/1024 util and 1/1024 of quality.
type terms struct {
	price    int64 // fen
	constant int32 // what all see alike and is calm
	claim    int32 // quality claimed: true quality + hype
	prior    int32 // quality expected by one who does not believe the host
	arousal  int32 // projection bias × arousal
	category uint8
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

// weigh makes the terms of one offer: the equation of package consumer but for what is the visitor's own.
func (w *World) weigh(host, oi, good int) terms {
	p, goods := &w.p.Consumers.Purchase, &w.Goods
	price, list := w.Offers.Price[oi], goods.List[good]
	share := float64(price) / float64(list)
	stock := float64(goods.Stock[good]) / (1 + float64(Week*goods.Demand[good]))
	category := goods.Category[good]
	return terms{
		price:    price,
		category: category,
		constant: fixed(p.Constant + float64(p.Merchant*(w.merchantTrust(good/GoodsPer)-0.5)) + float64(p.Reference*(goods.Reference[good]-share))),
		claim:    fixed(goods.Quality[good] + w.Hosts.Hype[host]),
		prior:    fixed(w.Shelf.Quality[category]),
		arousal:  fixed(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), w.Hosts.Content[host]*w.Hosts.Fresh[host])),
	}
}

// allocate asks the platform's ranking rule how the impressions of the slot fall on the open rooms.
func (w *World) allocate(slot int) {
	r := &w.run
	v := &r.view
	v.Gather(&r.hosts, r.open)
	for i, host := range r.open {
		v.Paid[i] /= int64(onesCount(w.Hosts.Open[host])) // what was bought for the day, by session
	}
	v.Key = w.On(chance.Rank).At(uint64(slot))
	if v.Impressions = r.expected[slot] * w.p.Platform.Places; v.N == 0 {
		v.Impressions = 0
	}
	r.impressions = resize(r.impressions, v.N)
	w.p.Platform.Ranking.Allocate(v, &r.scratch, r.impressions)
	for i, host := range r.open {
		if b := w.Hosts.Boost[host]; b != 1 {
			r.impressions[i] = int64(float64(float64(r.impressions[i])*b) + 0.5)
		}
	}
}

// buildWheels makes for every circle one wheel of its open rooms and one per category. A circle none of whose rooms is
// shown is shown those of all.
func (w *World) buildWheels() {
	r := &w.run
	r.all = r.all[:0]
	for circle := range r.lists {
		for c := range r.lists[circle] {
			r.lists[circle][c] = r.lists[circle][c][:0]
		}
	}
	for i, host := range r.open {
		of := &r.lists[w.circleOf(w.Hosts.ID[host])]
		c := r.rooms[i].main
		of[c] = append(of[c], int32(i))
		of[mixed] = append(of[mixed], int32(i))
		r.all = append(r.all, int32(i))
	}
	r.wheels.Clear()
	everywhere := r.wheels.Add(r.all, r.impressions)
	for circle := range r.lists {
		wheel := &r.wheel[circle]
		if wheel[mixed] = r.wheels.Add(r.lists[circle][mixed], r.impressions); wheel[mixed].Size == 0 {
			wheel[mixed] = everywhere
		}
		for c := range mixed {
			if wheel[c] = r.wheels.Add(r.lists[circle][c], r.impressions); wheel[c].Size == 0 {
				wheel[c] = wheel[mixed]
			}
		}
	}
}

// publicTrust returns the public trust in a host: a beta mean with the prior's weight.
func (w *World) publicTrust(host int) float64 {
	prior := w.p.Consumers.Trust.PublicWeight
	pos, neg := w.Hosts.TrustPos[host], w.Hosts.TrustNeg[host]
	return (pos + float64(prior*startTrust)) / (pos + neg + prior)
}

// startTrust is the public trust in a host nobody knows.
const startTrust = 0.7

// gather of the platform's own columns happens once a day: what ranking rules may read of all hosts.
func (w *World) rankHosts() {
	r, h := &w.run, &w.Hosts
	v := &r.hosts
	n := w.NumHosts()
	v.N, v.ID, v.Category, v.Tier, v.Credit, v.Followers, v.Paid = n, h.ID, h.Category, h.Tier, h.Credit, h.Followers, h.Bought
	v.AgeDays, v.Store, v.Micro, v.Niche = resize(v.AgeDays, n), resize(v.Store, n), resize(v.Micro, n), resize(v.Niche, n)
	streamers := w.NumStreamers()
	for i := range v.AgeDays {
		v.AgeDays[i] = int32(w.Day) - h.Born[i]
		v.Store[i] = i >= streamers
		v.Micro[i] = i >= streamers && w.Merchants.Tier[i-streamers] == 3
		v.Niche[i] = w.run.niche[h.Category[i]]
	}
	w.p.Platform.Ranking.Estimate(&w.platform().Log, h.Category, v)
}
