package sim

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
)

// The plain reference of what becomes of orders, after the model description, section 7.1 (Satisfaction to Drop-out): one
// order at a time, on plain numbers, with the quantiser of reference_test.go.

// seen counts what was met with on the way, so that no path is compared with nothing.
type seen map[string]int

// commit is what becomes of a slot's orders: those that find no stock are refused, those not paid for give it back, the
// others are on their way for 2 to 5 days.
func (x *reference) commit(chunk int, me func(local uint16) *person, stock []int64, d *record.Day, met seen) (due [8][]Order) {
	for _, o := range x.w.Consumers.Chunks[chunk].orders {
		oi := o.Offer & orderIndex
		good, price := x.w.Offers.Good[oi], x.w.Offers.Price[oi]
		buyer := me(o.Local)
		if stock[good] == 0 {
			met["stock-outs"]++
			d.Stockouts++
			if o.Offer&orderPurposive != 0 {
				met["refused needs"]++
				buyer.due[x.w.Goods.Category[good]] = float64(o.Day)
			}
			if o.Offer&orderPaid != 0 {
				buyer.spent = max(0, buyer.spent-x.ofBudget(buyer, price))
				d.SurplusGap -= x.promised(&o, buyer)
			}
			continue
		}
		d.Orders++
		d.GMV += price
		if int(x.w.hostOf(oi)) >= x.w.NumStreamers() {
			met["store orders"]++
			d.StoreGMV += price
		}
		if o.Offer&orderPrivate != 0 {
			met["private orders"]++
			d.PrivateGMV += price
		}
		if o.Offer&orderPurposive != 0 {
			d.PurposiveOrders++
		}
		if o.Offer&orderPaid == 0 {
			met["unpaid orders"]++
			continue
		}
		stock[good]--
		d.OrdersPaid++
		d.GMVPaid += price
		if o.Offer&orderAgain != 0 {
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

// perUtil is what a util is worth, fen.
func (x *reference) perUtil(me *person) float64 {
	return math.Floor(x.p.Consumers.Budget.Class(int(me.record.Budget))*100/x.p.Consumers.Purchase.Price + 0.5)
}

// decision is the utility that an order promised: calm, what quality was expected to add, arousal.
func (x *reference) decision(o *Order) float64 {
	return 4*float64(o.Calm) + times(units(x.p.Consumers.Purchase.Quality), float64(o.Expected)) + 4*float64(o.Hot)
}

// promised is what that is worth above the shelf given up for it, fen.
func (x *reference) promised(o *Order, me *person) int64 {
	return int64(math.Floor(x.perUtil(me) * (x.decision(o) - 4*float64(o.Forgone)) / 1024))
}

// receive is the delivery of one order.
func (x *reference) receive(o *Order, i int, me *person, habit *uint8, d *record.Day, met seen) outcome {
	p := &x.p.Consumers
	oi := o.Offer & orderIndex
	good := x.w.Offers.Good[oi]
	cat := int(x.w.Goods.Category[good])
	of := &x.p.Categories.Of[cat]
	key := chance.Key(o.Seed).For(chance.Deliver).At(uint64(i))
	x.pay(me, 0) // spending and caution fade
	out := outcome{offer: oi}

	// performance, satisfaction, failure
	noise := normalOf(key.Bits(deliveryPerformance), 0)
	performance := min(1024, max(0, units(x.w.Goods.Delivered[good])+times(units(p.Return.Noise), noise)))
	by := units(p.Satisfaction.Loss)
	if performance > float64(o.Expected) {
		by = units(p.Satisfaction.Gain)
	}
	s := math.Floor((units(p.Satisfaction.Quality)*(performance-units(p.Satisfaction.Reference)) + by*(performance-float64(o.Expected))) / 1024)
	out.satisfaction = int16(min(4096, max(-4096, s)))
	failed := performance < units(p.Trust.Failure)
	d.SatisfactionSum += int64(s)
	d.Delivered++

	// return, regret, caution, surplus
	calm := 4*float64(o.Calm) + times(units(p.Purchase.Quality), performance) +
		times(units(p.Fit.Unseen(of.FitSD, of.LiveFit)), normalOf(uint64(o.Seed), 12))
	hassle := units(p.Return.Hassle)
	kept := calm > -hassle
	realised := max(calm, -hassle)
	forgone := 4 * float64(o.Forgone)
	regret := max(0, forgone-realised)
	if regret > 0 {
		met["regrets"]++
	}
	d.RegretSum += int64(math.Floor(x.perUtil(me) * regret / 1024))
	gap := realised - x.decision(o)
	if !kept {
		gap += forgone
	}
	d.SurplusGap += int64(math.Floor(x.perUtil(me) * gap / 1024))
	left := 65535 - me.caution
	me.caution += min(left, math.Floor(times(units(p.Caution.Gain), regret)*left/1024))

	// complaint, mood, trust in the platform, drop-out
	reaction := key.Bits(deliveryReaction)
	if failed {
		met["failures"]++
		out.flags |= outcomeFailed
		if float64(reaction&0xffff) < parts(p.Complaint.Share) {
			met["complaints"]++
			out.flags |= outcomeComplained
		}
	}
	illBefore := me.record.Mood < 0 && *habit&useMask == adopter
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
	if float64(reaction>>16&0xffff) < parts(p.Dropout.After(p.Dropout.Live, grade(s))) && *habit&useMask == adopter {
		met["lapses"]++
		*habit = *habit&^useMask | lapsed
		out.flags |= outcomeLapsed
	}
	switch illAfter := me.record.Mood < 0 && *habit&useMask == adopter; {
	case illAfter && !illBefore:
		met["turned unhappy"]++
		out.flags |= outcomeUnhappier
	case illBefore && !illAfter:
		met["unhappy no more"]++
		out.flags |= outcomeHappier
	}
	if kept {
		met["kept"]++
		out.flags |= outcomeKept
		x.keep(o, cat, key, me, &out, d, met)
	} else {
		met["returns"]++
		me.spent = max(0, me.spent-x.ofBudget(me, x.w.Offers.Price[oi]))
		if o.Offer&orderPurposive != 0 {
			met["returned needs"]++
			me.due[cat] = x.day
		}
	}
	x.relate(o, key, s, kept, failed, me, &out, met)
	return out
}

// keep is the spell of repeat purchase and the next need after an order that was kept.
func (x *reference) keep(o *Order, cat int, key chance.Key, me *person, out *outcome, d *record.Day, met seen) {
	c := &me.record
	oi := o.Offer & orderIndex
	host, m := x.w.hostOf(oi), x.w.Offers.Good[oi]/GoodsPer
	if c.Spell != 0 && o.Day > c.Spell {
		met["repeat purchases"]++
		out.spellDay = c.Spell
		if c.SpellHost == host {
			met["repeat purchases from the host"]++
			out.flags |= outcomeSameHost
		}
		if c.SpellMerchant == m {
			met["repeat purchases from the merchant"]++
			out.flags |= outcomeSameMerchant
		}
		c.Spell = 0
	}
	month := func(number float64) float64 { return math.Floor((number + float64(x.w.First) - 2) / 30) }
	if c.Spell == 0 && (c.LastKept == 0 || month(float64(c.LastKept)) != month(x.day)) {
		met["spells"]++
		c.Spell, c.SpellHost, c.SpellMerchant = uint16(x.day), host, m
	}
	c.LastKept = uint16(x.day)
	if o.Offer&orderPurposive != 0 {
		d.NeedsMetLive++
		me.due[cat] = x.nextNeed(me, cat, key)
	} else if due := me.due[cat]; due < noNeed && due > x.day {
		if next := x.nextNeed(me, cat, key); next > due {
			met["needs put off"]++
			me.due[cat] = due + math.Floor((next-due)*parts(x.p.Consumers.Need.Induced)/65536)
		}
	}
}

// relate is the evidence on the host, a follow or its end, and the merchant's own store.
func (x *reference) relate(o *Order, key chance.Key, s float64, kept, failed bool, me *person, out *outcome, met seen) {
	p := &x.p.Consumers
	oi := o.Offer & orderIndex
	host, m := x.w.hostOf(oi), int(x.w.Offers.Good[oi]/GoodsPer)
	store := int32(x.w.NumStreamers() + m)
	draws, rounding := key.Bits(deliveryRelation), key.Bits(deliveryRounding)
	if a := x.meet(me, host, met); a != nil {
		days := min(x.day-a.on, memoryDays-1)
		trust, bond := parts(p.Trust.Keep(days)), parts(p.Bond.Keep(days))
		a.positive = math.Floor((a.positive*trust + float64(rounding&0xffff)) / 65536)
		a.negative = math.Floor((a.negative*trust + float64(rounding>>16&0xffff)) / 65536)
		a.bond = math.Floor((a.bond*bond + float64(rounding>>32&0xffff)) / 65536)
		if failed {
			a.negative += math.Floor(p.Trust.Negative*8 + 0.5)
		} else if kept {
			a.positive += 8
		}
		a.positive, a.negative, a.on = min(255, a.positive), min(255, a.negative), x.day
		leaves := p.Dropout.Host
		if int(host) >= x.w.NumStreamers() {
			leaves = p.Dropout.Store
		}
		if a.followed {
			if float64(draws&0xffff) < parts(p.Dropout.After(leaves, grade(s))) {
				met["unfollows"]++
				a.followed = false
				out.flags |= outcomeUnfollowed
			}
		} else if kept && float64(draws>>16&0xffff) < parts(p.Follow.ByPurchase(grade(s))) {
			met["follows of buyers"]++
			a.followed = true
			out.flags |= outcomeFollowed
		}
	}
	if !kept || int(host) >= x.w.NumStreamers() || !x.w.Hosts.Alive[store] || !x.w.Merchants.StoreOpen[m] ||
		float64(draws>>32&0xffff) >= parts(p.Follow.OfStore(grade(s))) {
		return
	}
	if a := x.meet(me, store, met); a != nil && !a.followed {
		met["follows of stores"]++
		a.followed = true
		out.flags |= outcomeStoreFollowed
	}
}

// meet returns what a person remembers of a host in the market, from today on if it had not met it; nil where there is no
// room for it, or the host has left.
func (x *reference) meet(me *person, host int32, met seen) *acquaintance {
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

// Orders become what the equations say: what is refused, not paid, kept, returned, complained of; satisfaction, regret,
// trust, follows, spells and needs. Every consumer, order and counter of whole days is that of the reference, bit for bit.
func TestDeliveryAndRefusalEqualTheReference(t *testing.T) {
	met := seen{}
	for name, set := range map[string]map[string]any{
		"usual": nil,
		"little stock, orders paid elsewhere": {"merchants.stock.initial": 1.0, "merchants.stock.least": int64(1),
			"merchants.tiers.micro.supply": 0.1,
			"merchants.stock.review":       int64(30), "platform.closed_loop": false, "consumers.need.induced_delay": 0.6},
		"disappointed buyers": {"consumers.satisfaction.reference": 0.7, "consumers.satisfaction.loss": 3.0, "consumers.dropout.live": 0.1,
			"consumers.dropout.host": 0.3, "consumers.dropout.store": 0.4, "consumers.dropout.reactivation": 0.02, "consumers.trust.failure": 0.55,
			"consumers.complaint.share": 0.5, "consumers.caution.gain": 1.0, "consumers.trust.spill": 1.0, "streamers.viability.moves_on": 0.1},
		"faithful buyers": {"consumers.follow.buyer": 2.0, "consumers.follow.store": 2.0, "consumers.follow.visit": 0.0,
			"consumers.trust.memory": 0.9,
			"platform.kind":          "social", "consumers.purchase.constant": -1.0, "consumers.return.hassle": 0.0},
	} {
		t.Run(name, func(t *testing.T) {
			w := small(t, set)
			for _, days := range []int{30, 5, 50, 0, 0, 20} { // month ends, first days of weeks, plain days
				run(t, w, days, 1)
				referenceDay(t, w, met)
			}
		})
	}
	for _, path := range []string{"stock-outs", "refused needs", "store orders", "private orders", "unpaid orders", "repeat orders", "regrets",
		"failures", "complaints", "lapses", "turned unhappy", "unhappy no more", "kept", "returns", "returned needs", "repeat purchases",
		"repeat purchases from the host", "repeat purchases from the merchant", "spells", "needs put off", "hosts that left", "new acquaintances",
		"unfollows", "follows of buyers", "follows of stores"} {
		if met[path] == 0 {
			t.Errorf("no %s: nothing to compare", path)
		}
	}
}

// referenceDay is a day of the market, whose orders and deliveries the reference works out as well.
func referenceDay(t *testing.T, w *World, met seen) {
	t.Helper()
	dawn(w)
	x := &reference{w: w, p: w.p, day: float64(w.number(w.Day))}
	for w.run.slot = range NumSlots {
		w.openRooms()
		w.each(func(chunk int, acc *worker) { w.attend(chunk, w.run.slot, acc) })
		x.compareCommit(t, met)
	}
	for _, e := range atNight {
		switch e.name {
		case "deliver":
			x.compareDelivery(t, met)
		case "settle orders":
			x.compareSettlement(t)
		case "learn trust":
			x.comparePublicTrust(t)
		default:
			e.do(w)
		}
	}
	for _, audit := range byTheBooks {
		if err := audit.do(w); err != nil {
			t.Fatal(err)
		}
	}
}

func (x *reference) compareCommit(t *testing.T, met seen) {
	t.Helper()
	w, d := x.w, x.w.run.day
	stock, want := slices.Clone(w.Goods.Stock), slices.Clone(w.Consumers.Rec)
	var due [][8][]Order
	for chunk := range w.Consumers.Chunks {
		from, _ := w.Consumers.chunkOf(chunk)
		people := map[uint16]*person{}
		due = append(due, x.commit(chunk, func(local uint16) *person {
			if people[local] == nil {
				people[local] = unpack(w.Consumers.Rec[from+int(local)])
			}
			return people[local]
		}, stock, &d, met))
		for on := range due[chunk] {
			due[chunk][on] = append(slices.Clone(w.Consumers.Chunks[chunk].Due[on]), due[chunk][on]...)
		}
		for local, me := range people {
			want[from+int(local)] = me.pack()
		}
	}
	w.commitSlot()
	got := w.run.day
	got.FollowedShown, got.Visits, got.PrivateVisits, got.Follows, got.Impressions, got.Rooms =
		d.FollowedShown, d.Visits, d.PrivateVisits, d.Follows, d.Impressions, d.Rooms // of the rooms, compared elsewhere
	if got != d {
		t.Fatalf("day %d: orders come to\n%+v, by the reference\n%+v", w.Day, got, d)
	}
	if !slices.Equal(w.Goods.Stock, stock) {
		t.Fatalf("day %d: stock is not what the orders left of it", w.Day)
	}
	if !slices.Equal(w.Consumers.Rec, want) {
		t.Fatalf("day %d: a consumer is not as the refusal of its order leaves it", w.Day)
	}
	for chunk := range due {
		for on := range due[chunk] {
			if !slices.Equal(w.Consumers.Chunks[chunk].Due[on], due[chunk][on]) {
				t.Fatalf("day %d: %d orders of chunk %d are on their way to day %d mod 8, by the reference %d", w.Day,
					len(w.Consumers.Chunks[chunk].Due[on]), chunk, on, len(due[chunk][on]))
			}
		}
	}
}

func (x *reference) compareDelivery(t *testing.T, met seen) {
	t.Helper()
	w := x.w
	want, habits, d := slices.Clone(w.Consumers.Rec), slices.Clone(w.Consumers.Habit), w.run.workers[0].day
	var outcomes []outcome
	for chunk := range w.Consumers.Chunks {
		from, _ := w.Consumers.chunkOf(chunk)
		for _, o := range w.Consumers.Chunks[chunk].Due[int(x.day)%8] {
			i := from + int(o.Local)
			me := unpack(want[i])
			outcomes = append(outcomes, x.receive(&o, i, me, &habits[i], &d, met))
			want[i] = me.pack()
		}
	}
	w.each(w.deliver)
	var got []outcome
	for chunk := range w.Consumers.Chunks {
		got = append(got, w.Consumers.Chunks[chunk].settled...)
		if left := len(w.Consumers.Chunks[chunk].Due[int(x.day)%8]); left > 0 {
			t.Fatalf("day %d: %d orders are still on their way", w.Day, left)
		}
	}
	for k := range outcomes {
		if k >= len(got) || got[k] != outcomes[k] {
			t.Fatalf("day %d: outcome %d of %d is %+v, by the reference %+v of %d",
				w.Day, k, len(got), got[min(k, len(got)-1)], outcomes[k], len(outcomes))
		}
	}
	for i := range want {
		if w.Consumers.Rec[i] != want[i] || w.Consumers.Habit[i] != habits[i] {
			t.Fatalf("day %d: consumer %d is\n%+v, by the reference\n%+v", w.Day, i, w.Consumers.Rec[i], want[i])
		}
	}
	if w.run.workers[0].day != d {
		t.Fatalf("day %d: deliveries come to\n%+v, by the reference\n%+v", w.Day, w.run.workers[0].day, d)
	}
}

// A settlement is what the outcomes of a day come to, reckoned one by one.
type settlement struct {
	hosts, recent, past HostCounts
	merchants           MerchantCounts
	goods               GoodCounts
	stock               []int64
	offers              Offers
	followers           []int64
	adopters, unhappy   int64
	day                 record.Day
	streamerIncome      int64 // commission before the service fee
	flows               map[ledger.Purpose]int64
	cohorts             map[[2]int64]record.CohortAge
}

// copied returns a copy of columns.
func copied[T any](columns T) T {
	v := reflect.New(reflect.TypeFor[T]())
	clone(v.Elem(), reflect.ValueOf(&columns).Elem())
	return v.Elem().Interface().(T)
}

func (x *reference) state() *settlement {
	w := x.w
	s := &settlement{hosts: copied(w.Hosts.Today), recent: copied(w.Hosts.Recent), past: copied(w.Hosts.Past), merchants: copied(w.Merchants.Today),
		goods: copied(w.Goods.Today), stock: slices.Clone(w.Goods.Stock), offers: copied(w.Offers), followers: slices.Clone(w.Hosts.Followers),
		adopters: w.Consumers.Adopters, unhappy: w.Consumers.Unhappy, day: w.run.day, flows: map[ledger.Purpose]int64{},
		cohorts: map[[2]int64]record.CohortAge{}}
	for _, row := range w.Rec.Cohorts {
		s.cohorts[[2]int64{row.Cohort, row.Age}] = row
	}
	return s
}

// settle books an outcome.
func (x *reference) settle(s *settlement, o outcome) {
	w, fees := x.w, &x.p.Platform.Fees
	is := func(flag uint16) bool { return o.flags&flag != 0 }
	good, host, price := w.Offers.Good[o.offer], w.hostOf(o.offer), w.Offers.Price[o.offer]
	m := good / GoodsPer
	week := &s.recent
	if shown := int(o.offer) / (w.NumHosts() * LineUp); shown != w.Edition() {
		week = &s.past
	}
	count := func(n int64, columns ...[]int64) {
		for _, c := range columns {
			c[host] += n
		}
	}
	points := func(share float64) int64 { return int64(math.Floor(share*10000 + 0.5)) }
	commission := price * w.Offers.Commission[o.offer] / 10000
	if int(host) >= w.NumStreamers() {
		commission = 0
	}
	earn := func() {
		service := commission * points(fees.Service) / 10000
		s.streamerIncome += commission
		s.flows[ledger.ServiceFee] += service
		count(commission-service, s.hosts.Commission, week.Commission)
		s.offers.CommissionFen[o.offer] += commission
	}
	s.merchants.Delivered[m]++
	s.flows[ledger.Shipping] += fen(fees.Shipping)
	count(int64(o.satisfaction), s.hosts.Satisfaction, week.Satisfaction)
	if w.Goods.Delivered[good] < x.p.Enforcement.Inspection.Standard {
		s.day.BelowStandard++
		s.merchants.BelowStandard[m]++
	}
	if is(outcomeFailed) {
		s.day.Defects++
		s.merchants.Defects[m]++
		count(1, s.hosts.Defects, week.Defects)
	}
	if is(outcomeComplained) {
		s.day.Complaints++
		s.merchants.Complaints[m]++
		s.goods.Complaints[good]++
		count(1, s.hosts.Complaints, week.Complaints)
	}
	if is(outcomeKept) {
		fee := price * points(fees.Commission) / 10000
		if int(host) < w.NumStreamers() {
			earn()
		}
		s.flows[ledger.Commission] += commission
		s.flows[ledger.PlatformFee] += fee
		s.flows[ledger.Sales] += price - commission - fee
		s.day.OrdersKept++
		s.day.GMVNet += price
		count(1, s.hosts.Kept, week.Kept)
		count(price, s.hosts.KeptFen, week.KeptFen)
		s.offers.Kept[o.offer]++
		s.offers.KeptFen[o.offer] += price
		s.merchants.Kept[m] += price
		if !is(outcomeFailed) {
			count(1, s.hosts.Pleased)
			s.merchants.Pleased[m]++
		}
	} else {
		s.flows[ledger.Shipping] += fen(fees.ReturnShipping)
		s.flows[ledger.Refund] += price
		s.day.Returns++
		count(1, s.hosts.Returned, week.Returned)
		s.offers.ReturnedUnits[o.offer]++
		s.merchants.Returned[m]++
		s.goods.Returned[good]++
		s.stock[good]++
		if !fees.Clawback && int(host) < w.NumStreamers() {
			earn()
		}
	}
	if o.spellDay != 0 {
		x.endSpell(s, o, price)
	}
	if is(outcomeFollowed) {
		s.day.Follows++
		s.followers[host]++
		count(1, s.hosts.Follows)
	}
	if is(outcomeUnfollowed) {
		s.day.Unfollows++
		s.followers[host]--
		count(1, s.hosts.Unfollows)
	}
	if is(outcomeStoreFollowed) {
		store := w.NumStreamers() + int(m)
		s.day.Follows++
		s.followers[store]++
		s.hosts.Follows[store]++
	}
	if is(outcomeUnhappier) {
		s.unhappy++
	}
	if is(outcomeHappier) {
		s.unhappy--
	}
	if is(outcomeLapsed) {
		s.adopters--
		s.day.Lapses++
	}
}

// endSpell puts a repeat purchase into the cohort of the month in which the spell began, at its age in days.
func (x *reference) endSpell(s *settlement, o outcome, price int64) {
	began, age := float64(o.spellDay), int64(x.day)-int64(o.spellDay)
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
	row.SameStreamer += int64(one(o.flags&outcomeSameHost != 0))
	row.SameMerchant += int64(one(o.flags&outcomeSameMerchant != 0))
	s.cohorts[cell] = row
}

func (x *reference) compareSettlement(t *testing.T) {
	t.Helper()
	w, want := x.w, x.state()
	for chunk := range w.Consumers.Chunks {
		for _, o := range w.Consumers.Chunks[chunk].settled {
			x.settle(want, o)
		}
	}
	w.settleOrders()
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
	got.flows, got.streamerIncome = want.flows, want.streamerIncome
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
func (x *reference) comparePublicTrust(t *testing.T) {
	t.Helper()
	w, p := x.w, &x.p.Consumers.Trust
	keep := math.Pow(p.Public, 1./7)
	type side struct {
		name                     string
		positive, negative       []float64
		pleased, failed          []int64
		positiveNow, negativeNow []float64
	}
	sides := []side{
		{"host", slices.Clone(w.Hosts.TrustPos), slices.Clone(w.Hosts.TrustNeg), w.Hosts.Today.Pleased, w.Hosts.Today.Defects,
			w.Hosts.TrustPos, w.Hosts.TrustNeg},
		{"merchant", slices.Clone(w.Merchants.TrustPos), slices.Clone(w.Merchants.TrustNeg), w.Merchants.Today.Pleased, w.Merchants.Today.Defects,
			w.Merchants.TrustPos, w.Merchants.TrustNeg},
	}
	w.learnTrust()
	for _, s := range sides {
		for i := range s.positive {
			r, bad := keep*s.positive[i]+float64(s.pleased[i]), keep*s.negative[i]+p.Negative*float64(s.failed[i])
			if math.Abs(s.positiveNow[i]-r) > 1e-9*(1+r) || math.Abs(s.negativeNow[i]-bad) > 1e-9*(1+bad) {
				t.Fatalf("day %d: evidence on %s %d is %v and %v, by the reference %v and %v",
					w.Day, s.name, i, s.positiveNow[i], s.negativeNow[i], r, bad)
			}
		}
	}
}
