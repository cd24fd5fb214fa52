package crowd

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// Shelf commerce is the outside option: with an open need a consumer may search for it, see the category's goods at
// list price, and buy or wait.
//
//	U_shelf = shelf_constant + quality·q̄ + fit + need + urgency + option to return − cost of p̄ − overspent·spent
//
// with q̄ and p̄ the category's quality and mean list price. What fits badly is returned, as with live goods.

// urgencyDays is how long urgency can grow at most.
const urgencyDays = 128

// shelfOnly lets consumers who do not use live shopping meet a need on the shelf or wait.
func (s *slate) shelfOnly(list *slates.Arrived) {
	for i := range int(list.N) {
		if int32(list.Shelf[i]) > int32(list.Outside[i]) {
			s.turnTo(list.Key[i], list.Twist[i], 0, list.Who[i])
			s.shelfBuy()
		}
	}
}

// shelfBuy decides on the shelf's good for the need searched for.
func (s *slate) shelfBuy() {
	c, t := s.c, s.t
	cat := int(s.need)
	draws := chance.Key(s.own).For(chance.Shelf).Bits(0)
	price := s.r.shelfPrice[cat]
	u := s.shelfWorth(cat) + (t.shelfSeen[cat]*int32(t.normal[draws>>12&4095]))>>10
	perUtil := s.shelfUtil(cat)
	s.acc.day.SurplusShelf += perUtil * int64(t.softplus[level(u)]) >> 10
	if u += int32(t.shock[draws&4095]); u <= 0 {
		return
	}
	if s.traced {
		s.note("shelf", -1, -1, price, 0)
	}
	s.acc.day.ShelfOrders++
	s.acc.shelf[cat].Orders++
	s.acc.shelf[cat].Gross += price
	unseen := (t.shelfUnseen[cat] * int32(t.normal[draws>>28&4095])) >> 10
	u -= t.shelfOption[cat]
	s.acc.day.SurplusShelf += perUtil * int64(max(u+unseen, -t.shelfHassle)-u-t.shelfOption[cat]) >> 10
	if u+unseen < -t.shelfHassle {
		s.acc.day.ShelfReturns++
		if s.traced {
			s.note("shelf-return", -1, -1, price, 0)
		}
		s.acc.shelf[cat].Back += price
		c.SetDue(cat, uint16(s.day)) // the need is still open
		return
	}
	s.spend(price)
	s.acc.day.NeedsShelf++
	c.SetDue(cat, s.w.nextNeed(c, cat, s.day, chance.Key(s.own)))
}

// shelfWorth returns the utility of the shelf's good for an open need but for its shock and fit, 1/1024 util.
func (s *slate) shelfWorth(category int) int32 {
	price := s.t.cost(s.r.shelfPrice[category], s.r.shelfRelative[category], s.kappa(), s.c.Budget)
	return s.r.shelfCalm[category] + s.t.shelfOption[category] + s.t.needBuy + s.urgencyOf(category) - price - s.restraint()
}

// shelfUtil returns what a util is worth to the visitor in a purchase on the shelf, fen.
func (s *slate) shelfUtil(category int) int64 {
	return s.t.perUtil(s.kappa(), s.r.shelfWorth[category], s.c.Budget)
}

// urgencyOf returns what an open need adds to the shelf: urgency · min(1, days open/patience).
func (s *slate) urgencyOf(category int) int32 {
	open := int32(s.day) - int32(s.c.DueDay(category))
	return s.t.urgency[min(int(open), len(s.t.urgency)-1)]
}

// PrepareShelf sets what a search finds today, in the units of the fast loop.
func (w *Crowd) PrepareShelf() {
	r, p := &w.run, &w.p.Consumers.Purchase
	for c := range r.shelfPrice {
		r.shelfPrice[c] = state.Truncated(math.Floor(float64(w.p.Categories.Of[c].Price*w.Shelf.Price[c]*100) + 0.5))
		r.shelfRelative[c] = int32(math.Floor(float64(w.Shelf.Price[c]/w.Shelf.Comparable[c]*65536) + 0.5))
		r.shelfWorth[c] = worthOf(r.shelfPrice[c], r.shelfRelative[c])
		r.shelfCalm[c] = fixed.Of(p.ShelfConstant + float64(p.Quality*w.Shelf.Quality[c]))
		r.prior[c] = fixed.Of(w.Shelf.Quality[c])
	}
}
