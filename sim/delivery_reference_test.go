package sim

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/crowd"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// The plain reference of what becomes of orders, after docs/model.md, section 7.1 (Satisfaction to Drop-out): one
// order at a time, on plain numbers, with the quantiser of reference_test.go.

// seen counts what was met with on the way, so that no path is compared with nothing.
type seen map[string]int

// A placement is what came of an order on the day it was made.
type placement struct {
	state.Order
	refused bool
}

// commit is what becomes of a chunk's orders of the slot: those that find no stock are refused, those not paid for give it back,
// the others are on their way for 2 to 5 days.
func (x *reference) commit(chunk int, me func(local uint16) *person, stock []int64) (due [8][]state.Order) {
	d, met := &x.row, x.met
	for _, o := range x.orders[chunk] {
		oi := o.Offer & state.OrderIndex
		good, price, host := x.w.Offers.Good[oi], x.w.Offers.Price[oi], x.w.HostOf(oi)
		buyer := me(o.Local)
		x.placed = append(x.placed, placement{o, stock[good] == 0})
		if stock[good] == 0 {
			met["stock-outs"]++
			d.Stockouts++
			if o.Offer&state.OrderPurposive != 0 {
				met["refused needs"]++
				buyer.due[x.w.Goods.Category[good]] = float64(o.Day)
			}
			if o.Offer&state.OrderPaid != 0 {
				buyer.spent = max(0, buyer.spent-x.ofBudget(buyer, price))
				x.takeBack(&o, x.util(buyer, float64(x.w.Goods.Comparable[good])))
			}
			continue
		}
		d.Orders++
		d.GMV += price
		if int(host) >= x.w.NumStreamers() {
			met["store orders"]++
			d.StoreGMV += price
		}
		if o.Offer&state.OrderPrivate != 0 {
			met["private orders"]++
			d.PrivateGMV += price
		}
		if o.Offer&state.OrderPurposive != 0 {
			d.PurposiveOrders++
		}
		if o.Offer&state.OrderPaid == 0 {
			met["unpaid orders"]++
			continue
		}
		stock[good]--
		d.OrdersPaid++
		d.GMVPaid += price
		if o.Offer&state.OrderAgain != 0 {
			met["repeat orders"]++
			d.RepeatOrders++
		}
		days := 2 + chance.Key(o.Seed).For(chance.Deliver).Below(0, 4)
		on := (int(o.Day) + days) % 8
		due[on] = append(due[on], o)
	}
	return due
}

// ofBudget is a payment in 1/256 of the month's budget, to the nearest.
func (x *reference) ofBudget(me *person, fen int64) float64 {
	budget := math.Floor(x.p.Consumers.Budget.Class(int(me.record.Budget))*100 + 0.5)
	return math.Floor((float64(fen)*256 + math.Floor(budget/2)) / budget)
}

// good is what an order's good was worth to its owner when deciding: calm, what quality was expected to add, arousal.
func (x *reference) good(o *state.Order) float64 {
	return 4*float64(o.Calm) + times(units(x.p.Consumers.Purchase.Quality), float64(o.Expected)) + 4*float64(o.Hot)
}

// takeBack takes from the surplus what an order promised that never comes, with what buying it was worth as such, above the shelf
// given up for it.
func (x *reference) takeBack(o *state.Order, util float64) {
	shelf := fen(util, 4*float64(o.Forgone))
	x.row.SurplusGap -= fen(util, x.good(o)+4*float64(o.Joy)) - shelf
	x.row.SurplusForgone -= shelf
}

// receive is the delivery of one order.
func (x *reference) receive(o *state.Order, i int, me *person, habit *uint8) crowd.Outcome {
	d, met := &x.row, x.met
	p := &x.p.Consumers
	oi := o.Offer & state.OrderIndex
	good := x.w.Offers.Good[oi]
	cat := int(x.w.Goods.Category[good])
	of := &x.p.Categories.Of[cat]
	key := chance.Key(o.Seed).For(chance.Deliver).At(uint64(i))
	x.pay(me, 0) // spending and caution fade
	out := crowd.Outcome{Offer: oi}

	// performance, satisfaction, failure
	noise := normalOf(key.Bits(deliveryPerformance), 0)
	performance := min(1024, max(0, units(x.w.Goods.Delivered[good])+times(units(p.Return.Noise), noise)))
	by := units(p.Satisfaction.Loss)
	should := float64(o.Expected) + units((1-p.Expectation.Forgiven)*x.shortfall(x.w.HostOf(oi)))
	if performance > should {
		by = units(p.Satisfaction.Gain)
	}
	s := math.Floor((units(p.Satisfaction.Quality)*(performance-units(p.Satisfaction.Reference)) + by*(performance-should)) / 1024)
	harm := 0.0
	if x.w.Goods.Delivered[good] < x.p.Enforcement.Inspection.Standard {
		met["harmed"]++
		harm = units(p.Harm.Utility)
		s -= units(p.Harm.Satisfaction)
	}
	out.Performance, out.Satisfaction = uint16(performance), int16(min(4096, max(-4096, s)))
	failed := performance < units(p.Trust.Failure)
	if short := should - performance; !failed && short > units(p.Trust.Tolerance) {
		met["broken promises"]++
		out.Broken = uint16(short - units(p.Trust.Tolerance))
	}
	d.SatisfactionSum += int64(s)
	d.Delivered++

	// return, regret, caution, surplus
	calm := 4*float64(o.Calm) + times(units(p.Purchase.Quality), performance) +
		times(units(p.Fit.Unseen(of.FitSD, of.LiveFit)), normalOf(uint64(o.Seed), 12)) + 4*float64(o.Match)
	hassle := units(p.Return.Hassle)
	kept := calm > -hassle
	realised := max(calm, -hassle) - harm
	forgone := 4 * float64(o.Forgone)
	regret := max(0, forgone-realised)
	if regret > 0 {
		met["regrets"]++
	}
	util := x.util(me, float64(x.w.Goods.Comparable[good]))
	d.RegretSum += fen(util, regret)
	d.SurplusGap += fen(util, realised-x.good(o)-units(p.OptionLive(of.FitSD, of.LiveFit)))
	if !kept { // the shelf can be had again
		d.SurplusGap += fen(util, forgone)
		d.SurplusForgone -= fen(util, forgone)
	}
	left := 65535 - me.caution
	me.caution += min(left, math.Floor(times(units(p.Caution.Gain), regret)*left/1024))

	// complaint, mood, trust in the platform, drop-out
	reaction := key.Bits(deliveryReaction)
	if failed {
		met["failures"]++
		out.Flags |= crowd.OutcomeFailed
		if float64(reaction&0xffff) < fractions(p.Complaint.Share) {
			met["complaints"]++
			out.Flags |= crowd.OutcomeComplained
		}
	}
	ill := math.Floor(p.Adoption.Ill*64 + 0.5)
	illBefore := float64(me.record.Mood) < ill && *habit&state.UseMask == state.Adopter
	memory := math.Floor(p.Satisfaction.Memory*256 + 0.5)
	felt := min(127, max(-127, math.Floor(s/16)))
	me.record.Mood = int8(min(127, max(-127, math.Floor((float64(me.record.Mood)*memory+felt*(256-memory)+128)/256))))
	trust := float64(me.record.Platform)
	if failed {
		trust -= times(trust, units(p.Trust.PlatformGain*p.Trust.Negative*p.Trust.Spill))
	} else {
		trust += math.Floor(((255-trust)*units(p.Trust.PlatformGain) + 512) / 1024)
	}
	me.record.Platform = uint8(min(255, max(0, trust)))
	if float64(reaction>>16&0xffff) < fractions(p.Dropout.AfterUse(grade(s), float64(me.record.Habit())/15)) && *habit&state.UseMask == state.Adopter {
		met["lapses"]++
		*habit = *habit&^state.UseMask | state.Lapsed
		out.Flags |= crowd.OutcomeLapsed
	}
	switch illAfter := float64(me.record.Mood) < ill && *habit&state.UseMask == state.Adopter; {
	case illAfter && !illBefore:
		met["turned unhappy"]++
		out.Flags |= crowd.OutcomeUnhappier
	case illBefore && !illAfter:
		met["unhappy no more"]++
		out.Flags |= crowd.OutcomeHappier
	}
	if kept {
		met["kept"]++
		out.Flags |= crowd.OutcomeKept
		if o.Offer&state.OrderRepeat != 0 {
			out.Flags |= crowd.OutcomeRepeat
		}
		x.keep(o, cat, key, me, &out)
	} else {
		met["returns"]++
		me.spent = max(0, me.spent-x.ofBudget(me, x.w.Offers.Price[oi]))
		if o.Offer&state.OrderPurposive != 0 {
			met["returned needs"]++
			me.due[cat] = x.day
		}
	}
	x.relate(o, key, s, should-performance, kept, failed, me, &out)
	return out
}

// keep is the spell of repeat purchase and the next need after an order that was kept.
func (x *reference) keep(o *state.Order, cat int, key chance.Key, me *person, out *crowd.Outcome) {
	d, met := &x.row, x.met
	c := &me.record
	oi := o.Offer & state.OrderIndex
	host, m := x.w.HostOf(oi), x.w.Offers.Good[oi]/state.GoodsPer
	if c.Spell != 0 && o.Day > c.Spell {
		met["repeat purchases"]++
		out.SpellDay = c.Spell
		if c.SpellHost == host {
			met["repeat purchases from the host"]++
			out.Flags |= crowd.OutcomeSameHost
		}
		if c.SpellMerchant == m {
			met["repeat purchases from the merchant"]++
			out.Flags |= crowd.OutcomeSameMerchant
		}
		c.Spell = 0
	}
	month := func(number float64) float64 { return math.Floor((number + float64(x.w.First) - 2) / 30) }
	if c.Spell == 0 && (c.LastKept == 0 || month(float64(c.LastKept)) != month(x.day)) {
		met["spells"]++
		c.Spell, c.SpellHost, c.SpellMerchant = uint16(x.day), host, m
	}
	c.LastKept = uint16(x.day)
	if o.Offer&state.OrderPurposive != 0 {
		d.NeedsMetLive++
		me.due[cat] = x.nextNeed(me, cat, key)
	} else if due := me.due[cat]; due < state.NoNeed && due > x.day {
		if next := x.nextNeed(me, cat, key); next > due {
			met["needs put off"]++
			me.due[cat] = due + math.Floor((next-due)*fractions(x.p.Consumers.Need.Induced)/65536)
		}
	}
}

// relate is the evidence on the host, a follow or its end, and the merchant's own store.
func (x *reference) relate(o *state.Order, key chance.Key, s, short float64, kept, failed bool, me *person, out *crowd.Outcome) {
	p, met := &x.p.Consumers, x.met
	oi := o.Offer & state.OrderIndex
	host, m := x.w.HostOf(oi), int(x.w.Offers.Good[oi]/state.GoodsPer)
	store := int32(x.w.NumStreamers() + m)
	draws, rounding := key.Bits(deliveryRelation), key.Bits(deliveryRounding)
	if a := x.meet(me, host); a != nil {
		days := min(x.day-a.on, state.MemoryDays-1)
		trust, bond := fractions(p.Trust.Keep(days)), fractions(p.Bond.Keep(days))
		a.positive = math.Floor((a.positive*trust + float64(rounding&0xffff)) / 65536)
		a.negative = math.Floor((a.negative*trust + float64(rounding>>16&0xffff)) / 65536)
		a.bond = math.Floor((a.bond*bond + float64(rounding>>32&0xffff)) / 65536)
		tolerance, part := units(p.Trust.Tolerance), float64(rounding>>48)
		switch whole := math.Floor(p.Trust.Negative*8 + 0.5); {
		case failed:
			a.negative += whole
		case short > tolerance:
			a.negative += math.Floor((whole*(short-tolerance)*64 + part) / 65536)
		case kept:
			good := 1024 - max(0, math.Trunc(short*1024/tolerance))
			a.positive += math.Floor((8*good*64 + part) / 65536)
		}
		a.positive, a.negative, a.on = min(255, a.positive), min(255, a.negative), x.day
		leaves := p.Dropout.Host
		if int(host) >= x.w.NumStreamers() {
			leaves = p.Dropout.Store
		}
		if a.followed {
			if float64(draws&0xffff) < fractions(p.Dropout.After(leaves, grade(s))) {
				met["unfollows"]++
				a.followed = false
				out.Flags |= crowd.OutcomeUnfollowed
			}
		} else if kept && float64(draws>>16&0xffff) < fractions(p.Follow.ByPurchase(grade(s))) {
			met["follows of buyers"]++
			a.followed = true
			out.Flags |= crowd.OutcomeFollowed
		}
	}
	if !kept || int(host) >= x.w.NumStreamers() || !x.w.Hosts.Alive[store] || !x.w.Merchants.StoreOpen[m] ||
		float64(draws>>32&0xffff) >= fractions(p.Follow.OfStore(grade(s))) {
		return
	}
	if a := x.meet(me, store); a != nil && !a.followed {
		met["follows of stores"]++
		a.followed = true
		out.Flags |= crowd.OutcomeStoreFollowed
	}
}

// meet returns what a person remembers of a host in the market, from today on if it had not met it; nil where there is no
// room for it, or the host has left.
func (x *reference) meet(me *person, host int32) *acquaintance {
	met := x.met
	if !x.w.Hosts.Alive[host] {
		met["hosts that left"]++
		return nil
	}
	if a := x.remembers(me, host); a != nil {
		return a
	}
	a := x.forget(me)
	if a != nil {
		met["new acquaintances"]++
		*a = acquaintance{host: host, on: x.day}
	}
	return a
}

// A settlement is what the outcomes of a day come to, reckoned one by one.
type settlement struct {
	hosts             state.HostsToday
	onShow, settling  state.HostsWeek
	merchants         state.MerchantsToday
	goods             state.GoodsToday
	stock             []int64
	offers            state.Offers
	followers         []int64
	adopters, unhappy int64
	flows             map[ledger.Purpose]int64
	cohorts           map[[2]int64]record.CohortAge
}

// copied returns a copy of columns.
func copied[T any](columns T) T {
	v := reflect.New(reflect.TypeFor[T]())
	column.Copy(v.Interface(), &columns)
	return v.Elem().Interface().(T)
}

func (x *reference) state() *settlement {
	w := x.w
	s := &settlement{hosts: copied(w.Hosts.Today), onShow: copied(w.Hosts.WeekOnShow), settling: copied(w.Hosts.WeekSettling),
		merchants: copied(w.Merchants.Today), goods: copied(w.Goods.Today), stock: slices.Clone(w.Goods.Stock),
		offers: copied(w.Offers), followers: slices.Clone(w.Main().Followers),
		adopters: w.Consumers.Adopters, unhappy: w.Consumers.Unhappy, flows: map[ledger.Purpose]int64{},
		cohorts: map[[2]int64]record.CohortAge{}}
	for _, row := range w.Rec.Cohorts {
		s.cohorts[[2]int64{row.Cohort, row.Age}] = row
	}
	return s
}

// place books an order on the day it was made.
func (x *reference) place(s *settlement, o placement) {
	w, offer := x.w, o.Offer&state.OrderIndex
	good, host, price := w.Offers.Good[offer], w.HostOf(offer), w.Offers.Price[offer]
	m := good / state.GoodsPer
	s.goods.Wanted[good]++
	if o.refused {
		s.merchants.Stockouts[m]++
		return
	}
	s.hosts.Orders[host]++
	s.hosts.GMV[host] += price
	s.merchants.Orders[m]++
	s.merchants.GMV[m] += price
	s.goods.Ordered[good]++
	if int(host) >= w.NumStreamers() {
		s.merchants.StoreGMV[m] += price
	}
	if o.Offer&state.OrderPaid == 0 {
		s.goods.Cancelled[good]++
		return
	}
	s.hosts.PaidFen[host] += price
	s.merchants.Paid[m] += price
	s.goods.Sold[good]++
	s.offers.Paid[offer]++
}

// settle books an outcome.
func (x *reference) settle(s *settlement, o crowd.Outcome) {
	w, fees := x.w, &x.p.Platform.Fees
	is := func(flag uint16) bool { return o.Flags&flag != 0 }
	good, host, price := w.Offers.Good[o.Offer], w.HostOf(o.Offer), w.Offers.Price[o.Offer]
	m := good / state.GoodsPer
	week := &s.onShow
	if shown := int(o.Offer) / (w.NumHosts() * state.LineUp); shown != w.Edition() {
		week = &s.settling
	}
	count := func(n int64, columns ...[]int64) {
		for _, c := range columns {
			c[host] += n
		}
	}
	points := func(share float64) int64 { return int64(math.Floor(share*10000 + 0.5)) }
	commission := price * w.Offers.Commission[o.Offer] / 10000
	if int(host) >= w.NumStreamers() {
		commission = 0
	}
	earn := func() {
		service := commission * points(fees.Service) / 10000
		s.flows[ledger.ServiceFee] += service
		count(commission-service, s.hosts.Commission, week.Commission)
		s.offers.CommissionFen[o.Offer] += commission
	}
	s.merchants.Delivered[m]++
	s.flows[ledger.Shipping] += fixed.Fen(fees.Shipping)
	count(int64(o.Satisfaction), s.hosts.Satisfaction)
	count(int64(units(w.Goods.Quality[good]+w.Hosts.Hype[host]))-int64(o.Performance), s.hosts.Short)
	if w.Goods.Delivered[good] < x.p.Enforcement.Inspection.Standard {
		x.row.BelowStandard++
		s.merchants.BelowStandard[m]++
	}
	count(int64(o.Broken), s.hosts.Broken)
	if is(crowd.OutcomeFailed) {
		x.row.Defects++
		s.merchants.Defects[m]++
		count(1, s.hosts.Defects, week.Defects)
	}
	if is(crowd.OutcomeComplained) {
		x.row.Complaints++
		s.goods.Complaints[good]++
		count(1, s.hosts.Complaints)
	}
	if is(crowd.OutcomeKept) {
		fee := price * points(fees.Commission) / 10000
		if int(host) < w.NumStreamers() {
			earn()
		}
		s.flows[ledger.Commission] += commission
		s.flows[ledger.PlatformFee] += fee
		s.flows[ledger.Sales] += price - commission - fee
		x.row.OrdersKept++
		x.row.GMVNet += price
		count(1, s.hosts.Kept, week.Kept)
		count(price, s.hosts.KeptFen, week.KeptFen)
		if is(crowd.OutcomeRepeat) {
			count(1, s.hosts.Repeat)
		} else {
			count(1, s.hosts.First)
		}
		s.offers.Kept[o.Offer]++
		s.offers.KeptFen[o.Offer] += price
		s.merchants.Kept[m] += price
		if !is(crowd.OutcomeFailed) {
			count(1, s.hosts.Pleased)
			s.merchants.Pleased[m]++
		}
	} else {
		s.flows[ledger.Shipping] += fixed.Fen(fees.ReturnShipping)
		s.flows[ledger.Refund] += price
		x.row.Returns++
		count(1, s.hosts.Returned, week.Returned)
		s.offers.ReturnedUnits[o.Offer]++
		s.merchants.Returned[m]++
		s.goods.Returned[good]++
		s.stock[good]++
		if !fees.Clawback && int(host) < w.NumStreamers() {
			earn()
		}
	}
	if o.SpellDay != 0 {
		x.endSpell(s, o, price)
	}
	if is(crowd.OutcomeFollowed) {
		x.row.Follows++
		s.followers[host]++
		count(1, s.hosts.Follows)
	}
	if is(crowd.OutcomeUnfollowed) {
		x.row.Unfollows++
		s.followers[host]--
	}
	if is(crowd.OutcomeStoreFollowed) {
		store := w.NumStreamers() + int(m)
		x.row.Follows++
		s.followers[store]++
		s.hosts.Follows[store]++
	}
	if is(crowd.OutcomeUnhappier) {
		s.unhappy++
	}
	if is(crowd.OutcomeHappier) {
		s.unhappy--
	}
	if is(crowd.OutcomeLapsed) {
		s.adopters--
		x.row.Lapses++
	}
}

// endSpell puts a repeat purchase into the cohort of the month in which the spell began, at its age in days.
func (x *reference) endSpell(s *settlement, o crowd.Outcome, price int64) {
	began, age := float64(o.SpellDay), int64(x.day)-int64(o.SpellDay)
	const year = 366
	cell := [2]int64{int64(math.Floor((began+float64(x.w.First)-2)/30)) + 1, min(age, year)}
	row := s.cohorts[cell]
	row.Cohort, row.Age = cell[0], cell[1]
	if age > year {
		row.Censored++
		s.cohorts[cell] = row
		return
	}
	row.Repeat++
	row.RepeatNet += price
	row.SameStreamer += int64(one(o.Flags&crowd.OutcomeSameHost != 0))
	row.SameMerchant += int64(one(o.Flags&crowd.OutcomeSameMerchant != 0))
	s.cohorts[cell] = row
}

func (x *reference) compareSettlement(t *testing.T, settle func()) {
	t.Helper()
	w, want := x.w, x.state()
	for _, o := range x.placed {
		x.place(want, o)
	}
	for _, o := range x.outcomes {
		x.settle(want, o)
	}
	settle()
	got := x.state()
	for cell, row := range got.cohorts {
		if other, ok := want.cohorts[cell]; !ok && row == (record.CohortAge{Cohort: row.Cohort, Age: row.Age}) {
			delete(got.cohorts, cell) // rows that were made for others
		} else if other != row {
			t.Fatalf("day %d: cohort %v is %+v, by the reference %+v", w.Day, cell, row, other)
		}
	}
	a := &w.Accounts
	for why, fen := range want.flows {
		var moved int64
		switch why {
		case ledger.ServiceFee:
			moved = a.Moved(ledger.Streamers, ledger.Platforms, why)
		case ledger.Shipping:
			moved = a.Moved(ledger.Merchants, ledger.Logistics, why)
		case ledger.Commission:
			moved = a.Moved(ledger.Escrow, ledger.Streamers, why)
		case ledger.PlatformFee:
			moved = a.Moved(ledger.Escrow, ledger.Platforms, why)
		case ledger.Sales:
			moved = a.Moved(ledger.Escrow, ledger.Merchants, why)
		case ledger.Refund:
			moved = a.Moved(ledger.Escrow, ledger.Consumers, why)
		}
		if moved != fen {
			t.Errorf("day %d: %d fen were moved for %s, by the reference %d", w.Day, moved, why, fen)
		}
	}
	got.flows = want.flows
	if !reflect.DeepEqual(got, want) {
		g, r := reflect.ValueOf(*got), reflect.ValueOf(*want)
		for i := range g.NumField() {
			same(t, w.Day, g.Type().Field(i).Name, g.Field(i), r.Field(i))
		}
	}
}

// same names the columns that differ.
func same(t *testing.T, day int64, name string, got, want reflect.Value) {
	t.Helper()
	if got.Kind() == reflect.Struct {
		for i := range got.NumField() {
			same(t, day, name+"."+got.Type().Field(i).Name, got.Field(i), want.Field(i))
		}
		return
	}
	if got.Kind() != reflect.Slice {
		if !got.Equal(want) && got.Comparable() {
			t.Errorf("day %d: %s is %v, by the reference %v", day, name, got, want)
		}
		return
	}
	for i := range got.Len() {
		if !got.Index(i).Equal(want.Index(i)) {
			t.Errorf("day %d: %s of %d is %v, by the reference %v", day, name, i, got.Index(i), want.Index(i))
			return
		}
	}
}

// comparePublicTrust is public trust by its equation: r ← λ·r + pleased, s ← λ·s + ω·failed, λ a week's memory spread over its days.
// In hosts broken promises are parts of failures.
func (x *reference) comparePublicTrust(t *testing.T, learn func()) {
	t.Helper()
	w, p := x.w, &x.p.Consumers.Trust
	keep := math.Pow(p.Public, 1./7)
	type side struct {
		name                     string
		positive, negative       []float64
		pleased, failed, broken  []int64
		positiveNow, negativeNow []float64
	}
	sides := []side{
		{"host", slices.Clone(w.Hosts.TrustPos), slices.Clone(w.Hosts.TrustNeg), w.Hosts.Today.Pleased, w.Hosts.Today.Defects,
			w.Hosts.Today.Broken,
			w.Hosts.TrustPos, w.Hosts.TrustNeg},
		{"merchant", slices.Clone(w.Merchants.TrustPos), slices.Clone(w.Merchants.TrustNeg), w.Merchants.Today.Pleased, w.Merchants.Today.Defects,
			make([]int64, len(w.Merchants.TrustPos)),
			w.Merchants.TrustPos, w.Merchants.TrustNeg},
	}
	learn()
	for _, s := range sides {
		for i := range s.positive {
			r, bad := keep*s.positive[i]+float64(s.pleased[i]), keep*s.negative[i]+p.Negative*(float64(s.failed[i])+float64(s.broken[i])/1024)
			if math.Abs(s.positiveNow[i]-r) > 1e-9*(1+r) || math.Abs(s.negativeNow[i]-bad) > 1e-9*(1+bad) {
				t.Fatalf("day %d: evidence on %s %d is %v and %v, by the reference %v and %v",
					w.Day, s.name, i, s.positiveNow[i], s.negativeNow[i], r, bad)
			}
		}
	}
}

// compareShortfalls is what is known of hosts by its equation: sum ← μ·sum + Σ (claim − performance), orders ← μ·orders + n, μ a week's
// memory spread over its days.
func (x *reference) compareShortfalls(t *testing.T, learn func()) {
	t.Helper()
	h := &x.w.Hosts
	keep := math.Pow(x.p.Consumers.Expectation.Memory, 1./7)
	sum, orders := slices.Clone(h.Short), slices.Clone(h.ShortOf)
	all := x.w.Claims
	all.Short, all.Of = keep*all.Short, keep*all.Of
	learn()
	for i := range sum {
		by, n := keep*sum[i]+float64(h.Today.Short[i])/1024, keep*orders[i]+float64(h.Today.Kept[i]+h.Today.Returned[i])
		all.Short, all.Of = all.Short+float64(h.Today.Short[i])/1024, all.Of+float64(h.Today.Kept[i]+h.Today.Returned[i])
		if math.Abs(h.Short[i]-by) > 1e-9*(1+math.Abs(by)) || math.Abs(h.ShortOf[i]-n) > 1e-9*(1+n) {
			t.Fatalf("day %d: host %d is known to have fallen short by %v over %v orders, by the reference %v over %v",
				x.w.Day, i, h.Short[i], h.ShortOf[i], by, n)
		}
	}
	if now := x.w.Claims; math.Abs(now.Short-all.Short) > 1e-9*(1+math.Abs(all.Short)) || math.Abs(now.Of-all.Of) > 1e-9*(1+all.Of) {
		t.Fatalf("day %d: all hosts are known to have fallen short by %v over %v orders, by the reference %v over %v",
			x.w.Day, now.Short, now.Of, all.Short, all.Of)
	}
}
