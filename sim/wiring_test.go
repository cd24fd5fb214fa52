package sim

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
)

// Wires: where a number comes from is seen by putting another one into every place it could come from.

// distinct fills every column of the struct that columns points to with whole numbers that are nowhere else.
func distinct(columns any, next *int64) {
	v := reflect.ValueOf(columns).Elem()
	for i := range v.NumField() {
		switch column := v.Field(i).Interface().(type) {
		case []int64:
			for k := range column {
				*next += 7
				column[k] = *next
			}
		}
	}
}

// columnsOf are the columns of whole numbers of a struct, by name.
func columnsOf(columns any) map[string][]int64 {
	v, all := reflect.ValueOf(columns), map[string][]int64{}
	for i := range v.NumField() {
		if column, ok := v.Field(i).Interface().([]int64); ok {
			all[v.Type().Field(i).Name] = slices.Clone(column)
		}
	}
	return all
}

// Each of a host's counters goes to its own column of the month, and of the week unless its settlements have been booked in
// the week of the order. What is not folded is named here.
func TestEachCounterIsFoldedIntoItsOwn(t *testing.T) {
	w, n := small(t, nil), int64(0)
	for _, columns := range []*HostCounts{&w.Hosts.Today, &w.Hosts.Recent, &w.Hosts.Month} {
		distinct(columns, &n)
	}
	today, week, month := columnsOf(w.Hosts.Today), columnsOf(w.Hosts.Recent), columnsOf(w.Hosts.Month)
	w.foldCounts()
	settled := []string{"Kept", "KeptFen", "Returned", "Complaints", "Defects", "Satisfaction", "Commission", "Pleased"}
	for name, now := range columnsOf(w.Hosts.Month) {
		for h := range now {
			toMonth, toWeek := today[name][h], today[name][h]
			if slices.Contains(settled, name) {
				toWeek = 0
			}
			if got := now[h] - month[name][h]; got != toMonth {
				t.Fatalf("%s: %d are added to the month, want %d", name, got, toMonth)
			}
			if got := columnsOf(w.Hosts.Recent)[name][h] - week[name][h]; got != toWeek {
				t.Fatalf("%s: %d are added to the week, want %d", name, got, toWeek)
			}
			if h > 3 {
				break
			}
		}
	}
	fill(w.Merchants.Alive, false) // the terms of those in the market are noted at the same time
	distinct(&w.Merchants.Today, &n)
	distinct(&w.Merchants.Month, &n)
	today, month = columnsOf(w.Merchants.Today), columnsOf(w.Merchants.Month)
	w.foldMerchants()
	for name, now := range columnsOf(w.Merchants.Month) {
		for m := range now {
			if got := now[m] - month[name][m]; got != today[name][m] {
				t.Fatalf("%s of merchants: %d are added to the month, want %d", name, got, today[name][m])
			}
		}
	}
}

// Each column of the platform's log is fed with its own counter, and fades.
func TestEachColumnOfTheLogIsFedWithItsOwnCounter(t *testing.T) {
	w, n := small(t, map[string]any{"platform.ranking.signals.half_life": 5.0}), int64(0)
	distinct(&w.Hosts.Today, &n)
	log, today := w.platform().Log, &w.Hosts.Today
	fed := map[rank.Count]func(h int) float64{
		rank.Shown:         func(h int) float64 { return float64(today.Shown[h]) },
		rank.Enters:        func(h int) float64 { return float64(today.Visits[h]) },
		rank.Minutes:       func(h int) float64 { return float64(today.Stay[h]) },
		rank.Follows:       func(h int) float64 { return float64(today.Follows[h]) },
		rank.Orders:        func(h int) float64 { return float64(today.Orders[h]) },
		rank.Sales:         func(h int) float64 { return float64(today.GMV[h]) },
		rank.RepeatOrders:  func(h int) float64 { return float64(today.Repeat[h]) },
		rank.NegativeCount: func(h int) float64 { return float64(today.Complaints[h]) },
		rank.Ratings:       func(h int) float64 { return float64(today.Kept[h] + today.Returned[h]) },
		rank.RatingSum: func(h int) float64 { // half for a satisfaction of 0, a quarter more a unit, each in [0,1]
			orders := float64(today.Kept[h] + today.Returned[h])
			return min(orders, max(0, orders/2+float64(today.Satisfaction[h])/1024/4))
		},
	}
	if len(fed) != int(rank.NumCounts) {
		t.Fatalf("%d columns are known of %d", len(fed), rank.NumCounts)
	}
	before := map[rank.Count][]float64{}
	for c := range fed {
		for h := range log.Sums[c] {
			log.Sums[c][h] = float64(1000*int(c) + h)
		}
		before[c] = slices.Clone(log.Sums[c])
	}
	w.feedLog()
	keep := math.Pow(2, -1./5)
	for c, of := range fed {
		for h, got := range log.Sums[c] {
			if want := keep*before[c][h] + of(h); math.Abs(got-want) > 1e-9*want {
				t.Fatalf("column %d of host %d is %v, want %v", c, h, got, want)
			}
		}
	}
	for _, c := range []struct{ sum, orders, want float64 }{{0, 4, 2}, {4, 4, 3}, {-4, 4, 1}, {100, 4, 4}, {-100, 4, 0}} {
		if got := rating(c.sum, c.orders); got != c.want {
			t.Errorf("a satisfaction of %g over %g orders is a rating of %g, want %g", c.sum, c.orders, got, c.want)
		}
	}
}

// Each tally of a room reaches the counters of its host and of the day, those of two workers added up.
func TestEachTallyOfARoomReachesItsCounter(t *testing.T) {
	w := small(t, nil)
	run(t, w, 20, 1)
	dawn(w)
	w.employ(2)
	w.run.slot = NumSlots - 1
	w.openRooms()
	w.run.scratch.Paid = resize(w.run.scratch.Paid, len(w.run.rooms))
	n := int64(0)
	of := func(k int) (sum roomTally, paid int64) {
		for i := range w.run.workers {
			r, seen := w.run.workers[i].rooms[k], w.run.workers[i].impressions[k]
			sum.followed, sum.visits, sum.private = sum.followed+r.followed, sum.visits+r.visits, sum.private+r.private
			sum.stay, sum.follows, sum.impressions = sum.stay+r.stay, sum.follows+r.follows, sum.impressions+seen
		}
		return sum, w.run.scratch.Paid[k]
	}
	for k := range w.run.rooms {
		for i := range w.run.workers {
			w.run.workers[i].rooms[k] = roomTally{followed: n + 1, visits: n + 2, private: n + 3, stay: 16*n + 64, follows: n + 5}
			w.run.workers[i].impressions[k] = n + 6
			n += 7
		}
		w.run.impressions[k], w.run.scratch.Paid[k] = 4*(n+1), n+1 // a quarter is bought
	}
	for i := range w.Consumers.Chunks {
		w.Consumers.Chunks[i].orders = nil
	}
	zero(&w.Hosts.Today)
	clear(w.run.paidToday)
	before, followers := w.run.day, slices.Clone(w.Hosts.Followers)
	w.commitSlot()
	var day record.Day
	h := &w.Hosts.Today
	for k := range w.run.rooms {
		host := w.run.rooms[k].host
		r, paid := of(k)
		for what, c := range map[string][2]int64{
			"impressions": {h.Impressions[host], r.impressions}, "places shown": {h.Shown[host], r.impressions + r.followed},
			"visits": {h.Visits[host], r.visits}, "visits by followers": {h.PrivateVisits[host], r.private}, "minutes": {h.Stay[host], r.stay / 16},
			"follows": {h.Follows[host], r.follows}, "followers": {w.Hosts.Followers[host] - followers[host], r.follows},
			"paid impressions": {w.run.paidToday[host], r.impressions * paid / w.run.impressions[k]},
		} {
			if c[0] != c[1] {
				t.Fatalf("%s of host %d: %d, want %d", what, host, c[0], c[1])
			}
		}
		day.Impressions, day.FollowedShown, day.Visits = day.Impressions+r.impressions, day.FollowedShown+r.followed, day.Visits+r.visits
		day.PrivateVisits, day.Follows, day.Rooms = day.PrivateVisits+r.private, day.Follows+r.follows, day.Rooms+1
	}
	got := w.run.day
	if got.Impressions-before.Impressions != day.Impressions || got.FollowedShown-before.FollowedShown != day.FollowedShown ||
		got.Visits-before.Visits != day.Visits || got.PrivateVisits-before.PrivateVisits != day.PrivateVisits ||
		got.Follows-before.Follows != day.Follows || got.Rooms-before.Rooms != day.Rooms {
		t.Errorf("the day counts %+v more, the rooms have %+v", got, day)
	}
}

// The ranking rules see of every open room what the market has of its host, each number in its own column, and the signals of
// the log.
func TestTheRankingSeesWhatTheMarketHas(t *testing.T) {
	set := map[string]any{}
	for k := range rank.NumSignals {
		set["platform.ranking.weights."+k.String()] = 1.0
	}
	w := small(t, set)
	run(t, w, 40, 1)
	shares := w.valueShares()
	for h := range w.Hosts.Alive {
		w.Hosts.Tier[h], w.Hosts.Credit[h], w.Hosts.Followers[h], w.Hosts.Bought[h] = uint8(h%3), 20+float64(h)/4, int64(3*h), int64(6*h)
		w.Hosts.Born[h] -= int32(h)
		if h >= w.NumStreamers() {
			w.Merchants.Tier[h-w.NumStreamers()] = uint8(h % 4)
		}
		for c := range w.platform().Log.Sums {
			w.platform().Log.Sums[c][h] = float64(1000 + 137*c + h*h%(20+c))
		}
	}
	w.arrange()
	w.Day++
	w.morning()
	w.receiveStock()
	w.prepareShelf()
	w.scheduleStreamers()
	w.scheduleStores()
	for h := range w.Hosts.Bought {
		w.Hosts.Bought[h] = int64(6 * h)
	}
	w.listLive()
	w.estimateSignals()
	w.run.slot = NumSlots - 1
	w.openRooms()
	for c, share := range shares { // a third of the categories is a niche, whether a room of it is open or not
		rarer := 0
		for _, other := range shares {
			rarer += one(other < share)
		}
		alike(t, "niche", c, w.run.niche[c], rarer < NumCategories/3)
	}
	v, stores, micro, niche := &w.run.view, 0, 0, 0
	for i, host := range w.run.open {
		h := int(host)
		category := w.Hosts.Category[h]
		rarer := 0 // categories with less to sell
		for _, share := range shares {
			rarer += one(share < shares[category])
		}
		store := h >= w.NumStreamers()
		small := store && w.Merchants.Tier[h-w.NumStreamers()] == merchant.Micro
		sessions := 0
		for slot := range NumSlots {
			sessions += int(w.Hosts.Open[h] >> slot & 1)
		}
		for what, pair := range map[string][2]any{
			"serial number": {v.ID[i], w.Hosts.ID[h]}, "category": {v.Category[i], category}, "tier": {v.Tier[i], w.Hosts.Tier[h]},
			"age": {v.AgeDays[i], int32(w.Day) - w.Hosts.Born[h]}, "store": {v.Store[i], store}, "micro source": {v.Micro[i], small},
			"niche": {v.Niche[i], rarer < NumCategories/3}, "credit": {v.Credit[i], w.Hosts.Credit[h]},
			"followers": {v.Followers[i], w.Hosts.Followers[h]}, "bought": {v.Paid[i], w.Hosts.Bought[h] / int64(sessions)},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s of the room of host %d: %v is seen, %v is so", what, h, pair[0], pair[1])
			}
		}
		stores, micro, niche = stores+one(store), micro+one(small), niche+one(v.Niche[i])
	}
	if stores == 0 || micro == 0 || niche == 0 || niche == v.N || stores == v.N {
		t.Errorf("of %d rooms %d are stores, %d of micro sources, %d niche: nothing to see", v.N, stores, micro, niche)
	}
	// signals: shrunk to the category, whose mean is shrunk to the platform's (rules page)
	count := [rank.NumSignals]rank.Count{rank.Enter: rank.Enters, rank.Stay: rank.Minutes, rank.Follow: rank.Follows, rank.Order: rank.Orders,
		rank.GMV: rank.Sales, rank.Repurchase: rank.RepeatOrders, rank.Satisfaction: rank.RatingSum, rank.Negative: rank.NegativeCount}
	for k, n := range count {
		per, prior := rank.Shown, w.p.Platform.Ranking.Signals.Prior
		if rank.Signal(k) == rank.Satisfaction {
			per = rank.Ratings
		}
		sums := &w.platform().Log.Sums
		all, of, shown := 0.0, 0.0, 0.0
		var inCategory, ofCategory [NumCategories]float64
		for h, c := range w.Hosts.Category {
			all, of, shown = all+sums[n][h], of+sums[per][h], shown+sums[rank.Shown][h]
			inCategory[c] += sums[n][h]
			ofCategory[c] += sums[per][h]
		}
		prior *= of / shown
		for i, host := range w.run.open {
			c := w.Hosts.Category[host]
			mean := (inCategory[c] + prior*all/of) / (ofCategory[c] + prior)
			want := (sums[n][host] + prior*mean) / (sums[per][host] + prior) / (all / of)
			if got := v.Signals[k][i]; math.Abs(got-want) > 1e-9*want {
				t.Fatalf("signal %s of the room of host %d is %v, want %v", rank.Signal(k), host, got, want)
			}
		}
	}
}

// A wire is a number of the market that a rule reads, or a rule's own setting, and moves impressions.
type wire struct {
	what  string
	rules map[string]any        // in force in both markets
	other map[string]any        // in force in one, beside these; or
	set   func(w *World, h int) // what is another number in one, of the hosts in question, every morning
	to    func(w *World, h int) // what it is in the other, where it is not left as it is
	hosts func(w *World, h int) bool
	moves func(plain, moved float64) bool // impressions of the hosts in question
}

func up(plain, moved float64) bool     { return moved > 1.3*plain }
func down(plain, moved float64) bool   { return moved < .75*plain }
func toZero(plain, moved float64) bool { return moved == 0 && plain > 0 }
func still(plain, moved float64) bool  { return moved < 1.1*plain && moved > .9*plain }

const ranking = "platform.ranking."

// logged multiplies columns of the log.
func logged(by float64, columns ...rank.Count) func(w *World, h int) {
	return func(w *World, h int) {
		for _, c := range columns {
			w.platform().Log.Sums[c][h] = (1 + w.platform().Log.Sums[c][h]) * by
		}
	}
}

func only(signal rank.Signal) map[string]any {
	return map[string]any{ranking + "weights.gmv": 0.0, ranking + "weights." + signal.String(): 1.0}
}

func tier(to uint8) func(w *World, h int) { return func(w *World, h int) { w.Hosts.Tier[h] = to } }

func credit(to float64) func(w *World, h int) {
	return func(w *World, h int) { w.Hosts.Credit[h] = to }
}

// some are a few streamers with a name but not at the head; rivals are stores of micro sources, and so on.
func some(w *World, h int) bool { return h < w.NumStreamers() && w.Hosts.ID[h]%7 == 3 }

func stores(w *World, h int) bool { return h >= w.NumStreamers() }

func ofTier(to uint8) func(w *World, h int) {
	return func(w *World, h int) { w.Merchants.Tier[h-w.NumStreamers()] = to }
}

func inTier(tier uint8) func(w *World, h int) bool {
	return func(w *World, h int) bool { return w.Hosts.Tier[h] == tier && w.Hosts.Alive[h] }
}

// best are those whose rooms sell most an impression, by the log.
func best(w *World, h int) bool {
	better := 0
	l := &w.platform().Log
	worth := func(h int) float64 { return l.Sums[rank.Sales][h] / (200 + l.Sums[rank.Shown][h]) }
	for other, alive := range w.Hosts.Alive {
		better += one(alive && worth(other) > worth(h))
	}
	return better < 12 && w.Hosts.Alive[h]
}

var wires = []wire{
	{what: "weight of entries", rules: only(rank.Enter), set: logged(5, rank.Enters), hosts: some, moves: up},
	{what: "weight of minutes", rules: only(rank.Stay), set: logged(5, rank.Minutes), hosts: some, moves: up},
	{what: "weight of followers", rules: only(rank.Follow), set: logged(5, rank.Follows), hosts: some, moves: up},
	{what: "weight of orders", rules: only(rank.Order), set: logged(5, rank.Orders), hosts: some, moves: up},
	{what: "weight of sales", rules: only(rank.GMV), set: logged(5, rank.Sales), hosts: some, moves: up},
	{what: "weight of repeat orders", rules: only(rank.Repurchase), set: logged(5, rank.RepeatOrders), hosts: some, moves: up},

	{what: "weight of satisfaction", rules: map[string]any{ranking + "weights.gmv": 0.0, ranking + "weights.satisfaction": 1.0, ranking + "signals.prior_impressions": 1.0},
		set: logged(0, rank.RatingSum), hosts: some, moves: down},
	{what: "weight of complaints", rules: map[string]any{ranking + "weights.negative": 1.0},
		set: logged(500, rank.NegativeCount), hosts: some, moves: down},
	{what: "no weight of entries by default", set: logged(5, rank.Enters), hosts: some, moves: still},

	{what: "support of the waist", rules: map[string]any{ranking + "support.waist": 10.0},
		set: tier(rank.Waist), to: tier(rank.Tail), hosts: some, moves: up},
	{what: "support of the tail", rules: map[string]any{ranking + "support.tail": 10.0},
		set: tier(rank.Tail), to: tier(rank.Head), hosts: some, moves: up},
	{what: "support of niches", rules: map[string]any{ranking + "support.niche": 10.0},
		set: func(w *World, h int) { w.Hosts.Category[h] = nicheOf(w, true) },
		to:  func(w *World, h int) { w.Hosts.Category[h] = nicheOf(w, false) }, hosts: some, moves: up},
	{what: "support of stores", other: map[string]any{ranking + "support.store": 10.0}, hosts: stores, moves: up},
	{what: "support of micro sources", rules: map[string]any{ranking + "support.micro": 10.0},
		set: ofTier(merchant.Micro), to: ofTier(merchant.Mature), hosts: stores, moves: up},

	{what: "credit that gives no exposure", rules: map[string]any{ranking + "gate.credit_low": 30.0, ranking + "gate.credit_high": 60.0},
		set: credit(30), hosts: some, moves: toZero},
	{what: "credit that gives some", rules: map[string]any{ranking + "gate.credit_low": 30.0, ranking + "gate.credit_high": 60.0},
		set: credit(40), hosts: some, moves: down},
	{what: "credit that gives all", rules: map[string]any{ranking + "gate.credit_low": 30.0, ranking + "gate.credit_high": 60.0},
		set: credit(70), hosts: some, moves: still},
	{what: "credit for entry", rules: map[string]any{ranking + "gate.entry_credit": 50.0}, set: credit(49), hosts: some, moves: toZero},
	{what: "satisfaction for entry", rules: map[string]any{ranking + "gate.entry_satisfaction": 0.8, ranking + "signals.prior_impressions": 1.0},
		set: logged(0, rank.RatingSum), hosts: some, moves: toZero},

	{what: "age of a newcomer", rules: map[string]any{ranking + "cold_start.share": 0.5},
		set: func(w *World, h int) { w.Hosts.Born[h] = int32(w.Day) - 28 },
		to:  func(w *World, h int) { w.Hosts.Born[h] = int32(w.Day) - 30 }, hosts: some, moves: up},
	{what: "share of newcomers", other: map[string]any{ranking + "cold_start.share": 0.9, ranking + "cold_start.days": int64(200)},
		hosts: func(w *World, h int) bool { return w.Hosts.Alive[h] && int64(w.Hosts.Born[h]) > w.Day-190 }, moves: up},

	{what: "equal exposure: sales do not count", rules: map[string]any{ranking + "allocate": "uniform"},
		set: logged(100, rank.Sales), hosts: some, moves: still},
	{what: "softmax: sales count", rules: map[string]any{ranking + "allocate": "softmax"}, set: logged(10, rank.Sales), hosts: some, moves: up},
	{what: "temperature of softmax", rules: map[string]any{ranking + "allocate": "softmax"},
		other: map[string]any{ranking + "softmax.tau": 1000.0}, hosts: best, moves: down},
	{what: "the best k: sales count", rules: map[string]any{ranking + "allocate": "top-k"}, set: logged(50, rank.Sales), hosts: some, moves: up},
	{what: "number of the best k", rules: map[string]any{ranking + "allocate": "top-k"},
		other: map[string]any{ranking + "top_k.k": 0.9}, hosts: best, moves: down},
	{what: "steepness of exposure", other: map[string]any{ranking + "proportional.gamma": 2.0}, hosts: best, moves: up},
	{what: "flat exposure", other: map[string]any{ranking + "proportional.gamma": 0.0}, hosts: best, moves: down},
	{what: "quota of the head", rules: map[string]any{ranking + "allocate": "tier-quota"},
		other: map[string]any{ranking + "tier_quota.quotas.head": 0.9, ranking + "tier_quota.quotas.waist": 0.05, ranking + "tier_quota.quotas.tail": 0.05}, hosts: inTier(rank.Head), moves: up},
	{what: "quota of the tail", rules: map[string]any{ranking + "allocate": "tier-quota"},
		other: map[string]any{ranking + "tier_quota.quotas.head": 0.05, ranking + "tier_quota.quotas.waist": 0.05, ranking + "tier_quota.quotas.tail": 0.9}, hosts: inTier(rank.Tail), moves: up},
	{what: "tier under quotas", rules: map[string]any{ranking + "allocate": "tier-quota"},
		set: tier(rank.Head), to: tier(rank.Tail), hosts: func(w *World, h int) bool { return some(w, h) && w.Hosts.ID[h]%2 == 0 }, moves: up},
	{what: "cap on exposure", other: map[string]any{ranking + "cap": 0.02}, hosts: best, moves: down},
	{what: "guaranteed exposure", other: map[string]any{ranking + "minimum_exposure": 1.0}, hosts: best, moves: down},
	{what: "bought exposure", rules: map[string]any{ranking + "paid.ad_load": 0.5}, set: func(w *World, h int) { w.Streamers.AdBudget[h] = 1e7 },
		to: func(w *World, h int) { w.Streamers.AdBudget[h] = 0 }, hosts: some, moves: up},
	{what: "no load of bought exposure", rules: map[string]any{ranking + "paid.ad_load": 0.0},
		set: func(w *World, h int) { w.Streamers.AdBudget[h] = 1e7 },
		to:  func(w *World, h int) { w.Streamers.AdBudget[h] = 0 }, hosts: some, moves: still},
}

// nicheOf returns a category that is a niche, or none.
func nicheOf(w *World, niche bool) uint8 {
	for c, is := range w.run.niche {
		if is == niche {
			return uint8(c)
		}
	}
	panic("every category is a niche, or none")
}

// Every number that ranking rules read, and every rule, moves impressions in a market: up or down, as it should.
func TestEveryWireOfTheRankingMovesImpressions(t *testing.T) {
	crowded := map[string]any{"consumers.count": int64(1500), "streamers.count": int64(200), "merchants.count": int64(125),
		"platform.recommend.places": int64(2)} // a room is on few slates, which show none twice
	grown := small(t, crowded)
	run(t, grown, 15*Week+1, 1)
	for _, c := range wires {
		t.Run(c.what, func(t *testing.T) {
			impressions := func(sets []map[string]any, change func(w *World, h int)) (n float64) {
				w := fork(t, grown)
				set := maps.Clone(crowded)
				for _, more := range sets {
					for key, v := range more {
						set[key] = v
					}
				}
				if err := w.Switch(rules(t, set)); err != nil {
					t.Fatal(err)
				}
				var hosts []int
				for h := range w.Hosts.Alive {
					if c.hosts(grown, h) {
						hosts = append(hosts, h)
					}
				}
				for range 4 {
					for _, h := range hosts {
						if change != nil {
							change(w, h)
						}
					}
					run(t, w, 1, 1)
					for _, h := range hosts {
						n += float64(w.Hosts.Today.Impressions[h])
					}
				}
				return n
			}
			plain := impressions([]map[string]any{c.rules}, c.to)
			moved := impressions([]map[string]any{c.rules, c.other}, c.set)
			if !c.moves(plain, moved) {
				t.Errorf("impressions go from %.0f to %.0f", plain, moved)
			}
		})
	}
}

// Diversity: where slates are filled by profile alone, visitors enter rooms of their profile's category far more often than where
// all of the profile's places go to all categories alike.
func TestDiversityShowsRoomsBeyondTheProfile(t *testing.T) {
	own := func(diversity float64) float64 {
		w := small(t, map[string]any{"platform.recommend.personalisation": 1.0, ranking + "diversity": diversity,
			"platform.flow.content.private":   0.0,
			"platform.flow.content.purposive": 0.0})
		all := make([]int, len(w.Consumers.Rec))
		for i := range all {
			all[i] = i
		}
		category := map[int64]uint8{}
		entries, ofProfile := 0.0, 0.0
		w.Trace(all, nil, func(e Event) {
			if e.Kind == "enter" {
				entries++
				ofProfile += float64(one(category[e.Host] == w.Consumers.Rec[e.Consumer].Profile))
			}
		})
		for range 21 {
			run(t, w, 1, 1)
			for h, id := range w.Hosts.ID {
				category[int64(id)] = w.Hosts.Category[h]
			}
		}
		return ofProfile / entries
	}
	none, some, all := own(0), own(0.5), own(1)
	if none < 1.5*all || some < all || some > none {
		t.Errorf("of rooms entered %.2f are of the profile's category without diversity, %.2f with half, %.2f with all of it", none, some, all)
	}
}

// Everything keyed to the platform's tiers hangs on the review: with it the best sellers are the head, a share of hosts as large
// as the rules say.
func TestTiersAreReviewedByTheSalesInTheLog(t *testing.T) {
	w := small(t, nil)
	run(t, w, 35+60, 1) // day 60
	n, head := 0, 0
	worst, bestBelow := math.Inf(1), 0.0
	sales := w.platform().Log.Sums[rank.Sales]
	fill(w.Hosts.Tier, rank.Tail)
	gone := w.TopStreamers(30, 1)[0]
	w.Bar([]int64{gone})
	w.reviewTiers()
	for h, alive := range w.Hosts.Alive {
		if !alive || w.Hosts.Barred[h] || w.platform().Log.Sums[rank.Shown][h] == 0 {
			if w.Hosts.Tier[h] != rank.Tail {
				t.Errorf("host %d, which is not in the market, is of tier %d", h, w.Hosts.Tier[h])
			}
			continue
		}
		n++
		if w.Hosts.Tier[h] == rank.Head {
			head++
			worst = min(worst, sales[h])
		} else {
			bestBelow = max(bestBelow, sales[h])
		}
	}
	if want := int(float64(n)*w.p.Platform.Ranking.Tiers.HeadSize + .5); head != want || worst < bestBelow {
		t.Errorf("%d of %d hosts are the head, want %d; the least of them sells %.0f, the best of the others %.0f", head, n, want, worst, bestBelow)
	}
	w.Day++
	before := slices.Clone(w.Hosts.Tier)
	fill(w.Hosts.Tier, rank.Waist)
	w.reviewTiers()
	if slices.Contains(w.Hosts.Tier, rank.Head) {
		t.Errorf("tiers are reviewed on day %d: %v", w.Day, before)
	}
}
