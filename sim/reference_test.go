package sim

import (
	"math"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/crowd"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// The slow reference of one consumer's visit to the platform (docs/decisions/integer-tables.md): the equations of
// package consumer on plain numbers, one consumer and one room at a time, with the same draws and the same quantiser as
// the fast loop. The quantiser: utilities and qualities count in 1/1024, probabilities and memories in 1/65536, shocks
// are one of 4096 quantiles, products are rounded down. Whole numbers are kept in float64, which holds them exactly.

func units(u float64) float64 { return math.Floor(u*1024 + 0.5) }

func fractions(p float64) float64 { return math.Floor(min(1, max(0, p))*65536 + 0.5) }

func times(a, b float64) float64 { return math.Floor(a * b / 1024) }

// quantile turns 12 bits of a draw, from a given bit on, into the middle of one of 4096 equal fractions of (0,1).
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

// Draws are numbered under their key: those of a visit to a room, and those of a delivery. A number that moves is another draw.
const (
	visitBuy, visitFollow, visitRound, visitOther                             = 0, 1, 2, 3
	deliveryPerformance, deliveryReaction, deliveryRelation, deliveryRounding = 0, 1, 2, 3
)

const (
	rateClasses = 16  // of how often needs come back, all equally likely
	urgencyDays = 128 // one less is how long urgency can grow at most
)

// grade is the utility, in utils, at which functions of a utility in 1/1024 are looked up: the nearest 1/32.
func grade(u float64) float64 { return min(255, max(-256, math.Floor((u+16)/32))) / 32 }

// A person is a consumer unpacked.
type person struct {
	record  state.Consumer // what the reference does not change
	known   []acquaintance
	due     [state.NumCategories]float64
	spent   float64
	caution float64
	touched float64
	lasting uint64 // draws of what lasts
}

type acquaintance struct {
	host                                 int32
	positive, negative, bond, visits, on float64
	followed                             bool
}

func (x *reference) unpack(i int, c state.Consumer) *person {
	p := &person{record: c, spent: float64(c.Spent), caution: float64(c.Caution), touched: float64(c.Touched)}
	p.lasting = uint64(x.w.Keys.Population.For(chance.Lasting).For(chance.Population).At(uint64(i)))
	for _, r := range c.Rel {
		p.known = append(p.known, acquaintance{host: r.Channel(), positive: float64(r.Positive()), negative: float64(r.Negative()),
			bond: float64(r.Bond()), visits: float64(r.Visits()), on: float64(r.Day()), followed: r.Followed()})
		if r == 0 {
			p.known[len(p.known)-1].host = -1
		}
	}
	for k := range p.due {
		p.due[k] = float64(c.DueDay(k))
	}
	return p
}

func (p *person) pack() state.Consumer {
	c := p.record
	for j, a := range p.known {
		c.Rel[j] = 0
		if a.host >= 0 {
			c.Rel[j] = state.NewRelation(a.host, uint32(a.positive), uint32(a.negative), uint32(a.bond), uint32(a.visits), a.followed, uint32(a.on))
		}
	}
	for k, day := range p.due {
		c.SetDue(k, uint16(day))
	}
	c.Spent, c.Caution, c.Touched = uint16(p.spent), uint16(p.caution), uint16(p.touched)
	return c
}

// A reference is a day of the market as consumers find it, and what the reference makes of it. What the day starts from and what
// it leaves behind are columns of the state and a row of the record; all in between is worked out here.
type reference struct {
	w    *World
	p    *rules.Params
	slot int
	day  float64
	met  seen

	signals   [rank.NumSignals][]float64
	awake     [16][state.NumSlots]float64
	comes     [][state.NumSlots]bool // by consumer: when it opens the platform today
	popular   float64                // mean popularity of rooms that have any
	diversity float64
	rooms     []int32 // hosts of the rooms open in the slot, by serial number
	wheels    slates.Wheels
	wheel     [][state.NumCategories + 1]slates.Wheel // by circle: of each category, and of all

	orders   [][]state.Order // of the slot, by chunk
	placed   []placement     // of the day
	outcomes []crowd.Outcome // of the night
	quarter  map[int32]int64
	bought   map[int32]int64 // impressions delivered today of those bought
	given    []int64         // by room: impressions of the slot, those bought among them, and those delivered
	paid     []int64
	shown    []int64
	hosts    state.HostsToday // today's
	shelf    [state.NumCategories]shelfSales
	row      record.Day
}

type shelfSales struct{ orders, gross, back int64 }

// attend is the reference of a slot for one active consumer.
func (x *reference) attend(i int, me *person) {
	key := x.key(uint64(i))
	var open []int
	for k, due := range me.due {
		if due <= x.day {
			open = append(open, k)
		}
	}
	first := key.Bits(slates.DrawNeed)
	wanted := -1
	if len(open) > 0 {
		start := int(math.Floor(float64(first>>12&4095) * state.NumCategories / 4096))
		wanted = open[0]
		for _, k := range slices.Backward(open) {
			if k >= start {
				wanted = k
			}
		}
	}
	if x.w.Consumers.Habit[i]&state.UseMask != state.Adopter {
		if wanted >= 0 && x.shelfValue(me, wanted, key) > units(x.p.Consumers.Room.Outside)+gumbelOf(first, 0) {
			x.buyOnShelf(me, wanted, key)
		}
		return
	}
	x.row.ActiveSlots++
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

// key is the root of a consumer's draws in the slot.
func (x *reference) key(i uint64) chance.Key { return x.w.On(chance.Taste).At(uint64(x.slot)).At(i) }

// slate is what the consumer is shown: rooms followed, then rooms recommended.
func (x *reference) slate(i int, me *person, wanted int, first uint64, key chance.Key) (rooms []int32, private int) {
	flow := x.p.Platform.Flow()
	reach := key.Bits(slates.DrawReach)
	lo, hi := reach>>32, reach&(1<<32-1)
	of := [state.RelationSlots]uint64{lo & 4095, lo >> 12 & 4095, hi & 4095, hi >> 12 & 4095, lo>>24<<4 | hi>>28}
	for j, a := range me.known {
		if a.host < 0 || !a.followed {
			continue
		}
		ri := int32(slices.Index(x.rooms, a.host))
		if ri >= 0 && a.on >= x.entered(a.host) && float64(of[j]) < math.Floor(fractions(flow.Private)/16) {
			rooms = append(rooms, ri)
		}
	}
	private = len(rooms)
	for _, ri := range rooms {
		x.row.FollowedShown++
		x.hosts.Shown[x.rooms[ri]]++
	}
	category, share := int(me.record.Profile), fractions(x.p.Platform.Profile*(1-x.diversity))
	if wanted >= 0 && float64(first>>24&0xffff) < fractions(flow.Purposive) {
		category, share = wanted, 65536
	}
	wheels := &x.wheel[x.w.CircleOf(uint64(i))]
	all, narrow := wheels[state.NumCategories], wheels[category]
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
		ri := slates.Spin(x.wheels.Columns, wheel, word^word>>16)
		if draw < 8*places && slices.Contains(rooms, ri) { // no room twice, if it can be helped
			continue
		}
		x.impression(ri)
		rooms = append(rooms, ri)
	}
	return rooms, private
}

// entered is the day number the host came into the market.
func (x *reference) entered(host int32) float64 {
	return float64(x.w.Number(int64(x.w.Hosts.Born[host])))
}

func (x *reference) position(place int) float64 {
	return units(x.p.Consumers.Room.PositionLog(place + 1))
}

// salt is what tells the draws for a host from those for another.
func (x *reference) salt(host int32) uint64 {
	return uint64(x.w.On(chance.Salt).At(x.w.Hosts.ID[host]))
}

// luck is which of 4096 quantiles of the taste shock a host draws with a consumer in the slot.
func (x *reference) luck(host int32, key chance.Key) uint64 {
	return uint64(uint32(key>>32)*(uint32(x.salt(host)>>32)|1)) >> 20
}

func (x *reference) taste(ri int32, key chance.Key) float64 {
	return gumbelOf(x.luck(x.rooms[ri], key), 0)
}

// trade is by how much all hosts together are known to fall short of their claims: a mean with a prior of orders that do not.
func (x *reference) trade() float64 {
	return x.w.Claims.Short / (x.w.Claims.Of + x.p.Consumers.Expectation.Prior)
}

// shortfall is the same of one host, with a prior of orders like the trade's.
func (x *reference) shortfall(host int32) float64 {
	h, prior := &x.w.Hosts, x.p.Consumers.Expectation.Prior
	return (h.Short[host] + prior*x.trade()) / (h.ShortOf[host] + prior)
}

// value is Room: what the consumer sees in a room, but for position and the shock of the day.
func (x *reference) value(me *person, open []int, ri int32) float64 {
	host := x.rooms[ri]
	h, room, taste := &x.w.Hosts, &x.p.Consumers.Room, &x.p.Consumers.Taste
	u := units(room.Appeal(h.Content[host], h.Fresh[host], h.Product[host], h.Hype[host]-x.trade(), x.w.p.HostTrust(x.w.Market, int(host))) +
		room.Popularity(x.w.Main().Popular[host], x.popular))
	u += units(taste.Category * float64(me.record.TasteFor(h.Category[host])) / 15)
	u += x.style(me, host)
	for _, oi := range x.onShow(host) {
		if slices.Contains(open, x.category(oi)) {
			u += units(room.Need)
			break
		}
	}
	if a := x.remembers(me, host); a != nil {
		u += times(units(room.Trust), x.trust(a, host)-x.public(host)) + units(room.Bond*x.bond(a)/127) + units(room.Capital*chance.Log(1+a.visits))
		u += times(units(room.Match), times(x.suits(me, host), x.known(a)))
		if a.followed {
			u += units(room.Follow)
		}
	}
	return u
}

// style is Taste.Match on coordinates in 1/127. The weight is rounded down with the host's coordinates first.
func (x *reference) style(me *person, host int32) float64 {
	h := &x.w.Hosts
	weight := math.Trunc(x.p.Consumers.Taste.Style * 1024 * 65536 / (127 * 127))
	hx, hy := math.Floor(float64(h.StyleX[host])*weight/256), math.Floor(float64(h.StyleY[host])*weight/256)
	cx, cy := float64(int8(me.record.Taste>>48)), float64(int8(me.record.Taste>>56))
	return math.Floor((cx*hx + cy*hy) / 256)
}

// onShow are the offers of a host that can be had.
func (x *reference) onShow(host int32) (offers []int) {
	for j := range state.LineUp {
		oi := x.w.Offer(x.w.Edition(), int(host), j)
		if g := x.w.Offers.Good[oi]; g >= 0 && x.w.Goods.Stock[g] > 0 && x.w.Sells(int(g)/state.GoodsPer) {
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

func (x *reference) public(host int32) float64 { return units(x.w.p.HostTrust(x.w.Market, int(host))) }

// trust is Trust.Of with evidence in eighths of an order, faded since it was last touched.
func (x *reference) trust(a *acquaintance, host int32) float64 {
	keep := fractions(x.p.Consumers.Trust.Keep(min(x.day-a.on, state.MemoryDays-1)))
	positive, negative := math.Floor(a.positive*keep/65536+0.5), math.Floor(a.negative*keep/65536+0.5)
	return math.Floor((positive*1024 + 16*x.public(host)) / (positive + negative + 16))
}

// known is Known.Share of what is left of the kept orders, in eighths of an order.
func (x *reference) known(a *acquaintance) float64 {
	left := math.Floor(a.positive*fractions(x.p.Consumers.Trust.Keep(min(x.day-a.on, state.MemoryDays-1)))/65536 + 0.5)
	return units(x.p.Consumers.Known.Share(left / 8))
}

// suits is how a host suits a consumer, lastingly: the product of what lasts of both picks one of 4096 quantiles.
func (x *reference) suits(me *person, host int32) float64 {
	self := uint32(x.w.Keys.Population.For(chance.Lasting).At(x.w.Hosts.ID[host])>>32) | 1
	return times(units(x.p.Consumers.Known.Match), normalOf(uint64(uint32(me.lasting>>32)*self), 20))
}

// kappa is the consumer's sensitivity to prices.
func (x *reference) kappa(me *person) float64 {
	budget := &x.p.Consumers.Budget
	relative := budget.Class(int(me.record.Budget)) / budget.Median
	return units(x.p.Consumers.Purchase.Price.Of(relative, int(me.lasting>>28&(consumer.SensitivityClasses-1))))
}

// neverBuys reports whether a consumer only watches.
func (x *reference) neverBuys(me *person) bool {
	return float64(me.lasting&0xffff) < fractions(x.p.Consumers.Liking.Never)
}

// liking is ln ψ.
func (x *reference) liking(me *person) float64 {
	return units(x.p.Consumers.Liking.Of(int(me.lasting >> 16 & (consumer.LikingClasses - 1))))
}

func (x *reference) bond(a *acquaintance) float64 {
	return math.Floor(a.bond*fractions(x.p.Consumers.Bond.Keep(min(x.day-a.on, state.MemoryDays-1)))/65536 + 0.5)
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
	price, relative := x.shelfPrice(need)
	shown := of.LiveFit * p.Fit.Listing
	u := x.shelfWorth(me, need, draws>>12)
	util := x.util(me, price*65536/relative)
	x.row.SurplusShelf += fen(util, units(chance.Softplus(grade(u))))
	u += logisticOf(draws, 0)
	if u <= 0 {
		return
	}
	x.row.ShelfOrders++
	x.shelf[need].orders++
	x.shelf[need].gross += int64(price)
	// what it is worth to its owner is without the option, and comes true as kept or sent back
	option, hassle := units(p.OptionOnShelf(of.FitSD, of.LiveFit)), units(p.Return.ShelfHassle)
	own := u - option + times(units(p.Fit.Unseen(of.FitSD, shown)), normalOf(draws, 28))
	x.row.SurplusShelf += fen(util, max(own, -hassle)-u)
	if own < -hassle {
		x.row.ShelfReturns++
		x.shelf[need].back += int64(price)
		me.due[need] = x.day
		return
	}
	x.pay(me, price)
	x.row.NeedsShelf++
	me.due[need] = x.nextNeed(me, need, key)
}

// shelfPrice is the price of a category's good on the shelf, fen, and relative to comparable goods in 1/65536.
func (x *reference) shelfPrice(need int) (price, relative float64) {
	shelf := &x.w.Shelf
	return math.Floor(x.p.Categories.Of[need].Price*shelf.Price[need]*100 + 0.5), math.Floor(shelf.Price[need]/shelf.Comparable[need]*65536 + 0.5)
}

// nextNeed is the day number of the next need: the sum of exponential stages (Need.Stage).
func (x *reference) nextNeed(me *person, need int, key chance.Key) float64 {
	of := &x.p.Categories.Of[need]
	draws, sum := key.For(chance.Need).Bits(uint64(need)), 0.0
	for stage := range of.Erlang {
		sum += units(-chance.Log(quantile(draws, int(12*stage))))
	}
	rate := chance.Exp(x.p.Consumers.Need.Spread*chance.NormalQuantile((float64(me.record.RateClass())+0.5)/rateClasses) -
		x.p.Consumers.Need.Spread*x.p.Consumers.Need.Spread/2)
	stage := math.Floor(x.p.Consumers.Need.Stage(of.Interval, of.Erlang, rate)*(1<<20) + 0.5)
	return min(state.NoNeed-1, x.day+max(1, math.Floor(sum*stage/(1<<30))))
}

// shelfWorth is what the shelf's good is worth to an open need, with the fit that is seen by a draw, its shock left out.
func (x *reference) shelfWorth(me *person, need int, draw uint64) float64 {
	c, of := &x.p.Consumers, &x.p.Categories.Of[need]
	p := &c.Purchase
	price, relative := x.shelfPrice(need)
	u := units(p.ShelfConstant+p.Quality*x.w.Shelf.Quality[need]) + units(p.Need) + x.urgency(me, need) - x.restraint(me)
	u += units(c.OptionOnShelf(of.FitSD, of.LiveFit)) - x.cost(me, price, relative)
	return u + times(units(c.Fit.Seen(of.FitSD, of.LiveFit*c.Fit.Listing)), normalOf(draw, 0))
}

// restraint is what spending of late takes from buying.
func (x *reference) restraint(me *person) float64 {
	days := min(x.day-me.touched, state.MemoryDays-1)
	return math.Floor(units(x.p.Consumers.Purchase.Overspent) * math.Floor(me.spent*fractions(chance.Exp(-days/state.Month))/65536) / 256)
}

// cost is Price.Cost of a price in fen, relative to comparable goods in 1/65536.
func (x *reference) cost(me *person, fen, relative float64) float64 {
	p, yuan := &x.p.Consumers.Purchase.Price, x.p.Consumers.Budget.Class(int(me.record.Budget))
	perFen := math.Floor(p.Budget/(yuan*100)*1024*(1<<20) + 0.5)
	return math.Floor(fen*perFen/(1<<20)) + math.Floor(x.kappa(me)*(relative-65536)/65536)
}

// util is Price.Util, what a util is worth in fen: the inverse of what one more fen takes.
func (x *reference) util(me *person, comparable float64) float64 {
	budget := math.Floor(x.p.Consumers.Budget.Class(int(me.record.Budget))*100 + 0.5)
	return math.Floor(x.p.Consumers.Purchase.Price.Util(x.kappa(me)/1024, comparable, budget) + 0.5)
}

// fen is what so many 1/1024 utils are worth.
func fen(util, u float64) int64 { return int64(math.Floor(util * u / 1024)) }

// pay lets spending of late and caution fade until today and adds a payment.
func (x *reference) pay(me *person, fen float64) {
	days := min(x.day-me.touched, state.MemoryDays-1)
	me.spent = math.Floor(me.spent * fractions(chance.Exp(-days/state.Month)) / 65536)
	me.caution = math.Floor(me.caution*fractions(x.p.Consumers.Caution.Keep(days))/65536 + 0.5)
	me.touched = x.day
	budget := math.Floor(x.p.Consumers.Budget.Class(int(me.record.Budget))*100 + 0.5)
	me.spent = min(65535, me.spent+math.Floor((fen*256+math.Floor(budget/2))/budget))
}

// visit watches a room: memory of it, then the purchase.
func (x *reference) visit(i int, me *person, open []int, ri int32, private bool, slotKey chance.Key) {
	host := x.rooms[ri]
	p := &x.p.Consumers
	key := chance.Key(chance.Mix(uint64(slotKey) + x.salt(host)))
	excess := grade(x.value(me, open, ri) - units(p.Room.Outside))
	hours := p.Bond.Stay(excess)
	x.row.Visits++
	x.hosts.Visits[host]++
	x.quarter[host] += int64(math.Floor(hours*60*16 + 0.5))
	if private {
		x.row.PrivateVisits++
	}

	a := x.remembers(me, host)
	before, trust, bond, known := acquaintance{}, x.public(host), 0.0, 0.0
	if a != nil {
		before, trust, bond, known = *a, x.trust(a, host), x.bond(a), x.known(a)
	} else {
		a = x.forget(me)
	}
	if a != nil {
		rounding := key.Bits(visitRound)
		if before == (acquaintance{}) {
			*a = acquaintance{host: host, on: x.day}
		}
		keep := fractions(p.Trust.Keep(min(x.day-a.on, state.MemoryDays-1)))
		grown := fractions(p.Bond.Grown(0, hours))
		a.positive = math.Floor((a.positive*keep + float64(rounding>>16&0xffff)) / 65536)
		a.negative = math.Floor((a.negative*keep + float64(rounding>>32&0xffff)) / 65536)
		a.bond = min(127, bond+math.Floor(((127-bond)*grown+float64(rounding&0xffff))/65536))
		a.visits = min(63, a.visits+1)
		a.on = x.day
		if !a.followed && float64(key.Bits(visitFollow)&0xffff) < fractions(p.Follow.ByVisit(excess)) {
			a.followed = true
			x.row.Follows++
			x.hosts.Follows[host]++
		}
	}
	x.shop(i, me, open, host, before.positive > 0, trust, bond, known, private, key)
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

// A choice is a good that is weighed: what it is worth, its shocks left out, and the parts of it.
type choice struct {
	oi, seed                                int
	u, calm, hot, expected, option, forgone float64
	met                                     bool
}

// shop is the purchase: goods are weighed from one that meets an open need on if there is one, and the best is bought or not.
func (x *reference) shop(i int, me *person, open []int, host int32, repeat bool, trust, bond, known float64, private bool,
	key chance.Key) {
	c := &x.p.Consumers
	p := &c.Purchase
	offers := x.onShow(host)
	draws := key.Bits(visitBuy)
	at := int(draws >> 48 * uint64(len(offers)) >> 16)
	for k := range offers {
		if next := (at + k) % len(offers); slices.Contains(open, x.category(offers[next])) {
			at = next
			break
		}
	}
	n := min(int(p.Choice.Goods), len(offers))
	x.row.OffersSeen += int64(n)
	if x.neverBuys(me) || float64(draws>>32&0xffff) >= fractions(c.Habit.Considers(float64(me.record.Habit())/consumer.HabitSteps)) {
		x.met["who came to watch"]++
		return
	}
	match := x.suits(me, host)
	days := min(x.day-me.touched, state.MemoryDays-1)
	caution := math.Floor(me.caution * fractions(x.p.Consumers.Caution.Keep(days)) / 65536)
	joy := x.liking(me) + units(p.Bond*bond/127) + times(units(c.Known.Trust), trust-x.public(host))
	joy += units(p.Crowd(x.w.Main().Popular[host], x.popular))
	var best choice
	worth := 0.0
	for k := range n {
		draw := key.Bits(visitFollow)
		if k > 0 {
			draw = key.Bits(uint64(visitOther + k - 1))
		}
		good := x.weigh(me, open, host, offers[(at+k)%len(offers)], int(draw>>16&(1<<32-1)), trust, caution)
		good.calm += times(match, known) + times(units(c.Known.Comfort), known) +
			math.Floor(units(p.Platform)*float64(int(me.record.Platform)-128)/256) - x.restraint(me)
		good.u = good.calm + times(units(p.Quality), good.expected) + good.hot + joy + good.option
		switch {
		case k == 0:
			best, worth = good, good.u
		default:
			x.met["goods weighed against each other"]++
			if good.u-worth+times(units(p.Choice.Apart), logisticOf(draw, 0)) > 0 {
				best = good
			}
			less := math.Floor((math.Abs(good.u-worth)+16)/32) / 32
			worth = max(worth, good.u) + units(p.Choice.Variety(min(less, 511./32)))
		}
	}
	if best.met {
		best.forgone = units(chance.Softplus(grade(x.shelfWorth(me, x.category(best.oi), key.Bits(visitRound)>>48))))
	}
	price := float64(x.w.Offers.Price[best.oi])
	util := x.util(me, price*65536/x.relative(best.oi))
	x.decide(util, worth, best.forgone)
	shock := logisticOf(draws, 0)
	if worth+shock <= 0 {
		return
	}
	x.met["buyers who know the host"] += one(known > 0)
	quarters := func(u float64) int16 { return int16(max(-32768, min(32767, math.Floor(u/4)))) }
	o := state.Order{Local: uint16(i % state.ChunkSize), Day: uint16(x.day), Offer: uint32(best.oi), Seed: uint32(best.seed),
		Expected: uint16(best.expected), Calm: quarters(best.calm + worth - best.u + shock), Joy: quarters(joy + best.option),
		Hot: quarters(best.hot), Match: quarters(match - times(match, known)), Forgone: uint16(math.Floor(best.forgone / 4))}
	if best.met {
		o.Offer |= state.OrderPurposive
		me.due[x.category(best.oi)] = state.NoNeed
	}
	if float64(draws>>16&0xffff) < fractions(c.Payment.Paid(x.p.Platform.Leak())) {
		o.Offer |= state.OrderPaid
		x.pay(me, price)
	} else {
		x.takeBack(&o, util)
		if best.met {
			me.due[x.category(best.oi)] = x.day
		}
	}
	if private {
		o.Offer |= state.OrderPrivate
	}
	if repeat {
		o.Offer |= state.OrderRepeat
	}
	if me.record.LastKept != 0 && x.day-float64(me.record.LastKept) <= state.Month {
		o.Offer |= state.OrderAgain
	}
	x.orders[i/state.ChunkSize] = append(x.orders[i/state.ChunkSize], o)
}

// weigh is what a good is worth to a visitor beside what all goods of the room have alike.
func (x *reference) weigh(me *person, open []int, host int32, oi, seed int, trust, caution float64) choice {
	c, goods := &x.p.Consumers, &x.w.Goods
	p := &c.Purchase
	good, cat := int(x.w.Offers.Good[oi]), x.category(oi)
	of, price := &x.p.Categories.Of[cat], float64(x.w.Offers.Price[oi])
	share := price / float64(goods.List[good])
	stock := float64(goods.Stock[good]) / (1 + state.Week*goods.Demand[good])
	claim := units(max(0, goods.Quality[good]+x.w.Hosts.Hype[host]-x.shortfall(host)))
	prior := units(x.w.Shelf.Quality[cat])
	calm := units(p.Constant + p.Merchant*(x.w.p.MerchantTrust(x.w.Market, good/state.GoodsPer)-0.5) + p.Reference*(goods.Reference[good]-share))
	calm += units(p.Taste*float64(me.record.TasteFor(uint8(cat)))/15) + times(units(c.Fit.Seen(of.FitSD, of.LiveFit)), normalOf(uint64(seed), 0))
	met := slices.Contains(open, cat)
	if met {
		calm += units(p.Need)
	}
	arousal := units(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), x.w.Hosts.Content[host]*x.w.Hosts.Fresh[host]))
	return choice{oi: oi, seed: seed, met: met, expected: prior + times(trust, claim-prior), calm: calm - x.cost(me, price, x.relative(oi)),
		hot: math.Floor(float64(me.record.Impulse) * (65535 - caution) * arousal / (1 << 24)), option: units(c.OptionLive(of.FitSD, of.LiveFit))}
}

// relative is the price of an offer over what comparable goods cost, in 1/65536.
func (x *reference) relative(oi int) float64 {
	comparable := x.w.Goods.Comparable[x.w.Offers.Good[oi]]
	return max(1, math.Floor(float64(x.w.Offers.Price[oi])*65536/float64(comparable)+0.5))
}

// decide counts what an offer of utility u is worth when deciding, at so many fen a util: what the choice to buy it is worth, less
// what the shelf is worth to who buys (docs/model.md, section 7.1).
func (x *reference) decide(util, u, forgone float64) {
	shelf := fen(util, math.Floor(fractions(chance.Logistic(grade(u)))*forgone/65536))
	x.row.SurplusDecision += fen(util, units(chance.Softplus(grade(u)))) - shelf
	x.row.SurplusForgone += shelf
}
