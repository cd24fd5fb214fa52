package street

import (
	"math"

	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rules"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// A room is what a visitor finds in one open room in one slot, offers and all, in two lines of the processor's cache: where
// there are many rooms, nobody can foresee which is entered next. What can be seen of it on a slate is its slates.Room.
type Room struct {
	Salt   uint64 // hash of the host's serial number, for the visitors' draws
	Host   int32
	Self   uint32 // odd, lasting: the product with what lasts of a consumer draws how they suit each other
	Born   uint32 // day number the host entered: older memories are of another
	Crowd  int32  // small-room premium, 1/1024 util
	Trust  int16  // public trust, 1/1024
	Cats   uint16 // categories of the goods on show, a bit each
	main   uint8
	Count  uint8               // offers that can be had
	Offers [state.LineUp]Terms // of these
}

// Terms are what a visitor weighs of one offer, in 1/1024 util and 1/1024 of quality.
type Terms struct {
	Price    int64 // fen
	Constant int32 // what all see alike and is calm, but for the price
	Relative int32 // price over what comparable goods cost × 65536
	Arousal  int32 // projection bias × arousal
	Claim    int16 // quality claimed, less what the host is known to fall short by: what those who trust it expect
	Category uint8
	Place    uint8 // in the line-up
}

// FurnishRooms makes the rooms of the slot, in the order of their hosts' serial numbers. Each block of hosts puts its rooms
// where it begins, and then they are moved together. Popularity is told relative to a mean. It returns the rooms' hosts.
func (w *Street) FurnishRooms(slot int, popularity float64) []int32 {
	r, n := w, len(w.live)
	for _, host := range r.open {
		r.RoomOf[w.Channel(host)] = -1
	}
	r.meanPopularity = popularity
	r.Rooms, r.Faces, r.furnished = column.Resize(r.Rooms, n), column.Resize(r.Faces, n), column.Resize(r.furnished, crew.BlocksOf(n))
	w.Crew.Blocks(n, func(from, to, _ int) {
		at := from
		for _, host := range r.live[from:to] {
			if w.Hosts.Open[host]>>slot&1 != 0 && w.furnish(int(host), &r.Rooms[at], &r.Faces[at]) {
				at++
			}
		}
		r.furnished[from/crew.Block] = int32(at - from)
	})
	n = 0
	for block, made := range r.furnished {
		from, to := block*crew.Block, block*crew.Block+int(made)
		copy(r.Rooms[n:], r.Rooms[from:to])
		n += copy(r.Faces[n:], r.Faces[from:to])
	}
	r.Rooms, r.Faces, r.open = r.Rooms[:n], r.Faces[:n], column.Resize(r.open, n)
	for i := range r.Rooms {
		host := r.Rooms[i].Host
		r.open[i], r.RoomOf[w.Channel(host)] = host, int32(i)
	}
	return r.open
}

// furnish makes the room of a host from its offers on show that are in stock, and what can be seen of it on a slate. It
// reports whether there is anything to show.
func (w *Street) furnish(host int, rm *Room, face *slates.Room) bool {
	h, first := &w.Hosts, w.Offer(w.Edition(), host, 0)
	rm.Count, rm.Cats = 0, 0
	for j := range state.LineUp {
		if g := w.Offers.Good[first+j]; g >= 0 && w.Goods.Stock[g] > 0 && w.Sells(int(g)/state.GoodsPer) {
			rm.Offers[rm.Count] = w.weigh(host, j, int(g))
			rm.Count++
			rm.Cats |= 1 << w.Goods.Category[g]
		}
	}
	if rm.Count == 0 {
		return false
	}
	trust, choice := w.p.HostTrust(w.Market, host), &w.p.Consumers.Room
	rm.Salt, rm.Host, rm.Self = uint64(w.saltKey.At(h.ID[host])), int32(host), uint32(w.lasting.At(h.ID[host])>>32)|1
	rm.Born, rm.main = w.Roll.Born[w.Channel(int32(host))], h.Category[host]
	rm.Trust, rm.Crowd = int16(fixed.Of(trust)), fixed.Of(w.p.Consumers.Purchase.Crowd(w.Main().Popular[host], w.meanPopularity))
	x, y := int32(h.StyleX[host])*w.style>>8, int32(h.StyleY[host])*w.style>>8
	*face = slates.Room{
		Appeal: fixed.Of(choice.Appeal(h.Content[host], h.Fresh[host], h.Product[host], h.Hype[host]-w.p.TradeShortfall(w.Market), trust) +
			choice.Popularity(w.Main().Popular[host], w.meanPopularity)),
		Style: pair(x, y),
		Salt:  uint32(rm.Salt>>32) | 1,
		Mark:  uint32(rm.Cats) | uint32(rm.main)<<slates.MainShift,
	}
	return true
}

// weigh makes the terms of place j of a host's line-up, which shows a good: the equation of package consumer but for what is the visitor's own.
func (w *Street) weigh(host, j, good int) Terms {
	p, goods := &w.p.Consumers.Purchase, &w.Goods
	price, list := w.Offers.Price[w.Offer(w.Edition(), host, j)], goods.List[good]
	share := float64(price) / float64(list)
	stock := float64(goods.Stock[good]) / (1 + float64(state.Week*goods.Demand[good]))
	return Terms{
		Price:    price,
		Relative: relative(price, goods.Comparable[good]),
		Category: goods.Category[good],
		Place:    uint8(j),
		Constant: fixed.Of(p.Constant + float64(p.Merchant*(w.p.MerchantTrust(w.Market, good/state.GoodsPer)-0.5)) +
			float64(p.Reference*(goods.Reference[good]-share))),
		Claim:   int16(fixed.Of(w.p.Consumers.Expectation.Believed(goods.Quality[good]+w.Hosts.Hype[host], w.p.Shortfall(w.Market, host)))),
		Arousal: fixed.Of(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), w.Hosts.Content[host]*w.Hosts.Fresh[host])),
	}
}

// relative is a price over what comparable goods cost, × 65536, at least 1.
func relative(price, comparable int64) int32 {
	return int32(max(1, min(math.MaxInt32, math.Floor(float64(price)*65536/float64(comparable)+.5))))
}

// styleWeight is the weight of the style product: utils·One·65536/127².
func styleWeight(p *rules.Params) int32 {
	return int32(p.Consumers.Taste.Style * fixed.One * 65536 / (127 * 127))
}

// pair packs two numbers of 16 bits.
func pair(x, y int32) uint32 { return uint32(uint16(x)) | uint32(y)<<16 }
