package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

// The slow reference of one consumer's visit to the platform (architecture, "Equation and fast loop"): the equations of
// package consumer on plain numbers, one consumer and one room at a time, with the same draws and the same quantiser as
// the fast loop. The quantiser: utilities and qualities count in 1/1024, probabilities and memories in 1/65536, shocks
// are one of 4096 quantiles, products are rounded down. Whole numbers are kept in float64, which holds them exactly.

func units(u float64) float64 { return math.Floor(u*1024 + 0.5) }

func parts(p float64) float64 { return math.Floor(min(1, max(0, p))*65536 + 0.5) }

func times(a, b float64) float64 { return math.Floor(a * b / 1024) }

// quantile turns 12 bits of a draw, from a given bit on, into the middle of one of 4096 equal parts of (0,1).
func quantile(draw uint64, from int) float64 { return (float64(draw>>from&4095) + 0.5) / 4096 }

func gumbelOf(draw uint64, from int) float64 {
	return units(-chance.Log(-chance.Log(quantile(draw, from))))
}
func normalOf(draw uint64, from int) float64 {
	return units(chance.NormalQuantile(quantile(draw, from)))
}
func logisticOf(draw uint64, from int) float64 {
	u := quantile(draw, from)
	return units(chance.Log(u / (1 - u)))
}

// grade is the utility, in utils, at which functions of a utility in 1/1024 are looked up: the nearest 1/32.
func grade(u float64) float64 { return min(255, max(-256, math.Floor((u+16)/32))) / 32 }

// A person is a consumer unpacked.
type person struct {
	record  Consumer // what the reference does not change
	known   []acquaintance
	due     [NumCategories]float64
	spent   float64
	caution float64
	touched float64
}

type acquaintance struct {
	host                                 int32
	positive, negative, bond, visits, on float64
	followed                             bool
}

func unpack(c Consumer) *person {
	p := &person{record: c, spent: float64(c.Spent), caution: float64(c.Caution), touched: float64(c.Touched)}
	for _, r := range c.Rel {
		p.known = append(p.known, acquaintance{host: r.host(), positive: float64(r.positive()), negative: float64(r.negative()),
			bond: float64(r.bond()), visits: float64(r.visits()), on: float64(r.day()), followed: r.followed()})
		if r == 0 {
			p.known[len(p.known)-1].host = -1
		}
	}
	for k := range p.due {
		p.due[k] = float64(c.dueDay(k))
	}
	return p
}

func (p *person) pack() Consumer {
	c := p.record
	for j, a := range p.known {
		c.Rel[j] = 0
		if a.host >= 0 {
			c.Rel[j] = relation(a.host, uint32(a.positive), uint32(a.negative), uint32(a.bond), uint32(a.visits), a.followed, uint32(a.on))
		}
	}
	for k, day := range p.due {
		c.setDue(k, uint16(day))
	}
	c.Spent, c.Caution, c.Touched = uint16(p.spent), uint16(p.caution), uint16(p.touched)
	return c
}

// A reference is one slot of the market as consumers find it, and what the reference counted in it.
type reference struct {
	w    *World
	p    *Params
	slot int
	day  float64

	orders                                                     []Order
	visits, private, stay, follows, impressions                map[int32]int64 // by host
	active, followedShown, seen, shelfOrders, shelfBack, needs int64
	surplus, gap, shelfGross, shelfRefund                      int64
}

// attend is the reference of World.attend for one active consumer.
func (x *reference) attend(i int, me *person) {
	key := x.w.run.slotKey[x.slot].At(uint64(i))
	var open []int
	for k, due := range me.due {
		if due <= x.day {
			open = append(open, k)
		}
	}
	first := key.Bits(slates.DrawNeed)
	wanted := -1
	if len(open) > 0 {
		start := int(math.Floor(float64(first>>12&4095) * NumCategories / 4096))
		wanted = open[0]
		for _, k := range slices.Backward(open) {
			if k >= start {
				wanted = k
			}
		}
	}
	if x.w.Consumers.Habit[i]&useMask != adopter {
		if wanted >= 0 && x.shelfValue(me, wanted, key) > units(x.p.Consumers.Room.Outside)+gumbelOf(first, 0) {
			x.buyOnShelf(me, wanted, key)
		}
		return
	}
	x.active++
	slate, private := x.slate(i, me, wanted, first, key)
	best, at := math.Inf(-1), -1
	for place, ri := range slate {
		v := x.value(me, open, ri) + x.position(place) + x.taste(ri, key)
		if v > best { // of equals the earlier place
			best, at = v, place
		}
	}
	outside := units(x.p.Consumers.Room.Outside) + gumbelOf(first, 0)
	if wanted >= 0 {
		if shelf := x.shelfValue(me, wanted, key); shelf > best && shelf > outside {
			x.buyOnShelf(me, wanted, key)
			return
		}
	}
	if best > outside {
		x.visit(i, me, open, slate[at], at < private, key)
	}
}

// slate is what the consumer is shown: rooms followed, then rooms recommended.
func (x *reference) slate(i int, me *person, wanted int, first uint64, key chance.Key) (rooms []int32, private int) {
	flow := x.p.Platform.Flow()
	reach := key.Bits(slates.DrawReach)
	lo, hi := reach>>32, reach&(1<<32-1)
	of := [RelationSlots]uint64{lo & 4095, lo >> 12 & 4095, hi & 4095, hi >> 12 & 4095, lo>>24<<4 | hi>>28}
	for j, a := range me.known {
		if a.host < 0 || !a.followed {
			continue
		}
		ri := x.w.run.roomOf[a.host]
		if ri >= 0 && a.on >= x.entered(a.host) && float64(of[j]) < math.Floor(parts(flow.Private)/16) {
			rooms = append(rooms, ri)
		}
	}
	private = len(rooms)
	x.followedShown += int64(private)
	category, share := int(me.record.Profile), parts(x.p.Platform.Profile*(1-x.w.run.scratch.Diversity))
	if wanted >= 0 && float64(first>>24&0xffff) < parts(flow.Purposive) {
		category, share = wanted, 65536
	}
	wheels := &x.w.run.wheel[x.w.circleOf(uint64(i))]
	all, narrow := wheels[mixed], wheels[category]
	if all.Size == 0 {
		return rooms, private
	}
	turn, places := float64(first>>40&0xffff), int(x.p.Platform.Places)
	for draw := 0; len(rooms) < private+places; draw++ {
		if draw == 2*places {
			turn, share = 0, 0
		}
		wheel := all
		if turn += share; turn >= 65536 { // draws are from the profile at even distances
			turn -= 65536
			wheel = narrow
		}
		word := uint32(key>>32) + uint32(draw)*0x9e3779b9
		word = (word ^ word>>16) * 0x85ebca6b
		word = (word ^ word>>13 ^ uint32(key)) * 0xc2b2ae35
		ri := slates.Spin(x.w.run.wheels.Columns, wheel, word^word>>16)
		if draw < 8*places && slices.Contains(rooms, ri) { // no room twice, if it can be helped
			continue
		}
		x.impressions[x.w.run.rooms[ri].host]++
		rooms = append(rooms, ri)
	}
	return rooms, private
}

// entered is the day number the host came into the market.
func (x *reference) entered(host int32) float64 {
	return float64(x.w.number(int64(x.w.Hosts.Born[host])))
}

func (x *reference) position(place int) float64 {
	return units(x.p.Consumers.Room.PositionLog(place + 1))
}

func (x *reference) taste(ri int32, key chance.Key) float64 {
	return gumbelOf(uint64(uint32(key>>32)*(uint32(x.w.run.rooms[ri].salt>>32)|1)), 20)
}

// value is Room: what the consumer sees in a room, but for position and the shock of the day.
func (x *reference) value(me *person, open []int, ri int32) float64 {
	host := x.w.run.rooms[ri].host
	h, room, taste := &x.w.Hosts, &x.p.Consumers.Room, &x.p.Consumers.Taste
	u := units(room.Appeal(h.Content[host], h.Fresh[host], h.Product[host], h.Hype[host], x.w.publicTrust(int(host))) +
		room.Popularity(h.Popular[host], x.w.run.meanPopular))
	u += units(taste.Category * float64(me.record.taste(h.Category[host])) / 15)
	u += x.match(me, host)
	for _, oi := range x.onShow(host) {
		if slices.Contains(open, x.category(oi)) {
			u += units(room.Need)
			break
		}
	}
	if a := x.remembers(me, host); a != nil {
		u += times(units(room.Trust), x.trust(a, host)-x.public(host)) + units(room.Bond*x.bond(a)/127) + units(room.Capital*chance.Log(1+a.visits))
		if a.followed {
			u += units(room.Follow)
		}
	}
	return u
}

// match is Taste.Match on coordinates in 1/127. The weight is rounded down with the host's coordinates first.
func (x *reference) match(me *person, host int32) float64 {
	h := &x.w.Hosts
	weight := math.Trunc(x.p.Consumers.Taste.Style * 1024 * 65536 / (127 * 127))
	hx, hy := math.Floor(float64(h.StyleX[host])*weight/256), math.Floor(float64(h.StyleY[host])*weight/256)
	cx, cy := float64(me.record.styleX()), float64(me.record.styleY())
	return math.Floor((cx*hx + cy*hy) / 256)
}

// onShow are the offers of a host that can be had.
func (x *reference) onShow(host int32) (offers []int) {
	for j := range LineUp {
		oi := x.w.offer(x.w.Edition(), int(host), j)
		if g := x.w.Offers.Good[oi]; g >= 0 && x.w.Goods.Stock[g] > 0 && x.w.sells(int(g)/GoodsPer) {
			offers = append(offers, oi)
		}
	}
	return offers
}

func (x *reference) category(oi int) int { return int(x.w.Goods.Category[x.w.Offers.Good[oi]]) }

func (x *reference) remembers(me *person, host int32) *acquaintance {
	for j := range me.known {
		if a := &me.known[j]; a.host == host && a.on >= x.entered(host) {
			return a
		}
	}
	return nil
}

func (x *reference) public(host int32) float64 { return units(x.w.publicTrust(int(host))) }

// trust is Trust.Of with evidence in eighths of an order, faded since it was last touched.
func (x *reference) trust(a *acquaintance, host int32) float64 {
	keep := parts(x.p.Consumers.Trust.Keep(min(x.day-a.on, memoryDays-1)))
	positive, negative := math.Floor(a.positive*keep/65536+0.5), math.Floor(a.negative*keep/65536+0.5)
	return math.Floor((positive*1024 + 16*x.public(host)) / (positive + negative + 16))
}

func (x *reference) bond(a *acquaintance) float64 {
	return math.Floor(a.bond*parts(x.p.Consumers.Bond.Keep(min(x.day-a.on, memoryDays-1)))/65536 + 0.5)
}

func (x *reference) urgency(me *person, need int) float64 {
	p := &x.p.Consumers
	return units(p.Purchase.Urgency * min(1, min(x.day-me.due[need], urgencyDays-1)/p.Need.Patience))
}

// shelfValue is what a search on the shelf is worth, with its shock.
func (x *reference) shelfValue(me *person, need int, key chance.Key) float64 {
	return units(x.p.Consumers.Room.Shelf) + x.urgency(me, need) + gumbelOf(key.Bits(slates.DrawShelf), 0)
}

// buyOnShelf is the purchase on the shelf, with what fits badly returned at once.
func (x *reference) buyOnShelf(me *person, need int, key chance.Key) {
	p, of := &x.p.Consumers, &x.p.Categories.Of[need]
	draws := key.For(chance.Shelf).Bits(0)
	price := math.Floor(of.Price*x.w.Shelf.Price[need]*100 + 0.5)
	shown := of.LiveFit * p.Fit.Listing
	u := x.shelfWorth(me, need) + logisticOf(draws, 0)
	u += times(units(p.Fit.Seen(of.FitSD, shown)), normalOf(draws, 12))
	if u <= 0 {
		return
	}
	x.shelfOrders++
	x.shelfGross += int64(price)
	if u+times(units(p.Fit.Unseen(of.FitSD, shown)), normalOf(draws, 28)) < -units(p.Return.ShelfHassle) {
		x.shelfBack++
		x.shelfRefund += int64(price)
		me.due[need] = x.day
		return
	}
	x.pay(me, price)
	x.needs++
	me.due[need] = x.nextNeed(me, need, key)
}

// nextNeed is the day number of the next need: the sum of exponential stages (Need.Stage).
func (x *reference) nextNeed(me *person, need int, key chance.Key) float64 {
	of := &x.p.Categories.Of[need]
	draws, sum := key.For(chance.Need).Bits(uint64(need)), 0.0
	for stage := range of.Erlang {
		sum += units(-chance.Log(quantile(draws, int(12*stage))))
	}
	rate := chance.Exp(x.p.Consumers.Need.Spread*chance.NormalQuantile((float64(me.record.Rate)+0.5)/rateClasses) -
		x.p.Consumers.Need.Spread*x.p.Consumers.Need.Spread/2)
	stage := math.Floor(x.p.Consumers.Need.Stage(of.Interval, of.Erlang, rate)*(1<<20) + 0.5)
	return min(noNeed-1, x.day+max(1, math.Floor(sum*stage/(1<<30))))
}

// shelfWorth is what the shelf's good is worth to an open need, its shock and fit left out.
func (x *reference) shelfWorth(me *person, need int) float64 {
	p := &x.p.Consumers.Purchase
	price := math.Floor(x.p.Categories.Of[need].Price*x.w.Shelf.Price[need]*100 + 0.5)
	return units(p.ShelfConstant+p.Quality*x.w.Shelf.Quality[need]) + units(p.Need) + x.urgency(me, need) - x.cost(me, price) - x.restraint(me)
}

// restraint is what spending of late takes from buying.
func (x *reference) restraint(me *person) float64 {
	days := min(x.day-me.touched, memoryDays-1)
	return math.Floor(units(x.p.Consumers.Purchase.Overspent) * math.Floor(me.spent*parts(chance.Exp(-days/Month))/65536) / 256)
}

// cost is Purchase.Cost of a price in fen.
func (x *reference) cost(me *person, fen float64) float64 {
	yuan := x.p.Consumers.Budget.Class(int(me.record.Budget))
	perFen := math.Floor(x.p.Consumers.Purchase.Cost(1, yuan*100)*1024*(1<<20) + 0.5)
	return math.Floor(fen * perFen / (1 << 20))
}

// pay lets spending of late and caution fade until today and adds a payment.
func (x *reference) pay(me *person, fen float64) {
	days := min(x.day-me.touched, memoryDays-1)
	me.spent = math.Floor(me.spent * parts(chance.Exp(-days/Month)) / 65536)
	me.caution = math.Floor(me.caution*parts(x.p.Consumers.Caution.Keep(days))/65536 + 0.5)
	me.touched = x.day
	budget := math.Floor(x.p.Consumers.Budget.Class(int(me.record.Budget))*100 + 0.5)
	me.spent = min(65535, me.spent+math.Floor((fen*256+math.Floor(budget/2))/budget))
}

// visit watches a room: memory of it, then the purchase.
func (x *reference) visit(i int, me *person, open []int, ri int32, private bool, slotKey chance.Key) {
	host := x.w.run.rooms[ri].host
	p := &x.p.Consumers
	key := chance.Key(chance.Mix(uint64(slotKey) + x.w.run.rooms[ri].salt))
	excess := grade(x.value(me, open, ri) - units(p.Room.Outside))
	hours := p.Bond.Stay(excess)
	x.visits[host]++
	x.stay[host] += int64(math.Floor(hours*60*16 + 0.5))
	if private {
		x.private[host]++
	}

	a := x.remembers(me, host)
	before, trust, bond := acquaintance{}, x.public(host), 0.0
	if a != nil {
		before, trust, bond = *a, x.trust(a, host), x.bond(a)
	} else {
		a = x.forget(me)
	}
	if a != nil {
		rounding := key.Bits(visitRound)
		if before == (acquaintance{}) {
			*a = acquaintance{host: host, on: x.day}
		}
		keep := parts(p.Trust.Keep(min(x.day-a.on, memoryDays-1)))
		grown := parts(p.Bond.Grown(0, hours))
		a.positive = math.Floor((a.positive*keep + float64(rounding>>16&0xffff)) / 65536)
		a.negative = math.Floor((a.negative*keep + float64(rounding>>32&0xffff)) / 65536)
		a.bond = min(127, bond+math.Floor(((127-bond)*grown+float64(rounding&0xffff))/65536))
		a.visits = min(63, a.visits+1)
		a.on = x.day
		if !a.followed && float64(key.Bits(visitFollow)&0xffff) < parts(p.Follow.ByVisit(excess)) {
			a.followed = true
			x.follows[host]++
		}
	}
	x.shop(i, me, open, host, before.positive > 0, trust, bond, private, key)
}

// forget makes room for a new acquaintance: a free place, or one whose host has left, or the host not followed that was
// met longest ago; nil if all are followed.
func (x *reference) forget(me *person) *acquaintance {
	var oldest *acquaintance
	for j := range me.known {
		a := &me.known[j]
		if a.host < 0 || !x.w.Hosts.Alive[a.host] || a.on < x.entered(a.host) {
			return a
		}
		if !a.followed && (oldest == nil || a.on < oldest.on) {
			oldest = a
		}
	}
	return oldest
}

// shop is the purchase: one good is looked at, one that meets an open need if there is one.
func (x *reference) shop(i int, me *person, open []int, host int32, repeat bool, trust, bond float64, private bool, key chance.Key) {
	p, goods := &x.p.Consumers.Purchase, &x.w.Goods
	offers := x.onShow(host)
	draws := key.Bits(visitBuy)
	at := int(draws >> 48 * uint64(len(offers)) >> 16)
	oi := offers[at]
	for k := range offers {
		if next := offers[(at+k)%len(offers)]; slices.Contains(open, x.category(next)) {
			oi = next
			break
		}
	}
	x.seen++
	good := int(x.w.Offers.Good[oi])
	cat := x.category(oi)
	of := &x.p.Categories.Of[cat]
	met := slices.Contains(open, cat)
	price := float64(x.w.Offers.Price[oi])
	share := price / float64(goods.List[good])
	stock := float64(goods.Stock[good]) / (1 + Week*goods.Demand[good])
	seed := key.Bits(visitFollow) >> 16 & (1<<32 - 1)

	claim, prior := units(goods.Quality[good]+x.w.Hosts.Hype[host]), units(x.w.Shelf.Quality[cat])
	expected := prior + times(trust, claim-prior)
	calm := units(p.Constant + p.Merchant*(x.w.merchantTrust(good/GoodsPer)-0.5) + p.Reference*(goods.Reference[good]-share))
	calm += units(p.Taste*float64(me.record.taste(uint8(cat)))/15) + units(p.Bond*bond/127)
	calm += times(units(x.p.Consumers.Fit.Seen(of.FitSD, of.LiveFit)), normalOf(seed, 0))
	calm += math.Floor(units(p.Platform) * float64(int(me.record.Platform)-128) / 256)
	if met {
		calm += units(p.Need)
	}
	calm -= x.cost(me, price)
	calm -= x.restraint(me)
	days := min(x.day-me.touched, memoryDays-1)
	caution := math.Floor(me.caution * parts(x.p.Consumers.Caution.Keep(days)) / 65536)
	arousal := units(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), x.w.Hosts.Content[host]*x.w.Hosts.Fresh[host]))
	hot := math.Floor(float64(me.record.Impulse) * (65535 - caution) * arousal / (1 << 24))
	quality := times(units(p.Quality), expected)
	forgone := 0.0
	if met {
		forgone = units(chance.Softplus(grade(x.shelfWorth(me, cat))))
	}
	x.surplus += x.worth(me, calm+quality+hot, forgone)
	calm += logisticOf(draws, 0)
	crowd := units(p.Crowd(x.w.Hosts.Popular[host], x.w.run.meanPopular))
	if calm+quality+hot+crowd <= 0 {
		return
	}
	o := Order{Local: uint16(i % ChunkSize), Day: uint16(x.day), Offer: uint32(oi), Seed: uint32(seed), Expected: uint16(expected),
		Calm: int16(max(-32768, min(32767, math.Floor(calm/4)))), Hot: int16(max(-32768, min(32767, math.Floor(hot/4)))), Forgone: uint16(math.Floor(forgone / 4))}
	paid := float64(draws>>16&0xffff) < parts(x.p.Consumers.Payment.Paid(x.p.Platform.Leak()))
	if met {
		o.Offer |= orderPurposive
		me.due[cat] = noNeed
	}
	if paid {
		o.Offer |= orderPaid
		x.pay(me, price)
	} else {
		x.gap -= o.worth(x.w.t, &me.record)
		if met {
			me.due[cat] = x.day
		}
	}
	if private {
		o.Offer |= orderPrivate
	}
	if repeat {
		o.Offer |= orderRepeat
	}
	if me.record.LastKept != 0 && x.day-float64(me.record.LastKept) <= Month {
		o.Offer |= orderAgain
	}
	x.orders = append(x.orders, o)
}

// worth is what an offer of utility u is worth when deciding, fen: budget/α_p times what the choice to buy it is worth, less
// what the shelf is worth to who buys (model description, surplus_decision).
func (x *reference) worth(me *person, u, forgone float64) int64 {
	p := &x.p.Consumers
	fenOfUtil := math.Floor(p.Budget.Class(int(me.record.Budget))*100/p.Purchase.Price + 0.5)
	gain := units(chance.Softplus(grade(u))) - math.Floor(parts(chance.Logistic(grade(u)))*forgone/65536)
	return int64(math.Floor(fenOfUtil * gain / 1024))
}

// The fast loop and the reference make the same decisions and leave the same state behind: every consumer, order and
// counter of whole slots, young and old markets, on other platforms and under other parameters.
func TestFastLoopEqualsTheReference(t *testing.T) {
	for name, set := range map[string]map[string]any{
		"content platform": nil,
		"two circles":      {"streamers.circle": int64(40)},
		"social platform, strong ties, many places": {"platform.kind": "social", "platform.recommend.places": int64(11),
			"platform.flow.social.private": 0.9, "consumers.follow.visit": -1.0, "consumers.room.social": 1.0, "consumers.taste.style": 3.0},
		"open e-commerce platform, searches, few places": {"platform.kind": "ecommerce", "platform.closed_loop": false, "platform.recommend.places": int64(2),
			"platform.flow.ecommerce.purposive": 0.9, "consumers.adoption.initial": 0.4, "platform.recommend.personalisation": 1.0},
		"eager and cautious buyers": {"consumers.purchase.constant": -1.0, "consumers.caution.gain": 1.0, "consumers.caution.half_life": 5.0,
			"consumers.purchase.overspent": 8.0, "consumers.return.hassle": -0.5, "consumers.room.outside": 2.0},
	} {
		w := small(t, set)
		for _, days := range []int{0, 40, 45} {
			run(t, w, days, 1)
			dawn(w)
			for slot := range NumSlots {
				w.run.slot = slot
				w.openRooms()
				compare(t, name, w, slot)
				w.commitSlot()
			}
			finish(t, w)
		}
	}
}

// compare works through one slot twice.
func compare(t *testing.T, name string, w *World, slot int) {
	t.Helper()
	x := &reference{w: w, p: w.p, slot: slot, day: float64(w.number(w.Day)),
		visits: map[int32]int64{}, private: map[int32]int64{}, stay: map[int32]int64{}, follows: map[int32]int64{}, impressions: map[int32]int64{}}
	want := slices.Clone(w.Consumers.Rec)
	for chunk := range w.Consumers.Chunks {
		from, _ := w.Consumers.chunkOf(chunk)
		for _, local := range w.Consumers.Chunks[chunk].active[slot] {
			local &^= 1 << slates.LiveBit
			i := from + int(local)
			me := unpack(w.Consumers.Rec[i])
			x.attend(i, me)
			want[i] = me.pack()
		}
	}
	acc := &w.run.workers[0]
	before, shelfBefore := acc.day, acc.shelf
	var orders []Order
	w.each(func(chunk int, acc *worker) { w.attend(chunk, slot, acc) })
	for i := range w.Consumers.Chunks {
		orders = append(orders, w.Consumers.Chunks[i].orders...)
	}
	for i := range want {
		if got := w.Consumers.Rec[i]; got != want[i] {
			t.Fatalf("%s, day %d, slot %d: consumer %d is\n%+v, by the reference\n%+v", name, w.Day, slot, i, got, want[i])
		}
	}
	if !slices.Equal(orders, x.orders) {
		t.Fatalf("%s, day %d, slot %d: %d orders, by the reference %d", name, w.Day, slot, len(orders), len(x.orders))
	}
	var followed int64
	for k, tally := range acc.rooms {
		followed += tally.followed
		host := w.run.rooms[k].host
		if tally.visits != x.visits[host] || tally.private != x.private[host] || tally.stay != x.stay[host] ||
			tally.follows != x.follows[host] || acc.impressions[k] != x.impressions[host] {
			t.Fatalf("%s, day %d, slot %d: room of host %d: %+v", name, w.Day, slot, host, tally)
		}
	}
	var gross, refund int64
	for c := range acc.shelf {
		gross += acc.shelf[c].gross - shelfBefore[c].gross
		refund += acc.shelf[c].back - shelfBefore[c].back
	}
	d := &acc.day
	for _, n := range []struct {
		what      string
		got, want int64
	}{
		{"active slots", d.ActiveSlots - before.ActiveSlots, x.active}, {"followed rooms", followed, x.followedShown},
		{"goods seen", d.OffersSeen - before.OffersSeen, x.seen}, {"shelf orders", d.ShelfOrders - before.ShelfOrders, x.shelfOrders},
		{"shelf returns", d.ShelfReturns - before.ShelfReturns, x.shelfBack}, {"needs met on the shelf", d.NeedsShelf - before.NeedsShelf, x.needs},
		{"surplus", d.SurplusDecision - before.SurplusDecision, x.surplus}, {"surplus taken back", d.SurplusGap - before.SurplusGap, x.gap},
		{"shelf sales", gross, x.shelfGross}, {"shelf refunds", refund, x.shelfRefund},
	} {
		if n.got != n.want {
			t.Errorf("%s, day %d, slot %d: %s %d, by the reference %d", name, w.Day, slot, n.what, n.got, n.want)
		}
	}
	if len(orders) == 0 || x.shelfOrders == 0 || x.active == 0 {
		t.Errorf("%s, day %d, slot %d: nothing to compare: %d orders, %d on the shelf", name, w.Day, slot, len(orders), x.shelfOrders)
	}
}

// finish is the rest of the day after its last slot: the tail of Step.
func finish(t *testing.T, w *World) {
	t.Helper()
	w.happen(atNight)
	for _, audit := range byTheBooks {
		if err := audit.do(w); err != nil {
			t.Fatal(err)
		}
	}
}
