package sim

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/crowd"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
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

// At the end of a day every counter of a week and of a month grows by the day's counter of its name, unless it is booked elsewhere: of a
// week what becomes of its orders, of a merchants' month the shelf and the partners.
func TestEachCounterIsFoldedIntoItsOwn(t *testing.T) {
	t.Parallel()
	w, n := small(t, nil), int64(0)
	fill(w.Merchants.Alive, false) // the terms of those in the market are noted at the same time
	for _, columns := range []any{&w.Hosts.Today, &w.Hosts.WeekOnShow, &w.Hosts.Month, &w.Merchants.Today, &w.Merchants.Month} {
		distinct(columns, &n)
	}
	hosts, merchants := columnsOf(w.Hosts.Today), columnsOf(w.Merchants.Today)
	week, month, merchantsMonth := columnsOf(w.Hosts.WeekOnShow), columnsOf(w.Hosts.Month), columnsOf(w.Merchants.Month)
	w.books.FoldCounts()
	w.supply.FoldMerchants()
	folded := func(what string, before, after, today map[string][]int64, booked ...string) {
		t.Helper()
		for name := range after {
			for i := range after[name] {
				add := int64(0)
				if !slices.Contains(booked, name) {
					add = today[name][i]
				}
				if got := after[name][i] - before[name][i]; got != add {
					t.Errorf("%s %s of %d: %d are added, want %d", what, name, i, got, add)
					break
				}
			}
		}
	}
	folded("hosts' week", week, columnsOf(w.Hosts.WeekOnShow), hosts, "Kept", "KeptFen", "Returned", "Defects", "Commission")
	folded("hosts' month", month, columnsOf(w.Hosts.Month), hosts)
	folded("merchants' month", merchantsMonth, columnsOf(w.Merchants.Month), merchants, "ShelfNet", "Partners")
}

// Each column of the platform's log is fed with its own counter, and fades.
func TestEachColumnOfTheLogIsFedWithItsOwnCounter(t *testing.T) {
	t.Parallel()
	w, n := small(t, map[string]any{"platform.ranking.signals.half_life": 5.0}), int64(0)
	distinct(&w.Hosts.Today, &n)
	log, today := w.Main().Log, &w.Hosts.Today
	fed := map[rank.Count]func(h int) float64{
		rank.Shown:         func(h int) float64 { return float64(today.Shown[h]) },
		rank.Enters:        func(h int) float64 { return float64(today.Visits[h]) },
		rank.Minutes:       func(h int) float64 { return float64(today.Stay[h]) },
		rank.Follows:       func(h int) float64 { return float64(today.Follows[h]) },
		rank.Orders:        func(h int) float64 { return float64(today.Orders[h]) },
		rank.Sales:         func(h int) float64 { return float64(today.GMV[h]) },
		rank.FirstOrders:   func(h int) float64 { return float64(today.First[h]) },
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
	w.venue.FeedLog()
	keep := math.Pow(2, -1./5)
	for c, of := range fed {
		for h, got := range log.Sums[c] {
			if want := keep*before[c][h] + of(h); math.Abs(got-want) > 1e-9*want {
				t.Fatalf("column %d of host %d is %v, want %v", c, h, got, want)
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
			w.Main().Log.Sums[c][h] = (1 + w.Main().Log.Sums[c][h]) * by
		}
	}
}

// badlyRated has a host rated by many, with nothing.
func badlyRated(w *World, h int) {
	w.Main().Log.Sums[rank.Ratings][h], w.Main().Log.Sums[rank.RatingSum][h] = 100, 0
}

func only(signal rank.Signal) map[string]any {
	return map[string]any{ranking + "weights.gmv": 0.0, ranking + "weights." + signal.String(): 1.0}
}

func quotas(head, waist, tail float64) map[string]any {
	const of = ranking + "tier_quota.quotas."
	return map[string]any{of + "head": head, of + "waist": waist, of + "tail": tail}
}

func tier(to uint8) func(w *World, h int) { return func(w *World, h int) { w.Main().Tier[h] = to } }

func credit(to float64) func(w *World, h int) {
	return func(w *World, h int) { w.Main().Credit[h] = to }
}

// some are a few streamers with a name but not at the head; rivals are stores of micro sources, and so on.
func some(w *World, h int) bool { return h < w.NumStreamers() && w.Hosts.ID[h]%7 == 3 }

func stores(w *World, h int) bool { return h >= w.NumStreamers() }

func ofTier(to uint8) func(w *World, h int) {
	return func(w *World, h int) { w.Merchants.Tier[h-w.NumStreamers()] = to }
}

func inTier(tier uint8) func(w *World, h int) bool {
	return func(w *World, h int) bool { return w.Main().Tier[h] == tier && w.Hosts.Alive[h] }
}

// best are those whose rooms sell most an impression, by the log.
func best(w *World, h int) bool {
	better := 0
	l := &w.Main().Log
	worth := func(h int) float64 { return l.Sums[rank.Sales][h] / (200 + l.Sums[rank.Shown][h]) }
	for other, alive := range w.Hosts.Alive {
		better += one(alive && worth(other) > worth(h))
	}
	return better < 8 && w.Hosts.Alive[h]
}

var wires = []wire{
	{what: "weight of entries", rules: only(rank.Enter), set: logged(5, rank.Enters), hosts: some, moves: up},
	{what: "weight of minutes", rules: only(rank.Stay), set: logged(5, rank.Minutes), hosts: some, moves: up},
	{what: "weight of followers", rules: only(rank.Follow), set: logged(5, rank.Follows), hosts: some, moves: up},
	{what: "weight of orders", rules: only(rank.Order), set: logged(5, rank.Orders), hosts: some, moves: up},
	{what: "weight of sales", rules: only(rank.GMV), set: logged(5, rank.Sales), hosts: some, moves: up},
	{what: "weight of repeat orders", rules: only(rank.Repurchase), set: logged(5, rank.RepeatOrders), hosts: some, moves: up},
	{what: "buyers that do not come back", rules: only(rank.Repurchase), set: logged(5, rank.FirstOrders), hosts: some, moves: down},

	{what: "weight of satisfaction",
		rules: map[string]any{ranking + "weights.gmv": 0.0, ranking + "weights.satisfaction": 1.0, ranking + "signals.prior_impressions": 1.0},
		set:   logged(0, rank.RatingSum), hosts: some, moves: down},
	{what: "weight of complaints", rules: map[string]any{ranking + "weights.gmv": 0.0, ranking + "weights.enter": 1.0,
		ranking + "weights.negative": 0.8},
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
		set: badlyRated, hosts: some, moves: toZero},

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
		other: quotas(0.9, 0.05, 0.05), hosts: inTier(rank.Head), moves: up},
	{what: "quota of the tail", rules: map[string]any{ranking + "allocate": "tier-quota"},
		other: quotas(0.05, 0.05, 0.9), hosts: inTier(rank.Tail), moves: up},
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
	for c := range uint8(state.NumCategories) {
		if isNiche(w, c) == niche {
			return c
		}
	}
	panic("every category is a niche, or none")
}

// Every number that ranking rules read, and every rule, moves impressions in a market: up or down, as it should.
func TestEveryWireOfTheRankingMovesImpressions(t *testing.T) {
	t.Parallel()
	crowded := map[string]any{"consumers.count": int64(1500), "streamers.count": int64(200), "merchants.count": int64(125),
		"platform.recommend.places": int64(2)} // a room is on few slates, which show none twice
	grown := small(t, crowded)
	run(t, grown, 15*state.Week+1, 1)
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
				if err := w.Switch(rulesWith(t, set)); err != nil {
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
	t.Parallel()
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
		w.Trace(all, nil, func(e crowd.Event) {
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
	t.Parallel()
	w := small(t, nil)
	run(t, w, 35+60, 1) // day 60
	n, head := 0, 0
	worst, bestBelow := math.Inf(1), 0.0
	sales := w.Main().Log.Sums[rank.Sales]
	fill(w.Main().Tier, rank.Tail)
	gone := w.TopStreamers(30, 1)[0]
	w.Bar([]int64{gone})
	w.venue.ReviewTiers()
	for h, alive := range w.Hosts.Alive {
		if !alive || w.Hosts.Barred[h] || w.Main().Log.Sums[rank.Shown][h] == 0 {
			if w.Main().Tier[h] != rank.Tail {
				t.Errorf("host %d, which is not in the market, is of tier %d", h, w.Main().Tier[h])
			}
			continue
		}
		n++
		if w.Main().Tier[h] == rank.Head {
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
	before := slices.Clone(w.Main().Tier)
	fill(w.Main().Tier, rank.Waist)
	w.venue.ReviewTiers()
	if slices.Contains(w.Main().Tier, rank.Head) {
		t.Errorf("tiers are reviewed on day %d: %v", w.Day, before)
	}
}
