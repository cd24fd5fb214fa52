package sim

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// hostsInMarket are the hosts in the market by serial number, oldest first.
func hostsInMarket(w *World) (order []int32) {
	for h, alive := range w.Hosts.Alive {
		if alive {
			order = append(order, int32(h))
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(w.Hosts.ID[a], w.Hosts.ID[b]) })
	return order
}

// meanPopularity is the mean of hosts that have any viewers, added up by serial number.
func meanPopularity(w *World) float64 {
	sum, n := 0.0, 0.0
	for _, h := range hostsInMarket(w) {
		if p := w.Main().Popular[h]; p > 0 {
			sum, n = sum+p, n+1
		}
	}
	return sum / max(1, n)
}

// isNiche reports whether a category is of the third with the least to sell.
func isNiche(w *World, category uint8) bool {
	shares, rarer := w.p.Categories.ValueShares(&w.Origin.Cares), 0
	for _, share := range shares {
		rarer += one(share < shares[category])
	}
	return rarer < state.NumCategories/3
}

// wake works out how many of 32768 consumers of a class of activity open the platform in each slot.
func (x *reference) wake() {
	p := &x.p.Consumers.Activity
	for class := range x.awake {
		z := chance.NormalQuantile((float64(class) + 0.5) / 16)
		rate := chance.Exp(float64(p.Spread*z) - float64(0.5*p.Spread*p.Spread))
		for slot, share := range p.Shares() {
			x.awake[class][slot] = math.Floor(p.InSlot(rate, share)*32768 + 0.5)
		}
	}
}

// active reports whether a consumer opens the platform in a slot.
func (x *reference) active(i, slot int) bool { return x.comes[i][slot] }

// appoint works out who comes when, as consumers are in the morning: by their activity, and fans at the time of a host they follow.
func (x *reference) appoint() {
	w := x.w
	x.comes = make([][state.NumSlots]bool, len(w.Consumers.Rec))
	for i := range x.comes {
		comes, draw := &x.comes[i], uint64(w.On(chance.Activity).At(uint64(i)))
		for slot := range comes {
			comes[slot] = float64(draw>>(16*slot)&0x7fff) < x.awake[w.Consumers.Habit[i]&15][slot]
		}
		if x.shopper(i) {
			x.keepAppointment(i, comes)
		}
	}
}

// keepAppointment is Activity.Appointment: each time of the day at which nobody followed is live is given up, with a probability,
// for the first at which somebody is and the fan would not have come.
func (x *reference) keepAppointment(i int, comes *[state.NumSlots]bool) {
	var live [state.NumSlots]bool
	for _, a := range x.unpack(i, x.w.Consumers.Rec[i]).known {
		if a.host < 0 || !a.followed || a.on < x.entered(a.host) {
			continue
		}
		for slot := range live {
			live[slot] = live[slot] || x.announced(a.host, slot)
		}
	}
	was, draw := *comes, uint64(x.w.On(chance.Appoint).At(uint64(i)))
	for slot := range was {
		if !was[slot] || live[slot] || float64(draw>>(16*slot)&0xffff) >= fractions(x.p.Consumers.Activity.Appointment) {
			continue
		}
		for other := range live {
			if live[other] && !comes[other] {
				comes[slot], comes[other] = false, true
				x.met["appointments"]++
				break
			}
		}
	}
}

// announced reports whether a host is to be live in a slot of today.
func (x *reference) announced(host int32, slot int) bool {
	h := &x.w.Hosts
	return h.Alive[host] && !h.Barred[host] && h.Open[host]>>slot&1 == 1
}

// compareLapses has the needs lapse that nothing has met: of those open for a week or more, each a chance a week, on a day of the
// week of the consumer's own.
func (x *reference) compareLapses(t *testing.T, lapse func()) {
	t.Helper()
	w := x.w
	want := slices.Clone(w.Consumers.Rec)
	for i := range want {
		if (i-int(x.day))%state.Week != 0 {
			continue
		}
		me := x.unpack(i, want[i])
		key := w.On(chance.Lapse).At(uint64(i))
		for k, due := range me.due {
			if due > x.day-state.Week || float64(key.Bits(uint64(k))&0xffff) >= fractions(x.p.Consumers.Need.Lapses(state.Week)) {
				continue
			}
			x.met["needs that lapsed"]++
			x.row.NeedsLapsed++
			me.due[k] = x.nextNeed(me, k, key.At(uint64(k)))
		}
		want[i] = me.pack()
	}
	lapse()
	for i := range want {
		if got := w.Consumers.Rec[i]; got != want[i] {
			t.Fatalf("day %d: consumer %d is\n%+v, by the reference\n%+v", w.Day, i, got, want[i])
		}
	}
}

func (x *reference) shopper(i int) bool { return x.w.Consumers.Habit[i]&state.UseMask == state.Adopter }

// open finds the rooms of the slot, has the platform's rule give them impressions, and makes the wheels that slates are drawn
// from: for each circle its rooms of every category, and all of them; a category without a room in the circle has all of the circle,
// a circle without one those of all.
func (x *reference) open() {
	w, h := x.w, &x.w.Hosts
	x.rooms = nil
	for _, host := range hostsInMarket(w) {
		if h.Open[host]>>x.slot&1 == 1 && !h.Barred[host] && len(x.onShow(host)) > 0 {
			x.rooms = append(x.rooms, host)
		}
	}
	x.row.Rooms += int64(len(x.rooms))
	x.given, x.shown = make([]int64, len(x.rooms)), make([]int64, len(x.rooms))
	x.allocate()
	circles := int(max(1, math.Floor(float64(x.p.Streamers.Count)/float64(x.p.Streamers.Circle)+0.5)))
	x.wheel = make([][state.NumCategories + 1]slates.Wheel, circles)
	x.wheels.Clear()
	where := func(holds func(host int32) bool) slates.Wheel {
		var rooms []int32
		for i, host := range x.rooms {
			if holds(host) {
				rooms = append(rooms, int32(i))
			}
		}
		return x.wheels.Add(rooms, x.given)
	}
	everywhere := where(func(int32) bool { return true })
	for circle := range x.wheel {
		own := func(host int32) bool { return w.CircleOf(h.ID[host]) == circle }
		all := where(own)
		if all.Size == 0 {
			x.met["circles without a room"]++
			all = everywhere
		}
		for c := range state.NumCategories {
			x.wheel[circle][c] = where(func(host int32) bool { return own(host) && int(h.Category[host]) == c })
			if x.wheel[circle][c].Size == 0 {
				x.met["categories without a room"]++
				x.wheel[circle][c] = all
			}
		}
		x.wheel[circle][state.NumCategories] = all
	}
}

// allocate shows the platform's rule the open rooms as the market has them.
func (x *reference) allocate() {
	w, h := x.w, &x.w.Hosts
	v := rank.View{N: len(x.rooms), Key: w.On(chance.Rank).At(uint64(x.slot))}
	for _, host := range x.rooms {
		store := int(host) >= w.NumStreamers()
		sessions := 0
		for slot := range state.NumSlots {
			sessions += int(h.Open[host] >> slot & 1)
		}
		v.ID, v.Category, v.Tier = append(v.ID, h.ID[host]), append(v.Category, h.Category[host]), append(v.Tier, x.w.Main().Tier[host])
		v.AgeDays, v.Store = append(v.AgeDays, int32(w.Day)-h.Born[host]), append(v.Store, store)
		v.Micro = append(v.Micro, store && w.Merchants.Tier[int(host)-w.NumStreamers()] == merchant.Micro)
		v.Niche, v.Credit = append(v.Niche, isNiche(w, h.Category[host])), append(v.Credit, x.w.Main().Credit[host])
		v.Followers, v.Paid = append(v.Followers, x.w.Main().Followers[host]), append(v.Paid, x.w.Main().Bought[host]/int64(sessions))
		for k, of := range x.signals {
			if of != nil {
				v.Signals[k] = append(v.Signals[k], of[host])
			}
		}
	}
	if v.N > 0 {
		for i := range w.Consumers.Rec {
			if x.shopper(i) && x.active(i, x.slot) {
				v.Impressions += x.p.Platform.Places
			}
		}
	}
	given := x.p.Platform.Ranking.Allocate(&v, &rank.Scratch{}, &rank.Memory{}, x.rooms)
	x.given, x.diversity, x.paid = given.Impressions, given.Diversity, given.Paid
	for i, host := range x.rooms {
		if x.w.Main().Boost[host] != 1 {
			x.given[i] = int64(float64(x.given[i])*x.w.Main().Boost[host] + 0.5)
		}
	}
}

// impression is a recommended place of a slate.
func (x *reference) impression(ri int32) {
	x.row.Impressions++
	x.shown[ri]++
	x.hosts.Impressions[x.rooms[ri]]++
	x.hosts.Shown[x.rooms[ri]]++
}

// countShoppers counts the live shoppers who open the platform today.
func (x *reference) countShoppers() {
	for i := range x.w.Consumers.Habit {
		x.row.ActiveConsumers += int64(one(x.shopper(i) && (x.active(i, 0) || x.active(i, 1) || x.active(i, 2))))
	}
}

// referenceDay is a day of the market that the reference works out as well.
func referenceDay(t *testing.T, w *World, workers int, met seen) {
	t.Helper()
	x := &reference{w: w, p: w.p, slot: -1, met: met, bought: map[int32]int64{}}
	w.watch(func(event string, let func()) {
		if t.Failed() {
			return
		}
		switch event {
		case "let needs lapse":
			x.day = float64(w.Number(w.Day))
			x.compareLapses(t, let)
		case "mean popularity":
			x.popular = meanPopularity(w)
			x.wake()
			let()
		case "wake consumers":
			x.compareUse(t, let)
		case "count who is awake":
			x.appoint()
			let()
		case "estimate signals":
			var all rank.View
			x.p.Platform.Ranking.Estimate(&w.Main().Log, w.Hosts.Category, &all)
			x.signals = all.Signals
			let()
		case "open rooms":
			if x.slot++; x.slot == 0 {
				x.countShoppers()
			}
			x.open()
			let()
		case "attend":
			x.compareVisits(t, let)
		case "commit":
			x.compareCommit(t, let)
		case "settle payments":
			x.comparePayments(t, let)
		case "deliver":
			x.compareDelivery(t, let)
		case "settle orders":
			x.compareSettlement(t, let)
		case "settle traffic":
			x.compareTraffic(t, let)
		case "learn trust":
			x.comparePublicTrust(t, let)
		case "learn shortfalls":
			x.compareShortfalls(t, let)
		default:
			let()
		}
	})
	defer w.watch(nil)
	if err := w.Step(workers); err != nil && !t.Failed() {
		t.Fatal(err)
	}
	if t.Failed() {
		t.FailNow()
	}
	x.compareRecord(t)
}

// compareVisits holds what consumers remember, need and have spent after the slot against the reference.
func (x *reference) compareVisits(t *testing.T, attend func()) {
	t.Helper()
	w := x.w
	x.hosts, x.quarter = copied(w.Hosts.Today), map[int32]int64{}
	x.orders = make([][]state.Order, len(w.Consumers.Chunks))
	want := slices.Clone(w.Consumers.Rec)
	for i := range want {
		if x.active(i, x.slot) {
			me := x.unpack(i, want[i])
			x.attend(i, me)
			want[i] = me.pack()
		}
	}
	attend()
	for i := range want {
		if got := w.Consumers.Rec[i]; got != want[i] {
			t.Fatalf("day %d, slot %d: consumer %d is\n%+v, by the reference\n%+v", w.Day, x.slot, i, got, want[i])
		}
	}
}

// compareCommit holds stock, orders under way and every counter of the hosts against the reference.
func (x *reference) compareCommit(t *testing.T, commit func()) {
	t.Helper()
	w := x.w
	stock, want, followers := slices.Clone(w.Goods.Stock), slices.Clone(w.Consumers.Rec), slices.Clone(w.Main().Followers)
	for host, n := range x.hosts.Follows {
		followers[host] += n - w.Hosts.Today.Follows[host]
	}
	for host, n := range x.quarter {
		x.hosts.Stay[host] += n / 16
	}
	for i, host := range x.rooms {
		if len(x.paid) > 0 && x.given[i] > 0 {
			x.bought[host] += x.shown[i] * x.paid[i] / x.given[i]
		}
	}
	var due [][8][]state.Order
	for chunk := range w.Consumers.Chunks {
		from, _ := w.Consumers.ChunkOf(chunk)
		people := map[uint16]*person{}
		due = append(due, x.commit(chunk, func(local uint16) *person {
			if people[local] == nil {
				people[local] = x.unpack(from+int(local), w.Consumers.Rec[from+int(local)])
			}
			return people[local]
		}, stock))
		for on := range due[chunk] {
			due[chunk][on] = append(slices.Clone(w.Consumers.Chunks[chunk].Due[on]), due[chunk][on]...)
		}
		for local, me := range people {
			want[from+int(local)] = me.pack()
		}
	}
	commit()
	if !slices.Equal(w.Goods.Stock, stock) {
		t.Fatalf("day %d: stock is not what the orders left of it", w.Day)
	}
	if !slices.Equal(w.Consumers.Rec, want) {
		t.Fatalf("day %d: a consumer is not as the refusal of its order leaves it", w.Day)
	}
	for chunk := range due {
		for on := range due[chunk] {
			if got := w.Consumers.Chunks[chunk].Due[on]; !slices.Equal(got, due[chunk][on]) {
				t.Fatalf("day %d: %d orders of chunk %d are on their way to day %d mod 8, by the reference %d", w.Day, len(got), chunk, on, len(due[chunk][on]))
			}
		}
	}
	same(t, w.Day, "today", reflect.ValueOf(w.Hosts.Today), reflect.ValueOf(x.hosts))
	same(t, w.Day, "followers", reflect.ValueOf(w.Main().Followers), reflect.ValueOf(followers))
}

// comparePayments holds what was paid, live and on the shelf, against the reference: prices there are those in force at dawn.
func (x *reference) comparePayments(t *testing.T, settle func()) {
	t.Helper()
	w, fees := x.w, &x.p.Platform.Fees
	var gross, back, parcels int64
	net, backs := slices.Clone(w.Shelf.Net), slices.Clone(w.Shelf.Back)
	for c, s := range x.shelf {
		price := int64(math.Floor(x.p.Categories.Of[c].Price*w.Shelf.Price[c]*100 + 0.5))
		gross, back = gross+s.gross, back+s.back
		net[c], backs[c] = net[c]+s.gross-s.back, backs[c]+s.back
		parcels += s.gross/price*fixed.Fen(fees.Shipping) + s.back/price*fixed.Fen(fees.ReturnShipping)
	}
	x.met["returns to the shelf"] += one(back > 0)
	x.row.ShelfGMV, x.row.ShelfNet = gross, gross-back
	settle()
	a := &w.Accounts
	for what, pair := range map[string][2]int64{
		"paid into escrow":        {a.Moved(ledger.Consumers, ledger.Escrow, ledger.Payment), x.row.GMVPaid},
		"paid on the shelf":       {a.Moved(ledger.Consumers, ledger.Shelf, ledger.ShelfSale), gross},
		"refunded on the shelf":   {a.Moved(ledger.Shelf, ledger.Consumers, ledger.ShelfRefund), back},
		"parcels of the shelf":    {a.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping), parcels},
		"what they cost carriers": {a.Moved(ledger.Logistics, ledger.Outside, ledger.Operation), parcels},
	} {
		alike(t, what, int(w.Day), pair[0], pair[1])
	}
	same(t, w.Day, "kept shelf sales to share", reflect.ValueOf(w.Shelf.Net), reflect.ValueOf(net))
	same(t, w.Day, "shelf refunds to share", reflect.ValueOf(w.Shelf.Back), reflect.ValueOf(backs))
}

func (x *reference) compareDelivery(t *testing.T, deliver func()) {
	t.Helper()
	w := x.w
	want, habits := slices.Clone(w.Consumers.Rec), slices.Clone(w.Consumers.Habit)
	today := int(x.day) % 8
	for chunk := range w.Consumers.Chunks {
		from, _ := w.Consumers.ChunkOf(chunk)
		for _, o := range w.Consumers.Chunks[chunk].Due[today] {
			i := from + int(o.Local)
			me := x.unpack(i, want[i])
			x.outcomes = append(x.outcomes, x.receive(&o, i, me, &habits[i]))
			want[i] = me.pack()
		}
	}
	deliver()
	for chunk := range w.Consumers.Chunks {
		if left := len(w.Consumers.Chunks[chunk].Due[today]); left > 0 {
			t.Fatalf("day %d: %d orders are still on their way", w.Day, left)
		}
	}
	for i := range want {
		if w.Consumers.Rec[i] != want[i] || w.Consumers.Habit[i] != habits[i] {
			t.Fatalf("day %d: consumer %d is\n%+v, by the reference\n%+v", w.Day, i, w.Consumers.Rec[i], want[i])
		}
	}
}

// compareTraffic has bought impressions paid for as far as they were delivered: by a streamer, and its agency as
// they share its income.
func (x *reference) compareTraffic(t *testing.T, settle func()) {
	t.Helper()
	w := x.w
	agencies, alone, m, income := holdings(w, ledger.MCNs), holdings(w, ledger.Streamers), copied(w.MCNs), slices.Clone(w.Streamers.WeekIncome)
	for s := range w.Streamers.Active {
		delivered := x.bought[int32(s)]
		amount := int64(float64(min(w.Main().Bought[s], delivered))*x.p.MCNs.Traffic.Price/10 + .5)
		if a := w.Streamers.MCN[s]; a >= 0 {
			x.met["bought impressions"] += one(amount > 0)
			part := int64(w.Streamers.Split[s]*float64(amount) + .5)
			agencies[a] -= part
			m.Traffic[a] += part
			m.WeekCost[a] += part
			amount -= part
		}
		alone[s] -= amount
		income[s] -= amount
	}
	settle()
	cash(t, w, ledger.MCNs, agencies)
	cash(t, w, ledger.Streamers, alone)
	for s := range income {
		alike(t, "week's income", s, w.Streamers.WeekIncome[s], income[s])
	}
	for a := range m.Alive {
		alike(t, "spent on traffic", a, w.MCNs.Traffic[a], m.Traffic[a])
		alike(t, "agency's week's cost", a, w.MCNs.WeekCost[a], m.WeekCost[a])
	}
}

// compareRecord holds the day's row against what the reference counted; the rest is a census's to count.
func (x *reference) compareRecord(t *testing.T) {
	t.Helper()
	got := x.w.Rec.Days[len(x.w.Rec.Days)-1]
	want := x.row
	want.Day, want.Platform, want.Adopters, want.Adoptions, want.LiveStreamers = got.Day, got.Platform, got.Adopters, got.Adoptions, got.LiveStreamers
	want.Sessions, want.TrustSum, want.StockAtCost, want.Effort = got.Sessions, got.TrustSum, got.StockAtCost, got.Effort
	same(t, x.w.Day, "the record's Day", reflect.ValueOf(got), reflect.ValueOf(want))
	for what, n := range map[string]int64{"order": want.Orders, "order on the shelf": want.ShelfOrders, "visit": want.Visits} {
		if n == 0 {
			t.Errorf("day %d: no %s to compare", x.w.Day, what)
		}
	}
}

// The fast loop and the reference make the same decisions and leave the same state behind: every consumer, order and
// counter of whole slots, young and old markets, on other platforms and under other parameters.
func TestFastLoopEqualsTheReference(t *testing.T) {
	t.Parallel()
	ruled := map[string]any{"consumers.count": int64(2500), ranking + "diversity": 0.5, ranking + "cold_start.share": 0.3,
		ranking + "cold_start.days": int64(60), ranking + "gate.credit_low": 80.0, ranking + "gate.credit_high": 100.0,
		ranking + "paid.ad_load": 0.5, "mcns.traffic.share": 0.5, "mcns.traffic.price": 1.0, "platform.recommend.personalisation": 0.6}
	for k := range rank.NumSignals {
		ruled[ranking+"weights."+k.String()] = 1.0
	}
	for _, group := range []string{"waist", "tail", "niche", "store", "micro"} {
		ruled[ranking+"support."+group] = 1.5
	}
	for name, set := range map[string]map[string]any{
		"content platform": nil,
		"two circles":      {"streamers.circle": int64(40)},
		"social platform, strong ties, many places": {"platform.kind": "social", "platform.recommend.places": int64(11),
			"platform.flow.social.private": 0.9, "consumers.follow.visit": -1.0, "consumers.room.social": 1.0, "consumers.taste.style": 3.0},
		"open e-commerce platform, searches, few places": {"platform.kind": "ecommerce", "platform.closed_loop": false,
			"platform.recommend.places": int64(2), "platform.flow.ecommerce.purposive": 0.9, "consumers.adoption.initial": 0.4,
			"platform.recommend.personalisation": 1.0},
		"eager and cautious buyers": {"consumers.purchase.constant": -1.0, "consumers.caution.gain": 1.0, "consumers.caution.half_life": 5.0,
			"consumers.purchase.overspent": 8.0, "consumers.return.hassle": -0.5, "consumers.room.outside": 2.0},
		"all rules of ranking, two workers": ruled,
		"people who differ": {"consumers.purchase.sensitivity": 12.0, "consumers.purchase.goods": int64(4),
			"consumers.purchase.apart": 0.15, "consumers.purchase.sensitivity_spread": 1.0,
			"consumers.purchase.sensitivity_income": 0.8, "consumers.liking.never": 0.6, "consumers.liking.shape": 0.3, "consumers.known.match": 2.0,
			"consumers.known.comfort": 5.0, "consumers.known.half": 0.2, "consumers.known.trust": 5.0, "consumers.room.match": 2.0,
			"consumers.need.lapse": 0.2, "consumers.activity.appointment": 1.0},
		"people who are alike": {"consumers.purchase.sensitivity": 0.0, "consumers.purchase.goods": int64(1),
			"consumers.liking.never": 0.0, "consumers.known.match": 0.0,
			"consumers.need.lapse": 0.0, "consumers.activity.appointment": 0.0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, met := small(t, set), seen{}
			for _, days := range []int{0, 40, 45} {
				run(t, w, days, 1)
				referenceDay(t, w, 2, met)
			}
			alike := name == "people who are alike"
			if met["categories without a room"] == 0 || name == "all rules of ranking, two workers" && met["bought impressions"] == 0 ||
				met["buyers who know the host"] == 0 || (met["needs that lapsed"] == 0) != alike || (met["appointments"] == 0) != alike ||
				(met["goods weighed against each other"] == 0) != alike {
				t.Errorf("nothing to compare: %v", met)
			}
		})
	}
}

// Orders become what the equations say: what is refused, not paid, kept, returned, complained of; satisfaction, regret,
// trust, follows, spells and needs. Every consumer, order and counter of whole days is that of the reference, bit for bit.
func TestDeliveryAndRefusalEqualTheReference(t *testing.T) {
	t.Parallel()
	met := seen{}
	for name, set := range map[string]map[string]any{
		"usual": nil,
		"little stock, orders paid elsewhere": {"merchants.stock.initial": 1.0, "merchants.stock.least": int64(1),
			"merchants.tiers.micro.supply": 0.1,
			"merchants.stock.review":       int64(30), "platform.closed_loop": false, "consumers.need.induced_delay": 0.6},
		"disappointed buyers": {"consumers.adoption.ill": -0.1,
			"consumers.satisfaction.reference": 0.7, "consumers.satisfaction.loss": 3.0, "consumers.dropout.live": 0.1,
			"consumers.dropout.host": 0.3, "consumers.dropout.store": 0.4, "consumers.dropout.reactivation": 0.02, "consumers.trust.failure": 0.55,
			"consumers.complaint.share": 0.5, "consumers.caution.gain": 1.0, "consumers.trust.spill": 1.0, "streamers.viability.moves_on": 0.1},
		"faithful buyers": {"consumers.known.match": 3.0, "consumers.follow.buyer": 2.0, "consumers.follow.store": 2.0, "consumers.follow.visit": 0.0,
			"consumers.trust.memory": 0.9,
			"platform.kind":          "social", "consumers.purchase.constant": -1.0, "consumers.return.hassle": 0.0},
	} {
		t.Run(name, func(t *testing.T) {
			w := small(t, set)
			for _, days := range []int{30, 5, 50, 0, 0, 20} { // month ends, first days of weeks, plain days
				run(t, w, days, 1)
				referenceDay(t, w, 1, met)
			}
		})
	}
	for _, path := range []string{"stock-outs", "refused needs", "store orders", "private orders", "unpaid orders", "repeat orders", "regrets",
		"failures", "complaints", "lapses", "turned unhappy", "unhappy no more", "kept", "returns", "returned needs", "repeat purchases",
		"repeat purchases from the host", "repeat purchases from the merchant", "spells", "needs put off", "hosts that left", "new acquaintances",
		"needs that lapsed", "steps of habit", "users who left of themselves",
		"appointments", "buyers who know the host", "unfollows", "follows of buyers", "follows of stores", "returns to the shelf"} {
		if met[path] == 0 {
			t.Errorf("no %s: nothing to compare", path)
		}
	}
}
